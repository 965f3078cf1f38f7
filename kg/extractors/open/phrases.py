"""The words of a noun phrase: as few as name the thing, or all of them.

In: a Tree and the token that heads a phrase. Out: its tokens in order. Short phrases have no clauses, appositions,
coordinated members and, but for names and measures ("a number of men", "the Bank of England"), no prepositional
phrases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extractors.grammar import RELATIVES

if TYPE_CHECKING:
    from kg.syntax import Tree

_NOT_SHORT = frozenset(
    (
        *("relcl", "acl", "appos", "prep", "cc", "conj", "preconj", "advcl", "parataxis", "ccomp", "xcomp", "mark"),
        *("dep", "nsubj", "nsubjpass", "aux", "auxpass", "expl", "agent", "intj", "meta"),
    )
)
_NOT_FULL = frozenset(("relcl", "appos", "advcl", "parataxis", "meta", "intj", "dep"))
_OF_VERBS = frozenset(("dobj", "advcl", "ccomp", "mark"))
_IDENTIFYING = frozenset(("of", "in", "at", "from", "between", "for", "with", "on"))
_SHORTEST_PLACE, _LONGEST_DATELINE = 3, 9  # letters; tokens
_OWNING = frozenset(("of",))
_QUOTES = ('"', "“", "”", "``", "''", "`")
_JOINERS = ("-", "–", "$", "/", "’", "'")
_MEASURING = ("CD", "DT", "PDT", "JJ", "JJS", "JJR", "RB")
_ENTITIES = frozenset(
    ("PERSON", "ORG", "GPE", "LOC", "FAC", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT", "DATE", "NORP", "MONEY")
)


class Phrases:
    """Noun phrases of one Tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._names = {
            i: (ent.start, ent.end)
            for ent in tree.doc.ents
            if ent.label_ in _ENTITIES
            for i in range(ent.start, ent.end)
        }
        self._offices = {i for span in tree.doc.spans.get("titles", ()) for i in range(span.start, span.end)}
        self._datelines = {i for start in tree.sent_starts for i in self._dateline(start)}
        self._known: dict[int, list[int]] = {}

    def _dateline(self, start: int) -> range:
        """The tokens of "MEXICO CITY —" or "PARIS, Texas (AP) —" from `start` on."""
        tree = self.tree
        if len(tree.words[start]) < _SHORTEST_PLACE or not tree.words[start].isupper():
            return range(0)
        for i in range(start + 1, min(start + _LONGEST_DATELINE, len(tree))):
            if tree.words[i] in ("—", "–", "--"):
                return range(start, i)
            if tree.is_verb(i) or tree.tag[i] == "DT":
                break
        return range(0)

    # --- what a token is

    def is_name(self, i: int) -> bool:
        """A proper noun."""
        return self.tree.tag[i].startswith("NNP")

    def is_thing(self, i: int) -> bool:
        """Something that a triple can be about: no relative pronoun, no question word, no verb."""
        tree = self.tree
        relative = tree.lower[i] in RELATIVES and tree.tag[i] in ("WDT", "WP", "IN")
        return not relative and tree.tag[i][0] != "W" and not tree.is_verb(i) and i not in self._datelines

    def is_dateline(self, i: int) -> bool:
        """Does the token stand before a report to say where from?"""
        return i in self._datelines

    def same_name(self, i: int, j: int) -> bool:
        """Do both tokens stand in one name?"""
        return i in self._names and self._names[i] == self._names.get(j)

    def members(self, head: int) -> list[int]:
        """`head` and what is coordinated with it; a name with "and" inside stays one."""
        found = [head]
        for c in self.tree.kids(head, "conj"):
            if not self.same_name(c, head):
                found += [m for m in self.members(c) if not self.same_name(m, head)]
        return found

    def titles(self, head: int) -> list[int]:
        """What stands before a name as its title: "president" of "club president Ann Lee"."""
        tree = self.tree
        if not self.is_name(head) or not tree.words[head][0].isupper():
            return []
        before = [c for c in tree.kids(head, "compound", "nmod") if c < head and tree.tag[c][0] == "N"]
        person = self._names[head][0] if head in self._names and tree.doc[head].ent_type_ == "PERSON" else None
        if person is not None:
            named = [c for c in before if c < person and (tree.tag[c] == "NN" or c in self._offices)]
            return named[-1:] if named and named[-1] == person - 1 else []
        common = [c for c in before if tree.tag[c] in ("NN", "NNS") and not self.same_name(c, head)]
        return [c for c in common if tree.words[c + 1] not in _JOINERS and tree.words[c].islower()]

    # --- phrases

    def short(self, head: int) -> list[int]:
        """The words that name the thing itself."""
        if head not in self._known:
            self._known[head] = self._trimmed(self._named(head)) or [head]
        return self._known[head]

    def bare(self, head: int) -> list[int]:
        """The short phrase without its article, for use inside a relation."""
        phrase = self.short(head)
        return [j for j in phrase if j != phrase[0] or self.tree.tag[j] != "DT"] or phrase

    def about(self, head: int) -> list[int]:
        """The short phrase with the prepositional phrases that say which; names need none."""
        return self._specified(head, _IDENTIFYING) if not self.is_name(head) else self.short(head)

    def owned(self, head: int) -> list[int]:
        """The short phrase with its "of …"."""
        return self._specified(head, _OWNING)

    def _specified(self, head: int, prepositions: frozenset[str]) -> list[int]:
        tree = self.tree
        found = list(self.short(head))
        for prep in tree.kids(head, "prep"):
            if prep > head and tree.lower[prep] in prepositions and prep not in found:
                for o in tree.kids(prep, "pobj"):
                    found += [prep, *self._specified(o, prepositions)]
        return self._trimmed(found)

    def full(self, head: int, *, without: int | None = None) -> list[int]:
        """All words of the phrase but clauses that say more of it, and the one `without`."""
        return self._trimmed(self._below(head, lambda c, top: c != without and not self._adds(c, top)))

    def clause(self, verb: int) -> list[int]:
        """All words of a clause but coordinated clauses with a subject of their own."""
        tree = self.tree

        def inside(c: int, top: int) -> bool:
            return tree.dep[c] != "conj" or not tree.is_verb(top) or not tree.kids(c, "nsubj", "nsubjpass", "expl")

        return self._trimmed(self._below(verb, inside))

    def _below(self, head: int, keeps: Callable[[int, int], bool]) -> list[int]:
        """`head` and all below it that `keeps` (told the token and its head) lets in."""
        found = [head]
        for top in found:  # grows while it is walked
            found += [c for c in self.tree.children[top] if keeps(c, top)]
        return found

    def _adds(self, c: int, top: int) -> bool:
        dep = self.tree.dep[c]
        return dep in _NOT_FULL and not (dep == "appos" and self.same_name(c, top))

    # --- short phrases

    def _named(self, head: int) -> list[int]:
        tree = self.tree
        found = [head]
        for c in tree.children[head]:
            if self._is_inside(c, head):
                found += self._below(c, lambda j, _: tree.dep[j] not in ("relcl", "appos")) if c != head else []
            elif tree.dep[c] == "prep" and tree.lower[c] == "of" and self._measures(head, c):
                for obj in tree.kids(c, "pobj"):
                    found += [c, *self.short(obj)]
        found += self._around(head)
        titles = self.titles(head)
        return [j for j in found if j > titles[-1]] if titles else found

    def _around(self, head: int) -> list[int]:
        """The rest of the name, date or sum in which `head` stands, if all of it hangs on `head`."""
        if head not in self._names:
            return []
        span = range(*self._names[head])
        return list(span) if set(span) <= set(self.tree.subtree(head)) else []

    def _is_inside(self, child: int, head: int) -> bool:
        """Punctuation only where it is part of a word or number; a case mark only before its noun."""
        tree, dep = self.tree, self.tree.dep[child]
        if dep == "punct":
            return tree.words[child] in _JOINERS or self._is_in_number(child)
        if dep in ("case", "npadvmod"):
            return child < head
        return dep not in _NOT_SHORT and not (dep in _OF_VERBS and tree.is_verb(head))

    def _is_in_number(self, comma: int) -> bool:
        """ "May 3, 2021" """
        around = self.tree.tag[comma - 1 : comma + 2]
        return self.tree.words[comma] == "," and around[:1] == ["CD"] == around[2:]

    def _measures(self, head: int, prep: int) -> bool:
        """Does the phrase mean nothing (or something else) without its "of …"?"""
        tree = self.tree
        objects = tree.kids(prep, "pobj")
        if not objects or self.is_name(head):
            return bool(objects) and self.is_name(objects[0])
        if tree.tag[head] in _MEASURING or tree.words[head] == "%":
            return True
        kids = tree.children[head]
        indefinite = any(tree.lower[c] in ("a", "an") for c in kids) and not tree.kids(head, "amod")
        return indefinite and tree.tag[objects[0]] in ("NNS", "NN") and not tree.kids(objects[0], "det", "poss")

    def _trimmed(self, tokens: list[int]) -> list[int]:
        """In order, without quotation marks and without punctuation or conjunctions at either end."""
        tree = self.tree
        found = [j for j in sorted(set(tokens)) if tree.words[j] not in _QUOTES and tree.tag[j] != "_SP"]
        while found and self._is_loose(found[-1], "%"):
            found.pop()
        while found and self._is_loose(found[0], "$#£€"):
            found.pop(0)
        words = [tree.words[j] for j in found]
        return found[: words.index("(")] if "(" in words and ")" not in words else found

    def _is_loose(self, i: int, kept: str) -> bool:
        tree = self.tree
        return (tree.pos[i] == "PUNCT" or tree.dep[i] == "cc") and tree.words[i] not in kept
