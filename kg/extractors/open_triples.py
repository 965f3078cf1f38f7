"""Surface triples: subject phrase, relation phrase, object phrase, in the sentence's own words.

In: a Tree and its clauses. Out: `OpenTriple`s, what users of open information extraction expect: a short base triple a
clause, one more for each prepositional argument (the preposition ends the relation), coordination spread, negation
and modals kept in the relation; copulas from appositions and "has" from possessives. They state no fact of ours: what
is claimed or denied is so in the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extractors.grammar import RELATIVES
from kg.model import Evidence, OpenTriple

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.syntax import Tree

# Share of right triples of each kind on the development half of BenchIE-FL, rounded; the gate re-measures it.
_CONFIDENCE = {
    "base": 0.6,
    "adjunct": 0.5,
    "copula": 0.5,
    "said": 0.4,
    "apposition": 0.5,
    "possessive": 0.4,
    "time": 0.4,
}
_LEFT_OUT = frozenset(
    ("relcl", "acl", "appos", "prep", "cc", "conj", "preconj", "advcl", "parataxis", "ccomp", "mark", "dep")
)
_MARKS = ('"', "“", "”", "``", "''")


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
        heads = clause.objects if clause.passive else clause.subjects
        subjects = [
            s for h in heads for s in tree.conjuncts(h) if tree.lower[s] not in RELATIVES and not tree.is_verb(s)
        ]
        if not subjects:
            return
        relation, tail = self._relation(verb)
        inside = set(tree.subtree(tail))
        objects = [] if clause.passive else [o for h in clause.objects if h in inside for o in tree.conjuncts(h)]
        base = [*relation, *self._without_article(objects[0])] if objects else relation
        for s in subjects:
            subject = self._phrase(s)
            for o in objects:
                yield self._triple(verb, subject, relation, self._phrase(o), "base")
            yield from self._complement(verb, tail, subject, relation)
            yield from self._adjuncts(verb, [verb, tail, *objects[:1]], subject, base)

    def _relation(self, verb: int) -> tuple[list[int], int]:
        """The verb group with auxiliaries, negation, particles and a following infinitive; and its last verb."""
        tree = self.tree
        group = [
            c
            for c in tree.kids(verb, "aux", "auxpass", "neg", "prt")
            if tree.lower[c] != "to" or tree.dep[verb] == "xcomp"
        ]
        group.append(verb)
        tail = verb
        for x in tree.kids(verb, "xcomp"):
            if tree.is_verb(x) and x > verb and not tree.kids(verb, "dobj"):
                inner, tail = self._relation(x)
                group += inner
                break
        return sorted(set(group)), tail

    def _complement(self, verb: int, tail: int, subject: list[int], relation: list[int]) -> Iterator[OpenTriple]:
        """What the subject is, with what hangs on that, and what it says."""
        tree = self.tree
        for c in tree.kids(tail, "attr", "acomp", "oprd"):
            for j in tree.conjuncts(c):
                yield self._triple(verb, subject, relation, self._phrase(j), "copula")
                yield from self._adjuncts(verb, [verb, j], subject, [*relation, *self._without_article(j)])
        for c in tree.kids(verb, "ccomp"):
            words = [j for j in range(*tree.edges(c)) if tree.words[j] not in _MARKS]
            if c > verb and words:
                yield self._triple(verb, subject, relation, words, "said")

    def _adjuncts(self, verb: int, hosts: list[int], subject: list[int], base: list[int]) -> Iterator[OpenTriple]:
        """One triple for each prepositional object that hangs on one of `hosts`, and for each time of the verb."""
        tree = self.tree
        for host in dict.fromkeys(hosts):
            for prep in tree.kids(host, "prep", "agent", "dative"):
                for o in (o for obj in tree.kids(prep, "pobj") for o in tree.conjuncts(obj)):
                    yield self._triple(verb, subject, [*base, prep], self._phrase(o), "adjunct")
        for when in tree.kids(verb, "npadvmod"):
            yield self._triple(verb, subject, base, self._phrase(when), "time")

    # --- nouns

    def _of_noun(self, i: int) -> Iterator[OpenTriple]:
        """ "X, the Y" is, "X's Y" has."""
        tree = self.tree
        for c in tree.kids(i, "appos"):
            if tree.tag[i].startswith("N") and tree.tag[c].startswith("N"):
                yield self._worded(i, self._phrase(i), "is", self._phrase(c), "apposition")
        for c in (c for c in tree.kids(i, "poss") if tree.tag[c] != "PRP$"):
            owner = set(tree.subtree(c))
            thing = [j for j in self._phrase(i) if j not in owner]
            if thing:
                yield self._worded(i, self._phrase(c), "has", thing, "possessive")

    # --- words

    def _phrase(self, head: int) -> list[int]:
        """The noun phrase without clauses, appositions, prepositional phrases and coordinated members."""
        found = [head]
        for c in self.tree.children[head]:
            if self._is_inside(c, head):
                found += [c] if self.tree.dep[c] == "punct" else self.tree.subtree(c)
        return sorted(found)

    def _is_inside(self, child: int, head: int) -> bool:
        """Punctuation only where it is part of a word or number; a case mark only before its noun."""
        tree = self.tree
        if tree.dep[child] == "punct":
            return tree.words[child] in ("-", "$") or (tree.words[child] == "," and tree.tag[head] == "CD")
        return tree.dep[child] not in _LEFT_OUT and (tree.dep[child] != "case" or child < head)

    def _without_article(self, head: int) -> list[int]:
        phrase = self._phrase(head)
        return [j for j in phrase if self.tree.tag[j] != "DT" or j != phrase[0]] or [head]

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
