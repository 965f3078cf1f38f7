"""Claims in hand-made Docs: who says what, by which cue, and what stands behind a statement."""

from __future__ import annotations

import pytest

from kg.annotators.quotations import mark_quotations
from kg.extractors.attribution import Claims
from kg.extractors.clauses import clauses
from kg.extractors.cues import Claim
from kg.ontology import load
from kg.syntax import Tree
from tests.docs import at, reader, statements, tree, words

ATTACKED = "Iran/NNP/nsubj/{0} attacked/VBD/{1}/{2}/attack Israel/NNP/dobj/{0}"
TRAILING = (
    "Iran/NNP/nsubj/1 attacked/VBD/ccomp/5/attack Israel/NNP/dobj/1 ,/,/punct/5 Reuters/NNP/nsubj/5 "
    "reported/VBD/ROOT/5/report ././punct/5"
)
QUOTED = (
    "“/``/punct/7 We/PRP/nsubj/2 won/VBD/ccomp/7/win the/DT/det/4 war/NN/dobj/2 ”/''/punct/7 Putin/NNP/nsubj/7 "
    "said/VBD/ROOT/7/say ././punct/7 “/``/punct/11 Nobody/NN/nsubj/11 attacked/VBD/ROOT/11/attack "
    "Poland/NNP/dobj/11 ././punct/11 ”/''/punct/11"
)

# (what, tokens, kind, source, content)
TABLE = [
    (
        "that-clause",
        "Hamas/NNP/nsubj/1 said/VBD/ROOT/1/say that/IN/mark/4 Iran/NNP/nsubj/4 attacked/VBD/ccomp/1/attack",
        "verb",
        "Hamas",
        "that Iran attacked",
    ),
    ("trailing cue", TRAILING, "verb", "Reuters", "Iran attacked Israel"),
    (
        "according to",
        "According/VBG/prep/5/accord to/IN/prep/0 Reuters/NNP/pobj/1 ,/,/punct/5 Iran/NNP/nsubj/5 "
        "attacked/VBD/ROOT/5/attack",
        "according",
        "Reuters",
        "Iran attacked",
    ),
    (
        "noun",
        "Iran/NNP/poss/2 's/POS/case/0 claim/NN/nsubj/6 that/IN/mark/5 Syria/NNP/nsubj/5 attacked/VBD/acl/2/attack "
        "angered/VBD/ROOT/6/anger",
        "noun",
        "Iran",
        "that Syria attacked",
    ),
    (
        "adjective",
        "Putin/NNP/nsubj/1 is/VBZ/ROOT/1/be confident/JJ/acomp/1 that/IN/mark/5 Iran/NNP/nsubj/5 "
        "attacked/VBD/ccomp/2/attack",
        "adjective",
        "Putin",
        "that Iran attacked",
    ),
    (
        "charge",
        "Poland/NNP/nsubj/1 accused/VBD/ROOT/1/accuse Belarus/NNP/dobj/1 of/IN/prep/1 hacking/VBG/pcomp/3/hack",
        "verb",
        "Poland",
        "hacking",
    ),
    (
        "denial of a deed",
        "Iran/NNP/nsubj/1 denied/VBD/ROOT/1/deny attacking/VBG/xcomp/1/attack Israel/NNP/dobj/2",
        "verb",
        "Iran",
        "attacking Israel",
    ),
    (
        "passive without a source",
        "It/PRP/nsubjpass/2 was/VBD/auxpass/2/be reported/VBN/ROOT/2/report that/IN/mark/5 "
        "Iran/NNP/nsubj/5 attacked/VBD/ccomp/2/attack",
        "verb",
        "",
        "that Iran attacked",
    ),
    ("quotation", QUOTED, "verb", "Putin", "We won the war"),
    ("quotation that goes on", QUOTED, "quote", "Putin", "Nobody attacked Poland"),
]


def claims(tokens: str) -> tuple[Tree, Claims]:
    parsed, lexicon = tree(tokens), load().lexicon
    mark_quotations(parsed)
    return parsed, Claims(parsed, clauses(parsed, lexicon.words("means")), lexicon)


def row(parsed: Tree, claim: Claim) -> tuple[str, str, str]:
    source = parsed.words[claim.source] if claim.source is not None else ""
    return claim.kind, source, " ".join(words(parsed, [i for i in sorted(claim.content) if parsed.pos[i] != "PUNCT"]))


@pytest.mark.parametrize(("tokens", "wanted"), [(r[1], r[2:]) for r in TABLE], ids=[r[0] for r in TABLE])
def test_a_claim_has_source_and_content(tokens: str, wanted: tuple[str, str, str]) -> None:
    parsed, found = claims(tokens)
    assert wanted in [row(parsed, claim) for claim in found.all]


def test_a_verb_of_saying_without_content_is_no_claim() -> None:
    assert claims("Putin/NNP/nsubj/1 said/VBD/ROOT/1/say nothing/NN/dobj/1")[1].all == []


def test_a_bare_infinitive_is_no_content() -> None:
    tokens = "Putin/NNP/nsubj/1 said/VBD/ROOT/1/say Xi/NNP/nsubj/3 go/VB/ccomp/1"
    assert claims(tokens)[1].all == []


def test_nested_claims_stand_outermost_first() -> None:
    parsed, found = claims(
        "TASS/NNP/nsubj/1 reported/VBD/ROOT/1/report Putin/NNP/nsubj/3 said/VBD/ccomp/1/say "
        "Iran/NNP/nsubj/5 attacked/VBD/ccomp/3/attack"
    )
    assert words(parsed, [claim.cue for claim in found.over(at(parsed, "attacked"))]) == ["reported", "said"]


def test_a_denial_is_told_from_a_claim() -> None:
    _, denied = claims("Iran/NNP/nsubj/1 denied/VBD/ROOT/1/deny attacking/VBG/xcomp/1/attack")
    _, said = claims(TRAILING)
    assert [denied.is_denial(c) for c in denied.all] + [said.is_denial(c) for c in said.all] == [True, False]


def test_an_opening_phrase_is_background_of_a_trailing_cue() -> None:
    parsed, found = claims(
        "During/IN/prep/4 talks/NNS/pobj/0/talk ,/,/punct/4 Putin/NNP/nsubj/4 "
        "praised/VBD/ccomp/8/praise Iran/NNP/dobj/4 "
        ",/,/punct/8 Reuters/NNP/nsubj/8 reported/VBD/ROOT/8/report ././punct/8"
    )
    [claim] = found.all
    assert (found.is_background(at(parsed, "talks"), claim), found.is_background(at(parsed, "praised"), claim)) == (
        True,
        False,
    )


def test_attributions_are_offsets_into_the_text() -> None:
    found = reader(TRAILING, {"Reuters": "ORG"})
    [attribution] = found.attributions()
    text = found.tree.doc.text
    assert attribution.source is not None
    assert attribution.cue is not None
    spans = [attribution.source, attribution.cue, *attribution.content]
    assert [text[start:end] for start, end in spans] == ["Reuters", "reported", "Iran attacked Israel"]


# --- in statements


def test_a_statement_names_its_claimants_outermost_first() -> None:
    tokens = (
        "TASS/NNP/nsubj/1 reported/VBD/ROOT/1/report Hamas/NNP/nsubj/3 said/VBD/ccomp/1/say Iran/NNP/nsubj/5 "
        "attacked/VBD/ccomp/3/attack Israel/NNP/dobj/5"
    )
    assert "Iran attacked Israel [says TASS < Hamas]" in statements(tokens, {"TASS": "ORG", "Hamas": "ORG"})


def test_a_denied_deed_is_a_negative_claim() -> None:
    tokens = "Iran/NNP/nsubj/1 denied/VBD/ROOT/1/deny attacking/VBG/xcomp/1/attack Israel/NNP/dobj/2"
    assert statements(tokens) == ["Iran attacked Israel [not, says Iran]"]


def test_what_nobody_vouches_for_is_only_possible() -> None:
    tokens = (
        "It/PRP/nsubjpass/2 was/VBD/auxpass/2/be reported/VBN/ROOT/2/report that/IN/mark/5 Iran/NNP/nsubj/5 "
        "attacked/VBD/ccomp/2/attack Israel/NNP/dobj/5"
    )
    assert statements(tokens) == ["Iran attacked Israel [possible]"]


def test_we_is_the_speakers_state() -> None:
    tokens = (
        "Putin/NNP/nsubj/6 ,/,/punct/0 president/NN/appos/0 of/IN/prep/2 Russia/NNP/pobj/3 ,/,/punct/0 "
        "said/VBD/ROOT/6/say we/PRP/nsubj/8 attacked/VBD/ccomp/6/attack Israel/NNP/dobj/8"
    )
    assert "Russia attacked Israel [says Vladimir_Putin]" in statements(tokens, {"Putin": "PERSON"})
