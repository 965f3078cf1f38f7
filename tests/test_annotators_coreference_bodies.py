"""Bodies of states in hand-made Docs, whatever way they say whose, and names within names."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.annotators.coreference import chains_of
from kg.ontology import load
from kg.pipeline import marked
from tests.docs import chains, statements, tree, wired

Row = tuple[str, str, Mapping[str, str], dict[str, list[str]]]
SUED = "sued/VBD Google/NNP/dobj ./."
GOOGLE = {"Google": ["Google"]}
KENYA = {"Kenya": ["Kenya"]}
COURT = {"Supreme Court": "ORG"}
OF_KENYA = "of/IN/prep/{} Kenya/NNP/pobj/of"

STATES: list[Row] = [
    (
        "its name behind a possessive",
        f"Kenya/NNP/poss/Court 's/POS/case/Kenya Supreme/NNP/compound/Court Court/NNP/nsubj/sued {SUED}",
        COURT,
        {**KENYA, "Kenyan Supreme Court": ["Supreme Court"], **GOOGLE},
    ),
    (
        "its name before of",
        f"The/DT/det/Court Supreme/NNP/compound/Court Court/NNP/nsubj/sued {OF_KENYA.format('Court')} {SUED}",
        COURT,
        {"Kenyan Supreme Court": ["Supreme Court"], **KENYA, **GOOGLE},
    ),
    (
        "the state in the name",
        "The/DT/det/Ministry Ministry/NNP/nsubj/sued of/IN/prep/Ministry Defence/NNP/pobj/of "
        f"{OF_KENYA.format('Ministry')} {SUED}",
        {"Ministry of Defence of Kenya": "ORG"},
        {"Kenyan Ministry of Defence": ["Ministry of Defence of Kenya"], **KENYA, **GOOGLE},
    ),
    (
        "no name but a possessive",
        f"Kenya/NNP/poss/parliament 's/POS/case/Kenya parliament/NN/nsubj/sued {SUED}",
        {},
        {**KENYA, "Kenyan parliament": ["parliament"], **GOOGLE},
    ),
    (
        "no name but an adjective, and then of",
        f"The/DT/det/ministry Kenyan/JJ/amod/ministry foreign/JJ/amod/ministry ministry/NN/nsubj/sued {SUED} "
        f"The/DT/det/ministry foreign/JJ/amod/ministry ministry/NN/nsubj/sued {OF_KENYA.format('ministry')} {SUED}",
        {},
        {"Kenyan foreign ministry": ["Kenyan foreign ministry", "foreign ministry"], "Google": ["Google"] * 2, **KENYA},
    ),
    (
        "pointed back at",
        f"Kenya/NNP/poss/Court 's/POS/case/Kenya Supreme/NNP/compound/Court Court/NNP/nsubj/sued {SUED} "
        f"The/DT/det/court court/NN/nsubj/sued {SUED}",
        COURT,
        {**KENYA, "Kenyan Supreme Court": ["Supreme Court", "The court"], "Google": ["Google"] * 2},
    ),
    (
        "not told apart from one that is not named",
        f"Kenya/NNP/poss/Court 's/POS/case/Kenya Supreme/NNP/compound/Court Court/NNP/nsubj/sued {SUED} "
        f"A/DT/det/court court/NN/nsubj/sued {SUED} The/DT/det/court court/NN/nsubj/sued {SUED}",
        COURT,
        {
            **KENYA,
            "Kenyan Supreme Court": ["Supreme Court"],
            "Google": ["Google"] * 3,
            "court": ["A court", "The court"],
        },
    ),
    (
        "two of them, and one pointed at",
        f"Kenya/NNP/poss/parliament 's/POS/case/Kenya parliament/NN/nsubj/sued {SUED} "
        f"The/DT/det/parliament Ghanaian/JJ/amod/parliament parliament/NN/nsubj/sued {SUED} "
        f"The/DT/det/parliament parliament/NN/nsubj/sued {SUED}",
        {},
        {
            **KENYA,
            "Kenyan parliament": ["parliament"],
            "Google": ["Google"] * 3,
            "Ghanaian parliament": ["Ghanaian parliament"],
            "parliament": ["The parliament"],  # some parliament
        },
    ),
]


@pytest.mark.parametrize(("tokens", "ents", "wanted"), [r[1:] for r in STATES], ids=[r[0] for r in STATES])
def test_a_body_of_a_state_is_one_whatever_way_it_is_said_whose(
    tokens: str, ents: Mapping[str, str], wanted: dict[str, list[str]]
) -> None:
    assert chains(tokens, {**ents, "Google": "ORG"}) == wanted


def test_it_is_part_of_its_state() -> None:
    tokens = (
        "Kenya/NNP/poss/3 's/POS/case/0 Supreme/NNP/compound/3 Court/NNP/nsubj/4 sued/VBD/ROOT/4/sue Google/NNP/dobj/4"
    )
    said = statements(tokens, {**COURT, "Google": "ORG"})
    assert set(said) == {"Kenyan_Supreme_Court partOf Kenya", "Kenyan_Supreme_Court sued Google"}


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("High Court", True),
        ("Ministry of Zorbs", True),
        ("National Assembly", False),  # no class of its own tells that it is a parliament
        ("Zorbian Parliament", False),
        ("Zorb Institute", False),
    ],
)
def test_a_body_that_many_states_have_stays_within_its_article(name: str, local: bool) -> None:
    tokens = " ".join(f"{word}/NNP/{'nsubj/sued' if word == name.split()[-1] else 'compound'}" for word in name.split())
    found = marked(tree(wired(f"The/DT {tokens} {SUED}"), {name: "ORG", "Google": "ORG"}), load())
    [attrs] = [g.attrs for g in chains_of(found.doc.spans.items()) if g.attrs["name"] == name]
    assert attrs["local"] is local


# --- names within names


def named(name: str, kind: str = "ORG", before: str = "") -> dict[str, list[str]]:
    """The chains of a sentence of which the subject is `name`, after another sentence."""
    *rest, last = name.split()
    tokens = " ".join([*(f"{word}/NNP/compound/{last}" for word in rest), f"{last}/NNP/nsubj/left"])
    return chains(f"{before} The/DT/det/{last} {tokens} left/VBD ./.".strip(), {name: kind})


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("University of Sheffield", {"Sheffield": ["Sheffield"]}),
        ("University of Texas at Zorb Arlington", {"Texas": ["Texas"]}),
        ("Zorb Institute of Texas Arlington", {"Texas": ["Texas"], "Arlington": ["Arlington"]}),
        ("Zorb Canada Society", {"Canada": ["Canada"]}),
        ("Google Zorb Fair", {"Google": ["Google"]}),
        ("Zorb Google Fair", {}),
        ("Team Canada", {}),
        ("Clinton Foundation", {}),
        ("Chinese Zorb Society", {}),
    ],
)
def test_a_name_within_a_name_is_a_mention_too(name: str, inside: dict[str, list[str]]) -> None:
    assert named(name) == {name: [name], **inside}


def test_a_town_of_the_article_is_found_in_every_name() -> None:
    tokens = "Zorbs/NNS live/VBP in/IN/prep Clinton/NNP/pobj/in ./. Clinton/NNP/compound/School School/NNP left/VBD ./."
    found = chains(tokens, {"Clinton": "GPE", "Clinton School": "ORG"})
    assert found["Clinton"] == ["Clinton", "Clinton"]


def test_a_town_that_nobody_knows_is_named_by_its_municipality() -> None:
    assert chains(
        "The/DT Municipality/NNP of/IN/prep/Municipality Zorb/NNP/pobj/of left/VBD ./.", {"Municipality of Zorb": "GPE"}
    ) == {"Municipality of Zorb": ["Municipality of Zorb"], "Zorb": ["Zorb"]}


def test_a_paper_is_not_its_town() -> None:
    assert named("Washington Post") == {"Washington Post": ["The Washington Post"]}


def test_a_person_is_not_the_town_he_is_called_like() -> None:
    assert named("Paris Zorb", "PERSON") == {"Paris Zorb": ["Paris Zorb"]}


def test_the_words_mean_what_the_whole_name_means() -> None:
    tokens = "University/NNP/nsubj/3 of/IN/prep/0 Kenya/NNP/pobj/1 sued/VBD/ROOT/3/sue Google/NNP/dobj/3"
    assert statements(tokens, {"University of Kenya": "ORG", "Google": "ORG"}) == ["University_of_Kenya sued Google"]


@pytest.mark.parametrize(
    ("tokens", "ents", "wanted"),
    [
        (
            "Zorb/NNP/compound/Conference Conference/NNP/nsubj/sued (/-LRB- QX/NNP )/-RRB- sued/VBD Google/NNP ./.",
            {"Zorb Conference": "ORG", "QX": "ORG"},
            {"Zorb Conference": ["Zorb Conference", "QX"], **GOOGLE},
        ),
        (
            "The/DT/det/Guard Zorb/NNP/compound/Guard Guard/NNP/nsubj/sued sued/VBD ./. "
            "Zorb/NNP/compound/Guard Guard/NNP/nsubj/sued of/IN/prep/Guard Kenya/NNP/pobj/of sued/VBD ./.",
            {"Zorb Guard": "ORG", "Zorb Guard of Kenya": "ORG"},
            {"Zorb Guard of Kenya": ["Zorb Guard", "Zorb Guard of Kenya"], **KENYA},
        ),
        (
            "Iran/NNP/poss/Guard 's/POS/case/Iran Zorb/NNP/compound/Guard Guard/NNP/nsubj/sued sued/VBD ./. "
            "Zorb/NNP/compound/Guard Guard/NNP/nsubj/sued of/IN/prep/Guard Kenya/NNP/pobj/of sued/VBD ./.",
            {"Zorb Guard": "ORG", "Zorb Guard of Kenya": "ORG"},
            {"Iran": ["Iran"], "Zorb Guard": ["Zorb Guard"], "Zorb Guard of Kenya": ["Zorb Guard of Kenya"], **KENYA},
        ),
    ],
    ids=["letters in brackets", "a name that goes on with of", "another state's"],
)
def test_short_forms_of_bodies(tokens: str, ents: Mapping[str, str], wanted: dict[str, list[str]]) -> None:
    assert chains(tokens, {**ents, "Google": "ORG"} if "Google" in tokens else ents) == wanted
