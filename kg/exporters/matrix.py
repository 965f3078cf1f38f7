"""The country view over time as a picture: records of `kg.graph.periods` in, the bytes of a PNG out.

Four panels, one a quad class, say which country does how much to which; the strip below says when. Drawn are the
countries with the most statements, at most `LIMIT`. No date or version is written into the file.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.exporters.palette import QUAD_COLOURS
from kg.graph.periods import PeriodTie

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LIMIT = 12
# Of a year in days more would be drawn than can be seen.
_PERIODS = 36
_QUADS = tuple(QUAD_COLOURS)[:4]
_SIZE, _DPI = (12.5, 12.5), 130
_PAPER, _INK, _EMPTY = "#fbfaf7", "#1d2126", "#efeeea"
_LONGEST = 18


def to_png(ties: Sequence[PeriodTie], names: Mapping[str, str]) -> bytes:
    """The picture of the matrix; `names` has the names of countries by id."""
    from matplotlib import rc_context, rcdefaults
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    known = [t for t in ties if t.quad in _QUADS]
    with rc_context():
        rcdefaults()
        figure = Figure(figsize=_SIZE, dpi=_DPI, facecolor=_PAPER, layout="constrained")
        grid = figure.add_gridspec(3, 2, height_ratios=(5, 5, 2))
        countries = foremost(known)
        for n, quad in enumerate(_QUADS):
            _panel(figure.add_subplot(grid[n // 2, n % 2]), quad, known, countries, names)
        _strip(figure, figure.add_subplot(grid[2, :]), known)
        FigureCanvasAgg(figure)
        out = io.BytesIO()
        figure.savefig(out, format="png", facecolor=_PAPER, metadata={"Software": None})
    return out.getvalue()


def foremost(ties: Iterable[PeriodTie]) -> list[str]:
    """The countries with the most statements, at most `LIMIT`."""
    counts = Counter[str]()
    for tie in ties:
        for end in (tie.source, tie.target):
            counts[end] += _count(tie)
    return sorted(counts, key=lambda country: (-counts[country], country))[:LIMIT]


def _count(tie: PeriodTie) -> int:
    return tie.facts + tie.claims + tie.others


def _panel(
    axes: Axes, quad: str, ties: Iterable[PeriodTie], countries: Sequence[str], names: Mapping[str, str]
) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    place = {country: n for n, country in enumerate(countries)}
    counts = [[0] * len(countries) for _ in countries]
    for tie in ties:
        if tie.quad == quad and tie.source in place and tie.target in place:
            counts[place[tie.source]][place[tie.target]] += _count(tie)
    axes.set_title(quad, color=QUAD_COLOURS[quad], fontsize=13, loc="left", fontweight="bold")
    shown = [names.get(c, c)[:_LONGEST] for c in countries]
    axes.set_xticks(range(len(shown)), shown, rotation=55, ha="right", fontsize=8, color=_INK)
    axes.set_yticks(range(len(shown)), shown, fontsize=8, color=_INK)
    if not countries:
        return
    shades = LinearSegmentedColormap.from_list(quad, [_EMPTY, QUAD_COLOURS[quad]])
    axes.imshow(counts, cmap=shades, vmin=0, vmax=max(1, *map(max, counts)))
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            if count:
                axes.text(column, row, str(count), ha="center", va="center", fontsize=8, color=_INK)
    axes.set_ylabel("who", fontsize=8, color=_INK)
    axes.set_xlabel("to whom", fontsize=8, color=_INK)


def _strip(figure: Figure, axes: Axes, ties: Iterable[PeriodTie]) -> None:
    """How many statements of each quad class there are in each period, the latest periods if there are too many."""
    from matplotlib.ticker import MaxNLocator

    counts: dict[str, Counter[str]] = {quad: Counter() for quad in _QUADS}
    for tie in ties:
        if tie.period:
            counts[tie.quad][tie.period] += _count(tie)
    periods = sorted({period for some in counts.values() for period in some})[-_PERIODS:]
    bottom = [0] * len(periods)
    for quad, some in counts.items():
        heights = [some[period] for period in periods]
        axes.bar(range(len(periods)), heights, bottom=bottom, color=QUAD_COLOURS[quad], width=0.8)
        bottom = [a + b for a, b in zip(bottom, heights, strict=True)]
    axes.set_xticks(range(len(periods)), periods, rotation=55, ha="right", fontsize=8, color=_INK)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel("statements", fontsize=8, color=_INK)
    axes.set_facecolor(_PAPER)
    figure.suptitle("What countries do to each other", color=_INK, fontsize=15, x=0.02, ha="left")
