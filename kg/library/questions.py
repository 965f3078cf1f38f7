"""Questions over many articles: a `Graph` in, answers of `kg.graph` with the graph's names and dates out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from kg.model import Article, Statement

if TYPE_CHECKING:
    from kg.graph.changes import Change
    from kg.graph.disputes import Dispute
    from kg.graph.outlets import Source
    from kg.graph.periods import PeriodTie
    from kg.graph.together import Pair
    from kg.library.graphs import Graph
    from kg.rdf.results import Result

_IRI = ("<", "http:", "https:", "ent:")


def ready_made(graph: Graph, question: str, **values: str) -> Result:
    """The answer to a ready-made query; names are looked up, and whoever is several ids is asked for by each of them.

    The rows have ids as the articles have them, since a store in SPARQL holds what the articles say.
    """
    from kg.rdf.sparql import ask
    from kg.rdf.sparql import question as named

    entities = {p.name for p in named(question).parameters if p.kind == "entity"}
    given = {
        name: graph.reading.read_as(graph.find(value)) if name in entities and not value.startswith(_IRI) else [value]
        for name, value in values.items()
    }
    answers = [ask(graph.store, question, **dict(zip(given, some, strict=True))) for some in product(*given.values())]
    first, rows = answers[0], dict.fromkeys(row for answer in answers for row in answer.rows)
    return first if len(answers) == 1 else replace(first, rows=tuple(rows))


def sources(graph: Graph, statement: Statement) -> tuple[Source, ...]:
    """The independent sources of a statement: agency copy, and a paper that repeats itself, count once."""
    from kg.graph.outlets import independent

    return independent(statement.evidence, articles(graph))


def articles(graph: Graph) -> Mapping[str, Article]:
    """The articles by id."""
    return {a.id: a for a in graph.knowledge.articles}


def timeline(graph: Graph, *names: str) -> list[Statement]:
    """The statements with a time in which everybody named has a part, the earliest first."""
    part = [graph.find(name) for name in names]
    known = graph.around(*part[:1]) if part else graph
    found = (s for s in known.statements if s.time and all(key in _parts(s) for key in part))
    return sorted(found, key=lambda s: (s.time or "", s.id))


def claims(graph: Graph, *speakers: str) -> list[Statement]:
    """The statements that somebody makes, by speaker; only those of the speakers named, if any are."""
    wanted = {graph.find(name) for name in speakers}
    known = graph.around(*sorted(wanted)) if wanted else graph
    found = (s for s in known.statements if s.claimed_by and (not wanted or wanted & {*s.claimed_by}))
    return sorted(found, key=lambda s: (s.claimed_by, s.evidence[:1], s.id))


def _parts(statement: Statement) -> set[object]:
    return {statement.subject, statement.object, *statement.claimed_by}


def denials(graph: Graph) -> list[Dispute]:
    """What some say and others deny."""
    from kg.graph.disputes import disputes

    return disputes(graph.knowledge, graph.ontology.schema)


def unconfirmed(graph: Graph) -> list[Dispute]:
    """What is a fact to some articles and only somebody's claim to others."""
    from kg.graph.disputes import unconfirmed as found

    return found(graph.knowledge, graph.ontology.schema)


def rivals(graph: Graph) -> list[tuple[Statement, Statement]]:
    """Pairs of statements that cannot both hold."""
    from kg.graph.disputes import rivals as found

    return found(graph.knowledge, graph.ontology.schema)


def changes(graph: Graph) -> list[Change]:
    """Who changed what they say."""
    from kg.graph.changes import changes as found

    return found(graph.knowledge, graph.ontology.schema)


def matrix(graph: Graph, *, by: str = "month") -> list[PeriodTie]:
    """What countries do to each other by quad class, in days, months or years."""
    from kg.graph.periods import period_ties

    return period_ties(graph.network, graph.knowledge.articles, graph.placements(), by=by)


def together(graph: Graph, *, limit: int | None = None) -> list[Pair]:
    """Which actors are named in the same articles, whether or not anything is said to stand between them."""
    from kg.graph.together import pairs

    schema = graph.ontology.schema
    actors = {e.id for e in graph.entities if schema.is_a(e.type, "Actor")}
    kept = None if graph.selection is None else articles(graph)
    named: Iterable[tuple[str, str]] = graph.reading.mentions()
    return pairs(((e, a) for e, a in named if e in actors and (kept is None or a in kept)), limit=limit)
