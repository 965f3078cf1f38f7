"""The adapters turn records into the benchmarks' formats. No bench folder, no model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Attribution, Entity, Evidence, Extraction, Mention, OpenTriple, Statement, Text
from tests.benchmarks import atom, attribution, entities, graph, openie, relations
from tests.benchmarks.bench import Bench, Row
from tests.benchmarks.gazetteer import Gazetteer
from tests.records import ALL, CLASSES, FAMILIES, MET, TEXT, extraction, mention, span


def relation(predicate: str, subject: Entity, obj: Entity | Text, text: str, **more: Any) -> list[Row]:
    known = [e for e in (subject, obj) if isinstance(e, Entity)]
    statement = Statement(
        subject.id,
        predicate,
        obj.id if isinstance(obj, Entity) else obj,
        evidence=(Evidence("a", 0, len(text), text),),
        **more,
    )
    return relations.relation_rows(extraction(statement, known=known, text=text), CLASSES)


def actor(name: str, kind: str, text: str) -> Entity:
    return Entity(name, name, kind, (), (mention(name, text=text),))


# --- graph ---------------------------------------------------------------------------------------


def test_a_graph_row_names_both_ends_the_claimants_and_the_place() -> None:
    (row,) = graph.statement_rows(extraction(MET), FAMILIES)
    assert row["subject"] == {"name": "Rufus Firefly", "aliases": ["Firefly"], "type": "Person"}
    assert (row["predicate"], row["family"]) == ("met", "CONSULT")
    assert (row["claimed_by"], row["place"], row["time"]) == (["Sylvania"], "Sylvania", "1933-11-20")
    assert [TEXT[e["start"] : e["end"]] for e in row["evidence"]] == [e["quote"] for e in row["evidence"]]


def test_an_object_that_is_no_entity_stays_text() -> None:
    (row,) = graph.statement_rows(extraction(Statement("Trentino", "attacked", Text("a palace"))), FAMILIES)
    assert row["object"] == {"text": "a palace"}


def test_open_relations_are_left_out_of_the_graph() -> None:
    assert graph.statement_rows(extraction(Statement("Trentino", "rel:dance", "Freedonia")), FAMILIES) == []


def test_the_rivals_of_the_graph_come_from_the_readme(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "README.md").write_text(
        "| | recall | P | F1 | false facts |\n|---|---|---|---|---|\n"
        "| someone (5) | .1 / .2 / .3 | 1.0 | .2 / .3 / .4 | **2 of 8 (25 %)** |\n",
        encoding="utf-8",
    )
    ((name, scores),) = graph.rivals(Bench(tmp_path)).items()
    assert name == "someone (5)"
    assert (scores["core_recall_family"], scores["precision_family"], scores["f1_family"]) == (0.2, 1.0, 0.3)
    assert (scores["false_facts"], scores["false_facts_share"]) == (2, 0.25)
    assert graph.rivals(Bench(tmp_path, "heldout")) == {}


# --- openie --------------------------------------------------------------------------------------


def test_a_triple_is_written_once_with_its_best_confidence() -> None:
    where = Evidence("a", 0, 4, TEXT[:4])
    triples = tuple(OpenTriple("He", "met", "Trentino,", where, c) for c in (0.5, 0.9))
    found = openie.triple_rows(
        7, Extraction(Article("He met Trentino ,"), triples=triples), lambda words, tokens: words.replace(",", " ,")
    )
    assert found == [{"sent_id": 7, "subject": "He", "relation": "met", "object": "Trentino ,", "confidence": 0.9}]


# --- attribution ---------------------------------------------------------------------------------


def test_an_attribution_keeps_its_offsets_and_may_lack_a_source() -> None:
    known = Extraction(
        Article(TEXT),
        attributions=(
            Attribution((0, 5), (6, 9), ((10, 12), (14, 20)), "x"),
            Attribution(None, None, ((1, 2),)),
            Attribution((0, 5), None, ()),
        ),
    )
    assert attribution.attribution_rows("d", known) == [
        {"doc": "d", "source": [0, 5], "cue": [6, 9], "content": [[10, 12], [14, 20]]},
        {"doc": "d", "source": None, "cue": None, "content": [[1, 2]]},
    ]


# --- entities ------------------------------------------------------------------------------------


def test_an_entity_row_has_all_mentions_and_its_links() -> None:
    linked = Entity(
        "Freedonia", "Freedonia", "Country", (), (mention("Freedonia"),), ("http://www.wikidata.org/entity/Q9",)
    )
    row = entities.document_row("d", extraction(known=(linked,)), CLASSES, Gazetteer({"Freedonia": "FD"}, frozenset()))
    start, end = span("Freedonia")
    assert row["mentions"] == [{"start": start, "end": end, "type": "Place", "cluster": "Freedonia", "kind": "name"}]
    assert row["entities"] == [{"cluster": "Freedonia", "wikidata": "Q9", "country": "FD"}]


def test_a_demonym_is_no_mention_to_the_gold() -> None:
    people = Entity("Sylvania", "Sylvania", "Country", (), (Mention(0, 9, "Sylvanian"),))
    row = entities.document_row("d", extraction(known=(people,)), CLASSES, Gazetteer({}, frozenset(("Sylvanian",))))
    assert row["mentions"] == []


@pytest.mark.parametrize(
    ("kind", "coarse"), [("City", "Place"), ("Company", "Organization"), ("Person", "Person"), ("Work", "Other")]
)
def test_a_class_has_the_golds_coarse_type(kind: str, coarse: str) -> None:
    assert entities.coarse(kind, CLASSES) == coarse


# --- relations -----------------------------------------------------------------------------------


def test_a_relation_has_all_mentions_of_both_ends() -> None:
    text = "Harpo was born in Freedonia."
    (row,) = relation("bornIn", actor("Harpo", "Person", text), actor("Freedonia", "Country", text), text)
    assert row == {
        "property": "PLACE_OF_BIRTH",
        "subject": {"spans": [[0, 5]]},
        "object": {"spans": [[18, 27]]},
        "evidence": [0, len(text)],
    }


def test_a_founder_is_the_object_of_founded_by() -> None:
    text = "Harpo founded Duck in 1933."
    harpo, duck = actor("Harpo", "Person", text), actor("Duck", "Company", text)
    rows = relation("founded", harpo, duck, text, qualifiers=(("when", "1933"),))
    assert [(r["property"], r["subject"], r["object"]) for r in rows] == [
        ("FOUNDED_BY", {"spans": [[14, 18]]}, {"spans": [[0, 5]]}),
        ("DATE_FOUNDED", {"spans": [[14, 18]]}, {"spans": [[22, 26]]}),
    ]


def test_spouses_are_each_others() -> None:
    text = "Harpo married Teasdale."
    rows = relation("spouseOf", actor("Harpo", "Person", text), actor("Teasdale", "Person", text), text)
    assert [r["subject"] for r in rows] == [{"spans": [[0, 5]]}, {"spans": [[14, 22]]}]


def test_the_class_of_the_object_tells_an_employer_from_a_party() -> None:
    text = "Harpo joined Duck."
    harpo = actor("Harpo", "Person", text)
    for kind, name in (("Company", "EMPLOYEE_OR_MEMBER_OF"), ("PoliticalParty", "POLITICAL_AFFILIATION")):
        assert [r["property"] for r in relation("memberOf", harpo, actor("Duck", kind, text), text)] == [name]
    assert relation("memberOf", harpo, actor("Duck", "Country", text), text) == []


def test_only_a_chief_executive_is_a_ceo() -> None:
    text = "Harpo is Duck's CEO."
    harpo, duck = actor("Harpo", "Person", text), actor("Duck", "Company", text)
    found = {
        words: [r["property"] for r in relation("leads", harpo, duck, text, phrase=words)] for words in ("CEO", "coach")
    }
    assert found == {"CEO": ["EMPLOYEE_OR_MEMBER_OF", "CEO"], "coach": ["EMPLOYEE_OR_MEMBER_OF"]}


def test_a_date_that_stands_nowhere_is_left_out() -> None:
    text = "Harpo was born in Freedonia."
    harpo, place = actor("Harpo", "Person", text), actor("Freedonia", "Country", text)
    rows = relation("bornIn", harpo, place, text, qualifiers=(("when", "1888"),))
    assert [r["property"] for r in rows] == ["PLACE_OF_BIRTH"]


@pytest.mark.parametrize("status", [{"polarity": "negative"}, {"factuality": "planned"}, {"factuality": "possible"}])
def test_what_does_not_hold_is_no_relation(status: dict[str, str]) -> None:
    text = "Harpo was not born in Freedonia."
    assert relation("bornIn", actor("Harpo", "Person", text), actor("Freedonia", "Country", text), text, **status) == []


# --- atom ----------------------------------------------------------------------------------------


def test_a_statement_becomes_a_dated_triple_in_the_articles_words() -> None:
    assert atom.triple_rows(extraction(MET), FAMILIES) == [
        {"s": "Rufus Firefly", "p": "met", "o": "Trentino", "start": "1933-11-20"}
    ]


def test_an_interval_gives_start_and_end() -> None:
    (row,) = atom.triple_rows(extraction(Statement("Trentino", "met", "Freedonia", time="1933/1934")), FAMILIES)
    assert (row["start"], row["end"]) == ("1933", "1934")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (Statement("a", "basedIn", "b", phrase="headquartered"), "based in"),
        (Statement("a", "rel:dance with", "b"), "dance with"),
        (Statement("a", "met", "b", "negative", phrase="met"), "not met"),
    ],
)
def test_the_words_of_a_predicate(statement: Statement, words: str) -> None:
    assert atom.words(statement, FAMILIES) == words


def test_surface_triples_fill_in_with_their_pronouns_resolved() -> None:
    where = Evidence("a", *span("He criticized its army"), "He criticized its army")
    known = Extraction(
        Article(TEXT),
        ALL,
        (MET,),
        triples=(
            OpenTriple("He", "criticized", "its army", where),
            OpenTriple("Trentino", "met by", "Rufus Firefly", where),
        ),
    )
    assert atom.triple_rows(known, FAMILIES)[1:] == [{"s": "Rufus Firefly", "p": "criticized", "o": "Sylvania"}]
