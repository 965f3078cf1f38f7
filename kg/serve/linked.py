"""Linked data: the address of an entity, a statement or an article answers with the page, or with RDF, by Accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.rdf import terms
from kg.serve import negotiation
from kg.serve.pages import page
from kg.serve.pool import Refused
from kg.serve.protocol import answered, failure

if TYPE_CHECKING:
    from starlette.requests import Request

_MAKERS = {"entity": terms.entity, "statement": terms.statement, "article": terms.article}
# What is told of each: a record alone would not say what leads to it or what it rests on.
_ABOUT = {
    "entity": "DESCRIBE %s",
    "statement": "DESCRIBE %s ?part { %s kg:evidence|rdf:subject|rdf:object|kg:claimedBy ?part FILTER isIRI(?part) }",
    "article": "CONSTRUCT { ?s ?p ?o } { GRAPH %s { ?s ?p ?o } }",
}


async def about(request: Request) -> Response:
    """What the address names: HTML for people, RDF for programs, 404 if it names nothing here."""
    kind, key = request.path_params["kind"], request.path_params["key"]
    node = _MAKERS[kind](key)
    if next(request.app.state.graph.store.database.quads_for_pattern(node, None, None, None), None) is None:
        return failure(Refused(404, f"no {kind} of that name here"))
    media = negotiation.chosen(request.headers.get("accept"), ["text/html", *negotiation.GRAPH])
    if media == "text/html":
        found = page(request)
        found.headers["Vary"] = "Accept"
        return found
    query = _ABOUT[kind].replace("%s", str(node))
    return await answered(request, request.app.state.pool, {"query": query}, Link=f'<{node.value}>; rel="canonical"')
