"""Which persons, bodies and groups the descriptions in hand-made Docs mean, and which mean nobody."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.model import Article
from kg.pipeline import Reader
from tests.docs import chains

Ents = Mapping[str, str]
Chains = dict[str, list[str]]
Row = tuple[str, str, Ents, Chains]


def rows(table: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("tokens", "ents", "wanted"), [r[1:] for r in table], ids=[r[0] for r in table])


ADA = {"Ada Byron": "PERSON"}

# --- descriptions

PUTIN = (
    "Russian/JJ/amod/President President/NNP/compound/Putin Vladimir/NNP/compound/Putin Putin/NNP/nsubj/left "
    "left/VBD ./."
)
ANNA = "French/JJ/amod/President President/NNP/compound/Zorb Anna/NNP/compound/Zorb Zorb/NNP/nsubj/left left/VBD ./."
DESCRIPTIONS: list[Row] = [
    (
        "an office and its country",
        f"{PUTIN} The/DT/det/president Russian/JJ/amod/president president/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin", "The Russian president"]},
    ),
    (
        "another word for a head of state",
        f"{PUTIN} The/DT/det/leader Russian/JJ/amod/leader leader/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin", "The Russian leader"]},
    ),
    (
        "an office without a country",
        f"{PUTIN} The/DT/det/president president/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin", "The president"]},
    ),
    (
        "a leader of nobody said",
        f"{PUTIN} The/DT/det/leader leader/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin"]},
    ),
    (
        "the office of another country",
        f"{PUTIN} The/DT/det/president French/JJ/amod/president president/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin"]},
    ),
    (
        "an indefinite office",
        f"{PUTIN} A/DT/det/president Russian/JJ/amod/president president/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin"]},
    ),
    (
        "an office that introduces a name",
        f"{PUTIN} The/DT/det/president president/NN/nsubj/slept Zorb/NNP/appos/president slept/VBD ./.",
        {"Zorb": "PERSON"},
        {"Vladimir Putin": ["Vladimir Putin"], "Zorb": ["Zorb"]},
    ),
    (
        "an office that two hold",
        f"{PUTIN} {ANNA} The/DT/det/president president/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin"], "Anna Zorb": ["Anna Zorb"]},
    ),
    (
        "an office that two hold, with the country",
        f"{PUTIN} {ANNA} The/DT/det/leader French/JJ/amod/leader leader/NN/nsubj/slept slept/VBD ./.",
        {},
        {"Vladimir Putin": ["Vladimir Putin"], "Anna Zorb": ["Anna Zorb", "The French leader"]},
    ),
    (
        "an office of the body it is of",
        "Ada/NNP/compound/Byron Byron/NNP/nsubj/left president/NN/appos/Byron of/IN/prep/president "
        "Iran/NNP/pobj/of left/VBD ./. The/DT/det/president Iranian/JJ/amod/president "
        "president/NN/nsubj/slept slept/VBD ./.",
        ADA,
        {"Ada Byron": ["Ada Byron", "The Iranian president"], "Iran": ["Iran"]},
    ),
]


@rows(DESCRIPTIONS)
def test_descriptions_join(tokens: str, ents: Ents, wanted: Chains) -> None:
    persons = {name: "PERSON" for name in ("Vladimir Putin", "Anna Zorb") if name in wanted}
    assert chains(tokens, {**persons, **ents}) == wanted


# --- bodies and laws

ZORB = "Zorb/NNP/compound/Inc. Inc./NNP/nsubj/grew grew/VBD ./."
ACT = "The/DT/det/Act Zorb/NNP/compound/Act Act/NNP/nsubj/passed passed/VBD ./."
FIRM = {"Zorb Inc.": "ORG"}
LAW = {"Zorb Act": "LAW"}
FILLER = "It/PRP/expl/rained rained/VBD ./. "
BODIES: list[Row] = [
    (
        "the company",
        f"{ZORB} The/DT/det/company company/NN/nsubj/fell fell/VBD ./.",
        FIRM,
        {"Zorb Inc.": ["Zorb Inc.", "The company"]},
    ),
    ("a company", f"{ZORB} A/DT/det/company company/NN/nsubj/fell fell/VBD ./.", FIRM, {"Zorb Inc.": ["Zorb Inc."]}),
    (
        "the other company",
        f"{ZORB} The/DT/det/company other/JJ/amod/company company/NN/nsubj/fell fell/VBD ./.",
        FIRM,
        {"Zorb Inc.": ["Zorb Inc."]},
    ),
    (
        "the company of somebody",
        f"{ZORB} The/DT/det/company company/NN/nsubj/fell of/IN/prep/company kings/NNS/pobj/of fell/VBD ./.",
        FIRM,
        {"Zorb Inc.": ["Zorb Inc."]},
    ),
    (
        "the company inside a noun",
        f"{ZORB} The/DT/det/plan company/NN/compound/plan plan/NN/nsubj/fell fell/VBD ./.",
        FIRM,
        {"Zorb Inc.": ["Zorb Inc."]},
    ),
    (
        "the company, too far away",
        f"{ZORB} {FILLER * 2}The/DT/det/company company/NN/nsubj/fell fell/VBD ./.",
        FIRM,
        {"Zorb Inc.": ["Zorb Inc."]},
    ),
    (
        "the company before its name",
        f"The/DT/det/company company/NN/nsubj/fell fell/VBD ./. {ZORB}",
        FIRM,
        {"Zorb Inc.": ["Zorb Inc."]},
    ),
    (
        "the company of two",
        f"{ZORB} Quux/NNP/nsubj/fell fell/VBD ./. The/DT/det/company company/NN/nsubj/fell fell/VBD ./.",
        {**FIRM, "Quux": "ORG"},
        {"Zorb Inc.": ["Zorb Inc."], "Quux": ["Quux"]},
    ),
    (
        "a bill since then",
        "The/DT/det/Act Zorb/NNP/compound/Act Act/NNP/nsubj/fell fell/VBD ./. A/DT/det/bill bill/NN/nsubj/fell "
        "fell/VBD ./. The/DT/det/bill bill/NN/nsubj/fell fell/VBD ./.",
        {"Zorb Act": "LAW"},
        {"Zorb Act": ["Zorb Act"]},
    ),
    (
        "the country",
        "Kenya/NNP/nsubj/fell fell/VBD ./. The/DT/det/country country/NN/nsubj/fell fell/VBD ./.",
        {},
        {"Kenya": ["Kenya", "The country"]},
    ),
    (
        "the country, beside the people of another",
        "Kenya/NNP/nsubj/fell fell/VBD to/IN/prep/fell Chadian/JJ/amod/rage rage/NN/pobj/to ./. "
        "The/DT/det/country country/NN/nsubj/fell fell/VBD ./.",
        {},
        {"Kenya": ["Kenya"]},
    ),
    (
        "the country, in an article on another",
        "Chad/NNP/nsubj/fell fell/VBD ./. Chad/NNP/nsubj/fell fell/VBD ./. Ada/NNP/nsubj/fell fell/VBD ./. "
        f"{FILLER * 3}Kenya/NNP/nsubj/fell fell/VBD ./. The/DT/det/country country/NN/nsubj/fell fell/VBD ./.",
        {},
        {"Chad": ["Chad", "Chad"], "Kenya": ["Kenya"]},
    ),
    (
        "the city",
        "Nairobi/NNP/nsubj/fell fell/VBD ./. The/DT/det/city city/NN/nsubj/fell fell/VBD ./.",
        {},
        {"Nairobi": ["Nairobi", "The city"]},
    ),
    (
        "the party, and a body that is none",
        f"{ZORB} The/DT/det/party party/NN/nsubj/fell fell/VBD ./.",
        FIRM,
        {"Zorb Inc.": ["Zorb Inc."]},
    ),
    (
        "what the text has called so",
        "Zorb/NNP/nsubj/fell ,/, a/DT/det/carmaker carmaker/NN/appos/Zorb ,/, fell/VBD ./. "
        "Quux/NNP/nsubj/fell fell/VBD ./. The/DT/det/carmaker carmaker/NN/nsubj/fell fell/VBD ./.",
        {"Zorb": "ORG", "Quux": "ORG"},
        {"Zorb": ["Zorb", "The carmaker"], "Quux": ["Quux"]},
    ),
    (
        "what can be none of that kind",
        "Kenya/NNP/nsubj/fell ,/, a/DT/det/newspaper newspaper/NN/appos/Kenya ,/, fell/VBD ./. "
        "The/DT/det/newspaper newspaper/NN/nsubj/fell fell/VBD ./.",
        {},
        {"Kenya": ["Kenya"]},
    ),
    (
        "the head of its name",
        "The/DT/det/Commission Zorb/NNP/compound/Commission Commission/NNP/nsubj/fell fell/VBD ./. "
        "The/DT/det/Commission Commission/NNP/nsubj/rose rose/VBD ./.",
        {"Zorb Commission": "ORG"},
        {"Zorb Commission": ["Zorb Commission", "The Commission"]},
    ),
    (
        "the head of two names",
        "The/DT/det/Commission Zorb/NNP/compound/Commission Commission/NNP/nsubj/fell fell/VBD ./. "
        "Quux/NNP/compound/Commission Commission/NNP/nsubj/fell fell/VBD ./. "
        "The/DT/det/Commission Commission/NNP/nsubj/rose rose/VBD ./.",
        {"Zorb Commission": "ORG", "Quux Commission": "ORG"},
        {"Zorb Commission": ["Zorb Commission"], "Quux Commission": ["Quux Commission"]},
    ),
    (
        "the group, which is no state",
        "Iran/NNP/nsubj/fell fell/VBD ./. The/DT/det/group group/NN/nsubj/fell fell/VBD ./.",
        {},
        {"Iran": ["Iran"]},
    ),
    (
        "the bill, however far",
        f"{ACT} {FILLER * 5}The/DT/det/bill bill/NN/nsubj/fell fell/VBD ./.",
        LAW,
        {"Zorb Act": ["Zorb Act", "The bill"]},
    ),
    (
        "legislation without an article",
        f"{ACT} Legislation/NN/nsubj/fell fell/VBD ./.",
        LAW,
        {"Zorb Act": ["Zorb Act", "Legislation"]},
    ),
    ("a bill", f"{ACT} A/DT/det/bill bill/NN/nsubj/fell fell/VBD ./.", LAW, {"Zorb Act": ["Zorb Act"]}),
]


@rows(BODIES)
def test_bodies_join(tokens: str, ents: Ents, wanted: Chains) -> None:
    assert chains(tokens, ents) == wanted


def test_a_company_that_is_described_further_is_another() -> None:
    tokens = f"{ZORB} The/DT/det/company company/NN/nsubj/fell fell/VBD sold/VBN/acl/company here/RB ./."
    assert chains(tokens, FIRM) == {"Zorb Inc.": ["Zorb Inc."]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann Lee is a lawyer. Otto Zorb met the lawyer on Monday.", ["Ann Lee", "the lawyer"]),
        ("Ann Lee is not a lawyer. Otto Zorb met the lawyer on Monday.", ["Ann Lee"]),
        ("Ann Lee, a former singer, slept. Otto Zorb met the singer on Monday.", ["Ann Lee"]),
        ("Ann Lee, a lawyer, slept. Otto Zorb, a lawyer, sued her. Judges praised the lawyer.", ["Ann Lee", "her"]),
    ],
)
def test_who_the_text_says_to_be_one(reader: Reader, text: str, wanted: list[str]) -> None:
    mentions = {e.name: [m.text for m in e.mentions] for e in reader.extract(Article(text)).entities}
    assert mentions["Ann Lee"] == wanted


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Li Shangfu visited the French capital on Monday.", "Paris", ["the French capital"]),
        ("Paris slept. Li Shangfu visited France's capital.", "Paris", ["Paris", "France's capital"]),
        ("Rebels attacked the Syrian capital, Damascus.", "Damascus", ["Damascus"]),
        ("Xi Jinping met Vladimir Putin. The Chinese leader left.", "Xi Jinping", ["Xi Jinping", "The Chinese leader"]),
        ("Vladimir Putin met Nikol Pashinyan. The president left.", "Vladimir Putin", ["Vladimir Putin"]),
    ],
)
def test_what_a_state_and_a_noun_point_at(reader: Reader, text: str, name: str, wanted: list[str]) -> None:
    assert {e.name: [m.text for m in e.mentions] for e in reader.extract(Article(text)).entities}[name] == wanted


@pytest.mark.parametrize("text", ["Russian capital flowed into Cyprus.", "The South African capital was quiet."])
def test_money_is_no_city_and_a_state_of_two_capitals_has_not_one(reader: Reader, text: str) -> None:
    assert not [e for e in reader.extract(Article(text)).entities if e.type == "City"]
