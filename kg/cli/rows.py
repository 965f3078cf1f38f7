"""Statements as people read them: rows of subject, predicate, object, status, when and where, and the quote.

In: a `Graph`. Out: rows of strings and JSON records. A statement that is no fact always carries the words that say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.cli.screen import joined
from kg.model import Statement, Text

if TYPE_CHECKING:
    from kg.library import Evidenced, Graph


def spoken(found: Evidenced) -> str:
    """The predicate with its status before it: "met", "not: armed", "perhaps: attacked", "planned: met"."""
    return prefix(found) + found.predicate


def prefix(found: Evidenced) -> str:
    """The words that keep a statement from being read as a fact, "" for a fact."""
    statement = found.statement
    how = {"actual": "", "planned": "planned: ", "possible": "perhaps: "}[statement.factuality]
    return f"not: {how}" if statement.polarity == "negative" else how


def sentence(graph: Graph, found: Evidenced) -> tuple[str, str, str]:
    """A statement on one line, status and claimants first, with its quote and the words to cut it around."""
    says = f"{' › '.join(found.claimed_by)}: " if found.claimed_by else ""
    where = when_where(graph, found.statement)
    line = f"{says}{prefix(found)}{found.subject} {found.predicate} {found.object}{f' ({where})' if where else ''}"
    return line, found.statement.evidence[0].quote if found.statement.evidence else "", found.statement.phrase


def when_where(graph: Graph, statement: Statement) -> str:
    """"2023-04-16, Moscow", as far as it is known."""
    place = graph.name(statement.place) if statement.place and statement.place not in (statement.object, statement.subject) else ""
    return joined((statement.time or "", place))


def status(found: Evidenced) -> str:
    """"fact", or what keeps it from being one."""
    statement = found.statement
    if statement.is_fact:
        return "fact"
    parts = ["denied"] * (statement.polarity == "negative") + [statement.factuality] * (statement.factuality != "actual")
    return joined([*parts, f"says {' < '.join(found.claimed_by)}" if found.claimed_by else ""])


def records(graph: Graph, found: Iterable[Evidenced]) -> list[dict[str, Any]]:
    """The statements for programs: ids, names, status and every quote with its offsets."""
    return [_record(graph, one) for one in found]


def _record(graph: Graph, found: Evidenced) -> dict[str, Any]:
    s = found.statement
    urls = {a.id: {"publisher": a.publisher, "published": a.published, "url": a.url} for a in found.articles}
    return {
        "id": s.id, "subject": {"id": s.subject, "name": found.subject}, "predicate": s.predicate,
        "object": {"text": s.object.value} if isinstance(s.object, Text) else {"id": s.object, "name": found.object},
        "polarity": s.polarity, "factuality": s.factuality, "fact": s.is_fact,
        "claimed_by": [{"id": i, "name": n} for i, n in zip(s.claimed_by, found.claimed_by, strict=True)],
        "time": s.time, "place": graph.name(s.place) if s.place else None, "phrase": s.phrase,
        "evidence": [{"article": e.article, "start": e.start, "end": e.end, "quote": e.quote, **urls.get(e.article, {})} for e in s.evidence]}
