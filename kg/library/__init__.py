"""The library's front door: `build`, `extract`, `read`, `load`, and the `Graph` they give.

In: sources that readers know, or files and stores that this package wrote. Out: a `Graph`, which is RDF (SPARQL,
Turtle) and a network (networkx) at once. Heavy parts are imported when they are first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.library import inputs, judgements
from kg.library.differences import Difference, diff
from kg.library.evidenced import Evidenced
from kg.library.graphs import Graph
from kg.library.inputs import read
from kg.library.stores import fill, grow, is_store, pull, push, remove
from kg.model import Article, Extraction
from kg.readers import Skip

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = [
    "Difference",
    "Evidenced",
    "Graph",
    "build",
    "diff",
    "extract",
    "fill",
    "grow",
    "is_store",
    "load",
    "of",
    "pull",
    "push",
    "read",
    "remove",
]

Tick = Callable[[Extraction], None]


def extract(text: str | Article, *, open: bool = False, model: str | None = None, **known: str) -> Extraction:  # noqa: A002
    """What one text says, as records; `open=True` adds the surface triples of every clause."""
    article = text if isinstance(text, Article) else Article(text)
    return inputs.reader(model).extract(replace(article, **known, id="") if known else article, open=open)


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
    inputs.check(sources, known)
    skips: list[Skip] = []
    reader = inputs.reader(model)
    found: list[Extraction] = []
    for extraction in reader.extract_many(_articles(sources, known, skips), open=open, workers=workers):
        found.append(extraction)
        if tick is not None:
            tick(extraction)
    return of(found, ontology=reader.ontology, model=reader.model, skips=skips)


def _articles(sources: Sequence[str | Path], known: Mapping[str, str], skips: list[Skip]) -> Iterator[Article]:
    for item in inputs.items(sources, known):
        if isinstance(item, Skip):
            skips.append(item)
        else:
            yield item


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


def load(path: str | Path, *, judged: bool = True) -> Graph:
    """The graph in a file that this package wrote (.ttl .trig .nq .nt .jsonld) or in a store's folder.

    A store is seen through the judgements of identity that are kept with it, unless `judged` is False.

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
        opened = Store(source, schema=ontology.schema, read_only=True)
        return Graph(opened, ontology, judgements=judgements.read(source) if judged else ())
    store = Store(schema=ontology.schema)
    quads = read_rdf(source)
    try:
        store.add_quads(quads)
    except InputError as error:
        raise InputError(f"{source}: {error}") from error
    return Graph(store, ontology)
