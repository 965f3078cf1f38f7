"""A store's entities and their like elsewhere: asked of a reconciliation service, kept as judgements, seen when read.

In: a store's folder and a service's url. Out: judgements between our ids and the service's IRIs, kept beside the store;
and knowledge whose entities have those IRIs in `same_as`. No request is made unless `link` is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Entity, Knowledge, Statement

if TYPE_CHECKING:
    from kg.library.graphs import Graph
    from kg.ontology.schema import Schema
    from kg.resolution.identity import Judgement
    from kg.resolution.reconcile.client import Client
    from kg.resolution.reconcile.kinds import Kinds
    from kg.resolution.reconcile.queries import Query
    from kg.resolution.reconcile.service import Service, Version

ANSWERS = "newskg-answers.sqlite"
# Of other classes (groups, events, works) a name in the news is mostly a description: "three officers".
_NAMED = ("Person", "Organization", "Place")
_MOST = 16 << 20  # bytes of an answer: a batch of ten has some 20 kB
_MENDS: Mapping[int, str] = {
    401: "set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN",
    403: "set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN; or the service refuses to be asked so",
    404: "give the url of a reconciliation service's endpoint, as in OpenRefine",
    405: "give the url of a reconciliation service's endpoint, as in OpenRefine",
    413: "ask for less at a time with --batch",
    429: "ask less often with --rate; what was answered is kept, and the same command goes on",
}


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


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it. `unasked` queries have no answer yet, which is so after a dry run only.

    `named` are the entities that were looked for, `known` of how many the service's IRI was known before, `fetched`
    the queries that were sent.
    """

    service: Service | None
    named: tuple[Entity, ...] = ()
    known: int = 0
    fetched: int = 0
    unasked: tuple[Query, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def link(
    store: str | Path,
    service: str,
    wanted: Wanted | None = None,
    *,
    cache: str | Path | None = None,
    refresh: bool = False,
    dry_run: bool = False,
    tick: Callable[[int, int], None] | None = None,
) -> Linked:
    """Look for a store's entities in a reconciliation service and keep what is found as judgements.

    What was answered is kept, so that the same command goes on after an interruption and asks nothing twice.

    Args:
        store: the store's folder.
        service: the url of the service's endpoint.
        wanted: what is asked, and how.
        cache: the folder in which answers are kept; the store's if not given.
        refresh: ask again what was answered before.
        dry_run: send nothing and write nothing; say what would be asked.
        tick: called after every request with how many queries were answered and how many there are.

    Raises:
        EndpointError: the service cannot be reached, refuses, or is none.
        StoreError: the folder is no store, or what must be kept cannot be written.
        InputError: a class or predicate is not known.
    """
    from kg import library
    from kg.rdf.remote import Server
    from kg.resolution.reconcile.cache import Cache
    from kg.resolution.reconcile.client import Client

    wish = wanted or Wanted()
    web = Server(service, timeout=wish.timeout, most=_MOST, spacing=1 / wish.rate, mends=_MENDS)
    graph = library.load(store)
    schema = graph.ontology.schema
    _check(wish, schema)
    folder = Path(cache) if cache else Path(store)
    with Cache(_made(folder) / ANSWERS, fresh=refresh and not dry_run) as answers:
        client = Client(web, answers, batch=wish.batch, ids=wish.ids, version=wish.version)
        if dry_run and not client.known:
            return Linked(None, tuple(_named(graph, graph.store.knowledge(), wish)))
        found = _linked(graph, client, wish, fetch=not dry_run, tick=tick)
    if not dry_run:
        _keep(Path(store), found)
    return found


def _check(wish: Wanted, schema: Schema) -> None:
    classes = [*wish.kinds, *filter(None, (wish.holds,))]
    for kind in classes:
        if kind not in schema.classes:
            raise InputError(
                f"--type {kind}: no class of the ontology; mend: one of {', '.join(_NAMED)}, or below them"
            )
    for one in wish.properties:
        if one.partition("=")[0] not in schema.properties:
            raise InputError(f"--property {one}: no predicate of the ontology; mend: as in kg show STORE relations")


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror}; mend: another folder with --cache") from error
    return folder


# --- asking --------------------------------------------------------------------------------------


def _linked(
    graph: Graph, client: Client, wish: Wanted, *, fetch: bool, tick: Callable[[int, int], None] | None
) -> Linked:
    from kg.resolution.reconcile.kinds import Kinds

    service, schema = client.service, graph.ontology.schema
    kinds = Kinds(schema.classes, schema.labels, schema.matches)
    knowledge = graph.store.knowledge()  # as the articles have it: what was judged before does not count
    named = _named(graph, knowledge, wish)
    asked = [entity for entity in named if not any(map(service.local, entity.same_as))]
    queries = dict(zip((e.id for e in asked), _queries(graph, knowledge, asked, service, kinds, wish), strict=True))
    fetched = client.fetch(queries.values(), tick=tick) if fetch else 0
    return Linked(
        service,
        tuple(named),
        len(named) - len(asked),
        fetched,
        tuple(client.missing(queries.values())),
        tuple(_judged(knowledge, client, asked, queries, kinds, wish)),
    )


def _named(graph: Graph, knowledge: Knowledge, wish: Wanted) -> list[Entity]:
    """Who is looked for, those named in most articles first."""
    schema = graph.ontology.schema
    often = Counter(entity for _, entity in set(graph.store.mentions()))
    found = [e for e in knowledge.entities if any(schema.is_a(e.type, kind) for kind in wish.kinds)]
    return sorted(found, key=lambda e: (-often[e.id], e.id))[: wish.limit]


def _queries(
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


def _judged(
    knowledge: Knowledge,
    client: Client,
    asked: Iterable[Entity],
    queries: Mapping[str, Query],
    kinds: Kinds,
    wish: Wanted,
) -> list[Judgement]:
    from kg.resolution.reconcile.verdicts import Asked, judged, unshared

    found: list[Judgement] = []
    for entity in asked:
        who = Asked(entity.id, entity.name, entity.type, entity.aliases)
        for _, candidates in client.candidates([queries[entity.id]]):
            found += judged(who, candidates, client.service, kinds, threshold=wish.threshold, holds=wish.holds)
    known: dict[str, list[str]] = {}
    for entity in knowledge.entities:
        for iri in entity.same_as:
            known.setdefault(iri, []).append(entity.id)
    return unshared(found, known)


# --- kept and seen -------------------------------------------------------------------------------


def _keep(store: Path, found: Linked) -> None:
    """Put judgements in the place of those that the same service gave before of the same entities."""
    from kg.library import judgements
    from kg.resolution.reconcile.verdicts import by, inside

    assert found.service is not None
    about = {entity.id for entity in found.named}
    mine = by(found.service)
    others = [j for j in judgements.read(store) if j.by == mine and inside(j) not in about]
    judgements.replace(store, [*others, *found.judgements], mine)


def iris(store: Path) -> dict[str, tuple[str, ...]]:
    """What the entities of a store were judged to be the same as elsewhere, by id."""
    from kg.library import judgements
    from kg.resolution.reconcile.verdicts import elsewhere

    return elsewhere(judgements.read(store))


def seen(knowledge: Knowledge, found: Mapping[str, tuple[str, ...]]) -> Knowledge:
    """`knowledge` whose entities have in `same_as` what they are elsewhere."""
    if not found:
        return knowledge
    entities = (replace(e, same_as=tuple(sorted({*e.same_as, *found.get(e.id, ())}))) for e in knowledge.entities)
    return replace(knowledge, entities=tuple(entities))
