"""SPARQL servers elsewhere: requests over HTTP with authentication and patience, errors with what the server said.

In: a url, and who asks (from the environment: KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN). Out:
the bytes of an answer. Nothing of this runs unless a verb names a server.
"""

from __future__ import annotations

import http.client
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.errors import EndpointError

# A server that is busy, or that a proxy cannot reach for the moment, is asked again.
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds; doubled from try to try
_TOLD = 300  # characters of what a server says


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
        timeout: seconds that an answer may take.

    Raises:
        EndpointError: it is no url of the web.
    """

    def __init__(
        self,
        url: str,
        *,
        login: Login | None = None,
        pause: Callable[[float], None] = time.sleep,
        timeout: float = 120.0,
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
        self._pause, self._timeout = pause, timeout
        self._opener = urllib.request.build_opener(*self._handlers())

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
    ) -> bytes:
        """The body of the answer; `absent` where a 404 is as good.

        Raises:
            EndpointError: the server cannot be reached, or refuses; the message has what it says.
        """
        query = urllib.parse.urlencode(parameters or {})
        url = f"{self.url}{'&' if '?' in self.url else '?'}{query}" if query else self.url
        pause = _FIRST_PAUSE
        for number in range(1, _TRIES + 1):
            try:
                return self._once(url, method, body, headers or {})
            except urllib.error.HTTPError as error:
                if error.code == 404 and absent:
                    return b""
                if error.code not in _AGAIN or number == _TRIES:
                    raise self._refused(error) from error
                waiting = error.headers.get("Retry-After", "")
                pause = float(waiting) if waiting.isdigit() else pause
            except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
                if number == _TRIES:
                    why = getattr(error, "reason", None) or error
                    raise EndpointError(
                        f"{self.url}: cannot be reached: {why}; mend: look whether the server runs, then start again"
                    ) from error
            self._pause(min(pause, _LONGEST_PAUSE))
            pause *= 2
        raise AssertionError("unreachable")

    def _once(self, url: str, method: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
        request = urllib.request.Request(url, data=body, method=method)
        for name, value in headers.items():
            request.add_header(name, value)
        if self._login.token:
            # Not sent on to wherever the server redirects.
            request.add_unredirected_header("Authorization", f"Bearer {self._login.token}")
        with self._opener.open(request, timeout=self._timeout) as answer:
            found: bytes = answer.read()
            return found

    def _refused(self, error: urllib.error.HTTPError) -> EndpointError:
        said = " ".join(error.read(4 * _TOLD).decode("utf-8", "replace").split())[:_TOLD]
        mend = "look at the request and the server's log"
        if error.code in (401, 403):
            mend = "set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN"
        elif error.code in (404, 405):
            mend = "give the url of its graph store (such as /store or /data), or with --update that of its updates"
        return EndpointError(f"{self.url}: {error.code} {error.reason}{f': {said}' if said else ''}; mend: {mend}")
