"""XML, written by hand: names and values in, lines of well-formed text out, the same ones every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def tag(name: str, attributes: Iterable[tuple[str, object]] = (), text: str | None = None) -> str:
    """One element without children.

    Example:
        >>> tag("edge", [("id", 1), ("label", '"<')], None)
        '<edge id="1" label=\\'"&lt;\\'/>'
    """
    start = opening(name, attributes)[:-1]
    # A carriage return in text would be read back as a line feed (XML 1.0, section 2.11).
    return f"{start}/>" if text is None else f"{start}>{escape(text, {chr(13): '&#13;'})}</{name}>"


def opening(name: str, attributes: Iterable[tuple[str, object]] = ()) -> str:
    """The opening tag alone."""
    written = "".join(f" {key}={quoteattr(_text(value))}" for key, value in attributes)
    return f"<{name}{written}>"


def block(name: str, attributes: Iterable[tuple[str, object]], children: Iterable[str]) -> Iterator[str]:
    """An element with its children, a line each, indented."""
    lines = [f"  {line}" for line in children]
    if not lines:
        yield tag(name, attributes)
        return
    yield opening(name, attributes)
    yield from lines
    yield f"</{name}>"


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
