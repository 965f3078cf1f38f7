"""Knowledge as GraphML, which yEd, Cytoscape, Gephi and most libraries open: the network in, bytes out.

Plain GraphML 1.0 and no vendor's extensions: one key and one type an attribute, ids that are name tokens as its schema
asks; the entity's own id is the attribute `entity`. Cytoscape shows `name`, other tools let the user choose `label`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.exporters.fields import EDGE_FIELDS, NO_TOKEN, NODE_FIELDS, Kind, clean, drawn, escaped, values
from kg.exporters.markup import HEAD, block, tag

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Knowledge
    from kg.ontology.schema import Schema

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NAMES = {"string": "string", "integer": "int", "double": "double", "boolean": "boolean"}
_NODE_FIELDS: Mapping[str, Kind] = {"label": "string", "name": "string", "entity": "string", **NODE_FIELDS}
_EDGE_FIELDS: Mapping[str, Kind] = {"label": "string", **EDGE_FIELDS}


def to_graphml(knowledge: Knowledge, schema: Schema) -> bytes:
    """The network as one GraphML file."""
    graph = drawn(knowledge, schema)
    root = (
        ("xmlns", NAMESPACE),
        ("xmlns:xsi", _XSI),
        ("xsi:schemaLocation", f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"),
    )
    keys = [*_keys("node", _NODE_FIELDS), *_keys("edge", _EDGE_FIELDS)]
    inner = block("graph", [("id", "G"), ("edgedefault", "directed")], [*_nodes(graph), *_edges(graph)])
    return "\n".join([HEAD, *block("graphml", root, [*keys, *inner]), ""]).encode()


def _keys(of: str, fields: Mapping[str, Kind]) -> Iterator[str]:
    for name, kind in fields.items():
        yield tag("key", [("id", f"{of}-{name}"), ("for", of), ("attr.name", name), ("attr.type", _NAMES[kind])])


def _nodes(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    for node, data in graph.nodes(data=True):
        known = {**data, "name": data["label"], "entity": node}
        yield from block("node", [("id", escaped(node, NO_TOKEN))], _data("node", known, _NODE_FIELDS))


def _edges(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        ends = [("id", key), ("source", escaped(source, NO_TOKEN)), ("target", escaped(target, NO_TOKEN))]
        yield from block("edge", ends, _data("edge", data, _EDGE_FIELDS))


def _data(of: str, data: Mapping[str, Any], fields: Mapping[str, Kind]) -> Iterator[str]:
    for name, value in values(data, fields):
        text = str(value).lower() if isinstance(value, bool) else clean(value)
        yield tag("data", [("key", f"{of}-{name}")], text)
