"""Standing facts of place: "Irving, Texas", "the Kremlin in Moscow", "Ukrainian cities, including Kyiv".

In: a Scene. Out: Standings of locatedIn.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extractors.standing.facts import Scene, Standing

if TYPE_CHECKING:
    from spacy.tokens import Span

# What the parser makes of the region behind the comma.
_BEHIND_COMMA = ("appos", "npadvmod", "pobj", "conj", "nmod", "compound")


def places_in_places(scene: Scene) -> Iterator[Standing]:
    """ "Irving, Texas", "the Kremlin in Moscow": the first lies in the second."""
    actor_at = scene.who.actor_at
    for inner, outer in pairwise(scene.tree.doc.spans["names"]):
        between = scene.tree.lower[inner.end : outer.start]
        a, b = actor_at.get(inner.start), actor_at.get(outer.start)
        if b is not None and between == [","]:
            b = _region(scene, outer, b)
        if a is None or b is None or a == b or not scene.is_a(a, "Place") or not scene.is_a(b, "Place"):
            continue
        if _behind_comma(scene, outer, a, b) if between == [","] else _behind_in(scene, inner, outer, a):
            yield Standing(a, "locatedIn", b, [inner.start, outer.end - 1])


def _region(scene: Scene, outer: Span, n: int) -> int:
    """The region or state that the name means behind a comma, where "Georgia" and "Washington" are not persons."""
    if scene.is_a(n, "Place"):
        return n
    region = scene.who.actors.places.after_comma(outer.text)
    return scene.who.actors.known(region.id) if region is not None and region.type in ("Region", "Country") else n


def _behind_comma(scene: Scene, outer: Span, a: int, b: int) -> bool:
    wide = scene.is_a(b, "Country", "Region") and not scene.is_a(a, "Country", "Region")
    return wide and scene.tree.dep[outer.root.i] in _BEHIND_COMMA and not _in_list(scene, outer)


def _behind_in(scene: Scene, inner: Span, outer: Span, a: int) -> bool:
    """ "the Kremlin in Moscow", "the town of Cizre in southeastern Turkey"."""
    tree, prep = scene.tree, inner.end
    if tree.lower[prep] != "in" or scene.is_a(a, "Country") or tree.sent[prep] != tree.sent[outer.start]:
        return False
    between = tree.lower[prep + 1 : outer.start]
    if between in ([], ["the"]) and tree.head[prep] == inner.root.i:
        return True
    parts = scene.lexicon.words("direction")
    return between not in ([], ["the"]) and all(w in parts for w in between) and _is_where(scene, inner)


def _is_where(scene: Scene, inner: Span) -> bool:
    """Does a preposition before the name say that it is a place ("near Cizre", "the town of Cizre")?"""
    before = inner.start - 1
    before -= before >= 0 and scene.tree.tag[before] == "DT"
    return before >= 0 and scene.tree.tag[before] == "IN"


def _in_list(scene: Scene, span: Span) -> bool:
    """Is the comma one of a list ("Paris, France and Rome" is not told apart from "Paris, Kyiv and Rome" by it)?"""
    tree = scene.tree
    return tree.dep[span.root.i] == "conj" and bool(tree.kids(tree.head[span.root.i], "cc"))


def members_listed(scene: Scene) -> Iterator[Standing]:
    """ "Ukrainian cities, including Kyiv and Odessa": each lies in Ukraine."""
    areas = scene.lexicon.words("listedArea")
    for i, lemma in enumerate(scene.tree.lemma):
        if lemma in areas and scene.tree.tag[i] == "NNS":
            for state in scene.who.states_of_adjectives(i)[:1]:
                for n in scene.who.listed_members(i):
                    if scene.is_a(n, "Place") and n != state:
                        yield Standing(n, "locatedIn", state, [i])
