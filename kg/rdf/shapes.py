"""Whether data keeps the rules: quads in, a report out that says which record breaks which rule and what to do.

The rules are SHACL (ontology/shapes.ttl), checked by pySHACL over the union of all graphs with news.ttl beside it. What
SHACL cannot see is checked here: that each quote stands in its article's text where its offsets say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import Quad

from kg.errors import ShapeError
from kg.rdf import records, terms
from kg.rdf.formats import rdflib_graph

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
_RDF = terms.PREFIXES["rdf"]

# What to do, by the shape that is broken; the shapes' own messages say what is wrong.
_MENDS = {
    "NoLeak": "take the flat triple away, or add the record of the fact that it stands for",
    "Domain": "choose another predicate, or correct the type of the subject",
    "Range": "choose another predicate, or correct the type of the object",
    "QuoteLength": "build the article again from its text; quote and offsets must not be edited apart",
    "Quote": "give the text that the article was built from, or build it again",
    "Entity": "describe the entity (type, rdfs:label, kg:mentionedIn), or build its article again",
}
_MEND = "correct the record, or build its article again"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One record that breaks one rule. `node` is its IRI, `words` say what it is about, `rule` names the shape."""

    rule: str
    node: str
    words: str
    message: str
    mend: str

    def __str__(self) -> str:
        """What, where and the mend on one line."""
        about = f" ({self.words})" if self.words else ""
        return f"{self.node}{about}: {self.message} [{self.rule}] Mend: {self.mend}."


@dataclass(frozen=True, slots=True)
class Report:
    """All problems, sorted by rule and record; none if the data conforms."""

    problems: tuple[Problem, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether every rule is kept."""
        return not self.problems

    def __str__(self) -> str:
        """One problem a line under a count."""
        if self.conforms:
            return "conforms: every rule is kept"
        count = len(self.problems)
        return "\n".join([f"{count} problem{'s' if count > 1 else ''}", *map(str, self.problems)])


def validate(
    data: Iterable[Quad] | rdflib.Graph, folder: Path | None = None, *, texts: Mapping[str, str] | None = None
) -> Report:
    """The report on `data`.

    Args:
        data: quads (their graphs are united) or an rdflib graph.
        folder: the ontology's folder; the package's own if none is given.
        texts: articles' texts by id; where given, quotes are compared with them.

    Raises:
        OntologyError: news.ttl is missing or broken.
        ShapeError: shapes.ttl is missing, broken or not valid SHACL.
    """
    import rdflib

    from kg.ontology.files import find_folder, parse

    home = find_folder(folder)
    graph, quads = (data, None) if isinstance(data, rdflib.Graph) else _united(data)
    ontology = cast("list[Quad]", parse(home / "news.ttl"))
    found = {*_shape_problems(graph, _shapes(home), rdflib_graph(ontology))}
    if texts:
        found |= {*_quote_problems(quads if quads is not None else _quads(graph), texts)}
    return Report(tuple(sorted(found)))


def _shapes(folder: Path) -> rdflib.Graph:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    path = folder / "shapes.ttl"
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except OSError as error:
        raise ShapeError(f"{path}: {error.strerror or error}; copy the package's file there") from error
    except BadSyntax as error:
        raise ShapeError(f"{path}, line {error.lines + 1}: {error.message}; correct the Turtle there") from error


def _united(quads: Iterable[Quad]) -> tuple[rdflib.Graph, list[Quad]]:
    known = list(quads)
    return rdflib_graph(known), known


def _quads(graph: rdflib.Graph) -> list[Quad]:
    from kg.rdf.formats import parse

    return parse(graph.serialize(format="nt", encoding="utf-8"), ".nt")


# --- SHACL -------------------------------------------------------------------------------------


def _shape_problems(data: rdflib.Graph, shapes: rdflib.Graph, ontology: rdflib.Graph) -> Iterator[Problem]:
    import rdflib
    from pyshacl import validate as shacl
    from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError

    try:
        conforms, results, text = shacl(data, shacl_graph=shapes, ont_graph=ontology, inference="none")
    except (ConstraintLoadError, ShapeLoadError, ReportableRuntimeError) as error:
        raise ShapeError(f"shapes.ttl: {error}; correct the shape") from error
    if not isinstance(results, rdflib.Graph):
        raise ShapeError(f"shapes.ttl: pySHACL gave no report: {text}")
    if not conforms:
        for node in results.subjects(rdflib.RDF.type, rdflib.URIRef(_SH + "ValidationResult")):
            yield _problem(results, node, data, shapes)


def _problem(results: rdflib.Graph, node: Node, data: rdflib.Graph, shapes: rdflib.Graph) -> Problem:
    focus, value = _said(results, node, "focusNode"), _said(results, node, "value")
    shape = _said(results, node, "sourceShape")
    rule = _rule(shape, shapes)
    # The shapes in SPARQL look at the whole graph from one node of the ontology and report the offender as the value.
    offender = value if focus is not None and str(focus).startswith(terms.KG) and value is not None else focus
    message = str(_said(results, node, "resultMessage") or "breaks the shape")
    if value is not None and offender is not value:
        message = f"{message.rstrip('.')}: found {_short(value)}."
    return Problem(rule, _short(offender), _words(offender, data), _shortened(message), _MENDS.get(rule, _MEND))


def _said(graph: rdflib.Graph, node: Node, name: str) -> Node | None:
    import rdflib

    return min(graph.objects(node, rdflib.URIRef(_SH + name)), key=str, default=None)


def _rule(shape: Node | None, shapes: rdflib.Graph) -> str:
    """The name of the node shape that a property shape belongs to, upwards from part to whole."""
    import rdflib

    seen = set()
    while isinstance(shape, rdflib.BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(shapes.subjects(None, shape)), None)
    return str(shape or "shape").rpartition("#")[2]


def _short(node: Node | None) -> str:
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return _shortened(str(node))
    return f'"{node}"' if isinstance(node, rdflib.Literal) else str(node)


def _shortened(text: str) -> str:
    for prefix, namespace in terms.PREFIXES.items():
        text = text.replace(namespace, f"{prefix}:")
    return text


def _words(node: Node | None, data: rdflib.Graph) -> str:
    """What a reader knows a record by: a statement's triple, an evidence's quote, a name."""
    import rdflib

    if node is None:
        return ""
    ends = [data.value(node, rdflib.URIRef(_RDF + end), any=True) for end in ("subject", "predicate", "object")]
    if any(end is not None for end in ends):
        return " ".join("?" if end is None else _short(end) for end in ends)
    names = (rdflib.URIRef(terms.KG + "quote"), rdflib.RDFS.label, rdflib.URIRef(terms.PREFIXES["schema"] + "headline"))
    return next((f'"{found}"' for name in names for found in sorted(map(str, data.objects(node, name)))), "")


# --- quotes ------------------------------------------------------------------------------------


def _quote_problems(quads: Iterable[Quad], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Evidence whose quote is not what its article's text has at its offsets."""
    for evidence in sorted({e for s in records.knowledge(quads).statements for e in s.evidence}):
        text = texts.get(evidence.article)
        if text is None or text[evidence.start : evidence.end] == evidence.quote:
            continue
        node = _shortened(terms.evidence(evidence.article, evidence.start, evidence.end).value)
        yield Problem(
            "Quote",
            node,
            f'"{evidence.quote}"',
            f"The text has {text[evidence.start : evidence.end]!r} there.",
            _MENDS["Quote"],
        )
