"""A store: any number of articles' graphs in memory or in one folder, with their union ready to be queried.

Each article's named graph holds its whole contribution. The default graph is the set union of them, kept up to date at
every change, because Oxigraph's own union counts a triple once for each article that says it. A change of one article
is one transaction: a killed run leaves it in the store whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, StoreError, UnknownName
from kg.model import Extraction, Knowledge
from kg.rdf import dataset, terms
from kg.rdf.partition import by_article

if TYPE_CHECKING:
    from kg.ontology.schema import Schema

STORE_VERSION = 1

# Both lie in the store's folder: the database, and the mark by which the folder is known as a store.
_DATABASE = "oxigraph"
_MARK = "newskg-store.json"

_DEFAULT = ox.DefaultGraph()


class Store:
    """The graphs of articles, by article, and their union.

    Args:
        path: the store's folder, made if there is none; None keeps all in memory.
        schema: declares the predicates of what is added; the package's own ontology if none is given.
        read_only: open an existing folder without locking it; do not use it beside a writer.

    Raises:
        StoreError: the folder is no store, is of another version, or somebody else is writing to it.
    """

    def __init__(
        self, path: str | Path | None = None, *, schema: Schema | None = None, read_only: bool = False
    ) -> None:
        """Open the store."""
        self.path = None if path is None else Path(path)
        self._schema = schema
        self._read_only = read_only
        self._db: ox.Store = ox.Store() if self.path is None else _opened(self.path, read_only=read_only)

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Write what is pending to the disk and release the folder; the object is empty afterwards."""
        if self.path is not None and not self._read_only:
            self._db.flush()
        self._db = ox.Store()

    # --- what is in it -------------------------------------------------------------------------

    @property
    def database(self) -> ox.Store:
        """The engine, for `kg.rdf.sparql`; change nothing through it."""
        return self._db

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        found = (terms.article_id(name) for name in self._db.named_graphs())
        return sorted(key for key in found if key is not None)

    def __contains__(self, article_id: object) -> bool:
        """Whether an article of this id is in the store."""
        return isinstance(article_id, str) and self._db.contains_named_graph(terms.article(article_id))

    def __len__(self) -> int:
        """The number of triples in the union."""
        return sum(1 for _ in self._db.quads_for_pattern(None, None, None, _DEFAULT))

    def quads(self) -> Iterator[ox.Quad]:
        """The quads of all articles' graphs, in no order; the union is left out."""
        for name in self._db.named_graphs():
            yield from terms.canonical(self._db.quads_for_pattern(None, None, None, name))

    def union(self) -> Iterator[ox.Quad]:
        """The union of all articles' graphs, each triple once, in no order."""
        yield from terms.canonical(self._db.quads_for_pattern(None, None, None, _DEFAULT))

    def knowledge(self) -> Knowledge:
        """What the articles say together, without texts and mentions."""
        return dataset.knowledge(self.quads())

    # --- changes -------------------------------------------------------------------------------

    def add(self, extraction: Extraction, *, model: str | None = None) -> bool:
        """Put an article's graph in place of any older one of that article, in one transaction.

        Returns:
            Whether anything changed; adding the same extraction twice does not.
        """
        if self._schema is None:
            from kg import ontology

            self._schema = ontology.load().schema
        quads = dataset.article_quads(extraction, self._schema, model=model)
        return self._replace(terms.article(extraction.article.id), quads)

    def add_quads(self, quads: Iterable[ox.Quad]) -> int:
        """Put the articles of a loaded file into the store, each in one transaction.

        Triples outside a named graph (Turtle, N-Triples, JSON-LD) are handed out to the articles that they come from.

        Returns:
            The number of articles that changed.

        Raises:
            InputError: no article is described in `quads`.
        """
        graphs: dict[ox.NamedNode, list[ox.Quad]] = {}
        for quad in by_article(quads):
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.setdefault(quad.graph_name, []).append(quad)
        if not graphs:
            raise InputError("RDF data: no schema:NewsArticle in it; give a file that kg wrote")
        return sum(self._replace(name, graphs[name]) for name in sorted(graphs, key=lambda name: name.value))

    def remove(self, article_id: str) -> None:
        """Take an article's graph away, and from the union what no other article says.

        Raises:
            UnknownName: the article is not in the store.
        """
        if article_id not in self:
            raise UnknownName(
                f"no article {article_id!r} in the store; `articles` lists the {len(self.articles())} there are"
            )
        self._replace(terms.article(article_id), [])

    def _replace(self, graph: ox.NamedNode, quads: list[ox.Quad]) -> bool:
        if self._read_only:
            raise StoreError(f"{self.path}: opened for reading only; open it without read_only to change it")
        new = {_triple(q): q for q in quads}
        old = {_triple(q) for q in terms.canonical(self._db.quads_for_pattern(None, None, None, graph))}
        if new.keys() == old:
            return False
        if not old:
            union = (ox.Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in new)
            self._db.extend([*quads, *union])  # one transaction as well
            return True
        gone = [triple for triple in old - new.keys() if not self._said_elsewhere(triple, graph)]
        self._db.update(_update(graph, new, gone))
        return True

    def _said_elsewhere(self, triple: ox.Triple, graph: ox.NamedNode) -> bool:
        found = self._db.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name not in (graph, _DEFAULT) for quad in found)


def _triple(quad: ox.Quad) -> ox.Triple:
    return ox.Triple(quad.subject, quad.predicate, quad.object)


def _update(graph: ox.NamedNode, new: Iterable[ox.Triple], gone: Iterable[ox.Triple]) -> str:
    """The one update that replaces a graph and brings the union up to date; terms in their N-Triples form."""
    said = "".join(f"{triple} .\n" for triple in new)
    lost = "".join(f"{triple} .\n" for triple in gone)
    return f"DROP SILENT GRAPH {graph} ; DELETE DATA {{ {lost} }} ; INSERT DATA {{ {said} GRAPH {graph} {{ {said} }} }}"


# --- the folder --------------------------------------------------------------------------------


def _opened(path: Path, *, read_only: bool) -> ox.Store:
    _check(path, must_exist=read_only)
    database = str(path / _DATABASE)
    try:
        return ox.Store.read_only(database) if read_only else ox.Store(database)
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"{path}: another process is writing to this store; wait until it has ended, or use another folder"
            ) from error
        raise StoreError(f"{path}: the store cannot be opened: {error}") from error


def _check(path: Path, *, must_exist: bool) -> None:
    """Make sure that `path` is a store, or make it one if it is new or empty."""
    mark = path / _MARK
    if mark.is_file():
        _check_version(mark)
        return
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: a file, but a store is a folder; load RDF files without --store")
    if path.exists() and any(path.iterdir()):
        raise StoreError(
            f"{path}: not a store (there is no {_MARK} in it); give a new or an empty folder, "
            "or one that `kg build --store` made"
        )
    if must_exist:
        raise StoreError(f"{path}: no store there; `kg build … --store {path}` makes one")
    path.mkdir(parents=True, exist_ok=True)
    mark.write_text(json.dumps({"store": STORE_VERSION}) + "\n", encoding="utf-8")


def _check_version(mark: Path) -> None:
    try:
        version = json.loads(mark.read_text(encoding="utf-8")).get("store")
    except (ValueError, AttributeError) as error:
        raise StoreError(f'{mark}: broken; a store of this version has {{"store": {STORE_VERSION}}} there') from error
    if version != STORE_VERSION:
        raise StoreError(
            f"{mark.parent}: a store of version {version}, but this package reads version "
            f"{STORE_VERSION}; build it anew from the articles"
        )
