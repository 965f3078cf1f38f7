"""What the page asks for, made once from the graph and kept: the network, statements by id, articles by id."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.exporters.explorer import article_data, as_json, details, graph_data
from kg.exporters.fields import shown
from kg.graph.lookup import folded
from kg.model import Entity, Knowledge, Statement

if TYPE_CHECKING:
    from kg.library import Graph

# More than this is no picture any more, and no browser draws it quickly.
NODES, STATEMENTS = 5_000, 20_000
_PARTS = 8  # parts that are kept for the next who asks


class Holdings:
    """The answers to the page, from one graph.

    Args:
        graph: what is shown.
        texts: articles' texts by id, for graphs that were not just built from them.
    """

    def __init__(self, graph: Graph, texts: dict[str, str] | None = None) -> None:
        self._graph, self._texts = graph, texts or {}
        self._lock = threading.Lock()
        self._parts: dict[str, bytes] = {}

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

    def part(self, about: str) -> bytes | None:
        """The part of the network that has to do with an entity, as JSON; None if there is no such entity."""
        with self._lock:
            if about not in self._names:
                return None
            if about not in self._parts:
                while len(self._parts) >= _PARTS:
                    del self._parts[next(iter(self._parts))]
                self._parts[about] = self._drawn(around(self._knowledge, about), about=about)
            return self._parts[about]

    def named(self, words: str, most: int = 20) -> list[dict[str, Any]]:
        """Who has a name with these words: first those called just so, then by how they begin, then others."""
        wanted = folded(words)
        with self._lock:
            found = [
                (wanted not in names, not any(n.startswith(wanted) for n in names), -self._weights.get(key, 0), key)
                for key, names in self._names.items()
                if any(wanted in name for name in names)
            ]
            return [self._told(key) for *_, key in sorted(found)[:most]]

    def _told(self, key: str) -> dict[str, Any]:
        entity, labels = self._entities[key], self._graph.ontology.schema.labels
        kind = labels.get(entity.type, entity.type)
        return {"id": key, "label": shown(entity.name), "type": kind, "weight": self._weights.get(key, 0)}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.id: e for e in self._knowledge.entities}

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """All that each entity is called, as it is compared."""
        return {e.id: {folded(name) for name in (e.id, e.name, *e.aliases)} for e in self._knowledge.entities}

    @cached_property
    def _weights(self) -> dict[str, int]:
        return weights(self._knowledge.statements)

    @cached_property
    def _network(self) -> bytes:
        return self._drawn(weightiest(self._knowledge))

    def _drawn(self, part: Knowledge, **more: str) -> bytes:
        places = self._graph.ontology.places.all
        known = {e.id: places[e.id].country for e in self._knowledge.entities if e.id in places}
        data = graph_data(part, self._graph.ontology.schema, {e: c for e, c in known.items() if c})
        data["total"] = {
            "nodes": len(self._knowledge.entities),
            "statements": sum(not s.is_open for s in self._knowledge.statements),
        }
        return as_json({**data, **more}).encode()


def weights(statements: Iterable[Statement]) -> dict[str, int]:
    """In how many statements each entity has a part; open relations are left out."""
    found: dict[str, int] = {}
    for s in statements:
        if not s.is_open:
            for end in _ends(s):
                found[end] = found.get(end, 0) + 1
    return found


def _ends(statement: Statement) -> set[str]:
    return {*_between_whom(statement), *statement.claimed_by}


def _between_whom(statement: Statement) -> tuple[str, ...]:
    obj = statement.object
    return (statement.subject, obj) if isinstance(obj, str) else (statement.subject,)


def weightiest(knowledge: Knowledge, nodes: int = NODES, statements: int = STATEMENTS) -> Knowledge:
    """`knowledge` without what is too much to be drawn: entities in few statements, statements with little evidence."""
    known = [s for s in knowledge.statements if not s.is_open]
    if len(known) <= statements and len(knowledge.entities) <= nodes:
        return knowledge
    weight = weights(known)
    kept = set(sorted(weight, key=lambda e: (-weight[e], e))[:nodes])
    return _between(knowledge, kept, statements)


def around(knowledge: Knowledge, about: str, nodes: int = NODES, statements: int = STATEMENTS) -> Knowledge:
    """An entity, those it has most to do with, and what stands between them; its own statements come first."""
    own = [s for s in knowledge.statements if not s.is_open and about in _ends(s)]
    weight = {**weights(own), about: len(own) + 1}
    kept = set(sorted(weight, key=lambda e: (-weight[e], e))[:nodes])
    part = _between(knowledge, kept, statements, first=about)
    read_in = {e.article for s in part.statements for e in s.evidence}
    return replace(part, articles=tuple(a for a in part.articles if a.id in read_in))


def _between(knowledge: Knowledge, kept: set[str], statements: int, first: str = "") -> Knowledge:
    """Of what stands between some entities that which most articles say."""
    inside = [s for s in knowledge.statements if not s.is_open and kept.issuperset(_between_whom(s))]
    chosen = sorted(inside, key=lambda s: (first not in _ends(s), -len(s.evidence), s.id))[:statements]
    entities = tuple(e for e in knowledge.entities if e.id in kept)
    return replace(knowledge, entities=entities, statements=tuple(sorted(chosen, key=lambda s: s.id)))
