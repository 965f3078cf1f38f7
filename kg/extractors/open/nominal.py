"""What nouns imply: "X, the Y" is, "X's Y" has, "the Y of X" has, "Paris, France" is in, "premier X" is.

In: a Tree. Out: `Found` triples of form "implied", whose relation is left to be understood in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extractors.open.found import Found

if TYPE_CHECKING:
    from kg.extractors.open.phrases import Phrases
    from kg.extractors.open.subjects import Subjects
    from kg.syntax import Tree

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_TIMES = frozenset(("DATE", "TIME"))
_LOCATING = frozenset(("in", "at", "near", "on", "within", "outside"))


class Nominal:
    """Reads the facts of nouns."""

    def __init__(self, tree: Tree, phrases: Phrases, subjects: Subjects) -> None:
        self.tree = tree
        self.phrases = phrases
        self.subjects = subjects

    def read(self) -> Iterator[Found]:
        """The facts of every noun, in text order."""
        for i in range(len(self.tree)):
            if self.tree.tag[i][0] == "N":
                yield from self._appositions(i)
                yield from self._possessives(i)
                yield from self._titles(i)
                yield from self._modifiers(i)
                yield from self._phrases(i)

    def _made(self, at: int, subject: Sequence[int], relation: str, obj: Sequence[int], kind: str) -> Iterator[Found]:
        if subject and obj and not set(subject) & set(obj):
            yield Found(at, tuple(subject), (relation,), tuple(obj), kind, "implied")

    def _label(self, i: int) -> str:
        return self.tree.doc[i].ent_type_

    def _is(self, i: int) -> str:
        """ "is" or "are", by the noun's number."""
        return "are" if self.tree.tag[i] == "NNS" or len(self.phrases.members(i)) > 1 else "is"

    def _appositions(self, i: int) -> Iterator[Found]:
        tree, phrases = self.tree, self.phrases
        for c in tree.kids(i, "appos"):
            abbreviation = tree.words[c].endswith(".")  # "Jr.", "R.I."
            if tree.tag[c][0] != "N" or phrases.same_name(i, c) or abbreviation or not phrases.is_thing(i):
                continue
            if self._label(i) in _PLACES and self._label(c) in _PLACES:
                yield from self._made(i, phrases.short(i), "is in", phrases.short(c), "place")
            elif phrases.is_name(c) and not phrases.is_name(i):
                yield from self._role(c, i)
            else:
                for m in phrases.members(c):
                    yield from self._role(i, m)

    def _role(self, who: int, role: int) -> Iterator[Found]:
        """ "Ann Lee, Freedonia's president for life": is president of Freedonia, is president for life."""
        tree, phrases = self.tree, self.phrases
        subject, possessors = self._owner(who), [self.subjects.resolved(c) for c in tree.kids(role, "poss")]
        owners = [c for c in possessors if tree.tag[c][0] == "N" and c != who]
        named = phrases.is_name(who)
        of = [p for p in tree.kids(role, "prep") if p > role and p not in phrases.short(role) and named]
        for owner in owners:
            relation = self._words([self._is(who), *self._owned(role), "of"])
            yield from self._made(who, subject, relation, self._owner(owner), "role of")
        if not owners:
            yield from self._made(who, subject, self._is(who), self._named(role), "apposition")
        for prep in of[:1]:
            for o in self._objects(prep):
                relation = self._words([self._is(who), *phrases.bare(role), tree.lower[prep]])
                yield from self._made(who, subject, relation, phrases.owned(o), "role of")

    def _words(self, pieces: Sequence[int | str]) -> str:
        return " ".join(p if isinstance(p, str) else self.tree.words[p] for p in pieces)

    def _named(self, i: int) -> list[int]:
        """What a name that follows is, without "the"."""
        phrase = self.phrases.short(i)
        return phrase[1:] if self.tree.lower[phrase[0]] == "the" and len(phrase) > 1 else phrase

    def _possessives(self, i: int) -> Iterator[Found]:
        tree, phrases = self.tree, self.phrases
        for c in tree.kids(i, "poss"):
            owner = self.subjects.resolved(c)
            pronoun = tree.tag[c] in ("PRP$", "WP$")
            if (pronoun and owner == c) or self._label(c) in _TIMES:
                continue
            titles = phrases.titles(i)
            if not titles and phrases.is_name(i) and tree.kids(i, "appos"):
                continue
            thing = phrases.short(titles[-1]) if titles else self._owned(i)
            kind = "possessive pronoun" if pronoun else "possessive"
            yield from self._made(i, self._owner(owner), "has", [j for j in thing if j != c], kind)

    def _owner(self, i: int) -> list[int]:
        return [j for j in self.phrases.short(i) if self.tree.tag[j] != "POS"]

    def _owned(self, i: int) -> list[int]:
        owner = {j for c in self.tree.kids(i, "poss") for j in self.tree.subtree(c)}
        return [j for j in self.phrases.short(i) if j not in owner]

    def _titles(self, i: int) -> Iterator[Found]:
        for title in self.phrases.titles(i):
            words = [j for j in self._named(title) if j < i]
            yield from self._made(i, self._owner(i), "is", words, "title")

    def _modifiers(self, i: int) -> Iterator[Found]:
        """Participles and peoples before a noun: "the redesigned car", "American senator Lee"."""
        tree, phrases = self.tree, self.phrases
        for c in tree.kids(i, "amod"):
            if c >= i or "-" in (tree.words[c + 1], tree.words[c - 1]):
                continue
            if tree.tag[c] == "VBN" and not tree.children[c]:
                rest = [j for j in phrases.short(i) if j != c]
                yield from self._made(i, rest, self._is(i), [c], "participle")
            elif self._label(c) == "NORP" and i in phrases.titles(tree.head[i]):
                yield from self._made(i, self._owner(tree.head[i]), "is", [c], "people")

    def _phrases(self, i: int) -> Iterator[Found]:
        """What the prepositional phrases of a noun imply."""
        tree, phrases = self.tree, self.phrases
        inside = set(phrases.short(i))
        for prep in tree.kids(i, "prep"):
            if prep > i and prep not in inside:
                for o in self._objects(prep):
                    yield from self._of_phrase(i, tree.lower[prep], o)

    def _objects(self, prep: int) -> list[int]:
        return [m for o in self.tree.kids(prep, "pobj") for m in self.phrases.members(o)]

    def _of_phrase(self, i: int, word: str, o: int) -> Iterator[Found]:
        phrases, label = self.phrases, self._label(o)
        fixed = not phrases.is_name(i) or self._label(i) in _PLACES  # "met Lee in Paris" says nothing lasting of Lee
        if word in _LOCATING and label in _PLACES and fixed:
            yield from self._made(i, phrases.short(i), f"{self._is(i)} {word}", phrases.short(o), "located")
        elif word in ("of", "from") and label == "GPE" and phrases.is_name(i):
            yield from self._made(i, phrases.short(i), "is from", phrases.short(o), "located")
        elif word == "of" and phrases.is_name(o) and label not in _TIMES:
            yield from self._made(i, phrases.short(o), "has", phrases.bare(i), "of")
        elif word == "including":
            yield from self._made(i, phrases.short(i), "include", phrases.short(o), "member")
