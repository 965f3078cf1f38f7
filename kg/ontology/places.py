"""Who and where is well known, as records that answer by one look-up.

In: what place_files.py has read. Out: frozen records, and dicts: names (as the news writes them, case and all),
adjectives and nouns of nationality, capitals and seats of government. Nothing here looks at text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_FIRST = re.compile(r"\w+")
_TOKENS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Place:
    """A state, city, region, seat of government, or well-known body.

    `type` is the local name of a class. `adjectives` ("Turkish"), `person` ("Turk") and `people` ("Turks") are the
    words for what belongs to the place, the usual one first. `country`, `part_of`, `capital_of`, `seat_of` and
    `capitals` are ids. `metonyms` of a state are the names of its capitals and seats of government.
    `abbreviations` are names only after a comma ("Irving, TX"). `same_as` are IRIs elsewhere.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    capital_of: str | None = None
    seat_of: str | None = None
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    iso2: str | None = None
    iso3: str | None = None
    iso_numeric: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    same_as: tuple[str, ...] = ()
    well_known: bool = True

    @property
    def adjective(self) -> str | None:
        """The usual adjective, None if there is none."""
        return self.adjectives[0] if self.adjectives else None

    @property
    def demonyms(self) -> tuple[str, ...]:
        """All words for the place's people and what belongs to it."""
        return (*self.adjectives, *self.person, *self.people)

    @property
    def is_body(self) -> bool:
        """An organisation or people, which lies nowhere."""
        return self.type not in _PLACES


_PLACES = frozenset(("City", "Continent", "Country", "Facility", "Region", "WaterBody"))


@dataclass(frozen=True, slots=True)
class Places:
    """What the three files say. Names are looked up as written, but for the curly apostrophe.

    `all`: by id. `names`: ids by name, alias or metonym, the likeliest first. `adjectives`, `peoples`: the id by
    "Russian" and by "Russians" or "Briton". `seats`: the state's id by the id of its capital or seat of government.
    `metonyms`: the id of the state (or of the body: Brussels, the Pentagon) that a name stands for. `abbreviations`:
    ids by "Mass." or "TX". `starts`: the tokens, at most, of a name by its first letters and digits up to another
    sign. `states`: those of today, in the order of their ids; `state_names`: their names and ids by first letter.
    """

    all: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    peoples: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)
    metonyms: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)
    states: tuple[Place, ...] = ()
    state_names: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def longest_from(self, word: str) -> int:
        """Of how many tokens a name can be, at most, that begins with `word`."""
        first = _FIRST.match(word)
        return self.starts.get(first.group(), 0) if first else 0

    def named(self, name: str) -> tuple[Place, ...]:
        """All that can be meant by `name`, the likeliest first.

        States before what bears the bare name as its own label ("Valencia" in Spain), before all else: large cities,
        regions and bodies, small cities, each by population.
        """
        return tuple(self.all[i] for i in self.names.get(straight(name), ()))

    def well_known(self, name: str) -> Place | None:
        """What `name` means wherever it stands: a state, region, body, metropolis or known city; None if nothing."""
        return next((place for place in self.named(name) if place.well_known), None)

    def best(self, name: str, *, place_like: bool = False) -> Place | None:
        """What `name` means most likely; with `place_like` (the context says "place"), a place before a body."""
        found = self.named(name)
        if place_like:
            return next((p for p in found if not p.is_body), found[0] if found else None)
        return next((p for p in found if p.well_known), None)

    def after_comma(self, name: str, country: str | None = None) -> Place | None:
        """What "TX" or "Mass." means after a comma, or any name there; in `country` if it is given and fits."""
        found = [self.all[i] for i in self.abbreviations.get(name, ())]
        found = found or [place for place in self.named(name) if not place.is_body]
        return next((p for p in found if country and p.country == country), found[0] if found else None)


def lengths_by_start(names: Iterable[str]) -> dict[str, int]:
    """The number of tokens of the longest name by what it begins with, as `Places.starts` has it.

    Example:
        >>> lengths_by_start(["Guinea", "Guinea-Bissau", "U.S."])
        {'Guinea': 3, 'U': 4}
    """
    found: dict[str, int] = {}
    for name in names:
        if first := _FIRST.match(name):
            found[first.group()] = max(found.get(first.group(), 0), len(_TOKENS.findall(name)))
    return found


def straight(name: str) -> str:
    """`name` with the straight apostrophe: papers write "Cox’s Bazar" and "Cox's Bazar"."""
    return name.replace("’", "'") if "’" in name else name
