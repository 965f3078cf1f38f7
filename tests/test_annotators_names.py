"""Names and words of nationality in hand-made Docs, step by step."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from spacy.tokens import Span, SpanGroup

from kg.annotators.names import mark_names
from kg.annotators.titles import mark_titles
from kg.ontology import load
from tests.docs import marks, tree, wired

Marks = list[tuple[str, str, str]]
Ents = Mapping[str, str]

# (what, tokens, what the model sees, [(words, class, id)])
TABLE: list[tuple[str, str, Ents, Marks]] = [
    # the gazetteer
    ("a state that the model overlooks", "Iran/NNP left/VBD", {}, [("Iran", "Country", "Iran")]),
    ("the longest name", "New/NNP York/NNP City/NNP won/VBD", {}, [("New York City", "City", "New_York_City")]),
    ("a name of capitals in any part of speech", "US/JJ troops/NNS left/VBD", {}, [("US", "Country", "United_States")]),
    ("a word with a state's letters that is no name", "The/DT turkey/NN left/VBD", {}, []),
    (
        "a state inside a person's name",
        "Jordan/NNP Peel/NNP left/VBD",
        {"Jordan Peel": "PERSON"},
        [("Jordan Peel", "Person", "")],
    ),
    (
        "a state that the model takes for a person",
        "Jordan/NNP left/VBD",
        {"Jordan": "PERSON"},
        [("Jordan", "Country", "Jordan")],
    ),
    ("a city known only as a place", "Lansing/NNP voted/VBD", {"Lansing": "GPE"}, [("Lansing", "City", "Lansing")]),
    ("the same word seen as nothing", "Lansing/NNP voted/VBD", {}, []),
    (
        "a known body with its state before it",
        "The/DT US/NNP State/NNP Department/NNP left/VBD",
        {"US State Department": "ORG"},
        [("US State Department", "Ministry", "US_State_Department")],
    ),
    # the model
    ("a person", "Ada/NNP Byron/NNP left/VBD", {"Ada Byron": "PERSON"}, [("Ada Byron", "Person", "")]),
    ("a date, which names nobody", "Monday/NNP came/VBD", {"Monday": "DATE"}, []),
    ("a party's adjective", "The/DT Republican/JJ plan/NN fell/VBD", {"Republican": "NORP"}, []),
    ("adjectives alone", "The/DT Inner/JJ Outer/JJ plan/NN fell/VBD", {"Inner Outer": "NORP"}, []),
    (
        "a people of two nouns",
        "The/DT Inner/NNP Zorbs/NNPS left/VBD",
        {"Inner Zorbs": "NORP"},
        [("Inner Zorbs", "Group", "")],
    ),
    ("a nationality", "The/DT Russian/JJ plan/NN fell/VBD", {"Russian": "NORP"}, []),
    # edges
    ("an article at the edge", "The/DT Zorb/NNP left/VBD", {"The Zorb": "ORG"}, [("Zorb", "Organization", "")]),
    (
        "a possessive inside",
        "Ada/NNP 's/POS Zorb/NNP left/VBD",
        {"Ada 's Zorb": "ORG"},
        [("Ada", "Organization", ""), ("Zorb", "Organization", "")],
    ),
    (
        "a possessive before an office",
        "The/DT Zorb/NNP Sheriff/NNP 's/POS office/NN left/VBD",
        {"Zorb Sheriff 's office": "ORG"},
        [("Zorb Sheriff's office", "Organization", "")],
    ),
    (
        "a bracket inside",
        "Zorb/NNP (/-LRB- ZB/NNP )/-RRB- left/VBD",
        {"Zorb ( ZB": "ORG"},
        [("Zorb", "Organization", ""), ("ZB", "Organization", "")],
    ),
    (
        "two places",
        "Kyiv/NNP and/CC Oslo/NNP fell/VBD",
        {"Kyiv and Oslo": "GPE"},
        [("Kyiv", "City", "Kyiv"), ("Oslo", "City", "Oslo")],
    ),
    (
        "one firm of two persons",
        "Ada/NNP and/CC Byron/NNP fell/VBD",
        {"Ada and Byron": "ORG"},
        [("Ada and Byron", "Organization", "")],
    ),
    # overlooked
    ("a given name and a surname", "Angela/NNP/compound/Zorb Zorb/NNP left/VBD", {}, [("Angela Zorb", "Person", "")]),
    ("a given name alone", "Angela/NNP left/VBD", {}, []),
    ("a given name that is not part of the next word's phrase", "Angela/NNP/nsubj/left Zorb/NNP left/VBD", {}, []),
    ("a name that begins with no given name", "Bumbo/NNP/compound/Zorb Zorb/NNP left/VBD", {}, []),
    # titles and honorifics
    (
        "an office before the name",
        "President/NNP Zorb/NNP left/VBD",
        {"President Zorb": "PERSON"},
        [("Zorb", "Person", "")],
    ),
    ("an office alone", "President/NNP left/VBD", {"President": "PERSON"}, []),
    (
        "an office in a body's name",
        "President/NNP Zorb/NNP Bank/NNP left/VBD",
        {"President Zorb Bank": "ORG"},
        [("President Zorb Bank", "Organization", "")],
    ),
    (
        "an honorific before what the model takes for a body",
        "Mr./NNP Zorb/NNP left/VBD",
        {"Mr. Zorb": "ORG"},
        [("Zorb", "Person", "")],
    ),
    ("an honorific outside the entity", "Mr./NNP Zorb/NNP left/VBD", {"Zorb": "ORG"}, [("Zorb", "Person", "")]),
    (
        "a rank, which a fort may bear",
        "Gen./NNP Zorb/NNP left/VBD",
        {"Gen. Zorb": "ORG"},
        [("Zorb", "Organization", "")],
    ),
    # laws
    ("an act", "The/DT Zorb/NNP Act/NNP passed/VBD", {"Zorb Act": "ORG"}, [("Zorb Act", "Work", "")]),
    (
        "a treaty of a place",
        "The/DT Treaty/NNP of/IN Zorb/NNP held/VBD",
        {"Treaty of Zorb": "ORG"},
        [("Treaty of Zorb", "Work", "")],
    ),
    ("a man of the name", "Bill/NNP left/VBD", {"Bill": "PERSON"}, [("Bill", "Person", "")]),
]


@pytest.mark.parametrize(("tokens", "ents", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_names_are(tokens: str, ents: Ents, wanted: Marks) -> None:
    assert marks("names", tokens, ents) == wanted


DEMONYMS: list[tuple[str, str, Marks]] = [
    ("an adjective", "The/DT Russian/JJ plan/NN fell/VBD", [("Russian", "adjective", "Russia")]),
    ("two words", "The/DT South/JJ Korean/JJ plan/NN fell/VBD", [("South Korean", "adjective", "South_Korea")]),
    (
        "two words over the end of a sentence",
        "They/PRP went/VBD South/NNP ./. Korean/JJ plans/NNS fell/VBD",
        [("Korean", "adjective", "South_Korea")],
    ),
    ("a people", "Russians/NNPS left/VBD", [("Russians", "people", "Russia")]),
    ("a people's word before a noun", "Chinese/JJ ships/NNS left/VBD", [("Chinese", "adjective", "China")]),
    ("small letters", "The/DT polish/NN dried/VBD", []),
    ("no nationality", "The/DT Zorbian/JJ plan/NN fell/VBD", []),
]


@pytest.mark.parametrize(("tokens", "wanted"), [row[1:] for row in DEMONYMS], ids=[row[0] for row in DEMONYMS])
def test_words_of_nationality_are(tokens: str, wanted: Marks) -> None:
    assert marks("demonyms", tokens) == wanted


def test_a_word_of_nationality_inside_a_name_is_none() -> None:
    tokens = "The/DT Zorb/NNP Russian/NNP Club/NNP left/VBD"
    assert marks("demonyms", tokens, {"Zorb Russian Club": "ORG"}) == []


# --- the document as a whole


def seen(tokens: str, labels: Mapping[int, str], layout: Mapping[str, range] | None = None) -> list[tuple[str, str]]:
    """Names and classes where the model gives these labels to single tokens, by number."""
    found = tree(wired(tokens))
    found.doc.ents = [Span(found.doc, i, i + 1, label=label) for i, label in labels.items()]
    if layout:
        group = SpanGroup(found.doc, name="layout")
        group.extend([Span(found.doc, r.start, r.stop, label=kind) for kind, r in layout.items()])
        found.doc.spans["layout"] = group
    mark_titles(found, load().lexicon)
    mark_names(found, load())
    return [(span.text, span.label_) for span in found.doc.spans["names"]]


def names(tokens: str, ents: Ents | None = None) -> list[tuple[str, str]]:
    return [(text, kind) for text, kind, _ in marks("names", tokens, ents)]


def test_a_name_seen_once_is_found_wherever_it_is_written() -> None:
    tokens = "Ada/NNP Byron/NNP left/VBD ./. Then/RB Ada/NNP Byron/NNP returned/VBD ./."
    assert names(tokens, {"Ada Byron": "PERSON"}) == [("Ada Byron", "Person"), ("Ada Byron", "Person")]


def test_a_surname_of_a_known_person_is_found() -> None:
    tokens = "Ada/NNP Byron/NNP left/VBD ./. Byron/NNP returned/VBD ./."
    assert names(tokens, {"Ada Byron": "PERSON"})[1] == ("Byron", "Person")


@pytest.mark.parametrize("again", ["byron/NN", "Byron/VB"])
def test_a_common_word_of_a_persons_letters_is_not_found(again: str) -> None:
    tokens = f"Ada/NNP Byron/NNP left/VBD ./. The/DT {again} returned/VBD ./."
    assert names(tokens, {"Ada Byron": "PERSON"}) == [("Ada Byron", "Person")]


def test_the_last_word_of_a_body_is_not_found_alone() -> None:
    tokens = "Zorb/NNP Bank/NNP left/VBD ./. The/DT Bank/NNP returned/VBD ./."
    assert names(tokens, {"Zorb Bank": "ORG"}) == [("Zorb Bank", "Organization")]


def test_one_name_has_one_type_the_commonest() -> None:
    tokens = "Acme/NNP left/VBD ./. Zorb/NNP left/VBD ./. Zorb/NNP left/VBD ./. Zorb/NNP left/VBD ./."
    assert seen(tokens, {3: "GPE", 6: "ORG", 9: "ORG"}) == [("Zorb", "Organization")] * 3


def test_a_capital_title_before_a_name_outvotes_the_model() -> None:
    tokens = "Zorb/NNP left/VBD ./. President/NNP Zorb/NNP left/VBD ./."
    assert names(tokens, {"Zorb": "ORG"}) == [("Zorb", "Person"), ("Zorb", "Person")]


def test_a_small_title_before_a_name_does_not() -> None:
    tokens = "Zorb/NNP left/VBD ./. The/DT president/NN Zorb/NNP left/VBD ./."
    assert names(tokens, {"Zorb": "ORG"}) == [("Zorb", "Organization"), ("Zorb", "Organization")]


def test_a_word_of_a_persons_full_name_is_that_persons() -> None:
    tokens = "Angela/NNP/compound/Zorb Zorb/NNP left/VBD ./. Zorb/NNP returned/VBD ./."
    assert seen(tokens, {4: "ORG"}) == [("Angela Zorb", "Person"), ("Zorb", "Person")]


def test_a_bare_body_of_state_belongs_to_the_state_the_article_speaks_of() -> None:
    ours = "American/JJ judges/NNS left/VBD ./. The/DT Supreme/NNP Court/NNP ruled/VBD ./."
    theirs = "Indian/JJ judges/NNS left/VBD ./. The/DT Supreme/NNP Court/NNP ruled/VBD ./."
    assert marks("names", ours) == [("Supreme Court", "Court", "US_Supreme_Court")]
    assert marks("names", theirs) == [("Supreme Court", "Organization", "")]


def test_so_does_a_chamber_which_is_part_of_a_body_of_state() -> None:
    ours = "American/JJ judges/NNS left/VBD ./. The/DT Senate/NNP voted/VBD ./."
    theirs = "French/JJ judges/NNS left/VBD ./. The/DT Senate/NNP voted/VBD ./."
    assert marks("names", ours) == [("Senate", "Parliament", "US_Senate")]
    assert marks("names", theirs) == [("Senate", "Organization", "")]


def test_a_body_that_says_its_state_stays_that_states() -> None:
    tokens = "Indian/JJ and/CC Indian/JJ judges/NNS left/VBD ./. The/DT US/NNP Supreme/NNP Court/NNP ruled/VBD ./."
    assert marks("names", tokens) == [("US Supreme Court", "Court", "US_Supreme_Court")]


# --- headlines and credits

HEADLINE = "Zorb/NNP Talks/NNP Stall/VBP ./."
LAYOUT = {"headline": range(4), "body": range(4, 7)}


def test_what_only_a_title_case_headline_names_is_no_name() -> None:
    assert seen(f"{HEADLINE} They/PRP left/VBD ./.", {0: "ORG"}, LAYOUT) == []


def test_what_the_text_names_too_is_one() -> None:
    assert seen(f"{HEADLINE} Zorb/NNP left/VBD ./.", {0: "ORG", 4: "ORG"}, LAYOUT) == [("Zorb", "Organization")] * 2


def test_a_headline_in_small_letters_is_believed() -> None:
    tokens = "Zorb/NNP talks/NNS stall/VBP ./. They/PRP left/VBD ./."
    assert seen(tokens, {0: "ORG"}, LAYOUT) == [("Zorb", "Organization")]


def test_a_state_in_a_title_case_headline_is_one() -> None:
    assert seen("Iran/NNP Talks/NNP Stall/VBP ./. They/PRP left/VBD ./.", {}, LAYOUT) == [("Iran", "Country")]
