"""What the page asks for, made once from the graph and kept: the network, statements by id, articles by id."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.exporters.explorer import article_data, as_json, details, graph_data
from kg.model import Knowledge, Statement

if TYPE_CHECKING:
    from kg.library import Graph

# More than this is no picture any more, and no browser draws it quickly.
NODES, STATEMENTS = 5_000, 20_000


class Holdings:
    """The answers to the page, from one graph.

    Args:
        graph: what is shown.
        texts: articles' texts by id, for graphs that were not just built from them.
    """

    def __init__(self, graph: Graph, texts: dict[str, str] | None = None) -> None:
        self._graph, self._texts = graph, texts or {}
        self._lock = threading.Lock()

    def graph(self) -> bytes:
        """The network as JSON."""
        with self._lock:
            return self._network

    def details(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """What stands behind statements, by id."""
        with self._lock:
            return {key: details(self._statements[key]) for key in ids if key in self._statements}

    def article(self, key: str) -> dict[str, Any] | None:
        """An article's text, mentions and evidence."""
        with self._lock:
            return self._articles.get(key)

    @cached_property
    def _knowledge(self) -> Knowledge:
        known = self._graph.knowledge
        return replace(known, articles=tuple(replace(a, text=self._texts.get(a.id, a.text)) for a in known.articles))

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {s.id: s for s in self._knowledge.statements}

    @cached_property
    def _articles(self) -> dict[str, dict[str, Any]]:
        return article_data(self._knowledge)

    @cached_property
    def _network(self) -> bytes:
        places = self._graph.ontology.places.all
        known = {e.id: places[e.id].country for e in self._knowledge.entities if e.id in places}
        shown = weightiest(self._knowledge)
        data = graph_data(shown, self._graph.ontology.schema, {e: c for e, c in known.items() if c})
        data["total"] = {
            "nodes": len(self._knowledge.entities),
            "statements": sum(not s.is_open for s in self._knowledge.statements),
        }
        return as_json(data).encode()


def weightiest(knowledge: Knowledge, nodes: int = NODES, statements: int = STATEMENTS) -> Knowledge:
    """`knowledge` without what is too much to be drawn: entities in few statements, statements with little evidence."""
    known = [s for s in knowledge.statements if not s.is_open]
    if len(known) <= statements and len(knowledge.entities) <= nodes:
        return knowledge
    weight: dict[str, int] = {}
    for s in known:
        for end in {s.subject, s.object, *s.claimed_by}:
            if isinstance(end, str):
                weight[end] = weight.get(end, 0) + 1
    kept = set(sorted(weight, key=lambda e: (-weight[e], e))[:nodes])
    inside = [s for s in known if s.subject in kept and (not isinstance(s.object, str) or s.object in kept)]
    chosen = sorted(inside, key=lambda s: (-len(s.evidence), s.id))[:statements]
    entities = tuple(e for e in knowledge.entities if e.id in kept)
    return replace(knowledge, entities=entities, statements=tuple(sorted(chosen, key=lambda s: s.id)))
