"""Knowledge as Cytoscape JSON, for Cytoscape (File, Import, Network) and cytoscape.js: the network in, bytes out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.exporters.fields import EDGE_FIELDS, ILLEGAL, NODE_FIELDS, clean, drawn, escaped, values
from kg.exporters.layout import positions

if TYPE_CHECKING:
    from kg.model import Knowledge
    from kg.ontology.schema import Schema


def to_cyjs(knowledge: Knowledge, schema: Schema) -> bytes:
    """The network as one Cytoscape JSON file. Edges carry their statement's id; without, readers make random ones."""
    graph = drawn(knowledge, schema)
    places = positions(graph)
    nodes = [
        {
            "data": {
                "id": escaped(node, ILLEGAL),
                "name": clean(data["label"]),
                "label": clean(data["label"]),
                **dict(values(data, NODE_FIELDS)),
            },
            **_position(places.get(node)),
        }
        for node, data in graph.nodes(data=True)
    ]
    edges = [
        {
            "data": {
                "id": key,
                "source": escaped(source, ILLEGAL),
                "target": escaped(target, ILLEGAL),
                "interaction": clean(data["label"]),
                "label": clean(data["label"]),
                **dict(values(data, EDGE_FIELDS)),
            }
        }
        for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    ]
    document = {
        "format_version": "1.0",
        "generated_by": "newskg",
        "target_cytoscapejs_version": "~3",
        "data": {"name": "news"},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _position(place: tuple[float, float] | None) -> dict[str, Any]:
    return {"position": {"x": place[0], "y": place[1]}} if place else {}
