"""Part of a graph: names that a user gives in, a `Graph` that reads no more than what has to do with them out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.errors import UnknownName
from kg.rdf.selection import Selection

if TYPE_CHECKING:
    from kg.library.graphs import Graph


def restricted(
    graph: Graph,
    actors: Iterable[str],
    predicates: Iterable[str],
    articles: Iterable[str],
    since: str | None,
    until: str | None,
) -> Graph:
    """The part of `graph` that is asked for; see `Graph.restricted`.

    Raises:
        UnknownName: a name or predicate is not known.
    """
    from kg.library.graphs import Graph

    above = graph.ontology.schema.properties
    wanted = {predicate(graph, name) for name in predicates}
    below = {name for name, kinds in above.items() if wanted & kinds}
    selection = Selection(
        tuple(sorted(graph.find(actor) for actor in actors)),
        tuple(sorted(wanted | below)),
        tuple(sorted(articles)),
        since,
        until,
    )
    part = Graph(graph.store, graph.ontology, selection=selection, judgements=graph.judgements)
    part.reading = graph.reading  # of very many judgements the closure takes seconds
    return part


def predicate(graph: Graph, name: str) -> str:
    """The predicate `name`, of the ontology or of an open relation that the graph has.

    Raises:
        UnknownName: there is none; the message has the nearest.
    """
    if name in graph.ontology.schema.properties or graph.store.says(name):
        return name
    near = get_close_matches(name, sorted(graph.ontology.schema.predicates), 3, 0.5)
    raise UnknownName(f"no predicate {name!r}" + (f"; perhaps {', '.join(near)}" if near else ""))
