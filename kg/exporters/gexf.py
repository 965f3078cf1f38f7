"""Knowledge as GEXF 1.2draft, which Gephi opens: the network in, bytes out.

Each statement is an edge of its own id, so that parallel ones stay apart. Times become spells of days; where any
is known, the graph is dynamic and Gephi shows its timeline. Colours say type and quad class.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.exporters.fields import EDGE_FIELDS, ILLEGAL, NODE_FIELDS, Kind, clean, drawn, escaped, values
from kg.exporters.layout import positions
from kg.exporters.markup import HEAD, block, tag
from kg.exporters.palette import QUAD_COLOURS, rgb, stroke, type_colour

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Knowledge
    from kg.ontology.schema import Schema

NAMESPACE = "http://www.gexf.net/1.2draft"
VIZ = NAMESPACE + "/viz"
# Weight and label of an edge have attributes of their own in GEXF.
_EDGE_FIELDS = {name: kind for name, kind in EDGE_FIELDS.items() if name != "weight"}


def to_gexf(knowledge: Knowledge, schema: Schema) -> bytes:
    """The network as one GEXF file."""
    graph = drawn(knowledge, schema)
    root = (("xmlns", NAMESPACE), ("xmlns:viz", VIZ), ("version", "1.2"))
    return "\n".join([HEAD, *block("gexf", root, [*_meta(knowledge), *_graph(graph)]), ""]).encode()


def spell(time: str | None) -> tuple[str, str] | None:
    """First and last day of a time as records have it (a day, month, year or an interval of such), or None.

    Example:
        >>> spell("2023-02"), spell("2023-04-16/2023-04-18")
        (('2023-02-01', '2023-02-28'), ('2023-04-16', '2023-04-18'))
    """
    parts = [_days(part) for part in (time or "").split("/")]
    if len(parts) > 2 or None in parts:
        return None
    known = [day for part in parts if part for day in part]
    return (known[0], known[-1]) if known and known[0] <= known[-1] else None


def _days(time: str) -> tuple[str, str] | None:
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T|$)", time)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if year < 1 or month > 12:
        return None
    last = calendar.monthrange(year, month or 12)[1]
    if day > last:
        return None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or last:02}"


def _meta(knowledge: Knowledge) -> Iterator[str]:
    titles = "; ".join(a.title for a in knowledge.articles if a.title)
    yield from block("meta", (), [tag("creator", (), "newskg"), tag("description", (), clean(titles))])


def _graph(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    spells = any(spell(time) for *_, time in graph.edges(data="time"))
    mode = [("mode", "dynamic"), ("timeformat", "date")] if spells else [("mode", "static")]
    places = positions(graph)
    nodes = [line for node in graph for line in _node(node, graph.nodes[node], places.get(node))]
    edges = [line for edge in _sorted(graph) for line in _edge(*edge)]
    yield from block(
        "graph",
        [("defaultedgetype", "directed"), *mode],
        [
            *_declared("node", NODE_FIELDS),
            *_declared("edge", _EDGE_FIELDS),
            *block("nodes", [("count", len(graph))], nodes),
            *block("edges", [("count", graph.number_of_edges())], edges),
        ],
    )


def _sorted(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, Any]]]:
    return sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])


def _declared(of: str, fields: Mapping[str, Kind]) -> Iterator[str]:
    yield from block(
        "attributes",
        [("class", of), ("mode", "static")],
        [tag("attribute", [("id", name), ("title", name), ("type", kind)]) for name, kind in fields.items()],
    )


def _node(node: str, data: Mapping[str, Any], place: tuple[float, float] | None) -> Iterator[str]:
    red, green, blue = rgb(type_colour(data["classes"]))
    looks = [
        tag("viz:color", [("r", red), ("g", green), ("b", blue)]),
        tag("viz:size", [("value", round(8 + 3 * data["weight"] ** 0.5, 2))]),
    ]
    if place:
        looks.insert(1, tag("viz:position", [("x", place[0]), ("y", place[1]), ("z", 0.0)]))
    yield from block(
        "node", [("id", escaped(node, ILLEGAL)), ("label", clean(data["label"]))], [*_values(data, NODE_FIELDS), *looks]
    )


def _edge(source: str, target: str, key: str, data: Mapping[str, Any]) -> Iterator[str]:
    red, green, blue = rgb(QUAD_COLOURS[data["quad"]])
    days = spell(data["time"])
    yield from block(
        "edge",
        [
            ("id", key),
            ("source", escaped(source, ILLEGAL)),
            ("target", escaped(target, ILLEGAL)),
            ("label", clean(data["label"])),
            ("weight", float(data["weight"])),
            *(zip(("start", "end"), days, strict=True) if days else ()),
        ],
        [
            *_values(data, _EDGE_FIELDS),
            tag("viz:color", [("r", red), ("g", green), ("b", blue)]),
            tag("viz:shape", [("value", stroke(data["status"]))]),
        ],
    )


def _values(data: Mapping[str, Any], fields: Mapping[str, Kind]) -> Iterator[str]:
    yield from block(
        "attvalues", (), [tag("attvalue", [("for", name), ("value", value)]) for name, value in values(data, fields)]
    )
