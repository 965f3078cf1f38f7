"""kg/rdf/queries/*.rq: every ready-made query finds what it promises in two small articles, and nothing else."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import QueryError, UnknownName
from kg.model import Extraction
from kg.rdf import sparql, terms
from kg.rdf.store import Store
from tests.rdf_records import CHARGE, CLAIM, DENIAL, FIRST, MET, ONE, PEACE, PLAN, SECOND, TWO

FIREFLY, TRENTINO = "ent:Rufus_Firefly", "ent:Trentino"
FREEDONIA, SYLVANIA, OSTERLICH, HERALD = "ent:Freedonia", "ent:Sylvania", "ent:Osterlich", "ent:Herald"
YES, NO, ACTUAL, PLANNED = "kg:Positive", "kg:Negative", "kg:Actual", "kg:Planned"
MET_DAY = "1933-11-20"


def st(statement: object) -> str:
    return f"st:{getattr(statement, 'id', '')}"


@functools.cache
def store() -> Store:
    found = Store()
    found.add(ONE)
    found.add(TWO)
    return found


# The whole answer of each query, by name and values.
ANSWERS: list[tuple[str, dict[str, str], list[list[str]]]] = [
    (
        "actors",
        {"type": "Country"},
        [
            [FREEDONIA, "Freedonia", "kg:Country", "5", "2"],
            [SYLVANIA, "Sylvania", "kg:Country", "5", "1"],
            [OSTERLICH, "Osterlich", "kg:Country", "4", "2"],
        ],
    ),
    (
        "articles",
        {},
        [
            [f"art:{SECOND.id}", "Once more", "1933-11-21T10:00:00Z", "Herald", "", "2"],
            [f"art:{FIRST.id}", "Firefly meets Trentino", MET_DAY, "Daily Duck", "https://news.example/duck/1", "11"],
        ],
    ),
    (
        "claims-about",
        {"about": "Osterlich"},
        [
            [OSTERLICH, SYLVANIA, SYLVANIA, "kg:armed", OSTERLICH, NO, ACTUAL, st(DENIAL)],
            [OSTERLICH, TRENTINO, FREEDONIA, "kg:attacked", OSTERLICH, YES, ACTUAL, st(CHARGE)],
        ],
    ),
    (
        "claims-by",
        {"speaker": "Trentino"},
        [
            [TRENTINO, FREEDONIA, "kg:attacked", OSTERLICH, YES, ACTUAL, "", st(CHARGE)],
            [TRENTINO, FIREFLY, "kg:attacked", SYLVANIA, YES, ACTUAL, "Herald > Trentino", st(CLAIM)],
        ],
    ),
    ("conflicts", {}, [[FREEDONIA, SYLVANIA, "material conflict", "1"]]),
    (
        "cooperation",
        {},
        [[FREEDONIA, SYLVANIA, "material cooperation", "1"], [FREEDONIA, SYLVANIA, "verbal cooperation", "1"]],
    ),  # the president met the ambassador
    (
        "denied",
        {},
        [
            [FREEDONIA, "kg:attacked", OSTERLICH, "", ACTUAL, st(PEACE)],
            [SYLVANIA, "kg:armed", OSTERLICH, SYLVANIA, ACTUAL, st(DENIAL)],
        ],
    ),
    ("disagreements", {}, [[FREEDONIA, "kg:attacked", OSTERLICH, TRENTINO, ""]]),
    (
        "facts",
        {"about": "Sylvania"},
        [
            [SYLVANIA, FREEDONIA, "kg:aided", SYLVANIA, "", ""],
            [SYLVANIA, FREEDONIA, "kg:sanctioned", SYLVANIA, "", ""],
            [SYLVANIA, TRENTINO, "kg:represents", SYLVANIA, "", ""],
        ],
    ),
    (
        "family",
        {"family": "CONSULT"},
        [
            ["CONSULT", FIREFLY, "kg:met", TRENTINO, YES, ACTUAL, "", st(MET)],
            ["CONSULT", FIREFLY, "kg:visited", OSTERLICH, YES, PLANNED, "", st(PLAN)],
        ],
    ),
    ("leaks", {}, []),
    ("met", {"who": "Trentino"}, [[TRENTINO, "kg:met", FIREFLY, MET_DAY, "ent:Fredville"]]),
    ("offices", {}, [[FIREFLY, "kg:leads", FREEDONIA, "president"], [TRENTINO, "kg:represents", SYLVANIA, ""]]),
    ("open-relations", {}, [[FIREFLY, "rel:stoke", TRENTINO]]),
    ("planned", {}, [[FIREFLY, "kg:visited", OSTERLICH, "1934-06", "", "", YES, st(PLAN)]]),
    ("possible", {}, []),
    (
        "quads",
        {},
        [
            ["material conflict", "1", "2", "1"],
            ["material cooperation", "1", "1", "0"],
            ["verbal cooperation", "2", "0", "1"],
        ],
    ),
    ("sources", {}, [[TRENTINO, "Trentino", "2", "2"], [HERALD, "Herald", "1", "1"], [SYLVANIA, "Sylvania", "1", "1"]]),
    ("standing", {}, [[FIREFLY, "kg:leads", FREEDONIA], [TRENTINO, "kg:represents", SYLVANIA]]),
    ("timeline", {}, [[MET_DAY, FIREFLY, "kg:met", TRENTINO, "ent:Fredville", st(MET)]]),
    (
        "timeline-of",
        {"about": "Trentino"},
        [[MET_DAY, FIREFLY, "kg:met", TRENTINO, "ent:Fredville", TRENTINO, st(MET)]],
    ),
    (
        "why",
        {"subject": "Rufus Firefly", "relation": "met", "object": "Trentino"},
        [
            [
                FIREFLY,
                "kg:met",
                TRENTINO,
                "met Ambassador Trentino",
                f"art:{FIRST.id}",
                "Firefly meets Trentino",
                MET_DAY,
                "43",
                "66",
                "",
                YES,
                ACTUAL,
            ],
            [
                FIREFLY,
                "kg:met",
                TRENTINO,
                "Firefly met Trentino in Fredville",
                f"art:{SECOND.id}",
                "Once more",
                "1933-11-21T10:00:00Z",
                "0",
                "33",
                "",
                YES,
                ACTUAL,
            ],
        ],
    ),
]


@pytest.mark.parametrize(("name", "values", "rows"), ANSWERS, ids=[name for name, _, _ in ANSWERS])
def test_a_query_finds_what_it_promises(name: str, values: dict[str, str], rows: list[list[str]]) -> None:
    assert sparql.ask(store(), name, **values).table() == rows


def test_every_query_has_such_a_test() -> None:
    assert {name for name, _, _ in ANSWERS} == {q.name for q in sparql.questions()}


PARAMETERS = [(q, p) for q in sparql.questions() for p in q.parameters]


@pytest.mark.parametrize(("question", "parameter"), PARAMETERS, ids=[f"{q.name}-{p.name}" for q, p in PARAMETERS])
def test_a_value_gives_just_those_rows_that_have_it(question: sparql.Question, parameter: sparql.Parameter) -> None:
    every = sparql.run(store(), question.text)
    column = every.columns.index(parameter.name)
    for value in {term for row in every.rows if (term := row[column]) is not None}:
        some = sparql.run(store(), question.text, bindings={parameter.name: value})
        assert some.rows == tuple(row for row in every.rows if row[column] == value)
    assert not sparql.run(store(), question.text, bindings={parameter.name: terms.entity("Nobody")})


def test_a_leak_is_found() -> None:
    leaking = Store()
    leaking.add(ONE)
    graph = terms.article(FIRST.id)
    denied = ox.Quad(terms.entity("Sylvania"), terms.kg("armed"), terms.entity("Osterlich"), graph)
    leaking.add_quads([*leaking.quads(), denied])
    assert sparql.ask(leaking, "leaks").table() == [[SYLVANIA, "kg:armed", OSTERLICH]]


def test_what_is_only_possible_is_found() -> None:
    hedged = Store()
    hedged.add(Extraction(FIRST, ONE.entities, (replace(MET, factuality="possible"),)))
    assert [row[:3] for row in sparql.ask(hedged, "possible").table()] == [[FIREFLY, "kg:met", TRENTINO]]


@pytest.mark.parametrize("question", sparql.questions(), ids=lambda q: q.name)
def test_every_query_is_described(question: sparql.Question) -> None:
    assert question.title
    assert question.description
    assert all(f"?{p.name}" in question.text.partition("WHERE")[0] for p in question.parameters)


@pytest.mark.parametrize("question", sparql.questions(), ids=lambda q: q.name)
def test_every_query_runs_on_an_empty_store(question: sparql.Question) -> None:
    assert sparql.run(Store(), question.text).rows == ()


def test_the_queries_lie_in_the_package() -> None:
    folder = Path(next(iter(kg.__path__))) / "rdf" / "queries"
    assert {f.stem for f in folder.glob("*.rq")} == {q.name for q in sparql.questions()}


def test_an_unknown_query_or_parameter_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="claims-by"):
        sparql.ask(store(), "gossip")
    with pytest.raises(UnknownName, match="it has who"):
        sparql.ask(store(), "met", where="Fredville")
    with pytest.raises(UnknownName, match="it has none"):
        sparql.ask(store(), "leaks", who="x")


def test_a_parameter_that_is_needed_is_asked_for() -> None:
    with pytest.raises(QueryError, match="'facts' needs about"):
        sparql.ask(store(), "facts")


@pytest.mark.parametrize(
    "value",
    [
        "Rufus_Firefly",
        "Rufus Firefly",
        "ent:Rufus_Firefly",
        "<https://w3id.org/newskg/entity/Rufus_Firefly>",
        "https://w3id.org/newskg/entity/Rufus_Firefly",
    ],
)
def test_an_entity_may_be_named_in_many_ways(value: str) -> None:
    assert len(sparql.ask(store(), "met", who=value).rows) == 1


@pytest.mark.parametrize("value", ['" } INSERT', "x> . ?a ?b ?c . <y", "?who", "\ud800", "習近平\n"])
def test_a_strange_value_is_only_a_name_that_nobody_has(value: str) -> None:
    assert sparql.ask(store(), "met", who=value).rows == ()


def test_a_value_that_looks_like_an_iri_and_is_none_is_an_error() -> None:
    with pytest.raises(QueryError, match="no IRI"):
        sparql.ask(store(), "met", who="http://a b")


def test_a_relation_may_be_an_open_one() -> None:
    result = sparql.ask(store(), "why", relation="rel:stoke")
    assert [row[:3] for row in result.table()] == [[FIREFLY, "rel:stoke", TRENTINO]]
