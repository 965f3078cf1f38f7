"""A multigraph as a simple one, for the algorithms that want one edge a pair."""

from __future__ import annotations

import networkx as nx


def simplified(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The undirected graph of who is beside whom: no loops, weights summed, nodes and edges in order of their ids.

    Direction is dropped because being acted upon ties two entities as much as acting does, and because "Putin met Li"
    is the same meeting as "Li met Putin".

    Example:
        >>> graph = nx.MultiDiGraph([("Putin", "Li"), ("Li", "Putin"), ("Li", "Li")])
        >>> list(simplified(graph).edges(data="weight"))
        [('Li', 'Putin', 2)]
    """
    weights: dict[tuple[str, str], int] = {}
    for subject, obj, weight in graph.edges(data="weight", default=1):
        if subject != obj:
            pair = (subject, obj) if subject < obj else (obj, subject)
            weights[pair] = weights.get(pair, 0) + weight
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return plain
