"""By which rule two names that one article uses are names of one.

In: the two names, whether a person bears them. Out: the name of the rule, as the judgements across articles call it,
and the reason in words. The reading joins; this says afterwards what the two names have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.resolution.bodies import body_likeness
from kg.resolution.names import How, alike, likeness, person
from kg.resolution.words import Words, folded_words


class Rule(NamedTuple):
    """What joins two names, and the reason in words."""

    name: str
    reason: str


_REASONS = {
    "spelling": "the same letters but for case, accents and signs",
    "surname": "a part of the full name",
    "nickname": "a short form of the given name",
    "sound": "another way to write the same sounds",
    "initial": "an initial for a part of the name",
    "order": "the same words, the surname first or last",
    "misspelling": "one letter apart",
    "middle": "one leaves out a part of the name",
    "acronym": "the letters with which the words begin",
    "body-name": "the same but for legal form, spelling or a word like party, group or news",
    "known-name": "the lists that come with the program have both names",
    "described": "the article calls it so; the names have nothing in common",
}
_BODY_RULES = {
    "equal": "spelling",
    "spelling": "body-name",
    "acronym": "acronym",
    "generic": "body-name",
    "letter": "misspelling",
}


def alias_rule(name: str, alias: str, words: Words, *, is_person: bool, is_known: bool) -> Rule:
    """Why `alias` is another name of what is called `name`; `is_known` if it has an id elsewhere.

    >>> alias_rule("Ada Byron", "Byron", Words(), is_person=True, is_known=False).name
    'surname'
    >>> alias_rule("Ada Byron", "A. Byron", Words(), is_person=True, is_known=True).name
    'initial'
    """
    found: Callable[[str, str, Words], Iterator[str]] = _of_persons if is_person else _of_bodies
    otherwise = "known-name" if is_known else "described"
    rule = next(found(name, alias, words), otherwise)
    return Rule(rule, _REASONS[rule])


def _of_persons(name: str, alias: str, words: Words) -> Iterator[str]:
    one, other = person(name, words), person(alias, words)
    if one is None or other is None:
        return
    short, full = sorted((one, other), key=lambda p: len(p.words))
    if one.words == other.words:
        yield "spelling"
    elif len(short.words) == 1:
        yield from ["surname"] if short.surname in full.words else _rules(alike(short.surname, full.surname, words))
    elif found := likeness(one, other, words):
        yield from ["order"] if found.swapped else [*_rules(found.surname), *_rules(found.given)]
        yield "middle" if found.left_out else "spelling"


def _rules(how: How | None) -> list[str]:
    if how is None or how == "equal":
        return []
    return ["misspelling" if how == "letter" else how]


def _of_bodies(name: str, alias: str, words: Words) -> Iterator[str]:
    alike = body_likeness(name, alias, words)
    if alike is not None:
        yield _BODY_RULES[alike]
    short, full = sorted((folded_words(name), folded_words(alias)), key=len)
    if short and set(short) < set(full):
        yield "middle"
