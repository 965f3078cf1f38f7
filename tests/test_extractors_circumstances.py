"""Times and places of events in hand-made Docs: by what they hang on, never by nearness."""

from __future__ import annotations

import pytest

from kg.extractors.circumstances import Circumstances
from tests.docs import at, reader, statements

SUNDAY = "2023-04-16"
MET = "Putin/NNP/nsubj/1 met/VBD/ROOT/1/meet Xi/NNP/dobj/1 {}"
VISIT = "Xi/NNP/nsubj/1 paid/VBD/ROOT/1/pay a/DT/det/3 visit/NN/dobj/1 to/IN/prep/3 Iran/NNP/pobj/4 {}"

# (what, tokens, event, time, place)
TABLE = [
    (
        "both hang on the verb",
        MET.format("in/IN/prep/1 Moscow/NNP/pobj/3 on/IN/prep/1 Sunday/NNP/pobj/5"),
        "met",
        SUNDAY,
        "Moscow",
    ),
    ("a bare day", MET.format("Sunday/NNP/npadvmod/1"), "met", SUNDAY, None),
    ("a noun has those of its clause", VISIT.format("on/IN/prep/1 Sunday/NNP/pobj/6"), "visit", SUNDAY, None),
    (
        "a noun has its own first",
        VISIT.format("on/IN/prep/3 Sunday/NNP/pobj/6 in/IN/prep/1 2022/CD/pobj/8"),
        "visit",
        SUNDAY,
        None,
    ),
    ("before a day is no day", MET.format("before/IN/prep/1 Sunday/NNP/pobj/3"), "met", None, None),
    (
        "a day of another clause",
        MET.format("and/CC/cc/1 left/VBD/conj/1/leave on/IN/prep/4 Sunday/NNP/pobj/5"),
        "met",
        None,
        None,
    ),
    (
        "a place of another clause",
        MET.format("and/CC/cc/1 slept/VBD/conj/1/sleep in/IN/prep/4 Moscow/NNP/pobj/5"),
        "met",
        None,
        None,
    ),
    ("somebody is no place", MET.format("near/IN/prep/1 Xi/NNP/pobj/3"), "met", None, None),
    ("nothing said", MET.format("again/RB/advmod/1"), "met", None, None),
]


@pytest.mark.parametrize(
    ("tokens", "event", "time", "place"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_an_event_has_the_time_and_place_of_its_frame(
    tokens: str, event: str, time: str | None, place: str | None
) -> None:
    found = reader(tokens, {"Xi": "PERSON"}, published=SUNDAY)
    circumstances = Circumstances(found.tree, found.who)
    when, where = circumstances.time(at(found.tree, event)), circumstances.place(at(found.tree, event))
    assert (when and when[0], None if where is None else found.who.actors[where].id) == (time, place)


def test_an_event_later_than_the_article_is_planned() -> None:
    tokens = (
        "Iran/NNP/nsubj/1 visits/VBZ/ROOT/1/visit Syria/NNP/dobj/1 on/IN/prep/1 May/NNP/pobj/3 5/CD/nummod/4 "
        ",/,/punct/4 2023/CD/nummod/4"
    )
    assert statements(tokens, published=SUNDAY) == ["Iran visited Syria [planned]"]
    assert statements(tokens, published="2023-06-01") == ["Iran visited Syria"]
