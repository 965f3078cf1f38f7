"""Which of the types that can be had a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, JSONLD, RDFXML = "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"

# What a client may call a type -> the type as it is written; the first is what is given when anything will do.
ROWS: Mapping[str, str] = {
    JSON: JSON,
    "application/json": JSON,
    XML: XML,
    "application/xml": XML,
    "text/xml": XML,
    CSV: CSV,
    TSV: TSV,
}
GRAPH: Mapping[str, str] = {
    TURTLE: TURTLE,
    "application/x-turtle": TURTLE,
    NTRIPLES: NTRIPLES,
    "text/plain": NTRIPLES,
    JSONLD: JSONLD,
    "application/json": JSONLD,
    RDFXML: RDFXML,
    "application/xml": RDFXML,
}


def chosen(accept: str | None, offered: Sequence[str]) -> str | None:
    """The one of `offered` that `accept` likes best, the earlier of equals; None if it takes none of them.

    Example:
        >>> chosen("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
        'application/json'
        >>> chosen("*/*;q=0.1, text/turtle;q=0", ["text/turtle", "text/csv"])
        'text/csv'
        >>> chosen("image/png", ["text/csv"]) is None
        True
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, most = None, 0.0
    for media in offered:
        quality = _quality(media, ranges)
        if quality > most:
            best, most = media, quality
    return best


def of(accept: str | None, kinds: Mapping[str, str]) -> str | None:
    """The type to write, of those in `kinds`, or None."""
    found = chosen(accept, list(kinds))
    return None if found is None else kinds[found]


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            quality = _number(value)
    return media.lower(), quality


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if 0 <= found <= 1 else 0.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How much `media` is liked: what the most specific range that fits says."""
    whole = media.split("/")[0]
    for wanted in (media, f"{whole}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
