"""Which entries are worth comparing: those that share a key, so that no two others ever are.

In: a census. Out: pairs of entries by number, each once. A key is something that two names of one have in common: their
words in any order, the sound of surname and given name, what is left of a misspelt word when a letter is taken out, an
acronym. Keys that too many share tell nothing and are left out, so that time grows with the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Literal, TypeAlias

from kg.resolution.bodies import acronym, body_words, initials_of
from kg.resolution.census import Census, Entry
from kg.resolution.names import Person
from kg.resolution.words import Words, fold, skeleton, sound

Key: TypeAlias = tuple[str, ...]
Role: TypeAlias = Literal["name", "full", "short"]
Member: TypeAlias = tuple[int, Role]

_MOST = 50  # entries of one key
_MOST_SHORT = 12  # full names that one initial and surname, or one surname, may stand for; of more nobody can tell
_SHORTEST = 5  # letters of a word that may be misspelt


def pairs(census: Census) -> Iterator[tuple[int, int]]:
    """The pairs of entries to be compared, sorted."""
    blocks: dict[Key, list[Member]] = defaultdict(list)
    for n, entry in enumerate(census.entries):
        for key, role in keys(entry, census.words):
            blocks[key].append((n, role))
    found = {pair for members in blocks.values() for pair in pairs_in(members)}
    return iter(sorted(pair for pair in found if are_comparable(census, *pair)))


def keys(entry: Entry, words: Words) -> set[tuple[Key, Role]]:
    """The keys under which an entry is looked for, each with what it is there."""
    found: set[tuple[Key, Role]] = {(("names", *key), "name") for key in _keys(entry, words)}
    found.update((("short", *key), "full") for key in _full_keys(entry, words))
    found.update((("short", *key), "short") for key in _short_keys(entry, words))
    return found


def pairs_in(members: Collection[Member]) -> Iterator[tuple[int, int]]:
    """The pairs of those who share a key: any two names, or a short name and a full one; none of too many."""
    names = sorted(n for n, role in members if role == "name")
    if 1 < len(names) <= _MOST:
        yield from combinations(names, 2)
    full = [n for n, role in members if role == "full"]
    if len(full) <= _MOST_SHORT:
        yield from ((min(n, m), max(n, m)) for n, role in members if role == "short" for m in full if m != n)


def are_comparable(census: Census, one: int, other: int) -> bool:
    """Whether two may be one at all: of one sort, and not both known to a gazetteer."""
    a, b = census.entries[one], census.entries[other]
    return a.sort == b.sort and not (a.id in census.known and b.id in census.known)


def _keys(entry: Entry, words: Words) -> Iterator[Key]:
    """What two names share of which neither is short for the other."""
    for iri in entry.same_as:
        yield "elsewhere", iri
    if entry.sort == "Person" and entry.person:
        yield from _person_keys(entry.person, words)
    elif entry.sort == "Organization":
        yield from _body_keys(entry.name, words)
    elif entry.sort != "Person":
        yield "letters", fold(entry.name)


def _person_keys(person: Person, words: Words) -> Iterator[Key]:
    if len(person.words) < 2:
        return
    given, surname = person.given, person.surname
    yield "words", *sorted(person.words)
    yield "joined", "".join(person.words)
    yield "skeleton", skeleton(given), skeleton(surname)
    for first in {given, *words.nicknames.get(given, ())}:
        yield "sound", sound(first), sound(surname)
    for middle in person.words[1:-1]:
        yield "sound", sound(given), sound(middle)
        yield "sound", sound(middle), sound(surname)
    for rest in _without_a_letter(surname):
        yield "surname", given, rest
    for rest in _without_a_letter(given):
        yield "given", rest, surname


def _without_a_letter(word: str) -> set[str]:
    if len(word) < _SHORTEST:
        return set()
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def _body_keys(name: str, words: Words) -> Iterator[Key]:
    found = body_words(name, words)
    if not found:
        return
    yield "body", *found
    yield "joined", "".join(found)
    if telling := [word for word in found if word not in words.generic]:
        yield "telling", *telling
    longest = max(range(len(found)), key=lambda n: (len(found[n]), -n))
    for rest in _without_a_letter(found[longest]):
        yield "misspelt", *found[:longest], rest, *found[longest + 1 :]


def _full_keys(entry: Entry, words: Words) -> Iterator[Key]:
    """What a short name may look for in a full one."""
    if entry.sort == "Person" and entry.person and not entry.person.is_short:
        yield "initial", entry.person.given[0], entry.person.surname
        yield "lone", entry.person.surname
        yield "lone", entry.person.given
    elif entry.sort == "Organization":
        yield "initials", initials_of(entry.name, words)
        for alias in entry.names - {entry.name}:
            yield "alias", fold(alias)


def _short_keys(entry: Entry, words: Words) -> Iterator[Key]:
    if entry.sort == "Person" and entry.person and entry.person.is_short:
        surname = entry.person.surname
        yield ("initial", entry.person.given, surname) if entry.person.given else ("lone", surname)
    elif entry.sort == "Organization":
        yield "alias", fold(entry.name)
        if letters := acronym(entry.name):
            yield "initials", letters
