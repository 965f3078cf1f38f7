"""A store's articles to a server, and back: SPARQL 1.1 Graph Store Protocol, Update and Query.

Out: each article's graph replaces what the server has of it, so that a push can be done again, and gone on with after
an interruption: a journal says what the server has. In: the articles of a server, in batches.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import EndpointError, StoreError
from kg.rdf import folder, formats, terms
from kg.rdf.remote import Server
from kg.rdf.results import Result
from kg.rdf.store import Store

BATCH = 50  # articles a request: some 10,000 triples, a megabyte
_TRIPLES = 20_000  # of the union, a request

_TRIPLES_TYPE = {"Content-Type": "application/n-triples"}
_UPDATE = {"Content-Type": "application/sparql-update"}
_JSON = "application/sparql-results+json"
_ARTICLES = """SELECT DISTINCT ?g { GRAPH ?g { ?g a <https://schema.org/NewsArticle> } }"""
_GRAPHS = "SELECT ?g ?s ?p ?o { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } }"

_T = TypeVar("_T")


@dataclass(slots=True)
class Pushed:
    """How far a push is: articles sent, those that the server has already, those taken away there."""

    sent: int = 0
    unchanged: int = 0
    removed: int = 0


def push(
    store: Store,
    server: Server,
    journal: Path,
    *,
    update: bool = False,
    union: bool = False,
    again: bool = False,
    tick: Callable[[Pushed], None] | None = None,
) -> Pushed:
    """Make the server have the store's articles, each in a graph of its own.

    Args:
        store: what is sent.
        server: its graph store, or with `update` its updates.
        journal: says which article's graph the server has in which version; made if there is none.
        update: many articles a request, as SPARQL updates; otherwise one PUT an article.
        union: send the union to the default graph as well, for servers that do not make it themselves.
        again: send all, whatever the journal says.
        tick: called after every request.

    Raises:
        EndpointError: the server cannot be reached or refuses; what was sent stays, and the next push goes on.
        StoreError: the journal cannot be written.
    """
    done = {} if again else _read(journal, server.url)
    here = set(store.articles())
    report = Pushed()
    with _Journal(journal, server.url) as book:
        for batch in _batches(_changed(store, done, report), BATCH if update else 1):
            _send(server, batch, update=update)
            book.note({key: digest for key, digest, _ in batch})
            report.sent += len(batch)
            if tick:
                tick(report)
        for key in sorted(done.keys() - here):
            _forget(server, key, update=update)
            book.note({key: ""})
            report.removed += 1
    if union and (report.sent or report.removed or again):
        _send_union(store, server, update=update)
    _tidy(journal, server.url)
    return report


def _changed(store: Store, done: dict[str, str], report: Pushed) -> Iterator[tuple[str, str, str]]:
    """The articles that the server has not, each with a digest and its triples as N-Triples."""
    for key in store.articles():
        name = terms.article(key)
        quads = store.database.quads_for_pattern(None, None, None, name)
        triples = formats.write(terms.canonical(quads), ".nt").decode()
        digest = hashlib.sha256(triples.encode()).hexdigest()[:16]
        if done.get(key) == digest:
            report.unchanged += 1
        else:
            yield key, digest, triples


def _send(server: Server, batch: Sequence[tuple[str, str, str]], *, update: bool) -> None:
    if update:
        drops = " ; ".join(f"DROP SILENT GRAPH {terms.article(key)}" for key, _, _ in batch)
        graphs = "\n".join(f"GRAPH {terms.article(key)} {{\n{triples}}}" for key, _, triples in batch)
        server.request("POST", body=f"{drops} ;\nINSERT DATA {{\n{graphs}\n}}".encode(), headers=_UPDATE)
        return
    for key, _, triples in batch:
        graph = {"graph": terms.article(key).value}
        server.request("PUT", parameters=graph, body=triples.encode(), headers=_TRIPLES_TYPE)


def _forget(server: Server, key: str, *, update: bool) -> None:
    if update:
        server.request("POST", body=f"DROP SILENT GRAPH {terms.article(key)}".encode(), headers=_UPDATE)
    else:
        server.request("DELETE", parameters={"graph": terms.article(key).value}, absent=True)


def _send_union(store: Store, server: Server, *, update: bool) -> None:
    """The union in the place of the server's default graph, in portions."""
    lines = (f"{q.subject} {q.predicate} {q.object} .\n" for q in store.union())
    if update:
        server.request("POST", body=b"CLEAR SILENT DEFAULT", headers=_UPDATE)
    for number, some in enumerate(_batches(lines, _TRIPLES)):
        triples = "".join(some)
        if update:
            server.request("POST", body=f"INSERT DATA {{\n{triples}}}".encode(), headers=_UPDATE)
        else:
            method = "POST" if number else "PUT"
            server.request(method, parameters={"default": ""}, body=triples.encode(), headers=_TRIPLES_TYPE)


def _batches(items: Iterator[_T], size: int) -> Iterator[list[_T]]:
    while some := list(islice(items, size)):
        yield some


# --- the journal ---------------------------------------------------------------------------------


class _Journal:
    """One line an article that was sent, written when the server has said that it has it."""

    def __init__(self, path: Path, url: str) -> None:
        try:
            self._file = path.open("a", encoding="utf-8")
        except OSError as error:
            raise _unwritable(path, error) from error
        self._path, self._url = path, url

    def __enter__(self) -> _Journal:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._file.close()

    def note(self, digests: dict[str, str]) -> None:
        try:
            for key, digest in digests.items():
                self._file.write(json.dumps({"url": self._url, "article": key, "digest": digest}) + "\n")
            self._file.flush()
        except OSError as error:
            raise _unwritable(self._path, error) from error


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: cannot be written: {error.strerror}; mend: another place with --journal FILE")


def _read(path: Path, url: str) -> dict[str, str]:
    """The digest of each article that the server has; a line that was cut off by a kill is as if not written."""
    found: dict[str, str] = {}
    if not path.is_file():
        return found
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError, TypeError, KeyError):
            row = json.loads(line)
            if row["url"] == url:
                found[row["article"]] = row["digest"]
    return {key: digest for key, digest in found.items() if digest}


def _tidy(path: Path, url: str) -> None:
    """One line an article again."""
    lines = (
        json.dumps({"url": url, "article": key, "digest": digest}) + "\n"
        for key, digest in sorted(_read(path, url).items())
    )
    folder.write_whole(path, "".join(lines))


# --- back ----------------------------------------------------------------------------------------


def query(server: Server, text: str) -> Result:
    """The answer of a server to a SPARQL query; our prefixes are known.

    Raises:
        EndpointError: the server cannot be reached, refuses, or answers with something else.
    """
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms.PREFIXES.items())
    accept = {"Accept": f"{_JSON}, application/n-triples;q=0.9"}
    # A form is the one way that every server takes.
    form = {**accept, "Content-Type": "application/x-www-form-urlencoded"}
    body = server.request("POST", body=urlencode({"query": prefixes + text}).encode(), headers=form)
    try:
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        return Result.of(found, ordered="order" in text.lower())
    except (SyntaxError, ValueError):
        return _graph(server, body)


def _graph(server: Server, body: bytes) -> Result:
    try:
        triples = {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)}
    except (SyntaxError, ValueError) as error:
        start = body[:80].decode("utf-8", "replace")
        raise EndpointError(
            f"{server.url}: the answer is neither a SPARQL result in JSON nor N-Triples, but {start!r}; "
            "mend: give the url of its queries (such as /query or /sparql)"
        ) from error
    ordered = tuple(sorted(triples, key=str))
    return Result("graph", ("subject", "predicate", "object"), tuple(tuple(t) for t in ordered), ordered)


def pull(server: Server, store: Store, *, again: bool = False, tick: Callable[[int], None] | None = None) -> int:
    """Put the articles of a server into a store, each in one transaction; how many changed.

    Those that the store has are left out, so that a pull can be gone on with, unless all are wanted `again`.

    Raises:
        EndpointError: the server cannot be reached or refuses; what was fetched stays.
        StoreError: the store cannot be written.
    """
    names = [row[0] for row in query(server, _ARTICLES).rows if isinstance(row[0], ox.NamedNode)]
    wanted = [n for n in sorted(names, key=str) if (key := terms.article_id(n)) and (again or key not in store)]
    changed = 0
    for batch in _batches(iter(wanted), BATCH):
        rows = query(server, _GRAPHS % " ".join(map(str, batch))).rows
        changed += store.add_quads(ox.Quad(s, p, o, g) for g, s, p, o in rows)  # type: ignore[arg-type]
        if tick:
            tick(changed)
    return changed
