"""Knowledge as a network: records in, one networkx.MultiDiGraph out; a node is an entity, an edge a statement.

Nodes are keyed by entity id and edges by statement id, and both are added in the order of these ids, so that the same
knowledge gives the same graph. Statements whose object is words and not an entity are no edges, but do count in the
weight of their subject.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.model import Article, Entity, Knowledge, Statement

if TYPE_CHECKING:
    from kg.ontology.schema import Predicate, Schema

# What stands in place of a quad class where the ontology gives none.
STANDING = "standing relation"
OPEN = "open relation"
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict", STANDING, OPEN)
JOIN = "; "


def network(
    knowledge: Knowledge, schema: Schema, *, facts_only: bool = False, open_relations: bool = False
) -> nx.MultiDiGraph[str]:
    """The network of `knowledge`: every entity a node, every statement between two entities an edge.

    A node has `label`, `type`, `classes` (its class and all above it), `aliases` and
    `same_as` (lists), `weight` (the statements
    that it is subject or object of) and `claims` (the statements that it is a claimant of). An edge has `predicate`,
    `label`, `family`, `quad`, `symmetric`, `polarity`, `factuality`, `status`, `is_fact`, `claimed_by` (ids) and
    `claimants` (names), both joined by "; ", outermost first, `time`, `place`, `weight` (the number of evidences),
    `quote` (the first), `phrase`, `confidence` and `articles` (ids, joined).

    Args:
        knowledge: the records.
        schema: labels, families and quad classes of the predicates; the tree of classes.
        facts_only: leave out claims, denials, plans and possibilities.
        open_relations: keep relations that the ontology has no predicate for.
    """
    chosen = [s for s in knowledge.statements if (open_relations or not s.is_open) and (s.is_fact or not facts_only)]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = {entity.id: entity.name for entity in knowledge.entities}
    known = {entity.id: entity for entity in knowledge.entities}
    for entity in (known.get(i) or Entity(i, _readable(i), "Entity") for i in sorted({*known, *_ids(chosen)})):
        names.setdefault(entity.id, entity.name)
        graph.add_node(entity.id, **_node(entity, schema))
    for key, counts in (("weight", _weights(chosen)), ("claims", _claims(chosen))):
        nx.set_node_attributes(graph, {i: counts[i] for i in graph}, key)
    for statement in sorted(chosen, key=lambda s: s.id):
        if isinstance(statement.object, str):
            graph.add_edge(statement.subject, statement.object, statement.id, **edge(statement, schema, names))
    return graph


def connected(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """`graph` without the entities that no edge touches: what is worth drawing.

    Example:
        >>> graph = nx.MultiDiGraph([("Putin", "Li")])
        >>> graph.add_node("Reuters")
        >>> sorted(connected(graph))
        ['Li', 'Putin']
    """
    return graph.subgraph([node for node in graph if graph.degree(node)]).copy()


def status(statement: Statement) -> str:
    """What the reader should take a statement for: "fact", or all that keeps it from being one.

    Example:
        >>> status(Statement("China", "armed", "Russia"))
        'fact'
        >>> status(Statement("China", "armed", "Russia", polarity="negative", claimed_by=("Wang",)))
        'claimed, denied'
    """
    traits = [
        ("claimed", bool(statement.claimed_by)),
        ("denied", statement.polarity == "negative"),
        (statement.factuality, statement.factuality != "actual"),
    ]
    return ", ".join(trait for trait, holds in traits if holds) or "fact"


def edge(statement: Statement, schema: Schema, names: Mapping[str, str]) -> dict[str, Any]:
    """The attributes of a statement as an edge; `names` has the names of entities by id."""
    predicate = schema.predicates.get(statement.predicate)
    return {
        "predicate": statement.predicate,
        "label": label(statement.predicate, schema),
        "family": predicate.family if predicate else "OPEN",
        "quad": quad(statement, predicate),
        "symmetric": bool(predicate and predicate.symmetric),
        "polarity": statement.polarity,
        "factuality": statement.factuality,
        "status": status(statement),
        "is_fact": statement.is_fact,
        "claimed_by": JOIN.join(statement.claimed_by),
        "claimants": JOIN.join(names.get(i) or _readable(i) for i in statement.claimed_by),
        "time": statement.time,
        "place": names.get(statement.place, statement.place) if statement.place else None,
        "weight": max(1, len(statement.evidence)),
        "quote": statement.evidence[0].quote if statement.evidence else "",
        "phrase": statement.phrase,
        "confidence": float(statement.confidence),
        "articles": JOIN.join(sorted({e.article for e in statement.evidence})),
    }


def label(predicate: str, schema: Schema) -> str:
    """How a predicate reads from subject to object: its label, or its name as words."""
    known = schema.predicates.get(predicate)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", predicate.removeprefix("rel:")).replace("_", " ")
    return known.label if known else words.lower()


def quad(statement: Statement, predicate: Predicate | None) -> str:
    """The quad class, or what stands in its place: a standing or an open relation."""
    if predicate is None or statement.is_open:
        return OPEN
    return predicate.quad or STANDING


def titles(articles: Iterable[Article]) -> dict[str, str]:
    """What to call each article, by id: its title, or who published it, or the id."""
    return {article.id: article.title or article.publisher or article.id for article in articles}


def _node(entity: Entity, schema: Schema) -> dict[str, Any]:
    return {
        "label": entity.name or _readable(entity.id),
        "type": entity.type,
        "classes": tuple(sorted(schema.classes.get(entity.type, (entity.type,)))),
        "aliases": list(entity.aliases),
        "same_as": list(entity.same_as),
    }


def _ids(statements: Iterable[Statement]) -> set[str]:
    """Every entity that a statement names in any part."""
    found: set[str] = set()
    for s in statements:
        found.update((s.subject, *s.claimed_by), (s.object,) if isinstance(s.object, str) else ())
    return found


def _weights(statements: Iterable[Statement]) -> Counter[str]:
    return Counter(end for s in statements for end in {s.subject, s.object} if isinstance(end, str))


def _claims(statements: Iterable[Statement]) -> Counter[str]:
    return Counter(claimant for s in statements for claimant in set(s.claimed_by))


def _readable(identifier: str) -> str:
    """An id as a name, for an entity of which there is no record."""
    return identifier.replace("_", " ")
