"""Where blocks begin and what they are, from the text alone."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotators.layout import blocks, mark_layout
from kg.ontology import load

LEXICON = load().lexicon
BODY = "The minister flew to Oslo on Monday."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in blocks(text, LEXICON)]


TABLE = [
    ("a sentence", BODY, "body"),
    ("a first line without a full stop", "Minister flies to Oslo", "headline"),
    ("one word, first in the text", "Oslo", "headline"),
    ("a question asked at the end", "Who flew to Oslo?", "body"),
    ("a full stop inside the last quotes", "He said: “Go.”", "body"),
    ("a long line without a full stop", " ".join(["word"] * 25), "body"),
    ("a photo's source", "Photo by Jo Bloggs", "credit"),
    ("a source behind a colon", "Image: Jo Bloggs.", "credit"),
    ("a source behind two words", "Photo credit: Jo Bloggs", "credit"),
    ("a sentence about a photo", "Photo shows that the minister had left.", "body"),
    ("a paragraph that begins like a credit", "Photo by " + "Jo Bloggs " * 12 + ".", "body"),
    ("a day", "April 16, 2023", "dateline"),
    ("a day with its weekday", "Sunday, 16 April 2023", "dateline"),
    ("a sentence with a day", "April 16, 2023 was a Sunday.", "body"),
]


@pytest.mark.parametrize(("text", "kind"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_line_alone_is(text: str, kind: str) -> None:
    assert kinds(text) == [(text, kind)]


PLACED = [
    "OSLO —",
    "MEXICO CITY (AP) —",
    "CONCORD, N.H. -",
    "PARIS, Texas (AP) —",
    "BEIJING, March 3 (Reuters) -",
    "Moscow (AP) --",
    "(CNN) –",
]
UNPLACED = [
    "NATO - the alliance of the West - met on Monday.",
    "The minister - Jo Bloggs - flew to Oslo.",
    "A-10 - Warthogs - flew.",
    "Oslo - The minister left.",
    "U.S.-Russia talks began.",
]


@pytest.mark.parametrize("place", PLACED)
def test_the_place_before_a_report_is_no_part_of_its_sentence(place: str) -> None:
    assert kinds(f"{place} {BODY}") == [(place, "dateline"), (BODY, "body")]


@pytest.mark.parametrize("text", UNPLACED)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert kinds(text) == [(text, "body")]


def test_a_line_without_a_full_stop_between_paragraphs_is_a_headline() -> None:
    assert kinds(f"{BODY}\n\nWhat comes next\n\n{BODY}")[1] == ("What comes next", "headline")


def test_two_words_between_paragraphs_are_no_headline() -> None:
    assert kinds(f"{BODY}\n\nRead more\n\n{BODY}")[1] == ("Read more", "body")


def test_what_stands_just_above_a_credit_is_its_caption() -> None:
    assert [kind for _, kind in kinds(f"{BODY}\nPhoto by Jo Bloggs")] == ["caption", "credit"]


def test_what_stands_a_paragraph_above_a_credit_is_no_caption() -> None:
    assert [kind for _, kind in kinds(f"{BODY}\n\nPhoto by Jo Bloggs")] == ["body", "credit"]


def test_a_caption_that_ends_in_its_credit_is_cut() -> None:
    assert kinds(f"{BODY} Image: US Navy.") == [(BODY, "caption"), ("Image: US Navy.", "credit")]


def test_a_sentence_that_speaks_of_an_image_is_not_cut() -> None:
    text = f"{BODY} The image was by the navy."
    assert kinds(text) == [(text, "body")]


def test_a_line_that_goes_on_in_lower_case_is_the_same_sentence() -> None:
    assert kinds("The minister flew\nto Oslo.") == [("The minister flew\nto Oslo.", "body")]


def test_a_new_paragraph_is_a_new_block_even_in_lower_case() -> None:
    assert [text for text, _ in kinds("The minister flew.\n\nto be continued.")] == [
        "The minister flew.",
        "to be continued.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n\t\n "])
def test_nothing_has_no_blocks(text: str) -> None:
    assert blocks(text, LEXICON) == []


@given(st.text(alphabet=st.sampled_from("aB .:\n\t“”") | st.characters(), max_size=80))
def test_every_letter_stands_in_one_block(text: str) -> None:
    found = blocks(text, LEXICON)
    covered = [i for start, end, _ in found for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, sign in enumerate(text) if sign.isalnum()} <= set(covered)


def test_a_sentence_begins_with_each_block() -> None:
    doc = mark_layout(spacy.blank("en")(f"Minister flies\n\n{BODY}"), LEXICON)
    assert [(span.text, span.label_) for span in doc.spans["layout"]] == [
        ("Minister flies", "headline"),
        (BODY, "body"),
    ]
    assert [token.text for token in doc if token.is_sent_start] == ["Minister", "The"]


def test_a_block_never_begins_with_a_space() -> None:
    doc = mark_layout(spacy.blank("en")("\n\n  Minister flies"), LEXICON)
    assert not any(span[0].is_space for span in doc.spans["layout"])
