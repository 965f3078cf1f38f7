"""The arguments of a verb one by one, each with the relation that leads to it.

In: a Tree. Out: `Argument`s. "gave the town a park in 1990" has (gave | the town), (gave the town | a park) and (gave
the town park in | 1990); infinitives, gerunds and what is said go on with the relation so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.grammar import SUBJECTS
from kg.extractors.open.found import Argument, Pieces

if TYPE_CHECKING:
    from kg.extractors.open.groups import Groups
    from kg.extractors.open.phrases import Phrases
    from kg.syntax import Tree

_DEEPEST = 3  # verbs below verbs
_NESTED = 2  # phrases inside phrases
_NEAR = 3  # tokens: "buys and later sells"
_COMPLEMENTS = ("attr", "acomp", "oprd")


class Arguments:
    """Reads the arguments of verbs."""

    def __init__(self, tree: Tree, phrases: Phrases, groups: Groups) -> None:
        self.tree = tree
        self.phrases = phrases
        self.groups = groups

    def of(self, verb: int, before: Pieces = (), depth: int = 0) -> Iterator[Argument]:
        """The arguments of `verb`; the relation begins with the words `before`."""
        group = (*before, *self.groups.of(verb))
        for dative in self._datives(verb):
            words = tuple(self.phrases.short(dative))
            yield Argument(group, words, "dative", depth=depth)
            group = (*group, *words)
        nouns = self._objects(verb)
        complements = [c for c in self.tree.kids(verb, *_COMPLEMENTS) if self.phrases.is_thing(c)]
        yield from self._each(group, nouns, "object", depth)
        base = (*group, *self._first(nouns))
        whole = [c for c in complements if self.tree.tag[c][0] != "J" or not self.tree.kids(c, "xcomp")]
        yield from self._each(base, whole, "copula", depth)
        base = (*base, *self._first(complements))
        heads = [*nouns[:1], *complements[:1]]
        yield from self._circumstances(verb, heads, base, depth)
        if depth < _DEEPEST:
            yield from self._infinitives(verb, heads, base, depth)
        yield from self._contents(verb, group, base, depth)
        yield from self._clauses(verb, base, depth)

    # --- nouns

    def _datives(self, verb: int) -> list[int]:
        return [d for d in self.tree.kids(verb, "dative") if not self.tree.kids(d, "pobj")]

    def _objects(self, verb: int) -> list[int]:
        found = self.tree.kids(verb, "dobj")
        if not found and not self.tree.kids(verb, *_COMPLEMENTS):
            return self._shared_objects(verb)
        return [o for o in found if self.phrases.is_thing(o)]

    def _shared_objects(self, verb: int) -> list[int]:
        """ "buys and sells shares": the object of the second verb is that of the first."""
        tree = self.tree
        after = [c for c in tree.children[verb] if c > verb]
        second = [c for c in after if tree.dep[c] == "conj" and tree.is_verb(c)]
        if not second or any(tree.dep[c] not in ("cc", "conj", "punct") for c in after):
            return []
        close = second[0] - verb <= _NEAR and not tree.kids(second[0], *SUBJECTS)
        return tree.kids(second[0], "dobj") if close else []

    def _each(self, relation: Pieces, heads: list[int], kind: str, depth: int) -> Iterator[Argument]:
        """One argument for each coordinated member of each phrase; after a preposition with its "of …"."""
        words = self.phrases.short if kind in ("object", "copula") else self.phrases.owned
        for m in (m for h in heads for m in self.phrases.members(h)):
            if not self.tree.is_verb(m) and not self.phrases.is_dateline(m):
                yield Argument(relation, tuple(words(m)), kind, depth=depth)

    def _first(self, heads: list[int]) -> list[int]:
        return self.phrases.bare(heads[0]) if heads else []

    # --- prepositions and times

    def _circumstances(self, verb: int, heads: list[int], base: Pieces, depth: int) -> Iterator[Argument]:
        for prep in self.tree.kids(verb, "prep", "agent", "dative"):
            yield from self._of_preposition(prep, base, "adjunct", depth)
        for h in heads:
            for prep in self.tree.kids(h, "prep"):
                if prep not in self.phrases.short(h):
                    yield from self._of_preposition(prep, base, "noun adjunct", depth)
        for when in (w for w in self.tree.kids(verb, "npadvmod") if not self.phrases.is_dateline(w)):
            yield Argument(base, tuple(self.phrases.short(when)), "time", depth=depth)

    def _of_preposition(self, prep: int, base: Pieces, kind: str, depth: int) -> Iterator[Argument]:
        tree, phrases = self.tree, self.phrases
        lead = (*base, *self._preposition(prep))
        for o in self._governed(prep):
            onward = self._continued(o)
            if onward is not None:
                yield from self._of_preposition(onward, (*lead, o), kind, depth)
                continue
            yield from self._each(lead, [o], kind, depth)
            words = phrases.owned(o)
            for inner in (p for p in tree.kids(o, "prep") if p not in words and depth < _NESTED):
                yield from self._of_preposition(inner, (*lead, *words), "nested", depth + 1)
        for x in tree.kids(prep, "pcomp"):
            if tree.is_verb(x) and depth < _DEEPEST:
                yield Argument(lead, tuple(phrases.clause(x)), "gerund", depth=depth)
                yield from self._below(x, lead, "gerund", depth)

    def _preposition(self, prep: int) -> list[int]:
        """The preposition with the words that belong to it: "just after", "out of", "because of"."""
        tree = self.tree
        near = tree.kids(prep, "advmod", "prep", "pcomp")
        return sorted([prep, *(c for c in near if c < prep or (c == prep + 1 and not tree.is_verb(c)))])

    def _governed(self, prep: int) -> list[int]:
        tree = self.tree
        inner = [p for p in tree.kids(prep, "prep") if p == prep + 1]
        return [o for p in (prep, *inner) for o in tree.kids(p, "pobj")]

    def _continued(self, o: int) -> int | None:
        """ "in honor of", "in addition to": a bare noun between prepositions makes one preposition of the three."""
        tree = self.tree
        kids = tree.children[o]
        bare = tree.tag[o] == "NN" and len(kids) == 1 and tree.dep[kids[0]] == "prep" and kids[0] == o + 1
        return kids[0] if bare else None

    # --- clauses

    def _infinitives(self, verb: int, heads: list[int], base: Pieces, depth: int) -> Iterator[Argument]:
        """ "wants to", "is able to", "leads him to"; and what for."""
        tree = self.tree
        below = [x for h in heads for x in tree.kids(h, "xcomp", "acl") if self.groups.is_infinitive(x)]
        for x in [*tree.kids(verb, "xcomp"), *below]:
            if tree.is_verb(x):
                yield from self._below(x, base, "chain", depth)
            elif x > verb:
                yield Argument(base, tuple(self.phrases.short(x)), "copula", depth=depth)
        for x in tree.kids(verb, "advcl"):
            if x > verb and self.groups.is_infinitive(x):
                yield from self._below(x, base, "purpose", depth)

    def _below(self, x: int, base: Pieces, via: str, depth: int) -> Iterator[Argument]:
        """The arguments of a verb below, or the verb itself if it has none."""
        found = [replace(a, via=via) for a in self.of(x, base, depth + 1)]
        group = self.groups.of(x)
        yield from found or [Argument((*base, *group[:-1]), group[-1:], "alone", via, depth)]

    def _contents(self, verb: int, group: Pieces, base: Pieces, depth: int) -> Iterator[Argument]:
        """What is said, and what is wanted of somebody."""
        tree, phrases = self.tree, self.phrases
        for x in tree.kids(verb, "ccomp"):
            subjects = tree.kids(x, *SUBJECTS)
            if self.groups.is_infinitive(x) and x > verb:
                for n in subjects:
                    yield from self._below(x, (*base, *phrases.short(n)), "chain", depth)
                continue
            for y in phrases.members(x):
                if y == x or tree.kids(y, *SUBJECTS):
                    kind = "said" if x > verb else "said before"
                    yield Argument(group, tuple(phrases.clause(y)), kind, depth=depth)
            asked = any(tree.tag[c][0] == "W" for c in tree.kids(x, "dobj", "attr"))  # "knows what she wants"
            if depth < 1 and x > verb and not asked:
                how = [c for c in tree.kids(x, "advmod") if tree.tag[c] == "WRB" and not tree.children[c]]
                lead = (*group, *tree.kids(x, "mark"), *how)
                for m in (m for n in subjects for m in phrases.members(n)):
                    yield from self._below(x, (*lead, *phrases.short(m)), "said", depth)

    def _clauses(self, verb: int, base: Pieces, depth: int) -> Iterator[Argument]:
        """ "left when the war began": the conjunction ends the relation."""
        tree = self.tree
        for x in tree.kids(verb, "advcl"):
            marks = [m for m in tree.kids(x, "mark", "advmod") if m == tree.edges(x)[0]]
            if marks and tree.kids(x, *SUBJECTS):
                words = tuple(j for j in self.phrases.clause(x) if j not in marks)
                yield Argument((*base, *marks), words, "clause", depth=depth)
