"""Where to draw what: a network in, a point for each node out.

Forces of ForceAtlas2 (Jacomy et al. 2014): whoever has many ties pushes harder, so that hubs stand apart. The start
depends on nothing but the ties and the ids. `assets/layout.js` does the same for the room that a reader's screen has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.simple import simplified

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# Above this many nodes all pairs take more than a second; Gephi and Cytoscape lay out better then anyway.
LIMIT = 500
STEPS = 400
# The distance that a tie wants to have, in units of the file.
LENGTH = 34.0


def positions(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """A point for every node, around the origin; no points for more than `LIMIT` nodes.

    Example:
        >>> import networkx as nx
        >>> sorted(positions(nx.MultiDiGraph([("Putin", "Li")])))
        ['Li', 'Putin']
    """
    if not 0 < len(graph) <= LIMIT:
        return {}
    import numpy as np

    plain = simplified(graph)
    nodes = sorted(plain, key=lambda node: (-len(plain[node]), node))
    index = {node: number for number, node in enumerate(nodes)}
    ties, rest = np.zeros((len(nodes), len(nodes))), np.full((len(nodes), len(nodes)), LENGTH)
    for a, b in plain.edges():
        ties[index[a], index[b]] = ties[index[b], index[a]] = 1
        parallel = graph.number_of_edges(a, b) + graph.number_of_edges(b, a)
        # The more lines, the longer, so that they can be told apart.
        rest[index[a], index[b]] = rest[index[b], index[a]] = LENGTH + 12 * min(parallel - 1, 6)
    at = _settled(ties, rest)
    # Whole hundredths: the digits behind are the machine's, not the layout's.
    return {node: (round(float(at[index[node], 0]), 2), round(float(at[index[node], 1]), 2)) for node in sorted(nodes)}


def _settled(ties: Array, rest: Array) -> Array:
    """The points at which the forces leave the nodes, a row each."""
    import numpy as np

    count = len(ties)
    mass = 1 + ties.sum(axis=1)
    # The sunflower's spiral: evenly spread, and no randomness.
    turn, radius = np.arange(count) * 2.399963, 40 * np.sqrt(np.arange(count) + 0.5)
    at = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    for step in range(STEPS):
        apart = at[:, None, :] - at[None, :, :]
        squared = (apart**2).sum(axis=2) + 1
        push = 46 * mass[:, None] * mass[None, :] / squared
        pull = 0.16 * ties * np.maximum(-1, 1 - rest / np.sqrt(squared))
        inward = at * (1 / (np.sqrt((at**2).sum(axis=1)) + 1) + 0.012)[:, None] * mass[:, None]
        move = (apart * (push - pull)[:, :, None]).sum(axis=1) - inward
        size = np.sqrt((move**2).sum(axis=1)) + 0.01
        # The furthest that a node may go shrinks to nothing, so that the drawing comes to rest.
        reach = np.minimum(size * 0.3, 60 * (1 - step / STEPS) + 0.5)
        at += move * (reach / size)[:, None]
    return at
