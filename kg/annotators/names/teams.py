"""Teams that are called like their states: in the report of a match "Sweden beat Panama" tells nothing of two states.

In: the `Name`s of a Tree, the lexicon and the places. Out: the same names; states that play in a report of matches are
teams wherever no preposition says that the place is meant; elsewhere only where they win or lose "the final".
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
        return [_as_winner(tree, n, ontology) for n in names]
    states = [n for n in names if _is_state(n, ontology)]
    places = {n for n in states if _is_place(tree, n, ontology)}
    playing = {n.known for n in states if n not in places and _plays(tree, n, ontology)}
    return [
        replace(n, kind="SportsTeam", known="", sure=False) if n.known in playing and n not in places else n
        for n in names
    ]


def _as_winner(tree: Tree, name: Name, ontology: Ontology) -> Name:
    """ "France won the World Cup" in an article on something else."""
    if not _is_state(name, ontology) or _is_place(tree, name, ontology):
        return name
    verb = _verb_of_play(tree, name, ontology)
    if verb is None:
        return name
    occasions = ontology.lexicon.words("sportOccasion")
    said = any(tree.lemma[i] in occasions or tree.lower[i] in occasions for i in _phrases(tree, verb))
    return replace(name, kind="SportsTeam", known="", sure=False) if said else name


def _phrases(tree: Tree, verb: int) -> list[int]:
    """The heads of the object and of the prepositional phrases of a verb, which may be adjectives ("in the final")."""
    return [*tree.kids(verb, "dobj"), *(o for p in tree.kids(verb, "prep") for o in tree.kids(p, "pobj"))]


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
    if tree.tag[name.end : name.end + 1] == ["CD"] and tree.tag[name.end + 2 : name.end + 3] == ["CD"]:
        return True
    return _verb_of_play(tree, name, ontology) is not None


def _verb_of_play(tree: Tree, name: Name, ontology: Ontology) -> int | None:
    """The verb of play at either end of which the name stands."""
    verbs, last = ontology.lexicon.words("matchVerb"), tree.first_conjunct(name.end - 1)
    up = tree.head[last] if tree.dep[last] in _ROLES else last
    up = tree.head[up] if tree.dep[up] == "prep" else up
    return up if up != last and tree.lemma[up] in verbs else None
