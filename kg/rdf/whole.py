"""A whole store as records, read from the union property by property: a scan of each instead of a look-up a record.

In: a store's database. Out: the same `Knowledge` as of its articles read one by one, in a fifth of the time. Of
entities that articles give different types, the articles are asked which.
"""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from kg.model import Article, Entity, Knowledge, Statement
from kg.rdf import records, selection, terms
from kg.rdf import vocabulary as v
from kg.rdf.records import Node
from kg.rdf.scans import rows
from kg.rdf.terms import Term

_Nodes = dict[ox.NamedNode, dict[ox.NamedNode, list[Term]]]

_OF_ARTICLES = (v.HEADLINE, v.PUBLISHED, v.URL, *v.WORDS.values())
_OF_ENTITIES = (v.LABEL, v.ALT_LABEL, v.SAME_AS, v.IDENTIFIER)
_OF_STATEMENTS = (
    v.SUBJECT, v.PREDICATE, v.OBJECT, v.POLARITY, v.FACTUALITY, v.CLAIMED_BY, v.CHAIN, v.TIME, v.PLACE, v.PHRASE,
    v.CONFIDENCE, v.EVIDENCE,
)  # fmt: skip
_OF_EVIDENCE = (v.BEGIN, v.END, v.QUOTE)
# What no record is made of, and what is much: left out of the one scan that looks for qualifiers.
_ELSE = (
    v.TYPE, v.QUOTED_FROM, v.MENTIONED_IN, v.GENERATED_BY, v.ASSOCIATED_WITH, v.FAMILY, v.QUAD, v.SUB_PROPERTY,
)  # fmt: skip


def knowledge(database: ox.Store) -> Knowledge:
    """Articles, entities and statements of a whole store."""
    return Knowledge(_articles(database), entities(database), _statements(database))


def _articles(database: ox.Store) -> tuple[Article, ...]:
    said = _said(database, _OF_ARTICLES)
    found = {key: node for node in _typed(database, v.NEWS_ARTICLE) if (key := terms.article_id(node)) is not None}
    return tuple(records.read_article(key, said.get(found[key], {})) for key in sorted(found))


def entities(database: ox.Store) -> tuple[Entity, ...]:
    """All entities that have a type. Only those are looked at one by one that have several."""
    said = _said(database, _OF_ENTITIES)
    kinds: dict[ox.NamedNode, list[str]] = {}
    for node, kind in rows(database, _TYPES):
        if isinstance(node, ox.NamedNode) and (name := terms.kg_name(kind)):
            kinds.setdefault(node, []).append(name)
    found = []
    for node, types in kinds.items():
        key = terms.entity_id(node)
        if key is not None:
            often = Counter(selection.types(database, node) if len(types) > 1 else types)
            found.append(records.read_entity(key, min(often, key=lambda t: (-often[t], t)), said.get(node, {})))
    return tuple(sorted(found, key=lambda entity: entity.id))


def placed_variously(database: ox.Store) -> frozenset[str]:
    """The statements, by id, for which articles name different places."""
    often = Counter(terms.statement_id(node) for node, _ in rows(database, _PLACES))
    return frozenset(key for key, count in often.items() if key is not None and count > 1)


_PLACES = f"SELECT ?s ?p {{ ?s {v.PLACE} ?p }}"
_TYPES = f'SELECT ?s ?t {{ ?s {v.TYPE} ?t FILTER STRSTARTS(STR(?s), "{terms.ENT}") }}'


def _statements(database: ox.Store) -> tuple[Statement, ...]:
    evidence = _said(database, _OF_EVIDENCE)
    said = _said(database, _OF_STATEMENTS)
    known = ", ".join(map(str, {*_OF_ARTICLES, *_OF_ENTITIES, *_OF_STATEMENTS, *_OF_EVIDENCE, *_ELSE}))
    for s, p, o in rows(database, f"SELECT ?s ?p ?o {{ ?s ?p ?o FILTER ( ?p NOT IN ( {known} ) ) }}"):
        if isinstance(s, ox.NamedNode) and isinstance(p, ox.NamedNode) and s in said:
            said[s].setdefault(p, []).append(o)
    nodes = _typed(database, v.STATEMENT)
    found = [s for node in nodes for s in records.read_statement(said.get(node, {}), _of(said.get(node, {}), evidence))]
    return tuple(sorted(found, key=lambda s: s.id))


def _of(props: Node, evidence: _Nodes) -> dict[ox.NamedNode, Node]:
    """The evidence of one record."""
    return {e: evidence[e] for e in props.get(v.EVIDENCE, ()) if isinstance(e, ox.NamedNode) and e in evidence}


def _typed(database: ox.Store, kind: ox.NamedNode) -> list[ox.NamedNode]:
    return [node for (node,) in rows(database, f"SELECT ?s {{ ?s {v.TYPE} {kind} }}") if isinstance(node, ox.NamedNode)]


def _said(database: ox.Store, props: tuple[ox.NamedNode, ...]) -> _Nodes:
    """What is said with some properties, by subject."""
    found: _Nodes = {}
    for prop in props:
        for node, obj in rows(database, f"SELECT ?s ?o {{ ?s {prop} ?o }}"):
            if isinstance(node, ox.NamedNode):
                found.setdefault(node, {}).setdefault(prop, []).append(obj)
    return found
