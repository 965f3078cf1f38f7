"""Names that the model cuts, mistypes or takes for others, and states with one letter wrong, in hand-made Docs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.annotators.names.document import found_again
from kg.annotators.names.name import Name
from kg.model import Article
from kg.pipeline import Reader
from tests.docs import marks, statements, tree, wired

Names = list[tuple[str, str, str]]

TABLE: list[tuple[str, str, Mapping[str, str], Names]] = [
    # a surname behind its particle
    (
        "a name cut at its particle",
        "Jan/NNP Van/NNP der/NNP Zorb/NNP left/VBD ./.",
        {"Jan Van": "PERSON"},
        [("Jan Van der Zorb", "Person", "")],
    ),
    (
        "a name cut at its article",
        "Marie/NNP Le/NNP Zorb/NNP left/VBD ./.",
        {"Marie Le": "PERSON"},
        [("Marie Le Zorb", "Person", "")],
    ),
    (
        "a particle with no name behind it",
        "Marie/NNP Le/NNP left/VBD Paris/NNP ./.",
        {"Marie Le": "PERSON"},
        [("Marie Le", "Person", ""), ("Paris", "City", "Paris")],
    ),
    # words of nationality
    ("an adjective of two words", "The/DT Sri/NNP Lankan/NNP army/NN left/VBD ./.", {"Sri Lankan": "GPE"}, []),
    (
        "an adjective that reaches into a title",
        "French/JJ Defence/NNP Secretary/NNP Jo/NNP Zorb/NNP left/VBD ./.",
        {"French Defence": "ORG", "Jo Zorb": "PERSON"},
        [("Jo Zorb", "Person", "")],
    ),
    # a place and a party
    (
        "somebody of a town and a party",
        "A/DT Zorbville/NNP Democrat/NNP left/VBD ./.",
        {"Zorbville Democrat": "ORG"},
        [],
    ),
    # what ends a name
    (
        "a leader before a full stop",
        "Paris/NNP praised/VBD Donald/NNP Trump/NNP ./.",
        {"Paris": "GPE"},
        [("Paris", "City", "Paris"), ("Donald Trump", "Person", "")],
    ),
    (
        "a day behind a body",
        "The/DT Zorb/NNP Committee/NNP on/IN Tuesday/NNP left/VBD ./.",
        {"Zorb Committee": "ORG", "Tuesday": "DATE"},
        [("Zorb Committee", "Organization", "")],
    ),
    # letters in brackets
    (
        "letters in brackets behind a body",
        "The/DT Zorb/NNP Front/NNP (/-LRB- ZFRO/NNP )/-RRB- left/VBD ./.",
        {"Zorb Front": "ORG", "ZFRO": "PERSON"},
        [("Zorb Front", "Organization", ""), ("ZFRO", "Organization", "")],
    ),
    (
        "letters in brackets behind a person",
        "Ada/NNP Byron/NNP (/-LRB- ZFR/NNP )/-RRB- left/VBD ./.",
        {"Ada Byron": "PERSON", "ZFR": "ORG"},
        [("Ada Byron", "Person", ""), ("ZFR", "Organization", "")],
    ),
    (
        "a bracket that spells the letters out",
        "The/DT head/NN of/IN ZFR/NNP (/-LRB- Zorb/NNP Conference/NNP )/-RRB- left/VBD ./.",
        {"ZFR": "ORG", "Zorb Conference": "EVENT"},
        [("ZFR", "Organization", ""), ("Zorb Conference", "Organization", "")],
    ),
    (
        "a name as long as its letters",
        "The/DT Zorb/NNP of/IN Freedonian/JJ Nurses/NNPS and/CC Teachers/NNPS (/-LRB- ZFNT/NNP )/-RRB- left/VBD ./.",
        {"Zorb": "ORG", "ZFNT": "ORG"},
        [("Zorb of Freedonian Nurses and Teachers", "Organization", ""), ("ZFNT", "Organization", "")],
    ),
    (
        "letters in another order, of a translated name",
        "The/DT Zorb/NNP of/IN Freedonian/JJ Nurses/NNPS (/-LRB- ZNF/NNP )/-RRB- left/VBD ./.",
        {"Zorb": "ORG", "ZNF": "ORG"},
        [("Zorb of Freedonian Nurses", "Organization", ""), ("ZNF", "Organization", "")],
    ),
    (
        "letters of other words",
        "The/DT Zorb/NNP of/IN Freedonian/JJ Nurses/NNPS (/-LRB- ZXQ/NNP )/-RRB- left/VBD ./.",
        {"Zorb": "ORG", "ZXQ": "ORG"},
        [("Zorb", "Organization", ""), ("ZXQ", "Organization", "")],
    ),
    (
        "letters of words that are no name",
        "The/DT improvised/JJ explosive/JJ device/NN (/-LRB- IED/NNP )/-RRB- exploded/VBD ./.",
        {"IED": "ORG"},
        [("IED", "Organization", "")],
    ),
    # what the model overlooks, and what it takes together
    (
        "a paper by its last word",
        "The/DT Zorb/NNP News/NNP asked/VBD Ada/NNP Byron/NNP ./.",
        {"Ada Byron": "PERSON"},
        [("Zorb News", "Organization", ""), ("Ada Byron", "Person", "")],
    ),
    (
        "a station by its last word",
        "They/PRP left/VBD Zorb/NNP Station/NNP ./.",
        {},
        [("Zorb Station", "Facility", "")],
    ),
    ("no news without a name", "He/PRP read/VBD good/JJ News/NNP ./.", {}, []),
    ("a piece of a longer name", "Ada/NNP Zorb/NNP News/NNP left/VBD ./.", {"Ada": "PERSON"}, [("Ada", "Person", "")]),
    (
        "the article of what comes behind the name",
        "Byron/NNP the/DT/det/land Zorb/NNP/compound/land land/NN/nsubj fell/VBD ./.",
        {"Byron the Zorb": "ORG"},
        [("Byron", "Organization", ""), ("Zorb", "Organization", "")],
    ),
    (
        "a body and who heads it",
        "The/DT Council/NNP on/IN Zorb/NNP Relations/NNPS Alia/NNP Byron/NNP spoke/VBD ./.",
        {"The Council on Zorb Relations Alia Byron": "ORG"},
        [("Council on Zorb Relations", "Organization", ""), ("Alia Byron", "Person", "")],
    ),
    # several behind a plural
    (
        "two schools",
        "The/DT schools/NNS Zorb/NNP Hall/NNP and/CC Duck/NNP Hall/NNP closed/VBD ./.",
        {"Zorb Hall and Duck Hall": "ORG"},
        [("Zorb Hall", "Facility", ""), ("Duck Hall", "Facility", "")],
    ),
    (
        "one firm",
        "The/DT firm/NN Zorb/NNP and/CC Duck/NNP closed/VBD ./.",
        {"Zorb and Duck": "ORG"},
        [("Zorb and Duck", "Organization", "")],
    ),
    # bodies of regions
    (
        "a region's senate",
        "The/DT Utah/NNP State/NNP Senate/NNP left/VBD Iran/NNP ./.",
        {"Senate": "ORG"},
        [("Utah State Senate", "Parliament", ""), ("Iran", "Country", "Iran")],
    ),
    (
        "a senate behind a region",
        "In/IN Utah/NNP ,/, Senate/NNP members/NNS left/VBD ./.",
        {"Senate": "ORG"},
        [("Utah", "Region", "Utah"), ("Senate", "Parliament", "US_Senate")],
    ),
    # persons who are called like places
    (
        "a form of address before a state's name",
        "Mr./NNP Jordan/NNP left/VBD Iran/NNP ./.",
        {"Jordan": "GPE"},
        [("Jordan", "Person", ""), ("Iran", "Country", "Iran")],
    ),
    (
        "the surname of a person named before",
        "Michael/NNP Jordan/NNP left/VBD ./. Jordan/NNP/nsubj/fell fell/VBD ./.",
        {"Michael Jordan": "PERSON"},
        [("Michael Jordan", "Person", ""), ("Jordan", "Person", "")],
    ),
    (
        "a person in an article on the state",
        "Michael/NNP Jordan/NNP left/VBD ./. Jordan/NNP/nsubj/fell fell/VBD near/IN Jordan/NNP/pobj/near ./.",
        {"Michael Jordan": "PERSON"},
        [("Michael Jordan", "Person", ""), ("Jordan", "Country", "Jordan"), ("Jordan", "Country", "Jordan")],
    ),
    # states with one letter wrong
    (
        "a misspelt state that the model takes for a place",
        "Afganistan/NNP left/VBD ./.",
        {"Afganistan": "GPE"},
        [("Afganistan", "Country", "Afghanistan")],
    ),
    (
        "a misspelt state beside the right one",
        "Ethopia/NNP left/VBD ./. Ethiopia/NNP left/VBD ./.",
        {},
        [("Ethopia", "Country", "Ethiopia"), ("Ethiopia", "Country", "Ethiopia")],
    ),
    ("the same word alone, in which the model sees nothing", "Ethopia/NNP left/VBD ./.", {}, []),
    (
        "a misspelt state whose ruler is named",
        "Quatar/NNP 's/POS emir/NN left/VBD ./.",
        {"Quatar": "ORG"},
        [("Quatar", "Country", "Qatar")],
    ),
    ("a company of nearly that name", "Quatar/NNP left/VBD ./.", {"Quatar": "ORG"}, [("Quatar", "Organization", "")]),
    ("a person of nearly that name", "Jordon/NNP left/VBD ./.", {"Jordon": "PERSON"}, [("Jordon", "Person", "")]),
    ("a place of nearly that name", "Columbia/NNP left/VBD ./.", {"Columbia": "GPE"}, [("Columbia", "Place", "")]),
    ("a town of nearly that name", "Konyas/NNP left/VBD ./.", {"Konyas": "GPE"}, [("Konyas", "Place", "")]),
    ("another first letter", "Siberia/NNP left/VBD ./.", {"Siberia": "GPE"}, [("Siberia", "Region", "Siberia")]),
]


@pytest.mark.parametrize(("tokens", "ents", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_names_are(tokens: str, ents: Mapping[str, str], wanted: Names) -> None:
    assert marks("names", tokens, ents) == wanted


def test_pieces_of_a_person_who_is_named_elsewhere_are_that_person() -> None:
    parsed = tree(wired("Dries/NNP Zorb/NNP left/VBD ./. Dries/NNP Zorb/NNP fell/VBD ./. Zorb/NNP left/VBD ./."))
    pieces = [Name(0, 2, "Person"), Name(4, 5, "Organization"), Name(5, 6, "Person"), Name(8, 9, "Person")]
    found = [(n.start, n.end, n.kind) for n in found_again(parsed, pieces)]
    assert found == [(0, 2, "Person"), (4, 6, "Person"), (8, 9, "Person")]


def test_an_adjective_of_two_words_is_one_whatever_the_model_takes_it_for() -> None:
    tokens = "The/DT Sri/NNP Lankan/NNP army/NN left/VBD ./."
    assert marks("demonyms", tokens, {"Sri Lankan": "GPE"}) == [("Sri Lankan", "adjective", "Sri_Lanka")]


@pytest.mark.parametrize(
    ("tokens", "wanted"),
    [
        (
            "Rebels/NNS/nsubj/1 left/VBD/ROOT/1/leave the/DT/det/3 town/NN/dobj/1 of/IN/prep/3 Zorb/NNP/pobj/4 "
            "in/IN/prep/1 southeastern/JJ/amod/8 Turkey/NNP/pobj/6",
            ["Zorb locatedIn Turkey"],
        ),
        (
            "Shells/NNS/nsubj/1 fell/VBD/ROOT/1/fall near/IN/prep/1 Zorb/NNP/pobj/2 in/IN/prep/1 the/DT/det/7 "
            "far/JJ/amod/7 south/NN/nmod/8 Turkey/NNP/pobj/4",
            ["Zorb locatedIn Turkey"],
        ),
        (
            "Rebels/NNS/nsubj/1 denounced/VBD/ROOT/1/denounce Zorb/NNP/dobj/1 in/IN/prep/1 eastern/JJ/amod/5 "
            "Turkey/NNP/pobj/3",
            [],
        ),
        (
            "Rebels/NNS/nsubj/1 ran/VBD/ROOT/1/run near/IN/prep/1 Zorb/NNP/pobj/2 in/IN/prep/1 angry/JJ/amod/6 "
            "Turkey/NNP/pobj/4",
            [],
        ),
    ],
)
def test_a_town_in_a_part_of_a_state_lies_in_it(tokens: str, wanted: list[str]) -> None:
    assert [s for s in statements(tokens, {"Zorb": "GPE"}) if "locatedIn" in s] == wanted


@pytest.mark.parametrize(
    ("tokens", "ents", "wanted"),
    [
        (
            "East/NNP/compound/Angeles Los/NNP/compound/Angeles Angeles/NNP/nsubj/fell fell/VBD",
            {"Los Angeles": "GPE"},
            [("East Los Angeles", "Place", "")],
        ),
        (
            "North/NNP/compound/Vietnam Vietnam/NNP/nsubj/fell fell/VBD",
            {"North Vietnam": "GPE"},
            [("North Vietnam", "Place", "")],
        ),
        ("Northern/NNP/compound/Iraq Iraq/NNP/nsubj/fell fell/VBD", {"Iraq": "GPE"}, [("Iraq", "Country", "Iraq")]),
        (
            "South/NNP/compound/Korea Korea/NNP/nsubj/fell fell/VBD",
            {"South Korea": "GPE"},
            [("South Korea", "Country", "South_Korea")],
        ),
        (
            "Von/NNP/compound/Zorb der/NNP/compound/Zorb Zorb/NNP/nsubj/thanked thanked/VBD Quux/NNP/dobj/thanked",
            {"Von der Zorb thanked Quux": "PERSON"},
            [("Von der Zorb", "Person", ""), ("Quux", "Person", "")],
        ),
        ("Tom/NNP/compound/Hall Hall/NNP/nsubj/fell fell/VBD", {"Tom Hall": "PERSON"}, [("Tom Hall", "Person", "")]),
        (
            "They/PRP/nsubj/met met/VBD in/IN/prep/met Florence/NNP/compound/Hall Hall/NNP/pobj/in",
            {"Florence Hall": "PERSON"},
            [("Florence Hall", "Facility", "")],
        ),
    ],
)
def test_names_that_look_like_others(tokens: str, ents: dict[str, str], wanted: list[tuple[str, str, str]]) -> None:
    assert marks("names", tokens, ents) == wanted


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Emily's List endorsed Ann Lee.", "Emily's List", "Organization"),
        ("St. Joseph's University hired Ann Lee.", "St. Joseph's University", "University"),
        ("Ann Lee leads the Alzheimer's Impact Movement.", "Alzheimer's Impact Movement", "Organization"),
        ("Weak - Rubio opposed Cruz. Senator Marco Rubio left.", "Marco Rubio", "Person"),
    ],
)
def test_a_possessive_in_a_name_and_a_dash_beside_one(reader: Reader, text: str, name: str, kind: str) -> None:
    found = {e.name: e.type for e in reader.extract(Article(text)).entities}
    assert found.get(name) == kind
    assert not any(" - " in other for other in found)


@pytest.mark.parametrize("text", ["Putin's Russia attacked Poland.", "Ann Lee's Google office closed."])
def test_another_possessive_is_no_part_of_a_name(reader: Reader, text: str) -> None:
    assert not any("'s" in e.name for e in reader.extract(Article(text)).entities)
