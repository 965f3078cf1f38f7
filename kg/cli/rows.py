"""Statements as people and programs read them. In: a `Graph`. Out: lines of text with quotes, and JSON records.

A statement that is no fact always has the words before it that say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.cli.screen import Said, joined
from kg.model import Article, Statement, Text

if TYPE_CHECKING:
    from kg.library import Evidenced, Graph

# What stands before a statement, by polarity and factuality. The relations' names are past tense ("armed"), so that
# without these words a plan would read like a deed.
_PREFIXES = {
    ("positive", "actual"): "",
    ("positive", "planned"): "planned: ",
    ("positive", "possible"): "perhaps: ",
    ("negative", "actual"): "not so: ",
    ("negative", "planned"): "not planned: ",
    ("negative", "possible"): "perhaps not: ",
}


def sentence(graph: Graph, found: Evidenced) -> Said:
    """A statement on one line: claimants, status, who did what to whom, when and where; with its first quote."""
    statement = found.statement
    says = f"{' › '.join(found.claimed_by)}: " if found.claimed_by else ""
    where = when_where(graph, statement)
    obj = f"“{found.object}”" if isinstance(statement.object, Text) else found.object
    text = f"{says}{prefix(statement)}{found.subject} {found.predicate} {obj}{f' ({where})' if where else ''}"
    quote = statement.evidence[0].quote if statement.evidence else ""
    return Said(text, quote, statement.phrase, (found.object, found.subject))


def prefix(statement: Statement) -> str:
    """The words that keep a statement from being read as a fact; "" where its voice says that it is one."""
    return _PREFIXES[statement.polarity, statement.factuality]


def when_where(graph: Graph, statement: Statement) -> str:
    """When and where, as far as they are known: 2023-04-16, Moscow."""
    told = statement.place in (None, statement.subject, statement.object)
    return joined((statement.time, "" if told else graph.name(statement.place or "")))


def status(found: Evidenced) -> str:
    """Whether it is a fact, or what keeps it from being one: claimed, denied, planned, possible."""
    s = found.statement
    traits = (
        ("claimed", bool(s.claimed_by)),
        ("denied", s.polarity == "negative"),
        (s.factuality, s.factuality != "actual"),
    )
    return joined(trait for trait, holds in traits if holds) or "fact"


def source(article: Article | None, key: str) -> str:
    """Outlet, day and headline of an article, or its id where none is known."""
    told = joined((article.publisher, (article.published or "")[:10], article.title)) if article else ""
    return told or f"article {key}"


def records(graph: Graph, found: Iterable[Evidenced]) -> list[dict[str, Any]]:
    """The statements for programs: ids, names, status and every quote with its offsets."""
    return [_record(graph, one) for one in found]


def _record(graph: Graph, found: Evidenced) -> dict[str, Any]:
    from kg.graph.outlets import independent

    s = found.statement
    known = {
        a.id: {"title": a.title, "publisher": a.publisher, "published": a.published, "url": a.url}
        for a in found.articles
    }
    return {
        "id": s.id,
        "subject": {"id": s.subject, "name": found.subject},
        "predicate": s.predicate,
        "label": found.predicate,
        "object": {"text": s.object.value} if isinstance(s.object, Text) else {"id": s.object, "name": found.object},
        "polarity": s.polarity,
        "factuality": s.factuality,
        "fact": s.is_fact,
        "status": status(found),
        "claimed_by": [{"id": i, "name": n} for i, n in zip(s.claimed_by, found.claimed_by, strict=True)],
        "time": s.time,
        "place": {"id": s.place, "name": graph.name(s.place)} if s.place else None,
        "qualifiers": dict(s.qualifiers),
        "phrase": s.phrase,
        "confidence": s.confidence,
        "independent outlets": len(independent(s.evidence, {a.id: a for a in found.articles})),
        "evidence": [
            {"article": e.article, "start": e.start, "end": e.end, "quote": e.quote, **known.get(e.article, {})}
            for e in s.evidence
        ],
    }
