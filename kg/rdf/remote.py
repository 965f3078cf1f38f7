"""Servers elsewhere: requests over HTTP with authentication and patience, errors with what the server said.

In: a url, and who asks (from the environment: KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN). Out:
the bytes of an answer. Nothing of this runs unless a verb names a server. The only place that opens a connection.
"""

from __future__ import annotations

import http.client
import os
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO

from kg import __version__
from kg.errors import EndpointError

# A server that is busy, or that a proxy cannot reach for the moment, is asked again.
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds; doubled from try to try
_PATIENCE = 300.0  # seconds; a server that wants to be left alone for longer is not waited for
_TOLD = 300  # characters of what a server says
_PIECE = 1 << 16  # bytes read at a time, so that an answer that never ends is seen to be one
_AGENT = f"newskg/{__version__} (knowledge graphs from news)"
_MENDS: Mapping[int, str] = {
    401: "set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN",
    403: "set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN",
    404: "give the url of its graph store (such as /store or /data), or with --update that of its updates",
    405: "give the url of its graph store (such as /store or /data), or with --update that of its updates",
}


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks: a user with a password (HTTP Basic or Digest, as the server wants it), a bearer token, or nobody."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Login:
        """The login that the variables KG_ENDPOINT_USER, KG_ENDPOINT_PASSWORD and KG_ENDPOINT_TOKEN give."""
        names = ("USER", "PASSWORD", "TOKEN")
        return cls(*(environment.get(f"KG_ENDPOINT_{name}", "") for name in names))


class Server:
    """One url of a server, asked again and again.

    Args:
        url: where it listens.
        login: who asks; from the environment if not given.
        pause: waits so many seconds; for tests.
        clock: seconds that go by; for tests.
        timeout: seconds that an answer may take, from the first byte to the last.
        most: bytes that an answer may have; None: any number.
        spacing: seconds from the start of one request to that of the next, at least.
        mends: what a user can do about a status, where it is not what is said of SPARQL servers.

    Raises:
        EndpointError: it is no url of the web.
    """

    def __init__(
        self,
        url: str,
        *,
        login: Login | None = None,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        timeout: float = 120.0,
        most: int | None = None,
        spacing: float = 0.0,
        mends: Mapping[int, str] = _MENDS,
    ) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EndpointError(f"{url}: no address of a server; mend: http://HOST/PATH or https://HOST/PATH")
        if parts.username or parts.password:
            raise EndpointError(
                f"{parts.hostname}: no password in an address, where others can read it; "
                "mend: set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD"
            )
        self.url = url
        self._login = Login.of(os.environ) if login is None else login
        self._pause, self._clock, self._timeout = pause, clock, timeout
        self._most, self._spacing, self._mends = most, spacing, mends
        self._free = 0.0  # when the next request may start
        self._opener = urllib.request.build_opener(_Redirects, *self._handlers())

    def _handlers(self) -> list[urllib.request.BaseHandler]:
        if not self._login.user:
            return []
        known = urllib.request.HTTPPasswordMgrWithPriorAuth()
        known.add_password(None, self.url, self._login.user, self._login.password, is_authenticated=False)
        return [urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)]

    def request(
        self,
        method: str,
        *,
        parameters: Mapping[str, str] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        absent: bool = False,
        below: str = "",
    ) -> bytes:
        """The body of the answer; `absent` where a 404 is as good; `below` is a step of the path after the url's own.

        Raises:
            EndpointError: the server cannot be reached, or refuses; the message has what it says.
        """
        url = _extended(self.url, below, parameters or {})
        pause = _FIRST_PAUSE
        for number in range(1, _TRIES + 1):
            self._wait()
            try:
                return self._once(url, method, body, headers or {})
            except EndpointError:
                raise
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == 404 and absent:
                        return b""
                    if error.code not in _AGAIN or number == _TRIES:
                        raise self._refused(error) from error
                    pause = self._told(error, pause)
            except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
                if number == _TRIES or isinstance(getattr(error, "reason", error), ssl.SSLCertVerificationError):
                    raise self._unreached(error) from error
            self._pause(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        raise AssertionError("unreachable")

    def _wait(self) -> None:
        """Let as much time go by as the server is owed since the last request."""
        if (owed := self._free - self._clock()) > 0:
            self._pause(owed)
        self._free = self._clock() + self._spacing

    def _told(self, error: urllib.error.HTTPError, pause: float) -> float:
        """The pause that the server asks for, `pause` if it does not say.

        Raises:
            EndpointError: it asks for more patience than anybody in front of a terminal has.
        """
        asked = _asked_for(error.headers.get("Retry-After", ""))
        if asked is not None and asked > _PATIENCE:
            raise EndpointError(
                f"{self.url}: {error.code} {error.reason}: it wants to be left alone for {asked:,.0f} seconds; "
                "mend: start again then; what was done stays"
            ) from error
        return asked or pause

    def _once(self, url: str, method: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
        request = urllib.request.Request(url, data=body, method=method)
        request.add_header("User-Agent", _AGENT)
        for name, value in headers.items():
            request.add_header(name, value)
        if self._login.token:
            # Not sent on to wherever the server redirects.
            request.add_unredirected_header("Authorization", f"Bearer {self._login.token}")
        until = self._clock() + self._timeout
        with self._opener.open(request, timeout=self._timeout) as answer:
            return self._read(answer, until)

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        """All of an answer, unless it is too long or comes too slowly."""
        if self._most is None:
            return answer.read()
        pieces, size = [], 0
        while piece := answer.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > self._most:
                raise EndpointError(
                    f"{self.url}: the answer is longer than {self._most:,} bytes and was not read on; "
                    "mend: look whether this is the right url, or ask for less at a time"
                )
            if self._clock() > until:
                raise TimeoutError(f"the answer did not end in {self._timeout:g} seconds")
        if answer.length:
            raise http.client.IncompleteRead(b"".join(pieces), answer.length)
        return b"".join(pieces)

    def _unreached(self, error: Exception) -> EndpointError:
        why = getattr(error, "reason", None) or error
        mend = "look whether the server runs, then start again"
        if isinstance(why, ssl.SSLError):
            mend = "look at the address and the server's certificate; it is never asked without a valid one"
        return EndpointError(f"{self.url}: cannot be reached: {why}; mend: {mend}")

    def _refused(self, error: urllib.error.HTTPError) -> EndpointError:
        said = " ".join(error.read(4 * _TOLD).decode("utf-8", "replace").split())[:_TOLD]
        mend = self._mends.get(error.code, "look at the request and the server's log")
        if error.code // 100 == 3:
            mend = "give the url that it wants to send to, if that is one of the web and to be trusted"
        return EndpointError(f"{self.url}: {error.code} {error.reason}{f': {said}' if said else ''}; mend: {mend}")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """To other places of the web and no others, with what was asked; never from https to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request that is sent instead.

        Raises:
            EndpointError: the server sends us where we do not go.
        """
        scheme = urllib.parse.urlsplit(newurl).scheme
        if scheme not in ("http", "https") or (req.type == "https" and scheme == "http"):
            fp.close()
            raise EndpointError(f"{req.full_url}: sends on to {newurl}, which is not followed; mend: give another url")
        if req.data is None or code not in (301, 302, 307, 308):
            return super().redirect_request(req, fp, code, msg, headers, newurl)
        kept = {name: value for name, value in req.headers.items() if name != "Content-length"}
        return urllib.request.Request(newurl, data=req.data, headers=kept, method=req.get_method(), unverifiable=True)


def _extended(url: str, below: str, parameters: Mapping[str, str]) -> str:
    parts = urllib.parse.urlsplit(url)
    path = f"{parts.path.rstrip('/')}/{below}" if below else parts.path
    query = "&".join(filter(None, (parts.query, urllib.parse.urlencode(parameters))))
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _asked_for(waiting: str) -> float | None:
    """The seconds of a Retry-After header (RFC 9110): a number, or a date of which they are left."""
    if waiting.strip().isdecimal():
        return float(waiting)
    try:
        when = parsedate_to_datetime(waiting)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
