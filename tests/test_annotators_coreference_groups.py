"""Groups without a name in hand-made Docs: which are actors, and which are one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.docs import chains

Ents = Mapping[str, str]
Chains = dict[str, list[str]]
Row = tuple[str, str, Ents, Chains]


def rows(table: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("tokens", "ents", "wanted"), [r[1:] for r in table], ids=[r[0] for r in table])


# --- groups

ANGRY = "Angry/JJ/amod/students students/NNS/nsubj/left/student left/VBD ./."
GROUPS: list[Row] = [
    (
        "a group with words of its own",
        "Angry/JJ/amod/students students/NNS/nsubj/left/student left/VBD ./.",
        {},
        {"Angry students": ["Angry students"]},
    ),
    ("people with no word more", "Students/NNS/nsubj/left/student left/VBD ./.", {}, {}),
    ("a side with the", "The/DT/det/rebels rebels/NNS/nsubj/left/rebel left/VBD ./.", {}, {"rebels": ["The rebels"]}),
    ("no side", "The/DT/det/students students/NNS/nsubj/left/student left/VBD ./.", {}, {}),
    ("a collective noun", "Police/NN/nsubj/left left/VBD ./.", {}, {"police": ["Police"]}),
    ("one person", "An/DT/det/student angry/JJ/amod/student student/NN/nsubj/left left/VBD ./.", {}, {}),
    ("others", "Other/JJ/amod/rebels rebels/NNS/nsubj/left/rebel left/VBD ./.", {}, {}),
    ("none", "No/DT/det/rebels armed/JJ/amod/rebels rebels/NNS/nsubj/left/rebel left/VBD ./.", {}, {}),
    (
        "a number",
        "Ten/CD/nummod/students students/NNS/nsubj/left/student left/VBD ./.",
        {},
        {"Ten students": ["students"]},
    ),
    (
        "other numbers",
        "Ten/CD/nummod/students students/NNS/nsubj/left/student left/VBD ./. "
        "Two/CD/nummod/students students/NNS/nsubj/slept/student slept/VBD ./.",
        {},
        {"Ten students": ["students"], "Two students": ["students"]},
    ),
    (
        "one person of a state",
        "An/DT/det/judge Iranian/JJ/amod/judge judge/NN/nsubj/left left/VBD ./.",
        {},
        {"Iranian judge": ["An Iranian judge"]},
    ),
    ("a person's trade before the name", "Iranian/JJ/amod/judge judge/NN/nsubj/left left/VBD ./.", {}, {}),
    (
        "one country of a continent",
        "A/DT/det/country European/JJ/amod/country country/NN/nsubj/left left/VBD ./.",
        {},
        {},
    ),
    (
        "a kind of body told apart",
        "A/DT/det/group rights/NNS/compound/group group/NN/nsubj/left left/VBD ./. "
        "The/DT/det/group group/NN/nsubj/slept slept/VBD ./.",
        {},
        {"rights group": ["A rights group", "The group"]},
    ),
    ("a kind of body alone", "A/DT/det/group new/JJ/amod/group group/NN/nsubj/left left/VBD ./.", {}, {}),
    ("no body", "A/DT/det/group age/NN/compound/group group/NN/nsubj/left left/VBD ./.", {}, {}),
    (
        "a date",
        "9-11/CD/nummod/families families/NNS/nsubj/left/family left/VBD ./.",
        {},
        {"9-11 families": ["9-11 families"]},
    ),
    (
        "the officials of a state, who are the state",
        "Russian/JJ/amod/officials officials/NNS/nsubj/left/official left/VBD ./.",
        {},
        {},
    ),
    (
        "the members of a body, who are the body",
        "NATO/NNP/compound/members members/NNS/nsubj/left/member left/VBD ./.",
        {},
        {"NATO": ["NATO"]},
    ),
    ("a group inside a noun", "The/DT/det/camp rebel/NNS/compound/camp camp/NN/nsubj/left left/VBD ./.", {}, {}),
    (
        "the same noun with the",
        f"{ANGRY} The/DT/det/students students/NNS/nsubj/slept/student slept/VBD ./.",
        {},
        {"Angry students": ["Angry students", "The students"]},
    ),
    (
        "the same noun without the",
        f"{ANGRY} Students/NNS/nsubj/slept/student slept/VBD ./.",
        {},
        {"Angry students": ["Angry students"]},
    ),
    (
        "the same noun with other words",
        f"{ANGRY} Quiet/JJ/amod/students students/NNS/nsubj/slept/student slept/VBD ./.",
        {},
        {"Angry students": ["Angry students"], "Quiet students": ["Quiet students"]},
    ),
    (
        "a group of a body",
        "Angry/JJ/amod/students students/NNS/nsubj/left/student of/IN/prep/students Zorb/NNP/pobj/of left/VBD ./.",
        {"Zorb": "ORG"},
        {"Angry students of Zorb": ["Angry students"], "Zorb": ["Zorb"]},
    ),
]


@rows(GROUPS)
def test_groups_join(tokens: str, ents: Ents, wanted: Chains) -> None:
    assert chains(tokens, ents) == wanted


def test_the_officials_of_a_group_are_another_group() -> None:
    tokens = "The/DT/det/army army/NN/poss/officials 's/POS/case/army officials/NNS/nsubj/left/official left/VBD ./."
    assert chains(tokens) == {"army": ["The army"], "army's officials": ["army's officials"]}
