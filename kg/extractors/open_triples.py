"""Surface triples: subject phrase, relation phrase, object phrase, in the sentence's own words.

In: a Tree and its clauses. Out: `OpenTriple`s, what users of open information extraction expect: a short base triple a
clause, one more for each prepositional argument (the preposition ends the relation), coordination spread, negation
and modals kept in the relation; copulas from appositions and "has" from possessives. They state no fact of ours: what is claimed or
denied is so in the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.model import Evidence, OpenTriple

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.syntax import Tree

# Share of right triples of each kind on the development half of BenchIE-FL, rounded; the gate re-measures it.
_CONFIDENCE = {"base": 0.6, "adjunct": 0.5, "copula": 0.5, "said": 0.4, "apposition": 0.5, "possessive": 0.4, "time": 0.4}
_LEFT_OUT = frozenset(("relcl", "acl", "appos", "prep", "punct", "cc", "conj", "preconj", "advcl", "parataxis", "ccomp", "mark", "dep", "case"))
_RELATIVES = frozenset(("who", "which", "that", "whom"))


class OpenReader:
    """Reads the surface triples of one Doc."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], article: str) -> None:
        self.tree = tree
        self.clauses = clauses
        self.article = article

    def read(self) -> tuple[OpenTriple, ...]:
        """The triples in text order, each once."""
        found: dict[OpenTriple, None] = {}
        for verb, clause in self.clauses.items():
            for triple in self._of_clause(verb, clause):
                found.setdefault(triple)
        for i in range(len(self.tree)):
            for triple in self._of_noun(i):
                found.setdefault(triple)
        return tuple(sorted(found, key=lambda t: (t.evidence.start, t.subject, t.relation, t.object)))

    # --- clauses

    def _of_clause(self, verb: int, clause: Clause) -> Iterator[OpenTriple]:
        tree = self.tree
        subjects = clause.objects if clause.passive else clause.subjects
        subjects = [s for h in subjects for s in tree.conjuncts(h) if tree.lower[s] not in _RELATIVES and not tree.is_verb(s)]
        if not subjects:
            return
        relation, tail = self._relation(verb)
        objects = [] if clause.passive else [o for h in clause.objects if h in tree.subtree(tail) for o in tree.conjuncts(h)]
        for s in subjects:
            subject = self._phrase(s)
            for o in objects:
                yield self._triple(verb, subject, relation, self._phrase(o), "base")
            yield from self._complement(verb, tail, subject, relation)
            base = [*relation, *self._tokens(objects[0])] if objects else relation
            yield from self._adjuncts(verb, tail, subject, base, objects)

    def _relation(self, verb: int) -> tuple[list[int], int]:
        """The verb group with auxiliaries, negation, particles and a following infinitive; and its last verb."""
        tree = self.tree
        group = [c for c in tree.kids(verb, "aux", "auxpass", "neg", "prt") if not (tree.lower[c] == "to" and tree.dep[verb] != "xcomp")]
        group.append(verb)
        tail = verb
        for x in tree.kids(verb, "xcomp"):
            if tree.is_verb(x) and x > verb and not tree.kids(verb, "dobj"):
                inner, tail = self._relation(x)
                group += inner
                break
        return sorted(set(group)), tail

    def _complement(self, verb: int, tail: int, subject: list[int], relation: list[int]) -> Iterator[OpenTriple]:
        tree = self.tree
        for c in tree.kids(tail, "attr", "acomp", "oprd"):
            for j in tree.conjuncts(c):
                yield self._triple(verb, subject, relation, self._phrase(j), "copula")
                yield from self._adjuncts(verb, j, subject, [*relation, *self._tokens(j)], [])
        for c in tree.kids(verb, "ccomp"):
            left, right = tree.edges(c)
            words = [j for j in range(left, right) if tree.words[j] not in ('"', "“", "”", "``", "''")]
            if c > verb and words:
                yield self._triple(verb, subject, relation, words, "said")

    def _adjuncts(self, verb: int, tail: int, subject: list[int], base: list[int], objects: list[int]) -> Iterator[OpenTriple]:
        tree = self.tree
        for host in dict.fromkeys([verb, tail, *objects[:1]]):
            for prep in tree.kids(host, "prep", "agent", "dative"):
                for obj in tree.kids(prep, "pobj"):
                    for o in tree.conjuncts(obj):
                        yield self._triple(verb, subject, [*base, prep], self._phrase(o), "adjunct")
        for when in tree.kids(verb, "npadvmod"):
            yield self._triple(verb, subject, base, self._phrase(when), "time")

    # --- nouns

    def _of_noun(self, i: int) -> Iterator[OpenTriple]:
        tree = self.tree
        for c in tree.kids(i, "appos"):
            if tree.tag[i].startswith("N") and tree.tag[c].startswith("N"):
                yield self._worded(i, self._phrase(i), "is", self._phrase(c), "apposition")
        for c in tree.kids(i, "poss"):
            if tree.tag[c] != "PRP$":
                thing = [j for j in self._phrase(i) if j not in set(tree.subtree(c))]
                if thing:
                    yield self._worded(i, self._phrase(c), "has", thing, "possessive")

    # --- words

    def _phrase(self, head: int) -> list[int]:
        """The noun phrase without clauses, appositions, prepositional phrases and coordinated members."""
        tree = self.tree
        found = [head]
        for c in tree.children[head]:
            if tree.dep[c] == "punct":
                if tree.words[c] in ("-", "$") or (tree.lower[c] in (",",) and tree.tag[head] == "CD"):
                    found.append(c)
            elif tree.dep[c] not in _LEFT_OUT or (tree.dep[c] == "case" and c < head):
                found += self._whole(c)
        return sorted(found)

    def _whole(self, i: int) -> list[int]:
        return sorted(self.tree.subtree(i))

    def _tokens(self, head: int) -> list[int]:
        return [j for j in self._phrase(head) if self.tree.tag[j] != "DT" or j != self._phrase(head)[0]] or [head]

    def _triple(self, at: int, subject: list[int], relation: Iterable[int], obj: list[int], kind: str) -> OpenTriple:
        return self._worded(at, subject, self._text(list(dict.fromkeys(relation))), obj, kind)

    def _worded(self, at: int, subject: list[int], relation: str, obj: list[int], kind: str) -> OpenTriple:
        return OpenTriple(self._text(subject), relation, self._text(obj), self._evidence(at), _CONFIDENCE[kind])

    def _text(self, tokens: list[int]) -> str:
        """The words as they stand, a single space wherever some are left out."""
        doc, parts = self.tree.doc, []
        for n, i in enumerate(tokens):
            gap = n + 1 < len(tokens) and tokens[n + 1] != i + 1
            parts.append(doc[i].text + (" " if gap else doc[i].whitespace_))
        return " ".join("".join(parts).split())

    def _evidence(self, at: int) -> Evidence:
        sent = self.tree.doc[at].sent
        text = sent.text.rstrip()
        return Evidence(self.article, sent.start_char, sent.start_char + len(text), text)
