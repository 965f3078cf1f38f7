"""Teams that are called like their states: in the report of a match "Sweden beat Panama" tells nothing of two states.

In: the `Name`s of a Tree, the lexicon and the places. Out: the same names; states that play in a report of matches are
teams wherever no preposition says that the place is meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology import Ontology
    from kg.syntax import Tree

_ENOUGH = 5  # different words of sport that make an article the report of a match
_ROLES = ("nsubj", "nsubjpass", "dobj", "agent", "pobj")


def as_teams(tree: Tree, names: list[Name], ontology: Ontology) -> list[Name]:
    """`names`, with the states that play as teams of no gazetteer."""
    sport = ontology.lexicon.words("sportWord")
    if len({lemma for lemma in tree.lemma if lemma in sport}) < _ENOUGH:
        return names
    states = [n for n in names if _is_state(n, ontology)]
    places = {n for n in states if _is_place(tree, n, ontology)}
    playing = {n.known for n in states if n not in places and _plays(tree, n, ontology)}
    return [
        replace(n, kind="SportsTeam", known="", sure=False) if n.known in playing and n not in places else n
        for n in names
    ]


def _is_state(name: Name, ontology: Ontology) -> bool:
    place = ontology.places.all.get(name.known)
    return place is not None and name.kind in ("Country", "Region") and bool(place.adjectives)


def _is_place(tree: Tree, name: Name, ontology: Ontology) -> bool:
    """ "in Sweden", "Panama City": where, or a part of another name."""
    before = name.start - 1
    before -= before >= 0 and tree.tag[before] == "DT"
    return before >= 0 and tree.lower[before] in ontology.lexicon.words("locative")


def _plays(tree: Tree, name: Name, ontology: Ontology) -> bool:
    """Is it at either end of a verb of play, or beside a score ("Sweden 1 - 0 Panama")?"""
    last = name.end - 1
    if tree.tag[name.end : name.end + 1] == ["CD"] and tree.tag[name.end + 2 : name.end + 3] == ["CD"]:
        return True
    verbs = ontology.lexicon.words("matchVerb")
    up = tree.head[last] if tree.dep[last] in _ROLES else last
    up = tree.head[up] if tree.dep[up] == "prep" else up
    return up != last and tree.lemma[up] in verbs
