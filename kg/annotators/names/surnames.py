"""Persons who are called like a place: "Mr. Jordan" is no state, nor is "Jordan" where "Michael Jordan" plays.

In: the `Name`s of a Tree, words of nationality. Out: the same names; a single word that the gazetteer knows for a place
is a person behind a form of address, or as the surname of a person named before, if nothing else speaks of the place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_PLACES = frozenset(("City", "Country", "Place", "Region"))
_ACTING = ("nsubj", "nsubjpass", "poss")  # what a place can be too, but is not where its namesake acts


def as_persons(tree: Tree, names: list[Name], peoples: Iterable[Name], lexicon: Lexicon) -> list[Name]:
    """`names`, with the namesakes of places for persons."""
    spoken_of = {people.known for people in peoples}
    spoken_of |= {n.known for n in names if n.known and not _is_actor(tree, n)}
    found: list[Name] = []
    surnames: set[str] = set()
    for name in names:
        if name.kind == "Person" and len(name) > 1:
            surnames.add(tree.words[name.end - 1])
        called = name.kind in _PLACES and bool(name.known) and len(name) == 1
        namesake = tree.words[name.start] in surnames and name.known not in spoken_of
        if called and (is_addressed(tree, name, lexicon) or namesake):
            name = replace(name, kind="Person", known="", sure=False)
        found.append(name)
    return found


def is_addressed(tree: Tree, name: Name, lexicon: Lexicon) -> bool:
    """Does a form of address for persons stand before the name?"""
    before = name.start - 1
    same = before >= 0 and tree.sent[before] == tree.sent[name.start]
    return same and tree.words[before][0].isupper() and tree.lower[before] in lexicon.words("personalHonorific")


def _is_actor(tree: Tree, name: Name) -> bool:
    return tree.dep[name.end - 1] in _ACTING
