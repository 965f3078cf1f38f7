"""Who matters: a graph in, (entity, score) pairs out, highest first; ties by id."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from kg.graph.simple import simplified

# Above this many nodes betweenness is estimated from SAMPLE of them: exact, 2,000 nodes take some 10 seconds.
EXACT = 1000
SAMPLE = 200
SEED = 20


def pagerank(graph: nx.MultiDiGraph[str]) -> list[tuple[str, float]]:
    """PageRank on the undirected network, ties weighted by evidence (Page et al. 1999); the scores sum to 1.

    Example:
        >>> graph = nx.MultiDiGraph([("Xi", "China"), ("Wang", "China")])
        >>> pagerank(graph)[0][0]
        'China'
    """
    return _ranked(nx.pagerank(simplified(graph), weight="weight")) if len(graph) else []


def betweenness(graph: nx.MultiDiGraph[str]) -> list[tuple[str, float]]:
    """The share of shortest ways that lead through an entity, 0 to 1 (Freeman 1977, computed as in Brandes 2001).

    Above `EXACT` nodes it is estimated from ways that start at `SAMPLE` nodes, always the same ones.

    Example:
        >>> graph = nx.MultiDiGraph([("Xi", "China"), ("Wang", "China")])
        >>> betweenness(graph)[0]
        ('China', 1.0)
    """
    sample = SAMPLE if len(graph) > EXACT else None
    return _ranked(nx.betweenness_centrality(simplified(graph), k=sample, seed=SEED))


def _ranked(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    # Rounded first, because the last digits depend on the machine and would decide ties.
    rounded = ((node, round(float(score), 9)) for node, score in scores.items())
    return sorted(rounded, key=lambda pair: (-pair[1], pair[0]))
