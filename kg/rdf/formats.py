"""RDF files: quads in, the bytes of .ttl, .trig, .nq, .nt or .jsonld out, and back.

TriG and N-Quads keep the articles' graphs; Turtle, N-Triples and JSON-LD are their union. The same quads give the same
bytes in whatever order they come. Files are read with Oxigraph's parsers, which fetch nothing from the net.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import FormatError, InputError
from kg.rdf import rdf12, terms
from kg.rdf.jsonld import jsonld
from kg.rdf.terms import Term
from kg.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def write(quads: Iterable[Quad], suffix: str) -> bytes:
    """`quads` as a file of the kind that `suffix` (".ttl") names.

    Raises:
        FormatError: the suffix is none of `WRITERS`.
    """
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        raise FormatError(f"{suffix or 'no suffix'}: no RDF format; there are {' '.join(WRITERS)}")
    return writer(quads)


def read(path: Path) -> list[Quad]:
    """The quads of a file, in the order of the file.

    Raises:
        FormatError: the suffix is none of `WRITERS`.
        InputError: the file is missing or broken; the message says where.
    """
    suffix, packed = kind_of(path)
    try:
        data = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: {why}; give the name of an RDF file") from error
    return parse(data, suffix, source=str(path))


def kind_of(path: Path) -> tuple[str, bool]:
    """The suffix that names a file's format, in small letters, and whether the file is compressed.

    Example:
        >>> kind_of(Path("news.NQ.gz"))
        ('.nq', True)
    """
    packed = path.suffix.lower() == ".gz"
    return (path.with_suffix("") if packed else path).suffix.lower(), packed


def parse(data: bytes, suffix: str, *, source: str = "RDF data") -> list[Quad]:
    """The quads in `data`, whose format `suffix` names; `source` is what an error calls it.

    Raises:
        FormatError: the suffix is none of `WRITERS`.
        InputError: the data is broken; the message has source, line, column and what.
    """
    kind = _FORMATS.get(suffix.lower())
    if kind is None:
        raise FormatError(f"{source}: no RDF format; there are {' '.join(WRITERS)}")
    try:
        return list(rdf12.plain(ox.parse(data, format=kind)))
    except SyntaxError as error:
        raise broken(source, error) from error
    except (ValueError, OSError) as error:
        raise InputError(f"{source}: {error}; mend the file or export it anew") from error


def broken(source: str, error: SyntaxError, *, place: bool = True) -> InputError:
    """What to say of a file that cannot be parsed; without a `place` where the parser was not given the file itself."""
    where = f", line {error.lineno}, column {error.offset}" if error.lineno and place else ""
    what = re.sub(r"^Parser error at .*?: ", "", error.msg or str(error), flags=re.DOTALL)
    return InputError(f"{source}{where}: {what}; mend the file there or export it anew")


def union(quads: Iterable[Quad]) -> set[Triple]:
    """The triples of all graphs, each once."""
    return {Triple(q.subject, q.predicate, q.object) for q in quads}


# --- writers -----------------------------------------------------------------------------------


def _nquads(quads: Iterable[Quad]) -> bytes:
    return _lines(
        str(quad)
        if isinstance(quad.graph_name, ox.DefaultGraph)
        else f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name}"
        for quad in quads
    )


def _ntriples(quads: Iterable[Quad]) -> bytes:
    return _lines(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line} .\n" for line in sorted(set(lines))).encode()


def _turtle(quads: Iterable[Quad]) -> bytes:
    return turtle(union(quads))


def _jsonld(quads: Iterable[Quad]) -> bytes:
    return jsonld(union(quads))


WRITERS: Mapping[str, Callable[[Iterable[Quad]], bytes]] = {
    ".ttl": _turtle,
    ".trig": trig,
    ".nq": _nquads,
    ".nt": _ntriples,
    ".jsonld": _jsonld,
}

_FORMATS: Mapping[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}


# --- rdflib ------------------------------------------------------------------------------------


def rdflib_graph(triples: Iterable[Triple | Quad]) -> rdflib.Graph:
    """The union of `triples` as an rdflib graph with our prefixes; literals keep their spelling."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in terms.PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(term: Term) -> Node:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = None if term.datatype == _STRING else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    raise FormatError(f"{term}: a triple term of RDF 1.2, which Turtle 1.1 cannot say; write .nq or .trig")


_STRING = NamedNode(terms.XSD + "string")
