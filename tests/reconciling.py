"""A reconciliation service for tests: a process of its own that speaks the W3C protocol over HTTP, and its faults.

The first step of a path says which version it speaks and what is wrong with it, the second keeps tests apart; so one
process serves all: `http://127.0.0.1:PORT/busy/some-test`. It refuses queries that the published JSON schemas of its
version refuse. `GET /log/some-test` tells what was asked under that name.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.serving import ROOT

SPACE = "http://things.example/id/"
PERSON, BODY, CITY = ("T1", "Person"), ("T2", "Organization"), ("T3", "Town")
# (id, name, type, other names)
THINGS: tuple[tuple[str, str, tuple[str, str], tuple[str, ...]], ...] = (
    ("E1", "Rufus T. Firefly", PERSON, ()),
    ("E2", "Gloria Teasdale", PERSON, ("Mrs. Teasdale",)),
    ("E3", "Sylvania", BODY, ()),  # no country here
    ("E4", "Louis Trentino", PERSON, ()),
    ("E5", "Louis Trentino", PERSON, ()),  # a namesake
    ("E6", "World Duck Organization", BODY, ("WDO",)),
    ("E7", '<script>alert(1)</script> Pinky & "Chicolini"', PERSON, ("Pinky Chicolini",)),
    ("E8", "Harpo\u202e\x1b[31m Marx", PERSON, ()),
    ("E9", "Fredonia", CITY, ()),
)
_MEMORY: dict[str, list[dict[str, Any]]] = defaultdict(list)
_COUNT: Counter[str] = Counter()
_ALLOWED = {"query", "type", "limit", "properties", "type_strict"}


def manifest(fault: str) -> dict[str, Any]:
    """What the service says of itself."""
    types = [{"id": key, "name": name} for key, name in (PERSON, BODY, CITY)]
    known: dict[str, Any] = {
        "name": "Duck Authority",
        "defaultTypes": types,
        "view": {"url": "https://things.example/page/{id}" if fault == "v1" else "https://things.example/page/{{id}}"},
    }
    if fault == "v1":
        return {"versions": ["1.0-draft"], "batchSize": 2, "standardizedScore": True, **known}
    known |= {"identifierSpace": SPACE, "schemaSpace": "http://things.example/schema/"}
    return known if fault == "v01" else {"versions": ["0.1", "0.2"], **known}


def candidates(name: str, kind: str | None, limit: int) -> list[dict[str, Any]]:
    """What is offered for a name: all that share a word with it, the likest first."""
    words = set(name.casefold().split())
    found = []
    for key, label, (type_id, type_name), others in THINGS:
        best = max(
            len(words & set(n.casefold().split())) / len(words | set(n.casefold().split())) for n in (label, *others)
        )
        if best:
            score = round(100 * best) - (0 if kind in (None, type_id) else 10)
            types = [{"id": type_id, "name": type_name}]
            found.append({"id": key, "name": label, "score": score, "match": False, "type": types})
    found.sort(key=lambda one: (-one["score"], one["id"]))
    # As generous as services are: a single exact name is a match, whatever its type.
    if found and found[0]["score"] >= 90:
        found[0]["match"] = True
    return found[:limit]


def refusal(query: Any, version: str) -> str | None:
    """Why the published schema of the version refuses a query."""
    if not isinstance(query, dict):
        return "a query is no object"
    if version == "v1":
        conditions = query.get("conditions")
        if set(query) - {"conditions", "type", "limit", "lang", "dir"} or not conditions:
            return "unknown or missing fields"
        values = [c.get("propertyValue") for c in conditions if c.get("matchType") in ("name", "property")]
        return None if len(values) == len(conditions) and None not in values else "a condition is out of shape"
    if set(query) - _ALLOWED or not isinstance(query.get("query"), str):
        return "unknown or missing fields"
    if query.get("type_strict") not in (None, "any", "should", "all"):
        return "type_strict"
    pairs = query.get("properties", [])
    return None if all(set(p) == {"pid", "v"} for p in pairs) else "properties"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """The manifest, or the log."""
        fault, name, _ = self._place()
        if fault == "log":
            self._json(_MEMORY[name])
        elif self._noted("GET", None):
            self._json(manifest(fault))

    def do_POST(self) -> None:
        """A batch of queries."""
        fault, _, rest = self._place()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if fault == "v1":
            batch = json.loads(body).get("queries") if rest == "reconcile" else None
        else:
            batch = json.loads(parse_qs(body.decode("ascii")).get("queries", ["null"])[0])
        if not batch:
            self._send(404, b"no queries here")
            return
        if not self._noted("POST", batch):
            return
        queries = batch if fault == "v1" else list(batch.values())
        if wrong := next(filter(None, (refusal(q, fault) for q in queries)), None):
            self._send(400, wrong.encode())
        elif fault == "small" and len(queries) > 2:
            self._send(413, b"too many at once")
        else:
            self._json(self._answer(fault, batch))

    def _answer(self, fault: str, batch: Any) -> Any:
        if fault == "v1":
            asked = [(next(c["propertyValue"] for c in q["conditions"] if c["matchType"] == "name"), q) for q in batch]
            return {"results": [{"candidates": candidates(n, q.get("type"), q.get("limit", 9))} for n, q in asked]}
        return {key: {"result": candidates(q["query"], q.get("type"), q.get("limit", 9))} for key, q in batch.items()}

    def _place(self) -> tuple[str, str, str]:
        steps = [*urlsplit(self.path).path.strip("/").split("/", 2), "", ""]
        return steps[0], steps[1], steps[2]

    def _noted(self, method: str, batch: Any) -> bool:
        """Write down what was asked; False if a fault has answered it."""
        fault, name, _ = self._place()
        _MEMORY[name].append(
            {"method": method, "at": time.monotonic(), "agent": self.headers["User-Agent"], "batch": batch}
        )
        number = _COUNT[self.path + method]
        _COUNT[self.path + method] += 1
        fault_of = getattr(self, f"_{fault}", None)
        return fault_of is None or fault_of(method, number) is not True

    # --- faults: True if they have answered

    def _busy(self, method: str, number: int) -> bool:
        if method == "POST" and number == 0:
            self._send(429, b"slowly", {"Retry-After": "1"})
            return True
        return False

    def _closed(self, method: str, number: int) -> bool:
        self._send(429, b"come back tomorrow", {"Retry-After": "86400"})
        return True

    def _broken(self, method: str, number: int) -> bool:
        if number == 0:
            self._send(500, b"oops")
            return True
        return False

    def _dead(self, method: str, number: int) -> bool:
        self._send(503, b"never again")
        return True

    def _slow(self, method: str, number: int) -> bool:
        time.sleep(5)
        return False

    def _drip(self, method: str, number: int) -> bool:
        self._head(200, {"Content-Length": "100000"})
        for _ in range(50):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)
        self.close_connection = True
        return True

    def _cut(self, method: str, number: int) -> bool:
        if method == "GET":
            return False
        self._send(200, b'{"q0": {"result": [{"id": "E')
        return True

    def _short(self, method: str, number: int) -> bool:
        if method == "GET":
            return False
        self._head(200, {"Content-Length": "5000"})
        self.wfile.write(b'{"q0": {"result": [')
        self.close_connection = True
        return True

    def _huge(self, method: str, number: int) -> bool:
        self._head(200, {"Transfer-Encoding": "chunked"})
        piece = b"%x\r\n%s\r\n" % (1 << 20, b" " * (1 << 20))
        try:
            for _ in range(64):
                self.wfile.write(piece)
        except OSError:
            pass
        self.close_connection = True
        return True

    def _html(self, method: str, number: int) -> bool:
        self._send(200, b"<!doctype html><title>Welcome</title>", {"Content-Type": "text/html"})
        return True

    def _plain(self, method: str, number: int) -> bool:
        if method == "GET":
            self._send(200, json.dumps(manifest("ok")).encode(), {"Content-Type": "text/plain"})
            return True
        return False

    def _file(self, method: str, number: int) -> bool:
        self._send(302, b"", {"Location": "file:///etc/passwd"})
        return True

    def _moved(self, method: str, number: int) -> bool:
        self._send(301, b"", {"Location": self.path.replace("/moved/", "/ok/")})
        return True

    def _odd(self, method: str, number: int) -> bool:
        if method == "GET":
            return False
        self._send(200, b'{"status": "error", "message": "too many cooks"}')
        return True

    # --- answers

    def _json(self, data: Any) -> None:
        self._send(200, json.dumps(data).encode(), {"Content-Type": "application/json"})

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self._head(status, {"Content-Length": str(len(body)), **(headers or {})})
        self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients that were killed."""

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[str]:
    """The address of the service, in a process of its own."""
    command = [sys.executable, "-m", "tests.reconciling"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def log(address: str, name: str) -> list[dict[str, Any]]:
    """What was asked under a name."""
    with urllib.request.urlopen(f"{address}/log/{name}", timeout=10) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def main() -> None:
    """Serve until the end."""
    server = Quiet(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
