"""Who is in it: a graph in, entities with their counts out, those with the most statements first."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity and how often it is met with.

    `weight` counts the statements that it is subject or object of, `facts` those of its edges that are facts, `others`
    its edges that are claimed, denied, planned or possible, and `claims` the statements that it makes.
    """

    id: str
    label: str
    type: str
    weight: int
    facts: int
    others: int
    claims: int


def top_actors(graph: nx.MultiDiGraph[str], kind: str = "Actor", *, limit: int | None = None) -> list[Actor]:
    """The entities of class `kind` or below it, heaviest first; ties by id. Whoever only speaks comes last.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("Russia", label="Russia", type="Country", classes=("Actor", "Country"), weight=3)
        >>> graph.add_node("Moscow", label="Moscow", type="City", classes=("City", "Place"), weight=5)
        >>> [(actor.id, actor.weight) for actor in top_actors(graph)]
        [('Russia', 3)]
    """
    found = [_actor(graph, node) for node, data in graph.nodes(data=True) if kind in data.get("classes", ())]
    return sorted((a for a in found if a.weight or a.claims), key=lambda a: (-a.weight, -a.claims, a.id))[:limit]


def top_countries(graph: nx.MultiDiGraph[str], *, limit: int | None = None) -> list[Actor]:
    """The countries, heaviest first; ties by id.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("Russia", type="Country", classes=("Actor", "Country"), weight=3)
        >>> [country.id for country in top_countries(graph)]
        ['Russia']
    """
    return top_actors(graph, "Country", limit=limit)


def _actor(graph: nx.MultiDiGraph[str], node: str) -> Actor:
    data = graph.nodes[node]
    edges = [
        *graph.out_edges(node, data="is_fact", default=False),
        *((s, t, fact) for s, t, fact in graph.in_edges(node, data="is_fact", default=False) if s != t),
    ]
    facts = sum(bool(fact) for *_, fact in edges)
    return Actor(
        node,
        data.get("label", node),
        data.get("type", "Entity"),
        data.get("weight", 0),
        facts,
        len(edges) - facts,
        data.get("claims", 0),
    )
