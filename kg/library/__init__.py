"""The library's front door: `build`, `extract`, `read`, `load`, and the `Graph` they give.

In: sources that readers know, or files and stores that this package wrote. Out: a `Graph`, which is RDF (SPARQL,
Turtle) and a network (networkx) at once. Heavy parts are imported when they are first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import FormatError, InputError, UnknownName
from kg.library.differences import Difference, diff
from kg.library.graphs import Evidenced, Graph
from kg.model import Article, Extraction
from kg.readers import Options, Skip, articles
from kg.readers.sources import existing

if TYPE_CHECKING:
    from kg.library.growth import Growth
    from kg.ontology import Ontology
    from kg.pipeline import Reader

__all__ = [
    "Difference",
    "Evidenced",
    "Graph",
    "build",
    "diff",
    "extract",
    "grow",
    "is_store",
    "load",
    "of",
    "read",
    "remove",
]

Tick = Callable[[Extraction], None]


def read(source: str | Path, **known: str) -> Iterator[Article | Skip]:
    """The articles at `source` (a file, a folder, `-`), and a `Skip` for whatever was left out.

    `known` overrides what the source says of itself: title, published, publisher, url, language, author; and sets
    `encoding` and `format`.
    """
    return articles(source, options=Options(**known))  # type: ignore[arg-type]


def extract(text: str | Article, *, open: bool = False, model: str | None = None, **known: str) -> Extraction:  # noqa: A002
    """What one text says, as records; `open=True` adds the surface triples of every clause."""
    article = text if isinstance(text, Article) else Article(text)
    return _reader(model).extract(replace(article, **known, id="") if known else article, open=open)


def build(
    *sources: str | Path,
    model: str | None = None,
    open: bool = False,  # noqa: A002
    workers: int = 1,
    tick: Tick | None = None,
    **known: str,
) -> Graph:
    """The graph of all articles at `sources`.

    Of several sources, one that cannot be read is skipped and told of in `graph.skips`.

    Args:
        sources: files, folders, or `-` for standard input.
        model: a spaCy model by name; the default is the small English one.
        open: also keep the surface triples (in `graph.extractions`).
        workers: how many processes read.
        tick: called with each extraction as it is made.
        known: title, published, publisher, url, language, author, encoding, format: wins over what the source says.

    Raises:
        InputError: a source does not exist, or nothing in them can be read.
        ModelError: the model is not installed.
    """
    _check(sources, known)
    skips: list[Skip] = []
    reader = _reader(model)
    found: list[Extraction] = []
    for extraction in reader.extract_many(_articles(sources, known, skips), open=open, workers=workers):
        found.append(extraction)
        if tick is not None:
            tick(extraction)
    return of(found, ontology=reader.ontology, model=reader.model, skips=skips)


def _check(sources: Sequence[str | Path], known: Mapping[str, str]) -> None:
    """Refuse what cannot work before the model is loaded."""
    if not sources:
        raise InputError("no source; mend: give a file, a folder, or - for standard input")
    for name in ("title", "url"):
        if name in known and len(sources) > 1:
            raise InputError(f"{name}: one cannot fit {len(sources)} sources; mend: give one file, or leave it out")
    for source in sources:
        if str(source) != "-":
            existing(source)
    Options(**known)  # type: ignore[arg-type]


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

    _check(sources, known)
    with Store(store) as opened:
        reader = _reader(model)
        return grown(opened, _items(sources, known), reader, workers=workers, tick=tick)


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
        for key in gone:
            opened.remove(key)
        return gone


def _articles(sources: Sequence[str | Path], known: Mapping[str, str], skips: list[Skip]) -> Iterator[Article]:
    for item in _items(sources, known):
        if isinstance(item, Skip):
            skips.append(item)
        else:
            yield item


def _items(sources: Sequence[str | Path], known: Mapping[str, str]) -> Iterator[Article | Skip]:
    """What is at `sources`; of several, one that cannot be read is a `Skip`, but all of them are an error."""
    first, skipped, found = None, 0, False
    for source in sources:
        for item in read(source, **known) if len(sources) == 1 else _forgiving(source, known):
            if isinstance(item, Skip):
                first, skipped = first or item, skipped + 1
            else:
                found = True
            yield item
    if not found:
        raise InputError(f"no article could be read; {skipped} skipped, the first: {first}")


def _forgiving(source: str | Path, known: Mapping[str, str]) -> Iterator[Article | Skip]:
    """What `read` gives, with a `Skip` where it would raise."""
    try:
        yield from read(source, **known)
    except (InputError, FormatError) as error:
        what, _, mend = str(error).removeprefix(f"{source}: ").partition(". Mend: ")
        yield Skip(str(source), what, mend=mend)


def of(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology | None = None,
    model: str | None = None,
    skips: Iterable[Skip] = (),
) -> Graph:
    """The graph of extractions at hand, whatever their order."""
    from kg.ontology import load as load_ontology
    from kg.rdf.store import Store

    known = ontology or load_ontology()
    store = Store(schema=known.schema)
    ordered = sorted({x.article.id: x for x in extractions}.values(), key=lambda x: x.article.id)
    for extraction in ordered:
        store.add(extraction, model=model)
    return Graph(store, known, extractions=ordered, skips=skips)


def load(path: str | Path) -> Graph:
    """The graph in a file that this package wrote (.ttl .trig .nq .nt .jsonld) or in a store's folder.

    Raises:
        InputError: there is no such file, or it is broken.
        FormatError: the suffix is none of those.
        StoreError: the folder is no store.
    """
    from kg.ontology import load as load_ontology
    from kg.rdf.formats import read as read_rdf
    from kg.rdf.store import Store

    source, ontology = Path(path), load_ontology()
    if source.is_dir():
        return Graph(Store(source, schema=ontology.schema, read_only=True), ontology)
    store = Store(schema=ontology.schema)
    quads = read_rdf(source)
    try:
        store.add_quads(quads)
    except InputError as error:
        raise InputError(f"{source}: {error}") from error
    return Graph(store, ontology)


def is_store(path: Path) -> bool:
    """Is the folder a store of this package?"""
    from kg.rdf import folder

    return folder.is_store(path)


# A model takes a second to load; whoever calls `extract` in a loop shall not pay for it each time.
@lru_cache(maxsize=2)
def _reader(model: str | None) -> Reader:
    from kg.pipeline import Reader

    return Reader(model)
