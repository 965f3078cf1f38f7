"""Offices and trades stated by titles: "President Xi", "Xi, president of China", "Xi is president".

In: a Scene whose Doc has titles. Out: Standings of the titles' predicates between holder and body. Which body it is,
and how the title is read of it, is decided in `offices`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.grammar import OFFICE_COPULAS
from kg.extractors.standing.bearers import bearers, said_by, subjects
from kg.extractors.standing.facts import Scene, Standing
from kg.extractors.standing.offices import is_former, offices

if TYPE_CHECKING:
    from spacy.tokens import Span

_REACH = 4  # tokens before a title in which "former" may stand
_INSIDE = ("compound", "nmod", "appos")


def titles(scene: Scene) -> Iterator[Standing]:
    """The offices of the article; a title that is part of a name ("Muslim Student Association") states none."""
    for title in scene.tree.doc.spans["titles"]:
        if title.start not in scene.who.actor_at:
            yield from _of_title(scene, title)


def _of_title(scene: Scene, title: Span) -> Iterator[Standing]:
    head, words = title.end - 1, list(range(title.start, title.end))
    former = is_former(scene, title)
    employed = scene.readings["endsAsEmployment"]
    joins = former or title.label_ in scene.readings["stateUnderstood"]
    for holder, verb in _holders(scene, head):
        if verb is None and scene.tree.dep[head] not in _INSIDE:
            scene.who.by_context.setdefault(head, (holder,))  # "Co-founder of Google, Sergey Brin, met …"
        for predicate, body in offices(scene, title, holder):
            left = (
                former and scene.tree.lower[head] == "member"
            )  # "the former Republican leader" has not left the party
            if joins and not left and scene.is_a(body, "PoliticalParty"):
                yield Standing(holder, "memberOf", body, words, verb)
            elif body != holder and _is_over(scene, title, former=former):
                if predicate in employed and scene.is_a(body, "Organization"):
                    yield Standing(holder, "workedFor", body, words, verb)
            elif body != holder and not former:
                yield Standing(holder, predicate, body, words, verb)


def _is_over(scene: Scene, title: Span, *, former: bool) -> bool:
    """ "the former director", "once the director": not any more."""
    before = scene.tree.lower[max(0, title.start - _REACH) : title.start]
    return former and not scene.lexicon.words("once").isdisjoint(before)


def _holders(scene: Scene, head: int) -> Iterator[tuple[int, int | None]]:
    """Persons with the title: "President Xi", "Xi, president of", "Xi is president of" (that with its verb)."""
    tree = scene.tree
    found = beside(scene, head)
    if found is not None:
        yield found, None
    else:
        first = tree.first_conjunct(head)  # "is a lawyer and president of"
        verb = tree.head[first]
        if tree.dep[first] == "pobj" and tree.lower[verb] == "of" and tree.lower[tree.head[verb]] == "one":
            first = tree.first_conjunct(tree.head[verb])  # "is one of the founders of"
            verb = tree.head[first]
        if tree.dep[first] == "attr" and tree.lemma[verb] in OFFICE_COPULAS:
            yield from ((n, verb) for n in subjects(scene, verb) if scene.is_a(n, "Person"))
        elif tree.dep[first] == "nsubj" and tree.lemma[verb] in OFFICE_COPULAS:  # "its director is Ann Lee"
            yield from (
                (n, verb) for a in tree.kids(verb, "attr") for n in scene.who.of(a) if scene.person_at(a) is not None
            )
        elif tree.dep[first] == "appos":  # "is a chemist, founder and director of"
            persons, said = said_by(scene, first)
            yield from ((n, said) for n in persons if said is not None and scene.is_a(n, "Person"))
        else:
            yield from _installed(scene, first)


def _installed(scene: Scene, noun: int) -> Iterator[tuple[int, int]]:
    """ "was appointed professor", "named her chief", "served as director": who, and the verb."""
    tree, verb = scene.tree, scene.tree.head[noun]
    through_as = tree.dep[noun] == "pobj" and tree.lower[verb] == "as"
    verb = tree.head[verb] if through_as else verb
    clause = scene.clauses.get(verb)
    if clause is None:
        return
    appointing = tree.lemma[verb] in scene.lexicon.words("appointing")
    if appointing and (through_as or tree.dep[noun] in ("oprd", "attr", "appos", "dobj", "npadvmod")):
        heads = [h for h in clause.objects if h != noun]
    elif through_as and tree.lemma[verb] in scene.lexicon.words("serving"):
        heads = clause.subjects
    else:
        return
    yield from ((n, verb) for n in bearers(scene, heads) if scene.is_a(n, "Person"))


def beside(scene: Scene, head: int) -> int | None:
    """The person named behind the title, around it, in apposition to it, or behind its phrase."""
    tree = scene.tree
    if head + 1 < len(tree) and tree.sent[head + 1] == tree.sent[head]:
        follower = scene.person_at(head + 1)
        if follower is not None:
            return follower
    around = scene.person_at(_phrase_head(scene, head)) if tree.dep[head] in _INSIDE else None
    if around is not None:
        return around
    after = _after_phrase(scene, head)
    places = [*tree.kids(head, "appos"), *([after] if after is not None else [])]
    return next((n for n in map(scene.person_at, places) if n is not None), None)


def _phrase_head(scene: Scene, head: int) -> int:
    up = scene.tree.head[head]
    while scene.tree.dep[up] == "compound":
        up = scene.tree.head[up]
    return up


def _after_phrase(scene: Scene, head: int) -> int | None:
    """The name after "CEO of the Refugee Council" or "Co-founder of Google,", wherever the parser hung it."""
    tree, actor_at = scene.tree, scene.who.actor_at
    objects = [
        o
        for p in tree.kids(head, "prep")
        if p == head + 1 and tree.lower[p] in ("of", "for", "at")
        for o in tree.kids(p, "pobj")
    ]
    if not objects or scene.person_at(objects[0]) is not None:
        return None
    at = objects[0]
    while at in actor_at and actor_at.get(at + 1) == actor_at[at]:
        at += 1
    at += 1
    if at + 1 < len(tree) and tree.words[at] == ",":
        at += 1
    return at if at < len(tree) and tree.sent[at] == tree.sent[head] and scene.person_at(at) is not None else None
