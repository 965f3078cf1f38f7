"""Clauses of hand-made Docs: who does what to whom, where the sentence says it and where it leaves it out."""

from __future__ import annotations

import pytest

from kg.extractors.clauses import Clause, clauses
from tests.docs import at, tree, words

MEANS = frozenset(("email",))

# (what, tokens, verb, subjects, objects)
TABLE = [
    ("active", "Iran/NNP/nsubj/1 attacked/VBD/ROOT/1 Israel/NNP/dobj/1", "attacked", "Iran", "Israel"),
    (
        "passive with agent",
        "Kyiv/NNP/nsubjpass/2 was/VBD/auxpass/2 bombed/VBN/ROOT/2 by/IN/agent/2 Russia/NNP/pobj/3",
        "bombed",
        "Russia",
        "Kyiv",
    ),
    (
        "passive by means",
        "Kyiv/NNP/nsubjpass/2 was/VBD/auxpass/2 informed/VBN/ROOT/2 by/IN/agent/2 email/NN/pobj/3",
        "informed",
        "",
        "Kyiv",
    ),
    (
        "relative subject",
        "Scholz/NNP/nsubj/4 who/WP/nsubj/2 visited/VBD/relcl/0 Kyiv/NNP/dobj/2 left/VBD/ROOT/4",
        "visited",
        "Scholz",
        "Kyiv",
    ),
    (
        "relative object",
        "The/DT/det/1 man/NN/nsubj/4 Russia/NNP/nsubj/3 arrested/VBD/relcl/1 left/VBD/ROOT/4",
        "arrested",
        "Russia",
        "man",
    ),
    (
        "reduced relative",
        "Cities/NNS/nsubj/4 bombed/VBN/acl/0 by/IN/agent/1 Russia/NNP/pobj/2 burned/VBD/ROOT/4",
        "bombed",
        "Russia",
        "Cities",
    ),
    (
        "participle at a noun",
        "Troops/NNS/nsubj/3 leaving/VBG/acl/0 Kyiv/NNP/dobj/1 burned/VBD/ROOT/3",
        "leaving",
        "Troops",
        "Kyiv",
    ),
    (
        "shared subject",
        "Erdogan/NNP/nsubj/1 met/VBD/ROOT/1 Putin/NNP/dobj/1 and/CC/cc/1 praised/VBD/conj/1 Xi/NNP/dobj/4",
        "praised",
        "Erdogan",
        "Xi",
    ),
    (
        "shared subject of passives",
        "Kyiv/NNP/nsubjpass/2 was/VBD/auxpass/2 bombed/VBN/ROOT/2 and/CC/cc/2 was/VBD/auxpass/5 taken/VBN/conj/2",
        "taken",
        "",
        "Kyiv",
    ),
    (
        "subject control",
        "Iran/NNP/nsubj/1 tried/VBD/ROOT/1 to/TO/aux/3 attack/VB/xcomp/1 Israel/NNP/dobj/3",
        "attack",
        "Iran",
        "Israel",
    ),
    (
        "object control",
        "Putin/NNP/nsubj/1 ordered/VBD/ROOT/1 troops/NNS/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 Kyiv/NNP/dobj/4",
        "leave",
        "troops",
        "Kyiv",
    ),
    (
        "object control of a passive",
        "Troops/NNS/nsubjpass/2 were/VBD/auxpass/2 ordered/VBN/ROOT/2 to/TO/aux/4 leave/VB/xcomp/2 Kyiv/NNP/dobj/4",
        "leave",
        "Troops",
        "Kyiv",
    ),
    (
        "preposition to the object",
        "Poland/NNP/nsubj/1 accused/VBD/ROOT/1 Belarus/NNP/dobj/1 of/IN/prep/1 hacking/VBG/pcomp/3",
        "hacking",
        "Belarus",
        "",
    ),
    (
        "preposition to the subject",
        "Iran/NNP/nsubj/1 helped/VBD/ROOT/1 Syria/NNP/dobj/1 by/IN/prep/1 sending/VBG/pcomp/3 tanks/NNS/dobj/4",
        "sending",
        "Iran",
        "tanks",
    ),
    (
        "owner of a noun",
        "Iran/NNP/poss/2 's/POS/case/0 right/NN/nsubj/5 to/TO/aux/4 arm/VB/acl/2 ended/VBD/ROOT/5",
        "arm",
        "Iran",
        "",
    ),
    (
        "with-phrase participle",
        "Beijing/NNP/nsubj/1 protested/VBD/ROOT/1 ,/,/punct/1 with/IN/prep/1 Wang/NNP/pobj/3 accusing/VBG/advcl/1 "
        "Tokyo/NNP/dobj/5",
        "accusing",
        "Wang",
        "Tokyo",
    ),
    (
        "participle of the subject",
        "Beijing/NNP/nsubj/1 protested/VBD/ROOT/1 ,/,/punct/1 accusing/VBG/advcl/1 Tokyo/NNP/dobj/3",
        "accusing",
        "Beijing",
        "Tokyo",
    ),
]


def clause(tokens: str, verb: str) -> tuple[Clause, str, str]:
    parsed = tree(tokens)
    found = clauses(parsed, MEANS)[at(parsed, verb)]
    return found, " ".join(words(parsed, found.subjects)), " ".join(words(parsed, found.objects))


@pytest.mark.parametrize(
    ("tokens", "verb", "subject", "obj"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_clause_has_the_ends_that_it_is_understood_to_have(tokens: str, verb: str, subject: str, obj: str) -> None:
    assert clause(tokens, verb)[1:] == (subject, obj)


def test_a_passive_says_that_it_is_one_and_its_by_phrase_is_no_argument() -> None:
    found, *_ = clause(TABLE[1][1], "bombed")
    assert (found.passive, found.preps) == (True, [])


def test_by_means_stays_an_argument() -> None:
    found, *_ = clause(TABLE[2][1], "informed")
    assert [prep for prep, _ in found.preps] == ["by"]


def test_a_dative_is_no_object() -> None:
    parsed = tree("Iran/NNP/nsubj/1 sent/VBD/ROOT/1 Syria/NNP/dative/1 missiles/NNS/dobj/1")
    found = clauses(parsed, MEANS)[1]
    assert (words(parsed, found.datives), words(parsed, found.objects)) == (["Syria"], ["missiles"])


def test_particles_and_complements_are_noted() -> None:
    parsed = tree("America/NNP/nsubj/1 reached/VBD/ROOT/1 out/RP/prt/1 and/CC/cc/1 was/VBD/conj/1 angry/JJ/acomp/4")
    found = clauses(parsed, MEANS)
    assert (found[1].particles, found[4].complement) == ({"out"}, 5)


def test_auxiliaries_and_participles_before_nouns_head_no_clause() -> None:
    parsed = tree("The/DT/det/2 planned/VBN/amod/2 attack/NN/nsubj/4 has/VBZ/aux/4 failed/VBN/ROOT/4")
    assert list(clauses(parsed, MEANS)) == [4]


def test_clauses_that_hang_on_each_other_in_a_circle_of_infinitives_end() -> None:
    parsed = tree("trying/VBG/ROOT/0 to/TO/aux/2 try/VB/xcomp/0 to/TO/aux/4 leave/VB/xcomp/2")
    assert [found.subjects for found in clauses(parsed, MEANS).values()] == [[], [], []]


def test_a_doc_without_verbs_has_no_clauses() -> None:
    assert clauses(tree("Nothing/NN/ROOT/0"), MEANS) == {}
