"""Who says what, as it stands in the text: quotations over sentences and paragraphs, turns, intents."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import Reader

SAID = [
    (
        "one cue, three pieces",
        "“We are ready,” Angela Merkel said. “We waited long. Now we act.”",
        ("Angela Merkel", "said", "We are ready, … We waited long. Now we act"),
    ),
    (
        "the cue stands last",
        "“The road is long. I will walk it,” Ali Khan said.",
        ("Ali Khan", "said", "The road is long. I will walk it,"),
    ),
    (
        "the next paragraph goes on",
        "“We are ready,” Angela Merkel said.\n\n“We waited long enough.”",
        ("Angela Merkel", "said", "We are ready, … We waited long enough"),
    ),
    (
        "a signature behind a dash",
        "“The new bridge is far too narrow for us.” ― Jane Doe",
        ("Jane Doe", "―", "The new bridge is far too narrow for us."),
    ),
    (
        "a label in capitals",
        "TODD: Did you meet the minister in Paris? BLINKEN: I met him on Monday.",
        ("BLINKEN", ":", "I met him on Monday"),
    ),
    ("an intent", "Iran vowed to close the strait.", ("Iran", "vowed", "to close the strait")),
    ("a call", "Kenya called for an early vote.", ("Kenya", "called", "an early vote")),
    ("a judgement", "Kenya called the vote a sham.", ("Kenya", "called", "the vote a sham")),
]


def told(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    found = reader.extract(Article(text))
    return [
        (
            text[slice(*a.source)] if a.source else "",
            text[slice(*a.cue)] if a.cue else "",
            " … ".join(text[start:end] for start, end in a.content),
        )
        for a in found.attributions
    ]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_this_is_said(reader: Reader, text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(reader, text)


def test_a_quotation_after_somebody_elses_is_not_his(reader: Reader) -> None:
    said = told(reader, "“We are ready,” Angela Merkel said.\n\nThe talks began. “We are not,” Ali Khan said.")
    assert ("Angela Merkel", "said", "We are ready,") in said
    assert ("Ali Khan", "said", "We are not,") in said


def test_i_think_in_somebodys_mouth_is_no_claim_of_its_own(reader: Reader) -> None:
    said = told(reader, "“I think the bridge is narrow,” Ali Khan said.")
    assert [source for source, _, _ in said] == ["Ali Khan"]


def test_an_intent_is_not_somebodys_claim_that_it_happened(reader: Reader) -> None:
    (armed,) = [s for s in reader.extract(Article("Iran promised to arm Syria.")).statements if s.predicate == "armed"]
    assert (armed.factuality, armed.claimed_by) == ("planned", ())


def test_a_clock_time_is_no_label(reader: Reader) -> None:
    assert told(reader, "The clock: a train left at 12:30.") == []
