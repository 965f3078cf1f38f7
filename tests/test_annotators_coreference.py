"""Who is who in hand-made Docs: what joins a chain, and what looks like it and must not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.annotators.coreference.spelling import is_acronym, is_part_of, is_same_body, words_of
from kg.model import Article
from kg.ontology import load
from kg.pipeline import Reader
from tests.docs import chains

Ents = Mapping[str, str]
Chains = dict[str, list[str]]
Row = tuple[str, str, Ents, Chains]


def rows(table: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("tokens", "ents", "wanted"), [r[1:] for r in table], ids=[r[0] for r in table])


# --- names

ADA = {"Ada Byron": "PERSON"}
NAMES: list[Row] = [
    ("a surname", "Ada/NNP Byron/NNP left/VBD ./. Byron/NNP slept/VBD ./.", ADA, {"Ada Byron": ["Ada Byron", "Byron"]}),
    (
        "another surname",
        "Ada/NNP Byron/NNP met/VBD Zorb/NNP ./.",
        {**ADA, "Zorb": "PERSON"},
        {"Ada Byron": ["Ada Byron"], "Zorb": ["Zorb"]},
    ),
    (
        "an initial",
        "Ada/NNP Byron/NNP left/VBD ./. A./NNP Byron/NNP slept/VBD ./.",
        {**ADA, "A. Byron": "PERSON"},
        {"Ada Byron": ["Ada Byron", "A. Byron"]},
    ),
    (
        "an initial before the full name",
        "A./NNP Byron/NNP left/VBD ./. Ada/NNP Byron/NNP slept/VBD ./.",
        {**ADA, "A. Byron": "PERSON"},
        {"Ada Byron": ["A. Byron", "Ada Byron"]},
    ),
    (
        "another initial",
        "Ada/NNP Byron/NNP met/VBD G./NNP Byron/NNP ./.",
        {**ADA, "G. Byron": "PERSON"},
        {"Ada Byron": ["Ada Byron"], "G. Byron": ["G. Byron"]},
    ),
    (
        "a surname of two, the first named before",
        "Ada/NNP Byron/NNP met/VBD Otto/NNP Byron/NNP ./. Byron/NNP slept/VBD ./.",
        {**ADA, "Otto Byron": "PERSON"},
        {"Ada Byron": ["Ada Byron", "Byron"], "Otto Byron": ["Otto Byron"]},
    ),
    (
        "a surname of two, the one named most",
        "Ada/NNP Byron/NNP met/VBD Otto/NNP Byron/NNP ./. Otto/NNP Byron/NNP left/VBD ./. Byron/NNP slept/VBD ./.",
        {**ADA, "Otto Byron": "PERSON"},
        {"Ada Byron": ["Ada Byron"], "Otto Byron": ["Otto Byron", "Otto Byron", "Byron"]},
    ),
    (
        "a surname of two, with the form of address of one",
        "Ada/NNP Byron/NNP met/VBD Otto/NNP Byron/NNP ./. Mr./NNP Byron/NNP fell/VBD ./. "
        "Mrs./NNP Byron/NNP ate/VBD ./.",
        {**ADA, "Otto Byron": "PERSON"},
        {"Ada Byron": ["Ada Byron", "Byron"], "Otto Byron": ["Otto Byron", "Byron"]},
    ),
    (
        "a nickname",
        "Bill/NNP Zorb/NNP left/VBD ./. William/NNP Zorb/NNP slept/VBD ./.",
        {"Bill Zorb": "PERSON", "William Zorb": "PERSON"},
        {"William Zorb": ["Bill Zorb", "William Zorb"]},
    ),
    (
        "a nickname of somebody else",
        "Bill/NNP Zorb/NNP left/VBD with/IN William/NNP Zorb/NNP ./.",
        {"Bill Zorb": "PERSON", "William Zorb": "PERSON"},
        {"Bill Zorb": ["Bill Zorb"], "William Zorb": ["William Zorb"]},
    ),
    (
        "a nickname of both sexes",
        "Mrs./NNP Alex/NNP Zorb/NNP left/VBD ./. Alexander/NNP Zorb/NNP slept/VBD ./.",
        {"Alex Zorb": "PERSON", "Alexander Zorb": "PERSON"},
        {"Alex Zorb": ["Alex Zorb"], "Alexander Zorb": ["Alexander Zorb"]},
    ),
    (
        "a letter wrong",
        "Lydia/NNP Zorbmann/NNP left/VBD ./. Lydia/NNP Zorbmann/NNP ate/VBD ./. Lydia/NNP Zorbman/NNP slept/VBD ./.",
        {"Lydia Zorbmann": "PERSON", "Lydia Zorbman": "PERSON"},
        {"Lydia Zorbmann": ["Lydia Zorbmann", "Lydia Zorbmann", "Lydia Zorbman"]},
    ),
    (
        "a letter wrong in a surname alone",
        "Lydia/NNP Zorbmann/NNP left/VBD ./. Zorbman/NNP slept/VBD ./.",
        {"Lydia Zorbmann": "PERSON", "Zorbman": "ORG"},
        {"Lydia Zorbmann": ["Lydia Zorbmann", "Zorbman"]},
    ),
    (
        "a letter wrong that may be either of two",
        "Lydia/NNP Zorbmann/NNP left/VBD ./. Otto/NNP Zorbmani/NNP ate/VBD ./. Zorbman/NNP slept/VBD ./.",
        {"Lydia Zorbmann": "PERSON", "Otto Zorbmani": "PERSON", "Zorbman": "PERSON"},
        {"Lydia Zorbmann": ["Lydia Zorbmann"], "Otto Zorbmani": ["Otto Zorbmani"], "Zorbman": ["Zorbman"]},
    ),
    (
        "a family",
        "Lydia/NNP Zorbmann/NNP left/VBD ./. The/DT Zorbmanns/NNPS slept/VBD ./.",
        {"Lydia Zorbmann": "PERSON", "Zorbmanns": "PERSON"},
        {"Lydia Zorbmann": ["Lydia Zorbmann"], "Zorbmanns": ["Zorbmanns"]},
    ),
    (
        "three spellings",
        "Lydia/NNP Zorbman/NNP left/VBD ./. Lydia/NNP Zorbmann/NNP ate/VBD ./. Lydia/NNP Zorbmanni/NNP slept/VBD ./.",
        {"Lydia Zorbman": "PERSON", "Lydia Zorbmann": "PERSON", "Lydia Zorbmanni": "PERSON"},
        {"Lydia Zorbmanni": ["Lydia Zorbman", "Lydia Zorbmann", "Lydia Zorbmanni"]},
    ),
    (
        "a short surname one letter off",
        "Otto/NNP Obama/NNP left/VBD ./. Osama/NNP slept/VBD ./.",
        {"Otto Obama": "PERSON", "Osama": "PERSON"},
        {"Otto Obama": ["Otto Obama"], "Osama": ["Osama"]},
    ),
    (
        "two given names one letter off",
        "Marie/NNP Zorb/NNP left/VBD ./. Maria/NNP Zorb/NNP slept/VBD ./.",
        {"Marie Zorb": "PERSON", "Maria Zorb": "PERSON"},
        {"Marie Zorb": ["Marie Zorb"], "Maria Zorb": ["Maria Zorb"]},
    ),
    (
        "an accent",
        "Tayyip/NNP Zorboğan/NNP left/VBD ./. Tayyip/NNP Zorbogan/NNP slept/VBD ./.",
        {"Tayyip Zorboğan": "PERSON", "Tayyip Zorbogan": "PERSON"},
        {"Tayyip Zorboğan": ["Tayyip Zorboğan", "Tayyip Zorbogan"]},
    ),
    (
        "letters that are no surname",
        "Lydia/NNP Zorbmann/NNP left/VBD ./. ZORBMAN/NNP slept/VBD ./.",
        {"Lydia Zorbmann": "PERSON", "ZORBMAN": "ORG"},
        {"Lydia Zorbmann": ["Lydia Zorbmann"], "ZORBMAN": ["ZORBMAN"]},
    ),
    (
        "an acronym",
        "Zorb/NNP Iron/NNP Bank/NNP met/VBD ZIB/NNP ./.",
        {"Zorb Iron Bank": "ORG", "ZIB": "ORG"},
        {"Zorb Iron Bank": ["Zorb Iron Bank", "ZIB"]},
    ),
    (
        "other capitals",
        "Zorb/NNP Iron/NNP Bank/NNP met/VBD ZAB/NNP ./.",
        {"Zorb Iron Bank": "ORG", "ZAB": "ORG"},
        {"Zorb Iron Bank": ["Zorb Iron Bank"], "ZAB": ["ZAB"]},
    ),
    (
        "a firm without its Inc.",
        "Zorb/NNP shrank/VBD ./. Zorb/NNP Inc./NNP grew/VBD ./.",
        {"Zorb Inc.": "ORG", "Zorb": "ORG"},
        {"Zorb Inc.": ["Zorb", "Zorb Inc."]},
    ),
    (
        "a place of a firm's name",
        "Zorbania/NNP Inc./NNP left/VBD Zorbania/NNP ./.",
        {"Zorbania Inc.": "ORG"},
        {"Zorbania Inc.": ["Zorbania Inc."]},
    ),
    (
        "two names of one state",
        "Burma/NNP fell/VBD ./. Myanmar/NNP rose/VBD ./.",
        {},
        {"Myanmar": ["Burma", "Myanmar"]},
    ),
    (
        "a people and its state",
        "Russia/NNP fell/VBD ./. Russians/NNPS left/VBD ./.",
        {},
        {"Russia": ["Russia", "Russians"]},
    ),
    ("an adjective, which mentions nobody", "The/DT Russian/JJ plan/NN fell/VBD ./.", {}, {}),
]


@rows(NAMES)
def test_names_join(tokens: str, ents: Ents, wanted: Chains) -> None:
    assert chains(tokens, ents) == wanted


def test_a_chain_bears_the_commonest_of_its_full_names() -> None:
    tokens = "Ada/NNP May/NNP Byron/NNP left/VBD ./. " + "Ada/NNP Byron/NNP slept/VBD ./. " * 2
    assert list(chains(tokens, {"Ada May Byron": "PERSON", "Ada Byron": "PERSON"})) == ["Ada Byron"]


def test_a_first_name_is_not_that_of_somebody_named_later(reader: Reader) -> None:
    found = reader.extract(Article("Ruth's children, Michael and Bill, left. Bill Clinton praised Iran."))
    mentions = {e.name: [m.text for m in e.mentions] for e in found.entities}
    assert mentions["Bill Clinton"] == ["Bill Clinton"]


def test_a_surname_may_be_that_of_somebody_named_later() -> None:
    tokens = "Byron/NNP left/VBD ./. Ada/NNP Byron/NNP slept/VBD ./."
    assert chains(tokens, {"Ada Byron": "PERSON", "Byron": "PERSON"}) == {"Ada Byron": ["Byron", "Ada Byron"]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Freedom Magazine accused Iran. Iran sued Freedom.", {"Freedom Magazine": ["Freedom Magazine", "Freedom"]}),
        (
            "Freedom Magazine praised Iran. It hates freedom. Freedom is dear.",
            {"Freedom Magazine": ["Freedom Magazine"]},
        ),
        ("Zorb Group hired Ann Lee. Zorb praised her.", {"Zorb Group": ["Zorb Group", "Zorb"]}),
        (
            "Dale Carnegie founded Carnegie Group. Carnegie met Xi Jinping.",
            {"Carnegie Group": ["Carnegie Group"], "Dale Carnegie": ["Dale Carnegie", "Carnegie"]},
        ),
        (
            "The Church of Scientology sued Iran. The Church said nothing to Freedom Press.",
            {"Church of Scientology": ["Church of Scientology", "Church"]},
        ),
    ],
)
def test_a_body_without_its_generic_word(reader: Reader, text: str, wanted: Chains) -> None:
    found = {e.name: [m.text for m in e.mentions] for e in reader.extract(Article(text)).entities}
    assert {name: found.get(name) for name in wanted} == wanted


# --- spelling


@pytest.mark.parametrize(
    ("short", "full", "wanted"),
    [
        ("Putin", "Vladimir Putin", True),
        ("V. Putin", "Vladimir Vladimirovich Putin", True),
        ("V. Putin", "Vladimir Putin", True),
        ("Vladimir P.", "Vladimir Putin", True),
        ("B. Putin", "Vladimir Putin", False),
        ("Vladimir Putin", "Vladimir V. Putin", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("John F. Kennedy", "John Fitzgerald Kennedy", True),
        ("Putin Vladimir", "Vladimir Putin", False),
        ("Vladimir Putin", "Vladimir Putin", False),
        ("Pu", "Vladimir Putin", False),
    ],
)
def test_a_part_of_a_name_is(short: str, full: str, wanted: bool) -> None:
    assert is_part_of(words_of(short), words_of(full)) is wanted


@pytest.mark.parametrize(
    ("short", "full", "wanted"),
    [
        ("ZIB", "Zorb Iron Bank", True),
        ("Z.I.B.", "Zorb Iron Bank", True),
        ("ZIB", "Zorb of the Iron Bank", True),
        ("Zib", "Zorb Iron Bank", False),
        ("Z", "Zorb", False),
        ("ZI", "Zorb Iron Bank", False),
        ("", "", False),
    ],
)
def test_an_acronym_is(short: str, full: str, wanted: bool) -> None:
    assert is_acronym(short, full) is wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Zorb Inc.", "Zorb", True),
        ("the Zorb Party", "Zorb", True),
        ("Zorb & Co.", "Zorb and Co", True),
        ("Zorb Bank", "Zorb", False),
        ("the Party", "the Group", False),
        ("Group", "Group", False),
    ],
)
def test_two_names_of_one_body_are(one: str, other: str, wanted: bool) -> None:
    assert is_same_body(one, other, load().lexicon.words("genericBodyWord")) is wanted


# --- chains as a whole


def test_chains_stand_in_the_order_of_their_first_mentions() -> None:
    tokens = "Zorb/NNP met/VBD Ada/NNP Byron/NNP ./. Iran/NNP left/VBD ./."
    assert list(chains(tokens, {**ADA, "Zorb": "ORG"})) == ["Zorb", "Ada Byron", "Iran"]


def test_a_doc_without_names_has_no_chains() -> None:
    assert chains("It/PRP rained/VBD ./.") == {}
