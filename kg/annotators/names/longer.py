"""Names of bodies to their ends: "Joint Council | for the Welfare of Immigrants".

In: `Name`s of a Tree that the model or the gazetteer found. Out: the same, those that end with a word for a body made
longer by the capitalised phrases that follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotators.names.name import PROPER

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_JOINING = ("of", "for", "on", "against")
_OTHERS = ("PERSON", "GPE", "DATE")  # entities with which another name begins, after "and"


def to_their_ends(tree: Tree, names: Iterable[Name], lexicon: Lexicon) -> list[Name]:
    """`names`, bodies with their of- and for-phrases; what the gazetteer knows stays as it is."""
    bodies = lexicon.words("bodyWord")
    return [n if n.sure or bodies.isdisjoint(tree.words[i] for i in n.tokens) else _longer(tree, n) for n in names]


def _longer(tree: Tree, name: Name) -> Name:
    end = name.end
    while (step := _next_phrase(tree, end)) > end:
        end = step
    return replace(name, end=end, kind="Organization") if end > name.end else name


def _next_phrase(tree: Tree, end: int) -> int:
    """The end of the phrase behind token `end` - 1 that still belongs to the name, or `end`."""
    at = end + 1
    if end >= len(tree) or tree.sent[end] != tree.sent[end - 1]:
        return end
    if tree.lower[end] in _JOINING:
        at += tree.lower[at : at + 1] == ["the"]
    elif tree.lower[end] != "and" or tree.tag[end - 1] != "NNPS" or _begins_other(tree, at):
        return end
    first = at
    while at < len(tree) and tree.sent[at] == tree.sent[end] and _is_capitalized(tree, at):
        at += 1
    return at if at > first else end


def _is_capitalized(tree: Tree, i: int) -> bool:
    return tree.words[i][:1].isupper() and (tree.tag[i] in PROPER or tree.tag[i].startswith("NN"))


def _begins_other(tree: Tree, i: int) -> bool:
    return i >= len(tree) or tree.doc[i].ent_type_ in _OTHERS
