"""When and where people were born and died: "born 4 May 1929 in Brussels", "(1929-1993)", "until her death in 2007".

In: a Scene with clauses. Out: Standings of bornIn and diedIn, Dated facts of bornOn and diedOn. What stands behind the
word is read from left to right, dates and places in any order: parsers hang the place on the date and the date on the
place. In brackets behind a name the person is the one named, elsewhere whom the clause or the owner says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extractors.grammar import DASHES
from kg.extractors.standing.bearers import bearers, closing, owners, undergoers
from kg.extractors.standing.facts import Dated, Moment, Scene, Standing

if TYPE_CHECKING:
    from spacy.tokens import Span

_BETWEEN = frozenset((",", "on", "in", "at", "near", "the", "about", "around", "c.", "ca", "ca.", "circa", "of"))
_DATE_WORDS = ("year", "age", "day", "bc", "ad", "ce", "bce")
_SPANS = (*DASHES, "—", "to")
_LETTERS = 5  # of an honour behind a name: "Jane Doe, FRSC (born 1950)"
_LEAST_LIFE, _LEAST_LIFE_OF_YEARS, _LONGEST_LIFE = 10, 20, 115  # years; shorter ones may be terms of office


@dataclass(slots=True)
class Vitals:
    """What a stretch of text says of a birth or a death."""

    times: list[Moment] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    raised: int | None = None  # the word of "born and raised in"


def lives(scene: Scene) -> Iterator[Standing | Dated]:
    """All births and deaths: first those in brackets behind a name, then those that clauses tell."""
    done: set[int] = set()
    for name, person in scene.names():
        opening = _bracket_behind(scene, name) if scene.is_a(person, "Person") else None
        if opening is not None:
            end = closing(scene, opening)
            done.update(range(opening, end))
            yield from _in_bracket(scene, name, person, opening + 1, end)
    yield from _in_text(scene, done)


def _facts(
    scene: Scene, person: int, kind: str, found: Vitals, trigger: list[int], event: int | None = None
) -> Iterator[Standing | Dated]:
    """`kind` is "born" or "died"; of several places the first is the narrowest."""
    if not scene.is_a(person, "Person"):
        return
    for time in found.times[:1]:
        yield Dated(person, f"{kind}On", time, trigger, event)
    for place in found.places[:1]:
        yield Standing(person, f"{kind}In", place, trigger, event, timed=event is not None)
        yield from (Standing(a, "locatedIn", b, trigger) for a, b in pairwise(found.places) if a != b)
        if found.raised is not None:
            yield Standing(person, "grewUpIn", place, [found.raised], event)


def _read(scene: Scene, start: int, end: int) -> Vitals:
    """The dates and places that stand from `start` on, until a word comes that belongs to neither."""
    found, i, settlements = Vitals(), start, scene.lexicon.words("settlement")
    raised = _raised(scene, start)
    found.raised = raised
    while i < end:
        moments, n = scene.times.get(i, ()), scene.who.actor_at.get(i)
        if _modifies(scene, i):
            break
        if moments and not found.times:
            found.times = list(moments)
            i = moments[-1].end
        elif n is not None and scene.is_a(n, "Place"):
            found.places.append(n)
            while i < end and scene.who.actor_at.get(i) == n:
                i += 1
        elif (
            scene.tree.lower[i] in _BETWEEN
            or scene.tree.lemma[i] in settlements
            or (raised is not None and i <= raised)
        ):
            i += 1
        else:
            break
    return found


def _modifies(scene: Scene, i: int) -> bool:
    """ "died in the 2012 Benghazi attack": neither date nor place stands for itself."""
    tree, head = scene.tree, scene.tree.head[i]
    if tree.dep[i] not in ("compound", "nmod", "nummod", "amod", "poss") or head <= i:
        return False
    return tree.tag[head] in ("NN", "NNS") and head not in scene.who.actor_at and tree.lemma[head] not in _DATE_WORDS


def _raised(scene: Scene, start: int) -> int | None:
    """The "raised" of "born and raised in", which stands before the place."""
    words = scene.lexicon.words("raisedWord")
    if scene.tree.lower[start : start + 1] not in (["and"], ["&"]):
        return None
    return next((i for i in range(start + 1, min(start + 3, len(scene.tree))) if scene.tree.lower[i] in words), None)


# --- in brackets


def _bracket_behind(scene: Scene, name: Span) -> int | None:
    """Where the bracket opens that stands behind the name, honours and another bracket ("(Rev.)") left out."""
    words, i = scene.tree.words, name.end
    while i + 1 < len(words) and (words[i] == "," or (words[i].isupper() and len(words[i]) <= _LETTERS)):
        i += 1
    if i < len(words) and words[i] == "(":
        after = closing(scene, i) + 1
        return after if words[after : after + 1] == ["("] else i
    return None


def _in_bracket(scene: Scene, name: Span, person: int, start: int, end: int) -> Iterator[Standing | Dated]:
    born, died = scene.lexicon.words("bornWord"), scene.lexicon.words("diedWord")
    signs = [i for i in range(start, end) if scene.tree.lower[i] in born | died]
    for i in signs:
        found = _read(scene, i + 1, end)
        dash = next((j for j in range(i, end) if scene.tree.words[j] in _SPANS and j not in scene.who.actor_at), None)
        verb = i if i in scene.clauses else None
        yield from _facts(scene, person, "born" if scene.tree.lower[i] in born else "died", found, [i], verb)
        if len(signs) == 1 and scene.tree.lower[i] in born and dash is not None and found.times:
            yield from _facts(scene, person, "died", _read(scene, dash + 1, end), [dash])
    if not signs:
        yield from _from_to(scene, name, person, start, end)


def _from_to(scene: Scene, name: Span, person: int, start: int, end: int) -> Iterator[Standing | Dated]:
    """ "(4 May 1929, Brussels - 20 January 1993)": a life, if it is as long as one and no term of office."""
    first = next((i for i in range(start, end) if i in scene.times), None)
    if first is None:
        return
    moments, life = scene.times[first], _read(scene, first, end)
    dash = next((i for i in range(first, end) if scene.tree.words[i] in _SPANS), None)
    if len(moments) > 1:  # "1929-1993" is one word
        death = Vitals([moments[1]])
    elif dash is not None and any(first <= i < dash for i in scene.times):
        death = _read(scene, dash + 1, end)
    else:
        return
    if death.times and _is_life(scene, name, life.times[0], death.times[0]):
        yield from _facts(scene, person, "born", life, [first])
        yield from _facts(scene, person, "died", death, [dash if dash is not None else first])


def _is_life(scene: Scene, name: Span, birth: Moment, death: Moment) -> bool:
    years_only = len(birth.value) == len(death.value) == len("1929")
    if years_only and name.start - 1 in scene.title_ends:  # "President Jimmy Carter (1977-1981)": in office
        return False
    least = _LEAST_LIFE_OF_YEARS if years_only else _LEAST_LIFE
    return least <= death.year - birth.year <= _LONGEST_LIFE


# --- in clauses


def _in_text(scene: Scene, done: set[int]) -> Iterator[Standing | Dated]:
    born, died, death = (scene.lexicon.words(w) for w in ("bornWord", "diedWord", "deathNoun"))
    killing, tree = scene.lexicon.words("killingVerb"), scene.tree
    for i, word in enumerate(tree.lower):
        if i in done:
            continue
        if word in born and tree.is_verb(i):
            yield from _of_verb(scene, i, "born", undergoers(scene, i))
        elif word in died and tree.is_verb(i):
            clause = scene.clauses.get(i)
            yield from _of_verb(scene, i, "died", bearers(scene, clause.subjects) if clause is not None else [])
        elif tree.lemma[i] in killing and (clause := scene.clauses.get(i)) is not None and clause.passive:
            victims = [n for n in undergoers(scene, i) if not scene.who.actors[n].unnamed]
            yield from (f for f in _of_verb(scene, i, "died", victims) if isinstance(f, Dated))
        elif word in death:
            for owner, behind in _owners(scene, i)[:1]:
                found = _read(scene, behind, scene.sentence_end(i))
                yield from _facts(scene, owner, "died", found, [i])


def _of_verb(scene: Scene, verb: int, kind: str, persons: list[int]) -> Iterator[Standing | Dated]:
    to = [p for p in scene.tree.kids(verb, "prep", "dative") if p == verb + 1 and scene.tree.lower[p] == "to"]
    parents = [n for p in to for n in scene.in_phrase(p) if kind == "born" and scene.is_a(n, "Person")]
    found = _read(scene, _behind_persons(scene, verb + 1) if parents else verb + 1, scene.sentence_end(verb))
    if scene.circumstances is not None and not found.times and (time := scene.circumstances.time(verb)) is not None:
        found.times.append(Moment(*time, verb + 1))
    for person in persons:
        yield from _facts(scene, person, kind, found, [verb], verb)
        yield from (Standing(n, "parentOf", person, [verb], verb) for n in parents if n != person)


def _behind_persons(scene: Scene, i: int) -> int:
    """The token behind "to Karl Lang and Ann Lee"."""
    last = i
    for j in range(i, scene.sentence_end(i)):
        if scene.person_at(j) is not None:
            last = j + 1
        elif scene.tree.lower[j] not in ("to", "and"):
            break
    return last


def _owners(scene: Scene, noun: int) -> list[tuple[int, int]]:
    """ "his death", "the death of Karl Lang": whose, and the token behind it all."""
    tree, who = scene.tree, scene.who
    found = [(n, noun + 1) for p in tree.kids(noun, "poss") for n in owners(scene, p)]
    at = noun + 2
    if not found and tree.lower[noun + 1 : at] == ["of"] and (person := who.actor_at.get(at)) is not None:
        while who.actor_at.get(at) == person:
            at += 1
        found = [(person, at)]
    return found
