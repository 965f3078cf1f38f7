"""`kg show GRAPH disagreements` and `changes`: both sides with outlet, day and quote; nothing is decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.cli import screen

if TYPE_CHECKING:
    from kg.graph.disputes import Dispute
    from kg.library import Graph
    from kg.model import Statement

# Of a side with more sentences than these the rest is counted.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Sides:
    """What is disputed and how, and both sides of it, each with what to call it and its statements."""

    about: str
    kind: str
    ids: tuple[str, str, str]
    sides: tuple[tuple[str, tuple[Statement, ...]], tuple[str, tuple[Statement, ...]]]


def disagreements(graph: Graph) -> list[Sides]:
    """What is said and denied; what is a fact to some and a claim to others; what cannot both hold."""
    from kg.library import questions

    return [
        *(_sides(graph, d, "denied", ("said", "denied")) for d in questions.denials(graph)),
        *(_rivals(graph, pair) for pair in questions.rivals(graph)),
        *(_sides(graph, d, "unconfirmed", ("a fact", "a claim")) for d in questions.unconfirmed(graph)),
    ]


def changes(graph: Graph) -> list[Sides]:
    """Who said one thing and later another."""
    from kg.library import questions

    found = []
    for change in questions.changes(graph):
        speaker = change.speaker if change.is_outlet else graph.name(change.speaker)
        before, after = change.before, change.after
        known = graph.evidenced(before.statement)
        found.append(
            Sides(
                f"{speaker}: {known.subject} {known.predicate} {known.object}",
                "changed",
                _key(before.statement),
                ((f"before, {before.day}", (before.statement,)), (f"after, {after.day}", (after.statement,))),
            )
        )
    return found


def _sides(graph: Graph, dispute: Dispute, kind: str, heads: tuple[str, str]) -> Sides:
    known = graph.evidenced(dispute.said[0])
    return Sides(
        f"{known.subject} {known.predicate} {known.object}",
        kind,
        (dispute.subject, dispute.predicate, str(dispute.object)),
        ((heads[0], dispute.said), (heads[1], dispute.denied)),
    )


def _rivals(graph: Graph, pair: tuple[Statement, Statement]) -> Sides:
    texts = [f"{e.subject} {e.predicate} {e.object}" for e in map(graph.evidenced, pair)]
    return Sides(" / ".join(texts), "rivals", _key(pair[0]), (("one", pair[:1]), ("other", pair[1:])))


def _key(statement: Statement) -> tuple[str, str, str]:
    return statement.subject, statement.predicate, str(statement.object)


def show(graph: Graph, found: Sequence[Sides], what: str, *, as_json: bool) -> None:
    """Print the sides, for people or for programs."""
    if as_json:
        screen.as_json([_record(graph, one) for one in found])
        return
    for one in found:
        screen.heading(one.about)
        for head, statements in one.sides:
            for line in _lines(graph, statements):
                screen.paragraph(f"{head}: {line}")
    if not found:
        screen.note(f"no {what} in this graph")


def _lines(graph: Graph, statements: Iterable[Statement]) -> list[str]:
    """Each quote with who says so, where and when."""
    from kg.cli import rows

    found = []
    for known in map(graph.evidenced, statements):
        articles = {a.id: a for a in known.articles}
        status = rows.prefix(known.statement).removesuffix(": ")
        voice = " › ".join(known.claimed_by) or "the article itself"
        for e in known.statement.evidence:
            where = rows.source(articles.get(e.article), e.article)
            found.append(f"{voice}{f' ({status})' if status else ''}: “{e.quote}” — {where}")
    more = [f"… and {len(found) - _SHOWN} sentences more"] if len(found) > _SHOWN else []
    return [*found[:_SHOWN], *more]


def _record(graph: Graph, one: Sides) -> dict[str, Any]:
    from kg.cli import rows

    return {
        "about": one.about,
        "kind": one.kind,
        "id": list(one.ids),
        "sides": [
            {"side": head, "statements": rows.records(graph, map(graph.evidenced, statements))}
            for head, statements in one.sides
        ],
    }
