"""Words whose speaker stands beside them without a verb: “…” ― Jane Doe; JANE DOE: …; a headline "Doe: No Talks".

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
_SAID = 3  # words of a headline behind its colon, at least


def turns(tree: Tree, documents: frozenset[str]) -> Iterator[Claim]:
    """The turns of all paragraphs, in text order; `documents` are nouns of what may speak in a headline ("Poll: …")."""
    persons = {i for ent in tree.doc.ents if ent.label_ == "PERSON" for i in range(ent.start, ent.end)}
    for block in tree.doc.spans["layout"]:
        yield from _signed(tree, block)
        if block.label_ == "headline":
            yield from _headed(tree, block, persons, documents)
        else:
            yield from _labelled(tree, block)


def _signed(tree: Tree, block: Span) -> Iterator[Claim]:
    """A quotation and, behind a dash, a name that ends its line."""
    for quote in tree.doc.spans["quotes"]:
        if not block.start <= quote.start < block.end:
            continue
        dash = next((i for i in range(quote.end, min(quote.end + 3, block.end)) if tree.words[i] in _RULES), None)
        name = _line(tree, block, dash + 1) if dash is not None else []
        named = all(tree.words[i][:1].isupper() or tree.words[i] in (".", ",") for i in name)
        words = [i for i in name if tree.words[i][:1].isupper()]
        if dash is not None and words and named and len(name) <= _NAME + 1:
            yield Claim(dash, words[-1], frozenset(range(quote.start, quote.end)), None, "turn", (words[-1],))


def _line(tree: Tree, block: Span, start: int) -> list[int]:
    """The tokens from `start` to the end of the line or the paragraph."""
    found = []
    for i in range(start, block.end):
        if tree.pos[i] == "SPACE" and "\n" in tree.words[i]:
            break
        if tree.pos[i] != "SPACE":
            found.append(i)
    return found


def _headed(tree: Tree, block: Span, persons: set[int], documents: frozenset[str]) -> Iterator[Claim]:
    """ "Pence: No Talks Before Spring": a headline that is somebody's word."""
    colon = next((i for i in range(block.start, block.end) if tree.words[i] == ":"), None)
    if colon is None or not block.start < colon <= block.start + _NAME:
        return
    speaks = tree.lower[colon - 1] in documents or {block.start, colon - 1} <= persons
    content = frozenset(i for i in range(colon + 1, block.end) if tree.pos[i] not in BLANK)
    if speaks and len(content) >= _SAID:
        yield Claim(colon, colon - 1, content, None, "turn", (colon - 1,))


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
    begins = start == block.start or tree.words[start - 1] in (".", "?", "!", "”", "“", '"')
    return list(range(start, colon)) if begins and start < colon and len(tree.words[colon - 1]) >= _LETTERS else []


def _is_capital(word: str) -> bool:
    return word.isupper() and word.replace(".", "").replace("-", "").isalpha()


_RULES = frozenset((*DASHES, "―", "—", "–", "--"))
