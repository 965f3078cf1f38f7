"""The page's own calls: requests with ids in, JSON out; `openapi.json` describes them."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from kg.exporters.explorer import as_json
from kg.rdf.sparql import questions

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.holdings import Holdings

# As many ids as an address of 8 kB can hold.
MOST_IDS = 200


async def graph(request: Request) -> Response:
    """The network: all of it, or its weightiest part; with `about` the part that has to do with an entity."""
    holdings: Holdings = request.app.state.holdings
    about = request.query_params.get("about")
    content = await asyncio.to_thread(holdings.graph if about is None else partial(holdings.part, about))
    if content is None:
        return _failure(404, "no entity of that id here")
    return Response(content, media_type="application/json")


async def names(request: Request) -> Response:
    """Who is called so, whether drawn or not."""
    words = request.query_params.get("q", "").strip()
    if not words:
        return _failure(400, "q: give a name, or some of its letters")
    return _json(await asyncio.to_thread(request.app.state.holdings.named, words))


async def statements(request: Request) -> Response:
    """What stands behind the statements of the ids that are asked for; unknown ids are left out."""
    ids = request.query_params.getlist("id")
    if not ids or len(ids) > MOST_IDS:
        return _failure(400, f"id: give 1 to {MOST_IDS} of them")
    known = await asyncio.to_thread(request.app.state.holdings.details, ids)
    return _json(known)


async def article(request: Request) -> Response:
    """An article's text, if it is at hand, with the places of mentions and statements."""
    found = await asyncio.to_thread(request.app.state.holdings.article, request.path_params["key"])
    return _failure(404, "no article of that id here") if found is None else _json(found)


async def queries(request: Request) -> Response:
    """The ready-made queries."""
    shown = ("name", "title", "description", "text")
    return JSONResponse([{name: getattr(each, name) for name in shown} for each in questions()])


async def openapi(request: Request) -> Response:
    """The description of all this."""
    return JSONResponse(description())


def description() -> dict[str, Any]:
    """`openapi.json`, parsed."""
    found: dict[str, Any] = json.loads((resources.files("kg.serve") / "openapi.json").read_text(encoding="utf-8"))
    return found


def _json(data: object) -> Response:
    return Response(as_json(data), media_type="application/json")


def _failure(status: int, message: str) -> Response:
    return JSONResponse({"error": message}, status)
