"""The card of one entity at the terminal: names, offices, statements, articles, and why its mentions are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli import rows, screen

if TYPE_CHECKING:
    from kg.library import Evidenced, Graph
    from kg.library.cards import Card, Join
    from kg.model import Article, Evidence

_ARTICLES, _JOINS = 8, 12  # at most on a card for people; --json has all


def show(graph: Graph, name: str, *, as_json: bool) -> None:
    """Print the card of the entity called `name`."""
    from kg.library.cards import card

    found = card(graph, name)
    if as_json:
        screen.as_json(record(graph, found))
    else:
        head(graph, found)
        for title, some in _parts(found):
            _statements(graph, title, some)
        _articles(found.articles)
        _joins(found.joins)


def head(graph: Graph, found: Card) -> None:
    """The first lines: name, type, other names, what it is elsewhere."""
    entity = found.entity
    screen.line(f"{entity.name} · {graph.ontology.schema.labels.get(entity.type, entity.type)} · {entity.id}")
    others = [f"{n.text} ({n.articles})" if n.articles > 1 else n.text for n in found.names if n.text != entity.name]
    for title, values in (("also called", others), ("elsewhere", entity.same_as)):
        if values:
            screen.line(f"{title}: {', '.join(values)}")
    if found.offices:
        _statements(graph, "IS AND WAS", found.offices)


def _parts(found: Card) -> tuple[tuple[str, list[Evidenced]], ...]:
    """What an entity says, does, and has done to it; each statement in the first part that it fits."""
    key = found.entity.id
    says = [f for f in found.statements if key in f.statement.claimed_by]
    rest = [f for f in found.statements if key not in f.statement.claimed_by]
    return (
        ("SAYS", says),
        ("DOES AND IS", [f for f in rest if f.statement.subject == key]),
        ("IS DONE TO", [f for f in rest if f.statement.subject != key]),
    )


def _statements(graph: Graph, title: str, some: Sequence[Evidenced]) -> None:
    if some:
        screen.heading(title)
        screen.statements([rows.sentence(graph, one) for one in some])


def _articles(articles: Sequence[Article]) -> None:
    if articles:
        screen.heading(f"ARTICLES ({len(articles)})")
    for article in articles[:_ARTICLES]:
        screen.line(f"{rows.source(article, article.id)} [{article.id}]", indent=2)
    if len(articles) > _ARTICLES:
        screen.line(f"… and {len(articles) - _ARTICLES} more", indent=2)


def _joins(joins: Sequence[Join]) -> None:
    if joins:
        screen.heading("WHY THIS IS ONE")
    for join in joins[:_JOINS]:
        ids = (" is not " if join.apart else " = ").join(join.what)
        screen.line(f"{ids}{f': {join.reason}' if join.reason else ''} [{join.by}]", indent=2)
        if join.evidence:
            screen.line(f"“{join.evidence.quote}”", indent=6)
    if len(joins) > _JOINS:
        screen.line(f"… and {len(joins) - _JOINS} more", indent=2)


def record(graph: Graph, found: Card) -> dict[str, Any]:
    """The card for programs."""
    entity = found.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": entity.aliases,
        "same_as": entity.same_as,
        "names": [{"name": n.text, "articles": n.articles, "evidence": _quote(n.evidence)} for n in found.names],
        "statements": rows.records(graph, _all(found)),
        "offices": [f.statement.id for f in found.offices],
        "articles": [
            {"id": a.id, "title": a.title, "publisher": a.publisher, "published": a.published, "url": a.url}
            for a in found.articles
        ],
        "joins": [
            {
                "by": j.by,
                "ids": j.what,
                "reason": j.reason,
                "apart": j.apart,
                "score": j.score,
                "evidence": _quote(j.evidence),
            }
            for j in found.joins
        ],
    }


def _all(found: Card) -> Iterable[Evidenced]:
    return sorted((*found.offices, *found.statements), key=lambda f: (f.statement.evidence[:1], f.statement.id))


def _quote(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {"article": evidence.article, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}
