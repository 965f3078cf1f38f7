"""Graphs written to files: by suffix, packed if the name ends in .gz, or as the files of a program's import."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import FormatError, InputError
from kg.model import Extraction
from kg.resolution.identity import LOCAL

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.library.graphs import Graph


_OF_ARTICLES = (".trig", ".nq")  # these hold articles' graphs and nothing else, so that stores can be made of them


def save(target: Path, data: bytes) -> Path:
    """Write a file, its folder as well if there is none, and give its path back.

    Raises:
        InputError: it cannot be written.
    """
    return _written(target, lambda stream: stream.write(data))


def save_graph(graph: Graph, target: Path, *, rdf12: bool = False) -> Path:
    """Write a graph in the format that the suffix names; N-Quads of a store in flat memory.

    Raises:
        FormatError: no writer is known for the suffix.
        InputError: the file cannot be written.
    """
    from kg.rdf import bulk
    from kg.rdf.formats import kind_of

    suffix, packed = kind_of(target)
    graph.check_suffix(suffix)
    if suffix == ".nq" and not rdf12:
        return _written(target, lambda stream: bulk.dump(graph.store, stream), packed=packed)
    data = graph.to_bytes(suffix, rdf12=rdf12)
    return _written(target, lambda stream: stream.write(data), packed=packed)


def save_neo4j(graph: Graph, folder: Path) -> list[Path]:
    """Write the CSV files that Neo4j imports into a folder."""
    from kg.exporters.neo4j import to_neo4j

    found = to_neo4j(graph.knowledge, graph.ontology.schema)
    return [save(folder / name, data) for name, data in found.items()]


def _written(target: Path, write: Callable[[IO[bytes]], object], *, packed: bool = False) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            if packed:
                # No name and no time in it: the same graph gives the same bytes.
                with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as stream, io.BufferedWriter(stream) as buffer:
                    write(buffer)
            else:
                write(file)
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror}; give a folder that can be") from error
    return target


def graph_bytes(graph: Graph, suffix: str, *, rdf12: bool = False) -> bytes:
    """A graph in the format of `suffix`; with `rdf12` in RDF 1.2.

    Raises:
        FormatError: no writer is known for the suffix.
    """
    from kg.exporters import EXPORTERS
    from kg.rdf import rdf12 as reifying
    from kg.rdf.formats import WRITERS, write

    check_suffix(suffix)
    kind = suffix.lower()
    if rdf12:
        return reifying.write(_quads(graph, kind), kind)
    if kind in WRITERS:
        return write(_quads(graph, kind), kind)
    return EXPORTERS[kind](graph.knowledge, graph.ontology.schema)


def _quads(graph: Graph, kind: str) -> Iterable[Quad]:
    """What the articles say, and in files without their graphs also what was judged to be the same elsewhere."""
    from kg.rdf.dataset import same_as_quads

    view = graph.reading.view
    if kind in _OF_ARTICLES or not view.elsewhere:
        return graph.store.quads()
    iris = {key: found for seen, found in view.elsewhere.items() for key in view.members(seen) if LOCAL not in key}
    return chain(graph.store.quads(), same_as_quads(iris))


def check_suffix(suffix: str) -> None:
    """Refuse a suffix that no writer knows.

    Raises:
        FormatError: no writer is known for it; the message lists the known ones.
    """
    from kg.exporters import EXPORTERS
    from kg.rdf.formats import WRITERS

    if suffix.lower() not in {*WRITERS, *EXPORTERS}:
        known = " ".join([*WRITERS, *EXPORTERS])
        raise FormatError(f"{suffix or 'no suffix'}: no writer for it; there are {known}")


def triple_lines(extractions: Iterable[Extraction]) -> Iterator[str]:
    """The surface triples of extractions, one JSON line each."""
    for extraction in extractions:
        for t in extraction.triples:
            line = {
                "subject": t.subject,
                "relation": t.relation,
                "object": t.object,
                "confidence": t.confidence,
                "form": t.form,
                "time": t.time,
                "article": t.evidence.article,
                "start": t.evidence.start,
                "end": t.evidence.end,
            }
            yield json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n"
