"""What the rules judge, doubt and leave alone; and that a corpus of known truth is told apart well enough."""

from __future__ import annotations

import random
import time

import pytest

from kg import ontology
from kg.library.identity import census
from kg.model import Article, Entity, Evidence, Extraction, Knowledge, Statement, Text
from kg.resolution.identity import Judgement
from kg.resolution.proposals import NAMESAKES, proposals
from tests.identity import score
from tests.identity.corpus import corpus

ONTOLOGY = ontology.load()
CROWD = ("Ada Quill", "Ben Rook", "Cleo Stork", "Duck Union", "Eva Teal", "Finn Urial")


def article(number: int, *names: str, facts: tuple[tuple[str, str, str], ...] = (), **alias: str) -> Extraction:
    """An article that names people (and bodies, if they end in Union or are capitals)."""
    source = Article(f"Article {number}.")
    entities = tuple(
        Entity(
            name.replace(" ", "_") if " " in name or name.isupper() else f"{name}.{source.id}",
            name,
            "Organization" if name.endswith("Union") or name.isupper() else "Person",
            (alias[name.split()[0]],) if name.split()[0] in alias else (),
        )
        for name in names
    )
    evidence = (Evidence(source.id, 0, 7, "Article"),)
    keys = {e.name: e.id for e in entities}
    said = tuple(
        Statement(keys[s], p, Text(o) if p == "bornOn" else o.replace(" ", "_"), phrase="minister", evidence=evidence)
        for s, p, o in facts
    )
    places = tuple(Entity(o, o, "Country") for o in sorted({o for _, p, o in facts if p == "citizenOf"}))
    return Extraction(source, (*entities, *places), said)


def judged(*articles: Extraction) -> dict[tuple[str, str], Judgement]:
    found = proposals(census((Knowledge.of([one]) for one in articles), ONTOLOGY))
    return {(j.one, j.other): j for j in found}


def filler(start: int = 100, count: int = 60) -> list[Extraction]:
    """Articles about others, so that there is a crowd to be rare or common in."""
    rng = random.Random(7)
    given = "Alma Boris Carl Dora Emil Fritz Greta Hugo Ida Jonas".split()
    surnames = "Ahl Bock Carr Dorn Eck Falk Gant Hahn Imhof Jost Kern Lutz".split()
    return [
        article(start + n, *{f"{rng.choice(given)} {rng.choice(surnames)}" for _ in range(4)}) for n in range(count)
    ]


def test_a_nickname_and_common_company_are_enough() -> None:
    found = judged(*filler(), article(1, "Bill Ostrander", *CROWD[:3]), article(2, "William Ostrander", *CROWD[:3]))
    verdict = found["Bill_Ostrander", "William_Ostrander"]
    assert verdict.verdict == "same"
    assert "short form" in verdict.reason
    assert "both named with" in verdict.reason


def test_an_initial_that_fits_two_stays_a_doubt() -> None:
    found = judged(
        *filler(),
        article(1, "John Ostrander", *CROWD[:3]),
        article(2, "James Ostrander", *CROWD[:3]),
        article(3, "J. Ostrander", *CROWD[:3]),
    )
    assert {v.verdict for k, v in found.items() if "J._Ostrander" in k} <= {"unsure"}


def test_two_full_names_are_never_proposed() -> None:
    found = judged(*filler(), article(1, "John Ostrander", *CROWD), article(2, "James Ostrander", *CROWD))
    assert ("James_Ostrander", "John_Ostrander") not in found


def test_a_surname_alone_needs_more_than_itself() -> None:
    rare = article(1, "Ostrander", "Gus Vole", "Hal Wren")
    found = judged(*filler(), article(2, "John Ostrander", *CROWD[:3]), rare)
    assert all(v.verdict == "unsure" for k, v in found.items() if "John_Ostrander" in k)
    found = judged(*filler(), article(2, "John Ostrander", *CROWD[:4]), article(1, "Ostrander", *CROWD[:4]))
    assert [v.verdict for k, v in found.items() if "John_Ostrander" in k] == ["same"]


def test_other_years_of_birth_outweigh_a_name() -> None:
    found = judged(
        *filler(),
        article(1, "José Ostrander", *CROWD[:3], facts=(("José Ostrander", "bornOn", "1950"),)),
        article(2, "Jose Ostrander", *CROWD[3:], facts=(("Jose Ostrander", "bornOn", "1980"),)),
    )
    assert all(v.verdict == "unsure" for v in found.values() if "Ostrander" in v.one)


def test_namesakes_are_a_doubt_by_article_and_never_judged() -> None:
    first = [article(n, "Ann Ostrander", *CROWD[:3], facts=(("Ann Ostrander", "bornOn", "1950"),)) for n in (1, 2, 3)]
    second = article(4, "Ann Ostrander", *CROWD[3:], facts=(("Ann Ostrander", "bornOn", "1980"),))
    found = [j for j in judged(*filler(), *first, second).values() if j.by == NAMESAKES and "Ostrander" in j.one]
    assert [(j.other, j.verdict) for j in found] == [(f"Ann_Ostrander@{second.article.id}", "unsure")]
    assert "1950" in found[0].reason
    assert "1980" in found[0].reason
    assert found[0].score > 0.9


def test_one_person_in_many_articles_is_no_namesake() -> None:
    some = [article(n, "Ann Ostrander", *CROWD[:3]) for n in range(1, 6)]
    assert not [j for j in judged(*filler(), *some).values() if "Ostrander" in j.one]


def test_in_three_articles_namesakes_are_told_apart_and_nobody_else_is_doubted() -> None:
    found = judged(
        article(1, "Ann Ostrander", *CROWD[:2], facts=(("Ann Ostrander", "bornOn", "1950"),)),
        article(2, "Ann Ostrander", *CROWD[:3], facts=(("Ann Ostrander", "bornOn", "1980"),)),
        article(3, *CROWD[:2]),
    )
    assert [(j.one, j.verdict, j.by) for j in found.values()] == [("Ann_Ostrander", "unsure", NAMESAKES)]


def test_an_acronym_that_an_article_explains_is_the_body() -> None:
    found = judged(
        *filler(), article(1, "Northern Duck Union", *CROWD[:2], Northern="NDU"), article(2, "NDU", *CROWD[:2])
    )
    assert found["NDU", "Northern_Duck_Union"].verdict == "same"


def test_an_acronym_of_two_bodies_stays_a_doubt() -> None:
    found = judged(
        *filler(), article(1, "Northern Duck Union"), article(2, "National Dairy Union"), article(3, "NDU", *CROWD[:2])
    )
    assert {v.verdict for k, v in found.items() if "NDU" in k} <= {"unsure"}


def test_a_person_is_never_a_body() -> None:
    assert not [k for k in judged(*filler(), article(1, "Ward Union"), article(2, "Ward")) if "Ward_Union" in k]


def test_places_of_the_gazetteer_are_not_joined_by_rules() -> None:
    entities = tuple(Entity(k, k.replace("_", " "), "City") for k in ("Paris", "Paris_(Texas)"))
    assert judged(Extraction(Article("x"), entities[:1]), Extraction(Article("y"), entities[1:])) == {}


def test_the_order_of_articles_changes_nothing() -> None:
    made = corpus(400, seed=5)
    other = list(made.extractions)
    random.Random(3).shuffle(other)

    def found(some: list[Extraction]) -> list[Judgement]:
        return proposals(census((Knowledge.of([x]) for x in sorted(some, key=lambda x: x.article.id)), ONTOLOGY))

    assert found(other) == found(made.extractions)


def test_nothing_named_gives_nothing() -> None:
    assert judged() == {}
    assert judged(Extraction(Article("x"))) == {}


def test_a_corpus_of_known_truth_is_told_apart() -> None:
    made = corpus(8000, seed=1)
    rows = score.scores(made, score.judged(made, ONTOLOGY))
    mine, plain = rows["judged the same"], rows["exact string"]
    assert mine.precision >= score.PRECISION
    assert mine.recall >= score.RECALL
    assert mine.recall > plain.recall + 0.15


def test_time_grows_with_the_number_of_names() -> None:
    def seconds(mentions: int) -> float:
        known = census((Knowledge.of([x]) for x in corpus(mentions, seed=2).extractions), ONTOLOGY)
        began = time.process_time()
        proposals(known)
        return time.process_time() - began

    assert seconds(8000) < 10 * seconds(2000) + 1


@pytest.mark.parametrize("text", ["Ann", "", "\u202e", "A" * 5000, "\ud800 x", "a@b"])
def test_hostile_names_do_no_harm(text: str) -> None:
    one = Extraction(Article("x"), (Entity(text or "e", text, "Person"), Entity("o", text, "Organization")))
    other = Extraction(Article("y"), (Entity(f"{text}2", text, "Person"), Entity("p", text, "Organization")))
    judged(one, other)
