"""Whether a SPARQL query may run: only reading, and only from the store.

In: the query's text. Out: nothing, or a QueryError that says why not. Two checks that do not depend on each other: on
the tokens (strings, IRIs, comments, variables and prefixed names set aside), and on rdflib's algebra where it can parse
the query, which it cannot for SPARQL 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import terms

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

# Everything in which a keyword may stand without being one, before the bare words themselves.
_TOKEN = re.compile(
    r"""
      (?P<string> \"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\n\r]* )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name> [^\W\d]?(?:[\w.\-]*[\w\-])?:(?:[\w:.\-%]|\\.)* )
    | (?P<word> [^\W\d]\w* )
    | (?P<other> . )
""",
    re.VERBOSE | re.DOTALL,
)
# Measured: Oxigraph 0.5.13 dies of 3,000 brackets within each other, or of 3,000 BIND, OPTIONAL or MINUS in a row.
_DEEPEST, _LONGEST = 100, 1000
_OPERATORS = frozenset("!|&+-*/^.;=<>")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(query: str, database: ox.Store) -> None:
    """Let `query` pass if it only reads, and only from `database`.

    Raises:
        QueryError: it updates, names a SERVICE, or reads FROM a graph that is not in the store.
    """
    _check_size(query)
    # SPARQL expands \\u escapes before it looks for keywords; both readings must be harmless.
    for text in {query, _ESCAPED.sub(_character, query)}:
        _check_tokens(text)
    froms = any(word == "FROM" for word, _ in _words(query))
    algebra = _algebra(query)
    if algebra is None:
        if froms:
            raise QueryError("query: FROM cannot be checked in a query that rdflib cannot parse; use GRAPH <…> { … }")
        return
    for part in _parts(algebra):
        if getattr(part, "name", "") == "ServiceGraphPattern":
            raise _refused("SERVICE")
    _check_graphs(algebra, database)


def _check_size(text: str) -> None:
    """Refuse what would overflow the stack of Oxigraph's parser or evaluation, which ends the whole process."""
    depth = deepest = steps = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "word" or token[0] in _OPERATORS:
            steps += 1
        elif token[0] in "({[":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in ")}]":
            depth -= 1
    if deepest > _DEEPEST or steps > _LONGEST:
        raise QueryError(
            f"query: {deepest} brackets within each other and {steps} keywords and operators, but at most "
            f"{_DEEPEST} and {_LONGEST} can be run; ask with several queries, or with VALUES"
        )


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The bare words of a query in capitals, with the line each stands on."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "word":
            yield token[0].upper(), text.count("\n", 0, token.start()) + 1


def _check_tokens(text: str) -> None:
    for word, line in _words(text):
        if word == "SERVICE":
            raise _refused(word, line)
        if word in _UPDATES:
            raise QueryError(
                f"query, line {line}: {word} changes data, but queries only read; "
                "use SELECT, ASK, CONSTRUCT or DESCRIBE"
            )


def _refused(word: str, line: int | None = None) -> QueryError:
    where = f"query, line {line}" if line else "query"
    return QueryError(
        f"{where}: {word} would reach out to another server, and queries stay in the store; "
        "load the other data into a store of its own"
    )


# rdflib takes 6 ms for a query that Oxigraph answers in one, and a program asks the same again and again.
@lru_cache(maxsize=128)
def _algebra(query: str) -> Any:
    """rdflib's algebra of `query`, None if rdflib has no grammar for it or it is broken: Oxigraph will say where."""
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql import prepareQuery

    try:
        return prepareQuery(query, initNs=dict(terms.PREFIXES)).algebra
    except (ParseBaseException, ValueError, TypeError, NameError, LookupError, RecursionError, AttributeError):
        return None
    except Exception as error:
        if type(error) is Exception:  # rdflib's own "Unknown namespace prefix"
            return None
        raise


def _parts(node: Any) -> Iterator[Any]:
    """Every part of an algebra tree, itself included."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        if isinstance(part, dict):
            pending += part.values()
        elif isinstance(part, list | tuple | set):
            pending += part


def _check_graphs(algebra: Any, database: ox.Store) -> None:
    clauses = algebra.get("datasetClause") or []
    if sum(1 for clause in clauses if clause.default) > 1:
        raise QueryError(
            "query: several FROM would count a triple once for each article; use GRAPH ?article { … }, or "
            "leave FROM out to ask the union"
        )
    for clause in clauses:
        name = clause.default or clause.named
        if not database.contains_named_graph(ox.NamedNode(str(name))):
            raise QueryError(f"query: FROM <{name}>: no graph of that name in the store; `articles` lists them")
