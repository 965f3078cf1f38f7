"""Offices and roles in hand-made Docs: which words are one, and what it says."""

from __future__ import annotations

import pytest

from tests.docs import marks

# (what, tokens, [(words, predicate, body)])
TABLE = [
    ("an office", "President/NNP Smith/NNP left/VBD", [("President", "leads", "")]),
    ("an office in small letters", "The/DT president/NN left/VBD", [("president", "leads", "")]),
    ("several holders", "The/DT presidents/NNS//left/president left/VBD", [("presidents", "leads", "")]),
    (
        "the longest of two that end alike",
        "The/DT vice/NN president/NN left/VBD",
        [("vice president", "holdsOffice", "")],
    ),
    (
        "an office whose body is fixed",
        "The/DT secretary/NN of/IN state/NN left/VBD",
        [("secretary of state", "ministerOf", "United_States")],
    ),
    ("the shorter one where the longer does not stand", "The/DT press/NN chief/NN left/VBD", [("chief", "leads", "")]),
    ("an office behind a name", "Zorb/NNP Party/NNP leader/NN Byron/NNP left/VBD", [("leader", "leads", "")]),
    ("a party leader", "The/DT party/NN leader/NN left/VBD", [("party leader", "leads", "")]),
    ("a verb of the same letters", "They/PRP head/VBP north/RB", []),
    ("a noun that is no office", "The/DT table/NN left/VBD", []),
    ("the last words of a title alone", "The/DT state/NN left/VBD", []),
]


@pytest.mark.parametrize(("tokens", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_titles_are(tokens: str, wanted: list[tuple[str, str, str]]) -> None:
    assert marks("titles", tokens) == wanted


def test_titles_do_not_overlap_and_stand_in_text_order() -> None:
    found = marks("titles", "President/NNP Smith/NNP met/VBD the/DT foreign/JJ minister/NN and/CC the/DT mayor/NN")
    assert [words for words, _, _ in found] == ["President", "foreign minister", "mayor"]
