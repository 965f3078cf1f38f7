"""When and where: the time and the place that a statement's own words give it.

In: a Tree with times, the referents. Out: for an event word its ISO time and the words for it, and its place. A time or
place belongs to an event by frame: it hangs on the event word, or on the clause that the event word is part of; never
by nearness.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.referents import Referents
    from kg.syntax import Tree

_WHERE = frozenset(("in", "at", "near", "outside", "inside"))
_NOT_WHEN = ("until", "by", "before", "after", "since")  # they bound a time and do not give it
_HANGING = ("prep", "npadvmod", "nmod", "dobj", "advmod", "compound", "appos")
_IN_CLAUSE = ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "conj")


class Times:
    """Times of one Doc by the token they hang on."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._times: dict[int, tuple[str, str]] = {}
        self._values: dict[int, str] = {}
        for span in tree.doc.spans.get("times", ()):
            head = self._top(span)
            if span.kb_id_ and not (tree.dep[head] == "prep" and tree.lower[head] in _NOT_WHEN):
                anchor = tree.head[head] if tree.dep[head] in _HANGING else head
                self._times.setdefault(anchor, (span.kb_id_, span.text))
                self._values[span.start] = span.kb_id_

    def _top(self, span: Span) -> int:
        """The head of the phrase that the time fills: of "in early 2022" the word "in"."""
        tree, top = self.tree, span.root.i
        while tree.dep[top] in ("pobj", "pcomp") or (tree.dep[top] == "prep" and tree.dep[tree.head[top]] == "prep"):
            top = tree.head[top]
        return top

    def time(self, event: int) -> tuple[str, str] | None:
        """(ISO value, words) of the event's time."""
        return next((self._times[anchor] for anchor in self._anchors(event) if anchor in self._times), None)

    def has_several(self, event: int) -> bool:
        """Whether its phrase has more than one time, of which each may be another participant's."""
        left, right = self.tree.edges(event)
        return len({value for start, value in self._values.items() if left <= start < right}) > 1

    def _anchors(self, event: int) -> list[int]:
        """The event word; for a noun also the clause it fills as object, subject or circumstance."""
        tree, found, at = self.tree, [event], event
        while not tree.is_verb(at) and tree.head[at] != at and tree.dep[at] in _IN_CLAUSE:
            at = tree.head[at]
            found.append(at)
        return [*found, *tree.kids(at, "dobj", "attr")] if tree.is_verb(at) else found


class Circumstances(Times):
    """Times and places of one Doc."""

    def __init__(self, tree: Tree, who: Referents) -> None:
        super().__init__(tree)
        self.who = who

    def place(self, event: int) -> int | None:
        """The actor number of the event's place, the narrowest that the text names."""
        return next(self._places(event), None)

    def _places(self, event: int) -> Iterator[int]:
        tree = self.tree
        for anchor in self._anchors(event):
            for prep in tree.kids(anchor, "prep"):
                if tree.lower[prep] in _WHERE:
                    for obj in tree.kids(prep, "pobj"):
                        yield from (n for n in self.who.of(obj) if self.who.actors.is_a(n, "Place"))
