"""Negations of every form, read with the real model: what is denied is never a fact, and what is not denied is one."""

from __future__ import annotations

from itertools import product

import pytest

from kg.model import Article
from kg.pipeline import Reader

TABLE = [
    # coordination of verbs
    ("China has neither armed Russia nor attacked Iran.", {"not China armed Russia", "not China attacked Iran"}),
    ("China did not arm Russia nor attack Iran.", {"not China armed Russia", "not China attacked Iran"}),
    ("China did not arm Russia, nor did it attack Iran.", {"not China armed Russia", "not China attacked Iran"}),
    ("Russia did not arm Iran but attacked Japan.", {"not Russia armed Iran", "Russia attacked Japan"}),
    ("Russia did not arm Iran and attacked Japan.", {"not Russia armed Iran", "Russia attacked Japan"}),
    ("Russia has not attacked Poland but has armed Iran.", {"not Russia attacked Poland", "Russia armed Iran"}),
    ("Russia did not merely arm Iran but attacked Japan.", {"Russia armed Iran", "Russia attacked Japan"}),
    ("Iran has not attacked Israel or Lebanon.", {"not Iran attacked Israel", "not Iran attacked Lebanon"}),
    # coordination of nouns
    ("Neither China nor Russia attacked Japan.", {"not China attacked Japan", "not Russia attacked Japan"}),
    ("China attacked neither Japan nor Iran.", {"not China attacked Japan", "not China attacked Iran"}),
    ("Iran quarrelled with Japan. Putin met with neither Xi Jinping nor Narendra Modi.", set()),
    ("Neither the United States nor its allies invaded Syria.", {"not United_States invaded Syria"}),
    ("China attacked Japan but not Iran.", {"China attacked Japan"}),
    ("Russia, but not China, condemned Israel.", {"Russia condemned Israel"}),
    ("China and not Russia attacked Japan.", {"China attacked Japan"}),
    ("Russia attacked not Iran but Iraq.", {"Russia attacked Iraq"}),
    ("Not Iran but Iraq attacked Kuwait.", {"Iraq attacked Kuwait"}),
    ("Russia attacked Iran, not Iraq or Syria.", {"Russia attacked Iran"}),
    ("Not only Russia but China attacked Iran.", {"China attacked Iran", "Russia attacked Iran"}),
    # phrases
    ("At no time did Iran attack Israel.", {"not Iran attacked Israel"}),
    ("Russia attacked Ukraine with no warning.", {"Russia attacked Ukraine"}),
    ("Iran stopped short of invading Iraq.", {"not Iran invaded Iraq"}),
    # clefts
    ("It was Russia that attacked Ukraine.", {"Russia attacked Ukraine"}),
    ("It was not Russia that attacked Ukraine.", {"not Russia attacked Ukraine"}),
    ("It was not Russia but China that attacked Ukraine.", set()),
    ("It is the United States and not China that attacked Iran.", {"United_States attacked Iran"}),
    ("It was not the government of Iran which attacked Israel.", {"not Iran attacked Israel"}),
    ("It may have been Russia that attacked Ukraine.", set()),
    ("It was clear that Russia attacked Ukraine.", {"Russia attacked Ukraine"}),
    # infinitives
    ("Russia refused to arm Iran and attacked Japan.", {"not Russia armed Iran", "Russia attacked Japan"}),
]


def said(reader: Reader, text: str) -> set[str]:
    """The certain statements about states, a denial with "not" before it."""
    found = [s for s in reader.extract(Article(text)).statements if s.factuality == "actual" and not s.claimed_by]
    told = [s for s in found if s.predicate in ("armed", "attacked", "invaded", "condemned")]
    return {f"{'not ' * (s.polarity == 'negative')}{s.subject} {s.predicate} {s.object}" for s in told}


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[text for text, _ in TABLE])
def test_what_is_denied_and_what_is_not(reader: Reader, text: str, wanted: set[str]) -> None:
    assert said(reader, text) == wanted


EVENTS = [
    ("A Chinese attack on Japan is feared.", False),
    ("A Chinese attack on Japan was averted.", False),
    ("China called off its attack on Japan.", False),
    ("China's plan to attack Japan failed.", False),
    ("A mock Chinese attack on Japan shocked Iran.", False),
    ("The alleged Chinese attack on Japan shocked Iran.", False),
    ("A China-style attack on Japan shocked Iran.", False),
    ("A Chinese-backed attack on Japan shocked Iran.", False),
    ("Barack Obama's attack on Mitt Romney shocked Iran.", False),
    ("China destroyed Japan's credibility.", False),
    ("China ended its attack on Japan.", True),
    ("China destroyed Japan's tanks.", True),
    ("The Chinese attack on Japan shocked Iran.", True),
    ("The fact that China attacked Japan shocked Iran.", True),
]


@pytest.mark.parametrize(("text", "is_one"), EVENTS)
def test_which_event_nouns_are_facts(reader: Reader, text: str, is_one: bool) -> None:
    facts = [s for s in reader.extract(Article(text)).statements if s.is_fact and s.polarity == "positive"]
    assert any(s.predicate in ("attacked", "destroyed") for s in facts) is is_one


VERBS = [("attack", "attacked", "attacking"), ("condemn", "condemned", "condemning"), ("invade", "invaded", "invading")]
GERUNDS = [
    *(
        "was acquitted of",
        "was cleared of",
        "was capable of",
        "talked about",
        "wrote about",
        "joked about",
        "boasted of",
    ),
    *("insisted on", "focused on", "was keen on", "was interested in", "looked forward to", "was afraid of"),
    *("was worried about", "was on the verge of", "faces accusations of", "was wanted for", "was tried for"),
]
DONE = ["was guilty of", "was convicted of", "succeeded in", "admitted to", "was criticised for", "began by"]


@pytest.mark.parametrize("words", GERUNDS)
def test_a_gerund_behind_a_preposition_need_not_have_happened(reader: Reader, words: str) -> None:
    facts = [s for s in reader.extract(Article(f"China {words} attacking Japan.")).statements if s.is_fact]
    assert not [s for s in facts if s.predicate == "attacked"]


@pytest.mark.parametrize("words", DONE)
def test_a_gerund_may_have_happened_by_the_word_before(reader: Reader, words: str) -> None:
    assert "China attacked Japan" in said(reader, f"China {words} attacking Japan.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("France condemned Iran for the attack on Israel.", {"France condemned Iran", "Iran attacked Israel"}),
        ("Palestinians blamed Israel for the attack on Tulkarm.", set()),
        ("Police want China for the attack on Japan.", set()),
    ],
)
def test_who_did_what_somebody_is_judged_for(reader: Reader, text: str, wanted: set[str]) -> None:
    assert said(reader, text) == wanted


FRAMES = [
    "China did not {0} Japan.",
    "China has never {1} Japan.",
    "No Chinese soldier has {1} Japan.",
    "Neither China nor its army {1} Japan.",
    "China failed to {0} Japan.",
    "China stopped short of {2} Japan.",
    "It was not China that {1} Japan.",
    "At no point has China {1} Japan.",
    "China has {1} neither Japan nor Iran.",
    "China armed Iran but did not {0} Japan.",
    "China has neither armed Iran nor {1} Japan.",
    "China might {0} Japan.",
    "Did China {0} Japan?",
    "If China {1} Japan, Iran would leave.",
    "China would have {1} Japan.",
    "China considered {2} Japan.",
    "China denied that it had {1} Japan.",
    "China was accused of {2} Japan.",
    "Russia, not China, {1} Japan.",
    "Russia but not China {1} Japan.",
    "Instead of {2} Japan, China left.",
    "Rather than {0} Japan, China armed Iran.",
    "China armed Iran rather than {0} Japan.",
    "China was far from {2} Japan.",
    "China came close to {2} Japan.",
    "China dreamed of {2} Japan.",
    "China pretended to {0} Japan.",
    "China hardly ever {1} Japan.",
    "There was no evidence that China {1} Japan.",
    "The idea that China {1} Japan spread.",
    "It is false that China {1} Japan.",
    "It is unlikely that China {1} Japan.",
    "It is not true that China {1} Japan.",
    "Nobody believes that China {1} Japan.",
    "No minister said that China {1} Japan.",
    "Had China {1} Japan, Russia would have left.",
    "Should China {0} Japan, Russia would leave.",
    "Unless China {1} Japan, Iran would leave.",
    "As if China had {1} Japan, Russia left.",
    "In the film, China {1} Japan.",
    "China was supposed to {0} Japan.",
    "China was unable to {0} Japan.",
    "China was too weak to {0} Japan.",
    "China rejected calls to {0} Japan.",
    "China resisted pressure to {0} Japan.",
    "China ruled out {2} Japan.",
    "China has the right to {0} Japan.",
    "China wishes it had {1} Japan.",
    "China almost {1} Japan.",
    "Fears of China {2} Japan grew.",
    "China is against {2} Japan.",
]


@pytest.mark.parametrize(
    ("frame", "verb"), list(product(FRAMES, VERBS)), ids=lambda v: v if isinstance(v, str) else v[0]
)
def test_nothing_in_such_a_frame_is_a_fact(reader: Reader, frame: str, verb: tuple[str, str, str]) -> None:
    facts = [s for s in reader.extract(Article(frame.format(*verb))).statements if s.is_fact]
    assert not [s for s in facts if s.subject == "China" and s.object == "Japan" and s.polarity == "positive"]


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: v[0])
def test_the_plain_sentence_is_a_fact(reader: Reader, verb: tuple[str, str, str]) -> None:
    facts = [s for s in reader.extract(Article("China {1} Japan.".format(*verb))).statements if s.is_fact]
    assert [(s.subject, s.predicate, s.object, s.polarity) for s in facts] == [("China", verb[1], "Japan", "positive")]


def test_who_denies_it_behind_a_semicolon_claims_nothing(reader: Reader) -> None:
    found = reader.extract(Article("Ukraine claims Russia attacked Kharkiv; Russia denies it.")).statements
    assert [(s.subject, s.claimed_by) for s in found if s.predicate == "attacked"] == [("Russia", ("Ukraine",))]
