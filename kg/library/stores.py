"""What is done to a store's folder: articles and files in, articles out, to servers and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnknownName
from kg.library import inputs

if TYPE_CHECKING:
    from kg.library.growth import Growth
    from kg.rdf.push import Pushed
    from kg.rdf.store import Store
    from kg.resolution.identity import Judgement

_JOURNAL = "newskg-pushed.jsonl"


def grow(
    *sources: str | Path,
    store: str | Path,
    model: str | None = None,
    workers: int = 1,
    tick: Callable[[Growth], None] | None = None,
    **known: str,
) -> Growth:
    """Read what is new or changed at `sources` into a store's folder, made if there is none; what was done.

    Run it again after an interruption: what is in the store is not read again.

    Args:
        sources: files, folders, or `-` for standard input.
        store: the store's folder.
        model: a spaCy model by name; the default is the small English one.
        workers: how many processes read.
        tick: called with the state of things after every article.
        known: as for `build`.

    Raises:
        InputError: a source does not exist, or nothing in them can be read.
        ModelError: the model is not installed.
        StoreError: the folder is no store, cannot be written, or somebody else is writing to it.
    """
    from kg.library.growth import grow as grown
    from kg.rdf.store import Store

    inputs.check(sources, known)
    with Store(store) as opened:
        reader = inputs.reader(model)
        report = grown(opened, inputs.items(sources, known), reader, workers=workers, tick=tick)
        if report.read:
            _prune(Path(store), opened)
        return report


def _prune(path: Path, store: Store) -> None:
    """Drop what rules judged of those whom no article names any more; what people judged waits for their return."""
    from kg.library import judgements
    from kg.resolution.closure import is_outside
    from kg.resolution.identity import RULE
    from kg.resolution.view import base

    def is_gone(judgement: Judgement) -> bool:
        if not judgement.by.startswith(RULE):
            return False
        ends = (base(key) for key in (judgement.one, judgement.other) if not is_outside(key))
        return any(not store.knows(entity) or (article and article not in store) for entity, article in ends)

    judgements.forget(path, is_gone)


def remove(store: str | Path, *articles: str) -> list[str]:
    """Take articles, named by id or url, out of a store's folder; the ids of those that went.

    Raises:
        UnknownName: one of them is not in the store; none is removed then.
        StoreError: the folder is no store, cannot be written, or somebody else is writing to it.
    """
    from kg.rdf.store import Store

    if not is_store(Path(store)):
        Store(store, read_only=True)  # says what is wrong with it, and makes nothing
    with Store(store) as opened:
        found = {name: [name] if name in opened else opened.editions(name) for name in articles}
        unknown = [name for name, ids in found.items() if not ids]
        if unknown:
            raise UnknownName(
                f"{store}: no article {unknown[0]!r}; mend: its id or url, as in: kg query {store} --ask articles"
            )
        gone = sorted({key for ids in found.values() for key in ids})
        named = {entity for entity, article in opened.mentions() if article in gone}
        for key in gone:
            opened.remove(key)
        _forget(Path(store), opened, named, gone)
        return gone


def _forget(path: Path, store: Store, named: set[str], articles: list[str]) -> None:
    """Drop what was judged because of articles that went: of nobody who is left is anything lost that people judged."""
    from kg.library import judgements
    from kg.resolution.closure import is_outside
    from kg.resolution.identity import RULE
    from kg.resolution.view import base

    lost = {entity for entity in named if not store.knows(entity)}

    def is_gone(judgement: Judgement) -> bool:
        ends = [base(key) for key in (judgement.one, judgement.other) if not is_outside(key)]
        if any(entity in lost or article in articles for entity, article in ends):
            return True
        return judgement.by.startswith(RULE) and any(entity in named for entity, _ in ends)

    judgements.forget(path, is_gone)


def fill(store: str | Path, *files: str | Path) -> int:
    """Put the articles of RDF files (.nq .trig .ttl .nt .jsonld, each with .gz too) into a store's folder.

    A folder of shards is a file as well: all that its manifest lists, checked, and without older editions.

    Returns:
        The number of articles that changed.

    Raises:
        FormatError: a suffix is not known.
        InputError: a file is missing, broken, or holds no article.
        StoreError: the folder is no store, cannot be written, or somebody else is writing to it.
    """
    from kg.cluster import manifest as shards
    from kg.rdf import bulk

    found: dict[Path, list[str]] = {}
    for path in map(Path, files):
        found |= dict(shards.quads(path)) if shards.is_shards(path) else {path: []}
    return bulk.load(Path(store), list(found), {path: keys for path, keys in found.items() if keys})


def push(
    store: str | Path,
    url: str,
    *,
    journal: str | Path | None = None,
    update: bool = False,
    union: bool = False,
    again: bool = False,
    tick: Callable[[Pushed], None] | None = None,
) -> Pushed:
    """Make a SPARQL server have a store's articles; see `kg.rdf.push.push`.

    The login is taken from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN. The journal is kept in the
    store's folder if no other place is given.
    """
    from kg.rdf import push as pushing
    from kg.rdf.remote import Server
    from kg.rdf.store import Store

    server = Server(url)
    opened = Store(store, read_only=True)
    path = Path(journal) if journal else Path(store) / _JOURNAL
    return pushing.push(opened, server, path, update=update, union=union, again=again, tick=tick)


def pull(store: str | Path, url: str, *, again: bool = False, tick: Callable[[int], None] | None = None) -> int:
    """Put the articles that a SPARQL server has into a store's folder; how many changed. See `kg.rdf.push.pull`."""
    from kg.rdf import push as pushing
    from kg.rdf.remote import Server
    from kg.rdf.store import Store

    server = Server(url)
    with Store(store) as opened:
        return pushing.pull(server, opened, again=again, tick=tick)


def is_store(path: Path) -> bool:
    """Is the folder a store of this package?"""
    from kg.rdf import folder

    return folder.is_store(path)
