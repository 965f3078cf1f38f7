"""The ORDER BY of ready-made queries, done here: rows as the engine finds them in, the same rows in order out.

Oxigraph looks the words of both terms up in the database at every comparison, which of 50,000 rows takes three seconds,
and here a tenth of one. Only terms whose order is plain are compared: IRIs, strings and whole numbers. Where there is
any other, `sort` says so, and the engine has to do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from kg.rdf import terms
from kg.rdf.terms import Term

Row: TypeAlias = tuple[Term | None, ...]
_Key: TypeAlias = tuple[int, int | str]

_CLAUSE = re.compile(r"\nORDER BY\s+(?P<keys>[^{}]+)\Z")
_ONE = re.compile(r"(?P<down>DESC\()?(?:STR\(\?(?P<text>\w+)\)|\?(?P<term>\w+))(?(down)\))\s*")
_STRING, _INTEGER = terms.XSD + "string", terms.XSD + "integer"


@dataclass(frozen=True, slots=True)
class _By:
    """One key of an order: a variable, taken as its text or as a term, upwards or down."""

    name: str
    as_text: bool
    down: bool


class Unordered(Exception):
    """There is a term that only the engine can order."""


def split(query: str) -> tuple[str, tuple[_By, ...]]:
    """A query without the ORDER BY at its end, and the keys of it; as it is where these are no plain variables."""
    clause = _CLAUSE.search(query.rstrip())
    if clause is None:
        return query, ()
    words, keys = clause["keys"], []
    while words:
        found = _ONE.match(words)
        if found is None:
            return query, ()
        keys.append(_By(found["text"] or found["term"], bool(found["text"]), bool(found["down"])))
        words = words[found.end() :]
    return query[: clause.start()] + "\n", tuple(keys)


def ordered(rows: Iterable[Row], columns: Sequence[str], keys: Iterable[_By]) -> tuple[Row, ...]:
    """The rows in the order of SPARQL 1.1, section 15.1; rows that are equal by all keys stay as they are.

    Raises:
        Unordered: a term is none of those that can be compared here.
    """
    found = list(rows)
    for by in reversed(tuple(keys)):
        column = columns.index(by.name)
        found.sort(key=lambda row, by=by, at=column: _key(row[at], by), reverse=by.down)  # type: ignore[misc]
    return tuple(found)


def _key(term: Term | None, by: _By) -> _Key:
    if term is None:
        return 0, ""
    if isinstance(term, ox.NamedNode):
        return (3 if by.as_text else 2), term.value
    if isinstance(term, ox.Literal):
        if by.as_text or term.datatype.value == _STRING:
            return 3, term.value
        if term.datatype.value == _INTEGER:
            return 4, int(term.value)
    raise Unordered
