"""The noun phrase around a title: "the Chinese foreign ministry's spokesman".

In: a Scene and a title. Out: where the phrase begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.standing.facts import Scene

_IN_PHRASE = ("JJ", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "HYPH", "PRP$", "VBG", "VBN")
_COORDINATED = ("NN", "NNP", "JJ")
_REACH = 6  # tokens between a word and the head it hangs on, for a title inside a longer noun phrase


def phrase_start(scene: Scene, title: Span) -> int:
    """The first of the words before the title that belong to it: "the | Chinese foreign ministry's spokesman"."""
    tree, left = scene.tree, title.start
    while left and tree.sent[left - 1] == tree.sent[title.start] and not _ends_person(scene, left - 1):
        inner = tree.tag[left - 1] in _IN_PHRASE and _belongs(scene, left - 1, title)
        if not inner and not _joins(scene, left - 1):
            break
        left -= 1
    return left


def _joins(scene: Scene, i: int) -> bool:
    """ "prime minister and party leader": a conjunction between two words of a noun phrase."""
    tag = scene.tree.tag
    return tag[i] == "CC" and i >= 1 and tag[i + 1] in _COORDINATED and tag[i - 1] in _COORDINATED


def _belongs(scene: Scene, i: int, title: Span) -> bool:
    """Does the word hang inside the title's noun phrase ("the Syrian refugees President Obama wants" has two)?

    "France's interior and overseas minister": the parser makes "interior" the head of it all.
    """
    tree = scene.tree
    shared = tree.first_conjunct(title.end - 1)
    inside = i < tree.head[i] <= title.end + _REACH
    return inside or tree.tag[i] == "POS" or (shared < title.start and shared in (i, tree.head[i]))


def _ends_person(scene: Scene, i: int) -> bool:
    return scene.tree.tag[i + 1] in ("CC", ",") and scene.person_at(i) is not None
