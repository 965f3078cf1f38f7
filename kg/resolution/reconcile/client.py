"""The client: names to a service, in batches, each asked once; candidates back.

In: something that sends requests (`Web`; its patience, spacing and bounds are its own affair) and a cache. Out: the
service's manifest and the candidates of each query, in the order of the queries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from kg.errors import EndpointError
from kg.resolution.reconcile import queries as shapes
from kg.resolution.reconcile import service as services
from kg.resolution.reconcile.cache import Cache
from kg.resolution.reconcile.queries import Candidate, Query
from kg.resolution.reconcile.service import Service, Version

BATCH = 10  # queries a request where neither user nor service says how many: what OpenRefine sends
_TOO_LARGE = 413
_ACCEPT = {"Accept": "application/json"}


class Web(Protocol):
    """What sends a request and gives the body of the answer, or raises an EndpointError."""

    url: str

    def request(
        self, method: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None, below: str = ""
    ) -> bytes:
        """The body of the answer to `method` at the url, or at the step `below` it."""


class Client:
    """One service, asked with patience and a memory.

    Args:
        web: sends the requests.
        cache: keeps the answers.
        batch: queries a request, at most; the service's own bound holds as well.
        ids: put before an id to make an IRI, instead of what the manifest says.
        version: of the protocol, instead of the best that the manifest offers.
    """

    def __init__(
        self,
        web: Web,
        cache: Cache,
        *,
        batch: int | None = None,
        ids: str | None = None,
        version: Version | None = None,
    ) -> None:
        self._web, self._cache = web, cache
        self._batch, self._ids, self._version = batch, ids, version

    @property
    def known(self) -> bool:
        """Whether the manifest is in the cache, so that nothing must be asked to read it."""
        return self._cache.get(self._web.url, "") is not None

    @cached_property
    def service(self) -> Service:
        """The service, from its manifest.

        Raises:
            EndpointError: it cannot be reached, or is no reconciliation service.
        """
        kept = self._cache.get(self._web.url, "")
        body = self._web.request("GET", headers=_ACCEPT) if kept is None else kept.encode()
        found = services.read(body, self._web.url, ids=self._ids, version=self._version)
        if kept is None:
            self._cache.put(self._web.url, {"": json.dumps(services.parsed(body, self._web.url))})
        return found

    def missing(self, queries: Iterable[Query]) -> list[Query]:
        """The queries without a kept answer, each once, in order."""
        wanted = {query.key(): query for query in queries}
        return [query for key, query in wanted.items() if self._cache.get(self._space, key) is None]

    @property
    def _space(self) -> str:
        """What the answers are kept under: of another version they may be others."""
        return f"{self._web.url} {self.service.version}"

    def fetch(self, queries: Iterable[Query], *, tick: Callable[[int, int], None] | None = None) -> int:
        """Ask what is missing, batch by batch; how many queries were asked. What is answered is kept at once.

        Args:
            queries: what is to be known.
            tick: called after every batch with how many were answered and how many there are.

        Raises:
            EndpointError: the service cannot be reached, refuses, or answers with something else.
        """
        pending = self.missing(queries)
        size = min(self._batch or BATCH, self.service.batch or self._batch or BATCH)
        done = 0
        while done < len(pending):
            batch = pending[done : done + size]
            try:
                answers = self._answers(batch)
            except EndpointError as error:
                if getattr(error.__cause__, "code", None) != _TOO_LARGE or len(batch) == 1:
                    raise
                size = len(batch) // 2
                continue
            self._cache.put(self._space, {q.key(): json.dumps(raw) for q, raw in zip(batch, answers, strict=True)})
            done += len(batch)
            if tick:
                tick(done, len(pending))
        return done

    def _answers(self, batch: Sequence[Query]) -> list[list[object]]:
        below, body, headers = shapes.request(batch, self.service.version)
        answer = self._web.request("POST", body=body, headers=headers, below=below)
        return shapes.answers(services.parsed(answer, self._web.url), len(batch), self.service)

    def candidates(self, queries: Iterable[Query]) -> Iterator[tuple[Query, tuple[Candidate, ...]]]:
        """Each query that has a kept answer, with its candidates."""
        for query in queries:
            kept = self._cache.get(self._space, query.key())
            if kept is not None:
                yield query, shapes.candidates(json.loads(kept))
