"""Turtle and TriG to be read by people: triples in, bytes out, the same whatever the order they come in.

Entities with what the articles say of them in their own voice stand first, then the statements' records in the order of
the text, their evidence, the articles, and the predicates. No library writes it like this: rdflib sorts records by
their hash and needs 4 s for 100,000 triples, Oxigraph shuffles the prefixes and escapes every fragment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.rdf import terms
from kg.rdf.terms import Term

# Predicates that a block begins with, in this order; those joined with "+" share a line.
_LEADING = (
    "rdf:type",
    "rdfs:label",
    "skos:altLabel",
    "rdf:subject + rdf:predicate + rdf:object",
    "kg:polarity + kg:factuality",
    "kg:claimedBy",
    "kg:claimChain",
    "kg:time",
    "kg:place",
    "kg:phrase",
    "prov:wasQuotedFrom",
    "nif:beginIndex + nif:endIndex",
    "kg:quote",
    "schema:headline",
)
_RANK = {terms.named(name): rank for rank, name in enumerate(name for line in _LEADING for name in line.split(" + "))}
_ON_THE_SAME_LINE = {terms.named(name) for line in _LEADING for name in line.split(" + ")[1:]}
_RANK |= {terms.named(name): 100 + rank for rank, name in enumerate(("kg:confidence", "kg:evidence", "kg:mentionedIn"))}
_OTHER = 50  # between the leading predicates and the trailing ones
_TYPE, _EVIDENCE = terms.named("rdf:type"), terms.named("kg:evidence")

_SECTIONS = (
    "entities, and what the articles say in their own voice",
    "statements: who says what, how, and where it stands",
    "evidence: offsets and words",
    "articles, and what read them",
    "the predicates used",
    "anything else",
)

# A local name that Turtle's grammar (PN_LOCAL) takes without a backslash; a part of it, to be safe with every parser.
_LETTERS = "A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u3041-\ud7ff\uf900-\ufaff"
_LOCAL = re.compile(f"[{_LETTERS}][{_LETTERS}\u0300-\u036f\\-]*")
_DIGITS = re.compile(r"([0-9]{1,18})")
_INTEGER, _DECIMAL = re.compile(r"[+-]?[0-9]+"), re.compile(r"[+-]?[0-9]*\.[0-9]+")
_BARE = {terms.XSD + "integer": _INTEGER, terms.XSD + "decimal": _DECIMAL}

_Block: TypeAlias = Mapping[NamedNode, Sequence[Term]]


def turtle(triples: Iterable[Triple]) -> bytes:
    """`triples` as Turtle."""
    body = _body(triples)
    return (_head(body) + "\n" + "".join(body)).encode()


def trig(quads: Iterable[Quad]) -> bytes:
    """`quads` as TriG, the default graph first and then each named graph; graphs sorted by name."""
    graphs: dict[str, set[Triple]] = {}
    for quad in quads:
        name = _written(quad.graph_name) if isinstance(quad.graph_name, NamedNode) else str(quad.graph_name)
        graphs.setdefault("" if name == "DEFAULT" else name, set()).add(
            Triple(quad.subject, quad.predicate, quad.object)
        )
    body = []
    for name in sorted(graphs):
        lines = _body(graphs[name])
        body += [f"{name} {{\n\n", *lines, "}\n\n"] if name else lines
    return (_head(body) + "\n" + "".join(body)).encode()


def _head(body: Iterable[str]) -> str:
    """The prefixes that the body uses, in their order."""
    used = {match for line in body for match in _PREFIX_USED.findall(line)}
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in terms.PREFIXES.items() if name in used)


# May also find a prefix in a literal: one line too many in the head does no harm.
_PREFIX_USED = re.compile(rf"\b({'|'.join(terms.PREFIXES)}):")


def _body(triples: Iterable[Triple]) -> list[str]:
    blocks: dict[Term, dict[NamedNode, list[Term]]] = {}
    for triple in triples:
        blocks.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    order = sorted((_section(subject), _place(subject, block), subject) for subject, block in blocks.items())
    lines, last = [], -1
    for section, _, subject in order:
        if section != last:
            lines.append(f"# --- {_SECTIONS[section]}\n\n")
            last = section
        lines.append(_block(subject, blocks[subject]))
    return lines


def _section(subject: Term) -> int:
    if not isinstance(subject, NamedNode):
        return 5
    if subject.value.startswith(terms.ART):
        return 2 if "#char=" in subject.value else 3
    spaces = ((terms.ENT, 0), (terms.ST, 1), (terms.SOFTWARE, 3), (terms.KG, 4), (terms.REL, 4))
    return next((section for space, section in spaces if subject.value.startswith(space)), 5)


def _place(subject: Term, block: _Block) -> tuple[list[str | int], str]:
    """Where the block stands in its section: a record by its first evidence, all else by its IRI, numbers by value."""
    return min(map(_natural, block.get(_EVIDENCE, ())), default=_natural(subject)), str(subject)


def _natural(term: Term) -> list[str | int]:
    return [int(part) if number % 2 else part for number, part in enumerate(_DIGITS.split(str(term)))]


def _order(term: Term) -> tuple[list[str | int], str]:
    return _natural(term), str(term)


def _block(subject: Term, block: _Block) -> str:
    said: list[str] = []
    for predicate in sorted(block, key=lambda p: (_RANK.get(p, _OTHER), p.value)):
        objects = ", ".join(_written(term) for term in sorted(block[predicate], key=_order))
        verb = "a" if predicate == _TYPE else _written(predicate)
        gap = " " if not said or (predicate in _ON_THE_SAME_LINE) else "\n    "
        said.append(f"{gap}{verb} {objects}")
    return f"{_written(subject)}{' ;'.join(said)} .\n\n"


def _written(term: Term) -> str:
    if isinstance(term, NamedNode):
        return _iri(term)
    if not isinstance(term, Literal) or term.language or term.datatype.value == terms.XSD + "string":
        return str(term)
    pattern = _BARE.get(term.datatype.value)
    if pattern is not None and pattern.fullmatch(term.value):
        return term.value
    return f"{Literal(term.value)}^^{_iri(term.datatype)}"


def _iri(node: NamedNode) -> str:
    cut = max(node.value.rfind("#"), node.value.rfind("/")) + 1
    prefix = _NAMES.get(node.value[:cut])
    return f"{prefix}:{node.value[cut:]}" if prefix and _LOCAL.fullmatch(node.value, cut) else str(node)


_NAMES = {space: prefix for prefix, space in terms.PREFIXES.items()}
