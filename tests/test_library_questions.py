"""kg.library.questions and what `kg show` makes of them: answers from many articles, with outlets and quotes."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import library
from kg.cli import app
from kg.graph.disputes import disputes, rivals, unconfirmed
from kg.graph.outlets import independent
from kg.library import Graph, questions
from kg.model import Article, Entity, Evidence, Extraction, Knowledge, Statement
from kg.ontology import load
from kg.rdf.store import Store

SCHEMA = load().schema
KINDS = {"Fredonia_City": "City", "Sylvan_Town": "City", "Firefly": "Person", "Trentino": "Person"}


def told(outlet: str, day: str, *statements: Statement, words: str = "") -> Extraction:
    """An article that says so, each statement with a sentence of its own."""
    sentences = [
        words or f"In {outlet} it says {s.subject} {s.predicate} {s.object} ({n})." for n, s in enumerate(statements)
    ]
    text = " ".join(sentences)
    article = Article(text, publisher=outlet, published=day, url=f"https://{outlet.lower()}.example/{day}/{len(text)}")
    found = []
    for s, sentence in zip(statements, sentences, strict=True):
        start = text.index(sentence)
        found.append(replace(s, evidence=(Evidence(article.id, start, start + len(sentence), sentence),)))
    ids = {i for s in statements for i in (s.subject, str(s.object), *s.claimed_by)}
    names = tuple(Entity(i, i.replace("_", " "), KINDS.get(i, "Country")) for i in sorted(ids))
    return Extraction(article, names, tuple(found))


def graph(*extractions: Extraction) -> Graph:
    store = Store(schema=SCHEMA)
    for extraction in extractions:
        store.add(extraction)
    return Graph(store, load())


ARMED = Statement("Freedonia", "armed", "Sylvania")
NOT_ARMED = replace(ARMED, polarity="negative", claimed_by=("Trentino",))
CLAIMED = replace(ARMED, claimed_by=("Firefly",))
MET = Statement("Firefly", "met", "Trentino", time="1933-11-20")

# --- independent outlets ---------------------------------------------------------------------------

WIRE = "Rufus Firefly, who leads Freedonia, met the ambassador of Sylvania in the town hall on Monday."


@pytest.mark.parametrize(
    ("quotes", "count"),
    [
        ([("Duck", WIRE), ("Herald", WIRE)], 1),
        ([("Duck", WIRE), ("Herald", WIRE.replace("on Monday", "on Monday, the Agency said"))], 1),
        ([("Duck", WIRE), ("Herald", WIRE.upper().rstrip("."))], 1),
        ([("Duck", WIRE), ("Herald", WIRE[:60])], 1),
        ([("Duck", WIRE), ("Herald", "The two neighbours talked for an hour, and Firefly left first.")], 2),
        ([("Duck", WIRE), ("Duck", "The two neighbours talked for an hour, and Firefly left first.")], 1),
        ([("Duck", WIRE), ("Herald", WIRE), ("Star", "Mr Trentino has seen the president of the other side.")], 2),
        ([], 0),
    ],
)
def test_agency_copy_and_one_paper_count_once(quotes: list[tuple[str, str]], count: int) -> None:
    articles = {str(n): Article("", publisher=outlet, id=str(n)) for n, (outlet, _) in enumerate(quotes)}
    evidence = [Evidence(str(n), 0, len(quote), quote) for n, (_, quote) in enumerate(quotes)]
    assert len(independent(evidence, articles)) == count
    assert independent(evidence[::-1], articles) == independent(evidence, articles)


def test_sources_of_a_statement() -> None:
    found = graph(
        told("Duck", "1933-11-21", MET, words=WIRE),
        told("Herald", "1933-11-21", MET, words=WIRE),
        told("Star", "1933-11-22", MET),
    )
    assert [s.outlets for s in questions.sources(found, found.statements[0])] == [("Duck", "Herald"), ("Star",)]


# --- disagreements ---------------------------------------------------------------------------------


def test_what_is_said_and_denied_is_disputed_with_both_sides() -> None:
    [dispute] = questions.denials(graph(told("Duck", "1933-01-01", ARMED), told("Herald", "1933-01-02", NOT_ARMED)))
    assert [s.claimed_by for s in dispute.said] == [()]
    assert [s.claimed_by for s in dispute.denied] == [("Trentino",)]


def test_what_happened_at_another_time_is_not_denied() -> None:
    early, late = replace(ARMED, time="1932"), replace(NOT_ARMED, time="1933-05")
    assert disputes(Knowledge(statements=(early, late)), SCHEMA) == []
    assert disputes(Knowledge(statements=(early, replace(late, time=None))), SCHEMA) != []


def test_a_fact_to_one_paper_and_a_claim_to_another_is_unconfirmed() -> None:
    found = graph(told("Duck", "1933-01-01", ARMED), told("Herald", "1933-01-01", CLAIMED))
    [dispute] = questions.unconfirmed(found)
    assert [s.claimed_by for s in dispute.denied] == [("Firefly",)]


def test_an_article_that_quotes_somebody_on_its_own_fact_does_not_disagree_with_itself() -> None:
    assert questions.unconfirmed(graph(told("Duck", "1933-01-01", ARMED, CLAIMED))) == []


def test_a_plan_before_the_deed_is_no_disagreement() -> None:
    plan = replace(ARMED, factuality="planned")
    assert unconfirmed(Knowledge(statements=(ARMED, plan)), SCHEMA) == []


def born(place: str, **more: str) -> Statement:
    return Statement("Firefly", "bornIn", place, **more)  # type: ignore[arg-type]


def test_two_places_of_birth_cannot_both_be() -> None:
    found = graph(told("Duck", "1933-01-01", born("Fredonia_City")), told("Herald", "1933-05-01", born("Sylvan_Town")))
    [(one, other)] = questions.rivals(found)
    assert {one.object, other.object} == {"Fredonia_City", "Sylvan_Town"}


@pytest.mark.parametrize(
    "other",
    [
        told("Herald", "1933-05-01", born("Sylvania")),  # a country beside its city
        told("Herald", "1935-05-01", born("Sylvan_Town")),  # another year
        told("Herald", "1933-05-01", born("Sylvan_Town", factuality="possible")),
        told("Herald", "1933-05-01", born("Sylvan_Town", polarity="negative")),
        told("Herald", "1933-05-01", Statement("Firefly", "visited", "Sylvan_Town")),
    ],
)
def test_what_can_both_be_is_no_rival(other: Extraction) -> None:
    assert questions.rivals(graph(told("Duck", "1933-01-01", born("Fredonia_City")), other)) == []


def test_a_state_has_one_capital_at_a_time() -> None:
    one, other = (Statement(city, "capitalOf", "Freedonia") for city in ("Fredonia_City", "Sylvan_Town"))
    assert len(questions.rivals(graph(told("Duck", "1933", one), told("Herald", "1933", other)))) == 1
    dated = [replace(one, time="1900/1920"), replace(other, time="1921/1933")]
    assert rivals(Knowledge(statements=tuple(dated)), SCHEMA) == []


def test_of_what_there_is_one_at_a_time_the_ontology_says() -> None:
    freed = {name: replace(p, one_at_a_time=frozenset()) for name, p in SCHEMA.predicates.items()}
    one, other = (Statement(city, "capitalOf", "Freedonia", time="1933") for city in ("Fredonia_City", "Sylvan_Town"))
    assert rivals(Knowledge(statements=(one, other)), SCHEMA)
    assert rivals(Knowledge(statements=(one, other)), replace(SCHEMA, predicates=freed)) == []
    assert {name for name, p in SCHEMA.predicates.items() if p.one_at_a_time} == {
        "bornIn",
        "capitalOf",
        "diedIn",
        "spouseOf",
    }


# --- who changed what they say ----------------------------------------------------------------------


def test_a_speaker_who_takes_back_a_denial_has_changed() -> None:
    admits = replace(NOT_ARMED, polarity="positive")
    [change] = questions.changes(graph(told("Duck", "1933-02-01", NOT_ARMED), told("Star", "1933-03-01", admits)))
    assert (change.speaker, change.is_outlet) == ("Trentino", False)
    assert (change.before.day, change.after.day) == ("1933-02-01", "1933-03-01")
    assert change.after.statement.polarity == "positive"


def test_a_paper_that_says_otherwise_later_has_changed() -> None:
    denial = replace(NOT_ARMED, claimed_by=())
    [change] = questions.changes(graph(told("Duck", "1933-02-01", ARMED), told("Duck", "1933-03-01", denial)))
    assert (change.speaker, change.is_outlet) == ("Duck", True)


@pytest.mark.parametrize(
    "later",
    [
        told("Herald", "1933-03-01", replace(NOT_ARMED, claimed_by=())),  # another paper
        told("Duck", "1933-02-01", replace(NOT_ARMED, claimed_by=())),  # the same day
        told("Duck", "1933-03-01", ARMED),
        told("Duck", "1933-03-01", CLAIMED),  # somebody else's words
    ],
)
def test_what_is_no_change(later: Extraction) -> None:
    assert questions.changes(graph(told("Duck", "1933-02-01", ARMED), later)) == []


# --- time, countries, company ----------------------------------------------------------------------


def test_a_timeline_of_two_has_what_both_take_part_in() -> None:
    other = Statement("Firefly", "visited", "Osterlich", time="1933-11-01")
    found = graph(told("Duck", "1933-11-21", MET, other, ARMED))
    assert [s.predicate for s in questions.timeline(found)] == ["visited", "met"]
    assert [s.predicate for s in questions.timeline(found, "Firefly")] == ["visited", "met"]
    assert [s.predicate for s in questions.timeline(found, "Firefly", "Trentino")] == ["met"]


def test_claims_of_a_speaker() -> None:
    found = graph(told("Duck", "1933-11-21", MET, CLAIMED, NOT_ARMED))
    assert [s.claimed_by for s in questions.claims(found)] == [("Firefly",), ("Trentino",)]
    assert [s.claimed_by for s in questions.claims(found, "Trentino")] == [("Trentino",)]


def test_the_matrix_counts_each_month_by_the_event_or_else_its_publication() -> None:
    dated = replace(ARMED, time="1932-12-24")
    found = graph(told("Duck", "1933-01-05", dated), told("Herald", "1933-02-05", ARMED, CLAIMED))
    ties = questions.matrix(found)
    assert [(t.period, t.source, t.target, t.quad, t.facts, t.claims) for t in ties] == [
        ("1932-12", "Freedonia", "Sylvania", "material cooperation", 1, 0),
        ("1933-02", "Freedonia", "Sylvania", "material cooperation", 1, 1),
    ]
    assert [t.period for t in questions.matrix(found, by="year")] == ["1932", "1933"]


def test_company_is_counted_in_articles() -> None:
    found = graph(told("Duck", "1933-01-05", MET), told("Herald", "1933-02-05", MET, ARMED))
    best = questions.together(found)[0]
    assert (best.first, best.second, best.articles, best.share) == ("Firefly", "Trentino", 2, 1.0)
    assert len(questions.together(found)) == 6
    part = questions.together(found.restricted(until="1933-03"))  # only the arms are of that time, and only the Herald
    assert {pair.articles for pair in part} == {1}


# --- the command line ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "news.kg"
    admits = replace(NOT_ARMED, polarity="positive")
    with Store(path, schema=SCHEMA) as store:
        for extraction in (
            told("Duck", "1933-02-01", ARMED, MET, NOT_ARMED, born("Fredonia_City")),
            told("Herald", "1933-03-01", CLAIMED, MET, admits, born("Sylvan_Town")),
        ):
            store.add(extraction)
    return path


def show(*words: str | Path) -> str:
    result = CliRunner().invoke(app, ["show", *map(str, words)])
    assert result.exit_code == 0, result.exception
    return result.output


@pytest.mark.parametrize("view", ["disagreements", "changes", "evidence", "together", "timeline", "claims", "matrix"])
def test_every_view_of_many_articles_speaks_to_people_and_programs(news: Path, view: str) -> None:
    assert show(news, view)
    assert json.loads(show(news, view, "--json"))


def test_a_disagreement_is_shown_with_both_outlets_and_quotes(news: Path) -> None:
    said = " ".join(show(news, "disagreements").split())
    assert "Trentino (not so): “In Duck it says Freedonia armed Sylvania" in said
    assert "— Duck, 1933-02-01" in said
    assert "Herald, 1933-03-01" in said
    kinds = {row["kind"] for row in json.loads(show(news, "disagreements", "--json"))}
    assert kinds == {"denied", "rivals", "unconfirmed"}


def test_a_change_is_shown_with_both_days(news: Path) -> None:
    said = show(news, "changes")
    assert "before, 1933-02-01" in said
    assert "after, 1933-03-01" in said


def test_the_matrix_is_written_as_sheet_and_picture(news: Path, tmp_path: Path) -> None:
    for name in ("m.csv", "m.png"):
        show(news, "matrix", "--by", "year", "-o", tmp_path / name)
    rows = list(csv.reader((tmp_path / "m.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["period", "from", "to", "quad class", "facts", "claims", "others"]
    assert rows[1][:3] == ["1933", "Freedonia", "Sylvania"]
    assert (tmp_path / "m.png").read_bytes().startswith(b"\x89PNG")


def test_a_view_can_be_restricted(news: Path) -> None:
    assert len(json.loads(show(news, "relations", "--json", "--predicate", "armed"))) == 4
    assert json.loads(show(news, "relations", "--json", "--actor", "Firefly", "--since", "1934")) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["actors", "Firefly"], "too many words"),
        (["actors", "--by", "year"], "for matrix"),
        (["matrix", "--by", "week"], "there are day, month, year"),
        (["matrix", "-o", "m.pdf"], "as .csv or .png"),
    ],
)
def test_options_that_say_nothing_are_refused(news: Path, words: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["show", str(news), *words])
    assert message in str(result.exception)


def test_two_stores_differ_by_what_is_new_gone_and_of_another_status(tmp_path: Path) -> None:
    for name, extraction in (
        ("a.kg", told("Duck", "1933-02-01", ARMED, MET)),
        ("b.kg", told("Duck", "1933-02-02", NOT_ARMED, born("Fredonia_City"))),
    ):
        with Store(tmp_path / name, schema=SCHEMA) as store:
            store.add(extraction)
    found = library.diff(library.load(tmp_path / "a.kg"), library.load(tmp_path / "b.kg"))
    assert [s.predicate for s in found.new] == ["bornIn"]
    assert [s.predicate for s in found.gone] == ["met"]
    assert [(a.polarity, b.polarity) for a, b in found.changed] == [("positive", "negative")]


def test_of_some_who_are_named_only_their_part_of_a_store_is_read(news: Path) -> None:
    for ask, names in ((questions.timeline, ("Firefly", "Trentino")), (questions.claims, ("Trentino",))):
        lazy, whole = library.load(news), library.load(news)
        assert whole.statements
        found = ask(lazy, *names)
        assert found == ask(whole, *names)
        assert [lazy.evidenced(s) for s in found] == [whole.evidenced(s) for s in found]
        assert "knowledge" not in lazy.__dict__
