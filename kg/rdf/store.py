"""A store: any number of articles' graphs in memory or in one folder, with their union ready to be queried.

Each article's named graph holds its whole contribution. The default graph is the set union of them, kept up to date at
every change, because Oxigraph's own union counts a triple once for each article that says it. A change of one article
is one transaction: a killed run leaves it in the store whole or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, StoreError, UnknownName
from kg.model import Article, Entity, Extraction, Knowledge
from kg.rdf import dataset, folder, records, selection, terms, whole
from kg.rdf import vocabulary as v
from kg.rdf.partition import by_article
from kg.rdf.selection import Selection

if TYPE_CHECKING:
    from kg.ontology.schema import Schema

_DEFAULT = ox.DefaultGraph()
# Changes after which what RocksDB holds in memory is written out. Left to itself it keeps 150 MB a thousand articles
# before it does so; with this 2,000 articles end at the memory of 400, and are written a third faster.
_FLUSH = 100


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
        self._pending = 0
        self._db: ox.Store = ox.Store() if self.path is None else folder.opened(self.path, read_only=read_only)

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
        writing = self.path is not None and not self._read_only
        try:
            if writing:
                self._db.flush()
        except (OSError, RuntimeError) as error:
            raise folder.failed(self.path, error) from error
        finally:
            self._db = ox.Store()
        if self.path is not None and writing:
            folder.released(self.path)
            self._read_only = True  # closed: nothing more may be written that would be lost

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
        return whole.knowledge(self._db)

    def each(self) -> Iterator[Knowledge]:
        """What each article says, one after the other in the order of their ids."""
        for name in sorted(self._db.named_graphs(), key=str):
            yield records.of_graphs([records.nodes(self._db.quads_for_pattern(None, None, None, name))])

    def told(self, entity_id: str) -> Iterator[tuple[str, Entity]]:
        """What each article that has a record of an entity calls it: the article's id, and the record."""
        return selection.told(self._db, entity_id)

    def placed_variously(self) -> frozenset[str]:
        """The statements, by id, for which articles name different places."""
        return whole.placed_variously(self._db)

    def article(self, article_id: str) -> Article:
        """An article, as far as it is known, without its text."""
        node = terms.article(article_id)
        return records.read_article(article_id, records.properties(self._db.quads_for_pattern(node, None, None, node)))

    def selected(self, wanted: Selection) -> Knowledge:
        """The part of it that is wanted."""
        return selection.selected(self._db, wanted) if wanted else self.knowledge()

    def roster(self) -> tuple[Entity, ...]:
        """Every entity with all that it is called, and nothing else."""
        return selection.roster(self._db)

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Which entity is named in which article, by their ids."""
        return selection.mentions(self._db)

    def knows(self, entity_id: str) -> bool:
        """Whether there is an entity of this id."""
        return any(self._db.quads_for_pattern(terms.entity(entity_id), v.LABEL, None, _DEFAULT))

    def says(self, predicate: str) -> bool:
        """Whether any statement has this predicate."""
        return any(self._db.quads_for_pattern(None, v.PREDICATE, terms.predicate(predicate), _DEFAULT))

    def name(self, entity_id: str) -> str:
        """What an entity is called; its id where nothing is known of it."""
        return selection.name_of(self._db, entity_id) or entity_id

    def holds(self, article: Article, *, model: str | None = None) -> bool:
        """Whether this very article, with all that is known of it, has been read with `model` and this version."""
        graph = terms.article(article.id)
        expected = set(dataset.header_quads(article, model))
        subjects = {quad.subject for quad in expected}
        found = {q for s in subjects for q in self._db.quads_for_pattern(s, None, None, graph)}
        return found == expected

    def editions(self, url: str) -> list[str]:
        """The ids of the articles that come from `url`, sorted."""
        found = self._db.quads_for_pattern(None, v.URL, terms.foreign(url), _DEFAULT)
        return sorted(key for quad in found if (key := terms.article_id(quad.subject)) is not None)

    def published(self, article_id: str) -> str:
        """When an article was published, as far as the store knows; "" if it does not."""
        node = terms.article(article_id)
        found = self._db.quads_for_pattern(node, v.PUBLISHED, None, node)
        return min((q.object.value for q in found if isinstance(q.object, ox.Literal)), default="")

    # --- changes -------------------------------------------------------------------------------

    def add(self, extraction: Extraction, *, model: str | None = None, instead_of: Iterable[str] = ()) -> bool:
        """Put an article's graph in place of any older one of that article, in one transaction.

        Args:
            extraction: what was read from the article.
            model: name and version of the language model, for the provenance.
            instead_of: ids of older editions, whose graphs go in the same transaction.

        Returns:
            Whether anything changed; adding the same extraction twice does not.
        """
        if self._schema is None:
            from kg import ontology

            self._schema = ontology.load().schema
        quads = dataset.article_quads(extraction, self._schema, model=model)
        return self._replace(terms.article(extraction.article.id), quads, {terms.article(key) for key in instead_of})

    def add_quads(self, quads: Iterable[ox.Quad]) -> int:
        """Put the articles of a loaded file into the store, each in one transaction.

        Triples outside a named graph (Turtle, N-Triples, JSON-LD) are handed out to the articles that they come from.

        Returns:
            The number of articles that changed.

        Raises:
            InputError: no article is described in `quads`.
        """
        graphs: dict[ox.NamedNode, list[ox.Quad]] = {}
        for quad in by_article(terms.canonical(quads)):
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

    def _replace(self, graph: ox.NamedNode, quads: list[ox.Quad], instead_of: Collection[ox.NamedNode] = ()) -> bool:
        """Make `graph` hold `quads` and those `instead_of` it nothing, in one transaction."""
        if self._read_only:
            raise StoreError(f"{self.path}: opened for reading only; open it without read_only to change it")
        dropped = {graph, *instead_of}
        new = {_triple(q): q for q in quads}
        old = {_triple(q) for q in terms.canonical(self._quads_of(dropped))}
        if new.keys() == old and len(dropped) == 1:
            return False
        try:
            if not old:
                union = (ox.Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in new)
                # Half of it others have said before: to look is a tenth of what it costs to write it again.
                fresh = [quad for quad in union if quad not in self._db]
                self._db.extend([*quads, *fresh])  # one transaction as well
            else:
                gone = [triple for triple in old - new.keys() if not self._said_elsewhere(triple, dropped)]
                self._db.update(_update(graph, new, dropped, gone))
            self._count()
        except (OSError, RuntimeError) as error:
            raise folder.failed(self.path, error) from error
        return True

    def relieve(self) -> None:
        """Write what is pending, and give back the memory in which the engine keeps what it has read and merged.

        It has no bound for that but the disk's files, and keeps 15 MB a thousand articles; closing it is all it offers.
        Nobody may be reading from this object meanwhile; a store in memory stays as it is.

        Raises:
            StoreError: it cannot be opened again, for somebody still reads from it or another process was quicker;
                what was added is kept, but this object is closed.
        """
        if self.path is None or self._read_only:
            return
        try:
            self._db.flush()
        except (OSError, RuntimeError) as error:
            raise folder.failed(self.path, error) from error
        self._db = ox.Store()
        self._read_only = True  # until it is open again, lest something be written that would be lost
        self._db = folder.opened(self.path, read_only=False)
        self._read_only, self._pending = False, 0

    def _count(self) -> None:
        self._pending += 1
        if self._pending >= _FLUSH:
            self._db.flush()
            self._pending = 0

    def _quads_of(self, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        for graph in graphs:
            yield from self._db.quads_for_pattern(None, None, None, graph)

    def _said_elsewhere(self, triple: ox.Triple, dropped: Collection[ox.NamedNode]) -> bool:
        found = self._db.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name != _DEFAULT and quad.graph_name not in dropped for quad in found)


def _triple(quad: ox.Quad) -> ox.Triple:
    return ox.Triple(quad.subject, quad.predicate, quad.object)


def _update(
    graph: ox.NamedNode, new: Iterable[ox.Triple], dropped: Iterable[ox.NamedNode], gone: Iterable[ox.Triple]
) -> str:
    """The one update that replaces graphs by one and brings the union up to date; terms in their N-Triples form."""
    drop = "".join(f"DROP SILENT GRAPH {name} ; " for name in sorted(dropped, key=str))
    said = "".join(f"{triple} .\n" for triple in new)
    lost = "".join(f"{triple} .\n" for triple in gone)
    return f"{drop}DELETE DATA {{ {lost} }} ; INSERT DATA {{ {said} GRAPH {graph} {{ {said} }} }}"
