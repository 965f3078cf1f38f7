"""Who says what, as it stands in the text: quotations over sentences and paragraphs, turns, intents."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import Reader

SAID = [
    (
        "one cue, three pieces",
        "“We are ready,” Angela Merkel said. “We waited long. Now we act.”",
        ("Angela Merkel", "said", "We are ready … We waited long. Now we act"),
    ),
    (
        "the cue stands last",
        "“The road is long. I will walk it,” Ali Khan said.",
        ("Ali Khan", "said", "The road is long. I will walk it"),
    ),
    (
        "the next paragraph goes on",
        "“We are ready,” Angela Merkel said.\n\n“We waited long enough.”",
        ("Angela Merkel", "said", "We are ready … We waited long enough"),
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
    (
        "told aside, between subject and verb",
        "The latest test, Iran said on Monday, was its biggest yet.",
        ("Iran", "said", "The latest test … was its biggest yet."),
    ),
    (
        "told aside, in a relative clause",
        "The park, which, Ali Khan said, is usually full, was closed.",
        ("Ali Khan", "said", "which … is usually full"),
    ),
    (
        "a quotation around the cue",
        '"My wish," Ali Khan said, "is that maybe we can win more often."',
        ("Ali Khan", "said", "My wish … is that maybe we can win more often."),
    ),
    (
        "a colon before the next paragraph",
        'Ali Khan left. He said:\n\n"We have a problem in our cities. You walk down the street."',
        ("He", "said", "We have a problem in our cities. You walk down the street"),
    ),
    (
        "a question and its cue",
        "“Does anybody know the way to the bridge?” Ali Khan asked. “Neither do I.”",
        ("Ali Khan", "asked", "Does anybody know the way to the bridge? … Neither do I."),
    ),
    (
        "a quotation that the parser cuts",
        'Ali Khan called Kenya a "good news story in an era when so often we see decline."',
        ("Ali Khan", "called", 'Kenya a "good news story in an era when so often we see decline'),
    ),
    (
        "a poll",
        "A new poll shows that the senator leads her rival by ten points.",
        ("A new poll", "shows", "that the senator leads her rival by ten points"),
    ),
    (
        "a clause behind when it was said",
        "Ali Khan said after the vote he would not accept her help.",
        ("Ali Khan", "said", "after the vote he would not accept her help"),
    ),
    (
        "what the speaker cites, he cites himself",
        "Analysts said several factors helped, citing the importance of trade.",
        ("Analysts", "citing", "the importance of trade"),
    ),
    (
        "signatures line by line",
        "“He lies to us all.” ― Jane Doe\n”I fear him very much.” ― Ali Khan",
        ("Ali Khan", "―", "I fear him very much."),
    ),
    (
        "a label goes on in the next paragraph",
        'The debate went on.\n\n"PENCE: Well, we like it.\n\n"But the truth is that he won."',
        ("PENCE", ":", 'Well, we like it.\n\n"But the truth is that he won'),
    ),
    ("a decision", "Kenya's decision to close the border came late.", ("Kenya's", "decision", "to close the border")),
    ("a reason", "Kenya praised Ali Khan for his courage.", ("Kenya", "praised", "Ali Khan for his courage")),
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
    assert ("Angela Merkel", "said", "We are ready") in said
    assert ("Ali Khan", "said", "We are not") in said


def test_i_think_in_somebodys_mouth_is_no_claim_of_its_own(reader: Reader) -> None:
    said = told(reader, "“I think the bridge is narrow,” Ali Khan said.")
    assert [source for source, _, _ in said] == ["Ali Khan"]


def test_an_intent_is_not_somebodys_claim_that_it_happened(reader: Reader) -> None:
    (armed,) = [s for s in reader.extract(Article("Iran promised to arm Syria.")).statements if s.predicate == "armed"]
    assert (armed.factuality, armed.claimed_by) == ("planned", ())


def test_a_clock_time_is_no_label(reader: Reader) -> None:
    assert told(reader, "The clock: a train left at 12:30.") == []


def test_the_move_that_shows_something_is_nobodys_word(reader: Reader) -> None:
    assert told(reader, "The move shows that the talks failed.") == []


def test_what_the_speaker_does_besides_is_not_what_he_says(reader: Reader) -> None:
    said = told(reader, "Ali Khan said he would order a review of the fleet and warned against attacks.")
    assert ("Ali Khan", "said", "he would order a review of the fleet") in said


def test_an_event_that_is_told_around_a_cue_is_a_claim(reader: Reader) -> None:
    found = reader.extract(Article("Russia, Ukraine said, attacked Poland on Monday.")).statements
    (attack,) = [s for s in found if s.predicate == "attacked"]
    assert attack.claimed_by == ("Ukraine",)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Russia attacked Ukraine, military sources said on Monday.", "military sources"),
        ("A new study says Russia attacked Ukraine.", "new study"),
        ("Russia attacked Ukraine, an editor at the Armenian news agency said.", "editor at the Armenian news agency"),
    ],
)
def test_a_source_without_a_name_vouches_for_what_it_says(reader: Reader, text: str, claimant: str) -> None:
    found = reader.extract(Article(text))
    (attack,) = [s for s in found.statements if s.predicate == "attacked"]
    names = {e.id: e.name for e in found.entities}
    assert [names[c] for c in attack.claimed_by] == [claimant]
    assert attack.factuality == "actual"


def test_what_somebody_unknown_said_is_only_possible(reader: Reader) -> None:
    (attack,) = [
        s for s in reader.extract(Article("They said that Russia attacked Ukraine.")).statements if s.claimed_by == ()
    ]
    assert attack.factuality == "possible"


@pytest.mark.parametrize(
    "text",
    [
        '"The fact that she will meet Donald Trump tells you much," Maggie Hassan said.',
        '"Everybody knows that he attacked Israel," Joe Biden said.',
    ],
)
def test_who_says_she_does_not_mean_herself(reader: Reader, text: str) -> None:
    assert {s.predicate for s in reader.extract(Article(text)).statements}.isdisjoint({"met", "attacked"})


def test_who_says_i_means_himself(reader: Reader) -> None:
    found = reader.extract(Article('"I met Xi Jinping," Vladimir Putin said.'))
    assert [(s.subject, s.predicate, s.object) for s in found.statements] == [("Vladimir_Putin", "met", "Xi_Jinping")]


def test_what_a_man_without_a_name_said_is_his_claim(reader: Reader) -> None:
    found = reader.extract(Article("He said that Russia attacked Ukraine."))
    (attack,) = (s for s in found.statements if s.predicate == "attacked")
    (speaker,) = (e for e in found.entities if e.name == "unnamed man")
    assert attack.claimed_by == (speaker.id,)
    assert not attack.is_fact
