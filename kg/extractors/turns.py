"""Words whose speaker stands beside them without a verb: “…” ― Jane Doe; JANE DOE: ….

In: a Tree with quotes and layout in its Doc. Out: `Claim`s of kind "turn"; the dash or colon is the cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.cues import Claim
from kg.extractors.grammar import BLANK, DASHES

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.syntax import Tree

_NAME = 5  # tokens of a name behind a dash or before a colon, at most
_LETTERS = 3  # of a label in capitals, at least


def turns(tree: Tree) -> Iterator[Claim]:
    """The turns of all paragraphs, in text order."""
    for block in tree.doc.spans["layout"]:
        yield from _signed(tree, block)
        yield from _labelled(tree, block)


def _signed(tree: Tree, block: Span) -> Iterator[Claim]:
    """A paragraph that is a quotation and, behind a dash, a name."""
    words = [i for i in range(block.start, block.end) if tree.pos[i] != "SPACE"]
    dash = next((i for i in words[-_NAME - 1 : -1] if tree.words[i] in _RULES), None)
    if dash is None:
        return
    name = [i for i in words if i > dash]
    named = all(tree.words[i][:1].isupper() or tree.words[i] in (".", ",") for i in name)
    for quote in tree.doc.spans["quotes"]:
        if named and quote.start <= words[0] + 1 and quote.start >= block.start and dash - 1 <= quote.end <= dash:
            yield Claim(dash, name[-1], frozenset(range(quote.start, quote.end)), None, "turn", (name[-1],))


def _labelled(tree: Tree, block: Span) -> Iterator[Claim]:
    """ "TODD: … BLINKEN: …": each label's words run to the next label or the end of the paragraph."""
    colons = [i for i in range(block.start + 1, block.end) if tree.words[i] == ":" and _label(tree, block, i)]
    ends = [_label(tree, block, colon)[0] for colon in colons[1:]]
    for colon, end in zip(colons, [*ends, block.end], strict=False):
        content = frozenset(i for i in range(colon + 1, end) if tree.pos[i] not in BLANK)
        if content:
            yield Claim(colon, colon - 1, content, None, "turn", (colon - 1,))


def _label(tree: Tree, block: Span, colon: int) -> list[int]:
    """The tokens of the name in capitals that ends at a colon and begins a paragraph or follows a full stop."""
    start = colon
    while start > block.start and _is_capital(tree.words[start - 1]) and colon - start < _NAME:
        start -= 1
    begins = start == block.start or tree.words[start - 1] in (".", "?", "!", "”", '"')
    return list(range(start, colon)) if begins and start < colon and len(tree.words[colon - 1]) >= _LETTERS else []


def _is_capital(word: str) -> bool:
    return word.isupper() and word.replace(".", "").replace("-", "").isalpha()


_RULES = frozenset((*DASHES, "―", "—", "–", "--"))
