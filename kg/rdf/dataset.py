"""Records to quads: one named graph an article, about 12 quads a statement, no blank node, no clock.

In: an `Extraction` and the ontology's schema. Out: its quads; the flat triple only for what is a fact. `knowledge`, the
way back, is in `kg.rdf.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import metadata
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Entity, Evidence, Extraction, Statement, Text
from kg.rdf import steps, terms
from kg.rdf import vocabulary as v
from kg.rdf.records import knowledge
from kg.rdf.terms import Term

if TYPE_CHECKING:
    from kg.ontology.schema import Schema

__all__ = ["article_quads", "header_quads", "knowledge", "same_as_quads"]

_Triples: TypeAlias = Iterator[tuple[NamedNode, NamedNode, Term]]


def article_quads(extraction: Extraction, schema: Schema, *, model: str | None = None) -> list[Quad]:
    """The quads of one article's graph, every one once; the order is that of the records.

    Args:
        extraction: what was read from the article.
        schema: gives label, parents, family and quad class of the predicates used, which are declared in the graph.
        model: name and version of the language model, for the provenance.
    """
    graph = terms.article(extraction.article.id)
    found: dict[Quad, None] = {}

    def say(triples: Iterable[tuple[NamedNode, NamedNode, Term]]) -> None:
        for s, p, o in triples:
            found[Quad(s, p, o, graph)] = None

    statements = [_storable(s) for s in extraction.statements]
    say(_article(extraction.article, model))
    for entity in extraction.entities:
        say(_entity(entity, graph))
    for statement in statements:
        say(_statement(statement))
        for evidence in statement.evidence:
            say(_evidence(evidence))
    for name in sorted({s.predicate for s in statements}):
        say(_declaration(name, schema))
    return list(found)


def header_quads(article: Article, model: str | None = None) -> list[Quad]:
    """The quads that say what an article is and what it was read with: all of its graph but what it says."""
    graph = terms.article(article.id)
    return list(dict.fromkeys(Quad(s, p, o, graph) for s, p, o in _article(article, model)))


def _storable(statement: Statement) -> Statement:
    """The statement with an object that a literal can hold, so that its id and its IRI agree after reading back."""
    if isinstance(statement.object, Text) and (words := terms.plain(statement.object.value)) != statement.object.value:
        return replace(statement, object=Text(words))
    return statement


def _article(article: Article, model: str | None) -> _Triples:
    node, run = terms.article(article.id), terms.run(article.id)
    yield node, v.TYPE, v.NEWS_ARTICLE
    if article.title:
        yield node, v.HEADLINE, terms.literal(article.title)
    if article.published:
        yield node, v.PUBLISHED, terms.time(article.published)
    if article.url:
        yield node, v.URL, terms.foreign(article.url)
    for field, prop in v.WORDS.items():
        if words := getattr(article, field):
            yield node, prop, terms.literal(words)
    yield node, v.GENERATED_BY, run
    yield run, v.TYPE, v.ACTIVITY
    for name in filter(None, (_software(), model)):
        yield run, v.ASSOCIATED_WITH, terms.software(name)
        yield terms.software(name), v.TYPE, v.AGENT
        yield terms.software(name), v.LABEL, terms.literal(name)


def same_as_quads(iris: Mapping[str, Iterable[str]]) -> list[Quad]:
    """What entities are elsewhere, by id: in the default graph, because no article says it."""
    return [
        Quad(terms.entity(key), v.SAME_AS, other)
        for key, found in sorted(iris.items())
        for other in map(terms.foreign, sorted(found))
        if isinstance(other, NamedNode)
    ]


def _software() -> str:
    try:
        return f"newskg {metadata.version('newskg')}"
    except metadata.PackageNotFoundError:  # a checkout on the path, not installed
        return "newskg"


def _entity(entity: Entity, article: NamedNode) -> _Triples:
    node = terms.entity(entity.id)
    yield node, v.TYPE, terms.kg(entity.type)
    yield node, v.LABEL, terms.literal(entity.name)
    for alias in entity.aliases:
        yield node, v.ALT_LABEL, terms.literal(alias)
    for other in entity.same_as:
        same = terms.foreign(other)
        yield node, v.SAME_AS if isinstance(same, NamedNode) else v.IDENTIFIER, same
    yield node, v.MENTIONED_IN, article


def _statement(statement: Statement) -> _Triples:
    node, obj = terms.statement(statement.id), statement.object
    ends = (
        terms.entity(statement.subject),
        terms.predicate(statement.predicate),
        terms.literal(obj.value) if isinstance(obj, Text) else terms.entity(obj),
    )
    if statement.is_fact:
        yield ends
    yield node, v.TYPE, v.STATEMENT
    for prop, end in zip((v.SUBJECT, v.PREDICATE, v.OBJECT), ends, strict=True):
        yield node, prop, end
    yield node, v.POLARITY, terms.kg(statement.polarity.capitalize())
    yield node, v.FACTUALITY, terms.kg(statement.factuality.capitalize())
    yield from _claim(node, statement.claimed_by)
    if statement.time:
        yield node, v.TIME, terms.time(statement.time)
    if statement.place:
        yield node, v.PLACE, terms.entity(statement.place)
    for role, words in statement.qualifiers:
        yield node, terms.kg(f"{role}Words" if role in v.RESERVED else role), terms.literal(words)
    if statement.phrase:
        yield node, v.PHRASE, terms.literal(statement.phrase)
    yield node, v.CONFIDENCE, terms.decimal(statement.confidence)
    for evidence in statement.evidence:
        yield node, v.EVIDENCE, terms.evidence(evidence.article, evidence.start, evidence.end)


def _claim(node: NamedNode, claimants: tuple[str, ...]) -> _Triples:
    if claimants:
        yield node, v.TYPE, v.CLAIM
    for claimant in claimants:
        yield node, v.CLAIMED_BY, terms.entity(claimant)
    if len(claimants) > 1:
        yield node, v.CHAIN, Literal(v.CHAIN_MARK.join(map(steps.encoded, claimants)))


def _evidence(evidence: Evidence) -> _Triples:
    node = terms.evidence(evidence.article, evidence.start, evidence.end)
    yield node, v.TYPE, v.EVIDENCE_CLASS
    yield node, v.QUOTED_FROM, terms.article(evidence.article)
    yield node, v.BEGIN, terms.integer(evidence.start)
    yield node, v.END, terms.integer(evidence.end)
    yield node, v.QUOTE, terms.literal(evidence.quote)


def _declaration(name: str, schema: Schema) -> _Triples:
    """What a query needs to know of a predicate: its label, what it is a kind of, its family and quad class."""
    if name.startswith("rel:"):
        yield terms.predicate(name), v.SUB_PROPERTY, v.OPEN
        yield terms.predicate(name), v.LABEL, terms.literal(name[4:].replace("_", " "))
        return
    waiting, seen = [name], {name}
    while waiting:
        known = schema.predicates.get(waiting[0])
        node = terms.kg(waiting.pop(0))
        if known is None:
            continue
        yield node, v.LABEL, terms.english(known.label)
        if known.family:
            yield node, v.FAMILY, terms.literal(known.family)
        if known.quad:
            yield node, v.QUAD, terms.literal(known.quad)
        for parent in known.parents:
            yield node, v.SUB_PROPERTY, terms.kg(parent)
        fresh = [p for p in known.parents if p not in seen]
        seen.update(fresh)
        waiting += fresh
