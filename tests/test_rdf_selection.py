"""kg.rdf.selection: part of a store is what is left of the whole when the rest is struck out."""

from __future__ import annotations

import pytest

from kg import library, ontology
from kg.errors import UnknownName
from kg.library import Graph
from kg.model import Knowledge, Statement
from kg.rdf.selection import Selection
from kg.rdf.store import Store
from tests.rdf_records import CHARGE, FIRST, MET, ONE, SECOND, TWO

SCHEMA = ontology.load().schema
STORE = Store(schema=SCHEMA)
for extraction in (ONE, TWO):
    STORE.add(extraction)
ALL = STORE.knowledge()


def left(wanted: Selection) -> Knowledge:
    return STORE.selected(wanted)


def involves(statement: Statement, actor: str) -> bool:
    return actor in (statement.subject, statement.object, *statement.claimed_by)


def test_nothing_selected_is_everything() -> None:
    assert left(Selection()) == ALL


@pytest.mark.parametrize("actor", ["Rufus_Firefly", "Trentino", "Herald", "Fredville", "Nobody"])
def test_of_an_actor_all_statements_are_left_as_they_are_in_the_whole(actor: str) -> None:
    assert left(Selection(actors=(actor,))).statements == tuple(s for s in ALL.statements if involves(s, actor))


def test_of_a_relation_its_statements_are_left() -> None:
    found = left(Selection(predicates=("met", "armed"))).statements
    assert found == tuple(s for s in ALL.statements if s.predicate in ("met", "armed"))


def test_an_actor_and_a_relation_are_both_wanted() -> None:
    found = left(Selection(actors=("Rufus_Firefly",), predicates=("attacked",))).statements
    assert {s.claimed_by for s in found} == {("Herald", "Trentino")}


def test_of_an_article_only_its_own_words_are_left() -> None:
    alone = Store(schema=SCHEMA)
    alone.add(TWO)
    assert left(Selection(articles=(SECOND.id,))).statements == alone.knowledge().statements


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        ("1933-11-20", "1933-11-20", {"met": True, "visited": False}),
        ("1933-11-21", None, {"met": False, "visited": True}),
        (None, "1933", {"met": True, "visited": False}),
        ("1934", "1934", {"met": False, "visited": True}),
        ("1934-06-20", None, {"met": False, "visited": True}),
    ],
)
def test_time_is_that_of_the_event(since: str | None, until: str | None, wanted: dict[str, bool]) -> None:
    found = {s.predicate for s in left(Selection(since=since, until=until)).statements}
    assert {name: name in found for name in wanted} == wanted


def test_time_is_that_of_publication_where_no_other_is_known() -> None:
    found = left(Selection(since="1933-11-21", until="1933-11-21")).statements
    assert CHARGE.id in {s.id for s in found}
    assert "sanctioned" not in {s.predicate for s in found}


def test_entities_and_articles_are_those_that_the_statements_name() -> None:
    found = left(Selection(actors=("Herald",)))
    whole = {e.id: e for e in ALL.entities}
    assert {e.id for e in found.entities} == {"Herald", "Rufus_Firefly", "Trentino", "Sylvania"}
    assert all(e == whole[e.id] for e in found.entities)
    assert [a.id for a in found.articles] == [FIRST.id]
    assert found.articles[0] in ALL.articles


# --- a graph that reads only what it is asked for ----------------------------------------------------


def graph() -> Graph:
    return Graph(STORE, ontology.load())


def test_a_restricted_graph_has_a_restricted_network() -> None:
    part = graph().restricted(actors=["Firefly"], predicates=["consulted"])
    assert {(a, b) for a, b in part.network.edges()} == {("Rufus_Firefly", "Osterlich"), ("Rufus_Firefly", "Trentino")}


def test_an_unknown_actor_or_relation_is_said() -> None:
    with pytest.raises(UnknownName, match="perhaps"):
        graph().restricted(actors=["Fireflie"])
    with pytest.raises(UnknownName, match="no predicate 'mett'"):
        graph().restricted(predicates=["mett"])


@pytest.mark.parametrize("name", ["Firefly", "Rufus Firefly", "rufus firefly", "Ambassador Trentino", "Fredville"])
def test_a_name_leads_to_the_same_whether_all_is_read_or_only_names(name: str) -> None:
    whole = library.of([ONE, TWO])
    assert graph().find(name) == whole.find(name)


def test_why_and_about_answer_without_reading_all() -> None:
    lazy, whole = graph(), library.of([ONE, TWO])
    assert [e.statement for e in lazy.why("Firefly", "met", "Trentino")] == [
        e.statement for e in whole.why("Firefly", "met", "Trentino")
    ]
    assert [e.subject for e in lazy.about("Trentino")] == [e.subject for e in whole.about("Trentino")]
    assert "knowledge" not in lazy.__dict__
    assert MET.subject in {e.statement.subject for e in lazy.about("Trentino")}


@pytest.mark.parametrize("since", [None, "1933", "1933-11-21", "1934-06"])
@pytest.mark.parametrize("until", [None, "1933-11-20", "1933-11", "1934"])
def test_a_time_leaves_what_is_of_it_and_nothing_else(since: str | None, until: str | None) -> None:
    wanted, days = Selection(since=since, until=until), {a.id: (a.published or "")[:10] for a in ALL.articles}
    expected = [
        s
        for s in ALL.statements
        if any(map(wanted.covers, [s.time] if s.time else {days[e.article] for e in s.evidence}))
    ]
    assert list(left(wanted).statements) == expected
