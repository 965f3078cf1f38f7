"""Patterns of the ontology laid over clauses and event nouns.

In: a clause or a noun, and the lexicon. Out: `Match`es: predicate, the head words that fill subject and object, the
words of other slots, and the trigger's tokens. Nothing here knows what the words mean: the ontology says it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extractors.grammar import ADJECTIVE_COPULAS, MODIFIERS, hyphenated, is_half
from kg.extractors.slots import Slots

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.ontology.lexicon import Lexicon
    from kg.ontology.patterns import Pattern, Slot
    from kg.syntax import Tree

_TO_WHOM = ("to", "for", "of")
_CUTS = (",", "``", "''", ":")  # "told the press, to show that …" is no order


@dataclass(slots=True)
class Match:
    """A pattern that fits: `event` is the token whose status counts, `themes` the phrases in its open slots.

    `fitness` tells two patterns of one weight apart, the smaller the better: words fit best at the first member of a
    coordination, and two words better than one. `below` is the verb of the infinitive in which the objects were found;
    they are then alternatives, the likeliest first.
    """

    pattern: Pattern
    event: int
    subjects: list[int]
    objects: list[int]
    themes: list[int] = field(default_factory=list)
    trigger: list[int] = field(default_factory=list)
    fitness: tuple[int, int] = (0, 0)
    below: int | None = None


class Matcher:
    """Lays the patterns of a lexicon over the clauses and nouns of one Doc."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], lexicon: Lexicon) -> None:
        self.tree = tree
        self.clauses = clauses
        self.lexicon = lexicon
        self._light = lexicon.words("light")
        self._circumstances, self._aiming = lexicon.words("circumstance"), lexicon.words("aiming")
        self._alleging = lexicon.words("alleging")
        self._judging = lexicon.words("judging") | self._alleging
        self._resulting, self._former = lexicon.words("resulting"), lexicon.words("former")
        self._receiving = lexicon.words("receiving")
        self._slots = Slots(tree, lexicon.words("measure"))

    # --- verbs

    def of_verb(self, verb: int) -> list[Match]:
        """The patterns that fit the verb's clause, best first.

        Heavy ones come before light ones; of one weight those that want a class first, then those whose words fit best.
        """
        fitting = (self._fit_verb(self.clauses[verb], pattern) for pattern in self._patterns(self.clauses[verb]))
        return sorted((m for m in fitting if m), key=lambda m: (-m.pattern.weight, not m.pattern.kind, m.fitness))

    def _patterns(self, clause: Clause) -> list[Pattern]:
        """The patterns of the verb, and of "be" with its participle or complement, heaviest first."""
        tree, verb, verbs = self.tree, clause.verb, self.lexicon.verbs
        if tree.lemma[verb] in self._resulting and tree.tag[verb] == "VBG" and tree.dep[verb] == "advcl":
            return []  # "…, leaving 20 soldiers dead"
        found = list(verbs.get(tree.lemma[verb], ()))
        participle = tree.tag[verb] == "VBN" and tree.dep[verb] in ("acl", "advcl", "relcl", "conj")
        if clause.passive or participle:
            found = [*verbs.get(f"be {tree.lower[verb]}", ()), *found]
        held = clause.complement is not None and self._former.isdisjoint(
            tree.lower[c] for c in tree.kids(clause.complement, "amod")
        )
        if clause.complement is not None and held and tree.lemma[verb] in ADJECTIVE_COPULAS:
            found = [*verbs.get(f"be {tree.lower[clause.complement]}", ()), *found]
        return sorted(found, key=lambda p: -p.weight) if len(found) > 1 else found

    def _fit_verb(self, clause: Clause, pattern: Pattern) -> Match | None:
        if pattern.particle and pattern.particle not in clause.particles:
            return None
        if clause.particles and pattern.preps and not pattern.particle and pattern.object is None:
            return None  # "broke through with voters" did not break with them
        undergoes = clause.passive and pattern.head.startswith("be ")  # "is located in": its subject is no agent
        match = Match(
            pattern, clause.verb, list(clause.objects if undergoes else clause.subjects), [], trigger=[clause.verb]
        )
        if pattern.head.startswith("be ") and clause.complement is not None:
            match.trigger.append(clause.complement)
        if pattern.doer and not any(self._slots.has(h, pattern.doer) for h in match.subjects):
            return None
        if not self._fill_objects(clause, match):
            return None
        if not all(self._fill_prep(clause, prep, slot, match) for prep, slot in pattern.preps):
            return None
        if pattern.reciprocal and not match.objects:
            match.objects = match.subjects
        if pattern.infinitive and not self._has_infinitive(clause.verb):
            return None
        alone = (
            pattern.object is None and not pattern.preps and not pattern.reciprocal
        )  # "resigned", from what is known
        return match if (match.objects or alone) and (match.subjects or pattern.inverse) else None

    def _has_infinitive(self, verb: int) -> bool:
        """ "asked Israel to withdraw", not "asked Israel if it would"."""
        tree = self.tree
        return any(
            self._is_infinitive(c) and not any(tree.tag[j] in _CUTS for j in range(verb, c))
            for c in tree.kids(verb, "xcomp", "ccomp", "advcl")
            if c > verb
        )

    def _is_infinitive(self, i: int) -> bool:
        return any(self.tree.lower[a] == "to" for a in self.tree.kids(i, "aux"))

    def _infinitives(self, clause: Clause, themes: Iterable[int] = ()) -> list[int]:
        """The infinitives that complete the verb, its adjective or a theme.

        "refused to go", "is willing to go", "was denied a visa to enter".
        """
        tree, themes = self.tree, list(themes)
        above = [clause.verb, *([clause.complement] if clause.complement is not None else [])]
        found = [c for up in above for c in tree.kids(up, "xcomp", "ccomp")]
        found += [c for theme in themes for c in tree.kids(theme, "acl", "relcl")]
        found += tree.kids(clause.verb, "advcl") if themes else []
        return [c for c in found if c > clause.verb and self._is_infinitive(c)]

    def _below(self, infinitive: int) -> list[int]:
        """Whom an infinitive's act may be aimed at, likeliest first: its objects, its phrases, its objects' phrases."""
        tree, inner = self.tree, self.clauses.get(infinitive)
        if inner is None:
            return []
        found = [*inner.objects, *inner.datives, *(obj for _, obj in inner.preps)]
        found += [o for h in inner.objects for p in tree.kids(h, "prep") for o in tree.kids(p, "pobj")]
        for verb in self._infinitives(inner):
            found += [*tree.kids(verb, "nsubj"), *self._below(verb)]
        return found

    def _fill_objects(self, clause: Clause, match: Match) -> bool:
        """Fill the slots of object and second object; "allowed Egypt to go": the infinitive's subject is the object."""
        pattern = match.pattern
        if pattern.object is None:
            return True
        heads = list(clause.objects)
        if clause.complement is not None and not heads:
            heads = [clause.complement]
        if pattern.infinitive and not heads:
            heads = [s for c in self._infinitives(clause) for s in self.tree.kids(c, "nsubj") if s > clause.verb]
        if pattern.second is None:
            entities = heads if clause.passive and clause.datives else clause.datives or heads
            return self._fill_object(entities if pattern.object.entity else heads, pattern.object, match)
        first = clause.datives or heads[:1]
        beside = [h for h in [*heads, clause.complement] if h is not None and h not in first]
        return self._fill_object(first, pattern.object, match) and self._fill_object(beside, pattern.second, match)

    def _fill_object(self, heads: list[int], slot: Slot, match: Match) -> bool:
        if slot.entity:
            match.objects = list(heads)
            return bool(heads)
        fitting = [h for h in heads if self._slots.has(h, slot)]
        if not fitting:
            return False
        match.themes += fitting
        match.trigger += fitting
        match.fitness = self._slots.fitness(fitting[0], slot)
        return True

    def _fill_prep(self, clause: Clause, prep: str, slot: Slot, match: Match) -> bool:
        if prep == ">":
            infinitives = self._infinitives(clause, match.themes)
            match.objects = [h for verb in infinitives for h in self._below(verb)]
            match.below = next(iter(infinitives), None)
            return bool(match.objects)
        found = [o for word, o in self._phrases(clause, prep, match) if word == prep and self._slots.has(o, slot)]
        placed = prep == "in" and match.pattern.object is not None  # "In Syria, Russia launched attacks"
        if slot.entity and prep != "that" and not placed:  # "On Twitter, Bush called Trump" called on nobody
            fronted = {o for _, o in clause.preps if o < clause.verb and not self.tree.tag[o].startswith("W")}
            found = [o for o in found if o not in fronted]
        if not found and prep == "to" and slot.entity:
            found = list(clause.datives)  # "gave Ukraine tanks" for "give _ to O"
        if not found:
            return False
        if slot.entity:
            match.objects = found
        else:
            match.themes += found
            if slot.words:
                match.fitness = self._slots.fitness(found[0], slot)
        return True

    def _phrases(self, clause: Clause, prep: str, match: Match) -> list[tuple[str, int]]:
        """(preposition, object) pairs of the verb, of its objects and of what fills its slots.

        "hold talks with X", "walk out of talks with X".
        """
        tree = self.tree
        pairs = self._that_subjects(clause, match.pattern.modals) if prep == "that" else list(clause.preps)
        heads = [*clause.objects, *([clause.complement] if clause.complement is not None else []), *match.themes]
        for head in dict.fromkeys(heads):
            for inner in self._slots.measured(head):
                pairs += [(tree.lower[p], o) for p in tree.kids(inner, "prep") for o in tree.kids(p, "pobj", "pcomp")]
        return pairs

    def _that_subjects(self, clause: Clause, modals: frozenset[str]) -> list[tuple[str, int]]:
        """The subject of the that-clause, who shall do what it says; of a passive it would be done to."""
        tree = self.tree
        return [
            ("that", s)
            for c in tree.kids(clause.verb, "ccomp")
            if self._obliges(c, modals)
            for s in tree.kids(c, "nsubj")
            if (modals or s > clause.verb) and tree.tag[s] != "PRP"
        ]

    def _obliges(self, verb: int, modals: frozenset[str]) -> bool:
        """ "must go" and "needs to go" are demands; "must be mad" and "must have known" are guesses."""
        tree = self.tree
        if not modals:
            return True
        words = {tree.lower[a] for a in tree.kids(verb, "aux")}
        needs = tree.lemma[verb] in modals and bool(tree.kids(verb, "xcomp"))
        return needs or (bool(words & modals) and "have" not in words and tree.lemma[verb] != "be")

    # --- nouns

    def of_noun(self, noun: int) -> list[Match]:
        """The heaviest fitting pattern of an event noun, if there is one."""
        tree = self.tree
        preps = [(tree.lower[p], o) for p in tree.kids(noun, "prep", "dative", "agent") for o in tree.kids(p, "pobj")]
        preps += self._through_participle(noun)
        fitting = (self._fit_noun(noun, pattern, preps) for pattern in self.lexicon.nouns.get(tree.lemma[noun], ()))
        return [match for match in fitting if match is not None][:1]

    def _through_participle(self, noun: int) -> list[tuple[str, int]]:
        """ "cooperation held between X and Y", "support expressed for Z"."""
        tree = self.tree
        preps = [p for verb in tree.kids(noun, "acl") if tree.tag[verb] == "VBN" for p in tree.kids(verb, "prep")]
        return [(tree.lower[p], o) for p in preps for o in tree.kids(p, "pobj")]

    def _fit_noun(self, noun: int, pattern: Pattern, preps: list[tuple[str, int]]) -> Match | None:
        match = Match(pattern, noun, [], [], trigger=[noun])
        for prep, slot in pattern.preps:
            found = [obj for word, obj in preps if word == prep and self._slots.has(obj, slot)]
            if not found:
                return None
            if slot.entity:
                match.objects = found
            else:
                match.themes += found
        if pattern.reciprocal and match.objects:
            match.subjects = list(match.objects)
            return match
        match.subjects = self._doers(noun, preps)
        if any(prep == "of" and slot.entity for prep, slot in pattern.preps) and self._is_received(noun):
            return None  # "has the support of Acme": who supports whom is the verb's to say
        if pattern.reciprocal:
            match.objects = match.subjects
        elif not any(slot.entity for _, slot in pattern.preps):
            match.objects = [obj for word, obj in preps if word in _TO_WHOM]
        return match

    def _doers(self, noun: int, preps: list[tuple[str, int]]) -> list[int]:
        """Who does it: an owner, a by-phrase, a name or adjective before the noun, else the clause's subject."""
        tree = self.tree
        owners = tree.kids(noun, "poss") or [obj for word, obj in preps if word == "by"]
        if owners:
            return owners
        inner = [d for c in tree.kids(noun, *MODIFIERS) for d in [*tree.kids(c, "compound", "amod"), c] if d < noun]
        named = [d for d in inner if tree.words[d][:1].isupper() and not is_half(tree, d)]
        before = list(dict.fromkeys(j for c in named for j in [*hyphenated(tree, c), c]))
        return before or self._governing_subjects(noun)

    def _is_received(self, noun: int) -> bool:
        return self.tree.dep[noun] == "dobj" and self.tree.lemma[self.tree.head[noun]] in self._receiving

    def _governing_subjects(self, noun: int) -> list[int]:
        """The subject of the clause whose object ("paid a visit") or circumstance ("during a meeting, X …") it is."""
        tree, head = self.tree, self.tree.head[noun]
        if tree.dep[noun] == "dobj" and head in self.clauses:
            return list(self.clauses[head].subjects) if tree.lemma[head] in self._light else []
        circumstance = tree.dep[noun] == "pobj" and tree.dep[head] == "prep" and tree.lower[head] in self._circumstances
        if tree.lower[head] == "for" and tree.lemma[tree.head[head]] in self._aiming:
            return []  # who calls for sanctions does not impose them
        above = tree.head[head]
        if tree.dep[above] == "dobj" and tree.lemma[tree.head[above]] in self._light:
            above = tree.head[above]  # "staged a strike in protest"
        clause = self.clauses.get(above) if circumstance else None
        if clause is None:
            return []
        if tree.lower[head] == "for" and tree.lemma[above] in self._judging:  # "thanked Poland for its help"
            return [] if clause.passive or tree.lemma[above] in self._alleging else list(clause.objects)
        return list(clause.subjects or (clause.objects if clause.passive else ()))
