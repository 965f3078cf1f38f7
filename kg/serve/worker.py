"""A process that answers queries, one after another, until it is killed: `python worker.py` with frames on its pipes.

In: the store's place and limits, then jobs. Out: answers, serialised by Oxigraph itself and sent in pieces. The guard
runs here as well, so that nothing about a hostile query can hold up the server: not its parsing either.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import threading
import time
from typing import IO, Any, BinaryIO, cast

import pyoxigraph as ox

from kg.errors import KGError, QueryError
from kg.rdf import terms
from kg.rdf.guard import check
from kg.rdf.sparql import explained
from kg.serve import frames

# The answer is held back until it has this many bytes, so that errors of short answers have a proper status.
PIECE = 65536

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


class TooMany(Exception):
    """The answer has more rows than the server gives."""


class Output(io.RawIOBase):
    """A file of bytes that Oxigraph writes to: sends pieces on, and counts rows as they pass."""

    def __init__(self, out: BinaryIO, media: str, most: int) -> None:
        super().__init__()
        self._out, self._media, self._most = out, media, most
        self._count = _COUNTERS.get(media, _NoCount)()
        self._rows = 0
        self._held = bytearray()
        self._begun = False

    def write(self, data: Any) -> int:
        """Take some bytes of the answer."""
        self._rows += self._count(data)
        if self._rows > self._most:
            raise TooMany
        self._held += data
        if len(self._held) >= PIECE:
            self._send()
            self._out.flush()
        return len(data)

    def flush(self) -> None:
        """Nothing: pieces are sent when they are full."""

    def end(self) -> None:
        """Send what is left, and the end."""
        self._send()
        self._out.write(frames.packed(b"z", b""))
        self._out.flush()

    def _send(self) -> None:
        if not self._begun:
            self._begun = True
            self._out.write(frames.packed(b"h", self._media.encode()))
        self._out.write(frames.packed(b"d", bytes(self._held)))
        self._held.clear()


# --- counting rows as they pass ----------------------------------------------------------------


class _NoCount:
    def __call__(self, data: bytes) -> int:
        return 0


class _Json:
    """Rows of SPARQL JSON: a bracket, a comma, a bracket and a key; in a string the quotation mark would be escaped."""

    _BETWEEN = re.compile(rb'\},\{"\w')

    def __init__(self) -> None:
        self._tail = b""

    def __call__(self, data: bytes) -> int:
        text = self._tail + data
        self._tail = text[-4:]
        return len(self._BETWEEN.findall(text))


class _Mark:
    """Rows that begin or end with a mark which no value can hold."""

    def __init__(self, mark: bytes) -> None:
        self._mark, self._tail = mark, b""

    def __call__(self, data: bytes) -> int:
        text = self._tail + data
        self._tail = text[-(len(self._mark) - 1) :] if len(self._mark) > 1 else b""
        return text.count(self._mark)


class _Csv:
    """Ends of lines outside of quotation marks."""

    def __init__(self) -> None:
        self._inside = False

    def __call__(self, data: bytes) -> int:
        found = 0
        for number, part in enumerate(data.split(b'"')):
            if number:
                self._inside = not self._inside
            if not self._inside:
                found += part.count(b"\n")
        return found


_COUNTERS: dict[str, Any] = {
    "application/sparql-results+json": _Json,
    "application/sparql-results+xml": lambda: _Mark(b"<result>"),
    "text/csv": _Csv,
    "text/tab-separated-values": lambda: _Mark(b"\n"),
    "application/n-triples": lambda: _Mark(b"\n"),
}


# --- answering ---------------------------------------------------------------------------------


def answer(database: ox.Store, job: dict[str, Any], out: BinaryIO, seen: set[str]) -> None:
    """Write the frames of the answer to one job; `seen` are queries that the guard has let pass before."""
    query, default, named = job["query"], job.get("default") or [], job.get("named") or []
    try:
        if query not in seen:
            check(query, database)
            if len(seen) < 500:
                seen.add(query)
        found = _found(database, query, default, named)
        media = job["accept"][_kind(found)]
        if media is None:
            _fail(out, 406, f"none of the types that are accepted can hold {_WHAT[_kind(found)]}")
            return
        _write(found, Output(out, media, job["rows"]), media, job["rows"])
    except SyntaxError as error:
        _fail(out, 400, explained(str(error)))
    except KGError as error:
        _fail(out, 400, str(error))
    except TooMany:
        _fail(out, 400, f"the answer has more than {job['rows']} rows; ask for fewer with LIMIT")
    except (RuntimeError, ValueError, OSError, RecursionError) as error:
        _fail(out, 400, f"query: {error}")


def _found(database: ox.Store, query: str, default: list[str], named: list[str]) -> Any:
    """Oxigraph's answer; the dataset is the protocol's if it names one, else the store's."""
    if not default and not named:
        return database.query(query, prefixes=dict(terms.PREFIXES))
    for name in (*default, *named):
        if not database.contains_named_graph(ox.NamedNode(name)):
            raise QueryError(f"dataset: no graph <{name}> in the store; GRAPH ?g {{ }} lists them")
    graphs: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(name) for name in named]
    if len(default) > 1:  # Oxigraph would count a triple once for each graph that has it
        merged = ox.Store()
        for name in default:
            merged.extend(
                ox.Quad(q.subject, q.predicate, q.object)
                for q in database.quads_for_pattern(None, None, None, ox.NamedNode(name))
            )
        for graph in graphs:
            merged.extend(database.quads_for_pattern(None, None, None, graph))
        return merged.query(query, prefixes=dict(terms.PREFIXES))
    chosen: Any = [ox.NamedNode(name) for name in default]
    return database.query(query, prefixes=dict(terms.PREFIXES), default_graph=chosen, named_graphs=graphs)


_WHAT = {"rows": "rows", "graph": "a graph", "boolean": "yes or no"}


def _kind(found: Any) -> str:
    if isinstance(found, ox.QueryBoolean):
        return "boolean"
    return "graph" if isinstance(found, ox.QueryTriples) else "rows"


def _write(found: Any, output: Output, media: str, most: int) -> None:
    if _kind(found) == "graph":
        prefixes = dict(terms.PREFIXES) if media in ("text/turtle", "application/rdf+xml") else None
        ox.serialize(_counted(found, most), cast("IO[bytes]", output), format=GRAPHS[media], prefixes=prefixes)
    else:
        found.serialize(output, format=ROWS[media])
    output.end()


def _counted(triples: Any, most: int) -> Any:
    """The triples, each once: Oxigraph's CONSTRUCT may give one several times."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            if len(seen) > most:
                raise TooMany
            yield triple


def _fail(out: BinaryIO, status: int, message: str) -> None:
    out.write(frames.packed(b"e", json.dumps({"status": status, "message": message}).encode()))
    out.flush()


# --- the process -------------------------------------------------------------------------------


def main() -> None:
    """Open the store that the first frame names, then answer jobs until the pipe is closed."""
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not come between frames
    first = frames.read(inward)
    if first is None:
        return
    settings = json.loads(first[1])
    _bound(settings["memory"])
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    database = _opened(settings)
    check("ASK {}", database)  # loads the grammar, so that no client waits for it
    outward.write(frames.packed(b"z", b""))
    outward.flush()
    seen: set[str] = set()
    while (job := frames.read(inward)) is not None:
        answer(database, json.loads(job[1]), outward, seen)


def _opened(settings: dict[str, Any]) -> ox.Store:
    if settings["store"]:
        from kg.rdf.store import Store

        return Store(settings["store"], read_only=True).database
    database = ox.Store()
    database.bulk_load(path=settings["quads"], format=ox.RdfFormat.N_QUADS)
    return database


def _bound(memory: int) -> None:
    """Let the system refuse more memory than this: the process ends, and the server says so and starts another."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _watch(parent: int) -> None:
    """End the process when the server is gone, even in the middle of a query."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main()
