"""Knowledge as a picture: the network in, the bytes of a PNG out.

Drawn are the entities with the most statements, at most `LIMIT`; lines are coloured by quad class, facts solid, claims
dashed, all else dotted. No date or version is written into the file.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.exporters.fields import drawn, shown
from kg.exporters.layout import positions
from kg.exporters.palette import OTHER, QUAD_COLOURS, TYPE_COLOURS, stroke, type_colour, type_group
from kg.graph.view import titles

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.model import Knowledge
    from kg.ontology.schema import Schema

LIMIT = 40
# Inches and dots an inch: 2000 by 1300 pixels, sharp in a README on any screen.
_SIZE, _DPI = (12.5, 8.125), 160
_DASHES: dict[str, Any] = {"solid": "solid", "dashed": (0, (5, 3)), "dotted": (0, (0.6, 2.2))}
_MEANINGS = {"solid": "fact", "dashed": "claimed", "dotted": "denied, planned or possible"}
_PAPER, _INK, _SOFT = "#fbfaf7", "#1d2126", "#5d6670"
_LONGEST = 26


def to_png(knowledge: Knowledge, schema: Schema) -> bytes:
    """The picture of the network."""
    from matplotlib import rc_context, rcdefaults
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    graph = foremost(drawn(knowledge, schema))
    with rc_context():
        rcdefaults()
        figure = Figure(figsize=_SIZE, dpi=_DPI, facecolor=_PAPER)
        axes = figure.add_axes((0.01, 0.07, 0.98, 0.86))
        axes.set_axis_off()
        at = _spread(graph)
        if at:
            _lines(axes, graph, at)
            _marks(axes, graph, at)
        _words(figure, graph, knowledge)
        FigureCanvasAgg(figure)
        out = io.BytesIO()
        figure.savefig(out, format="png", facecolor=_PAPER, metadata={"Software": None})
    return out.getvalue()


def foremost(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The part of `graph` with the heaviest entities, at most `LIMIT` of them, and none of them alone."""
    ranked = sorted(graph, key=lambda node: (-graph.nodes[node]["weight"], node))
    kept: nx.MultiDiGraph[str] = graph.subgraph(ranked[:LIMIT]).copy()
    kept.remove_nodes_from([node for node in kept if not kept.degree(node)])
    return kept


def _spread(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Points in units of the page, 0 to 100 across and 0 to 62 up, names clear of each other."""
    at = positions(graph)
    if not at:
        return {}
    lows = [min(point[axis] for point in at.values()) for axis in (0, 1)]
    spans = [max(max(point[axis] for point in at.values()) - low, 1.0) for axis, low in zip((0, 1), lows, strict=True)]
    points = {
        node: [8 + 84 * (x - lows[0]) / spans[0], 5 + 52 * (y - lows[1]) / spans[1]] for node, (x, y) in at.items()
    }
    for _ in range(200):
        if not _apart(graph, points):
            break
    return {node: (x, y) for node, (x, y) in points.items()}


def _apart(graph: nx.MultiDiGraph[str], points: dict[str, list[float]]) -> bool:
    """Push apart names that overlap, one step. True if there were any."""
    moved, nodes = False, sorted(points)
    for number, a in enumerate(nodes):
        for b in nodes[number + 1 :]:
            one, two = points[a], points[b]
            x = (_width(graph, a) + _width(graph, b)) / 2 - abs(one[0] - two[0])
            y = 4.6 - abs(one[1] - two[1])
            if x > 0 and y > 0:
                moved = True
                for axis, push in ((0, x if x < y else x * 0.06), (1, y if y <= x else y * 0.06)):
                    sign = -1 if one[axis] < two[axis] else 1
                    one[axis] += sign * (push / 2 + 0.01)
                    two[axis] -= sign * (push / 2 + 0.01)
    for node, point in points.items():
        half = _width(graph, node) / 2
        point[0], point[1] = min(100 - half, max(half, point[0])), min(60.0, max(4.0, point[1]))
    return moved


def _width(graph: nx.MultiDiGraph[str], node: str) -> float:
    return max(3.0, 0.85 * len(_label(graph, node))) + 0.8


def _label(graph: nx.MultiDiGraph[str], node: str) -> str:
    label = shown(graph.nodes[node]["label"])
    return label if len(label) <= _LONGEST else label[: _LONGEST - 2] + "…"


def _radius(weight: int) -> float:
    """Points, as matplotlib counts: 72 an inch."""
    return 5.5 + 2.0 * math.sqrt(min(weight, 30))


def _lines(axes: Axes, graph: nx.MultiDiGraph[str], at: dict[str, tuple[float, float]]) -> None:
    """Statements of one direction, quad and stroke are one line; lines of one pair are fanned out."""
    from matplotlib.patches import FancyArrowPatch

    bundles = Counter[tuple[str, str, bool, str, str]]()
    for subject, obj, data in graph.edges(data=True):
        first, second = sorted((subject, obj)) if data["symmetric"] else (subject, obj)
        bundles[first, second, data["symmetric"], data["quad"], stroke(data["status"])] += 1
    beside: dict[tuple[str, ...], list[tuple[str, str, bool, str, str]]] = {}
    for bundle in sorted(bundles):
        if bundle[0] != bundle[1]:
            beside.setdefault(tuple(sorted(bundle[:2])), []).append(bundle)
    for pair, group in sorted(beside.items()):
        for rank, bundle in enumerate(group):
            first, second, symmetric, quad, line = bundle
            bend = (rank - (len(group) - 1) / 2) * min(0.24, 1.3 / len(group))
            axes.add_patch(
                FancyArrowPatch(
                    at[first],
                    at[second],
                    arrowstyle="-" if symmetric else "-|>",
                    mutation_scale=9,
                    connectionstyle=f"arc3,rad={bend if first == pair[0] else -bend}",
                    linestyle=_DASHES[line],
                    shrinkA=_radius(graph.nodes[first]["weight"]) + 1,
                    shrinkB=_radius(graph.nodes[second]["weight"]) + 1,
                    linewidth=1.2 + 0.7 * math.sqrt(bundles[bundle] - 1),
                    color=QUAD_COLOURS[quad],
                    zorder=1,
                )
            )


def _marks(axes: Axes, graph: nx.MultiDiGraph[str], at: dict[str, tuple[float, float]]) -> None:
    from matplotlib.patheffects import withStroke

    axes.set_xlim(0, 100)
    axes.set_ylim(0, 62)
    for node, (x, y) in at.items():
        data = graph.nodes[node]
        country = type_group(data["classes"]) == "Country"
        radius = _radius(data["weight"])
        axes.plot(
            [x],
            [y],
            marker="s" if country else "o",
            markersize=2 * radius,
            color=type_colour(data["classes"]),
            markeredgecolor=_PAPER,
            markeredgewidth=1.4,
            zorder=2,
        )
        axes.annotate(
            drawable(_label(graph, node)),
            (x, y),
            (0, -radius - 1.5),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=9,
            color=_INK,
            weight="bold" if country else "normal",
            parse_math=False,
            zorder=3,
            path_effects=[withStroke(linewidth=2.6, foreground=_PAPER)],
        )


def _words(figure: Figure, graph: nx.MultiDiGraph[str], knowledge: Knowledge) -> None:
    """Title on top, what colours and strokes mean below."""
    from matplotlib.lines import Line2D

    names = list(titles(knowledge.articles).values())
    title = shown(names[0]) if len(names) == 1 else f"{len(names)} articles"
    figure.text(0.02, 0.955, drawable(title[:90]), fontsize=15, weight="bold", color=_INK, parse_math=False)
    used = {data["quad"] for *_, data in graph.edges(data=True)}
    strokes = {stroke(data["status"]) for *_, data in graph.edges(data=True)}
    groups = {type_group(data["classes"]) for _, data in graph.nodes(data=True)}
    handles = [
        *(
            Line2D([], [], color=colour, linewidth=2.2, label=quad)
            for quad, colour in QUAD_COLOURS.items()
            if quad in used
        ),
        *(
            Line2D([], [], color=_INK, linewidth=1.4, linestyle=dash, label=_MEANINGS[name])
            for name, dash in _DASHES.items()
            if name in strokes
        ),
        *(
            Line2D(
                [],
                [],
                color=TYPE_COLOURS.get(group, OTHER),
                linestyle="none",
                marker="s" if group == "Country" else "o",
                markersize=7,
                label=_spaced(group),
            )
            for group in (*TYPE_COLOURS, "Other")
            if group in groups
        ),
    ]
    if handles:
        figure.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(0.012, 0.004),
            ncols=math.ceil(len(handles) / 2),
            fontsize=8.5,
            frameon=False,
            labelcolor=_SOFT,
            handlelength=2.4,
            columnspacing=1.4,
        )


def _spaced(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def drawable(text: str) -> str:
    """`text` with a box for every sign that the font lacks: matplotlib would warn, and draw some box as well.

    Example:
        >>> drawable("Erdoğan, 习")
        'Erdoğan, ▯'
    """
    from matplotlib.font_manager import fontManager, get_font
    from matplotlib.ft2font import FT2Font

    font: FT2Font = get_font(fontManager.findfont("DejaVu Sans"))
    return "".join(sign if font.get_char_index(ord(sign)) else "▯" for sign in text)
