"""What two graphs do not share: two graphs in, statements that are new, gone or of another status out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Statement

if TYPE_CHECKING:
    from kg.library.graphs import Graph


@dataclass(frozen=True, slots=True)
class Difference:
    """What two graphs do not share.

    `new` are statements only in the second, `gone` only in the first, `changed` pairs of which the status is another.
    """

    new: tuple[Statement, ...] = ()
    gone: tuple[Statement, ...] = ()
    changed: tuple[tuple[Statement, Statement], ...] = ()

    def __bool__(self) -> bool:
        """Is there any difference?"""
        return bool(self.new or self.gone or self.changed)


def diff(first: Graph, second: Graph) -> Difference:
    """How `second` differs from `first`, statement by statement.

    A statement about the same subject, predicate and object that is denied, claimed or planned in one and not so in
    the other has changed its status.
    """
    old = {s.id: s for s in first.knowledge.statements}
    new = {s.id: s for s in second.knowledge.statements}
    gone = {i: s for i, s in old.items() if i not in new}
    come = {i: s for i, s in new.items() if i not in old}
    twins: dict[tuple[object, ...], list[str]] = {}
    for i in sorted(come, reverse=True):
        twins.setdefault(_core(come[i]), []).append(i)
    changed = []
    for i, statement in sorted(gone.items()):
        if twin := twins.get(_core(statement)):
            changed.append((statement, come.pop(twin.pop())))
            del gone[i]
    return Difference(tuple(come[i] for i in sorted(come)), tuple(gone[i] for i in sorted(gone)), tuple(changed))


def _core(statement: Statement) -> tuple[object, ...]:
    return statement.subject, statement.predicate, statement.object
