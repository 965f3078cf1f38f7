"""The only maker of IRIs and literals: ids, names and times in, pyoxigraph terms out, and back.

An id may be any string: steps.py makes it the last step of an IRI, and an id again.
Literals are made in the one form that a store and a file both keep, because Oxigraph stores numbers and times by value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.rdf.steps import decoded, encoded

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

BASE = "https://w3id.org/newskg/"
KG = BASE + "ontology#"
ENT = BASE + "entity/"
ST = BASE + "statement/"
ART = BASE + "article/"
REL = BASE + "relation/"
SOFTWARE = BASE + "software/"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

# Known in every query and written at the head of every file, in this order.
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": KG,
        "ent": ENT,
        "st": ST,
        "art": ART,
        "rel": REL,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": XSD,
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "prov": "http://www.w3.org/ns/prov#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "schema": "https://schema.org/",
    }
)

_SURROGATE = re.compile("[\ud800-\udfff]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]+")

_DAY = r"\d{4}-\d{2}-\d{2}"
_DATE = re.compile(_DAY)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_DATETIME = re.compile(rf"({_DAY}T\d{{2}}:\d{{2}})(:\d{{2}})?(?:\.(\d{{1,6}}))?(Z|[+-]\d{{2}}:\d{{2}})?")


# --- IRIs --------------------------------------------------------------------------------------


def kg(name: str) -> NamedNode:
    """The ontology's term `name`."""
    return NamedNode(KG + encoded(name))


def kg_name(node: Term | DefaultGraph) -> str | None:
    """The local name of a term of the ontology, None for all else."""
    return _after(KG, node)


def entity(entity_id: str) -> NamedNode:
    """The IRI of an entity."""
    return NamedNode(ENT + encoded(entity_id))


def entity_id(node: Term | DefaultGraph) -> str | None:
    """The id of an entity's IRI, None for all else."""
    return _after(ENT, node)


def statement(statement_id: str) -> NamedNode:
    """The IRI of a statement."""
    return NamedNode(ST + encoded(statement_id))


def statement_id(node: Term | DefaultGraph) -> str | None:
    """The id of a statement's IRI, None for all else."""
    return _after(ST, node)


def article(article_id: str) -> NamedNode:
    """The IRI of an article, which is also the name of its graph."""
    return NamedNode(ART + encoded(article_id))


def article_id(node: Term | DefaultGraph) -> str | None:
    """The article's id of an article's, an evidence's or a run's IRI, None for all else."""
    found = _after(ART, node, decode=False)
    return None if found is None else decoded(found.split("#", 1)[0])


def run(article_id: str) -> NamedNode:
    """The IRI of the reading that made an article's graph."""
    return NamedNode(f"{ART}{encoded(article_id)}#run")


def software(name: str) -> NamedNode:
    """The IRI of a program or model in one version, e.g. `newskg 0.1.0`."""
    return NamedNode(SOFTWARE + encoded(name.replace(" ", "-")))


def evidence(article_id: str, start: int, end: int) -> NamedNode:
    """The IRI of a stretch of an article: offsets in code points, end exclusive (RFC 5147).

    >>> evidence("18e9b29345cb2113", 196, 252).value
    'https://w3id.org/newskg/article/18e9b29345cb2113#char=196,252'
    """
    return NamedNode(f"{ART}{encoded(article_id)}#char={start},{end}")


def predicate(name: str) -> NamedNode:
    """The IRI of a statement's predicate: `met` of the ontology, `rel:stoke` an open relation."""
    return NamedNode(REL + encoded(name[4:])) if name.startswith("rel:") else kg(name)


def predicate_name(node: Term | DefaultGraph) -> str | None:
    """The name that `predicate` was given, None for a property of another vocabulary."""
    lemma = _after(REL, node)
    return kg_name(node) if lemma is None else f"rel:{lemma}"


def _after(namespace: str, node: Term | DefaultGraph, *, decode: bool = True) -> str | None:
    if not isinstance(node, NamedNode) or not node.value.startswith(namespace):
        return None
    step = node.value[len(namespace) :]
    return decoded(step) if decode else step


def named(qname: str) -> NamedNode:
    """The term of a known vocabulary, e.g. `rdfs:label`."""
    prefix, _, local = qname.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def foreign(text: str) -> NamedNode | Literal:
    """An IRI of somebody else's; a literal if `text` is no absolute IRI."""
    return NamedNode(text) if _IRI.fullmatch(text) else literal(text)


def expanded(text: str) -> NamedNode:
    """The IRI that a user wrote: `<…>`, `kg:met`, or an absolute IRI.

    Raises:
        ValueError: it is none of these.
    """
    text = text.strip()
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        iri = PREFIXES[prefix] + local
        return NamedNode(iri if _IRI.fullmatch(iri) else PREFIXES[prefix] + encoded(local))
    bare = text.removeprefix("<").removesuffix(">")
    if not _IRI.fullmatch(bare):
        raise ValueError(f"{text!r} is no IRI; write <https://…> or a prefixed name such as kg:met")
    return NamedNode(bare)


def short(term: Term | None) -> str:
    """`term` as people like to read it: a prefixed name, the plain text of a literal, "" for none.

    >>> short(kg("met"))
    'kg:met'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value[len(namespace) :]}"
    return term.value if isinstance(term, Literal | NamedNode) else str(term)


# --- literals ----------------------------------------------------------------------------------


def plain(text: str) -> str:
    """`text` with what no RDF literal can hold (a lone surrogate) replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def literal(text: str) -> Literal:
    """A plain string."""
    return Literal(plain(text))


def english(text: str) -> Literal:
    """A string in English, as the ontology's labels are."""
    return Literal(plain(text), language="en")


def integer(number: int) -> Literal:
    """A whole number. Always xsd:integer: Oxigraph turns its sub-types into it."""
    return Literal(str(number), datatype=_INTEGER)


def decimal(number: float) -> Literal:
    """A number as xsd:decimal, with all the digits that `number` needs and at least one after the point.

    >>> decimal(1.0).value, decimal(0.35).value, decimal(1e-07).value
    ('1.0', '0.35', '0.0000001')
    """
    text = format(Decimal(repr(float(number))), "f")
    return Literal(text if "." in text else f"{text}.0", datatype=_DECIMAL)


def time(text: str) -> Literal:
    """A day, month, year or moment with its XSD type, an interval as EDTF, all else as a plain string.

    A moment is written as XSD's canonical form has it: seconds always, no needless zeros, "Z" for +00:00.
    """
    if "/" in text and all(part == ".." or _dated(part) for part in text.split("/", 1)):
        return Literal(text, datatype=_EDTF)
    return _dated(text) or literal(text)


def _dated(text: str) -> Literal | None:
    if _DATE.fullmatch(text):
        return Literal(text, datatype=_XSD_DATE) if _exists(text) else None
    if (month := _MONTH.fullmatch(text)) and "01" <= month[2] <= "12" and month[1] > "0000":
        return Literal(text, datatype=_XSD_MONTH)
    if _YEAR.fullmatch(text) and text > "0000":
        return Literal(text, datatype=_XSD_YEAR)
    moment = _DATETIME.fullmatch(text)
    if not moment or not _exists(text):
        return None
    minutes, seconds, fraction, zone = moment.groups()
    fraction = (fraction or "").rstrip("0")
    zone = "Z" if zone in ("+00:00", "-00:00") else zone or ""
    return Literal(f"{minutes}{seconds or ':00'}{'.' if fraction else ''}{fraction}{zone}", datatype=_XSD_DATETIME)


def _exists(text: str) -> bool:
    try:
        _ = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return False
    return True


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """`quads` as this module would write them: Oxigraph's stores give the decimal 1.0 back as "1"."""
    return [
        quad
        if (obj := canonical_term(quad.object)) == quad.object
        else Quad(quad.subject, quad.predicate, obj, quad.graph_name)
        for quad in quads
    ]


def canonical_term(term: Term) -> Term:
    """`term` with a digit after a decimal's point; other terms as they are."""
    if isinstance(term, Literal) and term.datatype == _DECIMAL and "." not in term.value:
        return Literal(f"{term.value}.0", datatype=_DECIMAL)
    return term


_INTEGER = NamedNode(XSD + "integer")
_DECIMAL = NamedNode(XSD + "decimal")
_XSD_DATE = NamedNode(XSD + "date")
_XSD_MONTH = NamedNode(XSD + "gYearMonth")
_XSD_YEAR = NamedNode(XSD + "gYear")
_XSD_DATETIME = NamedNode(XSD + "dateTime")
_EDTF = NamedNode(EDTF)
