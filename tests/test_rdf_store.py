"""kg.rdf.store: the union is a set, a change is whole or not at all, and a folder is known for what it is."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.query import ResultRow

from kg import ontology
from kg.errors import InputError, StoreError, UnknownName
from kg.model import Extraction, Knowledge
from kg.rdf import formats, terms
from kg.rdf.dataset import article_quads
from kg.rdf.store import Store
from tests.rdf_records import FIRST, LEADS, MET, ONE, PLAN, SECOND, TWO

SCHEMA = ontology.load().schema
ALONE = Extraction(FIRST, ONE.entities[:2], (LEADS,))


def store_of(*extractions: Extraction, path: Path | None = None) -> Store:
    store = Store(path, schema=SCHEMA)
    for extraction in extractions:
        store.add(extraction)
    return store


def union_of(*extractions: Extraction) -> set[ox.Quad]:
    return {ox.Quad(q.subject, q.predicate, q.object) for e in extractions for q in article_quads(e, SCHEMA)}


# --- adding and removing -------------------------------------------------------------------------


def test_the_graphs_are_what_the_articles_say() -> None:
    assert set(store_of(ONE, TWO).quads()) == {q for e in (ONE, TWO) for q in article_quads(e, SCHEMA)}


def test_the_union_is_a_set() -> None:
    store = store_of(ONE, TWO)
    assert set(store.union()) == union_of(ONE, TWO)
    assert len(store) == len(union_of(ONE, TWO))


def test_adding_twice_changes_nothing() -> None:
    store = store_of(ONE, TWO)
    before = set(store.quads()), set(store.union())
    assert not store.add(ONE)
    assert (set(store.quads()), set(store.union())) == before


def test_a_new_reading_of_an_article_takes_the_place_of_the_old() -> None:
    store = store_of(ONE, TWO)
    assert store.add(ALONE)
    assert set(store.union()) == union_of(ALONE, TWO)
    assert set(store.quads()) == {q for e in (ALONE, TWO) for q in article_quads(e, SCHEMA)}


def test_removing_takes_away_what_no_other_article_says() -> None:
    store = store_of(ONE, TWO)
    store.remove(FIRST.id)
    assert set(store.union()) == union_of(TWO)
    assert store.articles() == [SECOND.id]
    store.remove(SECOND.id)
    assert (len(store), list(store.quads())) == (0, [])


def test_removing_what_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownName, match="no article 'nothing'"):
        store_of(ONE).remove("nothing")


def test_the_order_of_adding_does_not_matter() -> None:
    files = {formats.write(store_of(*order).quads(), ".nq") for order in itertools.permutations([ONE, TWO])}
    assert len(files) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([("add", ONE), ("add", ALONE), ("add", TWO), ("remove", ONE), ("remove", TWO)]), max_size=6
    )
)
def test_the_union_is_right_after_any_changes(changes: list[tuple[str, Extraction]]) -> None:
    store, there = store_of(), dict[str, Extraction]()
    for what, extraction in changes:
        if what == "add":
            store.add(extraction)
            there[extraction.article.id] = extraction
        elif there.pop(extraction.article.id, None):
            store.remove(extraction.article.id)
    assert set(store.union()) == union_of(*there.values())


def test_knowledge_is_that_of_the_extractions() -> None:
    bare = tuple(replace(a, text="") for a in Knowledge.of([ONE, TWO]).articles)
    found = store_of(ONE, TWO).knowledge()
    assert found.articles == bare
    assert found.statements == Knowledge.of([ONE, TWO]).statements


def test_an_article_is_known_by_its_id() -> None:
    store = store_of(ONE)
    assert FIRST.id in store
    assert SECOND.id not in store
    assert 3 not in store


def test_an_article_that_says_nothing_is_in_the_store_too() -> None:
    assert store_of(Extraction(FIRST)).articles() == [FIRST.id]


def test_odd_names_survive_a_replacement() -> None:
    odd = replace(MET, subject='A "<b>\\ {} 😀\ud800', phrase='x"\n}} ; DROP ALL ; \x00')
    store = store_of(ONE)
    store.add(Extraction(FIRST, (), (odd,)))
    assert store.knowledge().statements == (odd,)


# --- aggregates: the union is no bag -------------------------------------------------------------

COUNTS = (
    "SELECT (COUNT(*) AS ?n) { ?a kg:met ?b }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?p (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT ?c (COUNT(*) AS ?n) { ?x a ?c . ?x kg:mentionedIn ?a . ?y kg:mentionedIn ?a } GROUP BY ?c",
    "SELECT (AVG(?c) AS ?n) { ?s kg:confidence ?c }",
)


@pytest.mark.parametrize("query", COUNTS)
def test_aggregates_are_those_of_rdflib(query: str) -> None:
    store = store_of(ONE, TWO, Extraction(replace(SECOND, id="third"), TWO.entities, (MET,)))
    found = store.database.query(query, prefixes=dict(terms.PREFIXES))
    assert isinstance(found, ox.QuerySolutions)
    ours = {tuple(_value(t) for t in row) for row in found}
    graph = formats.rdflib_graph(store.union())
    assert ours == {tuple(_value(t) for t in row) for row in graph.query(query) if isinstance(row, ResultRow)}


def _value(term: object) -> str | float:
    text = str(term.value if isinstance(term, ox.Literal | ox.NamedNode) else term)
    is_number = isinstance(term, ox.Literal) or (isinstance(term, rdflib.Literal) and term.datatype is not None)
    return round(float(text), 9) if is_number else text


# --- loaded files --------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", formats.WRITERS)
def test_a_file_can_be_loaded_into_a_store(suffix: str) -> None:
    store = store_of(ONE, TWO)
    other = Store(schema=SCHEMA)
    assert other.add_quads(formats.parse(formats.write(store.quads(), suffix), suffix)) == 2
    assert set(other.union()) == set(store.union())
    assert other.knowledge() == store.knowledge()


def test_a_file_without_an_article_is_refused() -> None:
    with pytest.raises(InputError, match="NewsArticle"):
        Store().add_quads([ox.Quad(terms.kg("a"), terms.kg("b"), terms.kg("c"))])


# --- on disk -------------------------------------------------------------------------------------


def test_a_store_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with store_of(ONE, path=tmp_path / "news.kg") as store:
        store.add(TWO)
        expected = set(store.quads()), set(store.union())
    with Store(tmp_path / "news.kg") as again:
        assert (set(again.quads()), set(again.union())) == expected
        again.remove(FIRST.id)
    with Store(tmp_path / "news.kg", read_only=True) as last:
        assert last.articles() == [SECOND.id]
        with pytest.raises(StoreError, match="for reading only"):
            last.remove(SECOND.id)


def test_a_second_writer_is_told_so(tmp_path: Path) -> None:
    with Store(tmp_path / "news.kg"), pytest.raises(StoreError, match=r"news\.kg: this process is writing"):
        Store(tmp_path / "news.kg")


def test_a_store_that_gives_back_memory_goes_on_as_before(tmp_path: Path) -> None:
    with Store(tmp_path / "news.kg", schema=SCHEMA) as store:
        store.add(ONE)
        store.relieve()
        store.add(TWO)
        assert set(store.union()) == union_of(ONE, TWO)
        with pytest.raises(StoreError, match="this process is writing"):
            Store(tmp_path / "news.kg")


def test_a_store_in_memory_has_nothing_to_give_back() -> None:
    store = Store(schema=SCHEMA)
    store.add(ONE)
    store.relieve()
    assert set(store.union()) == union_of(ONE)


def test_a_store_that_somebody_still_reads_from_closes_and_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.kg", schema=SCHEMA)
    store.add(ONE)
    reader = store.database.quads_for_pattern(None, None, None, None)
    with pytest.raises(StoreError, match="this process is writing"):
        store.relieve()
    with pytest.raises(StoreError, match="for reading only"):
        store.add(TWO)
    del reader
    with Store(tmp_path / "news.kg", schema=SCHEMA) as again:
        assert set(again.union()) == union_of(ONE)


def test_a_writer_that_was_killed_leaves_the_store_usable(tmp_path: Path) -> None:
    script = (
        "import os, sys\nfrom kg.rdf.store import Store\nfrom tests.rdf_records import ONE, TWO\n"
        "store = Store(sys.argv[1])\nstore.add(ONE)\nstore.add(TWO)\nos._exit(9)\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "news.kg")], check=False, cwd=Path(__file__).parent.parent
    )
    with Store(tmp_path / "news.kg", schema=SCHEMA) as store:
        assert set(store.union()) == union_of(ONE, TWO)
        assert not store.add(ONE)


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(StoreError, match="not a store"):
        Store(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "news.ttl").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="a store is a folder"):
        Store(tmp_path / "news.ttl")


def test_nothing_is_made_when_only_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there"):
        Store(tmp_path / "none.kg", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("mark", "message"), [('{"store": 99}', "version 99"), ("{", "broken"), ("[]", "broken")])
def test_a_store_of_another_version_is_refused(tmp_path: Path, mark: str, message: str) -> None:
    Store(tmp_path / "news.kg").close()
    (tmp_path / "news.kg" / "newskg-store.json").write_text(mark, encoding="utf-8")
    with pytest.raises(StoreError, match=message):
        Store(tmp_path / "news.kg")


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        assert store.articles() == []


def test_the_packages_own_ontology_is_used_if_no_schema_is_given() -> None:
    store = Store()
    store.add(Extraction(FIRST, (), (PLAN,)))
    assert ox.Quad(terms.kg("visited"), terms.kg("family"), ox.Literal("CONSULT")) in set(store.union())
