"""A made-up world with known truth: who there is, what they are called, and which story each has a part in.

Names of people are drawn from the surnames and given names of the 1990 census of the United States with their
frequencies (package `names`), and from short lists for other countries with falling frequencies, so that namesakes come
about as they do in the world: by common names. The lists are short, so a share of the names is put together from
parts, as rare names are; one person in a hundred is given the name of another on top. Everything comes from one seed.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path


def _lists() -> dict[tuple[str, str], list[str]]:
    """The words of names.txt by country and kind."""
    found: dict[tuple[str, str], list[str]] = {}
    words: list[str] = []
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("\t"):
            words += line.split()
        else:
            country, kind = line.split()
            words = found[country, kind] = []
    return found


LISTS = _lists()
_ELSEWHERE = sorted({country for country, kind in LISTS if kind == "given"})
_RARE = 0.5
_CROWD = ("United_States", "United_Kingdom", "Canada", "Australia")
_ROLES = {
    "politics": ("minister", "senator", "spokesman", "president", "ambassador", "governor", "mayor"),
    "business": ("chairman", "executive", "founder", "analyst", "director"),
    "sport": ("coach", "captain", "footballer", "president"),
    "science": ("professor", "economist", "director", "researcher"),
    "law": ("lawyer", "judge", "prosecutor"),
    "culture": ("actor", "singer", "author", "director"),
}
_FORMS = ("Inc", "Corp", "Ltd", "Company", "plc", "")


@dataclass(frozen=True)
class Somebody:
    """A person or body of the world, who is one whatever articles call them."""

    key: int
    sort: str
    given: str
    surname: str
    country: str
    middle: str = ""
    role: str = ""
    employer: int = -1
    born: int = 0
    story: int = 0
    form: str = ""
    traits: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The usual name."""
        if self.sort != "Person":
            return self.given
        return f"{self.surname} {self.given}" if self.country == "China" else f"{self.given} {self.surname}"


@cache
def _census(which: str) -> tuple[list[str], list[float]]:
    import names

    lines = (Path(names.__file__).parent / f"dist.{which}").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines]
    return [_cased(row[0]) for row in rows], list(accumulate(float(row[1]) for row in rows))


def _cased(name: str) -> str:
    plain = name.capitalize()
    return f"Mc{plain[2:].capitalize()}" if plain.startswith("Mc") and len(plain) > 4 else plain


def _drawn(rng: random.Random, which: str) -> str:
    found, above = _census(which)
    return found[bisect(above, rng.random() * above[-1])]


def _falling(rng: random.Random, country: str, kind: str) -> str:
    """A word of a list, the first more often than the last, as the commonest names of a country are borne."""
    known = LISTS[country, kind]
    above = list(accumulate(1 / (n + 20) for n in range(len(known))))
    return known[bisect(above, rng.random() * above[-1])]


def _parts(rng: random.Random, country: str) -> str:
    return rng.choice(LISTS[country, "first"]) + rng.choice(LISTS[country, "second"])


def world(rng: random.Random, people: int, bodies: int, stories: int) -> list[Somebody]:
    """Everybody there is; the first are those that most is written of."""
    everybody: list[Somebody] = []
    named: set[str] = set()
    while len(everybody) < bodies:
        body = _body(rng, len(everybody), stories)
        if body.name not in named:  # no two bodies of this world bear one name; some bear one acronym
            named.add(body.name)
            everybody.append(body)
    persons: list[Somebody] = []
    for n in range(people):
        twin = rng.choice(persons) if persons and rng.random() < 0.01 else None
        persons.append(_person(rng, bodies + n, bodies, stories, twin))
    everybody += persons
    return everybody


def _person(rng: random.Random, key: int, bodies: int, stories: int, twin: Somebody | None) -> Somebody:
    country = rng.choice(_CROWD) if rng.random() < 0.5 else rng.choice(_ELSEWHERE)
    if country in _ELSEWHERE:
        given, surname = _falling(rng, country, "given"), _falling(rng, country, "surname")
        if rng.random() < _RARE:
            given, surname = (_parts(rng, country), surname) if country == "China" else (given, _parts(rng, country))
        middle = ""
        if country == "Russia" and given[-1] == "a" and surname[-1] in "nv":
            surname += "a"
        if country == "Spain" and rng.random() < 0.3:
            surname = f"{surname} {_falling(rng, country, 'surname')}"
    else:
        given = _drawn(rng, "male.first" if rng.random() < 0.65 else "female.first")
        surname = _drawn(rng, "all.last")
        middle = _drawn(rng, "male.first") if rng.random() < 0.5 else ""
    if twin is not None:  # a namesake of whom nothing else is the same but by chance
        given, surname, country = twin.given, twin.surname, twin.country if rng.random() < 0.5 else country
    field_of = rng.choice(sorted(_ROLES))
    return Somebody(
        key,
        "Person",
        given,
        surname,
        country,
        middle,
        rng.choice(_ROLES[field_of]),
        rng.randrange(bodies),
        rng.randrange(1935, 2000),
        rng.randrange(stories),
    )


def _body(rng: random.Random, key: int, stories: int) -> Somebody:
    country = rng.choice((*_CROWD, *_ELSEWHERE))
    form, kind = "", "Organization"
    chance = rng.random()
    if chance < 0.4:
        name = f"{_part(rng, 'reach')} {_part(rng, 'field')} {_part(rng, 'head')}"
    elif chance < 0.8:
        name, form, kind = f"{_drawn(rng, 'all.last')} {_part(rng, 'trade')}", rng.choice(_FORMS), "Company"
    elif chance < 0.9:
        name, kind = f"University of {_drawn(rng, 'all.last')}ville", "University"
    else:
        name = f"{_part(rng, 'field')} {_part(rng, 'head')} of {_drawn(rng, 'all.last')}"
    return Somebody(key, kind, name, "", country, story=rng.randrange(stories), form=form)


def _part(rng: random.Random, kind: str) -> str:
    return rng.choice(LISTS["bodies", kind])
