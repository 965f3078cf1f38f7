"""Quads back to records: any number of articles' graphs, or their union, in; `Knowledge` out.

What comes back is all but the article's text, the mentions and the attributions, which RDF does not keep.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import InputError
from kg.model import Article, Entity, Evidence, Factuality, Knowledge, Statement, Text, merged, merged_entity
from kg.rdf import steps, terms
from kg.rdf import vocabulary as v
from kg.rdf.terms import Term

Node = Mapping[NamedNode, list[Term]]


def knowledge(quads: Iterable[Quad]) -> Knowledge:
    """What `quads` say, as `Knowledge.of` would have it, without texts and mentions.

    Where there are named graphs, the default graph is their union and is not read again. From a union alone (a Turtle
    file) all comes back but how many articles gave an entity which type: the first by name is taken.
    """
    return of_graphs(_graphs(quads))


def of_graphs(graphs: Iterable[Mapping[NamedNode, Node]]) -> Knowledge:
    """What graphs say, given one by one in the order of their names as `nodes` of their quads."""
    articles: dict[str, Article] = {}
    entities: dict[str, list[Entity]] = {}
    statements: list[Statement] = []
    for nodes in graphs:
        for node, props in nodes.items():
            types = props.get(v.TYPE, [])
            if v.STATEMENT in types:
                statements += read_statement(props, nodes)
            elif v.NEWS_ARTICLE in types and (key := terms.article_id(node)) is not None:
                articles.setdefault(key, read_article(key, props))
            elif (key := terms.entity_id(node)) is not None:
                kinds = sorted(kind for t in types if (kind := terms.kg_name(t)))
                if kinds:  # else only the end of somebody else's statement
                    entities.setdefault(key, []).append(read_entity(key, kinds[0], props))
    return Knowledge(
        tuple(articles[key] for key in sorted(articles)),
        tuple(merged_entity(entities[key]) for key in sorted(entities)),
        tuple(sorted(merged(statements), key=lambda s: s.id)),
    )


def _graphs(quads: Iterable[Quad]) -> Iterator[dict[NamedNode, dict[NamedNode, list[Term]]]]:
    """What each graph says, by subject and property; the graphs in the order of their names."""
    graphs: dict[object, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad)
    if len(graphs) > 1:
        graphs.pop(DefaultGraph(), None)
    for name in sorted(graphs, key=str):
        yield nodes(graphs[name])


def nodes(quads: Iterable[Quad]) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    """What quads say, by subject and property; subjects, properties and objects in the order of the quads."""
    found: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return found


def properties(quads: Iterable[Quad]) -> dict[NamedNode, list[Term]]:
    """What the quads of one subject say, by property."""
    found: dict[NamedNode, list[Term]] = {}
    for quad in quads:
        found.setdefault(quad.predicate, []).append(quad.object)
    return found


def _text(props: Node, prop: NamedNode) -> str | None:
    """The least value of a property, so that the answer never depends on an order."""
    return min((o.value for o in props.get(prop, ()) if isinstance(o, Literal | NamedNode)), default=None)


def _texts(props: Node, prop: NamedNode) -> list[str]:
    return sorted(o.value for o in props.get(prop, ()) if isinstance(o, Literal | NamedNode))


def read_article(key: str, props: Node) -> Article:
    """The article of an id and its properties."""
    words = {field: _text(props, prop) for field, prop in v.WORDS.items()}
    return Article(
        "",
        title=_text(props, v.HEADLINE),
        published=_text(props, v.PUBLISHED),
        url=_text(props, v.URL),
        id=key,
        **words,
    )


def read_entity(key: str, kind: str, props: Node) -> Entity:
    """The entity of an id, a type and its properties."""
    names = sorted(_texts(props, v.LABEL), key=lambda n: (len(n), n), reverse=True) or [key]
    aliases = {*names[1:], *_texts(props, v.ALT_LABEL)}
    return Entity(
        key,
        names[0],
        kind,
        tuple(sorted(aliases)),
        (),
        tuple(sorted({*_texts(props, v.SAME_AS), *_texts(props, v.IDENTIFIER)})),
    )


def read_statement(props: Node, nodes: Mapping[NamedNode, Node]) -> list[Statement]:
    """The statement of a record; none if subject, predicate or object is not ours."""
    subjects = [key for o in props.get(v.SUBJECT, ()) if (key := terms.entity_id(o)) is not None]
    predicates = [name for o in props.get(v.PREDICATE, ()) if (name := terms.predicate_name(o)) is not None]
    objects = [
        _read_object(o)
        for o in sorted(props.get(v.OBJECT, ()), key=str)
        if isinstance(o, Literal) or terms.entity_id(o) is not None
    ]
    if not (subjects and predicates and objects):
        return []
    places = [key for o in props.get(v.PLACE, ()) if (key := terms.entity_id(o)) is not None]
    return [
        Statement(
            min(subjects),
            min(predicates),
            objects[0],
            polarity="negative" if v.NEGATIVE in props.get(v.POLARITY, ()) else "positive",
            factuality=_read_factuality(props.get(v.FACTUALITY, ())),
            claimed_by=_read_claimants(props),
            time=_text(props, v.TIME),
            place=min(places, default=None),
            qualifiers=_read_qualifiers(props),
            phrase=_text(props, v.PHRASE) or "",
            evidence=_read_evidence(props, nodes),
            confidence=max((_number(text) for text in _texts(props, v.CONFIDENCE)), default=1.0),
        )
    ]


def _read_factuality(status: Collection[Term]) -> Factuality:
    return "planned" if v.PLANNED in status else "possible" if v.POSSIBLE in status else "actual"


def _read_object(term: Term) -> str | Text:
    if isinstance(term, Literal):
        return Text(term.value)
    return terms.entity_id(term) or ""


def _read_claimants(props: Node) -> tuple[str, ...]:
    chain = _text(props, v.CHAIN)
    if chain:
        return tuple(steps.decoded(step) for step in chain.split(v.CHAIN_MARK))
    return tuple(sorted(key for o in props.get(v.CLAIMED_BY, ()) if (key := terms.entity_id(o)) is not None))


def _read_qualifiers(props: Node) -> tuple[tuple[str, str], ...]:
    found = set()
    for prop, values in props.items():
        role = terms.kg_name(prop)
        if role is None or role in v.RESERVED:
            continue
        if role.removesuffix("Words") in v.RESERVED:
            role = role.removesuffix("Words")
        found |= {(role, o.value) for o in values if isinstance(o, Literal)}
    return tuple(sorted(found))


def _read_evidence(props: Node, nodes: Mapping[NamedNode, Node]) -> tuple[Evidence, ...]:
    found = []
    for node in props.get(v.EVIDENCE, ()):
        about = nodes.get(node) if isinstance(node, NamedNode) else None
        key = terms.article_id(node)
        if about is None or key is None:
            continue
        start, end = _text(about, v.BEGIN), _text(about, v.END)
        if start and end:
            found.append(Evidence(key, int(_number(start)), int(_number(end)), _text(about, v.QUOTE) or ""))
    return tuple(sorted(found))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InputError(f"RDF data: {text!r} stands where an offset or a confidence should be; mend it") from error
