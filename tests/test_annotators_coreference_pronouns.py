"""Whom the pronouns of hand-made Docs mean, and where nobody knows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.docs import chains

Ents = Mapping[str, str]
Chains = dict[str, list[str]]
Row = tuple[str, str, Ents, Chains]


def rows(table: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("tokens", "ents", "wanted"), [r[1:] for r in table], ids=[r[0] for r in table])


ADA = {"Ada Byron": "PERSON"}
FILLER = "It/PRP/expl/rained rained/VBD ./. "

# --- pronouns

# The lexicon knows that Ada is a woman's name; of Bumbo and Quux it knows nothing.
ADA_LEFT = "Ada/NNP/compound/Byron Byron/NNP/nsubj/left left/VBD ./."
TWO = {**ADA, "Bumbo Zorb": "PERSON"}
BUMBO = "Bumbo/NNP/compound/Zorb Zorb/NNP"
PRONOUNS: list[Row] = [
    ("the only person", f"{ADA_LEFT} She/PRP/nsubj/slept slept/VBD ./.", ADA, {"Ada Byron": ["Ada Byron", "She"]}),
    (
        "nobody before",
        f"She/PRP/nsubj/slept slept/VBD ./. {ADA_LEFT}",
        ADA,
        {"unnamed woman": ["She"], "Ada Byron": ["Ada Byron"]},
    ),
    (
        "a person too far away",
        f"{ADA_LEFT} {FILLER * 3}She/PRP/nsubj/slept slept/VBD ./.",
        ADA,
        {"Ada Byron": ["Ada Byron"]},
    ),
    ("a man's pronoun for a woman", f"{ADA_LEFT} He/PRP/nsubj/slept slept/VBD ./.", ADA, {"Ada Byron": ["Ada Byron"]}),
    (
        "the subject of the clause for its possessive",
        f"Ada/NNP/compound/Byron Byron/NNP/nsubj/met met/VBD {BUMBO}/dobj/met "
        "in/IN/prep/met her/PRP$/poss/house house/NN/pobj/in ./.",
        TWO,
        {"Ada Byron": ["Ada Byron", "her"], "Bumbo Zorb": ["Bumbo Zorb"]},
    ),
    (
        "who praised her is another",
        f"{ADA_LEFT} Angela/NNP/compound/Zorb Zorb/NNP/nsubj/praised praised/VBD her/PRP/dobj/praised ./.",
        {**ADA, "Angela Zorb": "PERSON"},
        {"Ada Byron": ["Ada Byron", "her"], "Angela Zorb": ["Angela Zorb"]},
    ),
    (
        "who praised her is another, and nobody else is there",
        f"{ADA_LEFT} Byron/NNP/nsubj/praised praised/VBD her/PRP/dobj/praised ./.",
        ADA,
        {"Ada Byron": ["Ada Byron", "Byron"]},
    ),
    (
        "two of unknown sex, neither of them a subject",
        "The/DT/det/row row/NN/nsubj/hit hit/VBD Quux/NNP/compound/Byron Byron/NNP/dobj/hit and/CC/cc/Byron "
        f"{BUMBO}/conj/Byron ./. She/PRP/nsubj/slept slept/VBD ./.",
        {"Quux Byron": "PERSON", "Bumbo Zorb": "PERSON"},
        {"Quux Byron": ["Quux Byron"], "Bumbo Zorb": ["Bumbo Zorb"]},
    ),
    (
        "the one of two whose sex is known",
        "Angela/NNP/compound/Byron Byron/NNP/nsubj/met met/VBD "
        "Boris/NNP/compound/Zorb Zorb/NNP/dobj/met ./. He/PRP/nsubj/slept slept/VBD ./.",
        {"Angela Byron": "PERSON", "Boris Zorb": "PERSON"},
        {"Angela Byron": ["Angela Byron"], "Boris Zorb": ["Boris Zorb", "He"]},
    ),
    (
        "the last subject, who is the main person",
        "Quux/NNP/compound/Zib Zib/NNP/nsubj/left left/VBD ./. Zib/NNP/nsubj/met met/VBD "
        f"{BUMBO}/dobj/met ./. She/PRP/nsubj/slept slept/VBD ./.",
        {"Quux Zib": "PERSON", "Bumbo Zorb": "PERSON"},
        {"Quux Zib": ["Quux Zib", "Zib", "She"], "Bumbo Zorb": ["Bumbo Zorb"]},
    ),
    (
        "a state for its possessive",
        "Iran/NNP/nsubj/sold sold/VBD its/PRP$/poss/oil oil/NN/dobj/sold ./.",
        {},
        {"Iran": ["Iran", "its"]},
    ),
    (
        "a state in the sentence before",
        "Iran/NNP/nsubj/fell fell/VBD ./. It/PRP/nsubj/rose rose/VBD ./.",
        {},
        {"Iran": ["Iran"]},
    ),
    (
        "a person, who is no it",
        "Ada/NNP/compound/Byron Byron/NNP/nsubj/sold sold/VBD its/PRP$/poss/oil oil/NN/dobj/sold ./.",
        ADA,
        {"Ada Byron": ["Ada Byron"]},
    ),
    (
        "a city, which is a place",
        "Oslo/NNP/nsubj/sold sold/VBD its/PRP$/poss/oil oil/NN/dobj/sold ./.",
        {},
        {"Oslo": ["Oslo"]},
    ),
    (
        "two subjects for their",
        "Iran/NNP/nsubj/sold and/CC/cc/Iran Syria/NNP/conj/Iran sold/VBD their/PRP$/poss/oil oil/NN/dobj/sold ./.",
        {},
        {"Iran": ["Iran"], "Syria": ["Syria"]},
    ),
    (
        "its inside quotation marks",
        "Iran/NNP/nsubj/said said/VBD “/`` its/PRP$/poss/oil oil/NN/dobj/said ”/'' ./.",
        {},
        {"Iran": ["Iran"]},
    ),
    (
        "us, who are nobody",
        "Iran/NNP/nsubj/sold sold/VBD our/PRP$/poss/oil oil/NN/dobj/sold ./.",
        {},
        {"Iran": ["Iran"]},
    ),
]


@rows(PRONOUNS)
def test_pronouns_join(tokens: str, ents: Ents, wanted: Chains) -> None:
    assert chains(tokens, ents) == wanted


def test_a_surname_that_is_a_mans_given_name_makes_no_man() -> None:
    tokens = (
        "Quux/NNP/compound/James James/NNP/nsubj/left left/VBD ./. James/NNP/nsubj/slept slept/VBD ./. "
        "She/PRP/nsubj/woke woke/VBD ./."
    )
    assert chains(tokens, {"Quux James": "PERSON"}) == {"Quux James": ["Quux James", "James", "She"]}


def test_a_given_name_tells_the_sex() -> None:
    tokens = "James/NNP/compound/Quux Quux/NNP/nsubj/left left/VBD ./. She/PRP/nsubj/woke woke/VBD ./."
    assert chains(tokens, {"James Quux": "PERSON"}) == {"James Quux": ["James Quux"]}


def test_the_first_half_of_a_double_given_name_tells_it_too() -> None:
    tokens = (
        "Jean/NNP/compound/Quux -/HYPH/punct/Quux Bumbo/NNP/compound/Quux Quux/NNP/nsubj/left left/VBD ./. "
        "She/PRP/nsubj/woke woke/VBD ./."
    )
    assert [len(mentions) for mentions in chains(tokens, {"Jean - Bumbo Quux": "PERSON"}).values()] == [1]


def test_its_of_a_clause_whose_subjects_differ_is_nobodys() -> None:
    tokens = (
        "Iran/NNP/nsubj/said said/VBD that/IN/mark/sold Syria/NNP/nsubj/sold sold/VBD/ccomp/said "
        "its/PRP$/poss/oil oil/NN/dobj/sold ./."
    )
    assert chains(tokens) == {"Iran": ["Iran"], "Syria": ["Syria"]}
