"""Patterns of the ontology laid over clauses and event nouns.

In: a clause or a noun, and the lexicon. Out: `Match`es: predicate, the head words that fill subject and object, the
words of other slots, and the trigger's tokens. Nothing here knows what the words mean: the ontology says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.ontology.lexicon import Lexicon, Pattern, Slot
    from kg.syntax import Tree


@dataclass(slots=True)
class Match:
    """A pattern that fits: `event` is the token whose status counts, `themes` the phrases in its open slots."""

    pattern: Pattern
    event: int
    subjects: list[int]
    objects: list[int]
    themes: list[int] = field(default_factory=list)
    trigger: list[int] = field(default_factory=list)
    fitness: tuple[int, int] = (0, 0)  # of two patterns of one weight: words at the first member of a list, in two words, fit best


def verb_matches(tree: Tree, clause: Clause, lexicon: Lexicon) -> Iterator[Match]:
    """The heaviest fitting patterns of the clause's verb: one predicate, or several of equal weight."""
    best: Match | None = None
    for pattern in _patterns(tree, clause, lexicon):
        if best is not None and pattern.weight < best.pattern.weight:
            break
        match = _fit(tree, clause, pattern)
        if match is not None and (best is None or match.fitness < best.fitness):
            best = match
    if best is not None:
        yield best


def _patterns(tree: Tree, clause: Clause, lexicon: Lexicon) -> list[Pattern]:
    found = list(lexicon.verbs.get(tree.lemma[clause.verb], ()))
    if clause.passive or (tree.tag[clause.verb] == "VBN" and tree.dep[clause.verb] in ("acl", "advcl", "relcl", "conj")):
        found = list(lexicon.verbs.get(f"be {tree.lower[clause.verb]}", ())) + found
    if clause.complement is not None and tree.lemma[clause.verb] in ("be", "become", "remain", "get", "seem"):
        found = list(lexicon.verbs.get(f"be {tree.lower[clause.complement]}", ())) + found
    return sorted(found, key=lambda p: -p.weight) if len(found) > 1 else found


def _fit(tree: Tree, clause: Clause, pattern: Pattern) -> Match | None:
    adjectival = pattern.head.startswith("be ")
    if pattern.particle and pattern.particle not in clause.particles:
        return None
    match = Match(pattern, clause.verb, list(clause.subjects), [], trigger=[clause.verb])
    if adjectival and clause.passive:
        match.subjects = list(clause.objects)
    if pattern.object is not None and not _fill_object(tree, clause, pattern, match):
        return None
    for prep, slot in pattern.preps:
        if not _fill_prep(tree, clause, prep, slot, match):
            return None
    if pattern.reciprocal and not match.objects:
        match.objects = match.subjects
    if not match.objects or not match.subjects:
        return None if not pattern.inverse and not match.subjects else (match if match.objects else None)
    return match


def _fill_object(tree: Tree, clause: Clause, pattern: Pattern, match: Match) -> bool:
    slot = pattern.object
    assert slot is not None
    heads = list(clause.objects)
    if clause.complement is not None and not heads:
        heads = [clause.complement]
    if slot.entity:
        taken = clause.datives or heads
        if clause.passive and clause.datives:
            taken = heads
        match.objects = list(taken)
        return bool(taken)
    fitting = [h for h in heads if _has(tree, h, slot)]
    if not fitting:
        return False
    match.themes += fitting
    match.trigger += fitting
    match.fitness = _fitness(tree, fitting[0], slot)
    return True


def _fitness(tree: Tree, head: int, slot: Slot) -> tuple[int, int]:
    for n, j in enumerate(tree.conjuncts(head)):
        if _phrase_in(tree, j, slot.words):
            return n, int(not any(f"{tree.lower[c]} {tree.lemma[j]}" in slot.words for c in tree.kids(j, "amod", "compound")))
    return 9, 1


def _fill_prep(tree: Tree, clause: Clause, prep: str, slot: Slot, match: Match) -> bool:
    pairs = _that_subjects(tree, clause) if prep == "that" else list(clause.preps)
    for head in [*clause.objects, *([clause.complement] if clause.complement is not None else [])]:
        pairs += [(tree.lower[p], o) for p in tree.kids(head, "prep") for o in tree.kids(p, "pobj", "pcomp")]
    found = [obj for word, obj in pairs if word == prep and _has(tree, obj, slot)]
    if not found and prep == "to" and slot.entity and clause.datives:
        found = list(clause.datives)  # "gave Ukraine tanks" for "give _ to O"
    if not found:
        return False
    if slot.entity:
        match.objects = found
    else:
        match.themes += found
        if slot.words:
            match.fitness = _fitness(tree, found[0], slot)
    return True


def _that_subjects(tree: Tree, clause: Clause) -> list[tuple[str, int]]:
    """The subject of the that-clause: of whom it is demanded."""
    return [("that", s) for c in tree.kids(clause.verb, "ccomp") for s in tree.kids(c, "nsubj", "nsubjpass") if s > clause.verb]


def _has(tree: Tree, head: int, slot: Slot) -> bool:
    """Does the phrase headed by `head` (or a conjunct of it) fit the slot?"""
    if not slot.words:
        return True
    return any(_phrase_in(tree, j, slot.words) for j in tree.conjuncts(head))


def _phrase_in(tree: Tree, head: int, words: frozenset[str]) -> bool:
    if tree.lemma[head] in words or tree.lower[head] in words:
        return True
    return any(f"{tree.lower[c]} {tree.lemma[head]}" in words for c in tree.kids(head, "amod", "compound"))


def noun_matches(tree: Tree, noun: int, clauses: dict[int, Clause], lexicon: Lexicon) -> Iterator[Match]:
    """The heaviest fitting pattern of an event noun."""
    patterns = lexicon.nouns.get(tree.lemma[noun], ())
    preps = [(tree.lower[p], o) for p in tree.kids(noun, "prep", "dative", "agent") for o in tree.kids(p, "pobj")]
    preps += _through_participle(tree, noun)
    for pattern in patterns:
        match = _fit_noun(tree, noun, pattern, preps, clauses)
        if match is not None:
            yield match
            return


def _through_participle(tree: Tree, noun: int) -> list[tuple[str, int]]:
    """"cooperation held between X and Y", "support expressed for Z"."""
    return [(tree.lower[p], o) for verb in tree.kids(noun, "acl") if tree.tag[verb] == "VBN"
            for p in tree.kids(verb, "prep") for o in tree.kids(p, "pobj")]


def _fit_noun(tree: Tree, noun: int, pattern: Pattern, preps: list[tuple[str, int]], clauses: dict[int, Clause]) -> Match | None:
    match = Match(pattern, noun, [], [], trigger=[noun])
    for prep, slot in pattern.preps:
        found = [obj for word, obj in preps if word == prep and _has(tree, obj, slot)]
        if not found:
            return None
        if slot.entity:
            match.objects = found
        else:
            match.themes += found
    if pattern.reciprocal and match.objects:
        match.subjects = list(match.objects)
        return match
    match.subjects = _noun_subjects(tree, noun, preps, clauses)
    if pattern.reciprocal:
        match.objects = match.subjects
    elif not any(slot.entity for _, slot in pattern.preps):
        match.objects = _recipients(tree, noun, preps, clauses)
    return match


def _noun_subjects(tree: Tree, noun: int, preps: list[tuple[str, int]], clauses: dict[int, Clause]) -> list[int]:
    """Who does it: an owner, a by-phrase, a name or adjective before the noun, the light verb's subject, the clause's subject."""
    owners = tree.kids(noun, "poss") or [obj for word, obj in preps if word == "by"]
    if owners:
        return owners
    before = [j for c in tree.kids(noun, "amod", "compound", "nmod") if tree.words[c][:1].isupper() for j in [*_hyphenated(tree, c), c]]
    return before or governing_subjects(tree, noun, clauses)


def _hyphenated(tree: Tree, i: int) -> list[int]:
    """The first half of "Russia-Ukraine" or "Chinese-Russian", which hangs on the second."""
    return [c for c in tree.kids(i, "compound", "amod", "nmod") if c == i - 2 and tree.words[c + 1] in ("-", "–", "—", "/")]


def governing_subjects(tree: Tree, noun: int, clauses: dict[int, Clause]) -> list[int]:
    """The subject of the clause in which an event noun is object ("paid a visit") or circumstance ("during a meeting, X …")."""
    head = tree.head[noun]
    if tree.dep[noun] == "dobj" and head in clauses:
        return list(clauses[head].subjects)
    if tree.dep[noun] == "pobj" and tree.dep[head] == "prep":
        verb = tree.head[head]
        if verb in clauses and tree.lower[head] in ("during", "after", "before", "following", "at", "for", "in", "on", "amid", "ahead", "since", "into", "through"):
            clause = clauses[verb]
            return list(clause.subjects or (clause.objects if clause.passive else ()))
    return []


def _recipients(tree: Tree, noun: int, preps: list[tuple[str, int]], clauses: dict[int, Clause]) -> list[int]:
    return [obj for word, obj in preps if word in ("to", "for", "of")]
