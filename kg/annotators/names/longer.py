"""Names to their ends: "Joint Council | for the Welfare of Immigrants", "Hans van | den Broek".

In: `Name`s of a Tree that the model or the gazetteer found. Out: the same, those that end with a word for a body made
longer by the capitalised phrases that follow, and persons that end with a particle by the rest of the surname.
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
_TIMES = ("DATE", "TIME")
_OTHERS = ("PERSON", "GPE", "DATE")  # entities with which another name begins, after "and"


def to_their_ends(tree: Tree, names: Iterable[Name], lexicon: Lexicon) -> list[Name]:
    """`names`, bodies with their of- and for-phrases, persons with their surnames; what is sure stays as it is."""
    bodies, particles = lexicon.words("bodyWord"), lexicon.words("nameParticle")
    found = []
    for name in names:
        if not name.sure and name.kind == "Person" and tree.lower[name.end - 1] in particles:
            name = _with_surname(tree, name, particles)
        elif not name.sure and not bodies.isdisjoint(tree.words[i] for i in name.tokens):
            name = _longer(tree, name)
        found.append(_with_legal_form(tree, name, lexicon))
    return found


def _with_surname(tree: Tree, name: Name, particles: frozenset[str]) -> Name:
    """ "Hans van | den Broek", "Marine Le | Pen": a name does not end with a particle."""
    end = name.end
    while end < len(tree) and tree.lower[end] in particles:
        end += 1
    named = end < len(tree) and tree.sent[end] == tree.sent[name.start] and tree.tag[end] in PROPER
    return replace(name, end=end + 1) if named else name


def _with_legal_form(tree: Tree, name: Name, lexicon: Lexicon) -> Name:
    """ "Zorb Systems | , Inc.", "Zorb Bank | plc"."""
    form = name.end + (tree.words[name.end : name.end + 1] == [","])
    if name.kind != "Organization" or name.sure or form >= len(tree) or tree.sent[form] != tree.sent[name.start]:
        return name
    plain = tree.lower[form].removesuffix(".") in lexicon.words("legalForm")
    return replace(name, end=form + 1) if plain and lexicon.kinds.get(tree.words[form]) == "Company" else name


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
    dated = tree.doc[i].ent_type_ in _TIMES  # "the House Judiciary Committee | on Tuesday"
    return tree.words[i][:1].isupper() and not dated and (tree.tag[i] in PROPER or tree.tag[i].startswith("NN"))


def _begins_other(tree: Tree, i: int) -> bool:
    return i >= len(tree) or tree.doc[i].ent_type_ in _OTHERS
