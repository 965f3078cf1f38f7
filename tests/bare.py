"""`python -m tests.bare STORE`: pyoxigraph behind uvicorn and nothing between, for `tests.measures` to compare with.

It reads the query from the address and answers in JSON, in one process; no limits, no guard, no other format. It prints
its address.
"""

from __future__ import annotations

import contextlib
import socket
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pyoxigraph as ox
import uvicorn

from kg.rdf import terms
from kg.rdf.store import Store

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


def application(database: ox.Store) -> ASGIApp:
    """The plainest server of `database`."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        query = parse_qs(scope["query_string"].decode())["query"][0]
        found = database.query(query, prefixes=dict(terms.PREFIXES))
        assert isinstance(found, ox.QuerySolutions)
        body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
        kind = (b"content-type", b"application/sparql-results+json")
        length = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [kind, length]})
        await send({"type": "http.response.body", "body": body})

    return app


def main(store: str) -> None:
    """Serve until interrupted."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    bound.listen(2048)
    print(f"SPARQL: http://127.0.0.1:{bound.getsockname()[1]}/", flush=True)
    app = application(Store(store, read_only=True).database)
    # The server catches Ctrl-C itself and raises it again when it has ended.
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")).run(sockets=[bound])


if __name__ == "__main__":
    main(sys.argv[1])
