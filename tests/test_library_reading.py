"""A store seen through judgements: merges, splits by article, and every way of asking agreeing with each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg import library
from kg.library import Graph, judgements, questions
from kg.model import Article, Entity, Evidence, Extraction, Statement
from kg.rdf.store import Store
from kg.resolution.identity import Judgement
from kg.resolution.view import local


def read(text: str, *facts: tuple[str, str, str], **names: tuple[str, str]) -> Extraction:
    """An article that says `facts`; `names` has name and type of an id that is not its own name."""
    article = Article(text, published="2023-04-16", publisher="The Duck")
    keys = sorted({end for s, _, o in facts for end in (s, o)})
    entities = tuple(Entity(k, *names.get(k, (k.replace("_", " "), "Person"))) for k in keys)
    evidence = (Evidence(article.id, 0, len(text), text),)
    return Extraction(article, entities, tuple(Statement(s, p, o, evidence=evidence) for s, p, o in facts))


FIRST = read("Joe Biden met John Smith.", ("Joe_Biden", "met", "John_Smith"))
SECOND = read(
    "Joseph Biden met Li Wei and praised Xi.", ("Joseph_Biden", "met", "Li_Wei"), ("Joseph_Biden", "praised", "Xi_Su")
)
THIRD = read("Joe Biden met John Smith again.", ("Joe_Biden", "met", "John_Smith"), ("John_Smith", "praised", "Li_Wei"))
SAME = Judgement("Joe_Biden", "Joseph_Biden", "same", "me")
SPLIT = Judgement("John_Smith", local("John_Smith", THIRD.article.id), "different", "me")
OTHER = local("John_Smith", THIRD.article.id)


@pytest.fixture
def seen(tmp_path: Path) -> Callable[..., Graph]:
    folder = tmp_path / "news.kg"
    with Store(folder) as store:
        for one in (FIRST, SECOND, THIRD):
            store.add(one)

    def load(*some: Judgement) -> Graph:
        judgements.add(folder, some)
        return library.load(folder)

    return load


def said(graph: Graph) -> list[tuple[str, str, object, int]]:
    return sorted((s.subject, s.predicate, str(s.object), len(s.evidence)) for s in graph.knowledge.statements)


def test_without_judgements_a_store_says_what_the_articles_say(seen: Callable[..., Graph]) -> None:
    assert ("Joe_Biden", "met", "John_Smith", 2) in said(seen())


def test_who_was_judged_the_same_is_one_node_with_all_names(seen: Callable[..., Graph]) -> None:
    graph = seen(SAME)
    assert "Joseph_Biden" not in graph.network
    assert graph.network.nodes["Joe_Biden"]["aliases"] == ["Joseph Biden"]
    assert ("Joe_Biden", "met", "Li_Wei", 1) in said(graph)


@pytest.mark.parametrize("name", ["Joe Biden", "Joseph_Biden", "Joseph Biden", "Joe_Biden"])
def test_everybody_is_found_by_every_name_and_id(seen: Callable[..., Graph], name: str) -> None:
    assert seen(SAME).find(name) == "Joe_Biden"


def test_a_split_takes_one_article_away(seen: Callable[..., Graph]) -> None:
    graph = seen(SPLIT)
    assert ("Joe_Biden", "met", "John_Smith", 1) in said(graph)
    assert ("Joe_Biden", "met", OTHER, 1) in said(graph)
    assert (OTHER, "praised", "Li_Wei", 1) in said(graph)
    assert graph.name(OTHER) == "John Smith"


def test_what_was_split_off_can_be_somebody_else(seen: Callable[..., Graph]) -> None:
    graph = seen(SPLIT, Judgement(OTHER, "Li_Wei", "same", "me"))
    assert ("Joe_Biden", "met", "Li_Wei", 1) in said(graph)
    assert OTHER not in graph.network


@pytest.mark.parametrize(
    "some", [(), (SAME,), (SPLIT,), (SAME, SPLIT), (SPLIT, Judgement(OTHER, "Xi_Su", "same", "me"))]
)
def test_a_part_that_is_everything_is_the_whole(seen: Callable[..., Graph], some: tuple[Judgement, ...]) -> None:
    graph = seen(*some)
    part = graph.restricted(since="2000")
    assert said(part) == said(graph)
    assert part.entities == graph.entities
    assert part.knowledge.articles == graph.knowledge.articles


@pytest.mark.parametrize("some", [(SAME,), (SPLIT,), (SAME, SPLIT)])
def test_a_part_around_somebody_has_all_and_only_his(seen: Callable[..., Graph], some: tuple[Judgement, ...]) -> None:
    graph = seen(*some)
    for key in (e.id for e in graph.entities):
        whole = [row for row in said(graph) if key in (row[0], row[2])]
        assert said(graph.restricted(actors=[key])) == whole


def test_why_and_about_answer_through_the_judgements(seen: Callable[..., Graph]) -> None:
    graph = seen(SAME, SPLIT)
    assert [x.subject for x in graph.why("Joseph Biden", "met", "Li Wei")] == ["Joe Biden"]
    assert {x.statement.predicate for x in graph.about(OTHER)} == {"met", "praised"}
    assert {x.statement.predicate for x in graph.about("John_Smith")} == {"met"}


def test_who_is_named_together_is_counted_through_the_judgements(seen: Callable[..., Graph]) -> None:
    pairs = {(p.first, p.second): p.articles for p in questions.together(seen(SAME))}
    assert pairs["Joe_Biden", "Li_Wei"] == 2


def test_exports_for_people_are_seen_through_and_rdf_is_what_articles_say(seen: Callable[..., Graph]) -> None:
    raw = seen().to_bytes(".nq")
    graph = seen(SAME)
    assert b"Joseph_Biden" not in graph.to_bytes(".gexf")
    assert graph.to_bytes(".nq") == raw


def test_an_iri_that_was_judged_the_same_is_shown(seen: Callable[..., Graph]) -> None:
    iri = "http://www.wikidata.org/entity/Q6279"
    graph = seen(SAME, Judgement("Joseph_Biden", iri, "same", "service:https://x.example", score=0.9))
    assert next(e for e in graph.entities if e.id == "Joe_Biden").same_as == (iri,)


def test_the_raw_store_can_be_had(seen: Callable[..., Graph], tmp_path: Path) -> None:
    seen(SAME)
    assert "Joseph_Biden" in library.load(tmp_path / "news.kg", judged=False).network


def test_a_ready_made_query_is_asked_of_all_ids_of_one(seen: Callable[..., Graph]) -> None:
    def rows(graph: Graph) -> int:
        return len(graph.ask("facts", about="Joe Biden").rows)

    alone = rows(seen())
    assert rows(seen(SAME)) > alone


def test_a_slip_of_the_pen_is_no_name_of_who_is_one(seen: Callable[..., Graph]) -> None:
    graph = seen(Judgement("Xi_Su", "Li_Wei", "same", "me"), Judgement("Li_Wei", "John_Smith", "same", "me"))
    assert [(e.id, e.name) for e in graph.entities if "John Smith" in e.aliases] == [("Li_Wei", "Li Wei")]


def test_who_all_articles_mean_another_by_is_nobody_himself(seen: Callable[..., Graph]) -> None:
    apart = [Judgement("John_Smith", local("John_Smith", a.article.id), "different", "me") for a in (FIRST, THIRD)]
    graph = seen(*apart)
    ids = {e.id for e in graph.entities if e.name == "John Smith"}
    assert ids == {j.other for j in apart}
    assert {e.id for e in graph.reading.roster() if e.name == "John Smith"} == ids
