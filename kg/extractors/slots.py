"""Which phrases fit a slot of a pattern by their words: "missiles", "food aid", "a series of attacks".

In: a Tree, heads of phrases, slots. Out: whether a phrase fits, and how well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology.patterns import Slot
    from kg.syntax import Tree

_WORST = (9, 1)


class Slots:
    """Lays slots over the phrases of one Doc. `measures` are the words of amount and number."""

    def __init__(self, tree: Tree, measures: frozenset[str]) -> None:
        self.tree = tree
        self._measures = measures

    def has(self, head: int, slot: Slot) -> bool:
        """Does the phrase headed by `head`, a conjunct of it, or what it measures fit the slot?"""
        return not slot.words or any(self._is_one_of(j, slot.words) for j in self._cores(head))

    def fitness(self, head: int, slot: Slot) -> tuple[int, int]:
        """The smaller, the better: at which member of the coordination, and whether by one word instead of two."""
        for n, j in enumerate(self._cores(head)):
            if self._is_one_of(j, slot.words):
                return n, int(not self._in_two_words(j, slot.words))
        return _WORST

    def measured(self, head: int) -> list[int]:
        """The head, and what it measures: "a series of attacks on Acre", "25,000 tons of food aid"."""
        tree = self.tree
        if tree.lemma[head] not in self._measures:
            return [head]
        ofs = (p for p in tree.kids(head, "prep") if tree.lower[p] == "of")
        return [head, *(inner for p in ofs for o in tree.kids(p, "pobj") for inner in self.measured(o))]

    def _cores(self, head: int) -> list[int]:
        return [core for j in self.tree.members(head) for core in self.measured(j)]

    def _is_one_of(self, head: int, words: frozenset[str]) -> bool:
        return self.tree.lemma[head] in words or self.tree.lower[head] in words or self._in_two_words(head, words)

    def _in_two_words(self, head: int, words: frozenset[str]) -> bool:
        tree = self.tree
        return any(f"{tree.lower[c]} {tree.lemma[head]}" in words for c in tree.kids(head, "amod", "compound"))
