"""RDF 1.2: statements as reifiers of triple terms. Our quads in, the same in RDF 1.2 out, as bytes, and back.

A statement's IRI reifies (rdf:reifies) the triple that it speaks of, in place of rdf:subject, rdf:predicate and
rdf:object; all else stays. rdflib 7.6 cannot read this, Oxigraph and other current stores can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.errors import FormatError
from kg.rdf import terms
from kg.rdf import vocabulary as v

REIFIES = terms.named("rdf:reifies")
_ENDS = (v.SUBJECT, v.PREDICATE, v.OBJECT)
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
_WITH_PREFIXES = (".ttl", ".trig")
_WITH_GRAPHS = (".trig", ".nq")


def write(quads: Iterable[ox.Quad], suffix: str) -> bytes:
    """`quads` in RDF 1.2 as a file of the kind that `suffix` names; sorted, so that the same quads give the same bytes.

    Raises:
        FormatError: the format cannot say it.
    """
    kind = FORMATS.get(suffix.lower())
    if kind is None:
        raise FormatError(f"{suffix or 'no suffix'}: RDF 1.2 is written as {' '.join(FORMATS)}")
    found: set[ox.Quad] | set[ox.Triple] = set(reified(quads))
    if suffix.lower() not in _WITH_GRAPHS:
        found = {ox.Triple(q.subject, q.predicate, q.object) for q in found}
    prefixes = dict(terms.PREFIXES) if suffix.lower() in _WITH_PREFIXES else None
    return ox.serialize(sorted(found, key=_order), format=kind, prefixes=prefixes) or b""


def _order(quad: ox.Quad | ox.Triple) -> tuple[str, str, bool, str, str]:
    graph = str(quad.graph_name) if isinstance(quad, ox.Quad) else ""
    return graph, str(quad.subject), quad.predicate != v.TYPE, str(quad.predicate), str(quad.object)


def reified(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """`quads` with one triple term for every three quads of a statement's ends."""
    ends: dict[tuple[object, object], dict[ox.NamedNode, ox.Quad]] = {}
    for quad in quads:
        if quad.predicate in _ENDS:
            ends.setdefault((quad.subject, quad.graph_name), {})[quad.predicate] = quad
        else:
            yield quad
    for known in ends.values():
        if len(known) < len(_ENDS):  # not ours; nothing is lost
            yield from known.values()
            continue
        s, p, o = (known[end] for end in _ENDS)
        triple = ox.Triple(s.object, p.object, o.object)  # type: ignore[arg-type]
        yield ox.Quad(s.subject, REIFIES, triple, s.graph_name)


def plain(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The way back: every reified triple as the three quads that the store keeps."""
    for quad in quads:
        if quad.predicate == REIFIES and isinstance(quad.object, ox.Triple):
            for end, term in zip(_ENDS, quad.object, strict=True):
                yield ox.Quad(quad.subject, end, term, quad.graph_name)
        else:
            yield quad
