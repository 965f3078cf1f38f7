"""When bodies began and who began them: "founded in 1991 by Ann Lee", "the club, formed on 3 May 1902".

In: a Scene with clauses. Out: Dated facts of foundedOn, Standings of founded. The matcher reads "Ann Lee founded the
club"; here the body undergoes it, or a noun that says what the body is: "a firm founded by Ann Lee".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.standing.bearers import bearers, undergoers
from kg.extractors.standing.facts import Dated, Moment, Scene, Standing

_PARTICIPLE = ("acl", "advcl", "amod", "relcl", "conj")


def beginnings(scene: Scene) -> Iterator[Standing | Dated]:
    """Bodies that are founded, established or formed at a time or by somebody that is told."""
    verbs = scene.lexicon.words("foundingVerb")
    for i, clause in scene.clauses.items():
        if scene.tree.lemma[i] not in verbs:
            continue
        participle = scene.tree.tag[i] == "VBN" and scene.tree.dep[i] in _PARTICIPLE
        heads = undergoers(scene, i) if clause.passive or participle else bearers(scene, clause.objects)
        bodies = [n for n in heads if scene.is_a(n, "Organization")]
        time = scene.circumstances.time(i) if scene.circumstances is not None and bodies else None
        if time is not None:
            yield from (Dated(n, "foundedOn", Moment(*time, i + 1), [i], i) for n in bodies)
        if clause.passive or participle:
            yield from (
                Standing(founder, "founded", n, [i], i, timed=True)
                for n in bodies
                for founder in _founders(scene, i)
                if founder != n
            )


def _founders(scene: Scene, verb: int) -> list[int]:
    """Whom "by" names: persons, or the bodies that founded another."""
    tree = scene.tree
    agents = [p for p in tree.kids(verb, "agent", "prep") if tree.lower[p] == "by"]
    found = [n for p in agents for n in scene.in_phrase(p)]
    return [n for n in found if scene.is_a(n, "Person", "Organization")]
