"""What `kg build` prints: for people what happened, who is who, who claims what; for programs the same as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli import screen
from kg.cli.rows import records, sentence

if TYPE_CHECKING:
    from kg.library import Evidenced, Graph

# Of one article everything is shown; of many, so many statements of each kind: the rest is for `kg show`.
_SHOWN = 20


def as_json(graph: Graph, files: Sequence[Path]) -> None:
    """Print everything for programs."""
    known = ("id", "title", "published", "publisher", "url", "language", "author")
    screen.as_json(
        {
            "articles": [{name: getattr(a, name) for name in known} for a in graph.knowledge.articles],
            "statements": records(graph, map(graph.evidenced, graph.statements)),
            "files": [str(f) for f in files],
            "skipped": [
                {"source": s.source, "part": s.part, "reason": s.reason, "detail": s.detail, "mend": s.mend}
                for s in graph.skips
            ],
            "failed": failures(graph),
        }
    )


def statements(graph: Graph) -> None:
    """Print the headline and the statements, by what they are worth: facts, claims, the rest."""
    screen.line(_title(graph))
    screen.line(_counts(graph))
    limit = None if len(graph.knowledge.articles) == 1 else _SHOWN
    for head, found in _sections(graph):
        if found:
            screen.heading(head)
            screen.statements([sentence(graph, one) for one in found[:limit]])
            if limit and len(found) > limit:
                screen.line(f"… and {len(found) - limit} more", indent=2)
    if not graph.statements:
        screen.line(
            "No statement was found: the text names too few actors, or the ontology has no word for what they do."
        )


def files(found: Sequence[Path]) -> None:
    """Print where the files are."""
    if found:
        screen.heading("FILES")
    for file in found:
        screen.line(str(file), indent=2)


def skipped(graph: Graph) -> None:
    """Say on the error stream what was left out and why."""
    for skip in graph.skips:
        screen.note(f"skipped: {skip}")
    for failure in failures(graph):
        screen.note(f"not read: {failure}")


def failures(graph: Graph) -> list[str]:
    """The articles that could not be read to the end, each with the reason."""
    return [
        f"{x.article.title or x.article.id}: {reason}"
        for x in graph.extractions
        for reason, _ in x.skipped
        if reason.startswith("failed")
    ]


def _title(graph: Graph) -> str:
    articles = graph.knowledge.articles
    if len(articles) == 1:
        words = articles[0].text.split()
        title = articles[0].title or " ".join(words[:10]) + (" …" if len(words) > 10 else "")
        return " · ".join(filter(None, (title, articles[0].publisher, (articles[0].published or "")[:10])))
    days = sorted({a.published[:10] for a in articles if a.published})
    when = days if len(days) < 2 else [f"{days[0]} to {days[-1]}"]
    return " · ".join([f"{len(articles)} articles", *when])


def _counts(graph: Graph) -> str:
    known = [s for s in graph.statements if not s.is_open]
    facts, claims = sum(s.is_fact for s in known), sum(bool(s.claimed_by) for s in known)
    rest = len(known) - facts - claims
    return (
        f"{_number(len(known), 'statement')}: {_number(facts, 'fact')}, {_number(claims, 'claim')}, "
        f"{rest} denied, planned or only possible"
    )


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _sections(graph: Graph) -> list[tuple[str, list[Evidenced]]]:
    found = [graph.evidenced(s) for s in graph.statements if not s.is_open]
    facts = [f for f in found if f.statement.is_fact]
    rest = [f for f in found if not f.statement.is_fact]
    return [
        ("WHAT HAPPENED", [f for f in facts if not _standing(graph, f)]),
        ("WHO IS WHO", [f for f in facts if _standing(graph, f)]),
        ("WHO CLAIMS WHAT", [f for f in rest if f.statement.claimed_by]),
        ("DENIED, PLANNED OR ONLY POSSIBLE", [f for f in rest if not f.statement.claimed_by]),
    ]


def _standing(graph: Graph, found: Evidenced) -> bool:
    predicate: Any = graph.ontology.schema.predicates.get(found.statement.predicate)
    return predicate is not None and predicate.family == "STATE"
