"""Standing facts of hand-made Docs: one sentence or more a construction, and what must not be read."""

from __future__ import annotations

import pytest

from tests.docs import statements

# The end of an article whose first nine tokens name a state three times.
SUNAK = "Prime/NNP/compound/10 Minister/NNP/compound/12 Rishi/NNP/compound/12 Sunak/NNP/nsubj/13 left/VBD/ROOT/13/leave"

# (what, tokens, entities as a model finds them, the facts that come out)
TABLE = [
    # titles
    (
        "title before a name",
        "Russian/JJ/amod/1 President/NNP/compound/3 Vladimir/NNP/compound/3 Putin/NNP/nsubj/4 left/VBD/ROOT/4/leave",
        {"Vladimir Putin": "PERSON"},
        ["Vladimir_Putin leads Russia"],
    ),
    (
        "title in apposition",
        "Emmanuel/NNP/compound/1 Macron/NNP/nsubj/5 president/NN/appos/1 of/IN/prep/2 "
        "France/NNP/pobj/3 left/VBD/ROOT/5/leave",
        {"Emmanuel Macron": "PERSON"},
        ["Emmanuel_Macron leads France"],
    ),
    (
        "title after is",
        "Emmanuel/NNP/compound/1 Macron/NNP/nsubj/2 is/VBZ/ROOT/2/be president/NN/attr/2 "
        "of/IN/prep/3 France/NNP/pobj/4",
        {"Emmanuel Macron": "PERSON"},
        ["Emmanuel_Macron leads France"],
    ),
    (
        "title after is not",
        "Emmanuel/NNP/compound/1 Macron/NNP/nsubj/2 is/VBZ/ROOT/2/be not/RB/neg/2 president/NN/attr/2 of/IN/prep/4 "
        "France/NNP/pobj/5",
        {"Emmanuel Macron": "PERSON"},
        ["Emmanuel_Macron leads France [not]"],
    ),
    (
        "former title",
        "Former/JJ/amod/2 Russian/JJ/amod/2 President/NNP/compound/4 Dmitry/NNP/compound/4 Medvedev/NNP/nsubj/5 "
        "left/VBD/ROOT/5/leave",
        {"Dmitry Medvedev": "PERSON"},
        [],
    ),
    (
        "nationality",
        "American/JJ/amod/1 professor/NN/compound/3 John/NNP/compound/3 Smith/NNP/nsubj/4 left/VBD/ROOT/4/leave",
        {"John Smith": "PERSON"},
        ["John_Smith citizenOf United_States"],
    ),
    (
        "employer",
        "John/NNP/compound/1 Smith/NNP/nsubj/5 professor/NN/appos/1 at/IN/prep/2 Yale/NNP/pobj/3 left/VBD/ROOT/5/leave",
        {"John Smith": "PERSON", "Yale": "ORG"},
        ["John_Smith worksFor Yale_University"],
    ),
    (
        "party",
        "Republican/JJ/amod/1 candidate/NN/compound/3 John/NNP/compound/3 Smith/NNP/nsubj/4 left/VBD/ROOT/4/leave",
        {"John Smith": "PERSON"},
        ["John_Smith memberOf Republican_Party"],
    ),
    (
        "office that fixes its state",
        "Secretary/NNP/compound/4 of/IN/prep/0 State/NNP/pobj/1 Antony/NNP/compound/4 "
        "Blinken/NNP/nsubj/5 left/VBD/ROOT/5/leave",
        {"Antony Blinken": "PERSON"},
        ["Antony_Blinken ministerOf United_States"],
    ),
    (
        "office of no state that is named",
        "Prime/NNP/compound/1 Minister/NNP/compound/3 Rishi/NNP/compound/3 Sunak/NNP/nsubj/4 left/VBD/ROOT/4/leave",
        {"Rishi Sunak": "PERSON"},
        [],
    ),
    (
        "spokesman of a ministry",
        "John/NNP/compound/1 Smith/NNP/nsubj/8 a/DT/det/3 spokesman/NN/appos/1 for/IN/prep/3 "
        "the/DT/det/7 Iranian/JJ/amod/7 "
        "ministry/NN/pobj/4 left/VBD/ROOT/8/leave",
        {"John Smith": "PERSON"},
        ["John_Smith spokespersonFor Iranian_ministry", "Iranian_ministry partOf Iran"],
    ),
    (
        "title inside a name",
        "The/DT/det/3 Student/NNP/compound/3 President/NNP/compound/3 Group/NNP/nsubj/4 left/VBD/ROOT/4/leave",
        {"Student President Group": "ORG"},
        [],
    ),
    # places
    (
        "place behind a comma",
        "It/PRP/nsubj/1 burned/VBD/ROOT/1/burn in/IN/prep/1 Irving/NNP/pobj/2 ,/,/punct/3 Texas/NNP/appos/3",
        {"Irving": "GPE"},
        ["Irving locatedIn Texas"],
    ),
    (
        "places in a list",
        "Irving/NNP/nsubj/5 ,/,/punct/0 Texas/NNP/conj/0 and/CC/cc/0 Ohio/NNP/conj/2 burned/VBD/ROOT/5/burn",
        {"Irving": "GPE"},
        [],
    ),
    (
        "listed cities",
        "Ukrainian/JJ/amod/1 cities/NNS/nsubj/4/city including/VBG/prep/1/include "
        "Kharkiv/NNP/pobj/2 burned/VBD/ROOT/4/burn",
        {},
        ["Kharkiv locatedIn Ukraine"],
    ),
    # bodies
    (
        "agency of a state",
        "The/DT/det/3 Russian/JJ/amod/3 news/NN/compound/3 agency/NN/nsubj/5 TASS/NNP/appos/3 left/VBD/ROOT/5/leave",
        {"TASS": "ORG"},
        ["TASS basedIn Russia"],
    ),
    (
        "body named after its state",
        "The/DT/det/3 Italian/JJ/amod/3 Supreme/NNP/compound/3 Court/NNP/nsubj/4 left/VBD/ROOT/4/leave",
        {"Italian Supreme Court": "ORG"},
        ["Italian_Supreme_Court partOf Italy"],
    ),
    (
        "part by name",
        "Gonzaga/NNP/compound/1 School/NNP/nsubj/2 met/VBD/ROOT/2/meet Gonzaga/NNP/compound/5 School/NNP/compound/5 "
        "Choir/NNP/dobj/2",
        {},
        [],
    ),
    (
        "programme of a broadcaster",
        "NBC/NNP/poss/4 's/POS/case/0 Meet/NNP/nmod/4 the/DT/det/4 Press/NNP/nsubj/5 ended/VBD/ROOT/5/end",
        {"NBC": "ORG", "Meet the Press": "WORK_OF_ART"},
        ["Meet_the_Press partOf NBC"],
    ),
    # people
    (
        "person of a body",
        "Chuck/NNP/compound/1 Todd/NNP/nsubj/4 of/IN/prep/1 NBC/NNP/pobj/2 left/VBD/ROOT/4/leave",
        {"Chuck Todd": "PERSON", "NBC": "ORG"},
        ["Chuck_Todd worksFor NBC"],
    ),
    (
        "party letter",
        "Mitch/NNP/compound/1 McConnell/NNP/nsubj/7 ,/,/punct/1 R/NNP/compound/5 -/HYPH/punct/5 "
        "Ky./NNP/appos/1 ,/,/punct/1 "
        "left/VBD/ROOT/7/leave",
        {"Mitch McConnell": "PERSON"},
        ["Mitch_McConnell memberOf Republican_Party"],
    ),
    (
        "origin",
        "The/DT/det/1 refugees/NNS/nsubj/4/refugee from/IN/prep/1 Syria/NNP/pobj/2 left/VBD/ROOT/4/leave",
        {},
        ["refugees_from_Syria citizenOf Syria"],
    ),
    (
        "role in apposition",
        "Wiki/NNP/nsubj/5 a/DT/det/2 spinoff/NN/appos/0 of/IN/prep/2 Facebook/NNP/pobj/3 left/VBD/ROOT/5/leave",
        {"Wiki": "ORG", "Facebook": "ORG"},
        ["Wiki subsidiaryOf Facebook"],
    ),
    (
        "inverse role",
        "John/NNP/compound/1 Smith/NNP/nsubj/8 the/DT/det/3 son/NN/appos/1 of/IN/prep/3 "
        "Mary/NNP/compound/6 Smith/NNP/pobj/4 "
        ",/,/punct/1 left/VBD/ROOT/8/leave",
        {"John Smith": "PERSON", "Mary Smith": "PERSON"},
        ["Mary_Smith parentOf John_Smith"],
    ),
    ("group that does nothing", "Syrian/JJ/amod/1 refugees/NNS/nsubj/2/refugee left/VBD/ROOT/2/leave", {}, []),
]


@pytest.mark.parametrize(("tokens", "ents", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_standing_facts_are_read(tokens: str, ents: dict[str, str], wanted: list[str]) -> None:
    assert statements(tokens, ents) == wanted


def test_a_group_that_acts_is_of_its_state() -> None:
    tokens = "Syrian/JJ/amod/1 refugees/NNS/nsubj/2/refugee praised/VBD/ROOT/2/praise Germany/NNP/dobj/2"
    assert "Syrian_refugees citizenOf Syria" in statements(tokens)


def test_an_office_without_a_state_is_of_the_articles_own() -> None:
    britain = "".join(f"Britain/NNP/nsubj/{n} left/VBD/ROOT/{n}/leave ././punct/{n} " for n in (1, 4, 7))
    assert statements(britain + SUNAK, {"Rishi Sunak": "PERSON"}) == ["Rishi_Sunak leads United_Kingdom"]


def test_a_state_lacks_the_offices_that_it_does_not_have() -> None:
    america = "".join(f"America/NNP/nsubj/{n} left/VBD/ROOT/{n}/leave ././punct/{n} " for n in (1, 4, 7))
    assert statements(america + SUNAK, {"Rishi Sunak": "PERSON"}) == []


def test_a_picture_of_two_together_is_a_meeting() -> None:
    tokens = "Merkel/NNP/ROOT/0 with/IN/prep/0 Macron/NNP/pobj/1 in/IN/prep/0 Paris/NNP/pobj/3"
    ents = {"Merkel": "PERSON", "Macron": "PERSON"}
    assert statements(tokens, ents, layout="caption") == ["Angela_Merkel met Emmanuel_Macron"]
    assert statements(tokens, ents) == []


def test_a_headline_in_title_case_states_nothing() -> None:
    shouted = "Iran/NNP/nsubj/1 Attacked/VBD/ROOT/1/attack Israel/NNP/dobj/1"
    plain = "Iran/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Israel/NNP/dobj/1 despite/IN/prep/1 talks/NNS/pobj/3/talk"
    assert statements(shouted, layout="headline") == []
    assert statements(plain, layout="headline") == ["Iran attacked Israel"]
