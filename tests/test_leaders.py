"""Heads of state and government: the file, and whom it lets the reader know."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotators.coreference import chains_of
from kg.errors import OntologyError
from kg.ontology import load
from kg.ontology.leaders import load_leaders, plain
from kg.pipeline import marked
from tests.docs import statements, tree, wired

HEAD = """@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix ent: <https://w3id.org/newskg/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
LEADERS = load().leaders


def known(tokens: str, *persons: str, published: str | None = None) -> list[str]:
    """The ids of the leaders whom the reader finds; `persons` are what the model sees."""
    found = marked(tree(wired(tokens), dict.fromkeys(persons, "PERSON")), load(), published)
    groups = [group.attrs for group in chains_of(found.doc.spans.items())]
    return [attrs["known"] for attrs in groups if attrs["type"] == "Person" and attrs["known"]]


# --- the file


def test_every_leader_has_a_state_that_is_known() -> None:
    states = load().places.all
    assert [leader.id for leader in LEADERS.all.values() if not set(leader.states) <= states.keys()] == []


def test_every_id_is_what_the_name_gives() -> None:
    assert [leader.id for leader in LEADERS.all.values() if leader.id != "_".join(leader.name.split())] == []


def test_no_time_in_office_ends_before_it_begins() -> None:
    assert [
        x.id for x in LEADERS.all.values() if any(last is not None and last < first for first, last in x.years)
    ] == []


def test_no_lone_name_is_a_place_or_another_leaders() -> None:
    for leader in LEADERS.all.values():
        for words in leader.alone:
            assert LEADERS.by_surname[words] == (leader,)
            assert load().places.named(" ".join(words).title()) == ()


def test_a_full_name_is_one_leaders_but_for_father_and_son() -> None:
    assert [name for name, found in LEADERS.by_name.items() if len(found) > 1] == [("george", "bush")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('ent:A a kg:Person ; rdfs:label "A" .', "'A' has no office"),
        (
            'ent:A a kg:Person ; rdfs:label "A" ; kg:office "president" ; kg:inOffice "1990-1995" ; kg:country ent:B .',
            "inOffice of 'A' is '1990-1995'",
        ),
    ],
)
def test_a_leader_who_lacks_something_is_refused(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "leaders.ttl").write_text(HEAD + line, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_leaders(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"leaders\.ttl"):
        load_leaders(tmp_path)


def test_accents_hyphens_and_case_make_no_other_name() -> None:
    assert plain("Raúl Alfonsín") == plain("RAUL ALFONSIN")
    assert plain("Boutros Boutros-Ghali") == ("boutros", "boutros", "ghali")


# --- who is meant


PRIME = "Prime/NNP/compound/Howard Minister/NNP/compound/Howard "


@pytest.mark.parametrize(
    ("tokens", "person", "wanted"),
    [
        ("Putin/NNP left/VBD ./.", "", ["Vladimir_Putin"]),
        ("President/NNP/compound/Kagame Kagame/NNP left/VBD Rwanda/NNP ./.", "Kagame", ["Paul_Kagame"]),
        ("Carlos/NNP/compound/Menem Menem/NNP left/VBD ./.", "", ["Carlos_Menem"]),
        ("President/NNP/compound/Fox Fox/NNP left/VBD Mexico/NNP ./.", "Fox", ["Vicente_Fox"]),
        ("President/NNP/compound/Fox Fox/NNP left/VBD ./.", "Fox", []),
        ("Fox/NNP left/VBD Mexico/NNP ./.", "Fox", []),
        ("Brazilian/JJ/amod/Fox President/NNP/compound/Fox Fox/NNP left/VBD Mexico/NNP ./.", "Fox", []),
        ("John/NNP/compound/Howard Howard/NNP slept/VBD ./.", "John Howard", []),
        ("John/NNP/compound/Howard Howard/NNP left/VBD Canberra/NNP ./.", "John Howard", ["John_Howard"]),
        (PRIME + "John/NNP/compound/Howard Howard/NNP slept/VBD ./.", "John Howard", ["John_Howard"]),
        (
            "President/NNP/compound/Habyarimanna Juvenal/NNP/compound/Habyarimanna Habyarimanna/NNP left/VBD ./.",
            "Juvenal Habyarimanna",
            ["Juvenal_Habyarimana"],
        ),
        ("Juvenal/NNP/compound/Habyarimanna Habyarimanna/NNP left/VBD ./.", "Juvenal Habyarimanna", []),
    ],
)
def test_a_leader_is_known_by_what_the_article_says(tokens: str, person: str, wanted: list[str]) -> None:
    assert known(tokens, *([person] if person else [])) == wanted


def test_relatives_and_things_that_bear_the_name_are_not_the_leader() -> None:
    assert known("Zoe/NNP/compound/Obama Obama/NNP left/VBD ./.") == []
    assert known("Obama/NNP/compound/Tower Tower/NNP fell/VBD ./.") == []
    assert known("Zoe/NNP/compound/Obama Obama/NNP left/VBD ./. Obama/NNP slept/VBD ./.", "Zoe Obama") == []


def test_short_and_full_name_are_one_leader_even_where_the_model_sees_a_place() -> None:
    found = marked(
        tree(
            wired("Robert/NNP/compound/Mugabe Mugabe/NNP left/VBD ./. Mugabe/NNP slept/VBD ./."),
            {"Robert Mugabe": "GPE"},
        ),
        load(),
    )
    groups = chains_of(found.doc.spans.items())
    assert [[span.text for span in group] for group in groups] == [["Robert Mugabe", "Mugabe"]]


BUSH = "President/NNP/compound/Bush George/NNP/compound/Bush Bush/NNP left/VBD Washington/NNP ./."


@pytest.mark.parametrize(
    ("published", "wanted"),
    [("1990-05-01", ["George_H._W._Bush"]), ("2003-05-01", ["George_W._Bush"]), ("2015-05-01", []), (None, [])],
)
def test_of_father_and_son_the_date_decides_or_nobody(published: str | None, wanted: list[str]) -> None:
    assert known(BUSH, "George Bush", published=published) == wanted


def test_nobody_is_a_leader_by_surname_long_before_the_office() -> None:
    obama = "President/NNP/compound/Obama Obama/NNP left/VBD ./."
    assert known(obama, published="1979-05-01") == []
    assert known(obama, published="2010-05-01") == ["Barack_Obama"]


# --- what follows


def test_knowing_the_leader_states_no_office() -> None:
    tokens = "Putin/NNP/nsubj/1 met/VBD/ROOT/1/meet Kagame/NNP/dobj/1"
    assert statements(tokens) == ["Paul_Kagame met Vladimir_Putin"]


@pytest.mark.parametrize(
    ("published", "wanted"), [("2010-01-01", ["Merkel", "The German chancellor"]), ("2024-01-01", ["Merkel"])]
)
def test_the_description_by_office_finds_who_is_in_office_at_the_date(published: str, wanted: list[str]) -> None:
    phrase = "The/DT/det/chancellor German/JJ/amod/chancellor chancellor/NN/nsubj"
    found = marked(tree(wired(f"Merkel/NNP/nsubj left/VBD ./. {phrase} slept/VBD ./.")), load(), published)
    assert wanted in [[span.text for span in group] for group in chains_of(found.doc.spans.items())]


@pytest.mark.parametrize(
    ("published", "wanted"),
    [("2010-01-01", "Germany criticized Iran"), ("2024-01-01", "Angela_Merkel criticized Iran")],
)
def test_who_is_out_of_office_at_the_date_acts_for_no_state(published: str, wanted: str) -> None:
    tokens = "Merkel/NNP/poss/2 's/POS/case/0 government/NN/nsubj/3 criticized/VBD/ROOT/3/criticize Iran/NNP/dobj/3"
    assert statements(tokens, published=published) == [wanted]
