"""Whom a reconciliation service is asked about, and how the questions read.

In: a store's graph, the service's manifest and what the user wants. Out: entities in the order of asking, and a query
for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Entity, Knowledge, Statement

if TYPE_CHECKING:
    from kg.library.graphs import Graph
    from kg.ontology.schema import Schema
    from kg.resolution.reconcile.kinds import Kinds
    from kg.resolution.reconcile.queries import Query
    from kg.resolution.reconcile.service import Service, Version

# Of other classes (groups, events, works) a name in the news is mostly a description: "three officers".
_NAMED = ("Person", "Organization", "Place")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked, and how.

    `kinds` are classes whose entities are asked about, `limit` how many of them at most (those named in most articles
    first), `candidates` how many the service may offer for each. `threshold` is the least score, on the service's
    scale. `properties` are predicates whose objects are sent along, `PREDICATE` or `PREDICATE=ID` with the service's
    id. `holds` is the class of what the service gives no type of. `ids` and `version` replace what the manifest says.
    `rate` is requests a second, `batch` queries a request, `timeout` seconds for an answer.
    """

    kinds: Sequence[str] = _NAMED
    limit: int | None = None
    candidates: int = 3
    threshold: float | None = None
    properties: Sequence[str] = ()
    holds: str | None = None
    ids: str | None = None
    version: Version | None = None
    rate: float = 1.0
    batch: int | None = None
    timeout: float = 30.0


def check(wish: Wanted, schema: Schema) -> None:
    """Refuse what cannot be asked, before anything is.

    Raises:
        InputError: a class or predicate is not known.
    """
    classes = [*wish.kinds, *filter(None, (wish.holds,))]
    for kind in classes:
        if kind not in schema.classes:
            raise InputError(
                f"--type {kind}: no class of the ontology; mend: one of {', '.join(_NAMED)}, or below them"
            )
    for one in wish.properties:
        if one.partition("=")[0] not in schema.properties:
            raise InputError(f"--property {one}: no predicate of the ontology; mend: as in kg show STORE relations")


def named(graph: Graph, knowledge: Knowledge, wish: Wanted) -> list[Entity]:
    """Who is looked for, those named in most articles first; not whom an article only describes ("unnamed man")."""
    from kg.resolution.names import is_description

    schema = graph.ontology.schema
    often = Counter(entity for entity, _ in set(graph.store.mentions()))
    found = [e for e in knowledge.entities if any(schema.is_a(e.type, kind) for kind in wish.kinds)]
    found = [e for e in found if not is_description(e.id, e.name)]
    return sorted(found, key=lambda e: (-often[e.id], e.id))[: wish.limit]


def questions(
    graph: Graph, knowledge: Knowledge, asked: Iterable[Entity], service: Service, kinds: Kinds, wish: Wanted
) -> Iterator[Query]:
    from kg.resolution.reconcile.queries import Query

    told = _told(graph, knowledge, service, wish.properties) if wish.properties else {}
    hints: dict[str, str | None] = {}
    for entity in asked:
        if entity.type not in hints:
            hints[entity.type] = kinds.hint(entity.type, service)
        yield Query(entity.name, hints[entity.type], tuple(sorted(told.get(entity.id, ()))), wish.candidates)


def _told(
    graph: Graph, knowledge: Knowledge, service: Service, properties: Iterable[str]
) -> dict[str, set[tuple[str, str]]]:
    """What is known of each entity, as (the service's property, value): of facts only, never of claims."""
    schema = graph.ontology.schema
    ids: dict[str, str] = {}
    for one in properties:
        name, _, given = one.partition("=")
        key = given or next(filter(None, map(service.local, schema.matches.get(name, ()))), None)
        if key is None:
            raise InputError(f"--property {name}: what {service.name} calls it is not known; mend: {name}=ID")
        ids[name] = key
    found: dict[str, set[tuple[str, str]]] = {}
    for statement in knowledge.statements:
        for name in ids.keys() & schema.properties.get(statement.predicate, frozenset()):
            if statement.is_fact:
                found.setdefault(statement.subject, set()).add((ids[name], _value(graph, statement)))
    return found


def _value(graph: Graph, statement: Statement) -> str:
    return graph.name(statement.object) if isinstance(statement.object, str) else statement.object.value
