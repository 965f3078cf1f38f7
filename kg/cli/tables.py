"""The tables of `kg show`: a graph in, rows of a head and a cell each out. What `id` and `ids` hold is for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from kg.library import Graph

Row: TypeAlias = dict[str, Any]
# Of pairs there are many more than anybody reads; --limit asks for more.
_PAIRS = 50


def _actors(graph: Graph) -> list[Row]:
    from kg.graph.actors import top_actors

    return [
        {
            "id": a.id,
            "actor": a.label,
            "type": a.type,
            "facts": a.facts,
            "other statements": a.others,
            "claims made": a.claims,
        }
        for a in top_actors(graph.network)
    ]


def _countries(graph: Graph) -> list[Row]:
    from kg.graph.actors import top_countries

    return [
        {"id": a.id, "country": a.label, "facts": a.facts, "other statements": a.others, "claims made": a.claims}
        for a in top_countries(graph.network)
    ]


def _ranking(graph: Graph) -> list[Row]:
    from kg.graph.ranking import betweenness, pagerank

    between = dict(betweenness(graph.network))
    return [
        {"id": n, "actor": graph.name(n), "PageRank": score, "betweenness": between.get(n, 0.0)}
        for n, score in pagerank(graph.network)
    ]


def _communities(graph: Graph) -> list[Row]:
    from kg.graph.communities import find_communities

    return [
        {"community": n, "members": [graph.name(m) for m in members], "ids": members}
        for n, members in enumerate(find_communities(graph.network), 1)
    ]


def _matrix(graph: Graph) -> list[Row]:
    return [
        {
            "from": graph.name(t.source),
            "to": graph.name(t.target),
            "quad class": t.quad,
            "facts": t.facts,
            "claims": t.claims,
            "others": t.others,
            "ids": [t.source, t.target],
        }
        for t in graph.country_ties()
    ]


def matrix_over_time(graph: Graph, by: str) -> list[Row]:
    """What countries do to each other in each day, month or year."""
    from kg.library import questions

    return [
        {
            "when": t.period,
            "from": graph.name(t.source),
            "to": graph.name(t.target),
            "quad class": t.quad,
            "facts": t.facts,
            "claims": t.claims,
            "others": t.others,
            "ids": [t.source, t.target],
        }
        for t in questions.matrix(graph, by=by)
    ]


def _together(graph: Graph) -> list[Row]:
    from kg.library import questions

    return [
        {
            "one": graph.name(p.first),
            "other": graph.name(p.second),
            "articles with both": p.articles,
            "share": p.share,
            "ids": [p.first, p.second],
        }
        for p in questions.together(graph, limit=_PAIRS)
    ]


def _evidence(graph: Graph) -> list[Row]:
    from kg.cli import rows
    from kg.library import questions

    found = [(s, questions.sources(graph, s)) for s in graph.statements if not s.is_open]
    found.sort(key=lambda pair: (-len(pair[1]), -len(pair[0].evidence), pair[0].id))
    return [
        {
            "id": s.id,
            "statement": rows.sentence(graph, graph.evidenced(s)).text,
            "independent outlets": len(sources),
            "outlets": len({name for source in sources for name in source.outlets}),
            "sentences": len(s.evidence),
        }
        for s, sources in found
    ]


TABLES: Mapping[str, Callable[[Graph], list[Row]]] = {
    "actors": _actors,
    "countries": _countries,
    "ranking": _ranking,
    "communities": _communities,
    "matrix": _matrix,
    "together": _together,
    "evidence": _evidence,
}
