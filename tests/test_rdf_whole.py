"""kg.rdf.whole: a store read in columns has what its articles have one by one, with and without judgements."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology
from kg.library.reading import Reading
from kg.model import FACTUALITIES, POLARITIES, Article, Entity, Evidence, Extraction, Knowledge, Statement, Text
from kg.rdf import records
from kg.rdf.store import Store
from kg.resolution.identity import Judgement
from kg.resolution.view import View, local, union
from tests.rdf_records import ONE, TWO

SCHEMA = ontology.load().schema
WHO = ("Ann", "Bob", "O'Brien %41", "Łódź", "Ann_Smith")
ARTICLES = tuple(Article(f"Text {n}.", title=f"T{n}", published=f"2023-0{n + 1}-01") for n in range(4))


def words(*some: str) -> st.SearchStrategy[str]:
    return st.sampled_from(some)


OBJECTS: tuple[str | Text, ...] = (*WHO, Text("the crowd"), Text(""))


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    return Statement(
        draw(words(*WHO)),
        draw(words("met", "leads", "rel:stoke", "rel:say_no")),
        draw(st.sampled_from(OBJECTS)),
        polarity=draw(st.sampled_from(POLARITIES)),
        factuality=draw(st.sampled_from(FACTUALITIES)),
        claimed_by=draw(st.sampled_from([(), ("Ann",), ("Bob", "Łódź"), ("Łódź", "Bob")])),
        time=draw(st.sampled_from([None, "2023", "2023-01/2023-02"])),
    )


@st.composite
def told(draw: st.DrawFn, article: Article, statement: Statement) -> Statement:
    """A statement as an article makes it."""
    start = draw(st.integers(0, 3))
    quote = draw(words("said so", 'a "quote"', "ŁÓ\n"))
    return replace(
        statement,
        place=draw(st.sampled_from([None, *WHO])),
        qualifiers=draw(st.sampled_from([(), (("place", "there"),), (("reason", "none"), ("role", "chair"))])),
        phrase=draw(words("", "met", "were to meet")),
        evidence=(Evidence(article.id, start, start + len(quote), quote),),
        confidence=draw(st.sampled_from([0.5, 0.75, 1.0])),
    )


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    key = draw(words(*WHO))
    name = draw(words(key, key.replace("_", " "), f"Dr {key}"))
    others = tuple(sorted(draw(st.sets(words("A.", "B.", "Annie"), max_size=2))))
    same = draw(st.sampled_from([(), ("http://www.wikidata.org/entity/Q1",)]))
    return Entity(key, name, draw(words("Person", "Group", "City")), others, (), same)


@st.composite
def extractions(draw: st.DrawFn) -> list[Extraction]:
    found, stock = [], draw(st.lists(statements(), min_size=1, max_size=5))
    for article in ARTICLES[: draw(st.integers(1, 4))]:
        known = {e.id: e for e in draw(st.lists(entities(), max_size=5))}
        some = draw(st.lists(st.sampled_from(stock), max_size=5))
        said = {s.id: draw(told(article, s)) for s in some}
        found.append(Extraction(article, tuple(known.values()), tuple(said.values())))
    return found


def stored(some: list[Extraction]) -> Store:
    store = Store(schema=SCHEMA)
    for extraction in some:
        store.add(extraction)
    return store


@settings(max_examples=150, deadline=None)
@given(extractions())
def test_a_store_in_columns_is_its_articles_one_by_one(some: list[Extraction]) -> None:
    store = stored(some)
    graphs = [store.database.quads_for_pattern(None, None, None, name) for name in store.database.named_graphs()]
    assert store.knowledge() == records.of_graphs(map(records.nodes, graphs))


IDS = st.sampled_from([*WHO, *(local(who, article.id) for who in WHO[:3] for article in ARTICLES)])
VERDICTS = st.tuples(IDS, IDS, st.sampled_from(["same", "same", "different"])).filter(lambda j: j[0] != j[1])


@settings(max_examples=150, deadline=None)
@given(
    extractions(),
    st.lists(VERDICTS, max_size=4),
    st.sets(st.tuples(st.sampled_from(WHO), st.sampled_from(ARTICLES)), max_size=2),
)
def test_through_judgements_it_is_the_same_too(
    some: list[Extraction], judged: list[tuple[str, str, str]], apart: set[tuple[str, Article]]
) -> None:
    store = stored(some)
    made = [Judgement(one, other, verdict, "me") for one, other, verdict in judged]  # type: ignore[arg-type]
    made += [Judgement(who, local(who, article.id), "different", "me") for who, article in sorted(apart, key=str)]
    view = View.of(made)
    assert Reading(store, view).knowledge() == union(store.each(), view)


def test_of_two_places_that_is_kept_which_is_first_as_they_are_seen() -> None:
    told = [
        Extraction(
            article, (), (Statement("Ann", "met", "Bob", place=place, evidence=(Evidence(article.id, 0, 4, "Text"),)),)
        )
        for article, place in zip(ARTICLES, ("Lyon", "Paris"), strict=False)
    ]
    store, view = stored(told), View.of([Judgement("Bern", "Paris", "same", "me")])
    assert [s.place for s in Reading(store, view).knowledge().statements] == ["Bern"]
    assert Reading(store, view).knowledge() == union(store.each(), view)


def test_what_one_article_leaves_out_another_may_say() -> None:
    silent = replace(TWO, statements=tuple(replace(s, phrase="") for s in TWO.statements))
    for knowledge in (stored([ONE, silent]).knowledge(), Knowledge.of([silent, ONE])):
        assert {s.phrase for s in knowledge.statements if s.predicate == "met"} == {"met"}


def test_the_type_of_those_joined_is_what_most_articles_say() -> None:
    kinds = {"Ann": ["Group"], "Ann_Smith": ["Person", "Person"]}
    calls = [Entity(key, key, kind) for key, some in kinds.items() for kind in some]
    store = stored([Extraction(article, (who,)) for article, who in zip(ARTICLES, calls, strict=False)])
    view = View.of([Judgement("Ann", "Ann_Smith", "same", "me")])
    assert [e.type for e in Reading(store, view).knowledge().entities] == ["Person"]
