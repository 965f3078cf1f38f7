"""Full names that the model has overlooked: proper nouns after a given name, or before a word for a body.

In: a Tree and the lexicon's given names and words for bodies. Out: `Name`s in text order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.annotators.names.name import Name

if TYPE_CHECKING:
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_SAINTS = ("St.", "St", "Saint")
_LONGEST = 5  # tokens: "Juan Manuel Santos Calderon", "Jan-Henrik Lee Berg"


def overlooked_names(tree: Tree, lexicon: Lexicon) -> Iterator[Name]:
    """The persons whose given name the lexicon has and in whom the model saw nothing."""
    given = lexicon.words("femaleName") | lexicon.words("maleName")
    i = 0
    while i < len(tree):
        end = _end_of_name(tree, i) if tree.words[i] in given and _opens_name(tree, i) else i + 1
        if end - i > 1 and tree.head[i] < end:
            yield Name(i, end, "Person")
        i = end


def overlooked_bodies(tree: Tree, lexicon: Lexicon) -> Iterator[Name]:
    """ "the Zorb News", "Zorb Station": bodies and buildings by their last word in which the model saw nothing."""
    facilities = lexicon.words("facilityWord")
    last = lexicon.words("bodyWord") | facilities | lexicon.kinds.keys()
    i = 0
    while i < len(tree):
        end = _end_of_name(tree, i) if _is_unread(tree, i) else i + 1
        if end - i > 1 and tree.words[end - 1] in last and _stands_apart(tree, i, end):
            yield Name(i, end, "Facility" if tree.words[end - 1] in facilities else "Organization")
        i = end


def bodies_with_possessor(tree: Tree, lexicon: Lexicon) -> Iterator[Name]:
    """ "Emily's List", "St. Joseph's University", "Children's Defense Fund": a possessive inside a name."""
    owners, occasions = lexicon.words("possessorInName"), lexicon.words("occasion")
    for i in range(1, len(tree) - 1):
        if tree.lower[i] not in ("'s", "’s", "'", "’") or not tree.words[i + 1][:1].isupper():
            continue
        saint = i > 1 and tree.words[i - 2] in _SAINTS and tree.sent[i - 2] == tree.sent[i]
        end = _end_of_capitals(tree, i + 1)
        if (saint or tree.words[i - 1] in owners) and tree.lower[end - 1] not in occasions:
            yield Name(i - 2 if saint else i - 1, end, "Organization")


def _end_of_capitals(tree: Tree, start: int) -> int:
    end = start
    while end < len(tree) and tree.sent[end] == tree.sent[start] and tree.words[end][:1].isupper():
        end += 1
    return end


def _stands_apart(tree: Tree, start: int, end: int) -> bool:
    """Is it no piece of a longer name, of which the model has seen another piece?"""
    beside = [i for i in (start - 1, end) if 0 <= i < len(tree) and tree.sent[i] == tree.sent[start]]
    whole = all(tree.words[i][0].isupper() for i in range(start, end))
    return whole and not any(tree.words[i][0].isupper() for i in beside if tree.lower[i] != "the")


def _opens_name(tree: Tree, i: int) -> bool:
    return _is_unread(tree, i) and tree.dep[i] in ("compound", "amod")


def _end_of_name(tree: Tree, start: int) -> int:
    end = start + 1
    while end < len(tree) and end - start < _LONGEST and _goes_on(tree, end) and tree.sent[end] == tree.sent[start]:
        end += 1
    return end


def _goes_on(tree: Tree, i: int) -> bool:
    """Another proper noun, or the hyphen between two ("Jan-Henrik")."""
    hyphen = tree.words[i] == "-" and i + 1 < len(tree) and _is_unread(tree, i + 1) and not tree.doc[i].whitespace_
    return _is_unread(tree, i) or (hyphen and not tree.doc[i - 1].whitespace_)


def _is_unread(tree: Tree, i: int) -> bool:
    """A proper noun that is in no entity of the model."""
    return tree.tag[i] == "NNP" and not tree.doc[i].ent_type_
