"""How two entities hang together: a graph and two nodes in, the statements along the shortest way out."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx

from kg.graph.links import Link, between
from kg.graph.simple import simplified


def shortest_path(graph: nx.MultiDiGraph[str], first: str, second: str) -> list[list[Link]]:
    """The statements along the shortest way between two entities, whatever their direction.

    One list a step, best statement first; none if there is no way or both ends are one. Among ways of the same length
    the one is taken whose entities come first by id, so the answer does not change from run to run.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_edges_from([("Wang", "China", "st1"), ("Russia", "China", "st2")])
        ['st1', 'st2']
        >>> [[link.id for link in step] for step in shortest_path(graph, "Wang", "Russia")]
        [['st1'], ['st2']]
    """
    way = _way(simplified(graph), first, second)
    return [between(graph, a, b) for a, b in pairwise(way)]


def _way(graph: nx.Graph[str], first: str, second: str) -> list[str]:
    """The first shortest way by id: from the goal backwards each node knows how far it has to go."""
    distance = nx.single_source_shortest_path_length(graph, second)
    if first not in distance:
        return []
    way = [first]
    while way[-1] != second:
        way.append(min(n for n in graph[way[-1]] if distance[n] == distance[way[-1]] - 1))
    return way
