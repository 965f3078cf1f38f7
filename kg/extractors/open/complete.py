"""The whole clause as one triple: its full subject, the verb group, and everything that hangs on the verb.

In: a Tree and the subjects of its clauses. Out: `Found` triples of form "clause". Coordinated nouns stay together; an
infinitive right after the verb is part of the relation, and so is a preposition that comes before anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.open.found import Found, Piece, Pieces

if TYPE_CHECKING:
    from kg.extractors.open.groups import Groups
    from kg.extractors.open.phrases import Phrases
    from kg.extractors.open.subjects import Subjects
    from kg.syntax import Tree

_NO_ARGUMENTS = frozenset(
    (
        *("nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "aux", "auxpass", "neg", "prt", "punct", "cc", "conj"),
        *("mark", "parataxis", "intj", "meta", "dep", "preconj"),
    )
)


class Complete:
    """Reads whole clauses."""

    def __init__(self, tree: Tree, phrases: Phrases, groups: Groups, subjects: Subjects) -> None:
        self.tree = tree
        self.phrases = phrases
        self.groups = groups
        self.subjects = subjects

    def read(self) -> Iterator[Found]:
        """One triple a clause and subject."""
        for verb in self.subjects.clauses:
            subjects = self.subjects.of(verb, split=False) if self.groups.stands(verb) else []
            if subjects:
                relation, words = self._said(verb)
                if not words and self.tree.lemma[verb] == "be":
                    continue  # "who he is"
                reported = self.groups.is_reported(verb)
                for s in subjects:
                    subject = tuple(self.phrases.full(s, without=verb))
                    yield Found(verb, subject, relation, words, "whole", "clause", reported=reported)

    def _said(self, verb: int) -> tuple[Pieces, Pieces]:
        """The relation and all that follows or precedes it."""
        tree = self.tree
        relation, chain = self._relation(verb)
        heads = sorted(c for v in chain for c in tree.children[v] if self._is_argument(c) and c not in relation)
        after = [c for c in heads if c > verb]
        before = [c for c in heads if c < verb and (tree.dep[c] != "advmod" or tree.children[c])]
        words: list[Piece] = self._gap(verb, chain[-1])
        words += [j for c in (*after, *before) for j in self.phrases.full(c) if j not in relation]
        if words and after and tree.dep[after[0]] in ("prep", "agent") and words[0] == after[0]:
            return (*relation, words[0]), tuple(words[1:])
        return relation, tuple(words)

    def _relation(self, verb: int) -> tuple[Pieces, list[int]]:
        """The verb groups of `verb` and of the infinitives right below it; and those verbs."""
        tree, relation, chain = self.tree, self.groups.of(verb), [verb]
        while not tree.kids(chain[-1], "dobj", "acomp", "prep", "attr"):
            below = [x for x in tree.kids(chain[-1], "xcomp") if tree.is_verb(x) and x > chain[-1]]
            if not below:
                break
            chain.append(below[0])
            relation = (*relation, *self.groups.of(below[0]))
        return relation, chain

    def _is_argument(self, c: int) -> bool:
        tree = self.tree
        asked = tree.dep[c] in ("dobj", "attr") and not self.phrases.is_thing(c)  # "who he is", "that they met"
        if tree.dep[c] in _NO_ARGUMENTS or asked:
            return False
        participle = tree.dep[c] == "advcl" and not tree.kids(c, "mark", "nsubj", "nsubjpass")
        return not participle or self.groups.is_infinitive(c)  # a participle clause has a triple of its own

    def _gap(self, verb: int, last: int) -> list[Piece]:
        """What a relative clause leaves out: "the loophole (that) dealers exploit"."""
        tree, clause = self.tree, self.subjects.clauses[verb]
        head = tree.head[verb]
        if tree.dep[verb] != "relcl" or clause.passive or head not in clause.objects:
            return []
        if any(self.phrases.is_thing(c) for c in tree.kids(last, "dobj")):
            return []
        return list(self.phrases.full(head, without=verb))
