"""Kin named by whose they are: "his sons Karl and Otto", "Ann Lee's father, John Lee", "her late husband Paul".

In: a Scene. Out: Standings of parentOf and spouseOf. The noun's owner is one end, who is named behind it the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.grammar import ROLE_COPULAS
from kg.extractors.standing.bearers import bearers, owners, said_of
from kg.extractors.standing.facts import Scene, Standing

_MODIFYING = ("DT", "JJ", "NN", "RBS", "HYPH", "VBN")  # tags of what may stand between "of" and a name


def kin(scene: Scene) -> Iterator[Standing]:
    """Children, parents and spouses."""
    words = scene.lexicon.words
    children, parents, spouses = words("childNoun"), words("parentNoun"), words("spouseNoun")
    for i, lemma in enumerate(scene.tree.lemma):
        if lemma not in children and lemma not in parents and lemma not in spouses:
            continue
        if i in scene.who.actor_at and scene.tree.tag[i].startswith("NNP"):
            continue
        whose, named, event = _owners(scene, i), *_named(scene, i)
        for owner in whose:
            for other in (n for n in named if n not in whose):
                pair = (other, owner) if lemma in parents else (owner, other)
                yield Standing(pair[0], "spouseOf" if lemma in spouses else "parentOf", pair[1], [i], event)


def _owners(scene: Scene, noun: int) -> list[int]:
    """Whose they are, by a possessive or by "of"; only persons."""
    tree = scene.tree
    found = [n for p in tree.kids(noun, "poss") for n in owners(scene, p)]
    if not found and _is_had(scene, noun):
        found = bearers(scene, scene.clauses[tree.head[tree.first_conjunct(noun)]].subjects)
    if not found:
        found = [n for p in tree.kids(noun, "prep") if tree.lower[p] == "of" for n in scene.in_phrase(p)]
        found += [n for p in tree.kids(noun, "prep") if tree.lower[p] == "of" for n in _behind(scene, p)]
    return [n for n in dict.fromkeys(found) if scene.is_a(n, "Person")]


def _is_had(scene: Scene, noun: int) -> bool:
    """ "had two sons, Karl and Otto, and a daughter, Mary"."""
    first = scene.tree.first_conjunct(noun)
    verb = scene.tree.head[first]
    return scene.tree.dep[first] == "dobj" and scene.tree.lemma[verb] == "have" and verb in scene.clauses


def _behind(scene: Scene, prep: int) -> list[int]:
    """ "the son of the late film editor Paul Lang": the person that the phrase ends with."""
    at = next((j for j in range(prep + 1, scene.tree.edges(prep)[1]) if j in scene.who.actor_at), None)
    inner = at is not None and all(scene.tree.tag[j] in _MODIFYING for j in range(prep + 1, at))
    person = scene.person_at(at) if at is not None and inner else None
    return [] if person is None else [person]


def _named(scene: Scene, noun: int) -> tuple[list[int], int | None]:
    """Who they are: named in apposition or right behind, or of whom a copula says it, with its verb."""
    tree, who = scene.tree, scene.who
    heads = tree.kids(noun, "appos", "conj") if _is_had(scene, noun) else tree.kids(noun, "appos")
    after = noun + 2 if tree.words[noun + 1 : noun + 2] == [","] else noun + 1
    if after in who.actor_at and tree.sent[after] == tree.sent[noun]:
        heads.append(after)
    found = [n for h in heads for n in who.of(_head_of_mention(scene, h))]
    event = None
    if not found:
        first = tree.first_conjunct(noun)
        verb = tree.head[first]
        copular = tree.dep[first] == "attr" and tree.lemma[verb] in ROLE_COPULAS
        found, event = said_of(scene, noun), verb if copular else None
        if not found and tree.dep[noun] == "nsubj" and tree.lemma[tree.head[noun]] in ROLE_COPULAS:
            event = tree.head[noun]
            found = [n for a in tree.kids(event, "attr") for n in who.of(a)]
    if not found and tree.dep[noun] in ("compound", "nmod"):
        found = who.of(tree.head[noun])
    return [n for n in dict.fromkeys(found) if scene.is_a(n, "Person")], event


def _head_of_mention(scene: Scene, i: int) -> int:
    """The last token of the name at `i`, with which other names are coordinated."""
    at = scene.who.actor_at.get(i)
    while at is not None and scene.who.actor_at.get(i + 1) == at:
        i += 1
    return i
