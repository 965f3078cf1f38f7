"""JSON-LD by a small context: sorted triples in, one node object a subject out.

The context (ontology/context.jsonld) is written into the file, so that nothing has to be fetched to read it. Keys are
the ontology's own names: `{"id": "st:7f3a…", "type": "Statement", "subject": "ent:Vladimir_Putin", …}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import FormatError, OntologyError
from kg.rdf import terms
from kg.rdf.terms import Term

_TYPE = terms.named("rdf:type")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_STRING, _INTEGER = terms.XSD + "string", terms.XSD + "integer"

# JSON readers keep whole numbers exact up to here.
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class _Context:
    """The context and what follows from it: names by IRI, coerced types by name, prefixes by namespace."""

    raw: Mapping[str, Any]
    names: Mapping[str, str]
    coerced: Mapping[str, str]
    prefixes: Mapping[str, str]


def jsonld(triples: Iterable[Triple]) -> bytes:
    """`triples` as a JSON-LD document; nodes sorted by id, keys and values sorted within.

    Raises:
        OntologyError: there is no context.jsonld in the ontology's folder, or it is broken.
        FormatError: a triple term of RDF 1.2, which JSON-LD 1.1 has no word for.
    """
    context = _context()
    nodes: dict[str, dict[str, list[Any]]] = {}
    for triple in triples:
        node = nodes.setdefault(_id(triple.subject, context), {})
        if triple.predicate == _TYPE:
            node.setdefault("type", []).append(_name(triple.object, context))
        else:
            key = _name(triple.predicate, context)
            node.setdefault(key, []).append(_value(triple.object, context, context.coerced.get(key)))
    graph = [_node(name, nodes[name]) for name in sorted(nodes)]
    return (json.dumps({"@context": context.raw, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def _context() -> _Context:
    from kg.ontology.files import find_folder

    path = find_folder() / "context.jsonld"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))["@context"]
        return _understood(raw)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise OntologyError(f"{path}: no JSON-LD context ({error!r}); copy the file from the package") from error


def _understood(raw: Mapping[str, Any]) -> _Context:
    iris = {name: rule["@id"] if isinstance(rule, dict) else rule for name, rule in raw.items() if name[0] != "@"}
    prefixes = {iri: name for name, iri in iris.items() if iri.endswith(("/", "#"))}
    spaces = {name: iri for iri, name in prefixes.items()}
    names = {}
    for name, iri in iris.items():
        prefix, _, local = iri.partition(":")
        if prefix in spaces:
            names[spaces[prefix] + local] = name
    return _Context(raw, names, {name: rule["@type"] for name, rule in raw.items() if isinstance(rule, dict)}, prefixes)


def _node(name: str, props: Mapping[str, list[Any]]) -> dict[str, Any]:
    keys = sorted(props, key=lambda key: (key != "type", key))
    return {"id": name, **{key: _one_or_many(props[key]) for key in keys}}


def _one_or_many(values: list[Any]) -> Any:
    if len(values) == 1:
        return values[0]
    return sorted(values, key=lambda value: json.dumps(value, sort_keys=True))


def _id(term: Term, context: _Context) -> str:
    if isinstance(term, BlankNode):
        return str(term)
    if not isinstance(term, NamedNode):
        raise FormatError(f"{term}: not to be said in JSON-LD 1.1; write .nq or .trig")
    cut = max(term.value.rfind("#"), term.value.rfind("/")) + 1
    for end in (cut, term.value.rfind("/") + 1):  # an evidence's IRI has a "#" behind the article's namespace
        prefix, local = context.prefixes.get(term.value[:end]), term.value[end:]
        if prefix and not local.startswith("//"):
            return f"{prefix}:{local}"
    return term.value


def _name(term: Term, context: _Context) -> str:
    """The name of a property or class: the context's, the ontology's if the context does not use it, or the IRI."""
    if isinstance(term, NamedNode):
        if term.value in context.names:
            return context.names[term.value]
        local = term.value.removeprefix(terms.KG)
        if local != term.value and _NAME.fullmatch(local) and local not in context.raw:
            return local
    return _id(term, context)


def _value(term: Term, context: _Context, coerced: str | None) -> Any:
    if not isinstance(term, Literal):
        return _id(term, context) if coerced == "@id" else {"id": _id(term, context)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    datatype = term.datatype.value
    if datatype == _STRING:
        return term.value if coerced is None else {"@value": term.value}
    short = _id(term.datatype, context)
    if datatype == _INTEGER and coerced in (None, short) and term.value == _whole(term.value):
        return int(term.value)
    return term.value if coerced == short else {"@type": short, "@value": term.value}


def _whole(text: str) -> str | None:
    """`text` as Python would write the whole number, None if it is none or too long for JSON."""
    if not re.fullmatch(r"-?[0-9]{1,16}", text) or abs(int(text)) >= _EXACT:
        return None
    return str(int(text))
