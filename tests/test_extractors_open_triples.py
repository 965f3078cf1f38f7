"""Surface triples of hand-made Docs: the sentence's own words, cut into subject, relation and object."""

from __future__ import annotations

import pytest

from kg.extractors.clauses import clauses
from kg.extractors.open_triples import OpenReader
from kg.model import OpenTriple
from tests.docs import tree

# (what, tokens, triples)
TABLE = [
    ("object", "Iran/NNP/nsubj/1 attacked/VBD/ROOT/1 Israel/NNP/dobj/1", ["Iran | attacked | Israel"]),
    (
        "negation and modal stay",
        "Iran/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 arm/VB/ROOT/3 Syria/NNP/dobj/3",
        ["Iran | will not arm | Syria"],
    ),
    (
        "coordination is spread",
        "Iran/NNP/nsubj/3 and/CC/cc/0 Iraq/NNP/conj/0 armed/VBD/ROOT/3 Syria/NNP/dobj/3 and/CC/cc/4 Yemen/NNP/conj/4",
        ["Iran | armed | Syria", "Iran | armed | Yemen", "Iraq | armed | Syria", "Iraq | armed | Yemen"],
    ),
    (
        "a preposition ends the relation",
        "Iran/NNP/nsubj/1 sent/VBD/ROOT/1 tanks/NNS/dobj/1 to/IN/prep/1 Syria/NNP/pobj/3",
        ["Iran | sent | tanks", "Iran | sent tanks to | Syria"],
    ),
    (
        "an article is no part of a relation",
        "Iran/NNP/nsubj/1 sent/VBD/ROOT/1 the/DT/det/3 tanks/NNS/dobj/1 to/IN/prep/1 Syria/NNP/pobj/4",
        ["Iran | sent | the tanks", "Iran | sent tanks to | Syria"],
    ),
    (
        "passive",
        "Kyiv/NNP/nsubjpass/2 was/VBD/auxpass/2 bombed/VBN/ROOT/2 by/IN/agent/2 Russia/NNP/pobj/3",
        ["Kyiv | was bombed by | Russia"],
    ),
    (
        "infinitive with a preposition",
        "Iran/NNP/nsubj/1 wants/VBZ/ROOT/1 to/TO/aux/3 talk/VB/xcomp/1 to/IN/prep/3 Syria/NNP/pobj/4",
        ["Iran | to talk to | Syria", "Iran | wants to talk to | Syria"],
    ),
    ("copula", "Iran/NNP/nsubj/1 is/VBZ/ROOT/1 a/DT/det/4 big/JJ/amod/4 state/NN/attr/1", ["Iran | is | a big state"]),
    ("that-clause", "Iran/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 won/VBD/ccomp/1", ["Iran | said | it won"]),
    ("time", "Iran/NNP/nsubj/1 won/VBD/ROOT/1 yesterday/NN/npadvmod/1", ["Iran | won | yesterday"]),
    ("apposition", "Xi/NNP/nsubj/3 the/DT/det/2 leader/NN/appos/0 slept/VBD/ROOT/3", ["Xi | is | the leader"]),
    ("possessive", "Iran/NNP/poss/2 's/POS/case/0 army/NN/nsubj/3 slept/VBD/ROOT/3", ["Iran | has | army"]),
    ("a possessive pronoun has nothing", "Its/PRP$/poss/1 army/NN/nsubj/2 slept/VBD/ROOT/2", []),
    (
        "a clause is left out of its noun",
        "Iran/NNP/nsubj/1 armed/VBD/ROOT/1 rebels/NNS/dobj/1 who/WP/nsubj/4 slept/VBD/relcl/2",
        ["Iran | armed | rebels"],
    ),
    (
        "numbers keep their commas",
        "Iran/NNP/nsubj/1 sent/VBD/ROOT/1 1,000/CD/nummod/3 tanks/NNS/dobj/1",
        ["Iran | sent | 1,000 tanks"],
    ),
    ("no verb", "Silence/NN/ROOT/0", []),
]


def triples(tokens: str) -> tuple[OpenTriple, ...]:
    parsed = tree(tokens)
    return OpenReader(parsed, clauses(parsed, frozenset()), "article").read()


@pytest.mark.parametrize(("tokens", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_triples_are_the_sentences_own_words(tokens: str, wanted: list[str]) -> None:
    assert [f"{t.subject} | {t.relation} | {t.object}" for t in triples(tokens)] == wanted


@pytest.mark.xfail(strict=True, reason="the object of the infinitive is not asked of its own clause")
def test_an_infinitive_keeps_its_verb_before_an_object() -> None:
    tokens = "Iran/NNP/nsubj/1 wants/VBZ/ROOT/1 to/TO/aux/3 arm/VB/xcomp/1 Syria/NNP/dobj/3"
    assert [f"{t.subject} | {t.relation} | {t.object}" for t in triples(tokens)] == ["Iran | wants to arm | Syria"]


def test_a_triple_stands_in_its_sentence() -> None:
    found = triples(
        "It/PRP/nsubj/1 rained/VBD/ROOT/1 ././punct/1 Iran/NNP/nsubj/4 won/VBD/ROOT/4 today/NN/npadvmod/4 ././punct/4"
    )
    assert [t.evidence.quote for t in found] == ["Iran won today."]


def test_kinds_of_triples_are_trusted_differently() -> None:
    base, adjunct = (t.confidence for t in sorted(triples(TABLE[3][1]), key=lambda t: len(t.relation)))
    assert 0 < adjunct < base < 1
