"""Part of a store as records: only what was asked for is read, so that a large store answers at once.

In: a store's database and a `Selection`. Out: `Knowledge`, as if all else had never been read. What several articles
say together comes from the union; only where the articles themselves are chosen are their own graphs read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model import Article, Entity, Knowledge, Statement, merged
from kg.rdf import records, terms
from kg.rdf import vocabulary as v
from kg.rdf.terms import Term

_DEFAULT = ox.DefaultGraph()
_NAMING = (v.LABEL, v.ALT_LABEL, v.SAME_AS, v.IDENTIFIER)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements are wanted; what is left empty may be anything.

    `actors` are entity ids, of which a statement has one as subject, object or claimant; `predicates` names of
    relations; `articles` ids. `since` and `until` are ISO 8601 days, months or years, both ends included: of the time
    of what is said to have happened or, where a statement has no time, of the publication of an article that says it.
    """

    actors: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.actors or self.predicates or self.articles or self.since or self.until)

    def covers(self, when: str) -> bool:
        """Whether a time, or an interval start/end, touches the time that is wanted."""
        first, _, last = when.partition("/")
        begins, ends = first, (last or first)
        late = self.until is not None and begins[: len(self.until)] > self.until and begins != ".."
        early = self.since is not None and ends < self.since[: len(ends)] and ends != ".."
        return not (late or early)


def selected(database: ox.Store, wanted: Selection) -> Knowledge:
    """The statements that are wanted, the entities they name and the articles they stand in."""
    reading = _Reading(database, wanted)
    statements = [s for node in reading.candidates() for s in reading.statements(node)]
    named = {i for s in statements for i in _ids(s)}
    read_in = {e.article for s in statements for e in s.evidence}
    entities = (reading.entity(key) for key in sorted(named))
    return Knowledge(
        tuple(reading.article(key) for key in sorted(read_in)),
        tuple(entity for entity in entities if entity is not None),
        tuple(sorted(merged(statements), key=lambda s: s.id)),
    )


def name_of(database: ox.Store, entity_id: str) -> str | None:
    """What an entity is called: the fullest name that any article gives it; None if nothing is known of it."""
    found = database.quads_for_pattern(terms.entity(entity_id), v.LABEL, None, _DEFAULT)
    names = [q.object.value for q in found if isinstance(q.object, ox.Literal)]
    return max(names, key=lambda n: (len(n), n), default=None)


def told(database: ox.Store, entity_id: str) -> Iterator[tuple[str, Entity]]:
    """Each article's own record of an entity, by article."""
    node = terms.entity(entity_id)
    found: dict[str, list[ox.Quad]] = {}
    for quad in database.quads_for_pattern(node, None, None, None):
        article = None if quad.graph_name == _DEFAULT else terms.article_id(quad.graph_name)
        if article is not None:
            found.setdefault(article, []).append(quad)
    for article in sorted(found):
        props = records.properties(found[article])
        kinds = sorted(kind for t in props.get(v.TYPE, ()) if (kind := terms.kg_name(t)))
        if kinds:
            yield article, records.read_entity(entity_id, kinds[0], props)


def roster(database: ox.Store) -> tuple[Entity, ...]:
    """Every entity with its id, a type that some article gives it, and all that it is called."""
    called: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for prop in (v.LABEL, v.ALT_LABEL):
        for quad in database.quads_for_pattern(None, prop, None, _DEFAULT):
            key = terms.entity_id(quad.subject)
            if key is None or not isinstance(quad.object, ox.Literal):
                continue
            name = quad.object.value
            called.setdefault(key, set()).add(name)
            if prop == v.LABEL:
                labels[key] = max(labels.get(key, ""), name, key=lambda n: (len(n), n))
    return tuple(
        Entity(key, labels.get(key, key), _type(database, key), tuple(sorted(called[key] - {labels.get(key, "")})))
        for key in sorted(called)
    )


def _type(database: ox.Store, entity_id: str) -> str:
    found = database.quads_for_pattern(terms.entity(entity_id), v.TYPE, None, _DEFAULT)
    return min(filter(None, (terms.kg_name(q.object) for q in found)), default="Entity")


def types(database: ox.Store, node: ox.NamedNode) -> Iterator[str]:
    """The type that each article gives an entity."""
    for quad in database.quads_for_pattern(node, v.TYPE, None, None):
        if quad.graph_name != _DEFAULT and (kind := terms.kg_name(quad.object)):
            yield kind


def _ids(statement: Statement) -> Iterator[str]:
    yield statement.subject
    yield from statement.claimed_by
    if isinstance(statement.object, str):
        yield statement.object
    if statement.place:
        yield statement.place


def mentions(database: ox.Store) -> Iterator[tuple[str, str]]:
    """Which entity is named in which article."""
    for quad in database.quads_for_pattern(None, v.MENTIONED_IN, None, _DEFAULT):
        entity, article = terms.entity_id(quad.subject), terms.article_id(quad.object)
        if entity is not None and article is not None:
            yield entity, article


class _Reading:
    """One look into a database. Lives only while it is read."""

    def __init__(self, database: ox.Store, wanted: Selection) -> None:
        self.database, self.wanted = database, wanted
        self.graphs: list[ox.NamedNode | ox.DefaultGraph] = [terms.article(key) for key in wanted.articles] or [
            _DEFAULT
        ]
        self.actors = {terms.entity(key) for key in wanted.actors}
        self.predicates = {terms.predicate(name) for name in wanted.predicates}
        self._published: dict[str, str] = {}

    def _find(self, subject: Term | None, prop: ox.NamedNode, obj: Term | None) -> Iterator[ox.Quad]:
        for graph in self.graphs:
            yield from self.database.quads_for_pattern(subject, prop, obj, graph)  # type: ignore[arg-type]

    def candidates(self) -> list[ox.NamedNode]:
        """The nodes of statements among which those wanted are, by the part of the selection that leaves fewest."""
        if self.actors:
            ends = (v.SUBJECT, v.OBJECT, v.CLAIMED_BY)
            quads: Iterator[ox.Quad] = (
                q for actor in sorted(self.actors, key=str) for end in ends for q in self._find(None, end, actor)
            )
        elif self.predicates:
            quads = (q for name in sorted(self.predicates, key=str) for q in self._find(None, v.PREDICATE, name))
        elif (self.wanted.since or self.wanted.until) and not self.wanted.articles:
            quads = self._in_range()
        else:
            quads = self._find(None, v.TYPE, v.STATEMENT)
        return sorted({q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}, key=str)

    def _in_range(self) -> Iterator[ox.Quad]:
        """Quads of the statements whose own time is wanted, and of all in articles that were published then."""
        for quad in self._find(None, v.TIME, None):
            if isinstance(quad.object, ox.Literal) and self.wanted.covers(quad.object.value):
                yield quad
        for quad in self._find(None, v.PUBLISHED, None):
            if isinstance(quad.object, ox.Literal) and self.wanted.covers(quad.object.value[:10]):
                graph = quad.subject
                if isinstance(graph, ox.NamedNode):
                    yield from self.database.quads_for_pattern(None, v.TYPE, v.STATEMENT, graph)

    def statements(self, node: ox.NamedNode) -> Iterator[Statement]:
        """The statement of a node, if it is wanted: one for each graph that is looked at."""
        for graph in self.graphs:
            props = records.properties(self.database.quads_for_pattern(node, None, None, graph))
            if not self._fits(props):
                continue
            evidence = {
                e: records.properties(self.database.quads_for_pattern(e, None, None, graph))
                for e in props.get(v.EVIDENCE, ())
                if isinstance(e, ox.NamedNode)
            }
            yield from (s for s in records.read_statement(props, evidence) if self._in_time(s))

    def _fits(self, props: records.Node) -> bool:
        if self.predicates and self.predicates.isdisjoint(props.get(v.PREDICATE, ())):
            return False
        ends = (*props.get(v.SUBJECT, ()), *props.get(v.OBJECT, ()), *props.get(v.CLAIMED_BY, ()))
        return bool(props) and (not self.actors or not self.actors.isdisjoint(ends))

    def _in_time(self, statement: Statement) -> bool:
        if not (self.wanted.since or self.wanted.until):
            return True
        if statement.time:
            return self.wanted.covers(statement.time)
        days = {self._day(e.article) for e in statement.evidence}
        return any(day and self.wanted.covers(day) for day in days)

    def _day(self, key: str) -> str:
        if key not in self._published:
            self._published[key] = (self.article(key).published or "")[:10]
        return self._published[key]

    def article(self, key: str) -> Article:
        """An article, as far as it is known."""
        node = terms.article(key)
        return records.read_article(key, records.properties(self.database.quads_for_pattern(node, None, None, node)))

    def entity(self, key: str) -> Entity | None:
        """An entity with all its names; None if no article has a record of it."""
        node = terms.entity(key)
        props = {p: [q.object for q in self._find(node, p, None)] for p in _NAMING}
        kinds = Counter(kind for q in self._find(node, v.TYPE, None) if (kind := terms.kg_name(q.object)))
        if not kinds:
            return None
        if len(kinds) > 1 and not self.wanted.articles:
            kinds = Counter(types(self.database, node))
        return records.read_entity(key, min(kinds, key=lambda kind: (-kinds[kind], kind)), props)
