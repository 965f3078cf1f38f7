"""When and where: the time and the place that a statement's own words give it.

In: a Tree with times, the referents. Out: for an event word its ISO time and the words for it, and its place. A time or place belongs
to an event by frame: it hangs on the event word, or on the clause that the event word is part of; never by nearness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.referents import Referents
    from kg.syntax import Tree

_WHERE = frozenset(("in", "at", "near", "outside", "inside"))


class Circumstances:
    """Times and places of one Doc by the token they hang on."""

    def __init__(self, tree: Tree, referents: Referents) -> None:
        self.tree = tree
        self.referents = referents
        self.times: dict[int, tuple[str, str]] = {}
        for span in tree.doc.spans["times"]:
            head = span.root.i
            while tree.dep[head] in ("pobj", "pcomp") or (tree.dep[head] == "prep" and tree.head[head] != head and tree.dep[tree.head[head]] == "prep"):
                head = tree.head[head]
            anchor = tree.head[head] if tree.dep[head] in ("prep", "npadvmod", "nmod", "dobj", "advmod", "compound", "appos") else head
            if span.kb_id_ and not (tree.dep[head] == "prep" and tree.lower[head] in ("until", "by", "before", "after", "since")):
                self.times.setdefault(anchor, (span.kb_id_, span.text))

    def _anchors(self, event: int) -> list[int]:
        """The event word; for a noun also the clause it fills as object, subject or circumstance."""
        tree, found = self.tree, [event]
        at = event
        while not tree.is_verb(at) and tree.head[at] != at and tree.dep[at] in ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "conj"):
            at = tree.head[at]
            found.append(at)
        if tree.is_verb(at):
            found += [c for c in tree.kids(at, "dobj", "attr")]
        return found

    def time(self, event: int) -> tuple[str, str] | None:
        """(ISO value, words) of the event's time."""
        for anchor in self._anchors(event):
            if anchor in self.times:
                return self.times[anchor]
        return None

    def place(self, event: int) -> int | None:
        """The actor number of the event's place, the narrowest that the text names."""
        tree = self.tree
        for anchor in self._anchors(event):
            for prep in tree.kids(anchor, "prep"):
                if tree.lower[prep] in _WHERE:
                    for obj in tree.kids(prep, "pobj"):
                        for n in self.referents.of(obj):
                            if self.referents.is_a(n, "Place"):
                                return n
        return None
