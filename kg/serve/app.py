"""The application: addresses to answers, and the workers' life. In: a graph and limits. Out: an ASGI application."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import api, linked, pages, protocol
from kg.serve.gate import Gate
from kg.serve.holdings import Holdings
from kg.serve.limits import Limits
from kg.serve.pool import Pool, Refused

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.library import Graph


def application(
    graph: Graph,
    *,
    texts: dict[str, str] | None = None,
    limits: Limits | None = None,
    hosts: Iterable[str] = (),
    cors: str | None = None,
) -> Starlette:
    """The page, the endpoint and the linked-data addresses of `graph`.

    Args:
        graph: what is served; not to be changed meanwhile.
        texts: articles' texts by id, where the graph does not have them.
        limits: bounds on queries and requests.
        hosts: names that the server goes by, besides localhost and addresses in numbers.
        cors: the origin whose scripts may read the answers, "*" for all; None for no other than its own.
    """
    bounds = limits or Limits()

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        with tempfile.TemporaryDirectory(prefix="kg-serve-") as folder:
            store, quads = _placed(graph, Path(folder))
            app.state.pool = Pool(store, quads, bounds)
            # What the page will ask for takes long for a large store, so it is made while nobody waits.
            threading.Thread(target=app.state.holdings.graph, daemon=True).start()
            await app.state.pool.start()
            try:
                yield
            finally:
                await app.state.pool.stop()

    middleware = [Middleware(Gate, hosts=hosts, origin=cors, longest=bounds.body)]
    if cors:
        methods = ["GET", "POST"]
        middleware.append(Middleware(CORSMiddleware, allow_origins=[cors], allow_methods=methods, allow_headers=["*"]))
    app = Starlette(routes=_routes(), middleware=middleware, lifespan=living, exception_handlers={404: _missing})
    app.state.graph, app.state.holdings = graph, Holdings(graph, texts)
    app.state.articles = graph.store.articles()
    return app


def _routes() -> list[Route]:
    return [
        Route("/sparql", protocol.endpoint, methods=["GET", "POST"]),  # first, for it is asked most
        Route("/", pages.page),
        Route("/served.js", pages.script),
        Route("/licenses.txt", pages.licences),
        Route("/api/graph", api.graph),
        Route("/api/names", api.names),
        Route("/api/statements", api.statements),
        Route("/api/articles/{key}", api.article),
        Route("/api/queries", api.queries),
        Route("/openapi.json", api.openapi),
        *(Route(f"/{kind}/{{key:path}}", _kept(kind)) for kind in ("entity", "statement", "article")),
    ]


def _kept(kind: str):  # type: ignore[no-untyped-def]
    async def about(request: Request) -> Response:
        request.path_params["kind"] = kind
        return await linked.about(request)

    return about


async def _missing(request: Request, error: Exception) -> Response:
    there = "/ /sparql /entity/… /statement/… /article/… /openapi.json"
    return protocol.failure(Refused(404, f"nothing here; there are {there}"))


def _placed(graph: Graph, folder: Path) -> tuple[Path | None, Path | None]:
    """Where the workers find the data: the store's own folder, or a file with what is in memory."""
    if graph.store.path is not None:
        return graph.store.path, None
    target = folder / "graph.nq"
    ox.serialize(graph.store.database, str(target), format=ox.RdfFormat.N_QUADS)
    return None, target
