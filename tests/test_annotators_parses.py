"""Attachments that are mended: hand-made parses with the parser's usual mistakes, and near misses that stay."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.annotators.parses import mend_parse
from kg.model import Article
from kg.ontology import Ontology
from kg.pipeline import Reader
from tests.conftest import ARTICLE
from tests.docs import tree

Ents = Mapping[str, str]

LIST = (
    "Acme/NNP/nsubj/9 ,/,/punct/0 the/DT/det/3 Zorb/NNP/appos/0 ,/,/punct/3 Duck/NNP/conj/3 and/CC/cc/5 "
    "Swan/NNP/conj/5 all/DT/appos/7 fell/VBD/ROOT/9/fall"
)
BODIES = {"Acme": "ORG", "Zorb": "ORG", "Duck": "ORG", "Swan": "ORG"}
SON = (
    "son/NN/ROOT/0 of/IN/prep/0 teacher/NN/pobj/1 Ada/NNP/compound/4 Byron/NNP/appos/0 and/CC/cc/4 "
    "Jane/NNP/compound/7 Zorb/NNP/conj/4"
)
PARENTS = (
    "son/NN/ROOT/0 of/IN/prep/0 Ada/NNP/compound/3 Byron/NNP/pobj/1 and/CC/cc/0 teacher/NN/compound/7 "
    "Jane/NNP/compound/7 Zorb/NNP/conj/0"
)
OFFICES = (
    "Ann/NNP/nsubj/1 is/VBZ/ROOT/1/be director/NN/attr/1 of/IN/prep/2 Acme/NNP/pobj/3 ,/,/punct/4 a/DT/det/7 "
    "director/NN/appos/4 of/IN/prep/7 Zorb/NNP/pobj/8"
)
GROUP = (
    "Ann/NNP/nsubj/1 is/VBZ/ROOT/1/be head/NN/attr/1 of/IN/prep/2 Acme/NNP/pobj/3 ,/,/punct/1 a/DT/det/7 "
    "group/NN/attr/1 based/VBN/acl/7 in/IN/prep/8 Oslo/NNP/pobj/9"
)
AUXILIARY = (
    "Ann/NNP/nsubj/1 has/VBZ/aux/3 neither/CC/preconj/3 armed/VBN/ROOT/3/arm Acme/NNP/dobj/3 nor/CC/cc/3 "
    "sued/VBN/conj/3/sue Zorb/NNP/dobj/6"
)
REFUSED = (
    "Ann/NNP/nsubj/1 refused/VBD/ROOT/1/refuse to/TO/aux/3 sue/VB/xcomp/1 Acme/NNP/dobj/3 and/CC/cc/3 "
    "armed/VBD/conj/3/arm Zorb/NNP/dobj/6"
)
OFFICIAL = (
    "a/DT/det/5 state/NN/compound/2 official/NN/nmod/5 and/CC/cc/2 Ada/NNP/compound/5 Byron/NNP/nsubj/6 "
    "left/VBD/ROOT/6/leave"
)
FATHER = (
    "Ann/NNP/nsubj/8 ,/,/punct/0 whose/WP$/poss/3 father/NN/appos/0 ,/,/punct/0 Tom/NNP/compound/6 Hall/NNP/appos/0 "
    ",/,/punct/0 was/VBD/ROOT/8/be mayor/NN/attr/8 ,/,/punct/8 left/VBD/conj/8/leave"
)
KIN = {"Ann": "PERSON", "Tom Hall": "PERSON"}


@pytest.mark.parametrize(
    ("tokens", "ents", "token", "label", "head"),
    [
        (AUXILIARY, {"Ann": "PERSON"}, 0, "nsubj", 3),
        (REFUSED, {"Ann": "PERSON"}, 6, "conj", 1),
        (REFUSED.replace("armed/VBD", "arm/VB"), {"Ann": "PERSON"}, 6, "conj", 3),
        (OFFICIAL, {"Ada Byron": "PERSON"}, 2, "nsubj", 6),
        (OFFICIAL, {"Ada Byron": "PERSON"}, 5, "conj", 2),
        (OFFICIAL, {"Ada Byron": "PERSON"}, 0, "det", 2),
        (OFFICIAL, {"Ada Byron": "ORG"}, 2, "nmod", 5),
        (FATHER, KIN, 6, "nsubj", 8),
        (FATHER, KIN, 0, "nsubj", 11),
        (FATHER.replace("whose/WP$", "the/DT"), KIN, 0, "nsubj", 8),
        (LIST, BODIES, 3, "conj", 0),
        (LIST, BODIES | {"Zorb": "GPE"}, 3, "appos", 0),  # of another kind
        (LIST.replace("and/CC/cc/5", "who/WP/dep/5"), BODIES, 3, "appos", 0),  # no list ends there
        (LIST.replace(",/,/punct/0", "boss/NN/dep/0"), BODIES, 3, "appos", 0),  # more than a comma between
        (SON, {"Ada Byron": "PERSON", "Jane Zorb": "PERSON"}, 4, "appos", 2),
        (SON, {"Ada Byron": "ORG"}, 4, "appos", 0),
        (PARENTS, {"Ada Byron": "PERSON", "Jane Zorb": "PERSON"}, 7, "conj", 3),
        (PARENTS, {"Ada Byron": "ORG"}, 7, "conj", 0),
        (OFFICES, {"Acme": "ORG", "Zorb": "ORG"}, 7, "conj", 2),
        (OFFICES.replace("director/NN/appos", "firm/NN/appos"), {"Acme": "ORG"}, 7, "appos", 4),
        (GROUP, {"Acme": "ORG", "Oslo": "GPE"}, 7, "appos", 4),
        (GROUP, {"Acme": "PERSON"}, 7, "attr", 1),
    ],
)
def test_an_attachment(ontology: Ontology, tokens: str, ents: Ents, token: int, label: str, head: int) -> None:
    parsed = tree(tokens, ents)
    mend_parse(parsed, ontology.lexicon)
    assert (parsed.dep[token], parsed.head[token]) == (label, head)


@pytest.mark.parametrize(
    ("tokens", "ents"),
    [
        (LIST, BODIES),
        (SON, {"Ada Byron": "PERSON", "Jane Zorb": "PERSON"}),
        (PARENTS, {"Ada Byron": "PERSON", "Jane Zorb": "PERSON"}),
        (OFFICES, {"Acme": "ORG", "Zorb": "ORG"}),
        (GROUP, {"Acme": "ORG", "Oslo": "GPE"}),
        (OFFICIAL, {"Ada Byron": "PERSON"}),
        (FATHER, KIN),
    ],
)
def test_children_and_heads_agree(ontology: Ontology, tokens: str, ents: Ents) -> None:
    parsed = tree(tokens, ents)
    mend_parse(parsed, ontology.lexicon)
    assert_sound(parsed.head, parsed.children)


def assert_sound(heads: list[int], children: list[list[int]]) -> None:
    """Every token is below a root, once, and listed with its head."""
    for i, head in enumerate(heads):
        assert head == i or children[head].count(i) == 1
        top = i
        for _ in heads:
            top = heads[top]
        assert heads[top] == top
    assert sum(map(len, children)) == sum(head != i for i, head in enumerate(heads))


def test_a_whole_article_stays_a_forest(reader: Reader) -> None:
    parsed = reader.annotate(Article(ARTICLE.read_text(encoding="utf-8")))
    assert_sound(parsed.head, parsed.children)


@pytest.mark.parametrize(
    ("text", "wanted", "unsaid"),
    [
        (
            "Ann Lee taught at Cornell University, the University of Toronto, Yale University, and Brown University.",
            "Ann_Lee workedFor University_of_Toronto",
            "University_of_Toronto partOf Cornell_University",
        ),
        (
            "Ann Lee is head of the Zorb Council, a conservation group based in Oslo.",
            "Zorb_Council basedIn Oslo",
            "Ann_Lee basedIn Oslo",
        ),
    ],
)
def test_lists_and_predicates_are_read_right(reader: Reader, text: str, wanted: str, unsaid: str) -> None:
    found = {f"{s.subject} {s.predicate} {s.object}" for s in reader.extract(Article(text)).statements}
    assert wanted in found
    assert unsaid not in found
