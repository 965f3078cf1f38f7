"""Where bodies and people have their seat: "a company based in Oslo", "Based in Oslo, the firm", "the Oslo-based firm".

In: a Scene with clauses. Out: Standings of basedIn and locatedIn. The matcher reads "is based in"; here the participle
hangs on a noun that says what the body is.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.grammar import DASHES
from kg.extractors.standing.bearers import bearer, said_of, undergoers
from kg.extractors.standing.facts import Scene, Standing

_IN = ("in", "at", "near", "out")


def seats(scene: Scene) -> Iterator[Standing]:
    """Seats that participles tell."""
    tree = scene.tree
    based, located = scene.lexicon.words("basedWord"), scene.lexicon.words("locatedWord")
    for i, word in enumerate(tree.lower):
        if word in based and i >= 2 and tree.words[i - 1] in DASHES:
            yield from _hyphenated(scene, i)
        elif word in based or word in located:
            predicate = "basedIn" if word in based else "locatedIn"
            place = _place_behind(scene, i)
            if place is not None:
                for n in undergoers(scene, i) if i in scene.clauses else ():
                    if scene.is_a(n, "Organization", "Person") and (predicate == "basedIn" or _is_body(scene, n)):
                        yield Standing(n, predicate, place, [i])


def _is_body(scene: Scene, n: int) -> bool:
    return scene.is_a(n, "Organization")


def _place_behind(scene: Scene, i: int) -> int | None:
    """The place of "based in Oslo", "headquartered near the city of Oslo"."""
    tree, end = scene.tree, scene.sentence_end(i)
    j = i + 1
    if j >= end or tree.lower[j] not in _IN:
        return None
    areas = scene.lexicon.words("settlement")
    while j < end and (tree.lower[j] in (*_IN, "the", "of") or tree.lemma[j] in areas or tree.tag[j] == "JJ"):
        if (n := scene.who.actor_at.get(j)) is not None and scene.is_a(n, "Place"):
            return n
        j += 1
    n = scene.who.actor_at.get(j) if j < end else None
    return n if n is not None and scene.is_a(n, "Place") else None


def _hyphenated(scene: Scene, i: int) -> Iterator[Standing]:
    """ "the Oslo-based firm Acme", "Acme is an Oslo-based firm"."""
    place = scene.who.actor_at.get(i - 2)
    if place is None or not scene.is_a(place, "Place"):
        return
    head = scene.tree.head[i]
    while scene.tree.dep[head] in ("amod", "compound") and scene.tree.head[head] > head:
        head = scene.tree.head[head]
    wanted = ("Person",) if head in scene.title_ends else ("Organization", "Person")
    for n in bearer(scene, head) or said_of(scene, head):
        if scene.is_a(n, *wanted) and n != place:
            yield Standing(n, "basedIn", place, [i])
