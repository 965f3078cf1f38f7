"""Names of occasions: "the FIRST Global robotics competition", "the Cannes Film Festival", "the G20 summit".

In: a Tree, the lexicon, the places. Out: `Name`s of events in text order. An occasion that is told by nothing but a
place or a nationality ("the Moscow summit", "the Russian festival") has no name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.annotators.names.name import Name

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.syntax import Tree

_LONGEST = 6  # words before the noun
_NOUNS = ("NN", "NNS")


def occasions(tree: Tree, ontology: Ontology) -> Iterator[Name]:
    """The occasions with a capitalized name before their noun."""
    words = ontology.lexicon.words("occasion")
    for i, lower in enumerate(tree.lower):
        if lower in words:
            start = _start(tree, i)
            capitals = [j for j in range(start, i + 1) if tree.words[j][:1].isupper()]
            if len(capitals) > 1 and not _is_only_a_place(tree, start, i, ontology):
                yield Name(start, i + 1, "Event")


def _start(tree: Tree, noun: int) -> int:
    """The first capitalized word before the noun; one plain noun may stand between ("Global robotics competition")."""
    start = noun
    if noun and tree.tag[noun - 1] in _NOUNS and tree.words[noun - 1].islower():
        start -= 1
    first = start
    while first > max(0, noun - _LONGEST) and _belongs(tree, first - 1, noun):
        first -= 1
    return first if first < start else noun


def _belongs(tree: Tree, i: int, noun: int) -> bool:
    word = tree.words[i]
    return tree.sent[i] == tree.sent[noun] and word[:1].isupper() and word.isalnum() and tree.tag[i] not in ("DT", "IN")


def _is_only_a_place(tree: Tree, start: int, noun: int, ontology: Ontology) -> bool:
    places = ontology.places
    words = [tree.words[j] for j in range(start, noun) if tree.words[j][:1].isupper()]
    text = " ".join(words)
    known = places.best(text, place_like=True)
    return (known is not None and not known.is_body) or all(w in places.adjectives or w.isdigit() for w in words)
