"""Where people live: "lives and works in Ghent", "moved back to Paris", "was raised on Long Island", "a Boston native".

In: a Scene with clauses. Out: Standings of residesIn, grewUpIn and bornIn. The matcher reads the plain cases; here
words stand between verb and place, or another verb shares the place.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.standing.bearers import bearers, said_of, undergoers
from kg.extractors.standing.facts import Scene, Standing
from kg.extractors.standing.titles import beside

_AT = frozenset(("in", "at", "on", "near", "outside"))
_TO = frozenset(("to",))
_SKIPPED = frozenset(
    ("and", "still", "now", "currently", "mostly", "permanently", "briefly", "back", "the", "of", "with")
)


def residences(scene: Scene) -> Iterator[Standing]:
    """Places that verbs of living and moving name."""
    words = scene.lexicon.words
    living, moving, raised = words("livingVerb"), words("movingVerb"), words("raisedWord")
    for i, clause in scene.clauses.items():
        lemma = scene.tree.lemma[i]
        if scene.tree.lower[i] in raised and scene.tree.tag[i] == "VBN":
            yield from _at(scene, i, _AT, "grewUpIn", undergoers(scene, i))
        elif lemma in living or (lemma in moving and not clause.objects):
            yield from _at(scene, i, _AT if lemma in living else _TO, "residesIn", bearers(scene, clause.subjects))


def _at(scene: Scene, verb: int, preps: frozenset[str], predicate: str, who: list[int]) -> Iterator[Standing]:
    persons = [n for n in who if scene.is_a(n, "Person")]
    place = _place(scene, verb, preps) if persons else None
    if place is not None:
        yield from (Standing(n, predicate, place, [verb], verb, timed=True) for n in persons)


def _place(scene: Scene, verb: int, preps: frozenset[str]) -> int | None:
    """The place behind the verb's preposition, with nothing but small words and a twin verb between."""
    tree, twins = scene.tree, scene.lexicon.words("livingTwin")
    settlements, seen = scene.lexicon.words("settlement"), False
    for i in range(verb + 1, scene.sentence_end(verb)):
        n = scene.who.actor_at.get(i)
        if n is not None:
            return n if seen and scene.is_a(n, "Place") else None
        if tree.lower[i] in preps:
            seen = True
        elif (
            tree.lower[i] not in _SKIPPED
            and tree.lemma[i] not in twins
            and not (seen and (tree.lemma[i] in settlements or tree.tag[i] == "JJ"))
        ):
            return None
    return None


def natives(scene: Scene) -> Iterator[Standing]:
    """ "a Boston native", "Boston native Ann Lee": was born there."""
    for i, lemma in enumerate(scene.tree.lemma):
        place = scene.who.actor_at.get(i - 1) if lemma == "native" and i else None
        if place is None or not scene.is_a(place, "Place"):
            continue
        after = scene.person_at(i + 1) if i + 1 < len(scene.tree) else None
        persons = (
            [after] if after is not None else said_of(scene, i) or [n for n in [beside(scene, i)] if n is not None]
        )
        yield from (Standing(n, "bornIn", place, [i]) for n in persons if scene.is_a(n, "Person"))
