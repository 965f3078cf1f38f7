"""A union handed out to the articles it came from: quads without graphs in, quads with graphs out.

Needed to load Turtle, N-Triples and JSON-LD, which say everything of every article but not which article says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.terms import Term

_Homes = Mapping[Term, frozenset[NamedNode]]


def by_article(quads: Iterable[Quad]) -> list[Quad]:
    """`quads` in their articles' graphs: as they are where they have graphs, handed out where they have none.

    A record goes with its evidence, an entity with its mentions, a flat triple with the record behind it, and what is
    said of no article in particular (a predicate's label) to all. Of two articles that give one statement different
    phrases both get both: a union does not tell.

    Returns:
        The quads; none if there is neither a named graph nor an article.
    """
    quads = list(quads)
    in_graphs = [quad for quad in quads if isinstance(quad.graph_name, NamedNode)]
    if in_graphs:
        return in_graphs
    articles = frozenset(
        q.subject
        for q in quads
        if q.predicate == v.TYPE and q.object == v.NEWS_ARTICLE and isinstance(q.subject, NamedNode)
    )
    homes = _homes(quads)
    facts = _facts(quads, homes)
    return [
        Quad(q.subject, q.predicate, q.object, graph)
        for q in quads
        for graph in sorted(_graphs_of(q, homes, facts) & articles or articles, key=str)
    ]


def _homes(quads: Iterable[Quad]) -> _Homes:
    """The articles of each subject: its own, those of its evidence, or those that mention it."""
    found: dict[Term, set[NamedNode]] = {}
    for quad in quads:
        where = terms.article_id(quad.object if quad.predicate in (v.EVIDENCE, v.MENTIONED_IN) else quad.subject)
        if where is not None:
            found.setdefault(quad.subject, set()).add(terms.article(where))
    return {subject: frozenset(articles) for subject, articles in found.items()}


_Ends = tuple[Term, Term, Term]


def _facts(quads: Iterable[Quad], homes: _Homes) -> dict[_Ends, frozenset[NamedNode]]:
    """The articles of each triple that a fact's record speaks of; claims of the same triple do not count."""
    records: dict[Term, dict[Term, Term]] = {}
    for quad in quads:
        records.setdefault(quad.subject, {})[quad.predicate] = quad.object
    found: dict[_Ends, frozenset[NamedNode]] = {}
    for node, props in records.items():
        if props.keys() >= _ENDS and _is_fact(props):
            ends = props[v.SUBJECT], props[v.PREDICATE], props[v.OBJECT]
            found[ends] = found.get(ends, frozenset()) | homes.get(node, frozenset())
    return found


_ENDS = frozenset({v.SUBJECT, v.PREDICATE, v.OBJECT})


def _is_fact(props: Mapping[Term, Term]) -> bool:
    return v.CLAIMED_BY not in props and props.get(v.POLARITY) == v.POSITIVE and props.get(v.FACTUALITY) == v.ACTUAL


def _graphs_of(quad: Quad, homes: _Homes, facts: Mapping[_Ends, frozenset[NamedNode]]) -> frozenset[NamedNode]:
    if quad.predicate in (v.EVIDENCE, v.MENTIONED_IN) and (where := terms.article_id(quad.object)) is not None:
        return frozenset({terms.article(where)})
    return facts.get((quad.subject, quad.predicate, quad.object)) or homes.get(quad.subject, frozenset())
