"""kg.rdf.formats: every file says the same, parses with two libraries, and is the same bytes in any order."""

from __future__ import annotations

import json
import random
import time
import warnings
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.term import Node

from kg import ontology
from kg.errors import FormatError, InputError
from kg.rdf import formats, terms
from kg.rdf.dataset import article_quads, knowledge
from tests.rdf_records import ONE, TWO

SCHEMA = ontology.load().schema
QUADS = [*article_quads(ONE, SCHEMA, model="some_model 1.0"), *article_quads(TWO, SCHEMA)]
SUFFIXES = tuple(formats.WRITERS)
WITH_GRAPHS = (".trig", ".nq")
RDFLIB_NAMES = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".nt": "nt"}


def triples(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    return {ox.Triple(q.subject, q.predicate, q.object) for q in quads}


def rdflib_triples(data: bytes, suffix: str) -> set[tuple[Node, Node, Node]]:
    """The triples that rdflib reads in `data`."""
    found = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of its own parse method
        found.parse(data=data, format=RDFLIB_NAMES[suffix])
    return {(s, p, o) for s, p, o, _ in found.quads()}


def by_rdflib(data: bytes, suffix: str) -> set[ox.Triple]:
    """The triples that rdflib reads in `data`, as pyoxigraph terms."""
    lines = "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in rdflib_triples(data, suffix))
    store = ox.Store()  # rdflib turns "Z" into "+00:00"; a store takes them for the same moment
    store.extend(formats.parse(lines.encode(), ".ttl"))
    return triples(terms.canonical(store))


# --- writing -----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_written_is_read_back(suffix: str) -> None:
    back = formats.parse(formats.write(QUADS, suffix), suffix)
    assert triples(back) == triples(QUADS)
    if suffix in WITH_GRAPHS:
        assert set(back) == set(QUADS)


@pytest.mark.parametrize("suffix", RDFLIB_NAMES)
def test_rdflib_reads_the_same(suffix: str) -> None:
    assert by_rdflib(formats.write(QUADS, suffix), suffix) == triples(QUADS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_bytes_do_not_depend_on_the_order(suffix: str) -> None:
    shuffled = QUADS * 2
    random.Random(1).shuffle(shuffled)
    assert formats.write(shuffled, suffix) == formats.write(QUADS, suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_is_written_as_an_empty_file_of_the_format(suffix: str) -> None:
    assert formats.parse(formats.write([], suffix), suffix) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_file_leads_back_to_the_same_knowledge(suffix: str) -> None:
    assert knowledge(formats.parse(formats.write(QUADS, suffix), suffix)) == knowledge(QUADS)


def test_lines_are_sorted() -> None:
    for suffix in (".nq", ".nt"):
        lines = formats.write(QUADS, suffix).splitlines()
        assert lines == sorted(set(lines))


def test_turtle_begins_with_what_is_so_and_keeps_a_record_together() -> None:
    text = formats.write(article_quads(ONE, SCHEMA), ".ttl").decode()
    assert text.index("kg:met ent:Trentino") < text.index("a kg:Statement")
    assert "    rdf:subject ent:Rufus_Firefly ; rdf:predicate kg:met ; rdf:object ent:Trentino ;\n" in text
    assert "    kg:polarity kg:Positive ; kg:factuality kg:Actual ;\n" in text


def test_statements_stand_in_the_order_of_the_text() -> None:
    text = formats.write(article_quads(ONE, SCHEMA), ".ttl").decode()
    ordered = sorted(ONE.statements, key=lambda s: s.evidence)
    places = [text.index(f"{terms.short(terms.statement(s.id))} a ") for s in ordered]
    assert places == sorted(places)


def test_turtle_of_an_article_takes_less_than_a_third_of_a_second() -> None:
    start = time.perf_counter()
    formats.write(QUADS, ".ttl")
    assert time.perf_counter() - start < 0.3  # 10 ms on a quiet machine


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(FormatError, match=r"\.ttl \.trig \.nq \.nt \.jsonld"):
        formats.write(QUADS, ".xml")
    with pytest.raises(FormatError, match="no suffix"):
        formats.write(QUADS, "")


# --- JSON-LD -----------------------------------------------------------------------------------


def test_json_ld_uses_the_names_of_the_ontology() -> None:
    nodes = {n["id"]: n for n in json.loads(formats.write(QUADS, ".jsonld"))["@graph"]}
    firefly, met = nodes["ent:Rufus_Firefly"], next(n for n in nodes.values() if n.get("predicate") == "kg:met")
    assert firefly["type"] == "Person"
    assert firefly["met"] == {"id": "ent:Trentino"}
    assert met["subject"] == "ent:Rufus_Firefly"
    assert met["polarity"] == "kg:Positive"
    assert met["time"] == {"@type": "xsd:date", "@value": "1933-11-20"}
    assert nodes[met["evidence"][0]]["begin"] == 43


def test_json_ld_needs_nothing_from_the_net() -> None:
    assert isinstance(json.loads(formats.write(QUADS, ".jsonld"))["@context"], dict)


def test_the_context_knows_our_prefixes() -> None:
    context = json.loads(formats.write([], ".jsonld"))["@context"]
    assert {name: context[name] for name in terms.PREFIXES} == dict(terms.PREFIXES)


def test_a_name_that_the_context_uses_otherwise_is_written_out() -> None:
    names = ("label", "type", "id", "graph", "ent")
    quads = [ox.Quad(terms.entity("a"), terms.kg(name), ox.Literal("x")) for name in names]
    quads += [ox.Quad(terms.entity("a"), terms.named("rdf:type"), terms.kg("label"))]
    assert triples(formats.parse(formats.write(quads, ".jsonld"), ".jsonld")) == triples(quads)


# --- anything that may be in a graph -------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.text(st.characters(), min_size=1, max_size=12)
LITERALS = st.one_of(
    WORDS.map(terms.literal),
    WORDS.map(terms.english),
    st.integers().map(terms.integer),
    st.floats(0, 1).map(terms.decimal),
    st.sampled_from(["2023", "2023-04", "2023-04-16"]).map(terms.time),
    st.sampled_from(["01", "-0", "+1", "1e3", "x", "."]).flatmap(
        lambda t: st.sampled_from(["integer", "decimal", "boolean", "string"]).map(
            lambda d: ox.Literal(t, datatype=ox.NamedNode(terms.XSD + d))
        )
    ),
)
NODES = NAMES.map(terms.entity)
ANY_QUADS = st.sets(
    st.builds(
        ox.Quad,
        st.one_of(NODES, NAMES.map(terms.statement)),
        st.one_of(
            NAMES.map(terms.kg), NAMES.map(lambda n: terms.predicate(f"rel:{n}")), st.just(terms.named("rdfs:label"))
        ),
        st.one_of(NODES, LITERALS),
        st.one_of(NAMES.map(terms.article)),
    ),
    max_size=6,
)


@given(ANY_QUADS, st.sampled_from(SUFFIXES))
def test_any_quads_are_valid_in_every_format(quads: set[ox.Quad], suffix: str) -> None:
    back = formats.parse(formats.write(quads, suffix), suffix)
    assert triples(back) == triples(quads)
    assert suffix not in WITH_GRAPHS or set(back) == quads


@given(ANY_QUADS, st.sampled_from(list(RDFLIB_NAMES)))
def test_any_quads_are_valid_for_rdflib(quads: set[ox.Quad], suffix: str) -> None:
    assert len(rdflib_triples(formats.write(quads, suffix), suffix)) == len(triples(quads))


# --- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".ttl", "@prefix kg: <x:> .\nkg:a kg:b .\n"),
        (".trig", "<a:g> {\n<a:b> <a:c> }"),
        (".nq", "<a:b> <a:c> <a:d> .\n<a:b> .\n"),
        (".nt", "<a:b> <a:c> <a:d> .\n<a:b> <a:c> <a d> .\n"),
        (".jsonld", '{"@context": {},\n "a": '),
    ],
)
def test_a_broken_file_is_an_error_with_file_and_line(suffix: str, data: str, tmp_path: Path) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(InputError, match=rf"broken\{suffix}, line 2, column \d+: "):
        formats.read(path)


def test_a_missing_file_and_a_file_that_is_no_text_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        formats.read(tmp_path / "none.ttl")
    (tmp_path / "binary.ttl").write_bytes(b"\x00\xff\xfe\x01")
    with pytest.raises(InputError, match=r"binary\.ttl"):
        formats.read(tmp_path / "binary.ttl")


def test_a_remote_context_is_not_fetched() -> None:
    with pytest.raises(InputError, match="remote context"):
        formats.parse(b'{"@context": "http://localhost:9/context", "a": 1}', ".jsonld")


def test_a_file_is_read_by_its_suffix_in_any_case(tmp_path: Path) -> None:
    path = tmp_path / "DATA.TTL"
    path.write_bytes(formats.write(QUADS, ".TTL"))
    assert triples(formats.read(path)) == triples(QUADS)
