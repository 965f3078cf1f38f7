"""Patterns laid over hand-made Docs: every kind of slot, and which pattern wins."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.extractors.clauses import clauses
from kg.extractors.matching import Match, Matcher
from kg.ontology.lexicon import Lexicon
from kg.ontology.patterns import Pattern, compile_pattern
from kg.syntax import Tree
from tests.docs import at, statements, tree, words

LISTS = {
    "circumstance": frozenset(("during", "after", "for")),
    "aiming": frozenset(("call",)),
    "light": frozenset(("pay", "hold", "express")),
    "weapon": frozenset(("missile", "air defense")),
    "bad": frozenset(("absurd",)),
    "former": frozenset(("former",)),
    "receiving": frozenset(("have",)),
    "measure": frozenset(("series",)),
    "resulting": frozenset(("leave",)),
    "judging": frozenset(("thank",)),
    "alleging": frozenset(("blame",)),
}

SENT = "Iran/NNP/nsubj/1 sent/VBD/ROOT/1/send missiles/NNS/dobj/1/missile to/IN/prep/1 Syria/NNP/pobj/3"
GAVE = "Iran/NNP/nsubj/1 gave/VBD/ROOT/1/give Syria/NNP/dative/1 missiles/NNS/dobj/1/missile"
REACHED = "Iran/NNP/nsubj/1 reached/VBD/ROOT/1/reach out/RP/prt/1 to/IN/prep/1 Syria/NNP/pobj/3"
MET = "Iran/NNP/nsubj/3 and/CC/cc/0 Syria/NNP/conj/0 met/VBD/ROOT/3/meet"
DEMANDED = "Iran/NNP/nsubj/1 demanded/VBD/ROOT/1/demand that/IN/mark/4 Syria/NNP/nsubj/4 leave/VB/ccomp/1"
LOCATED = "Damascus/NNP/nsubjpass/2 is/VBZ/auxpass/2/be located/VBN/ROOT/2/locate in/IN/prep/2 Syria/NNP/pobj/3"
ANGRY = "Iran/NNP/nsubj/1 is/VBZ/ROOT/1/be angry/JJ/acomp/1 at/IN/prep/2 Syria/NNP/pobj/3"
CALLED = "Iran/NNP/nsubj/1 called/VBD/ROOT/1/call Syria/NNP/dobj/1 absurd/JJ/oprd/1"
THREATENED = "Iran/NNP/nsubj/1 threatened/VBD/ROOT/1/threaten to/TO/aux/3 bomb/VB/xcomp/1 Syria/NNP/dobj/3"
ALLOWED = "Iran/NNP/nsubj/1 let/VBD/ROOT/1/let Syria/NNP/nsubj/4 to/TO/aux/4 leave/VB/ccomp/1"
SAID = "Iran/NNP/nsubj/1 said/VBD/ROOT/1/say Syria/NNP/nsubj/4 must/MD/aux/4 leave/VB/ccomp/1"
GUESSED = "Iran/NNP/nsubj/1 said/VBD/ROOT/1/say Syria/NNP/nsubj/5 must/MD/aux/5 have/VB/aux/5 left/VBN/ccomp/1/leave"
HELD = "Iran/NNP/nsubj/1 held/VBD/ROOT/1/hold talks/NNS/dobj/1/talk with/IN/prep/2 Syria/NNP/pobj/3"
RECEIVED = "Syria/NNP/nsubj/1 received/VBD/ROOT/1/receive missiles/NNS/dobj/1/missile from/IN/prep/1 Iran/NNP/pobj/3"

# (pattern, inverse?, tokens, subjects, objects); None where it must not fit
VERBS = [
    ("_bad send O", False, SENT, None, None),
    ("send O", False, SENT, "Iran", "missiles"),
    ("send _ to O", False, SENT, "Iran", "Syria"),
    ("send _weapon to O", False, SENT, "Iran", "Syria"),
    ("send missile|tank to O", False, SENT, "Iran", "Syria"),
    ("send tank to O", False, SENT, None, None),
    ("send _ from O", False, SENT, None, None),
    ("give _ to O", False, GAVE, "Iran", "Syria"),
    ("give O _weapon", False, GAVE, "Iran", "Syria"),
    ("give O absurd", False, GAVE, None, None),
    ("call O _bad", False, CALLED, "Iran", "Syria"),
    ("threaten >O", False, THREATENED, "Iran", "Syria"),
    ("attack >O", False, THREATENED, None, None),
    ("let O >", False, ALLOWED, "Iran", "Syria"),
    ("say that O ~must", False, SAID, "Iran", "Syria"),
    ("say that O ~should", False, SAID, None, None),
    ("say that O ~must", False, GUESSED, None, None),
    ("reach +out to O", False, REACHED, "Iran", "Syria"),
    ("reach +down to O", False, REACHED, None, None),
    ("& meet", False, MET, "Iran", "Iran"),
    ("demand that O", False, DEMANDED, "Iran", "Syria"),
    ("be located in O", False, LOCATED, "Damascus", "Syria"),
    ("be angry at O", False, ANGRY, "Iran", "Syria"),
    ("hold talk with O", False, HELD, "Iran", "Syria"),
    ("receive _weapon from O", True, RECEIVED, "Syria", "Iran"),
]


def lexicon(verbs: tuple[str, ...] = (), nouns: tuple[str, ...] = (), *, inverse: bool = False) -> Lexicon:
    return Lexicon(verbs=_by_head(verbs, inverse), nouns=_by_head(nouns, inverse), lists=LISTS)


def _by_head(texts: tuple[str, ...], inverse: bool) -> Mapping[str, tuple[Pattern, ...]]:
    found: dict[str, tuple[Pattern, ...]] = {}
    for text in texts:
        pattern = compile_pattern(text, text, LISTS, inverse=inverse)  # the predicate is the pattern's own text
        found[pattern.head] = (*found.get(pattern.head, ()), pattern)
    return found


def matches(tokens: str, known: Lexicon, word: str) -> tuple[Tree, Match | None]:
    parsed = tree(tokens)
    found = clauses(parsed, frozenset())
    matcher, i = Matcher(parsed, found, known), at(parsed, word)
    return parsed, next(iter(matcher.of_verb(i) if i in found else matcher.of_noun(i)), None)


@pytest.mark.parametrize(("pattern", "inverse", "tokens", "subject", "obj"), VERBS)
def test_a_pattern_fits_its_slots(pattern: str, inverse: bool, tokens: str, subject: str | None, obj: str) -> None:
    verb = next(token.split("/")[0] for token in tokens.split() if token.split("/")[2] == "ROOT")
    parsed, match = matches(tokens, lexicon((pattern,), inverse=inverse), verb)
    if subject is None:
        assert match is None
    else:
        assert match is not None
        assert (words(parsed, match.subjects), words(parsed, match.objects)) == ([subject], [obj])


def test_the_most_specific_pattern_wins() -> None:
    _, match = matches(SENT, lexicon(("send O", "send _ to O", "send _weapon to O")), "sent")
    assert match is not None
    assert match.pattern.predicate == "send _weapon to O"


def test_of_two_word_patterns_the_one_at_the_first_member_wins() -> None:
    tokens = SENT + " and/CC/cc/2 tanks/NNS/conj/2/tank"
    _, match = matches(tokens, lexicon(("send tank to O", "send missile to O")), "sent")
    assert match is not None
    assert match.pattern.predicate == "send missile to O"


def test_two_words_of_a_list_are_one_phrase() -> None:
    tokens = (
        "Iran/NNP/nsubj/1 sent/VBD/ROOT/1/send air/NN/compound/3 defenses/NNS/dobj/1/defense "
        "to/IN/prep/1 Syria/NNP/pobj/4"
    )
    assert matches(tokens, lexicon(("send _weapon to O",)), "sent")[1] is not None


def test_what_fills_an_open_slot_is_a_theme() -> None:
    parsed, match = matches(SENT, lexicon(("send _weapon to O",)), "sent")
    assert match is not None
    assert (words(parsed, match.themes), words(parsed, match.trigger)) == (["missiles"], ["sent", "missiles"])


# (pattern, tokens, noun, subjects, objects)
NOUNS = [
    (
        "talk between &",
        "Talks/NNS/ROOT/0/talk between/IN/prep/0 India/NNP/pobj/1 and/CC/cc/2 Iran/NNP/conj/2",
        "Talks",
        "India",
        "India",
    ),
    (
        "& war",
        "The/DT/det/4 Iran/NNP/compound/3 -/HYPH/punct/3 Iraq/NNP/compound/4 war/NN/ROOT/4",
        "war",
        "Iran Iraq",
        "Iran Iraq",
    ),
    (
        "visit to O",
        "Iran/NNP/poss/2 's/POS/case/0 visit/NN/ROOT/2 to/IN/prep/2 Syria/NNP/pobj/3",
        "visit",
        "Iran",
        "Syria",
    ),
    (
        "visit to O",
        "China/NNP/nsubj/1 paid/VBD/ROOT/1/pay a/DT/det/3 visit/NN/dobj/1 to/IN/prep/3 Japan/NNP/pobj/4",
        "visit",
        "China",
        "Japan",
    ),
    (
        "meeting with O",
        "During/IN/prep/6 a/DT/det/2 meeting/NN/pobj/0 with/IN/prep/2 Xi/NNP/pobj/3 Macron/NNP/nsubj/6 left/VBD/ROOT/6",
        "meeting",
        "Macron",
        "Xi",
    ),
    (
        "visit to O",
        "Despite/IN/prep/6 a/DT/det/2 visit/NN/pobj/0 to/IN/prep/2 Iran/NNP/pobj/3 Macron/NNP/nsubj/6 left/VBD/ROOT/6",
        "visit",
        "",
        "Iran",
    ),
    (
        "invasion of O",
        "The/DT/det/2 Russian/JJ/amod/2 invasion/NN/ROOT/2 of/IN/prep/2 Ukraine/NNP/pobj/3",
        "invasion",
        "Russian",
        "Ukraine",
    ),
    (
        "attack on O",
        "attack/NN/ROOT/0 on/IN/prep/0 Kyiv/NNP/pobj/1 by/IN/prep/0 Russia/NNP/pobj/3",
        "attack",
        "Russia",
        "Kyiv",
    ),
    (
        "support for O",
        "support/NN/ROOT/0 expressed/VBN/acl/0/express for/IN/prep/1 Iran/NNP/pobj/2",
        "support",
        "",
        "Iran",
    ),
    ("visit", "visit/NN/ROOT/0 to/IN/prep/0 Syria/NNP/pobj/1", "visit", "", "Syria"),
]


@pytest.mark.parametrize(("pattern", "tokens", "noun", "subject", "obj"), NOUNS, ids=[f"{r[0]}: {r[3]}" for r in NOUNS])
def test_an_event_noun_has_its_ends(pattern: str, tokens: str, noun: str, subject: str, obj: str) -> None:
    parsed, match = matches(tokens, lexicon(nouns=(pattern,)), noun)
    assert match is not None
    assert (words(parsed, match.subjects), words(parsed, match.objects)) == (subject.split(), obj.split())


# --- what only the statements show: classes, negation, directions


def test_a_pattern_with_a_class_takes_no_other() -> None:
    won = "Norway/NNP/nsubj/1 won/VBD/ROOT/1/win the/DT/det/3 Olympics/NNPS/dobj/1"
    assert "Norway won Olympics" in statements(won, {"Olympics": "EVENT"})
    assert statements(won, {"Olympics": "PERSON"}) == []


def test_a_negated_pattern_wants_a_negation_and_is_then_positive() -> None:
    accepted = "Iran/NNP/nsubj/3 did/VBD/aux/3 {}/RB/{}/3 accept/VB/ROOT/3 Syria/NNP/dobj/3"
    assert statements(accepted.format("not", "neg")) == ["Iran rejected Syria"]
    assert statements(accepted.format("indeed", "advmod")) == []


def test_an_inverse_pattern_turns_the_ends_round() -> None:
    assert statements(RECEIVED) == ["Iran armed Syria"]


def test_a_reciprocal_pattern_pairs_its_participants() -> None:
    assert statements(MET) == ["Iran met Syria"]
