"""Knowledge in the DOT language of Graphviz: the network in, bytes out. Draw with `dot -Tsvg` or `sfdp -Tsvg`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.exporters.fields import ILLEGAL, clean, drawn, escaped, shown
from kg.exporters.palette import QUAD_COLOURS, stroke, type_colour

if TYPE_CHECKING:
    from kg.model import Knowledge
    from kg.ontology.schema import Schema


def to_dot(knowledge: Knowledge, schema: Schema) -> bytes:
    """The network as one DOT file: a directed graph with parallel edges."""
    graph = drawn(knowledge, schema)
    lines = [
        "digraph news {",
        '  graph [charset="UTF-8", overlap="prism", splines="true"];',
        '  node [shape="box", style="rounded,filled", fontcolor="white", fontname="sans-serif"];',
        '  edge [fontsize="9", fontname="sans-serif"];',
    ]
    for node, data in graph.nodes(data=True):
        lines.append(
            f"  {_id(node)} "
            + _attributes(
                [
                    ("label", _text(data["label"])),
                    ("fillcolor", type_colour(data["classes"])),
                    ("tooltip", _text(data["type"])),
                ]
            )
        )
    for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        lines.append(
            f"  {_id(source)} -> {_id(target)} "
            + _attributes(
                [
                    ("id", key),
                    ("label", _text(data["label"])),
                    ("color", QUAD_COLOURS[data["quad"]]),
                    ("style", stroke(data["status"])),
                    ("dir", "none" if data["symmetric"] else "forward"),
                    ("tooltip", _text(" ".join(filter(None, (data["status"], data["claimants"], data["quote"]))))),
                ]
            )
        )
    return "\n".join([*lines, "}", ""]).encode()


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return "[" + ", ".join(f"{name}={_quoted(value)}" for name, value in pairs) + "];"


def _id(node: str) -> str:
    return _quoted(escaped(node, ILLEGAL))


def _quoted(value: str) -> str:
    """A quoted id of DOT. A backslash is doubled, lest it end the string or be taken for an escape of a label."""
    return '"' + clean(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _text(value: str) -> str:
    """Text for a label, where Graphviz would read "&lt;" as the sign it stands for."""
    return shown(value).replace("&", "&amp;")
