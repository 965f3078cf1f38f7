"""Where a name begins and ends: no line, bracket or possessive inside it, no article at its edges.

In: a stretch of tokens that the model takes for one name. Out: the stretches of it that can be names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_UNNAMING = ("DT", "PRP$", "CC", "IN", ",")  # tags with which no name begins
_FINITE = ("VBD", "VBZ", "VBP")  # tags of words that no name has in lower case
_SIGNS = "#@"  # with which a tag or an account begins
_NEVER_LAST = ("of", "for", "the", "and", "in", "at", "on")  # words: "Supreme Court of" is cut short
_LAST = ".!"  # with which a name may end: "Yahoo!", "Inc."


def members(tree: Tree, start: int, end: int, ontology: Ontology) -> Iterator[tuple[int, int]]:
    """The names in a span; "Kyiv and Kharkiv" are two where one of them is known, "Johnson and Johnson" is one.

    Behind a plural ("the schools Leeds Hall and Zorb Hall") there are several as well.
    """
    for left, right in _pieces(tree, start, end, ontology.lexicon):
        cuts = [i for i in range(left + 1, right - 1) if tree.lower[i] in ("and", "&")]
        several = left > 0 and tree.tag[left - 1] == "NNS" and any(tree.lower[i] == "and" for i in cuts)
        if not several and not any(
            _is_known(tree, a, b, ontology) for i in cuts for a, b in ((left, i), (i + 1, right))
        ):
            yield left, right
            continue
        for a, b in zip([left, *(i + 1 for i in cuts)], [*cuts, right], strict=True):
            yield from _pieces(tree, a, b, ontology.lexicon)


def _is_known(tree: Tree, start: int, end: int, ontology: Ontology) -> bool:
    return ontology.places.best(tree.text(start, end), place_like=True) is not None


def _pieces(tree: Tree, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The stretches of a span between lines, brackets, quotes and possessives, trimmed."""
    at = start
    for i in range(start, end + 1):
        if i < end and not _is_break(tree, i, start, end, lexicon):
            continue
        left, right = _trimmed(tree, at, i, lexicon)
        if left < right:
            yield left, right
        at = i + 1


def _is_break(tree: Tree, i: int, start: int, end: int, lexicon: Lexicon) -> bool:
    word = tree.words[i]
    if word in lexicon.words("nameBreak") or tree.pos[i] == "SPACE" or "\n" in word:
        return True
    if word == "the" and i > start and tree.head[i] >= end:
        return True  # "according to Lee the | Zorb property": an article of what comes after the name
    if word == "-" and i > start and tree.doc[i].whitespace_ and tree.doc[i - 1].whitespace_:
        return True  # "Weak - Rubio"
    if word == "," and not any(tree.lower[j] in _NEVER_LAST for j in range(start, i)):
        return not _is_legal_form(tree, i + 1, end, lexicon)  # "Armed Forces | , | Commerce", but "Zorb, Inc."
    if tree.tag[i] in _FINITE and word.islower():
        return True  # "Von der Leyen | thanked | Michel"
    possessive = word in lexicon.words("possessiveMark") and (tree.tag[i] == "POS" or i > start)
    return possessive and not _owns_office(tree, i, end, lexicon)


def _is_legal_form(tree: Tree, i: int, end: int, lexicon: Lexicon) -> bool:
    return i < end and tree.lower[i].removesuffix(".") in lexicon.words("legalForm") | lexicon.words("nameSuffix")


def _owns_office(tree: Tree, i: int, end: int, lexicon: Lexicon) -> bool:
    """ "the Los Angeles Sheriff's office": one body, though its last word is not a name."""
    return i + 2 == end and tree.lower[i + 1] in lexicon.words("ownedOffice")


def without_bearer(tree: Tree, start: int, end: int, lexicon: Lexicon) -> int:
    """The end of the body's name in "Council on Zorb Relations | Alia Salem", behind which its head is named."""
    first = end - 2
    if first - start <= 2:
        return end
    joined = any(tree.lower[i] in _NEVER_LAST for i in range(start + 1, first - 1))
    common = tree.tag[first - 1] in ("NNS", "NNPS") and tree.tag[first] == tree.tag[end - 1] == "NNP"
    return first if joined and common and lexicon.is_given_name(tree.words[first]) else end


def _trimmed(tree: Tree, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    while start < end and _is_outside(tree, start, lexicon):
        start += 1
    while end > start and not _can_be_last(tree, end - 1):
        end -= 1
    return start, end


def _can_be_last(tree: Tree, i: int) -> bool:
    sign = tree.words[i][-1]
    return tree.lower[i] not in _NEVER_LAST and (sign.isalnum() or sign in _LAST)


def _is_outside(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Is the token, at the beginning of a name, no part of it?"""
    first = tree.words[i][0]
    return (
        tree.lower[i] in lexicon.words("beforeName")
        or tree.tag[i] in _UNNAMING
        or not (first.isalnum() or first in _SIGNS)
    )
