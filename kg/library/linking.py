"""A store's entities and their like elsewhere: asked of a reconciliation service, kept as judgements, seen when read.

In: a store's folder and a service's url. Out: judgements between our ids and the service's IRIs, kept with the store
like those of rules and people, and seen when it is read. No request is made unless `link` is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.library.asking import Wanted, check, named, questions
from kg.model import Entity, Knowledge

if TYPE_CHECKING:
    from kg.library.graphs import Graph
    from kg.resolution.identity import Judgement
    from kg.resolution.reconcile.client import Client
    from kg.resolution.reconcile.kinds import Kinds
    from kg.resolution.reconcile.queries import Query
    from kg.resolution.reconcile.service import Service

ANSWERS = "newskg-answers.sqlite"
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
    check(wish, graph.ontology.schema)
    folder = Path(cache) if cache else Path(store)
    with Cache(_made(folder) / ANSWERS, fresh=refresh and not dry_run) as answers:
        client = Client(web, answers, batch=wish.batch, ids=wish.ids, version=wish.version)
        if dry_run and not client.known:
            return Linked(None, tuple(named(graph, graph.store.knowledge(), wish)))
        found = _linked(graph, client, wish, fetch=not dry_run, tick=tick)
    if not dry_run:
        _keep(Path(store), found)
    return found


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
    wanted = named(graph, knowledge, wish)
    asked = [entity for entity in wanted if not any(map(service.local, entity.same_as))]
    queries = dict(zip((e.id for e in asked), questions(graph, knowledge, asked, service, kinds, wish), strict=True))
    fetched = client.fetch(queries.values(), tick=tick) if fetch else 0
    return Linked(
        service,
        tuple(wanted),
        len(wanted) - len(asked),
        fetched,
        tuple(client.missing(queries.values())),
        tuple(_judged(graph, knowledge, client, queries, kinds, wish)),
    )


def _judged(
    graph: Graph, knowledge: Knowledge, client: Client, queries: Mapping[str, Query], kinds: Kinds, wish: Wanted
) -> list[Judgement]:
    from kg.resolution.reconcile.verdicts import Asked, by, inside, judged, outside, unshared
    from kg.resolution.view import View

    found: list[Judgement] = []
    for entity in knowledge.entities:
        if entity.id in queries:
            who = Asked(entity.id, entity.name, entity.type, entity.aliases)
            for _, candidates in client.candidates([queries[entity.id]]):
                found += judged(who, candidates, client.service, kinds, threshold=wish.threshold, holds=wish.holds)
    mine = by(client.service)
    others = [j for j in graph.judgements if j.by != mine or inside(j) not in queries]
    known = [(entity.id, iri) for entity in knowledge.entities for iri in entity.same_as]
    known += [(inside(j), outside(j)) for j in others if j.verdict == "same" and outside(j)]
    return unshared(found, known, View.of(j for j in others if not outside(j)).id)


def _keep(store: Path, found: Linked) -> None:
    """Put judgements in the place of those that the same service gave before of the same entities."""
    from kg.library import judgements
    from kg.resolution.reconcile.verdicts import by, inside

    assert found.service is not None
    about = {entity.id for entity in found.named}
    mine = by(found.service)
    others = [act.judgement for act in judgements.acts(store) if act.judgement.by == mine and not act.until]
    rest = [judgement for judgement in others if inside(judgement) not in about]
    judgements.replace(store, [*rest, *found.judgements], mine)
