"""Where the page draws what, for networks of any size: a network in, a point for each node out.

Up to `kg.exporters.layout.LIMIT` nodes every pair is looked at; beyond that the nodes' push is read from a grid
(particle-mesh, Hockney and Eastwood 1988), so that 5,000 nodes with 20,000 ties take about one second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.exporters.layout import LIMIT, positions
from kg.graph.simple import simplified

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Waves = NDArray[np.complex128]

STEPS = 150
# Cells of the grid to a side, and how far the drawing reaches from its middle, in units of the drawing.
_CELLS, _HALF = 128, 1000.0


def spread(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """A point for every node; those that no edge touches lie at the origin, where nothing draws them.

    Example:
        >>> import networkx as nx
        >>> sorted(spread(nx.MultiDiGraph([("Putin", "Li")])))
        ['Li', 'Putin']
    """
    tied = graph.subgraph([node for node in graph if graph.degree(node)])
    found = positions(tied) if len(tied) <= LIMIT else _meshed(tied)
    return {node: found.get(node, (0.0, 0.0)) for node in graph}


def _meshed(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    import numpy as np

    plain = simplified(graph)
    nodes = sorted(plain, key=lambda node: (-len(plain[node]), node))
    index = {node: number for number, node in enumerate(nodes)}
    ties = np.array(sorted((index[a], index[b]) for a, b in plain.edges() if a != b), dtype=np.int64).reshape(-1, 2)
    at = _settled(len(nodes), ties)
    return {node: (round(float(at[i, 0]), 1), round(float(at[i, 1]), 1)) for node, i in index.items()}


def _settled(count: int, ties: NDArray[np.int64]) -> Array:
    import numpy as np

    mass: Array = (1 + np.bincount(ties.ravel(), minlength=count)).astype(np.float64)
    turn, radius = np.arange(count) * 2.399963, _HALF * 0.8 * np.sqrt((np.arange(count) + 0.5) / count)
    at = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    kernel = _kernel()
    # With these the pull to the middle alone would hold the nodes in a disc of seven tenths of the sheet.
    push, pull = 0.05 * (0.7 * _HALF) ** 2 / mass.sum(), 0.3
    for step in range(STEPS):
        move = push * _field(at, mass, kernel)
        along = (at[ties[:, 1]] - at[ties[:, 0]]) * pull
        for axis in (0, 1):
            move[:, axis] += np.bincount(ties[:, 0], along[:, axis], count) / mass
            move[:, axis] -= np.bincount(ties[:, 1], along[:, axis], count) / mass
        move -= at * 0.05
        size = np.sqrt((move**2).sum(axis=1)) + 1e-9
        reach = np.minimum(size, _HALF * 0.06 * (1 - step / STEPS) + 0.5)
        at = np.clip(at + move * (reach / size)[:, None], -_HALF * 0.99, _HALF * 0.99)
    return at


def _kernel() -> tuple[Waves, Waves]:
    """How a node pushes at each distance on the grid, along both axes, ready to be multiplied (convolution theorem)."""
    import numpy as np

    side = np.fft.fftfreq(2 * _CELLS) * 2 * _CELLS * (2 * _HALF / _CELLS)
    x, y = np.meshgrid(side, side, indexing="ij")
    squared = x**2 + y**2 + (2 * _HALF / _CELLS) ** 2
    return np.fft.rfft2(x / squared), np.fft.rfft2(y / squared)


def _field(at: Array, mass: Array, kernel: tuple[Waves, Waves]) -> Array:
    """The push on each node by all others, read between the four corners of its cell."""
    import numpy as np

    cell = (at + _HALF) / (2 * _HALF) * (_CELLS - 1)
    low = np.floor(cell).astype(np.int64)
    part = cell - low
    corners = [
        (np.minimum(low[:, 0] + i, _CELLS - 1), np.minimum(low[:, 1] + j, _CELLS - 1), _share(part, i, j))
        for i in (0, 1)
        for j in (0, 1)
    ]
    grid = np.zeros((2 * _CELLS, 2 * _CELLS))
    for x, y, share in corners:
        np.add.at(grid, (x, y), mass * share)
    spectrum = np.fft.rfft2(grid)
    fields = [np.fft.irfft2(spectrum * axis, s=grid.shape) for axis in kernel]
    return np.stack([sum(field[x, y] * share for x, y, share in corners) for field in fields], axis=1)


def _share(part: Array, i: int, j: int) -> Array:
    import numpy as np

    found: Array = np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1])
    return found
