"""A parsed Doc as plain lists: what the annotators and extractors walk instead of token objects.

In: a spaCy Doc with heads, labels, tags and lemmas. Out: `Tree`, indexed by token number. Reading a Python list is
ten times faster than reading a token's attribute, and every rule reads the same few of them again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis", "ROOT"))

_NOT = ("not", "never")
_ONLY = ("only", "just", "merely", "simply")


def _named(doc: Doc, keys: list[int]) -> list[str]:
    """What the string store calls the keys of a Doc's tokens."""
    names = {key: doc.vocab.strings[key] if key else "" for key in set(keys)}
    return [names[key] for key in keys]


class Tree:
    """Words, lemmas, tags, labels, heads and children of every token, and each token's sentence number."""

    __slots__ = (
        "_extents",
        "children",
        "dep",
        "doc",
        "head",
        "lemma",
        "lower",
        "pos",
        "sent",
        "sent_starts",
        "tag",
        "words",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = [t.text for t in doc]
        self.lower = [w.lower() for w in self.words]
        # All at once: five times as quick as token by token. Heads come as distances.
        columns = doc.to_array(["LEMMA", "TAG", "POS", "DEP", "HEAD"]).T
        lemmas, self.tag, self.pos, self.dep = (_named(doc, column.tolist()) for column in columns[:4])
        self.lemma = [lemma.lower() for lemma in lemmas]
        self.head: list[int] = [i + distance for i, distance in enumerate(columns[4].astype("int64").tolist())]
        self.children: list[list[int]] = [[] for _ in self.words]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self._number_sentences()
        self._extents: tuple[list[int], list[int]] | None = None

    def _number_sentences(self) -> None:
        self.sent: list[int] = []
        self.sent_starts: list[int] = []
        for n, sent in enumerate(self.doc.sents):
            self.sent_starts.append(sent.start)
            self.sent += [n] * (sent.end - sent.start)

    def __len__(self) -> int:
        return len(self.words)

    def kids(self, i: int, *labels: str) -> list[int]:
        """The children of token `i` that carry one of `labels`, in text order."""
        return [c for c in self.children[i] if self.dep[c] in labels]

    def conjuncts(self, i: int) -> list[int]:
        """Token `i` and all that is coordinated below it, in text order."""
        found = [i]
        for c in self.children[i]:
            if self.dep[c] == "conj":
                found += self.conjuncts(c)
        return found

    def members(self, i: int) -> list[int]:
        """The conjuncts but those that "not" sets apart: of "Japan but not Iran or Iraq" the word "Japan"."""
        return list(self._members(i, denied=False))

    def _members(self, i: int, *, denied: bool) -> Iterator[int]:
        denied = denied or self._is_set_apart(i)
        if not denied:
            yield i
        for c in self.children[i]:
            if self.dep[c] == "conj":
                between = [self.lower[j] for j in self.children[i] if self.dep[j] == "cc" and j < c]
                yield from self._members(c, denied=denied and between[-1:] != ["but"])

    def _is_set_apart(self, i: int) -> bool:
        """Does "not" or "never", but not "not only", stand before the noun `i` and belong to it?"""
        return any(
            self.lower[c] in _NOT and c < i and self.lower[c + 1] not in _ONLY
            for c in self.children[i]
            if self.dep[c] in ("neg", "preconj")
        )

    def first_conjunct(self, i: int) -> int:
        """The token that heads the coordination in which `i` stands."""
        while self.dep[i] == "conj" and self.head[i] != i:
            i = self.head[i]
        return i

    def ancestors(self, i: int) -> Iterator[int]:
        """The tokens above `i`, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def edges(self, i: int) -> tuple[int, int]:
        """First and last-but-one token of the subtree of `i`: `(left, right)`, right exclusive."""
        if self._extents is None:
            self._extents = self._measured()
        left, right = self._extents
        return left[i], right[i] + 1

    def _measured(self) -> tuple[list[int], list[int]]:
        """First and last token of every subtree."""
        left, right = list(range(len(self))), list(range(len(self)))
        order = [i for i, h in enumerate(self.head) if h == i]
        for i in order:  # grows while it is walked: parents before children
            order += self.children[i]
        for i in reversed(order):
            h = self.head[i]
            left[h], right[h] = min(left[h], left[i]), max(right[h], right[i])
        return left, right

    def subtree(self, i: int) -> Iterator[int]:
        """Token `i` and everything below it, in no promised order."""
        stack = [i]
        while stack:
            top = stack.pop()
            yield top
            stack += self.children[top]

    def is_verb(self, i: int) -> bool:
        """Is the token a verb form? (Auxiliaries count: `be` and `have` head clauses too.)"""
        return self.tag[i].startswith("VB") or self.tag[i] == "MD"

    def clause_of(self, i: int) -> int:
        """The verb (or the root) of the smallest clause in which token `i` stands, `i` itself if it is a verb."""
        while not (self.is_verb(i) and self.dep[i] not in ("aux", "auxpass", "amod", "compound")) and self.head[i] != i:
            i = self.head[i]
        return i

    def text(self, start: int, end: int) -> str:
        """The words from token `start` to before `end`, as they stand in the text."""
        return self.doc[start:end].text
