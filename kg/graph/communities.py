"""Who belongs together: a graph in, groups of entities out."""

from __future__ import annotations

import networkx as nx

from kg.graph.simple import simplified

SEED = 20


def find_communities(graph: nx.MultiDiGraph[str]) -> list[tuple[str, ...]]:
    """Groups with more ties inside than outside, by the Louvain method (Blondel et al. 2008); largest first.

    Entities without any tie are left out. The graph is handed over with numbers for names: the method keeps sets, whose
    order would change with the hash of a string from run to run.

    Example:
        >>> graph = nx.MultiDiGraph([("Xi", "China"), ("Wang", "China"), ("Burns", "CIA")])
        >>> find_communities(graph)
        [('China', 'Wang', 'Xi'), ('Burns', 'CIA')]
    """
    plain = simplified(graph)
    plain.remove_nodes_from([node for node in plain if not plain[node]])
    nodes = list(plain)
    if not nodes:
        return []
    numbered = nx.relabel_nodes(plain, {node: number for number, node in enumerate(nodes)})
    found = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    return sorted((tuple(sorted(nodes[number] for number in group)) for group in found), key=lambda g: (-len(g), g))
