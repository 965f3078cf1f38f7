"""When bodies began and who began them: "founded in 1991 by Ann Lee", "the club, formed on 3 May 1902".

In: a Scene with clauses. Out: Dated facts of foundedOn, Standings of founded. The matcher reads "Ann Lee founded the
club"; here the body undergoes it, or a noun that says what the body is: "a firm founded by Ann Lee".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.grammar import DASHES
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


def partners(scene: Scene) -> Iterator[Standing | Dated]:
    """ "Ann Lee co-founded Acme": cut at the hyphen, it is no verb that the parser knows."""
    tree, verbs = scene.tree, scene.lexicon.words("foundingPast")
    for i in range(2, len(tree)):
        if tree.lower[i] not in verbs or tree.words[i - 1] not in DASHES or tree.lower[i - 2] != "co":
            continue
        clause = scene.clauses.get(i - 2) or scene.clauses.get(i)
        if clause is None or clause.passive:
            continue
        heads = [*clause.objects, *([tree.head[i]] if tree.head[i] > i else [])]
        bodies = [n for n in bearers(scene, heads) if scene.is_a(n, "Organization")]
        named = bearers(scene, clause.subjects) or [n for n in [scene.person_at(i - 3)] if n is not None]
        founders = [n for n in named if scene.is_a(n, "Person")]
        yield from (Standing(f, "founded", n, [i], clause.verb, timed=True) for f in founders for n in bodies)
        if scene.circumstances is not None and (time := scene.circumstances.time(clause.verb)) is not None:
            yield from (Dated(n, "foundedOn", Moment(*time, i + 1), [i], clause.verb) for n in bodies)


def _founders(scene: Scene, verb: int) -> list[int]:
    """Whom "by" names: persons, or the bodies that founded another."""
    tree = scene.tree
    verbs = [verb, *(c for c in tree.conjuncts(verb) if tree.tag[c] == "VBN")]  # "founded and led by Ann Lee"
    agents = [p for v in verbs for p in tree.kids(v, "agent", "prep") if tree.lower[p] == "by"]
    found = [n for p in agents for n in scene.in_phrase(p)]
    return [n for n in found if scene.is_a(n, "Person", "Organization")]
