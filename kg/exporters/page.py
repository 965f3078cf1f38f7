"""Knowledge as one HTML page to look at and to search: records in, bytes out; it needs no network and no server.

The data is JSON in the page, the drawing is done by the small scripts in `assets/`. Nothing from an article is ever
markup: the JSON has no "<", scripts write text nodes only, links are http or https, and the page's policy allows the
two inline blocks by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.exporters.fields import clean, shown
from kg.exporters.palette import OTHER, QUAD_COLOURS, TYPE_COLOURS, type_group
from kg.graph.view import OPEN, QUADS, STANDING, edge, network
from kg.model import Text

if TYPE_CHECKING:
    from kg.model import Article, Knowledge, Statement
    from kg.ontology.schema import Schema

_SCRIPTS = ("data.js", "layout.js", "draw.js", "details.js", "main.js")
_SQUARE, _ROUND = ("Country",), ("Person", "Group", "Place", "Event", "Other")


def to_html(knowledge: Knowledge, schema: Schema) -> bytes:
    """The page: a network of who is related to whom, and a table of all statements with the words behind them.

    Open relations are left out.
    """
    script = '(() => {\n"use strict";\n' + "\n".join(_asset(name) for name in _SCRIPTS) + "})();"
    style = _asset("page.css")
    policy = (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; script-src {_hash(script)}; style-src {_hash(style)}"
    )
    parts = {"policy": policy, "style": style, "script": script, "data": _json(page_data(knowledge, schema))}
    return re.sub("@(policy|style|script|data)@", lambda match: parts[match[1]], _asset("page.html")).encode()


def page_data(knowledge: Knowledge, schema: Schema) -> dict[str, Any]:
    """What the page knows; entities and articles are referred to by their place in the lists."""
    graph = network(knowledge, schema)
    groups = [*TYPE_COLOURS, "Other"]
    statements = sorted((s for s in knowledge.statements if not s.is_open), key=lambda s: (s.evidence[:1], s.id))
    nodes = {node: number for number, node in enumerate(graph)}
    articles = {article.id: number for number, article in enumerate(knowledge.articles)}
    names = {node: shown(data["label"]) for node, data in graph.nodes(data=True)}
    return {
        "articles": [_article(article) for article in knowledge.articles],
        "groups": [
            {"label": schema.labels.get(g, g).capitalize(), "colour": TYPE_COLOURS.get(g, OTHER), "shape": _shape(g)}
            for g in groups
        ],
        "quads": [
            {"label": q.capitalize(), "colour": QUAD_COLOURS[q], "event": q != STANDING} for q in QUADS if q != OPEN
        ],
        "nodes": [
            {
                "label": names[node],
                "type": schema.labels.get(data["type"], data["type"]),
                "group": groups.index(type_group(data["classes"])),
                "aliases": [shown(a) for a in data["aliases"]],
            }
            for node, data in graph.nodes(data=True)
        ],
        "statements": [
            {
                **_statement(s, edge(s, schema, names), nodes, articles),
                "index": number,
                "subject": names[s.subject],
                "object": clean(s.object.value) if isinstance(s.object, Text) else names[s.object],
                "claimants": [names[claimant] for claimant in s.claimed_by],
            }
            for number, s in enumerate(statements)
        ],
    }


def _statement(
    statement: Statement, data: Mapping[str, Any], nodes: Mapping[str, int], articles: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "id": statement.id,
        "s": nodes[statement.subject],
        "o": None if isinstance(statement.object, Text) else nodes[statement.object],
        "speakers": sorted({nodes[claimant] for claimant in statement.claimed_by}),
        "label": shown(data["label"]),
        "quad": QUADS.index(data["quad"]),
        "symmetric": data["symmetric"],
        "status": data["status"].split(", "),
        "time": statement.time and clean(statement.time),
        "place": data["place"] and shown(data["place"]),
        "qualifiers": [[shown(role), clean(words)] for role, words in statement.qualifiers],
        "evidence": [
            {"article": articles.get(e.article), "start": e.start, "end": e.end, "quote": clean(e.quote)}
            for e in statement.evidence
        ],
    }


def _article(article: Article) -> dict[str, str | None]:
    """What is known of an article; no url but of the web, lest a link run a script."""
    url = article.url if article.url and re.match(r"https?://[^\s]+$", article.url, re.IGNORECASE) else None
    known = {"title": article.title, "published": article.published, "publisher": article.publisher, "url": url}
    return {name: shown(value) if value else None for name, value in known.items()}


def _shape(group: str) -> str:
    return "square" if group in _SQUARE else "circle" if group in _ROUND else "diamond"


def _json(data: object) -> str:
    """JSON that can end neither its element nor a comment of the page (HTML standard, section 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _asset(name: str) -> str:
    return (resources.files("kg.exporters") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """A block's hash as a source of the policy (CSP level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
