"""Which parts of an article are read for statements.

In: a Tree with layout. Out: `Passages`: body and captions are read; headlines only when they are written like
sentences, since the parser cannot be trusted with Title Case; credits and datelines never.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Evidence

if TYPE_CHECKING:
    from kg.syntax import Tree

_READ = ("body", "caption")
_SHORT = 3  # letters; shorter words are in lower case in Title Case too


class Passages:
    """The layout and sentences of one Doc."""

    def __init__(self, tree: Tree, article: str) -> None:
        self.tree = tree
        self.article = article
        self._kinds = {i: span.label_ for span in tree.doc.spans["layout"] for i in range(span.start, span.end)}
        self._plain_headlines = set(self._find_plain_headlines())

    def is_read(self, i: int) -> bool:
        """Whether token `i` may state something."""
        kind = self._kinds.get(i, "")
        return kind in _READ or (kind == "headline" and self.tree.sent[i] in self._plain_headlines)

    def verbless_captions(self) -> Iterator[int]:
        """The root of each sentence of a caption that has no verb but participles."""
        tree = self.tree
        for start in tree.sent_starts:
            if self._kinds.get(start) == "caption":
                sentence = range(start, self._sentence_end(start))
                root = next((i for i in sentence if tree.head[i] == i), start)
                if not tree.is_verb(root) and not any(tree.is_verb(i) and tree.tag[i] != "VBN" for i in sentence):
                    yield root

    def evidence(self, i: int) -> Evidence:
        """The sentence in which token `i` stands, without the blanks around it."""
        tree = self.tree
        start, end = tree.sent_starts[tree.sent[i]], self._sentence_end(i)
        while end > start + 1 and tree.pos[end - 1] == "SPACE":
            end -= 1
        while start < end - 1 and tree.pos[start] == "SPACE":
            start += 1
        span = tree.doc[start:end]
        return Evidence(self.article, span.start_char, span.end_char, span.text)

    def _sentence_end(self, i: int) -> int:
        n = self.tree.sent[i] + 1
        return self.tree.sent_starts[n] if n < len(self.tree.sent_starts) else len(self.tree)

    def _find_plain_headlines(self) -> Iterator[int]:
        for span in self.tree.doc.spans["layout"]:
            words = [w for w in self.tree.words[span.start : span.end] if len(w) > _SHORT and w[0].isalpha()]
            if span.label_ == "headline" and 2 * sum(w.islower() for w in words) > len(words):
                yield self.tree.sent[span.start]
