"""Standing facts of role nouns: "Wiki, a spinoff of 4chan", "refugees from Syria", "Gonzaga, a school in Milan".

In: a Scene. Out: Standings between the bearer of the noun and what its preposition takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.grammar import ROLE_COPULAS
from kg.extractors.standing.bearers import bearers, owners, said_of, subjects
from kg.extractors.standing.facts import Scene, Standing

if TYPE_CHECKING:
    from kg.ontology.patterns import Pattern


def roles(scene: Scene) -> Iterator[Standing]:
    """ "Insurgency Wiki, a spinoff of 4chan", "she was a guest at the fair": what stands by the role noun has it."""
    for i, lemma in enumerate(scene.tree.lemma):
        patterns = scene.lexicon.roles.get(lemma)
        if patterns and i not in scene.who.actor_at and not _is_former(scene, i):
            bearers, event = _bearers(scene, i)
            for pattern in patterns if bearers else ():
                found = [Standing(*pair, [i], event) for pair in _triples(scene, i, pattern, bearers)]
                if found:
                    yield from found
                    break


def _is_former(scene: Scene, i: int) -> bool:
    """ "a former member of"."""
    return not scene.lexicon.words("former").isdisjoint(scene.tree.lower[c] for c in scene.tree.kids(i, "amod"))


def _triples(scene: Scene, i: int, pattern: Pattern, bearers: list[int]) -> list[tuple[int, str, int]]:
    wanted = {prep for prep, _ in pattern.preps}
    objects = [n for p in scene.tree.kids(i, "prep") if scene.tree.lower[p] in wanted for n in scene.in_phrase(p)]
    if (
        not objects and "of" in wanted and pattern.predicate in scene.readings["ownedRole"]
    ):  # "its subsidiary Acme", "Acme, Brightwater's subsidiary"
        objects = [n for p in scene.tree.kids(i, "poss") for n in owners(scene, p)]
    pairs = [(b, o) for b in bearers for o in objects if b != o]
    return [(o, pattern.predicate, b) if pattern.inverse else (b, pattern.predicate, o) for b, o in pairs]


def _bearers(scene: Scene, i: int) -> tuple[list[int], int | None]:
    """Who is said to be the noun `i`, and the verb that says it if it takes one."""
    tree, who, head = scene.tree, scene.who, scene.tree.head[i]
    listed = who.listed_members(i)
    if listed:
        return listed, None  # "supporters of the bill, such as Bob Corker"
    if tree.dep[i] == "appos" and (found := who.of(head)[:1]):
        return found, None
    if tree.dep[i] == "attr" and tree.lemma[head] in ROLE_COPULAS:
        return subjects(scene, head), head
    named = [who.actor_at[c] for c in tree.kids(i, "appos") if c in who.actor_at]
    first = tree.first_conjunct(i)
    verb = tree.head[first]
    if not named and tree.dep[first] == "pobj" and tree.lower[verb] == "as":
        verb = tree.head[verb]  # "operates as a subsidiary of", "served as a member of"
        clause = scene.clauses.get(verb)
        if clause is not None and tree.lemma[verb] in scene.lexicon.words("serving"):
            return bearers(scene, clause.subjects), verb
    copular = tree.dep[first] == "attr" and tree.lemma[verb] in ROLE_COPULAS
    if not named and (fronted := _fronted(scene, i)) is not None:
        return [fronted], None
    return named or said_of(scene, i), verb if copular and not named else None


def _fronted(scene: Scene, i: int) -> int | None:
    """ "A resident of Boston, Ann Lee was": the name behind the comma of what a sentence begins with."""
    tree = scene.tree
    left, right = tree.edges(i)
    opens = left == 0 or tree.sent[left - 1] != tree.sent[i]
    if not opens or tree.words[right : right + 1] != [","] or right + 1 >= len(tree):
        return None
    return scene.who.actor_at.get(right + 1) if tree.sent[right + 1] == tree.sent[i] else None


def origins(scene: Scene) -> Iterator[Standing]:
    """ "refugees from Syria and Iraq" are their citizens; "Instituto Gonzaga, a school in Milan" lies there."""
    tree, people, schools = scene.tree, scene.lexicon.words("peopleNoun"), scene.lexicon.words("establishment")
    for i, lemma in enumerate(tree.lemma):
        if lemma in people and tree.tag[i] == "NNS":
            yield from _from_place(scene, i, "from", "citizenOf", scene.who.of(i))
        elif lemma in schools:
            yield from _from_place(scene, i, "in", "locatedIn", _bearers(scene, i)[0])
        elif lemma in people and tree.dep[i] == "appos":
            persons = [n for n in _bearers(scene, i)[0] if scene.is_a(n, "Person")]
            yield from _from_place(scene, i, "from", "residesIn", persons)


def _from_place(scene: Scene, noun: int, word: str, predicate: str, bearers: list[int]) -> Iterator[Standing]:
    wanted = "Country" if predicate == "citizenOf" else "Place"
    for prep in scene.tree.kids(noun, "prep") if bearers else ():
        if scene.tree.lower[prep] == word:
            for place in (n for n in scene.in_phrase(prep) if scene.is_a(n, wanted)):
                others = [n for n in bearers if n != place]
                yield from (Standing(n, predicate, place, [noun, prep], unnamed=True) for n in others)
