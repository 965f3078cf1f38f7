"""Queries and candidates in the shapes of the three versions of the protocol.

In: `Query` records. Out: the body of a request; and from an answer, `Candidate` records. What does not have the shape
of the protocol is an error or, where only one candidate is out of shape, left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from kg.errors import EndpointError
from kg.resolution.reconcile.service import Service, Version

_FORM = {"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8", "Accept": "application/json"}
_JSON = {"Content-Type": "application/json", "Accept": "application/json"}
_LONG = 500  # characters of what a service says of a candidate


@dataclass(frozen=True, slots=True)
class Query:
    """One name to be found. `kind` is its type as the service calls it, `properties` are (the service's id, value)."""

    name: str
    kind: str | None = None
    properties: tuple[tuple[str, str], ...] = ()
    limit: int = 3

    def key(self) -> str:
        """The query as one line of ASCII: what an answer is kept under."""
        return json.dumps([self.name, self.kind, self.properties, self.limit])


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a service offers for a name. `types` are (id, name) pairs; `score` is on the service's own scale."""

    id: str
    name: str
    match: bool = False
    score: float | None = None
    types: tuple[tuple[str, str], ...] = ()
    description: str = ""


# --- out -----------------------------------------------------------------------------------------


def request(queries: Sequence[Query], version: Version) -> tuple[str, bytes, Mapping[str, str]]:
    """The step of the path, the body and the headers that ask a batch of queries."""
    if version == "1.0-draft":
        return "reconcile", _dumped({"queries": [_conditions(query) for query in queries]}), _JSON
    named = {f"q{number}": _plain(query) for number, query in enumerate(queries)}
    return "", urlencode({"queries": _dumped(named)}).encode("ascii"), _FORM


def _dumped(data: Any) -> bytes:
    # ASCII: whatever a name has in it, lone surrogates too, is sent in letters that nothing on the way changes.
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _plain(query: Query) -> dict[str, Any]:
    """A query of 0.1 and 0.2."""
    body: dict[str, Any] = {"query": query.name, "limit": query.limit}
    if query.kind:
        body["type"] = query.kind
        body["type_strict"] = "should"
    if query.properties:
        body["properties"] = [{"pid": key, "v": value} for key, value in query.properties]
    return body


def _conditions(query: Query) -> dict[str, Any]:
    """A query of 1.0-draft (as of 2025: `propertyId` and `propertyValue`)."""
    conditions: list[dict[str, Any]] = [{"matchType": "name", "propertyValue": query.name}]
    conditions += [
        {"matchType": "property", "propertyId": key, "propertyValue": value} for key, value in query.properties
    ]
    return {"conditions": conditions, "limit": query.limit, **({"type": query.kind} if query.kind else {})}


# --- back ----------------------------------------------------------------------------------------


def answers(found: Any, size: int, service: Service) -> list[list[Any]]:
    """The candidates, not yet looked at, of each of the `size` queries of a batch.

    Raises:
        EndpointError: that is no answer to the batch, or an error that the service says in JSON.
    """
    if not isinstance(found, dict):
        raise _shapeless(service, f"is no object but {type(found).__name__}")
    if service.version == "1.0-draft":
        results, inside = found.get("results"), "candidates"
    else:
        results, inside = [found.get(f"q{number}") for number in range(size)], "result"
    if not isinstance(results, list) or len(results) != size or not all(isinstance(r, dict) for r in results):
        raise _shapeless(service, _said(found) or f"has not one result for each of {size} queries")
    lists = [result.get(inside) for result in results]
    if not all(isinstance(one, list) for one in lists):
        raise _shapeless(service, f"has a result without {inside!r}")
    return lists


def _said(found: Mapping[str, Any]) -> str:
    """What a service says that answers an error with the status of a success."""
    for key in ("message", "error", "arguments", "detail"):
        if key in found:
            return f"says {json.dumps(found[key], ensure_ascii=False)[:_LONG]}"
    return ""


def _shapeless(service: Service, why: str) -> EndpointError:
    return EndpointError(
        f"{service.url}: the answer {why}; mend: look whether this is a reconciliation service's endpoint "
        f"that speaks {service.version}, or give another version with --api"
    )


def candidates(raw: Iterable[Any]) -> tuple[Candidate, ...]:
    """The candidates of one query, the best first as the service has them; what has no id or name is left out."""
    return tuple(found for one in raw if isinstance(one, dict) and (found := _candidate(one)))


def _candidate(raw: Mapping[str, Any]) -> Candidate | None:
    key, name = raw.get("id"), raw.get("name")
    if not isinstance(key, str) or not isinstance(name, str) or not key or len(key) > _LONG or not name.strip():
        return None
    description = raw.get("description")
    return Candidate(
        key,
        name[:_LONG],
        raw.get("match") is True,
        _score(raw.get("score")),
        tuple(_types(raw.get("type"))),
        description[:_LONG] if isinstance(description, str) else "",
    )


def _score(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def _types(found: Any) -> Iterable[tuple[str, str]]:
    """Types are objects with id and name, or ids; some services give one where the protocol has a list."""
    for one in found if isinstance(found, list) else [found]:
        key = one.get("id") if isinstance(one, dict) else one
        if isinstance(key, str) and key:
            name = one.get("name") if isinstance(one, dict) else None
            yield key, name if isinstance(name, str) else ""
