"""Whom noun phrases of hand-made Docs mean, and which actors an article has."""

from __future__ import annotations

import pytest

from kg.extractors.actors import Actor, Actors, entity_id
from kg.extractors.referents import Referents
from kg.ontology import load
from tests.docs import at, reader

LISTED = (
    "Western/JJ/amod/1 nations/NNS/nsubj/6/nation including/VBG/prep/1/include France/NNP/pobj/2 and/CC/cc/3 "
    "Germany/NNP/conj/3 left/VBD/ROOT/6/leave"
)

# (what, tokens, head word, actors)
TABLE = [
    ("name", "Iran/NNP/nsubj/1 left/VBD/ROOT/1/leave", "Iran", ["Iran"]),
    ("coordination", "Iran/NNP/nsubj/3 and/CC/cc/0 Syria/NNP/conj/0 left/VBD/ROOT/3/leave", "Iran", ["Iran", "Syria"]),
    ("people", "Russians/NNPS/nsubj/1/russian left/VBD/ROOT/1/leave", "Russians", ["Russians.article"]),
    ("a nation", "The/DT/det/1 Russians/NNPS/nsubj/2/russian left/VBD/ROOT/2/leave", "Russians", ["Russia"]),
    ("stand-in of an adjective", "Russian/JJ/amod/1 troops/NNS/nsubj/2 left/VBD/ROOT/2/leave", "troops", ["Russia"]),
    (
        "stand-ins of two adjectives",
        "Russian/JJ/amod/3 and/CC/cc/0 Chinese/JJ/conj/0 officials/NNS/nsubj/4/official left/VBD/ROOT/4/leave",
        "officials",
        ["Russia", "China"],
    ),
    ("stand-in of an owner", "Iran/NNP/poss/2 's/POS/case/0 army/NN/nsubj/3 left/VBD/ROOT/3/leave", "army", ["Iran"]),
    (
        "stand-in of an of-phrase",
        "The/DT/det/1 government/NN/nsubj/4 of/IN/prep/1 Iran/NNP/pobj/2 left/VBD/ROOT/4/leave",
        "government",
        ["Iran"],
    ),
    ("listed members", LISTED, "nations", ["Western_world", "France", "Germany"]),
    ("members of a body", "NATO/NNP/compound/1 members/NNS/nsubj/2/member left/VBD/ROOT/2/leave", "members", ["NATO"]),
    (
        "area behind its name",
        "The/DT/det/2 Moscow/NNP/compound/2 region/NN/nsubj/3 burned/VBD/ROOT/3/burn",
        "region",
        ["Moscow"],
    ),
    (
        "thing of somebody",
        "Haiti/NNP/poss/2 's/POS/case/0 efforts/NNS/nsubj/3/effort failed/VBD/ROOT/3/fail",
        "efforts",
        [],
    ),
    ("nobody", "The/DT/det/1 rain/NN/nsubj/2 fell/VBD/ROOT/2/fall", "rain", []),
    (
        "ministry without a name",
        "The/DT/det/3 Chinese/JJ/amod/3 foreign/JJ/amod/3 ministry/NN/nsubj/4 left/VBD/ROOT/4/leave",
        "ministry",
        ["Chinese_foreign_ministry"],
    ),
    (
        "two ministries",
        "The/DT/det/4 Russian/JJ/amod/4 and/CC/cc/1 Chinese/JJ/conj/1 "
        "ministries/NNS/nsubj/5/ministry left/VBD/ROOT/5/leave",
        "ministries",
        ["Russian_ministry", "Chinese_ministry"],
    ),
    (
        "the owners of their",
        "Iran/NNP/nsubj/3 and/CC/cc/0 Syria/NNP/conj/0 praised/VBD/ROOT/3/praise their/PRP$/poss/5 "
        "countries/NNS/dobj/3/country",
        "countries",
        ["Iran", "Syria"],
    ),
]


def referents(tokens: str, ents: dict[str, str] | None = None) -> Referents:
    return reader(tokens, ents).who


def ids(who: Referents, numbers: list[int]) -> list[str]:
    return [who.actors[n].id for n in numbers]


@pytest.mark.parametrize(("tokens", "word", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_phrase_means_these_actors(tokens: str, word: str, wanted: list[str]) -> None:
    who = referents(tokens)
    assert ids(who, who.of(at(who.tree, word))) == wanted


def test_loosely_a_thing_means_its_owner() -> None:
    who = referents("Haiti/NNP/poss/2 's/POS/case/0 efforts/NNS/nsubj/3/effort failed/VBD/ROOT/3/fail")
    assert ids(who, who.of(at(who.tree, "efforts"), loosely=True)) == ["Haiti"]


def test_a_name_beside_its_noun_is_meant_by_it() -> None:
    who = referents("The/DT/det/1 agency/NN/nsubj/3 TASS/NNP/appos/1 left/VBD/ROOT/3/leave", {"TASS": "ORG"})
    assert ids(who, who.of(at(who.tree, "agency"))) == ["TASS"]


def test_a_name_that_the_parser_hung_beside_its_noun_is_meant_too() -> None:
    who = referents("The/DT/det/1 agency/NN/nsubj/3 TASS/NNP/nsubj/3 left/VBD/ROOT/3/leave", {"TASS": "ORG"})
    assert ids(who, who.named_beside(at(who.tree, "agency"))) == ["TASS"]


def test_the_government_is_that_of_the_state_the_article_is_about() -> None:
    iran = "Iran/NNP/nsubj/{0} left/VBD/ROOT/{0}/leave ././punct/{0} "
    tokens = "".join(iran.format(n) for n in (1, 4, 7)) + "The/DT/det/10 government/NN/nsubj/11 left/VBD/ROOT/11/leave"
    who = referents(tokens)
    assert ids(who, who.of(at(who.tree, "government"))) == ["Iran"]


def test_an_article_that_names_a_state_twice_is_not_about_it() -> None:
    who = referents("Iran/NNP/nsubj/1 left/VBD/ROOT/1/leave Iran/NNP/dobj/1")
    assert who.home() is None


def test_i_is_whoever_the_context_says() -> None:
    who = referents("I/PRP/nsubj/1 left/VBD/ROOT/1/leave Iran/NNP/dobj/1")
    who.by_context[0] = (who.actors.known("Russia"),)
    assert ids(who, who.of(0)) == ["Russia"]


# --- actors


@pytest.fixture
def actors() -> Actors:
    return Actors(load(), "a1")


def test_a_lone_surname_stays_within_its_article(actors: Actors) -> None:
    assert actors[actors.described("Smith", "Person", unnamed=False)].id == "Smith.a1"


def test_one_name_of_two_classes_is_two_actors(actors: Actors) -> None:
    first, second = (actors.described("Ford Motor", kind, unnamed=False) for kind in ("Person", "Organization"))
    assert (actors[first].id, actors[second].id) == ("Ford_Motor", "Ford_Motor_(Organization)")


def test_the_same_id_is_the_same_actor(actors: Actors) -> None:
    assert actors.known("Iran") == actors.known("Iran") == actors.number("Iran")


def test_a_capital_is_the_seat_of_its_state(actors: Actors) -> None:
    state = actors.state_of(actors.known("Moscow"))
    assert state is not None
    assert actors[state].id == "Russia"


def test_a_person_without_a_country_has_no_state(actors: Actors) -> None:
    assert actors.state_of(actors.add(Actor("X_Y", "X Y", "Person"))) is None


def test_only_actors_that_are_wanted_or_named_become_records(actors: Actors) -> None:
    wanted, _ = actors.known("Iran"), actors.known("Syria")
    assert [entity.id for entity in actors.records({wanted})] == ["Iran"]


def test_a_name_too_long_for_an_id_is_cut_and_told_apart() -> None:
    one, other = entity_id("word " * 40 + "one"), entity_id("word " * 40 + "other")
    assert one != other
    assert len(one) == len(other) < 120
