"""Heads of state and government whom the news names without introduction, as records that answer by one look-up.

In: leaders.ttl. Out: `Leaders`: who can be meant by a full name, by a surname behind an office, or by a surname that is
unmistakable. Whether the rest of an article agrees is asked elsewhere; nothing here looks at text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from kg.errors import OntologyError
from kg.ontology.files import parse
from kg.ontology.place_files import entity_of, short_names
from kg.ontology.places import Place

FILE = "leaders.ttl"
_YEARS = re.compile(r"(\d{4})/(\d{4})?")
_SHORT = short_names("country", "inOffice", "loneName", "office", "surname")

Words = tuple[str, ...]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who leads or led a state or a body of states.

    `names` and `surnames` are words as `plain` writes them; `alone` are the surnames that need no office. `states` are
    ids, the first the one that the person acts for; `years` first and last of each time in office, the last open.
    """

    id: str
    name: str
    names: tuple[Words, ...]
    surnames: frozenset[Words]
    alone: frozenset[Words]
    offices: frozenset[str]
    states: tuple[str, ...]
    years: tuple[tuple[int, int | None], ...]

    def held_office(self, year: int) -> bool:
        """Whether the person was in office in `year`."""
        return any(first <= year and (last is None or year <= last) for first, last in self.years)

    @property
    def rise(self) -> int:
        """The first year in office."""
        return min(first for first, _ in self.years)

    def as_place(self) -> Place:
        """The record by which the rest of the gazetteer knows the person: an id, a name, a state."""
        return Place(self.id, self.name, "Person", country=self.states[0])


@dataclass(frozen=True)
class Leaders:
    """All leaders by id, and who may be meant by the words of a name."""

    all: Mapping[str, Leader] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[Words, tuple[Leader, ...]]:
        """By full name."""
        return _table((name, leader) for leader in self.all.values() for name in leader.names)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words with which full names begin."""
        return frozenset(name[0] for name in self.by_name)

    @cached_property
    def by_surname(self) -> dict[Words, tuple[Leader, ...]]:
        """By surname."""
        return _table((name, leader) for leader in self.all.values() for name in leader.surnames)

    @cached_property
    def by_first(self) -> dict[str, tuple[Leader, ...]]:
        """By the first word of the full name."""
        return _table((name[0], leader) for leader in self.all.values() for name in leader.names if len(name) > 1)

    @cached_property
    def by_ends(self) -> dict[tuple[str, str], tuple[Leader, ...]]:
        """By the first and the last word of the full name, between which others may be left out."""
        return _table(((name[0], name[-1]), leader) for leader in self.all.values() for name in leader.names)

    @cached_property
    def lone(self) -> frozenset[str]:
        """The surnames of one word that need no office."""
        return frozenset(words[0] for leader in self.all.values() for words in leader.alone if len(words) == 1)


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> Words:
    """The words of a name without case, accents, dots and hyphens.

    >>> plain("Abdel-Fattah al-Sisi"), plain("P.W. Botha")
    (('abdel', 'fattah', 'al', 'sisi'), ('p', 'w', 'botha'))
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(re.split(r"[\s.\-]+", bare.casefold().replace("’", "'").strip(" .-")))


def load_leaders(folder: Path) -> Leaders:
    """The leaders of `folder`.

    Raises:
        OntologyError: the file is missing or broken, or says of a leader what it cannot mean.
    """
    path = folder / FILE
    found: dict[str, dict[str, list[str]]] = {}
    for triple in parse(path):
        key, short = entity_of(triple.subject.value), _SHORT.get(triple.predicate.value)
        if key is not None and short is not None:
            found.setdefault(key, {}).setdefault(short, []).append(triple.object.value)
    return Leaders({key: _leader(key, values, path) for key, values in found.items()})


def _leader(key: str, values: Mapping[str, list[str]], path: Path) -> Leader:
    for needed in ("label", "office", "inOffice", "country"):
        if needed not in values:
            raise OntologyError(f"{path}: {key!r} has no {needed}; mend: give it one")
    alone = frozenset(map(plain, values.get("loneName", ())))
    return Leader(
        key,
        values["label"][0],
        tuple(dict.fromkeys(map(plain, (*values["label"], *values.get("altLabel", ()))))),
        alone | frozenset(map(plain, values.get("surname", ()))),
        alone,
        frozenset(values["office"]),
        tuple(state for iri in values["country"] if (state := entity_of(iri)) is not None),
        tuple(_years(text, key, path) for text in values["inOffice"]),
    )


def _years(text: str, key: str, path: Path) -> tuple[int, int | None]:
    found = _YEARS.fullmatch(text)
    if found is None:
        raise OntologyError(f"{path}: inOffice of {key!r} is {text!r}; mend: write 1977/1981, or 1999/ if it goes on")
    return int(found[1]), int(found[2]) if found[2] else None


def _table(pairs: Iterable[tuple[Key, Leader]]) -> dict[Key, tuple[Leader, ...]]:
    found: dict[Key, tuple[Leader, ...]] = {}
    for key, leader in pairs:
        before = found.get(key, ())
        found[key] = before if leader in before else (*before, leader)
    return found
