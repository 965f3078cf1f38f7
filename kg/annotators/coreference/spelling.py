"""When two spellings are names of one thing: short for full, acronym for words, with or without "Inc."."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENOUGH = 2  # words that two names of one occasion share
_LONGEST_ACRONYM = 8  # letters; longer capitals are shouting


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, case and dots aside."""
    return tuple(w for w in re.split(r"[\s.]+", name.casefold()) if w) or (name,)


def is_part_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """ "Putin", "Shangfu", "V. Putin" of a full name: every word is there, or is an initial, in order.

    A name as long as the full one is a part of it only by its initials, and one with a middle initial has them all:
    George W. Bush is not George H. W. Bush.
    """
    if len(short) > len(full) or tuple(short) == tuple(full):
        return False
    whole = short[0] == full[0] and short[-1] == full[-1] and any(len(word) == 1 for word in short[1:-1])
    if whole and len(short) < len(full):
        return False
    rest = iter(full)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in short)


def is_same_body(one: str, other: str, generic: frozenset[str]) -> bool:
    """An acronym and its words, or two names that differ in dots or `generic` words alone ("the", "Inc.")."""
    a, b = _telling_words(one, generic), _telling_words(other, generic)
    if a == b:
        return bool(a)
    return is_acronym(one, other) or is_acronym(other, one)


def _telling_words(name: str, generic: frozenset[str]) -> list[str]:
    return [word for word in words_of(name.replace("&", "and")) if word not in generic]


def head_of_body(name: str) -> str:
    """The word of a body's name that says what it is: the last, or the one before "of".

    >>> head_of_body("European Commission"), head_of_body("Bank of England"), head_of_body("Church in Wales")
    ('Commission', 'Bank', 'Church')
    """
    return re.split(r" (?:of|for|in|on) ", name, maxsplit=1)[0].rpartition(" ")[2]


def is_same_occasion(one: str, other: str, common: frozenset[str]) -> bool:
    """Names of occasions that begin with the same two capitalized words at least, `common` words left out.

    >>> is_same_occasion("FIRST Global Challenge", "FIRST Global contest", frozenset(("challenge", "contest")))
    True
    """
    a, b = _capitalized(one, common), _capitalized(other, common)
    shared = min(len(a), len(b))
    return shared >= _ENOUGH and a[:shared] == b[:shared]


def _capitalized(name: str, common: frozenset[str]) -> list[str]:
    return [word for word in name.split() if word[:1].isupper() and word.casefold() not in common]


def is_acronym(short: str, full: str) -> bool:
    """Are the letters of `short` the capitals with which the words of `full` begin?

    >>> is_acronym("I.M.F.", "International Monetary Fund"), is_acronym("IMF", "Irish Farmers")
    (True, False)
    """
    letters = short.replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= _LONGEST_ACRONYM) or " " in short:
        return False
    words = re.findall(r"\w+", full)
    return len(words) > 1 and letters == "".join(word[0] for word in words if word[0].isupper())


def is_one_letter_off(one: str, other: str) -> bool:
    """Does one letter too many, too few, wrong, or changed for its neighbour tell the two apart?

    >>> is_one_letter_off("Quatar", "Qatar"), is_one_letter_off("Iran", "Iraq"), is_one_letter_off("Chad", "Chadd")
    (True, True, True)
    >>> is_one_letter_off("Bhustan", "Bhutan"), is_one_letter_off("Irna", "Iran"), is_one_letter_off("Chad", "Chile")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    if short == long or len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2][::-1] == long[at : at + 2]
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])
