"""What two names alone say for their being one's: log odds in nats, before anything else is known of the two.

In: two entries of a census. Out: a `Prior` with the rule's name and what it saw. The odds are how often one is written
in two such ways, over how many others are to be expected whom the second name would fit: a rare surname makes a
nickname's bearer certain, a common one does not. The shares below are rough, from how newsrooms write names; they are
not fitted to any data.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import NamedTuple

from kg.resolution.bodies import BodyLikeness, acronym, body_likeness, initials_of
from kg.resolution.census import Census, Entry
from kg.resolution.names import Likeness, Person, likeness
from kg.resolution.words import fold

# What a name alone can say: of people in the news one in fifty shares his name, however rare it seems, with another.
MOST_OF_A_NAME = 4.0
_MOST = 6.0
# The share of articles that write somebody in this way who has another usual name.
_SHARES = {"middle": 0.3, "nickname": 0.3, "sound": 0.2, "initial": 0.2, "order": 0.1, "letter": 0.01, "two": 0.002}
# The chance that two surnames of so many letters differ in one letter only; from the surnames of the 1990 census of
# the United States, weighted by their bearers.
_NEAR = {5: 1e-3, 6: 4e-4, 7: 1.5e-4}
_NEAR_LONG = 5e-5
_REPEATED = 0.5  # what each further article with the rarer spelling leaves of the odds: slips do not repeat
_ENOUGH = 30  # articles; who is in more is not misspelt more often by those that are left


@dataclass(frozen=True, slots=True)
class Prior:
    """Log odds by a rule, and what it saw."""

    nats: float
    rule: str
    reason: str


def prior(census: Census, one: Entry, other: Entry) -> Prior | None:
    """What the names of two entries of one sort say; None where they are names of two."""
    if shared := one.same_as & other.same_as:
        return Prior(_MOST, "elsewhere", f"both are {min(shared)}")
    if one.sort == "Person":
        return _of_persons(census, one, other)
    if one.sort == "Organization":
        return _of_bodies(census, one, other)
    return Prior(4.0, "spelling", "the same letters") if fold(one.name) == fold(other.name) else None


# --- persons


class _Bearer(NamedTuple):
    """A name, and how many articles have it."""

    name: Person
    articles: int
    id: str


def _of_persons(census: Census, one: Entry, other: Entry) -> Prior | None:
    if one.person is None or other.person is None:
        return None
    a, b = (_Bearer(one.person, len(one.articles), one.id), _Bearer(other.person, len(other.articles), other.id))
    if min(len(a.name.words), len(b.name.words)) == 1:
        return _lone(census, a, b)
    alike = likeness(a.name, b.name, census.words)
    if alike is None:
        return None
    rule, share, expected = _odds(census, a, b, alike)
    return Prior(min(MOST_OF_A_NAME, log(share / expected)), rule, _difference(one, other, alike, rule))


def _odds(census: Census, one: _Bearer, other: _Bearer, alike: Likeness) -> tuple[str, float, float]:
    """The rule, how often one is written so, and how many others may be."""
    rare, usual = sorted((one, other), key=lambda b: (b.articles, b.id))
    surnames, givens = {one.name.surname, other.name.surname}, {one.name.given, other.name.given}
    bearers = 1.0 + max(0, max(census.surnames[s] for s in surnames) - 2)
    expected = bearers * max(census.share_of_given(given) for given in givens)
    if alike.surname in ("letter", "sound"):
        return _misspelt_surname(census, rare, usual, alike)
    if alike.given == "letter":
        return _misspelt_given(census, rare, usual, bearers)
    if alike.given == "initial":
        rivals = max(0, max(census.short[s, min(given[0] for given in givens)] for s in surnames) - 1)
        return "initial", 1.0, rivals + expected
    if alike.swapped:
        return "order", _SHARES["order"], expected
    if alike.left_out:
        return "middle", _SHARES["middle"], expected
    if alike.given in ("nickname", "sound"):
        return alike.given, _SHARES[alike.given], expected
    return "spelling", 1.0, expected


def _misspelt_surname(census: Census, rare: _Bearer, usual: _Bearer, alike: Likeness) -> tuple[str, float, float]:
    """Another spelling of a surname, against another person of nearly the same."""
    length = min(len(rare.name.surname), len(usual.name.surname))
    others = min(census.surnames[rare.name.surname], census.surnames[usual.name.surname]) > 1
    near = _NEAR.get(length, 2e-3 if length < min(_NEAR) else _NEAR_LONG) * (2.0 if others else 0.5)
    expected = max(1e-3, census.share_of_given(usual.name.given) * census.people * near)
    if alike.given != "equal":
        expected *= 4
    if alike.surname == "sound":
        return "sound", _SHARES["letter" if others else "sound"], expected
    share = _SHARES["two" if others else "letter"] * min(_ENOUGH, usual.articles)
    return "misspelling", share * _REPEATED ** (rare.articles - 1), expected


def _misspelt_given(census: Census, rare: _Bearer, usual: _Bearer, bearers: float) -> tuple[str, float, float]:
    """Another spelling of a given name, against another person of the same surname."""
    known = min(census.givens[rare.name.given], census.givens[usual.name.given]) > 1
    share = _SHARES["two" if known else "letter"] * min(_ENOUGH, usual.articles)
    return "misspelling", share, bearers * (census.share_of_given(rare.name.given) if known else 3.0 / census.people)


def _lone(census: Census, one: _Bearer, other: _Bearer) -> Prior | None:
    """A surname alone, and a full name that has it."""
    short, full = sorted((one.name, other.name), key=lambda name: len(name.words))
    word = short.surname
    if len(full.words) < 2 or word not in (full.surname, full.given):
        return None
    # One more than are known: whoever is called by his surname alone may have no other article.
    bearers = max(1, census.surnames[word] + census.givens[word])
    which = "the only full name" if bearers == 1 else f"one of {bearers} full names"
    return Prior(-log(bearers + 1), "surname", f"{which} with {word}")


def _difference(one: Entry, other: Entry, alike: Likeness, rule: str) -> str:
    said = {
        "middle": "one leaves out a part of the name",
        "nickname": "a given name and a short form of it",
        "sound": "two ways to write one sound",
        "initial": "an initial for a given name",
        "order": "the same words, the surname first or last",
        "misspelling": "one letter apart",
        "spelling": "the same letters, but for accents, signs and forms of address",
    }
    more = "; one leaves out a part of the name" if alike.left_out and rule != "middle" else ""
    return f"{one.name} and {other.name}: {said[rule]}{more}"


# --- bodies

_BODIES: dict[BodyLikeness, tuple[float, str, str]] = {
    "equal": (5.0, "spelling", "the same letters"),
    "spelling": (4.5, "body-name", "the same words, but for legal form and spelling"),
    "acronym": (0.7, "acronym", "the letters with which the words begin"),
    "generic": (1.0, "body-name", "the same but for a word like party, group or news"),
    "letter": (1.5, "misspelling", "one letter apart"),
}
_DEFINED, _CALLED = 5.0, 1.5


def _of_bodies(census: Census, one: Entry, other: Entry) -> Prior | None:
    alike = body_likeness(one.name, other.name, census.words)
    if alike in ("equal", "spelling"):
        nats, rule, said = _BODIES[alike]
        return Prior(nats, rule, f"{one.name} and {other.name}: {said}")
    called = _called(census, one, other)
    if called is not None:
        return called
    if alike is None:
        return None
    nats, rule, said = _BODIES[alike]
    if alike == "acronym":
        nats -= log(census.same_initials(max(acronym(one.name), acronym(other.name))))
    return Prior(nats, rule, f"{one.name} and {other.name}: {said}")


def _called(census: Census, one: Entry, other: Entry) -> Prior | None:
    """An article calls the one by the other's name as well."""
    for full, short in ((one, other), (other, one)):
        letters = fold(short.name)
        if any(fold(name) == letters for name in full.names - {full.name}):
            many = log(max(1, census.called[letters]))
            is_acronym = acronym(short.name) == initials_of(full.name, census.words)
            nats = (_DEFINED if is_acronym else _CALLED) - 2 * many
            rule = "acronym" if is_acronym else "alias"
            return Prior(nats, rule, f"an article calls {full.name} {short.name} as well")
    return None
