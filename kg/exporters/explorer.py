"""What the explorer page knows: records in, plain data (lists, numbers, text) out, which `page` and `kg serve` send.

`graph_data` is what is drawn and filtered, `details` what is told of a statement when it is asked for, `article_data`
an article's text with the places of mentions and statements. Inside `graph_data` entities and articles are referred to
by their place in the lists; outside by id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.exporters.fields import DIRECTION, clean, shown
from kg.exporters.palette import OTHER, QUAD_COLOURS, TYPE_COLOURS, type_group
from kg.exporters.spread import spread
from kg.graph.countries import placed
from kg.graph.view import OPEN, QUADS, STANDING, edge, network
from kg.model import Text
from kg.rdf import terms

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Article, Entity, Knowledge, Statement
    from kg.ontology.schema import Schema

_SQUARE, _ROUND = ("Country",), ("Person", "Group", "Place", "Event", "Other")
_LINK = re.compile(r"https?://[^\s\"<>\\]+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
# A format mark without width takes the place of those that turn the text, so that offsets stay true.
_STILL = "\u2060"


def graph_data(knowledge: Knowledge, schema: Schema, known: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The network with what can be filtered by; open relations are left out.

    Args:
        knowledge: the records.
        schema: labels, families and quad classes of the predicates; the tree of classes.
        known: entity -> country from a gazetteer, as for `kg.graph.countries.placed`.
    """
    graph = network(knowledge, schema)
    statements = in_order(knowledge)
    index = {node: number for number, node in enumerate(graph)}
    names = {node: shown(data["label"]) for node, data in graph.nodes(data=True)}
    predicates = sorted({s.predicate for s in statements})
    articles = {article.id: number for number, article in enumerate(knowledge.articles)}
    places = {"index": index, "articles": articles, "predicates": {p: n for n, p in enumerate(predicates)}}
    edges = {s.id: edge(s, schema, names) for s in statements}
    return {
        "base": {"prefixes": dict(terms.PREFIXES)},
        "articles": [_article(article) for article in knowledge.articles],
        "groups": _groups(schema),
        "quads": [
            {"label": q.capitalize(), "colour": QUAD_COLOURS[q], "event": q != STANDING} for q in QUADS if q != OPEN
        ],
        "predicates": _predicates(statements, edges, predicates),
        "nodes": _nodes(graph, knowledge, schema, known),
        "statements": [_statement(s, edges[s.id], places) for s in statements],
    }


def as_json(data: object) -> str:
    """JSON of one line, non-ASCII kept but for lone surrogates, which UTF-8 cannot hold.

    Example:
        >>> as_json(["é", "\\ud800"])
        '["é","\\\\ud800"]'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def in_order(knowledge: Knowledge) -> list[Statement]:
    """The statements that the page shows, in the order of their first words."""
    return sorted((s for s in knowledge.statements if not s.is_open), key=lambda s: (s.evidence[:1], s.id))


def details(statement: Statement) -> dict[str, Any]:
    """What is told of a statement when it is asked for: its words, circumstances and sources."""
    return {
        "phrase": shown(statement.phrase),
        "confidence": statement.confidence,
        "qualifiers": [[shown(role), clean(words)] for role, words in statement.qualifiers],
        "evidence": [
            {"article": e.article, "start": e.start, "end": e.end, "quote": still(e.quote)} for e in statement.evidence
        ],
    }


def article_data(knowledge: Knowledge) -> dict[str, dict[str, Any]]:
    """For every article its text, mentions and evidence, both in text order; offsets in code points.

    The text is None if it is not at hand; a mention is (start, end, entity), a piece of evidence (start, end,
    statement).
    """
    found: dict[str, dict[str, Any]] = {
        a.id: {"text": still(a.text) if a.text else None, "mentions": [], "evidence": []} for a in knowledge.articles
    }
    for article, entity, mention in knowledge.mentions:
        if article in found:
            found[article]["mentions"].append([mention.start, mention.end, entity])
    marks = [(e.article, e.start, e.end, s.id) for s in knowledge.statements if not s.is_open for e in s.evidence]
    for article, start, end, statement in sorted(marks):
        if article in found:
            found[article]["evidence"].append([start, end, statement])
    return found


def still(text: str) -> str:
    """`text` fit to be shown, each code point where it was: marks that would turn it replaced by one without effect.

    Example:
        >>> len(still("a\\u202eb\\x00"))
        4
    """
    return DIRECTION.sub(_STILL, clean(text))


# --- parts -------------------------------------------------------------------------------------


def _groups(schema: Schema) -> list[dict[str, str]]:
    return [
        {"label": schema.labels.get(g, g).capitalize(), "colour": TYPE_COLOURS.get(g, OTHER), "shape": _shape(g)}
        for g in [*TYPE_COLOURS, "Other"]
    ]


def _shape(group: str) -> str:
    return "square" if group in _SQUARE else "circle" if group in _ROUND else "diamond"


def _predicates(
    statements: list[Statement], edges: Mapping[str, Mapping[str, Any]], names: list[str]
) -> list[dict[str, Any]]:
    """Name, label, family and symmetry of every predicate that is used."""
    first = {s.predicate: edges[s.id] for s in reversed(statements)}
    return [
        {
            "name": name,
            "label": shown(first[name]["label"]),
            "family": first[name]["family"],
            "symmetric": first[name]["symmetric"],
        }
        for name in names
    ]


def _nodes(
    graph: nx.MultiDiGraph[str], knowledge: Knowledge, schema: Schema, known: Mapping[str, str] | None
) -> list[dict[str, Any]]:
    index = {node: number for number, node in enumerate(graph)}
    country = placed(graph, known)
    at = spread(graph)
    groups = [*TYPE_COLOURS, "Other"]
    entities: dict[str, Entity] = {e.id: e for e in knowledge.entities}
    return [
        {
            "id": node,
            "label": shown(data["label"]),
            "class": data["type"],
            "type": schema.labels.get(data["type"], data["type"]),
            "group": groups.index(type_group(data["classes"])),
            "aliases": [shown(a) for a in data["aliases"]],
            "same": [x for x in (entities[node].same_as if node in entities else ()) if _LINK.fullmatch(x)],
            "country": index.get(country.get(node, "")),
            "weight": data["weight"],
            "claims": data["claims"],
            "x": at[node][0],
            "y": at[node][1],
        }
        for node, data in graph.nodes(data=True)
    ]


def _statement(statement: Statement, data: Mapping[str, Any], at: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    obj = statement.object
    return {
        "id": statement.id,
        "s": at["index"][statement.subject],
        "o": None if isinstance(obj, Text) else at["index"][obj],
        "words": clean(obj.value) if isinstance(obj, Text) else None,
        "p": at["predicates"][statement.predicate],
        "quad": QUADS.index(data["quad"]),
        "status": data["status"].split(", "),
        "by": [at["index"][claimant] for claimant in statement.claimed_by],
        "time": statement.time and clean(statement.time),
        "place": data["place"] and shown(data["place"]),
        "articles": sorted({at["articles"][e.article] for e in statement.evidence if e.article in at["articles"]}),
        "weight": data["weight"],
    }


def _article(article: Article) -> dict[str, str | None]:
    """What is known of an article; no url but of the web, lest a link run a script."""
    url = article.url if article.url and _LINK.fullmatch(article.url) else None
    known = {"title": article.title, "published": article.published, "publisher": article.publisher, "url": url}
    return {"id": article.id, **{name: shown(value) if value else None for name, value in known.items()}}
