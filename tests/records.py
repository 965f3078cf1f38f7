"""Hand-made records for tests: a small article of Freedonia and Sylvania, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from kg.model import Article, Entity, Evidence, Extraction, Mention, Statement

ORGANIZATIONS = ("Company", "PublicBody", "PoliticalParty", "ArmedGroup", "InternationalOrganization")
CLASSES = {
    **{kind: frozenset((kind,)) for kind in ("Person", "Organization", "Event")},
    **{kind: frozenset((kind, "Place")) for kind in ("Country", "City")},
    **{kind: frozenset((kind, "Organization")) for kind in ORGANIZATIONS},
    "Ministry": frozenset(("Ministry", "PublicBody", "Organization")),
}
FAMILIES = {
    "met": "CONSULT",
    "armed": "AID",
    "attacked": "ASSAULT",
    "signedAgreementWith": "AGREE",
    "leads": "STATE",
    "criticized": "ACCUSE",
    "resigned": "CONCEDE",
    "withdrewFrom": "RETREAT",
    "basedIn": "STATE",
}
Kind: TypeAlias = Literal["name", "nominal", "pronoun"]
TEXT = "Rufus Firefly, who leads Freedonia, met Trentino in Sylvania on Monday. He criticized its army."


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def mention(words: str, kind: Kind = "name", text: str = TEXT) -> Mention:
    return Mention(*span(words, text), words, kind)


def evidence(words: str, text: str = TEXT) -> tuple[Evidence, ...]:
    return (Evidence("a", *span(words, text), words),)


FIREFLY = Entity(
    "Rufus_Firefly", "Rufus Firefly", "Person", ("Firefly",), (mention("Rufus Firefly"), mention("He", "pronoun"))
)
TRENTINO = Entity("Trentino", "Trentino", "Person", (), (mention("Trentino"),))
FREEDONIA = Entity("Freedonia", "Freedonia", "Country", (), (mention("Freedonia"),))
SYLVANIA = Entity(
    "Sylvania", "Sylvania", "Country", ("Sylvanian",), (mention("Sylvania"), mention("its army", "nominal"))
)
LEADS = Statement("Rufus_Firefly", "leads", "Freedonia", evidence=evidence("who leads Freedonia"))
MET = Statement(
    "Rufus_Firefly",
    "met",
    "Trentino",
    claimed_by=("Sylvania",),
    time="1933-11-20",
    place="Sylvania",
    phrase="met",
    evidence=evidence("met Trentino in Sylvania on Monday"),
)
ALL = (FIREFLY, TRENTINO, FREEDONIA, SYLVANIA)


def extraction(*statements: Statement, known: Iterable[Entity] = ALL, text: str = TEXT) -> Extraction:
    return Extraction(Article(text), tuple(known), statements)
