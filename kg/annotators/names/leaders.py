"""Heads of state and government by their names: "Menem" wherever it stands, though the model takes it for a place.

In: a Tree whose Doc has titles, and the leaders. Out: `Name`s of persons in text order; which person it is, and whether
the article allows it, coreference decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.annotators.names.name import PROPER, Name
from kg.ontology.leaders import plain

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.syntax import Tree

_LONGEST = 8  # tokens; hyphens are tokens


def names_of_leaders(tree: Tree, ontology: Ontology) -> Iterator[Name]:
    """Full names, and surnames that are unmistakable; no title belongs to them."""
    outside = {i for span in tree.doc.spans["titles"] for i in range(span.start, span.end)}
    outside |= {i for i, word in enumerate(tree.lower) if word in ontology.lexicon.words("honorific")}
    i = 0
    while i < len(tree):
        end = _end(tree, i, outside, ontology) if tree.words[i][:1].isupper() and i not in outside else i
        if end > i:
            yield Name(i, end, "Person", sure=True)
        i = max(end, i + 1)


def _end(tree: Tree, start: int, outside: set[int], ontology: Ontology) -> int:
    """The token behind the leader's name that begins at `start`, or `start`."""
    leaders = ontology.leaders
    first = plain(tree.words[start])[0]
    if first in leaders.first_words:
        for end in range(min(len(tree), start + _LONGEST), start + 1, -1):
            same = tree.sent[start] == tree.sent[end - 1] and tree.words[end - 1][0].isalnum()
            if same and plain(tree.text(start, end)) in leaders.by_name:
                return end
    alone = first in leaders.lone and _stands_alone(tree, start, outside)
    return start + 1 if alone else start


def _stands_alone(tree: Tree, i: int, outside: set[int]) -> bool:
    """No part of a longer name: of a relative ("Melania Trump"), or of a thing ("Trump Tower")."""
    if tree.tag[i] not in PROPER:
        return False
    before = i > 0 and tree.sent[i - 1] == tree.sent[i] and tree.tag[i - 1] in PROPER and i - 1 not in outside
    after = i + 1 < len(tree) and tree.sent[i + 1] == tree.sent[i] and tree.tag[i + 1] in PROPER
    return not (before and tree.head[i - 1] == i) and not (after and tree.head[i] == i + 1)
