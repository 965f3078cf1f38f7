"""What a reconciliation service says of itself: its manifest, read with mistrust.

In: the manifest's JSON. Out: a `Service`, which knows how its ids become IRIs and how ours are called there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from kg.errors import EndpointError

Version: TypeAlias = Literal["0.1", "0.2", "1.0-draft"]
# In the order of choice: 0.2 is the last one that was published as final, 1.0-draft still changes.
VERSIONS: tuple[Version, ...] = ("0.2", "0.1", "1.0-draft")

_WEB = re.compile(
    r"https?://[^/\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff][^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]*"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENDS = ("/", "#", "=", ":", "_")  # an identifier space that ends so is put before an id
_PLAIN = "~:@!$&'()*+,;=-._"  # stays as it is in an id that becomes part of an IRI
_SLOT = re.compile(r"\{\{id\}\}|\{(\+?)id\}")
_LONG = 200  # characters of a name that a service gives


@dataclass(frozen=True, slots=True)
class Service:
    """One service. `types` are its default types, (id, name) pairs; `batch` the most queries that it takes at once."""

    url: str
    name: str
    version: Version = "0.2"
    identifiers: str = ""
    schema: str = ""
    view: str = ""
    types: tuple[tuple[str, str], ...] = ()
    batch: int | None = None
    standardized: bool = False

    def iri(self, key: str) -> str | None:
        """The IRI of what has the id `key` here; None where that makes no address of the web.

        An id that is an IRI is taken as it is. An identifier space that ends like the beginning of an IRI is put before
        it; one that does not is only the name of a set of ids, and the address of the page is taken instead.

        >>> Service("u", "n", identifiers="http://www.wikidata.org/entity/").iri("Q5")
        'http://www.wikidata.org/entity/Q5'
        >>> Service("u", "n", identifiers="http://x.example/ids", view="https://x.example/{{id}}").iri("a b")
        'https://x.example/a%20b'
        """
        if _WEB.fullmatch(key):
            return key
        if _SURROGATE.search(key):
            return None
        if self.identifiers.endswith(_ENDS):
            found = self.identifiers + quote(key, safe=_PLAIN + "/%#?")
        elif self.view:
            found = _SLOT.sub(lambda slot: quote(key, safe=_PLAIN + ("/%#?" if slot[1] else "")), self.view)
        else:
            return None
        return found if _WEB.fullmatch(found) else None

    def local(self, iri: str) -> str | None:
        """The id that a term or thing with this IRI has here, None if it is not of this service's.

        >>> Service("u", "n", identifiers="http://www.wikidata.org/entity/").local("http://www.wikidata.org/entity/Q5")
        'Q5'
        """
        for space in filter(None, (self.identifiers, self.schema, _SLOT.split(self.view)[0])):
            if space.endswith(_ENDS) and bare(iri).startswith(bare(space)) and len(bare(iri)) > len(bare(space)):
                return bare(iri)[len(bare(space)) :]
        return None


def bare(iri: str) -> str:
    """Without the scheme: schema.org and others are written with http and with https."""
    return re.sub(r"^https?://", "", iri)


def read(body: bytes, url: str, *, ids: str | None = None, version: Version | None = None) -> Service:
    """The service that a manifest describes.

    Args:
        body: the manifest as it came.
        url: where the service listens.
        ids: put before an id instead of what the manifest says.
        version: of the protocol, instead of the best that the manifest offers.

    Raises:
        EndpointError: it is no manifest, or of another version of the protocol.
    """
    found = parsed(body, url)
    name = found.get("name") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(name, str) or not name.strip():
        raise EndpointError(
            f"{url}: no reconciliation service (its manifest has no name); mend: give the url of its endpoint, "
            "as in OpenRefine"
        )
    spaces = [_text(found.get(key)) for key in ("identifierSpace", "schemaSpace")]
    view = found.get("view")
    size = found.get("batchSize")
    return Service(
        url,
        _SURROGATE.sub("\ufffd", " ".join(name.split())[:_LONG]),
        version or _version(found, url),
        spaces[0] if ids is None else ids,
        spaces[1],
        _text(view.get("url")) if ids is None and isinstance(view, dict) else "",
        tuple(_types(found.get("defaultTypes"))),
        size if isinstance(size, int) and size > 0 else None,
        found.get("standardizedScore") is True,
    )


def _version(manifest: Mapping[str, Any], url: str) -> Version:
    offered = manifest.get("versions")
    if not isinstance(offered, list):
        return "0.1"  # which knows no such field
    for version in VERSIONS:
        if version in offered:
            return version
    said = ", ".join(map(str, offered))[:_LONG] or "none"
    raise EndpointError(
        f"{url}: speaks none of the versions {', '.join(VERSIONS)} of the protocol, but {said}; "
        "mend: --api VERSION if it speaks one all the same"
    )


def _types(found: Any) -> Iterable[tuple[str, str]]:
    for one in found if isinstance(found, list) else ():
        key = one.get("id") if isinstance(one, dict) else one
        if isinstance(key, str) and key:
            yield key, _text(one.get("name")) if isinstance(one, dict) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def parsed(body: bytes, url: str) -> Any:
    """The JSON of an answer.

    Raises:
        EndpointError: it is none; the message has how it begins.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        start = " ".join(body[:120].decode("utf-8", "replace").split())[:80]
        end = " and is cut off" if body[:1] in b"{[" and body else ""
        raise EndpointError(
            f"{url}: the answer is no JSON{end}, but begins {start!r}; mend: give the url of a reconciliation "
            "service's endpoint; if it is one, try again later"
        ) from error
