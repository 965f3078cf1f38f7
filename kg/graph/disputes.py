"""What some say and others deny, or say otherwise: knowledge in, one record a disputed thing out. Nothing is decided.

Disputed is a triple that is said and denied, one that is a fact to some and only a claim to others, and a relation that
can have one object at a time where several are named for the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.times import overlap, when
from kg.model import Article, Knowledge, Statement, Text

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
    """The triples that are said and denied, those with the most statements first; ties by subject, predicate, object.

    A symmetric relation is one triple whichever end comes first.

    Example:
        >>> from kg.ontology.schema import Schema
        >>> said = Statement("China", "armed", "Russia", claimed_by=("Blinken",))
        >>> denied = Statement("China", "armed", "Russia", polarity="negative", claimed_by=("Wang",))
        >>> [dispute] = disputes(Knowledge((), (), (said, denied)), Schema())
        >>> dispute.said[0].claimed_by, dispute.denied[0].claimed_by
        (('Blinken',), ('Wang',))
    """
    found = (
        _dispute(key, [s for s in group if s.polarity == "positive"], [s for s in group if s.polarity == "negative"])
        for key, group in _grouped(knowledge.statements, schema).items()
    )
    return _ordered(found)


def unconfirmed(knowledge: Knowledge, schema: Schema) -> list[Dispute]:
    """The triples that are a fact to some articles (`said`), and to others (`denied`) only somebody's claim.

    Example:
        >>> from kg.ontology.schema import Schema
        >>> fact = Statement("China", "armed", "Russia")
        >>> claim = Statement("China", "armed", "Russia", claimed_by=("Blinken",))
        >>> [dispute] = unconfirmed(Knowledge((), (), (fact, claim)), Schema())
        >>> dispute.denied[0].claimed_by
        ('Blinken',)
    """
    found = []
    for key, group in _grouped(knowledge.statements, schema).items():
        facts = [s for s in group if s.is_fact]
        at_home = {e.article for s in facts for e in s.evidence}
        # An article that reports a fact and quotes somebody on it does not disagree with itself.
        claims = [
            s
            for s in group
            if s.claimed_by and s.polarity == "positive" and not at_home & {e.article for e in s.evidence}
        ]
        found.append(_dispute(key, facts, claims))
    return _ordered(found)


def _dispute(key: _Key, said: Sequence[Statement], denied: Sequence[Statement]) -> Dispute:
    """Both sides without what is of another time than all of the other side: to meet in May denies no visit in June."""
    return Dispute(
        *key,
        tuple(s for s in said if any(_same_time(s, d) for d in denied)),
        tuple(d for d in denied if any(_same_time(s, d) for s in said)),
    )


def _same_time(one: Statement, other: Statement) -> bool:
    return not (one.time and other.time) or overlap(one.time, other.time)


def rivals(knowledge: Knowledge, schema: Schema) -> list[tuple[Statement, Statement]]:
    """Pairs of statements that cannot both hold: one thing, one time, and two objects where there can be one.

    Only positive statements of what is actual are held against each other, and only where both have a time: of what is
    said to have happened, or of the publication.
    """
    articles = {a.id: a for a in knowledge.articles}
    types = {e.id: e.type for e in knowledge.entities}
    groups: dict[tuple[str, str, str], list[tuple[str, Statement]]] = {}
    for s in sorted(knowledge.statements, key=lambda s: s.id):
        if s.polarity == "positive" and s.factuality == "actual" and isinstance(s.object, str):
            for one, other, side in _sides(s, schema):
                groups.setdefault((one, s.predicate, side), []).append((other, s))
    found = {
        (first.id, second.id): (first, second)
        for group in groups.values()
        for n, (one, first) in enumerate(group)
        for other, second in group[n + 1 :]
        if one != other and types.get(one) == types.get(other) and _at_once(first, second, articles)
    }
    return [found[key] for key in sorted(found)]


def _sides(s: Statement, schema: Schema) -> Iterable[tuple[str, str, str]]:
    """Which end of a statement can have only one other end, and that end."""
    known, obj = schema.predicates.get(s.predicate), str(s.object)
    if known and "object" in known.one_at_a_time:
        yield s.subject, obj, "subject"
        if known.symmetric:
            yield obj, s.subject, "subject"
    if known and "subject" in known.one_at_a_time:
        yield obj, s.subject, "object"


def _at_once(one: Statement, other: Statement, articles: Mapping[str, Article]) -> bool:
    first, second = when(one, articles), when(other, articles)
    # A date of publication tells only about when something holds; what is said within one year is of one time.
    return bool(first and second) and overlap(first if one.time else first[:4], second if other.time else second[:4])


def _grouped(statements: Iterable[Statement], schema: Schema) -> dict[_Key, list[Statement]]:
    groups: dict[_Key, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: s.id):
        groups.setdefault(triple(statement, schema), []).append(statement)
    return groups


def _ordered(found: Iterable[Dispute]) -> list[Dispute]:
    return sorted(
        (d for d in found if d.said and d.denied),
        key=lambda d: (-len(d.said) - len(d.denied), d.subject, d.predicate, str(d.object)),
    )


def triple(statement: Statement, schema: Schema) -> _Key:
    """What a statement is about, whatever its status; a symmetric relation with its ends in order."""
    predicate = schema.predicates.get(statement.predicate)
    if predicate and predicate.symmetric and isinstance(statement.object, str):
        first, second = sorted((statement.subject, statement.object))
        return first, statement.predicate, second
    return statement.subject, statement.predicate, statement.object
