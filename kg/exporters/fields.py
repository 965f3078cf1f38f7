"""What every graph format writes of a node and an edge: attribute names, one type each, and text that no format breaks.

In: the attributes that `kg.graph.view` gives. Out: plain strings, numbers and booleans, nothing missing and nothing
nested. A format that let types mix (an integer here, a float there) would be refused by other readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.graph.view import JOIN, connected, network

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Knowledge
    from kg.ontology.schema import Schema

Value: TypeAlias = str | int | float | bool
Kind: TypeAlias = Literal["string", "integer", "double", "boolean"]

NODE_FIELDS: Mapping[str, Kind] = {
    "type": "string",
    "aliases": "string",
    "same_as": "string",
    "weight": "integer",
    "claims": "integer",
}
EDGE_FIELDS: Mapping[str, Kind] = {
    "predicate": "string",
    "family": "string",
    "quad": "string",
    "status": "string",
    "is_fact": "boolean",
    "polarity": "string",
    "factuality": "string",
    "symmetric": "boolean",
    "claimed_by": "string",
    "claimants": "string",
    "time": "string",
    "place": "string",
    "weight": "integer",
    "confidence": "double",
    "phrase": "string",
    "quote": "string",
    "articles": "string",
}

# All that is no Char of XML 1.0 (section 2.2): most control characters, surrogates and two non-characters.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that turn the direction of the text around them (UAX #9): a name with them can be made to read as another.
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile("_(?=x[0-9A-F]*_)")


def drawn(knowledge: Knowledge, schema: Schema) -> nx.MultiDiGraph[str]:
    """The network that is written to files: without open relations, and without what no edge touches."""
    return connected(network(knowledge, schema))


def values(data: Mapping[str, Any], fields: Mapping[str, Kind]) -> Iterator[tuple[str, Value]]:
    """The attributes of a node or edge in the order of `fields`, cleaned; those without a value are left out."""
    for name, kind in fields.items():
        value = data.get(name)
        if value is not None and value not in ("", []):
            yield name, _TYPES[kind](value)


def clean(value: object) -> str:
    """Text that XML can hold: lists joined, characters that XML forbids replaced by U+FFFD.

    Example:
        >>> clean("a\\x00b <c>")
        'a\ufffdb <c>'
    """
    text = JOIN.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return ILLEGAL.sub("\ufffd", text)


def shown(text: str) -> str:
    """A name fit to be drawn: clean, on one line, and without marks that turn the direction of the text."""
    return " ".join(DIRECTION.sub("", clean(text)).split())


def escaped(identifier: str, forbidden: re.Pattern[str]) -> str:
    """An id with every forbidden character as `_xHEX_`, so that different ids stay different.

    Example:
        >>> escaped("O'Brien", NO_TOKEN)
        'O_x27_Brien'
    """
    return forbidden.sub(lambda match: f"_x{ord(match[0]):X}_", _ESCAPE.sub("_x5F_", identifier)) or "_x_"


# What is no NMTOKEN in every edition of XML; GraphML's schema asks for one as id.
NO_TOKEN = re.compile(r"[^A-Za-z0-9._-]")

_TYPES: Mapping[Kind, Callable[[Any], Value]] = {"string": clean, "integer": int, "double": float, "boolean": bool}
