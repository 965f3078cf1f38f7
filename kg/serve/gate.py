"""What every request has to pass, and what every answer carries: hosts, origins, sizes, headers. Plain ASGI."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_BODILESS = ("GET", "HEAD", "OPTIONS")
# For all that is no page: should a browser show it, nothing in it may run.
_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


class Gate:
    """Refuses names that are not the server's (DNS rebinding), other sites' scripts, and bodies that are too long.

    Args:
        app: the application behind the gate.
        hosts: names that the server answers to, besides addresses in numbers and localhost.
        origin: a site whose scripts may read the answers ("*" for all), or None.
        longest: bytes of a request body.
    """

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str] = (), origin: str | None = None, longest: int = 2**20
    ) -> None:
        self._app, self._origin, self._longest = app, origin, longest
        self._hosts = {"localhost", *(host.lower().rstrip(".") for host in hosts)}
        self._known = lru_cache(maxsize=256)(self._is_known)
        site = {"Cross-Origin-Resource-Policy": "cross-origin" if origin else "same-origin"}
        if origin:
            site["Access-Control-Allow-Origin"] = origin
        self._forced = {name.lower().encode() for name in site}
        always = {**_HEADERS, "Content-Security-Policy": _POLICY, **site}
        self._always = [(name.lower().encode(), value.encode()) for name, value in always.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(reversed(scope["headers"]))  # of several of one name the first counts
        refusal = self._refusal(headers)

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self._dressed(message["headers"])}
            await send(message)

        if refusal is not None:
            await PlainTextResponse(f"{refusal[1]}\n", refusal[0])(scope, receive, dressed)
        elif b"content-length" in headers or b"transfer-encoding" in headers or scope["method"] not in _BODILESS:
            await self._bounded(scope, receive, dressed)
        else:
            await self._app(scope, receive, dressed)

    def _refusal(self, headers: Mapping[bytes, bytes]) -> tuple[int, str] | None:
        host = headers.get(b"host", b"").decode("latin-1")
        if not self._known(host):
            return 421, "this server does not go by that name; kg serve --allow-host NAME lets it"
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and not self._origin and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "scripts of other sites may not ask here; kg serve --cors ORIGIN lets them"
        length = headers.get(b"content-length", b"0").decode("latin-1")
        if not length.isdecimal() or len(length) > 15 or int(length) > self._longest:
            return 413, f"the body is longer than {self._longest} bytes"
        return None

    def _is_known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
            if name.rstrip(".") in self._hosts:
                return True
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True  # a number cannot be pointed elsewhere by somebody's name server

    def _dressed(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """The headers of an answer with those that every answer has, unless it has its own."""
        found = [(name, value) for name, value in headers if name not in self._forced]
        own = {name for name, _ in found}
        return [*found, *(pair for pair in self._always if pair[0] not in own)]

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the body as it comes: one sent in pieces does not say beforehand how long it is."""
        read = 0
        begun = False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._longest:
                raise _TooLong
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except _TooLong:
            if not begun:
                answer = PlainTextResponse(f"the body is longer than {self._longest} bytes\n", 413)
                await answer(scope, receive, send)


class _TooLong(Exception):
    pass
