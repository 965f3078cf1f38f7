"""Who a clause is about: its subjects, with predicate nouns, appositions and pronouns traced to what they stand for.

In: a Tree, its clauses and its chains of coreference. Out: head tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.grammar import RELATIVES, SUBJECTS

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.extractors.open.phrases import Phrases
    from kg.syntax import Tree

_PRONOUNS = ("PRP", "PRP$")
_NAMES = frozenset(("PERSON", "ORG", "GPE", "WORK_OF_ART", "FAC", "LOC", "PRODUCT"))


class Subjects:
    """The subjects of clauses, and what nouns and pronouns stand for in their sentence."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], phrases: Phrases) -> None:
        self.tree = tree
        self.clauses = clauses
        self.phrases = phrases
        self._antecedents = self._chained()

    def of(self, verb: int, *, split: bool = True) -> list[int]:
        """The heads that the clause of `verb` is about; in a passive, what it is done to. `split` spreads "X and Y"."""
        tree = self.tree
        own = tree.kids(verb, *SUBJECTS, "csubj", "expl")
        above = tree.head[verb] if tree.dep[verb] in ("relcl", "acl") else -1
        found: list[int] = []
        for h in self._heads(verb):
            head = h if h in own else self._named(h)
            found += self.phrases.members(head) if split and h != above else [head]
        here = tree.sent[verb]
        return [h for h in dict.fromkeys(found) if self.phrases.is_thing(h) and tree.sent[h] == here]

    def _heads(self, verb: int) -> list[int]:
        """As the clause has them; but in "was taken and shot" both participles have the passive's subject."""
        tree, clause = self.tree, self.clauses[verb]
        if tree.dep[verb] == "conj" and tree.tag[verb] == "VBN" and not tree.kids(verb, *SUBJECTS, "aux", "auxpass"):
            above = self.clauses.get(tree.head[verb])
            if above is not None and above.passive:
                return above.objects
        if not clause.passive:
            return clause.subjects
        undergoing = [h for h in clause.objects if tree.dep[h] != "dobj"]  # "they were given arms": not the arms
        return undergoing or clause.objects

    def _named(self, noun: int) -> int:
        """What a predicate noun or an apposition says something about, else the noun itself."""
        tree = self.tree
        top = tree.first_conjunct(noun)
        head = tree.head[top]
        if tree.dep[top] == "attr" and tree.lemma[head] == "be" and head in self.clauses:
            above = [s for s in self.clauses[head].subjects if self.phrases.is_thing(s) and tree.dep[s] != "expl"]
            return above[0] if above else noun
        if tree.dep[noun] == "appos" and self.phrases.is_name(head) and not self.phrases.is_name(noun):
            return head
        return noun

    def resolved(self, i: int) -> int:
        """The noun before a pronoun of the same sentence; the name that follows a noun ("his son, John Lee")."""
        i = self._antecedents.get(i, i)
        if self.tree.tag[i][0] != "N" or self.phrases.is_name(i):
            return i
        names = [c for c in self.tree.kids(i, "appos") if self.phrases.is_name(c)]
        return next((c for c in names if self.tree.doc[c].ent_type_ in _NAMES), i)

    def _chained(self) -> dict[int, int]:
        """Pronouns by the nearest noun before them, in their sentence, that refers to the same."""
        tree, found = self.tree, {}
        for key, group in tree.doc.spans.items():
            if not key.startswith("coref_clusters_"):
                continue
            heads = [span.root.i for span in group]
            nouns = [h for h in heads if tree.tag[h] not in _PRONOUNS and tree.lower[h] not in RELATIVES]
            for h in heads:
                before = [n for n in nouns if n < h and tree.sent[n] == tree.sent[h]]
                if before and tree.tag[h] in _PRONOUNS:
                    found[h] = before[-1]
        return found
