"""Surface triples of hand-made Docs: the sentence's own words, cut into subject, relation and object."""

from __future__ import annotations

import pytest

from kg.extractors.clauses import clauses
from kg.extractors.open.confidence import weights
from kg.extractors.open_triples import OpenReader
from kg.model import Article, Extraction, OpenTriple
from kg.ontology import load
from kg.pipeline import marked
from tests.docs import tree

# what a rule makes of a sentence: (what, tokens, triples of the form)
FACTS = [
    ("object", "Iran/NNP/nsubj/1 attacked/VBD/ROOT/1 Israel/NNP/dobj/1", ["Iran | attacked | Israel"]),
    (
        "negation, modal and adverb stay",
        "Iran/NNP/nsubj/4 will/MD/aux/4 not/RB/neg/4 soon/RB/advmod/4 arm/VB/ROOT/4 Syria/NNP/dobj/4",
        ["Iran | will not soon arm | Syria"],
    ),
    (
        "coordination is spread",
        "Iran/NNP/nsubj/3 and/CC/cc/0 Iraq/NNP/conj/0 armed/VBD/ROOT/3 Syria/NNP/dobj/3 and/CC/cc/4 Yemen/NNP/conj/4",
        ["Iran | armed | Syria", "Iran | armed | Yemen", "Iraq | armed | Syria", "Iraq | armed | Yemen"],
    ),
    (
        "coordinated verbs share subject and object",
        "Iran/NNP/nsubj/1 buys/VBZ/ROOT/1 and/CC/cc/1 sells/VBZ/conj/1 arms/NNS/dobj/3",
        ["Iran | buys | arms", "Iran | sells | arms"],
    ),
    (
        "a preposition ends the relation, an article is no part of it",
        "Iran/NNP/nsubj/1 sent/VBD/ROOT/1 the/DT/det/3 tanks/NNS/dobj/1 to/IN/prep/1 Syria/NNP/pobj/4",
        ["Iran | sent | the tanks", "Iran | sent tanks to | Syria"],
    ),
    (
        "of-phrases stay with what a preposition governs",
        "Iran/NNP/nsubj/1 fled/VBD/ROOT/1 to/IN/prep/1 the/DT/det/4 shores/NNS/pobj/2 of/IN/prep/4 Syria/NNP/pobj/5",
        ["Iran | fled to | the shores of Syria"],
    ),
    (
        "phrases inside phrases",
        "Iran/NNP/nsubj/1 slept/VBD/ROOT/1 in/IN/prep/1 a/DT/det/4 hut/NN/pobj/2 near/IN/prep/4 Syria/NNP/pobj/5",
        ["Iran | slept in | a hut", "Iran | slept in a hut near | Syria"],
    ),
    (
        "prepositions of three words",
        "Iran/NNP/nsubj/1 slept/VBD/ROOT/1 in/IN/prep/1 front/NN/pobj/2 of/IN/prep/3 Syria/NNP/pobj/4",
        ["Iran | slept in front of | Syria"],
    ),
    (
        "measures keep what they measure",
        "Iran/NNP/nsubj/1 sent/VBD/ROOT/1 a/DT/det/3 number/NN/dobj/1 of/IN/prep/3 tanks/NNS/pobj/4",
        ["Iran | sent | a number of tanks"],
    ),
    (
        "passive",
        "Kyiv/NNP/nsubjpass/2 was/VBD/auxpass/2 bombed/VBN/ROOT/2 by/IN/agent/2 Russia/NNP/pobj/3",
        ["Kyiv | was bombed by | Russia", "Kyiv | was | bombed"],
    ),
    (
        "what somebody was given was not given anything",
        "Iran/NNP/nsubjpass/2 was/VBD/auxpass/2 given/VBN/ROOT/2 arms/NNS/dobj/2",
        ["Iran | was given | arms", "Iran | was | given"],
    ),
    (
        "coordinated participles share subject and auxiliary",
        "Iran/NNP/nsubjpass/2 was/VBD/auxpass/2 warned/VBN/ROOT/2 by/IN/agent/2 Syria/NNP/pobj/3 "
        "and/CC/cc/2 bombed/VBN/conj/2 in/IN/prep/6 Yemen/NNP/pobj/7",
        ["Iran | was warned by | Syria", "Iran | was | warned", "Iran | was bombed in | Yemen"],
    ),
    (
        "two objects",
        "Iran/NNP/nsubj/1 gave/VBD/ROOT/1 Syria/NNP/dative/1 a/DT/det/4 tank/NN/dobj/1",
        ["Iran | gave | Syria", "Iran | gave Syria | a tank"],
    ),
    (
        "particles, adverbs for the parser, stay with the verb",
        "Iran/NNP/nsubj/1 threw/VBD/ROOT/1 away/RB/advmod/1 arms/NNS/dobj/1",
        ["Iran | threw away | arms"],
    ),
    (
        "infinitives go on with the relation",
        "Iran/NNP/nsubj/1 wants/VBZ/ROOT/1 to/TO/aux/3 arm/VB/xcomp/1 Syria/NNP/dobj/3 in/IN/prep/3 May/NNP/pobj/5",
        ["Iran | wants to arm | Syria", "Iran | wants to arm Syria in | May"],
    ),
    (
        "infinitives after adjectives",
        "Iran/NNP/nsubj/1 is/VBZ/ROOT/1/be ready/JJ/acomp/1 to/TO/aux/4 help/VB/xcomp/2 Syria/NNP/dobj/4",
        ["Iran | is ready to help | Syria"],
    ),
    (
        "a wish is not a fact about whom it is asked of",
        "Iran/NNP/nsubj/1 told/VBD/ROOT/1 Syria/NNP/dobj/1 to/TO/aux/4 arm/VB/xcomp/1 Yemen/NNP/dobj/4",
        ["Iran | told | Syria", "Iran | told Syria to arm | Yemen"],
    ),
    (
        "purposes",
        "Iran/NNP/nsubj/1 fought/VBD/ROOT/1 to/TO/aux/3 free/VB/advcl/1 Syria/NNP/dobj/3",
        ["Iran | fought to free | Syria"],
    ),
    (
        "gerunds, whole and by argument",
        "Iran/NNP/nsubj/1 won/VBD/ROOT/1 by/IN/prep/1 arming/VBG/pcomp/2 Syria/NNP/dobj/3",
        ["Iran | won by | arming Syria", "Iran | won by arming | Syria"],
    ),
    (
        "copula",
        "Iran/NNP/nsubj/1 is/VBZ/ROOT/1/be a/DT/det/4 big/JJ/amod/4 state/NN/attr/1 in/IN/prep/4 Asia/NNP/pobj/5",
        ["Iran | is | a big state", "Iran | is big state in | Asia"],
    ),
    (
        "what is said, whole and by argument",
        "Iran/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 armed/VBD/ccomp/1 Syria/NNP/dobj/3",
        ["Iran | said | it armed Syria", "Iran | said it armed | Syria", "it | armed | Syria"],
    ),
    (
        "what is said, before who says it",
        "Syria/NNP/nsubj/1 fell/VBD/ccomp/4 ,/,/punct/4 Iran/NNP/nsubj/4 said/VBD/ROOT/4",
        ["Iran | said | Syria fell"],
    ),
    (
        "a conjunction ends the relation",
        "Iran/NNP/nsubj/1 slept/VBD/ROOT/1 when/WRB/advmod/4 Syria/NNP/nsubj/4 fell/VBD/advcl/1",
        ["Iran | slept when | Syria fell"],
    ),
    (
        "conditions are no facts",
        "Iran/NNP/nsubj/1 sleeps/VBZ/ROOT/1 if/IN/mark/4 Syria/NNP/nsubj/4 arms/VBZ/advcl/1 Yemen/NNP/dobj/4",
        ["Iran | sleeps if | Syria arms Yemen"],
    ),
    ("questions are no facts", "Did/VBD/aux/2 Iran/NNP/nsubj/2 arm/VB/ROOT/2 Syria/NNP/dobj/2 ?/./punct/2", []),
    ("time", "Iran/NNP/nsubj/1 won/VBD/ROOT/1 yesterday/NN/npadvmod/1", ["Iran | won | yesterday"]),
    ("manner", "Iran/NNP/nsubj/1 won/VBD/ROOT/1 quickly/RB/advmod/1", ["Iran | won | quickly"]),
    (
        "relative clauses are about their noun",
        "Iran/NNP/nsubj/1 armed/VBD/ROOT/1 rebels/NNS/dobj/1 who/WP/nsubj/4 freed/VBD/relcl/2 Syria/NNP/dobj/4",
        ["Iran | armed | rebels", "rebels | freed | Syria"],
    ),
    (
        "clauses on a predicate noun are about its subject",
        "Iran/NNP/nsubj/1 is/VBZ/ROOT/1/be a/DT/det/3 state/NN/attr/1 that/WDT/nsubj/5 armed/VBD/relcl/3 "
        "Syria/NNP/dobj/5",
        ["Iran | is | a state", "Iran | armed | Syria"],
    ),
    (
        "subjects keep the phrases that say which",
        "the/DT/det/1 fall/NN/nsubj/4 of/IN/prep/1 Syria/NNP/pobj/2 shook/VBD/ROOT/4 Iran/NNP/dobj/4",
        ["the fall of Syria | shook | Iran"],
    ),
    (
        "numbers keep their commas, dates their years",
        "Iran/NNP/nsubj/1 sent/VBD/ROOT/1 1,000/CD/nummod/3 tanks/NNS/dobj/1 on/IN/prep/1 May/NNP/pobj/4 3/CD/nummod/5 "
        ",/,/punct/5 2021/CD/nummod/5",
        ["Iran | sent | 1,000 tanks", "Iran | sent 1,000 tanks on | May 3, 2021"],
    ),
    (
        "a capital at the start of the sentence is none in a relation",
        "In/IN/prep/3 May/NNP/pobj/0 Iran/NNP/nsubj/3 won/VBD/ROOT/3",
        ["Iran | won in | May"],
    ),
    (
        "a dateline takes no part",
        "PARIS/NNP/nsubj/3 —/:/punct/3 Iran/NNP/nsubj/3 won/VBD/ROOT/3 gold/NN/dobj/3",
        ["Iran | won | gold"],
    ),
    ("no verb", "Silence/NN/ROOT/0", []),
]
IMPLIED = [
    ("apposition", "Xi/NNP/nsubj/3 the/DT/det/2 leader/NN/appos/0 slept/VBD/ROOT/3", ["Xi | is | leader"]),
    ("apposition of a name", "actor/NN/nsubj/2 Xi/NNP/appos/0 slept/VBD/ROOT/2", ["Xi | is | actor"]),
    (
        "a role of something",
        "Xi/NNP/nsubj/6 ,/,/punct/0 head/NN/appos/0 of/IN/prep/2 Iran/NNP/pobj/3 ,/,/punct/0 slept/VBD/ROOT/6",
        ["Xi | is | head", "Xi | is head of | Iran", "Iran | has | head"],
    ),
    (
        "somebody's role",
        "Xi/NNP/nsubj/5 ,/,/punct/0 Iran/NNP/poss/4 's/POS/case/2 head/NN/appos/0 slept/VBD/ROOT/5",
        ["Xi | is head of | Iran", "Iran | has | head"],
    ),
    ("junior is no role", "Xi/NNP/nsubj/2 Jr./NNP/appos/0 slept/VBD/ROOT/2", []),
    ("a title", "actor/NN/compound/1 Xi/NNP/nsubj/2 slept/VBD/ROOT/2", ["Xi | is | actor"]),
    ("possessive", "Iran/NNP/poss/2 's/POS/case/0 army/NN/nsubj/3 slept/VBD/ROOT/3", ["Iran | has | army"]),
    ("a possessive pronoun has nothing", "Its/PRP$/poss/1 army/NN/nsubj/2 slept/VBD/ROOT/2", []),
    (
        "a participle before its noun",
        "the/DT/det/2 damaged/VBN/amod/2 bridges/NNS/nsubj/3 fell/VBD/ROOT/3",
        ["the bridges | are | damaged"],
    ),
]
ASKED = "Iran/NNP/nsubj/1 asked/VBD/ROOT/1 who/WP/attr/4 they/PRP/nsubj/4 are/VBP/ccomp/1/be"
CLAUSES = [
    (
        "everything that hangs on the verb",
        "In/IN/prep/3 May/NNP/pobj/0 Iran/NNP/nsubj/3 sent/VBD/ROOT/3 tanks/NNS/dobj/3 to/IN/prep/3 Syria/NNP/pobj/5",
        ["Iran | sent | tanks to Syria In May"],
    ),
    (
        "coordinated nouns stay together",
        "Iran/NNP/nsubj/3 and/CC/cc/0 Iraq/NNP/conj/0 armed/VBD/ROOT/3 Syria/NNP/dobj/3 and/CC/cc/4 Yemen/NNP/conj/4",
        ["Iran and Iraq | armed | Syria and Yemen"],
    ),
    (
        "infinitives and prepositions belong to the relation",
        "Iran/NNP/nsubj/1 wants/VBZ/ROOT/1 to/TO/aux/3 talk/VB/xcomp/1 to/IN/prep/3 Syria/NNP/pobj/4",
        ["Iran | wants to talk to | Syria"],
    ),
    (
        "a participle clause has its own triple",
        "Iran/NNP/nsubj/1 fell/VBD/ROOT/1 ,/,/punct/1 shaking/VBG/advcl/1 Syria/NNP/dobj/3",
        ["Iran | fell | ", "Iran | shaking | Syria"],
    ),
    (
        "a relative clause gets its object back",
        "rebels/NNS/nsubj/3 Iran/NNP/nsubj/2 armed/VBD/relcl/0 slept/VBD/ROOT/3",
        ["rebels | slept | ", "Iran | armed | rebels"],
    ),
    (
        "so does one with its pronoun",
        "rebels/NNS/nsubj/4 that/WDT/dobj/3 Iran/NNP/nsubj/3 armed/VBD/relcl/0 slept/VBD/ROOT/4",
        ["rebels | slept | ", "Iran | armed | rebels"],
    ),
    ("a question who somebody is has no answer", ASKED, ["Iran | asked | who they are"]),
]


def triples(tokens: str) -> tuple[OpenTriple, ...]:
    parsed = tree(tokens)
    return OpenReader(parsed, clauses(parsed, frozenset()), "article").read()


def of_form(tokens: str, form: str) -> list[str]:
    return sorted(f"{t.subject} | {t.relation} | {t.object}" for t in triples(tokens) if t.form == form)


@pytest.mark.parametrize(("tokens", "wanted"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS])
def test_verbs_say_small_facts(tokens: str, wanted: list[str]) -> None:
    assert of_form(tokens, "fact") == sorted(wanted)


def test_a_question_is_no_complement() -> None:
    assert of_form(ASKED, "fact") == ["Iran | asked | who they are"]


@pytest.mark.parametrize(("tokens", "wanted"), [row[1:] for row in IMPLIED], ids=[row[0] for row in IMPLIED])
def test_nouns_imply_facts(tokens: str, wanted: list[str]) -> None:
    assert of_form(tokens, "implied") == sorted(wanted)


@pytest.mark.parametrize(("tokens", "wanted"), [row[1:] for row in CLAUSES], ids=[row[0] for row in CLAUSES])
def test_clauses_stay_whole(tokens: str, wanted: list[str]) -> None:
    assert of_form(tokens, "clause") == sorted(wanted)


@pytest.mark.parametrize(
    ("tokens", "ents", "wanted"),
    [
        (
            "Lyon/NNP/nsubj/3 ,/,/punct/0 France/NNP/appos/0 slept/VBD/ROOT/3",
            ("Lyon", "France"),
            "Lyon | is in | France",
        ),
        ("dams/NNS/nsubj/3 in/IN/prep/0 France/NNP/pobj/1 broke/VBD/ROOT/3", ("France",), "dams | are in | France"),
    ],
)
def test_places_lie_in_places(tokens: str, ents: tuple[str, ...], wanted: str) -> None:
    parsed = tree(tokens, dict.fromkeys(ents, "GPE"))
    found = OpenReader(parsed, clauses(parsed, frozenset()), "article").read()
    assert [f"{t.subject} | {t.relation} | {t.object}" for t in found if t.form == "implied"] == [wanted]


def test_nobody_is_where_he_was_met() -> None:
    tokens = "Iran/NNP/nsubj/1 met/VBD/ROOT/1 Xi/NNP/dobj/1 in/IN/prep/2 France/NNP/pobj/3"
    parsed = tree(tokens, {"Xi": "PERSON", "France": "GPE"})
    found = OpenReader(parsed, clauses(parsed, frozenset()), "article").read()
    assert "implied" not in {t.form for t in found}


def test_a_name_with_and_in_it_is_one() -> None:
    tokens = "Iran/NNP/nsubj/1 bought/VBD/ROOT/1 Arms/NNP/dobj/1 and/CC/cc/2 Sons/NNP/conj/2"
    parsed = tree(tokens, {"Arms and Sons": "ORG"})
    found = OpenReader(parsed, clauses(parsed, frozenset()), "article").read()
    assert {t.object for t in found} == {"Arms and Sons"}


def test_a_name_stands_for_the_noun_that_it_follows() -> None:
    tokens = "his/PRP$/poss/1 son/NN/nsubj/4 ,/,/punct/1 Lee/NNP/appos/1 left/VBD/ROOT/4 Iran/NNP/dobj/4"
    parsed = tree(tokens, {"Lee": "PERSON"})
    found = OpenReader(parsed, clauses(parsed, frozenset()), "article").read()
    assert [f"{t.subject} | {t.relation} | {t.object}" for t in found if t.form == "fact"] == ["Lee | left | Iran"]


def test_a_pronoun_gives_way_to_the_name_before_it_in_the_sentence() -> None:
    tokens = (
        "Vladimir/NNP/compound/1 Putin/NNP/nsubj/2 left/VBD/ROOT/2 because/IN/mark/5 he/PRP/nsubj/5 lost/VBD/advcl/2 "
        "Syria/NNP/dobj/5"
    )
    parsed = marked(tree(tokens, {"Vladimir Putin": "PERSON"}), load(), None)
    found = OpenReader(parsed, clauses(parsed, frozenset()), "article").read()
    assert "Vladimir Putin | lost | Syria" in [f"{t.subject} | {t.relation} | {t.object}" for t in found]


def test_a_triple_stands_in_its_sentence() -> None:
    found = triples(
        "It/PRP/nsubj/1 rained/VBD/ROOT/1 ././punct/1 Iran/NNP/nsubj/4 won/VBD/ROOT/4 today/NN/npadvmod/4 ././punct/4"
    )
    assert {t.evidence.quote for t in found if t.subject == "Iran"} == {"Iran won today."}


def test_a_triple_has_the_time_of_its_clause() -> None:
    tokens = "Iran/NNP/nsubj/1 armed/VBD/ROOT/1 Syria/NNP/dobj/1 on/IN/prep/1 Sunday/NNP/pobj/3"
    parsed = marked(tree(tokens), load(), "2023-04-16")
    found = OpenReader(parsed, clauses(parsed, frozenset()), "article").read()
    assert {t.time for t in found} == {"2023-04-16"}


def test_what_is_reported_is_trusted_less() -> None:
    said, own = (
        next(t.confidence for t in triples(tokens) if t.relation == "armed" and t.form == "fact")
        for tokens in (
            "Iran/NNP/nsubj/1 said/VBD/ROOT/1 Iraq/NNP/nsubj/3 armed/VBD/ccomp/1 Syria/NNP/dobj/3",
            "Iraq/NNP/nsubj/1 armed/VBD/ROOT/1 Syria/NNP/dobj/1",
        )
    )
    assert 0 < said < own < 1


def test_every_kind_of_weight_is_fitted() -> None:
    assert {name.split()[0] for name in weights()} == {"fact", "clause"}


def test_forms_and_times_survive_json() -> None:
    found = triples("Iran/NNP/nsubj/1 attacked/VBD/ROOT/1 Israel/NNP/dobj/1")
    extraction = Extraction(Article("Iran attacked Israel"), triples=found)
    assert Extraction.from_json(extraction.to_json()).triples == found


@pytest.mark.parametrize(
    "tokens", ["./././0", "and/CC/cc/0", "%/NN/nsubj/1 $/$/ROOT/1 %/NN/dobj/1", "WHO/WP/nsubj/1 —/:/ROOT/1"]
)
def test_scraps_are_read_without_fault(tokens: str) -> None:
    assert all(t.subject and t.relation for t in triples(tokens))
