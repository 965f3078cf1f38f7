"""kg resolve, merge, split, undo, judgements and the card, as a user would run them on a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import library
from kg.cli import app
from kg.errors import InputError, StoreError, UnknownName
from kg.library import judgements
from kg.model import Article, Entity, Evidence, Extraction, Statement
from kg.rdf.store import Store
from kg.resolution.identity import Judgement

CROWD = ("Ada Quill", "Ben Rook", "Cleo Stork")


def kg(*words: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words], input=text)


def read(number: int, name: str, *aliases: str, office: str = "", born: str = "") -> Extraction:
    text = f"{name} met Ada Quill. {' '.join(aliases)} spoke, article {number}."
    article = Article(text, published=f"2023-04-{number:02}", publisher="The Duck", title=f"News {number}")
    key = name.replace(" ", "_")
    evidence = (Evidence(article.id, 0, len(text), text),)
    said = [Statement(key, "met", "Ada_Quill", phrase="met", evidence=evidence)]
    if office:
        said.append(Statement(key, "leads", office, phrase="chairman", time="2023", evidence=evidence))
    bodies = (Entity(office, office.replace("_", " "), "Organization"),) if office else ()
    people = tuple(Entity(n.replace(" ", "_"), n, "Person") for n in CROWD)
    return Extraction(article, (Entity(key, name, "Person", aliases), *people, *bodies), tuple(said))


FIRST = read(1, "Bill Ostrander", "Ostrander", office="Duck_Union")
SECOND = read(2, "William Ostrander", "Ostrander", office="Duck_Union")
THIRD = read(3, "Bill Ostrander")
OTHERS = [read(n, f"Person{n} Number{n}") for n in range(4, 9)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Store(tmp_path / "news.kg") as opened:
        for one in (FIRST, SECOND, THIRD, *OTHERS):
            opened.add(one)
    return tmp_path / "news.kg"


def test_merging_shows_one_and_undo_two_again(store: Path) -> None:
    assert kg("merge", store, "Bill Ostrander", "William Ostrander", "--because", "I know him").exit_code == 0
    assert library.load(store).find("William Ostrander") == "Bill_Ostrander"
    assert "Bill_Ostrander is the same as William_Ostrander (I know him)" in kg("undo", store).output
    assert library.load(store).find("William Ostrander") == "William_Ostrander"
    assert kg("undo", store).exit_code == 1


def test_a_name_that_several_bear_is_refused_with_their_ids(store: Path) -> None:
    result = kg("merge", store, "Ostrander", "Ada Quill")
    assert isinstance(result.exception, UnknownName)
    assert "Bill_Ostrander" in str(result.exception)
    assert "William_Ostrander" in str(result.exception)
    assert judgements.read(store) == []


def test_two_who_are_one_are_not_merged_again(store: Path) -> None:
    kg("merge", store, "Bill_Ostrander", "William_Ostrander")
    assert isinstance(kg("merge", store, "Bill_Ostrander", "William_Ostrander").exception, InputError)
    assert isinstance(kg("merge", store, "Ada Quill", "Ada_Quill").exception, InputError)


def test_a_split_undoes_a_merge(store: Path) -> None:
    kg("merge", store, "Bill_Ostrander", "William_Ostrander")
    assert kg("split", store, "Bill_Ostrander", "William_Ostrander").exit_code == 0
    assert library.load(store).find("William Ostrander") == "William_Ostrander"


def test_an_article_can_mean_another(store: Path) -> None:
    assert kg("split", store, "Bill Ostrander", "--article", THIRD.article.id).exit_code == 0
    graph = library.load(store)
    other = f"Bill_Ostrander@{THIRD.article.id}"
    assert graph.name(other) == "Bill Ostrander"
    assert len(graph.about("Bill_Ostrander")) == 2
    assert [f.statement.evidence[0].article for f in graph.about(other)] == [THIRD.article.id]
    assert f"Bill_Ostrander is not {other} [person]" in kg("show", store, "Bill Ostrander").output


@pytest.mark.parametrize(
    "words",
    [
        ("split", "Bill_Ostrander"),
        ("split", "Bill_Ostrander", "William_Ostrander", "--article", "x"),
        ("split", "Bill_Ostrander", "--article", "nowhere"),
        ("split", "William_Ostrander", "--article", SECOND.article.id),
        ("merge", "Nobody", "Ada Quill"),
        ("judgements", "--verdict", "perhaps"),
        ("judgements", "--format", "xml"),
        ("resolve", "--review", "--json"),
    ],
)
def test_bad_usage_is_said_and_changes_nothing(store: Path, words: tuple[str, ...]) -> None:
    assert kg(words[0], store, *words[1:]).exit_code != 0
    assert judgements.read(store) == []


@pytest.mark.parametrize("verb", [("merge", "a", "b"), ("split", "a", "b"), ("undo",), ("judgements",), ("resolve",)])
def test_what_is_no_store_is_refused(tmp_path: Path, verb: tuple[str, ...]) -> None:
    assert isinstance(kg(verb[0], tmp_path / "nowhere", *verb[1:]).exception, StoreError)


def test_resolve_judges_proposes_and_says_so_again(store: Path) -> None:
    first = json.loads(kg("resolve", store, "--json").output)
    assert first == json.loads(kg("resolve", store, "--json").output)
    assert {(j["one"], j["other"]) for j in (*first["same"], *first["unsure"])} >= {
        ("Bill_Ostrander", "William_Ostrander")
    }
    assert [j.by[:5] for j in judgements.read(store)] == ["rule:"] * (len(first["same"]) + len(first["unsure"]))
    assert judgements.undo(store)
    assert judgements.read(store) == []


def test_a_dry_run_keeps_nothing(store: Path) -> None:
    kg("resolve", store, "--dry-run")
    assert judgements.read(store) == []


def test_accepting_takes_doubts_for_judged(store: Path) -> None:
    found = json.loads(kg("resolve", store, "--accept", "0", "--json").output)
    assert found["unsure"] == []
    assert library.load(store).find("William Ostrander") == "Bill_Ostrander"


def test_review_asks_with_both_cards_and_keeps_each_answer(store: Path) -> None:
    doubt = Judgement("Bill_Ostrander", "William_Ostrander", "unsure", "rule:nickname", "a short form", 0.8)
    from kg.cli import review

    result = _asked(review.ask, store, [doubt], "perhaps\ndifferent\n")
    assert "Bill Ostrander · person" in result
    assert "William Ostrander met Ada Quill" in result
    assert [(j.verdict, j.by) for j in judgements.read(store)] == [("different", "me")]


@pytest.mark.parametrize("answer", ["q\n", "k\n", "\n", ""])
def test_review_can_be_skipped_and_left(store: Path, answer: str) -> None:
    from kg.cli import review

    doubt = Judgement("Bill_Ostrander", "William_Ostrander", "unsure", "rule:nickname", "a short form", 0.8)
    assert "0 answered" in _asked(review.ask, store, [doubt], answer)


def test_review_shows_what_an_article_has_of_a_namesake(store: Path) -> None:
    from kg.cli import review

    doubt = Judgement(
        "Bill_Ostrander", f"Bill_Ostrander@{THIRD.article.id}", "unsure", "rule:namesakes", "two of one name", 0.8
    )
    assert "in article The Duck, 2023-04-03, News 3" in _asked(review.ask, store, [doubt], "d\n")
    assert library.load(store).reading.view.apart


def _asked(ask: object, store: Path, doubts: list[Judgement], text: str) -> str:
    import typer

    small = typer.Typer()

    @small.command()
    def run() -> None:
        ask(store, doubts, by="me")  # type: ignore[operator]

    result = CliRunner().invoke(small, [], input=text)
    assert result.exit_code == 0, result.output
    return result.output


def test_what_a_person_answered_is_not_asked_again(store: Path) -> None:
    from kg.library import identity

    doubt = Judgement("Bill_Ostrander", "William_Ostrander", "unsure", "rule:nickname", "a short form", 0.8)
    assert identity.doubts(store, [doubt]) == [doubt]
    identity.judge(store, doubt.one, doubt.other, "unsure")
    assert identity.doubts(store, [doubt]) == []


def test_the_card_has_names_offices_articles_and_the_reason_of_each_join(store: Path) -> None:
    kg("merge", store, "Bill_Ostrander", "William_Ostrander", "--because", "I know him")
    text = kg("show", store, "William Ostrander").output
    for words in ("IS AND WAS", "leads Duck Union (2023)", "ARTICLES (3)", "WHY THIS IS ONE", "I know him [person]"):
        assert words in text
    assert "2 articles name somebody so" in text
    assert "one article calls Bill Ostrander 'Ostrander' too: a part of the full name" in text


def test_the_card_for_programs_has_the_same(store: Path) -> None:
    kg("merge", store, "Bill_Ostrander", "William_Ostrander")
    card = json.loads(kg("show", store, "William Ostrander", "--json").output)
    assert {n["name"]: n["articles"] for n in card["names"]} == {
        "Bill Ostrander": 2,
        "Ostrander": 2,
        "William Ostrander": 1,
    }
    assert {j["by"] for j in card["joins"]} == {"rule:same-name", "rule:surname", "person"}
    alias = next(j for j in card["joins"] if j["by"] == "rule:surname")
    assert "Ostrander" in alias["evidence"]["quote"]
    assert len(card["offices"]) == 1


def test_judgements_are_listed_filtered_and_written_as_rdf(store: Path) -> None:
    kg("merge", store, "Bill_Ostrander", "William_Ostrander")
    kg("split", store, "Ada Quill", "Ben Rook")
    judgements.add(store, [Judgement("Ada_Quill", "http://www.wikidata.org/entity/Q1", "same", "service:x")])
    assert len(json.loads(kg("judgements", store, "--json").output)) == 3
    assert len(json.loads(kg("judgements", store, "--name", "William Ostrander", "--json").output)) == 1
    turtle = kg("judgements", store, "--format", "ttl").output
    assert "entity/William_Ostrander> <http://www.w3.org/2002/07/owl#sameAs>" in turtle
    assert "owl#differentFrom" in turtle
    assert "exactMatch> <http://www.wikidata.org/entity/Q1>" in turtle
    import pyoxigraph as ox

    assert len(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))) == 3


def test_removing_an_article_leaves_no_trace_of_it_in_what_was_judged(store: Path) -> None:
    kg("merge", store, "Bill_Ostrander", "William_Ostrander")
    kg("split", store, "Bill_Ostrander", "--article", THIRD.article.id)
    kg("resolve", store)
    library.remove(store, SECOND.article.id)
    text = (store / judgements.FILE).read_text(encoding="utf-8")
    assert "William" not in text
    assert THIRD.article.id in text
    library.remove(store, THIRD.article.id)
    assert THIRD.article.id not in (store / judgements.FILE).read_text(encoding="utf-8")


def test_no_judgement_changes_what_articles_say(store: Path) -> None:
    before = library.load(store).to_bytes(".nq")
    kg("resolve", store, "--accept", "0")
    kg("split", store, "Bill_Ostrander", "--article", THIRD.article.id)
    assert library.load(store).to_bytes(".nq") == before


def test_the_explorer_page_is_seen_through(store: Path) -> None:
    from kg.serve.holdings import Holdings

    kg("merge", store, "Bill_Ostrander", "William_Ostrander")
    assert b"William_Ostrander" not in Holdings(library.load(store)).graph()
