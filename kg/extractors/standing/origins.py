"""When bodies began: "founded in 1991", "the club, formed on 3 May 1902".

In: a Scene with clauses. Out: Dated facts of foundedOn. Who founded them is the matcher's.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.standing.bearers import bearers
from kg.extractors.standing.facts import Dated, Moment, Scene

_BEHIND = 6  # tokens after the verb in which its date may stand: "established in Athens in 1991"


def beginnings(scene: Scene) -> Iterator[Dated]:
    """Bodies that are founded, established or formed at a time that is told."""
    verbs = scene.lexicon.words("foundingVerb")
    for i, clause in scene.clauses.items():
        if scene.tree.lemma[i] in verbs:
            time = scene.circumstances.time(i) if scene.circumstances is not None else None
            for body in bearers(scene, clause.objects) if time is not None else ():
                if time is not None and scene.is_a(body, "Organization"):
                    yield Dated(body, "foundedOn", Moment(*time, i + 1), [i], i)
