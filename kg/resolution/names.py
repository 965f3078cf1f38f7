"""Names of persons: their parts, and in what two of them differ.

In: names as articles have them. Out: `Person`s, and for two of them a `Likeness`, or None where they are names of two.
Whether the likeness is enough is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from rapidfuzz.distance import OSA

from kg.resolution.words import Words, folded_words, skeleton, sound

How: TypeAlias = Literal["equal", "sound", "nickname", "initial", "letter"]
_OF_ARTICLE = re.compile(r"\.[0-9a-f]{16}")  # in the id of whom an article alone means
_SHORTEST_TYPO = 5  # letters; shorter words one letter apart are mostly two words ("Marin" is the least that is told)
_SHORTEST_SOUND = 4  # letters; "Lee" and "Li" are two
_LONGEST_LEFT_OUT = 3  # words of a long name that a short one leaves out


@dataclass(frozen=True, slots=True)
class Person:
    """The folded words of a person's name: the first is taken for the given name, the last for the surname."""

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def given(self) -> str:
        """The first word; "" where there is one word only."""
        return self.words[0] if len(self.words) > 1 else ""

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1]

    @property
    def is_short(self) -> bool:
        """Whether the given name is an initial, or there is none."""
        return len(self.given) <= 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """In what two names differ that may be names of one: how the given name and the surname are alike, and the rest.

    `left_out` counts words that only the longer one has; `swapped` says that surname and given name stand the other way
    round.
    """

    given: How
    surname: How
    left_out: int = 0
    swapped: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether they are the same words, letter by letter."""
        return self.given == self.surname == "equal"


def is_description(key: str, name: str) -> bool:
    """Does an article only say what somebody is: the id is the article's own, and the name ends with a common noun?

    >>> is_description("unnamed_man.955a351a3f368f03", "unnamed man"), is_description("bell_hooks", "bell hooks")
    (True, False)
    """
    return _OF_ARTICLE.search(key) is not None and name.split()[-1][0].islower()


def person(name: str, words: Words) -> Person | None:
    """The parts of a person's name; None where nothing is left of it.

    >>> person("Sir Robert van der Meer Jr.", Words(frozenset(["sir"]), frozenset(["van", "der"]), frozenset(["jr"])))
    Person(words=('robert', 'meer'), suffix='jr')
    """
    found = list(folded_words(name))
    while len(found) > 1 and found[0] in words.honorifics:
        found.pop(0)
    suffix = found.pop() if len(found) > 2 and found[-1] in words.suffixes else ""
    core = [w for n, w in enumerate(found) if w not in words.particles or n in (0, len(found) - 1)]
    kept = core if len(core) > 1 or len(found) < 2 else found
    return Person(tuple(kept), suffix) if kept else None


def likeness(one: Person, other: Person, words: Words) -> Likeness | None:
    """In what two full names differ; None where no one person can be called both."""
    if one.suffix and other.suffix and one.suffix[:2] != other.suffix[:2]:
        return None
    if len(one.words) < 2 or len(other.words) < 2:
        return None
    short, long = sorted((one, other), key=lambda p: (len(p.words), p.words))
    return _in_order(short, long, words) or _swapped(short, long) or _spaced(short, long)


def _in_order(short: Person, long: Person, words: Words) -> Likeness | None:
    """Every word of the shorter name in the longer, in the order there; first and last are the ends of both."""
    pairs = _aligned(short.words, long.words, words)
    if pairs is None:
        return None
    first, last, middle = pairs[0], pairs[-1], pairs[1:-1]
    if last[1] == "initial" or last[1] == "nickname" or any(how == "letter" for _, how in middle):
        return None
    if first[0] != 0 and last[0] != len(long.words) - 1:
        return None
    if first[0] != 0 and first[1] in ("initial", "nickname"):
        return None  # "T. Erdogan" of "Recep Tayyip Erdogan": any initial would find a word
    left_out = len(long.words) - len(short.words)
    if left_out > _LONGEST_LEFT_OUT or (first[1] == last[1] == "letter"):
        return None
    return Likeness(first[1], last[1], left_out)


def _aligned(short: tuple[str, ...], long: tuple[str, ...], words: Words) -> list[tuple[int, How]] | None:
    found: list[tuple[int, How]] = []
    at = 0
    for n, word in enumerate(short):
        is_last = n == len(short) - 1
        for place in _places(at, len(long), from_end=is_last):
            how = alike(word, long[place], words, is_surname=is_last)
            if how:
                found.append((place, how))
                at = place + 1
                break
        else:
            return None
    return found


def _places(start: int, end: int, *, from_end: bool) -> Iterator[int]:
    """Where a word may stand; a surname is looked for from the end, so that "Anna Marin" is not "Anna Marin Lopez"."""
    yield from reversed(range(start, end)) if from_end else range(start, end)


def _swapped(short: Person, long: Person) -> Likeness | None:
    """ "Li Shangfu" and "Shangfu Li"."""
    if len(short.words) == len(long.words) == 2 and short.words == long.words[::-1] and not short.is_short:
        return Likeness("equal", "equal", swapped=True)
    return None


def _spaced(short: Person, long: Person) -> Likeness | None:
    """ "Kim Min-woo" and "Kim Minwoo", "Abd al-Rahman" and "Abdalrahman"."""
    same = "".join(short.words) == "".join(long.words)
    return Likeness("equal", "equal") if same and len(short.words) < len(long.words) else None


@lru_cache(maxsize=1 << 16)
def _alike(one: str, other: str) -> How | None:
    if one == other:
        return "equal"
    shortest = min(len(one), len(other))
    if shortest == 1:
        return "initial" if one[0] == other[0] else None
    if (shortest >= _SHORTEST_SOUND and sound(one) == sound(other)) or (
        shortest >= _SHORTEST_TYPO and _is_respelled(one, other)
    ):
        return "sound"
    if shortest >= _SHORTEST_TYPO and OSA.distance(one, other, score_cutoff=1) <= 1:
        return "letter"
    return None


def _is_respelled(one: str, other: str) -> bool:
    """Whether only the vowels differ, and few of them."""
    mine = skeleton(one)
    return len(mine) > 2 and mine == skeleton(other) and OSA.distance(sound(one), sound(other), score_cutoff=2) <= 2


def alike(one: str, other: str, words: Words, *, is_surname: bool = False) -> How | None:
    """In what two folded words differ, None if they are two words."""
    found = _alike(one, other)
    if found in ("equal", "initial"):
        return found
    if not is_surname and words.are_nicknames(one, other):
        return "nickname"
    return found
