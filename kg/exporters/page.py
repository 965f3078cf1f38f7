"""Knowledge as one HTML page to look at and to search: records in, bytes out; it needs no network and no server.

The data is JSON in the page; what draws it is built from `web/` into `assets/`. Nothing from an article is ever
markup: the JSON has no "<", scripts write text nodes only, links are http or https, and the page's policy allows the
two inline blocks by their hashes and nothing else. `kg serve` hands out the same page without data.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.exporters.explorer import article_data, as_json, details, graph_data, in_order

if TYPE_CHECKING:
    from kg.model import Knowledge
    from kg.ontology.schema import Schema

# Texts of more than this many characters together are left out: a page of many megabytes opens in no browser.
TEXTS = 2_000_000


def to_html(knowledge: Knowledge, schema: Schema) -> bytes:
    """The page: a network of who is related to whom, its timeline and tables, and the articles with all that was read.

    Open relations are left out.
    """
    block = f'<script type="application/json" id="data">{_json(page_data(knowledge, schema))}</script>\n'
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"script-src {block_hash(asset('explorer.js'))}; style-src {block_hash(asset('explorer.css'))}"
    )
    return filled(f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n', block)


def filled(policy: str, data: str) -> bytes:
    """The page with its policy and its data, either of which may be empty."""
    parts = {"policy": policy, "style": asset("explorer.css"), "script": asset("explorer.js"), "data": data}
    return re.sub("@(policy|style|script|data)@", lambda match: parts[match[1]], asset("explorer.html")).encode()


def page_data(knowledge: Knowledge, schema: Schema) -> dict[str, Any]:
    """All that the page is told: the graph, what stands behind each statement, and the articles."""
    articles = article_data(knowledge)
    if sum(len(article.text) for article in knowledge.articles) > TEXTS:
        articles = {key: {**found, "text": None, "mentions": []} for key, found in articles.items()}
    return {
        "graph": graph_data(knowledge, schema, _known(knowledge)),
        "details": {s.id: details(s) for s in in_order(knowledge)},
        "articles": articles,
    }


def _known(knowledge: Knowledge) -> dict[str, str]:
    """The countries of those places that the gazetteer knows."""
    from kg.ontology import load

    places = load().places.all
    found = {e.id: places[e.id].country for e in knowledge.entities if e.id in places}
    return {entity: country for entity, country in found.items() if country}


def _json(data: object) -> str:
    """JSON that can end neither its element nor a comment of the page (HTML standard, section 4.12.1.3)."""
    return as_json(data).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def asset(name: str) -> str:
    """A file of the built explorer."""
    return (resources.files("kg.exporters") / "assets" / name).read_text(encoding="utf-8")


def block_hash(text: str) -> str:
    """A block's hash as a source of the policy (CSP level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
