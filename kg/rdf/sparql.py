"""SPARQL over a store: a query's text in, rows, a graph or yes/no out. Read-only and offline.

Oxigraph and rdflib would both fetch what SERVICE names, and rdflib what FROM names; so every query is looked at before
it runs, by its tokens and, where rdflib can parse it, by its algebra. Parameters of the ready-made queries
(`queries/*.rq`) are bound as terms and never pasted into text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import pyoxigraph as ox

from kg.errors import QueryError, UnknownName
from kg.rdf import ordering, terms
from kg.rdf.guard import check
from kg.rdf.results import Result
from kg.rdf.store import Store
from kg.rdf.terms import Term

__all__ = ["Parameter", "Question", "Result", "ask", "explained", "question", "questions", "run"]


def run(store: Store, query: str, *, bindings: Mapping[str, Term] | None = None) -> Result:
    """The answer to `query`, asked of the union of all articles; `GRAPH ?article { … }` asks one by one.

    The prefixes of `kg.rdf.terms.PREFIXES` are known. Rows of a query without ORDER BY are sorted, so that the answer
    does not depend on the engine.

    Args:
        store: what is asked.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE.
        bindings: values for variables of the query, which must be in its SELECT clause.

    Raises:
        QueryError: a syntax error, with its line and column; an update; or a query that reaches out of the store.
    """
    check(query, store.database)
    return _answer(store, query, bindings or {})


def _answer(store: Store, query: str, bindings: Mapping[str, Term], *, ordered: bool = False) -> Result:
    given = {ox.Variable(name.lstrip("?$")): value for name, value in bindings.items()}
    try:
        found = store.database.query(query, prefixes=dict(terms.PREFIXES), substitutions=given or None)
        return Result.of(found, ordered=ordered or bool(_ORDER.search(query)))
    except SyntaxError as error:
        raise QueryError(explained(str(error))) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"query: {error}") from error


_ORDER = re.compile(r"\bORDER\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected one of |expected )?(.*)", re.DOTALL)
_TELLING = re.compile(r"Prefix not found|The [A-Z]+ contains [a-z ]+|[A-Z][a-z]+ [a-z]+ [a-z ]+")


def explained(text: str) -> str:
    """Oxigraph's message with the place spelled out and without its long lists of letters."""
    match = _POSITION.search(text)
    if not match:
        return f"query: {text}"
    line, column, expected = match.groups()
    where = f"query, line {line}, column {column}"
    if telling := _TELLING.search(expected):
        what = telling[0].strip()
        known = f"; known are {' '.join(terms.PREFIXES)}" if what == "Prefix not found" else ""
        return f"{where}: {what[0].lower()}{what[1:]}{known}"
    words = re.findall(r'"[^"\s]{1,12}"|\b[A-Z]{2,}\b', re.sub(r"\[[^\]]*\]", " ", expected))
    return f"{where}: syntax error" + (f"; there could be {', '.join(words[:8])}" if words else "")


# --- ready-made queries ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a ready-made query that may, or must, be given a value.

    `kind` is entity, predicate, class, article or text.
    """

    name: str
    kind: str
    description: str
    needed: bool = False

    def term(self, value: str) -> Term:
        """`value` as a term: an id or name of its kind, or an IRI or prefixed name.

        Raises:
            QueryError: it is an IRI of no known form.
        """
        if self.kind == "text":
            return terms.literal(value)
        if value.startswith(("<", "http:", "https:")) or value.partition(":")[0] in _PREFIXED[self.kind]:
            try:
                return terms.expanded(value)
            except ValueError as error:
                raise QueryError(f"?{self.name}: {error}") from error
        if self.kind == "article":
            return terms.article(value)
        if self.kind == "entity":
            return terms.entity(value.replace(" ", "_"))
        return terms.predicate(value)


# A predicate `rel:stoke` is a name and encoded as such; the others' prefixes are taken as IRIs.
_PREFIXED: Mapping[str, tuple[str, ...]] = {
    "entity": ("ent",),
    "article": ("art",),
    "predicate": ("kg",),
    "class": ("kg",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query that users often ask: its name, what it answers, what may be filled in, and its text."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def questions() -> tuple[Question, ...]:
    """All ready-made queries, by name."""
    return tuple(_questions()[name] for name in sorted(_questions()))


def question(name: str) -> Question:
    """The ready-made query `name`.

    Raises:
        UnknownName: there is none; the message lists them.
    """
    found = _questions().get(name.removesuffix(".rq"))
    if found is None:
        raise UnknownName(f"no query {name!r}; there are {', '.join(sorted(_questions()))}")
    return found


def ask(store: Store, name: str, **values: str) -> Result:
    """The answer to the ready-made query `name`, with `values` for its parameters; those left out may be anything.

    Raises:
        UnknownName: there is no such query, or it has no such parameter.
        QueryError: a parameter that is needed is left out, or a value is of no known form.
    """
    asked = question(name)
    known = {parameter.name: parameter for parameter in asked.parameters}
    for given in values:
        if given not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise UnknownName(f"query {asked.name!r} has no parameter {given!r}; {has}")
    for parameter in asked.parameters:
        if parameter.needed and parameter.name not in values:
            raise QueryError(f"query {asked.name!r} needs {parameter.name}: {parameter.description}")
    return _in_order(store, asked.text, {given: known[given].term(value) for given, value in values.items()})


def _in_order(store: Store, query: str, bindings: Mapping[str, Term]) -> Result:
    """The answer to a query that ends with its ORDER BY, which is done here if it can be: see `kg.rdf.ordering`."""
    bare, keys = ordering.split(query)
    found = _answer(store, bare, bindings, ordered=True)
    try:
        return replace(found, rows=ordering.ordered(found.rows, found.columns, keys))
    except ordering.Unordered:
        return _answer(store, query, bindings)


_PARAMETER = re.compile(r"\?(\w+) \((entity|predicate|class|article|text)(, needed)?\): (.+)")


@cache
def _questions() -> dict[str, Question]:
    folder = resources.files("kg.rdf") / "queries"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return {
        found.name: found
        for file in files
        for found in [_question(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))]
    }


def _question(name: str, text: str) -> Question:
    """A query from its file: `# title`, comment lines that describe it, and parameters (`# ?name (kind): what`)."""
    lines = [line[1:].strip() for line in _head(text)]
    parameters = [match for line in lines[1:] if (match := _PARAMETER.fullmatch(line))]
    description = " ".join(line for line in lines[1:] if not _PARAMETER.fullmatch(line))
    return Question(
        name, lines[0], description, tuple(Parameter(m[1], m[2], m[4], bool(m[3])) for m in parameters), text
    )


def _head(text: str) -> list[str]:
    lines = text.splitlines()
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end]
