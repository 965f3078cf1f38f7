"""Where people studied: "attended Eton College", "holds a PhD in physics from Brown", "was educated at Yale".

In: a Scene with clauses. Out: Standings of studiedAt. The schools of the clause are taken, wherever the parser hangs
them ("graduated from A in 1958, from B with a degree, and from C"), up to the next verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.standing.bearers import bearers
from kg.extractors.standing.facts import Scene, Standing

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause


def studies(scene: Scene) -> Iterator[Standing]:
    """All schools whose students the article's clauses name."""
    study, take = scene.lexicon.words("studyVerb"), scene.lexicon.words("degreeVerb")
    for verb, clause in scene.clauses.items():
        lemma = scene.tree.lemma[verb]
        if lemma not in study and not (lemma in take and _has_degree(scene, verb)):
            continue
        persons = _students(scene, clause)
        schools = _schools(scene, verb) if persons else []
        timed = (
            len(schools) == 1 or sum(i in scene.times for i in _reach(scene, verb)) < 2
        )  # "from A in 1958, B in 1961"
        for school in schools:
            yield from (Standing(n, "studiedAt", school, [verb], verb, timed=timed) for n in persons if n != school)


def _students(scene: Scene, clause: Clause) -> list[int]:
    """Who studies: of "was educated" and "was awarded a degree" to whom it was done."""
    heads = [*clause.objects, *clause.datives] if clause.passive else clause.subjects
    return [n for n in bearers(scene, heads) if scene.is_a(n, "Person")]


def _has_degree(scene: Scene, verb: int) -> bool:
    """ "received a master's degree", not an honorary one."""
    degrees, words = scene.lexicon.words("degree"), scene.tree.lower
    reach = _reach(scene, verb)
    return any(words[i] in degrees or scene.tree.lemma[i] in degrees for i in reach) and not any(
        words[i] == "honorary" for i in reach
    )


def _schools(scene: Scene, verb: int) -> list[int]:
    found = {scene.who.actor_at[i]: None for i in _reach(scene, verb) if i in scene.who.actor_at}
    return [n for n in found if _is_school(scene, n)]


def _is_school(scene: Scene, n: int) -> bool:
    if scene.is_a(n, "University"):
        return True
    words = {w.strip(",.'").lower() for w in scene.who.actors[n].name.split()}
    return scene.is_a(n, "Organization", "Facility") and not scene.lexicon.words("schoolWord").isdisjoint(words)


def _reach(scene: Scene, verb: int) -> range:
    """The tokens behind the verb up to the next verb, the end of its phrase or of the sentence."""
    tree, end = scene.tree, scene.tree.edges(verb)[1]
    for i in range(verb + 1, end):
        if i in scene.clauses and i not in scene.who.actor_at:
            return range(verb + 1, i)
    return range(verb + 1, max(end, verb + 1)) if tree.sent[verb] == tree.sent[end - 1] else range(verb + 1, verb + 1)
