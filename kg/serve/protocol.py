"""The SPARQL 1.1 Protocol's query operation: requests in, answers as they come from the workers out. It never updates.

Section numbers in comments are those of https://www.w3.org/TR/sparql11-protocol/.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse

from kg.serve import negotiation
from kg.serve.description import description
from kg.serve.pool import Answer, Pool, Refused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_WATCHED_AFTER = 0.05  # seconds


async def endpoint(request: Request) -> Response:
    """The answer to one request to the endpoint."""
    try:
        asked = await _asked(request)
    except Refused as refused:
        return failure(refused)
    if "update" in asked:
        return failure(Refused(403, "this endpoint only reads; change the data with kg build and kg remove"))
    queries = asked.get("query", [])
    if not queries:
        return _without_query(request)
    if len(queries) > 1:
        return failure(Refused(400, "query: given more than once (section 2.1 wants one)"))
    dataset = {"default": asked.get("default-graph-uri", []), "named": asked.get("named-graph-uri", [])}
    return await answered(request, request.app.state.pool, {"query": queries[0], **dataset})


async def answered(request: Request, pool: Pool, job: Mapping[str, Any], **headers: str) -> Response:
    """The workers' answer in the type that the client likes best; the query stops when the client goes."""
    rows, graph = _wanted(request.headers.get("accept"))
    if rows is None and graph is None:
        known = ", ".join(dict.fromkeys([*negotiation.ROWS.values(), *negotiation.GRAPH.values()]))
        return failure(Refused(406, f"none of the types that are accepted can be given; there are {known}"))
    wanted = {**job, "accept": {"rows": rows, "boolean": rows, "graph": graph}}
    try:
        answer = await _unless_gone(request, pool, wanted)
    except Refused as refused:
        return failure(refused)
    media = answer.media + ("; charset=utf-8" if answer.media.startswith("text/") else "")
    headers = {"Vary": "Accept", "Cache-Control": "no-store", **headers}
    if answer.whole:
        return Response(answer.first, media_type=media, headers=headers)
    return _Pieces(answer, media, headers, pool.limits.stall)


@lru_cache(maxsize=64)
def _wanted(accept: str | None) -> tuple[str | None, str | None]:
    """The types for rows and for a graph."""
    return negotiation.of(accept, negotiation.ROWS), negotiation.of(accept, negotiation.GRAPH)


def failure(refused: Refused) -> Response:
    """An error as text, for people and programs (section 2.1.7)."""
    headers = {"Cache-Control": "no-store", **({"Retry-After": "5"} if refused.status == 503 else {})}
    return PlainTextResponse(f"{refused.message}\n", refused.status, headers=headers)


async def _unless_gone(request: Request, pool: Pool, job: Mapping[str, Any]) -> Answer:
    """The pool's answer; given up when the client closes the connection before it begins.

    Most answers are there before it is worth while to look whether somebody still wants them.
    """
    asking, watching = asyncio.current_task(), []
    gone = False

    async def watch() -> None:
        nonlocal gone
        while (await request.receive())["type"] != "http.disconnect":
            pass
        gone = True
        if asking is not None:
            asking.cancel()

    loop = asyncio.get_running_loop()
    timer = loop.call_later(_WATCHED_AFTER, lambda: watching.append(loop.create_task(watch())))
    try:
        return await pool.ask(dict(job))
    except asyncio.CancelledError:
        if not gone or asking is None or asking.uncancel():
            raise
        raise Refused(499, "the client is gone") from None
    finally:
        timer.cancel()
        for task in watching:
            task.cancel()


class _Pieces(StreamingResponse):
    """An answer in pieces. If the query fails on the way, the connection is cut: no part shall look like the whole."""

    def __init__(self, answer: Answer, media: str, headers: Mapping[str, str], stall: float) -> None:
        self._answer, self._stall = answer, stall
        super().__init__(self._read(), media_type=media, headers=headers)

    async def _read(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.pieces():
            yield piece

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def patient(message: Any) -> None:
            await asyncio.wait_for(send(message), self._stall)

        try:
            await self.stream_response(patient)
        except (Refused, TimeoutError, OSError):
            return  # without the last piece: the server closes the connection
        finally:
            self._answer.give_up()


# --- what is asked -----------------------------------------------------------------------------


async def _asked(request: Request) -> dict[str, list[str]]:
    """The parameters of a request: from the address (2.1.1), a form (2.1.2) or the body itself (2.1.3)."""
    url = _pairs(request.scope["query_string"])
    if request.method != "POST":
        return url
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    body = await request.body()
    if media == FORM:
        return _pairs(body)
    if media == UPDATE:
        return {"update": [""]}
    if media != QUERY:
        raise Refused(415, f"a POST has to be of type {FORM} or {QUERY}")
    if "query" in url:
        raise Refused(400, "query: given in the address and in the body")
    return {**url, "query": [_text(body)]}


def _pairs(raw: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(_text(raw), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise Refused(400, "parameters: not UTF-8, or too many") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"not UTF-8 at byte {error.start}") from error


def _without_query(request: Request) -> Response:
    """A GET without a query asks for the service description (SPARQL 1.1 Service Description); people get the page."""
    if request.method == "POST":
        return failure(Refused(400, "query: missing"))
    media = negotiation.chosen(request.headers.get("accept"), [*negotiation.GRAPH, "text/html"])
    if media == "text/html":
        return RedirectResponse("/#tab=sparql", 303)
    if media is None:
        return failure(Refused(406, "a service description is RDF: text/turtle, application/ld+json, …"))
    kind = negotiation.GRAPH[media]
    found = description(str(request.url.replace(query="", fragment="")), request.app.state.articles, kind)
    return Response(found, media_type=kind, headers={"Vary": "Accept"})
