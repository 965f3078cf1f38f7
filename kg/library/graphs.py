"""What `build` and `load` give: a graph to ask, look at and save.

In: a store, and if at hand the extractions that it was made of. Out: answers and files. Heavy parts are imported late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.library.evidenced import Evidenced, evidenced
from kg.model import Article, Entity, Extraction, Knowledge, Statement
from kg.readers import Skip

if TYPE_CHECKING:
    import networkx
    import pandas

    from kg.graph.countries import CountryTie
    from kg.graph.disputes import Dispute
    from kg.library.reading import Reading
    from kg.ontology import Ontology
    from kg.rdf.results import Result
    from kg.rdf.selection import Selection
    from kg.rdf.shapes import Report
    from kg.rdf.store import Store
    from kg.resolution.identity import Judgement


class Graph:
    """A knowledge graph of one or many articles.

    Example:
        >>> graph = build("tests/articles/putin-li-shangfu.txt", published="2023-04-16")  # doctest: +SKIP
        >>> graph.save("graph.gexf")  # doctest: +SKIP
    """

    def __init__(
        self,
        store: Store,
        ontology: Ontology,
        *,
        extractions: Iterable[Extraction] = (),
        skips: Iterable[Skip] = (),
        selection: Selection | None = None,
        judgements: Iterable[Judgement] = (),
    ) -> None:
        self.store = store
        self.judgements = tuple(judgements)
        self.selection = selection
        self.ontology = ontology
        self.extractions = tuple(extractions)
        self.skips = tuple(skips)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Articles, entities and statements as records; texts and mentions only where the graph was just built."""
        if self.selection:
            return self.reading.selected(self.selection)
        return Knowledge.of(self.extractions) if self.extractions else self.reading.knowledge()

    @cached_property
    def reading(self) -> Reading:
        """The store seen through the judgements of identity; all records are read through it."""
        from kg.library.reading import Reading
        from kg.resolution.view import View

        return Reading(self.store, View.of(self.judgements, first=self.ontology.places.all))

    def restricted(
        self,
        *,
        actors: Iterable[str] = (),
        predicates: Iterable[str] = (),
        articles: Iterable[str] = (),
        since: str | None = None,
        until: str | None = None,
    ) -> Graph:
        """The part of this graph that has to do with what is given, read without reading the rest.

        Everything that is asked of it (statements, network, files of it for people) is of this part; SPARQL and RDF
        files are of the whole store.

        Args:
            actors: names or ids; a statement has one of them as subject, object or claimant.
            predicates: names of relations; those below them are meant too.
            articles: ids of articles.
            since: the first day, month or year: of what happened or, where no time is said, of its publication.
            until: the last.

        Raises:
            UnknownName: a name or predicate is not known.
        """
        from kg.library.parts import restricted

        return restricted(self, actors, predicates, articles, since, until)

    def around(self, *actors: str) -> Graph:
        """The statements of some actors: this graph itself where all of it is at hand anyhow."""
        return self if self._is_at_hand else self.restricted(actors=actors)

    @property
    def _is_at_hand(self) -> bool:
        return bool(self.extractions or self.selection or "knowledge" in self.__dict__)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, facts and claims, sorted by the words that first state them."""
        return tuple(sorted(self.knowledge.statements, key=lambda s: (s.evidence[:1], s.id)))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, sorted by id."""
        return self.knowledge.entities

    @property
    def facts(self) -> tuple[Statement, ...]:
        """The statements that the articles make in their own voice, positively, as having happened."""
        return tuple(s for s in self.statements if s.is_fact)

    @cached_property
    def network(self) -> networkx.MultiDiGraph[str]:
        """The actors and what stands between them as a networkx graph, one edge a statement."""
        from kg.graph.view import network

        return network(self.knowledge, self.ontology.schema)

    def name(self, entity: str) -> str:
        """The name of an entity id."""
        if entity not in self._names:
            self._names[entity] = self.reading.name(entity)
        return self._names[entity]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {e.id: e.name for e in self.knowledge.entities} if "knowledge" in self.__dict__ else {}

    # --- asking

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query; prefixes are known, nothing is changed or fetched."""
        from kg.rdf.sparql import run

        return run(self.store, sparql)

    def ask(self, question: str, **values: str) -> Result:
        """The answer to a ready-made query, e.g. `ask("claims-by", speaker="Wang")`; names are looked up by `find`."""
        from kg.library.questions import ready_made

        return ready_made(self, question, **values)

    def find(self, name: str) -> str:
        """The id of the entity called `name`: by id, name, alias, or a surname that only one has.

        Raises:
            UnknownName: nobody is, or several are, called so; the message has the nearest names.
        """
        from kg.graph.lookup import find

        key = self.reading.known(name)
        return key if key is not None else find(self._called, name)

    @cached_property
    def _called(self) -> networkx.MultiDiGraph[str]:
        """Everybody with all their names, without what stands between them."""
        if self._is_at_hand:
            return self.network
        from kg.graph.view import network

        return network(Knowledge(entities=self.reading.roster()), self.ontology.schema)

    def why(self, subject: str, predicate: str, obj: str) -> tuple[Evidenced, ...]:
        """Every statement that `subject` stands in `predicate` to `obj`, of whatever status, with its quotes.

        Raises:
            UnknownName: a name or predicate is not known.
        """
        from kg.library.parts import predicate as named

        wanted = named(self, predicate)
        s, o = self.find(subject), self.find(obj)
        known = self.ontology.schema.predicates.get(wanted)
        pairs = {(s, o), (o, s)} if known and known.symmetric else {(s, o)}
        part = self.around(s)
        return tuple(
            part.evidenced(x)
            for x in part.statements
            if (x.subject, x.object) in pairs and self._says(x.predicate, wanted)
        )

    def _says(self, predicate: str, wanted: str) -> bool:
        return wanted in self.ontology.schema.properties.get(predicate, (predicate,))

    def about(self, name: str) -> tuple[Evidenced, ...]:
        """The statements in which an entity is subject, object or claimant."""
        n = self.find(name)
        part = self.around(n)
        return tuple(part.evidenced(s) for s in part.statements if n in (s.subject, s.object) or n in s.claimed_by)

    def disagreements(self) -> list[Dispute]:
        """What some say and others deny."""
        from kg.library import questions

        return questions.denials(self)

    def evidenced(self, statement: Statement) -> Evidenced:
        """A statement with names for ids and the articles it was read in."""
        return evidenced(self, statement, self.article)

    def article(self, key: str) -> Article | None:
        """What is known of an article; None if it is not in this graph."""
        if self._is_at_hand:
            return self._articles.get(key)
        return self.store.article(key) if key in self.store else None

    @cached_property
    def _articles(self) -> Mapping[str, Article]:
        return {a.id: a for a in self.knowledge.articles}

    def resolved(self, judgements: Iterable[Judgement]) -> Knowledge:
        """The knowledge seen through judgements of identity; the graph itself is not changed."""
        from kg.resolution.view import View, seen_through

        return seen_through(self.knowledge, View.of(judgements, first=self.ontology.places.all))

    # --- out

    def save(self, path: str | Path) -> Path:
        """Write the graph in the format that the suffix names, and give the path back.

        Raises:
            FormatError: no writer is known for the suffix.
            InputError: the file cannot be written.
        """
        from kg.library.files import save_graph

        return save_graph(self, Path(path))

    def to_bytes(self, suffix: str, *, rdf12: bool = False) -> bytes:
        """The graph in the format of `suffix` (".ttl", ".gexf", …); the same graph gives the same bytes.

        With `rdf12` statements are reifiers of triple terms, as RDF 1.2 has them.
        """
        from kg.library.files import graph_bytes

        return graph_bytes(self, suffix, rdf12=rdf12)

    @staticmethod
    def check_suffix(suffix: str) -> None:
        """Refuse a suffix that no writer knows, before any work is done.

        Raises:
            FormatError: no writer is known for it; the message lists the known ones.
        """
        from kg.library.files import check_suffix

        check_suffix(suffix)

    def to_frame(self) -> pandas.DataFrame:
        """The statements as a pandas DataFrame, one a row; the columns are those of `kg.exporters.frame.COLUMNS`.

        Raises:
            FormatError: pandas is not installed.
        """
        from kg.exporters.frame import to_frame

        return to_frame(self.knowledge, self.ontology.schema)

    def triples_as_lines(self) -> Iterator[str]:
        """The surface triples (where the graph was built with `open=True`), one JSON line each."""
        from kg.library.files import triple_lines

        return triple_lines(self.extractions)

    def country_ties(self) -> list[CountryTie]:
        """What countries do to each other by quad class: persons, ministries and capitals count for their states."""
        from kg.graph.countries import country_ties

        return country_ties(self.network, self.placements())

    def placements(self) -> dict[str, str]:
        """The country of each place of this graph that the gazetteer knows."""
        places = self.ontology.places.all
        known = {e.id: places[e.id].country for e in self.entities if e.id in places}
        return {entity: country for entity, country in known.items() if country}

    def recognized(self, texts: Iterable[str]) -> dict[str, str]:
        """Those of `texts` that articles of this graph were built from, by article id."""
        articles = self.knowledge.articles
        return {a.id: text for text in texts for a in articles if Article(text, url=a.url).id == a.id}

    def validate(self, texts: Mapping[str, str] | None = None) -> Report:
        """The SHACL report, and the check that quotes stand where they say: in the articles' texts, given by id."""
        from kg.rdf.shapes import validate

        texts = {**{x.article.id: x.article.text for x in self.extractions}, **(texts or {})}
        return validate(self.store.quads(), self.ontology.folder, texts=texts or None)
