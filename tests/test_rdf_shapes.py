"""kg.rdf.shapes: sound data conforms; each broken rule is told with record, rule and mend."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import ontology
from kg.errors import OntologyError, ShapeError
from kg.model import Evidence, Extraction
from kg.rdf import formats, terms
from kg.rdf import vocabulary as v
from kg.rdf.dataset import article_quads
from kg.rdf.shapes import Report, validate
from kg.rdf.store import Store
from tests.rdf_records import DENIAL, FIRST, MET, ONE, SECOND, TWO

SCHEMA = ontology.load().schema
QUADS = article_quads(ONE, SCHEMA)
GRAPH = terms.article(FIRST.id)
MET_NODE = terms.statement(MET.id)
TEXTS = {FIRST.id: FIRST.text, SECOND.id: SECOND.text}

Change = Callable[[list[ox.Quad]], list[ox.Quad]]


def without(subject: ox.NamedNode, predicate: ox.NamedNode) -> Change:
    return lambda quads: [q for q in quads if (q.subject, q.predicate) != (subject, predicate)]


def with_quad(subject: ox.NamedNode, predicate: ox.NamedNode, obj: ox.NamedNode | ox.Literal) -> Change:
    return lambda quads: [*quads, ox.Quad(subject, predicate, obj, GRAPH)]


def test_what_the_reader_writes_conforms() -> None:
    report = validate([*QUADS, *article_quads(TWO, SCHEMA)], texts=TEXTS)
    assert report == Report()
    assert str(report) == "conforms: every rule is kept"


def test_the_union_in_rdflib_conforms_too() -> None:
    store = Store(schema=SCHEMA)
    store.add(ONE)
    store.add(TWO)
    assert validate(formats.rdflib_graph(store.union()), texts=TEXTS).conforms


def test_nothing_conforms() -> None:
    assert validate([]).conforms


EVIDENCE = terms.evidence(FIRST.id, MET.evidence[0].start, MET.evidence[0].end)


@pytest.mark.parametrize(
    ("change", "rule", "node", "words"),
    [
        (without(MET_NODE, v.POLARITY), "Statement", MET_NODE, "exactly one polarity"),
        (without(MET_NODE, v.EVIDENCE), "Statement", MET_NODE, "at least one piece of evidence"),
        (with_quad(MET_NODE, v.FACTUALITY, v.PLANNED), "Statement", MET_NODE, "exactly one factuality"),
        (with_quad(MET_NODE, v.CONFIDENCE, terms.decimal(1.5)), "Statement", MET_NODE, "decimal from 0 to 1"),
        (with_quad(MET_NODE, v.CLAIMED_BY, terms.entity("Herald")), "Claimed", MET_NODE, "Only a claim has a claimant"),
        (without(EVIDENCE, v.QUOTE), "Evidence", EVIDENCE, "exactly one quote"),
        (without(terms.entity("Herald"), v.LABEL), "Entity", terms.entity("Herald"), "has a name"),
        (
            with_quad(terms.entity("Sylvania"), terms.kg("armed"), terms.entity("Osterlich")),
            "NoLeak",
            terms.entity("Sylvania"),
            "stands as a fact",
        ),
        (
            with_quad(terms.entity("Sylvania"), terms.predicate("rel:stoke"), terms.entity("Osterlich")),
            "NoLeak",
            terms.entity("Sylvania"),
            "stands as a fact",
        ),
    ],
)
def test_a_broken_rule_is_told_with_its_record(change: Change, rule: str, node: ox.NamedNode, words: str) -> None:
    found = [p for p in validate(change(QUADS)).problems if p.rule == rule]
    assert any(p.node == terms.short(node) and words in p.message and p.mend for p in found), found


def test_a_denied_triple_in_the_flat_view_is_a_leak() -> None:
    denied = terms.entity(DENIAL.subject), terms.predicate(DENIAL.predicate), terms.entity(str(DENIAL.object))
    (problem,) = validate(with_quad(*denied)(QUADS)).problems
    assert problem.message == (
        "ent:Sylvania kg:armed ent:Osterlich stands as a fact, but no positive, actual and "
        "unclaimed statement is behind it."
    )


def test_a_subject_out_of_the_predicates_domain_is_told() -> None:
    odd = replace(MET, predicate="ministerOf", subject="Fredville", object="Freedonia")
    (problem,) = validate(article_quads(Extraction(FIRST, ONE.entities, (odd,)), SCHEMA)).problems
    assert problem.rule == "Domain"
    assert "ent:Fredville is no kg:PersonOrGroup" in problem.message
    assert problem.words == "ent:Fredville kg:ministerOf ent:Freedonia"


def test_a_quote_that_is_not_in_the_text_is_told() -> None:
    wrong = replace(MET, evidence=(Evidence(FIRST.id, 0, 3, "Ruf"), Evidence(FIRST.id, 1, 4, "Ruf")))
    quads = article_quads(Extraction(FIRST, ONE.entities, (wrong,)), SCHEMA)
    (problem,) = validate(quads, texts=TEXTS).problems
    assert (problem.rule, problem.node) == ("Quote", f"art:{FIRST.id}#char=1,4")
    assert validate(quads).conforms  # SHACL cannot see the text


def test_a_report_reads_as_one_problem_a_line() -> None:
    report = validate(without(MET_NODE, v.POLARITY)(without(EVIDENCE, v.QUOTE)(QUADS)))
    lines = str(report).splitlines()
    assert lines[0] == f"{len(report.problems)} problems"
    assert len(lines) == len(report.problems) + 1
    assert any(line.startswith(f"st:{MET.id} (ent:Rufus_Firefly kg:met ent:Trentino): ") for line in lines)
    assert all("Mend: " in line for line in lines[1:])


def test_the_report_does_not_depend_on_the_order() -> None:
    broken = without(MET_NODE, v.POLARITY)(without(EVIDENCE, v.QUOTE)(QUADS))
    assert validate(broken) == validate(list(reversed(broken)))


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        (
            "shapes.ttl",
            "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<a:b> sh:path .\n",
            ShapeError,
            r"shapes\.ttl, line 2: ",
        ),
        ("news.ttl", "<a:b> <a:c> .\n", OntologyError, r"news\.ttl, line 1: "),
        ("shapes.ttl", None, ShapeError, r"shapes\.ttl: No such file"),
    ],
)
def test_a_broken_folder_is_an_error_with_file_and_line(
    tmp_path: Path, name: str, text: str | None, error: type[Exception], message: str
) -> None:
    for file in ("news.ttl", "shapes.ttl"):
        shutil.copy(ontology.load().folder / file, tmp_path)
    if text is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        validate(QUADS, tmp_path)
