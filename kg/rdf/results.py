"""What a query answers: rows, a graph or yes/no, as a table for people, CSV for sheets, JSON for programs.

In: Oxigraph's answer. Out: a frozen `Result` that holds pyoxigraph terms and writes itself.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.rdf import terms
from kg.rdf.terms import Term

Row: TypeAlias = tuple[Term | None, ...]

# A cell that begins so is run as a formula by spreadsheet programs (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    `kind` is rows (SELECT), graph (CONSTRUCT, DESCRIBE: `triples`, and the same as rows) or boolean (ASK: one row, one
    cell).
    """

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    triples: tuple[ox.Triple, ...] = ()

    @classmethod
    def of(cls, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, *, ordered: bool) -> Result:
        """Oxigraph's answer, read to its end; rows sorted by their terms unless the query has put them in order."""
        if isinstance(found, ox.QueryBoolean):
            return cls("boolean", ("answer",), ((ox.Literal(bool(found)),),))
        if isinstance(found, ox.QueryTriples):
            said = {ox.Triple(t.subject, t.predicate, terms.canonical_term(t.object)) for t in found}
            triples = tuple(sorted(said, key=str))
            return cls("graph", ("subject", "predicate", "object"), tuple(tuple(t) for t in triples), triples)
        columns = tuple(variable.value for variable in found.variables)
        rows = [tuple(term if term is None else terms.canonical_term(term) for term in row) for row in found]
        return cls("rows", columns, tuple(rows if ordered else sorted(rows, key=_order)))

    def __bool__(self) -> bool:
        """Whether there is an answer: a row, a triple, or yes."""
        return self.rows[0][0] == ox.Literal(True) if self.kind == "boolean" else bool(self.rows)

    def table(self) -> list[list[str]]:
        """The rows as people read them: prefixed names and plain text, "" for what is not bound."""
        return [[terms.short(term) for term in row] for row in self.rows]

    def csv(self) -> str:
        """The rows as CSV with a head (RFC 4180): full IRIs, and text that would run as a formula behind a "'"."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(term) for term in row] for row in self.rows)
        return out.getvalue()

    def json(self) -> str:
        """The answer in SPARQL 1.1 Query Results JSON; a graph as rows of subject, predicate and object."""
        if self.kind == "boolean":
            answer: dict[str, Any] = {"head": {}, "boolean": bool(self)}
        else:
            found = [
                {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
                for row in self.rows
            ]
            answer = {"head": {"vars": list(self.columns)}, "results": {"bindings": found}}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _order(row: Row) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row)


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    number = term.datatype.value.startswith(terms.XSD) and term.datatype.value != terms.XSD + "string"
    return f"'{term.value}" if term.value.startswith(_FORMULA) and not number else term.value


def _json(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        ends = zip(("subject", "predicate", "object"), term, strict=True)
        return {"type": "triple", "value": {name: _json(end) for name, end in ends}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == terms.XSD + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
