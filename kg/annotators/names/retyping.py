"""One type for one name: the gazetteer's, else the full name's, else the commonest in the document.

In: the `Name`s of a Tree whose Doc has titles. Out: the same names, those of one spelling with one type.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotators.names.name import PROPER
from kg.annotators.names.surnames import is_addressed

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_TITLED = 3  # votes of a name right behind an office: the text's own word outweighs the model's guess


def retyped(tree: Tree, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """`names` with one type for each spelling."""
    names = [_like_the_full_name(tree, names, n) for n in range(len(names))]
    votes = _votes(tree, names)
    parts = _parts_of_persons(tree, names)
    bodies = _short_bodies(tree, names, parts, lexicon.words("genericBodyWord"))
    typed = [n if n.known else replace(n, kind=_kind(tree, n, votes, parts, lexicon)) for n in names]
    return [n if n.known else replace(n, kind=bodies.get(tree.text(n.start, n.end), n.kind)) for n in typed]


def _short_bodies(tree: Tree, names: list[Name], parts: set[str], generic: frozenset[str]) -> dict[str, str]:
    """The classes of bodies by their names without "Group" or "Magazine", where no person is called so."""
    long = [n for n in names if len(n) > 1 and n.kind != "Person" and tree.lower[n.end - 1] in generic]
    short = {tree.text(n.start, n.end - 1): n.kind for n in long}
    return {text: kind for text, kind in short.items() if text not in parts}


def _like_the_full_name(tree: Tree, names: list[Name], n: int) -> Name:
    """ "Movement for Zorb (MZ)": the letters in brackets behind a body are the same body; so "MZ (Zorb Conference)"."""
    name = names[n]
    if _is_spelt_out(tree, names, n):
        return replace(name, kind="Organization")
    if n == 0 or name.known or len(name) > 1 or not tree.words[name.start].isupper():
        return name
    full, bracket = names[n - 1], name.start - 1
    short = full.end == bracket and tree.words[bracket] == "(" and tree.words[name.end : name.end + 1] == [")"]
    return replace(name, kind=full.kind) if short and len(full) > 1 and full.kind != "Person" else name


def _is_spelt_out(tree: Tree, names: list[Name], n: int) -> bool:
    """Does a name stand in brackets behind the letters of a body?"""
    name, before = names[n], names[n - 1]
    if n == 0 or name.known or len(name) < 2 or name.kind == "Person" or len(before) > 1:
        return False
    brackets = [tree.words[name.start - 1], *tree.words[name.end : name.end + 1]]
    letters = tree.words[before.start]
    spelt = brackets == ["(", ")"] and before.end == name.start - 1 and letters.isupper() and len(letters) > 1
    return spelt and before.kind == "Organization"


def _kind(tree: Tree, name: Name, votes: dict[str, Counter[str]], parts: set[str], lexicon: Lexicon) -> str:
    if _is_law(tree, name, lexicon.words("lawWord")):
        return "Work"
    if name.kind == "Person" and (is_addressed(tree, name, lexicon) or _has_given_name(tree, name, lexicon)):
        return "Person"
    if len(name) > 1 and tree.words[name.end - 1] in lexicon.words("bodyWord"):
        return "Organization"
    if len(name) > 1 and tree.words[name.end - 1] in lexicon.words("facilityWord"):
        return "Facility"
    text = tree.text(name.start, name.end)
    if len(name) == 1 and text in parts:
        return "Person"
    return min(votes[text].items(), key=lambda item: (-item[1], item[0]))[0]


def _has_given_name(tree: Tree, name: Name, lexicon: Lexicon) -> bool:
    """ "Tom Hall" is no hall, "at Florence Hall" is one."""
    if len(name) < 2 or not lexicon.is_given_name(tree.words[name.start]):
        return False
    before = tree.lower[name.start - 1 : name.start]
    return not before or (before != ["the"] and before[0] not in lexicon.words("locative"))


def _is_law(tree: Tree, name: Name, laws: frozenset[str]) -> bool:
    """ "the Patriot Act", "Treaty of Rome"."""
    if len(name) > 1 and tree.words[name.end - 1] in laws:
        return True
    return tree.words[name.start] in laws and tree.lower[name.start + 1 : name.start + 2] in (["of"], ["on"])


def _parts_of_persons(tree: Tree, names: list[Name]) -> set[str]:
    """First and last words of full names of persons."""
    persons = [n for n in names if n.kind == "Person" and len(n) > 1 and not n.known]
    return {tree.words[i] for n in persons for i in (n.start, n.end - 1)}


def _votes(tree: Tree, names: list[Name]) -> dict[str, Counter[str]]:
    """How often each spelling is of each type."""
    ends = {span.end for span in tree.doc.spans["titles"] if span.label_ != "capitalOf"}
    votes: dict[str, Counter[str]] = {}
    for name in names:
        count = votes.setdefault(tree.text(name.start, name.end), Counter())
        if name.start in ends and _is_titled(tree, name.start):
            count[name.kind if name.known else "Person"] += _TITLED
        else:
            count[name.kind] += 1
    return votes


def _is_titled(tree: Tree, start: int) -> bool:
    """Is the title before a name written with a capital, as a part of it ("President Obama")?"""
    return tree.tag[start] in PROPER and tree.words[start - 1][:1].isupper()
