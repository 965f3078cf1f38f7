"""What some say and others deny: knowledge in, one record a disputed triple out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Knowledge, Statement, Text

if TYPE_CHECKING:
    from kg.ontology.schema import Schema

_Key = tuple[str, str, str | Text]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One triple, the statements that it is so (or is planned, or possible) and those that it is not.

    Statements without claimants are the articles' own words, which dispute as well.
    """

    subject: str
    predicate: str
    object: str | Text
    said: tuple[Statement, ...]
    denied: tuple[Statement, ...]


def disputes(knowledge: Knowledge, schema: Schema) -> list[Dispute]:
    """The disputed triples, those with the most statements first; ties by subject, predicate and object.

    A symmetric relation is one triple whichever end comes first.

    Example:
        >>> from kg.ontology.schema import Schema
        >>> said = Statement("China", "armed", "Russia", claimed_by=("Blinken",))
        >>> denied = Statement("China", "armed", "Russia", polarity="negative", claimed_by=("Wang",))
        >>> [dispute] = disputes(Knowledge((), (), (said, denied)), Schema())
        >>> dispute.said[0].claimed_by, dispute.denied[0].claimed_by
        (('Blinken',), ('Wang',))
    """
    groups: dict[_Key, list[Statement]] = {}
    for statement in sorted(knowledge.statements, key=lambda s: s.id):
        groups.setdefault(_key(statement, schema), []).append(statement)
    found = [
        Dispute(
            *key,
            tuple(s for s in group if s.polarity == "positive"),
            tuple(s for s in group if s.polarity == "negative"),
        )
        for key, group in groups.items()
    ]
    return sorted(
        (d for d in found if d.said and d.denied),
        key=lambda d: (-len(d.said) - len(d.denied), d.subject, d.predicate, str(d.object)),
    )


def _key(statement: Statement, schema: Schema) -> _Key:
    predicate = schema.predicates.get(statement.predicate)
    if predicate and predicate.symmetric and isinstance(statement.object, str):
        first, second = sorted((statement.subject, statement.object))
        return first, statement.predicate, second
    return statement.subject, statement.predicate, statement.object
