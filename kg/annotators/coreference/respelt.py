"""Persons whose name one article writes in two ways: "Bill Ward" and "William Ward", "Lydia Buchtmann" and "Buchtman".

In: Chains whose persons have their names, leaders known. Out: one chain for those two chains that only a nickname, an
accent or one letter tells apart. Whoever stands in one sentence with the other is another, and so is anybody whose sex
differs, who could be either of two, or whose given name is a name of its own beside the other's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotators.coreference.spelling import is_one_letter_off
from kg.ontology.leaders import plain
from kg.ontology.nicknames import nicknames

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains
    from kg.ontology.leaders import Words

_SHORTEST = 5  # letters of a word in a full name in which one may be wrong
_SHORTEST_ALONE = 6  # letters of a surname that stands alone: "Obama" is not "Osama"


def join_respelt(chains: Chains) -> None:
    """Make one chain of two that are one person's name, spelt in two ways."""
    for short_too in (False, True):  # full names first: then there are fewer whom a surname may mean
        joined: set[int] = set()
        persons = [c for c in chains.all if c.kind == "Person"]
        for chain in [c for c in chains.all if c.kind == "Person" or _may_be_a_surname(c)]:
            others = (c for c in persons if c is not chain and id(c) not in joined)
            found = [c for c in others if _may_be_one(chains, c, chain, short_too=short_too)]
            if len(found) == 1 and id(chain) not in joined:
                first, second = _better_known_first(found[0], chain)
                chains.join(first, second)
                joined.add(id(second))


def _may_be_a_surname(chain: Chain) -> bool:
    """The model takes many a surname that it has never seen for a body; no acronym is one."""
    return chain.kind == "Organization" and all(form.istitle() and len(plain(form)) == 1 for form in chain.forms)


def _better_known_first(one: Chain, other: Chain) -> tuple[Chain, Chain]:
    """Who is known comes before who is named in full, and then who is named more often."""
    first, second = ((bool(c.known), bool(_full_names(c)), len(c.said)) for c in (one, other))
    return (one, other) if first >= second else (other, one)


def _may_be_one(chains: Chains, one: Chain, other: Chain, *, short_too: bool) -> bool:
    if (one.known and other.known) or {one.female, other.female} == {True, False}:
        return False
    if not _are_spellings(chains, one, other, short_too=short_too):
        return False
    sentence = chains.tree.sent
    return {sentence[m.start] for m in one.mentions}.isdisjoint(sentence[m.start] for m in other.mentions)


def _are_spellings(chains: Chains, one: Chain, other: Chain, *, short_too: bool) -> bool:
    mine, theirs = _full_names(one), _full_names(other)
    if mine and theirs:
        return any(_is_respelt(chains, a, b) for a in mine for b in theirs)
    return short_too and bool(mine) and _is_misspelt_surname(chains, {name[-1] for name in mine}, other)


def _full_names(chain: Chain) -> list[Words]:
    names = {name for form in chain.forms if len(name := plain(form)) > 1 and len(name[-1]) > 1}
    return sorted(names)


def _is_respelt(chains: Chains, one: Words, other: Words) -> bool:
    """Are two full names the same but for a nickname, an accent or a letter?"""
    if one == other:
        return True
    if one[-1] == other[-1] and one[0] in nicknames().get(other[0], ()):
        return not (one[1:-1] and other[1:-1]) or one[1:-1] == other[1:-1]
    if len(one) != len(other):
        return False
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) > 1 or not _is_slip(one[differ[0]], other[differ[0]], _SHORTEST):
        return False
    return differ[0] == len(one) - 1 or not _are_given(chains, one[differ[0]], other[differ[0]])


def _is_slip(one: str, other: str, shortest: int) -> bool:
    return min(len(one), len(other)) >= shortest and is_one_letter_off(one, other)


def _are_given(chains: Chains, *names: str) -> bool:
    """Are all of them given names that people bear: "Maria" and "Marie"?"""
    return all(chains.lexicon.is_given_name(name.title()) for name in names)


def _is_misspelt_surname(chains: Chains, surnames: set[str], other: Chain) -> bool:
    """Is the only name of `other` one of the surnames with a letter wrong, named behind it, and no name of its own?"""
    if other.known or len(names := {plain(form) for form in other.forms}) != 1:
        return False
    name = names.pop()
    if len(name) != 1 or _are_given(chains, name[0]):
        return False
    family = {f"{surname}s" for surname in surnames}  # "the Clintons" are more than one
    return name[0] not in family and any(_is_slip(name[0], surname, _SHORTEST_ALONE) for surname in surnames)
