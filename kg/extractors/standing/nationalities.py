"""Nationalities that no office tells: "is an Irish poet", "the Turkish jeweller Sureyya Cam".

In: a Scene. Out: Standings of citizenOf. Only nouns that say what a person does for a living are read, and not what the
adjective may say of the trade itself: an "American football player" is of any nation.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.grammar import MODIFIERS, OFFICE_COPULAS
from kg.extractors.standing.bearers import said_of
from kg.extractors.standing.facts import Scene, Standing
from kg.extractors.standing.titles import beside


def nationalities(scene: Scene) -> Iterator[Standing]:
    """Persons who are of a state by the adjective before their trade."""
    actors, tree, sports = scene.who.actors, scene.tree, scene.lexicon.words("sportOfNation")
    for i, place in scene.who.demonyms.items():
        trade = _trade(scene, i)
        if trade is None or tree.lower[i + 1] in sports:
            continue
        state = actors.known(place)
        if actors.is_a(state, "Country"):
            for person, verb in _persons(scene, trade):
                yield Standing(person, "citizenOf", state, [i, trade], verb)


def _trade(scene: Scene, adjective: int) -> int | None:
    """The noun of a trade or of belonging that the adjective stands before, if it stands before one."""
    tree, words = scene.tree, scene.lexicon.words("trade")
    first = tree.first_conjunct(adjective)
    if tree.dep[first] not in MODIFIERS:
        return None
    head = tree.head[first]
    while tree.dep[head] == "compound" and tree.lemma[head] not in words:
        head = tree.head[head]
    nouns = [head, *(c for c in tree.conjuncts(head) if tree.tag[c].startswith("NN"))]
    return next((n for n in nouns if n > adjective and tree.lemma[n] in words), None)


def _persons(scene: Scene, noun: int) -> list[tuple[int, int | None]]:
    """Who has the trade, and the verb that says so if it takes one."""
    tree, head = scene.tree, scene.tree.first_conjunct(noun)
    named = beside(scene, noun)
    if named is not None:
        return [(named, None)]
    verb = tree.head[head]
    copular = tree.dep[head] == "attr" and tree.lemma[verb] in OFFICE_COPULAS
    persons = [n for n in said_of(scene, head) if scene.is_a(n, "Person")]
    return [(n, verb if copular else None) for n in persons]
