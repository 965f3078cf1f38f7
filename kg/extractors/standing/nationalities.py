"""Nationalities that no office tells: "is an Irish poet", "the Turkish jeweller Sureyya Cam".

In: a Scene. Out: Standings of citizenOf. Only nouns that say what a person does for a living are read, and not what the
adjective may say of the trade itself: an "American football player" is of any nation.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.grammar import MODIFIERS, OFFICE_COPULAS
from kg.extractors.standing.bearers import copula_behind, said_of
from kg.extractors.standing.facts import Scene, Standing
from kg.extractors.standing.titles import beside

_BEFORE_TRADE = frozenset(("JJ", "NN", "NNP", "VBN", "VBG", "RB", "HYPH", "CC", ",", "POS", "DT"))


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


def defined(scene: Scene) -> Iterator[Standing]:
    """ "Jane Doe (born 1950) was a retired Irish poet": read from left to right, as brackets mislead parsers."""
    tree, who, trades = scene.tree, scene.who, scene.lexicon.words("trade")
    sports = scene.lexicon.words("sportOfNation")
    for name, person in scene.names():
        verb = copula_behind(scene, name.end) if scene.is_a(person, "Person") else None
        if verb is None:
            continue
        nations: list[int] = []
        for i in range(verb + 2, len(tree)):
            if i in who.demonyms and tree.lower[i + 1 : i + 2] != [] and tree.lower[i + 1] not in sports:
                nations.append(i)
            elif nations and tree.lemma[i] in trades:
                states = [(j, who.actors.known(who.demonyms[j])) for j in nations]
                yield from (
                    Standing(person, "citizenOf", n, [j, i], verb) for j, n in states if scene.is_a(n, "Country")
                )
                break
            elif tree.tag[i] not in _BEFORE_TRADE:
                break


def employees(scene: Scene) -> Iterator[Standing]:
    """ "NASA engineer Jane Doe": works for it."""
    tree, trades = scene.tree, scene.lexicon.words("trade")
    for name, body in scene.names():
        i = name.end
        if not scene.is_a(body, "Organization") or scene.is_a(body, "Country", "PoliticalParty"):
            continue
        while i < len(tree) and tree.tag[i] in ("JJ", "NN", "HYPH") and tree.lemma[i] not in trades:
            i += 1
        if i in scene.title_ends or i + 1 >= len(tree):  # "CIA Director William Burns" leads it
            continue
        if tree.lemma[i] in trades and tree.sent[i] == tree.sent[name.start]:
            person = scene.person_at(i + 1)
            if person is not None:
                yield Standing(person, "worksFor", body, [i])


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
