"""Where to draw what: a network in, a point for each node out.

Forces between all pairs (Fruchterman and Reingold 1991), from a start that depends on nothing but the order of
the nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.simple import simplified

if TYPE_CHECKING:
    import networkx as nx

# Above this many nodes all pairs take more than a second; Gephi and Cytoscape lay out better then anyway.
LIMIT = 500
STEPS = 300
# The distance that a tie wants to have, in units of the file.
LENGTH = 100.0
# How hard everything is drawn to the middle, so that what hangs on nothing does not drift away.
GRAVITY = 0.06


def positions(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """A point for every node, in units of `LENGTH`, around the origin; no points for more than `LIMIT` nodes.

    Example:
        >>> import networkx as nx
        >>> sorted(positions(nx.MultiDiGraph([("Putin", "Li")])))
        ['Li', 'Putin']
    """
    if not 0 < len(graph) <= LIMIT:
        return {}
    import numpy as np

    plain = simplified(graph)
    nodes = list(plain)
    index = {node: number for number, node in enumerate(nodes)}
    ties = np.zeros((len(nodes), len(nodes)))
    for a, b, weight in plain.edges(data="weight"):
        ties[index[a], index[b]] = ties[index[b], index[a]] = min(weight, 4) ** 0.5
    # The sunflower's spiral: evenly spread, and no randomness.
    turn, radius = np.arange(len(nodes)) * 2.399963, LENGTH * np.sqrt(np.arange(len(nodes)) + 0.5)
    at = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    for step in range(STEPS):
        apart = at[:, None, :] - at[None, :, :]
        squared = (apart ** 2).sum(axis=2) + 0.01
        push = LENGTH ** 2 / squared - ties * np.sqrt(squared) / LENGTH
        move = (apart * push[:, :, None]).sum(axis=1) - GRAVITY * at
        size = np.sqrt((move ** 2).sum(axis=1)) + 0.01
        # The furthest that a node may go shrinks to nothing, so that the drawing comes to rest.
        reach = np.minimum(size, LENGTH * (1 - step / STEPS))
        at += move * (reach / size)[:, None]
    # Whole hundredths: the digits behind are the machine's, not the layout's.
    return {node: (round(float(x), 2), round(float(y), 2)) for node, (x, y) in zip(nodes, at, strict=True)}
