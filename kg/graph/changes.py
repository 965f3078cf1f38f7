"""Who changed what they say: knowledge in, one record a change of mind out, in order of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.disputes import triple
from kg.graph.outlets import outlet
from kg.model import Evidence, Knowledge, Statement, Text

if TYPE_CHECKING:
    from kg.ontology.schema import Schema

_Key = tuple[str, bool, tuple[str, str, str | Text]]


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement as one article tells it: when that was published, and the words."""

    day: str
    statement: Statement
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Change:
    """A speaker who said one thing and later another of the same triple.

    `speaker` is an entity's id or, where `is_outlet`, the name of a medium that spoke in its own voice.
    """

    speaker: str
    is_outlet: bool
    before: Telling
    after: Telling


def changes(knowledge: Knowledge, schema: Schema) -> list[Change]:
    """Every change of polarity or factuality, by speaker and day.

    The speaker is the innermost claimant, or the outlet itself. Two tellings of one day are no change: a paper may give
    both sides.

    Example:
        >>> from kg.model import Article
        >>> from kg.ontology.schema import Schema
        >>> days = [Article("", published=day, id=day) for day in ("2023-01-01", "2023-02-01")]
        >>> no = Statement("China", "armed", "Russia", polarity="negative", claimed_by=("Wang",),
        ...                evidence=(Evidence("2023-01-01", 0, 2, "No"),))
        >>> yes = Statement("China", "armed", "Russia", claimed_by=("Wang",),
        ...                 evidence=(Evidence("2023-02-01", 0, 3, "Yes"),))
        >>> [(c.speaker, c.before.evidence.quote, c.after.evidence.quote)
        ...  for c in changes(Knowledge(tuple(days), (), (no, yes)), Schema())]
        [('Wang', 'No', 'Yes')]
    """
    told: dict[_Key, list[Telling]] = {}
    for key, telling in _tellings(knowledge, schema):
        told.setdefault(key, []).append(telling)
    found = []
    for (speaker, is_outlet, _), some in told.items():
        some.sort(key=lambda t: (t.day, t.statement.id, t.evidence))
        found += [Change(speaker, is_outlet, a, b) for a, b in _turns(some)]
    return sorted(found, key=lambda c: (c.speaker, c.after.day, c.after.statement.id, c.before.statement.id))


def _tellings(knowledge: Knowledge, schema: Schema) -> Iterator[tuple[_Key, Telling]]:
    articles = {a.id: a for a in knowledge.articles}
    for statement in knowledge.statements:
        about = triple(statement, schema)
        for evidence in statement.evidence:
            article = articles.get(evidence.article)
            if article is None or not article.published:
                continue
            own = not statement.claimed_by
            speaker = outlet(article) if own else statement.claimed_by[-1]
            yield (speaker, own, about), Telling(article.published[:10], statement, evidence)


def _turns(told: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Each telling of another status than the last one of an earlier day, where that day had one status only."""
    last: Telling | None = None
    for day in sorted({t.day for t in told}):
        now = [t for t in told if t.day == day]
        if len({_status(t.statement) for t in now}) > 1:
            last = None
            continue
        if last is not None and _status(last.statement) != _status(now[0].statement):
            yield last, now[0]
        last = now[-1]


def _status(statement: Statement) -> tuple[str, str]:
    return statement.polarity, statement.factuality
