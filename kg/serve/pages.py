"""The explorer page as the server hands it out: without data, which its scripts ask the JSON API for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from kg.exporters.page import asset, block_hash, filled

if TYPE_CHECKING:
    from starlette.requests import Request

_SERVED = '<script src="/served.js"></script>\n'


def page(request: Request) -> Response:
    """The page, which may run its own script and ask its own server, and nothing else."""
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'; "
        f"script-src 'self' {block_hash(asset('explorer.js'))}; style-src {block_hash(asset('explorer.css'))}"
    )
    return HTMLResponse(filled("", _SERVED), headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"})


def script(request: Request) -> Response:
    """What only the served page has: its requests, and the query editor."""
    return Response(asset("served.js"), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def licences(request: Request) -> Response:
    """The licences of the libraries in the page."""
    return Response(asset("LICENSES.txt"), media_type="text/plain")
