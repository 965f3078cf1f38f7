"""What stands between quotation marks, paragraph by paragraph.

In: a Tree. Out: `doc.spans["quotes"]`: the tokens inside each pair of double marks, marks left out. A quotation that
is not closed runs to the end of its paragraph (the next one opens it again), so an odd number of marks breaks nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

if TYPE_CHECKING:
    from kg.syntax import Tree

_OPEN, _CLOSE, _BOTH = frozenset("“«„"), frozenset("”»"), frozenset(('"', "''"))


def mark_quotations(tree: Tree) -> None:
    """Write the quoted stretches of the Doc into `doc.spans["quotes"]`, in text order."""
    group = SpanGroup(tree.doc, name="quotes")
    for block in tree.doc.spans["layout"]:
        opened: int | None = None
        for i in range(block.start, block.end):
            word = tree.words[i]
            if opened is None and (word in _OPEN or word in _BOTH or word == "``" or _opens(tree, block, i)):
                opened = i + 1
            elif opened is not None and (word in _CLOSE or word in _BOTH or word == "''"):
                _append(group, tree, opened, i)
                opened = None
        if opened is not None:
            _append(group, tree, opened, block.end)
    tree.doc.spans["quotes"] = group


def _opens(tree: Tree, block: Span, i: int) -> bool:
    """A closing mark that stands where only an opening one can: at a word's beginning, behind a blank."""
    if tree.words[i] not in _CLOSE or i + 1 >= block.end:
        return False
    blank = i == block.start or bool(tree.doc[i - 1].whitespace_) or tree.pos[i - 1] == "SPACE"
    return blank and not tree.doc[i].whitespace_ and tree.words[i + 1][:1].isalpha()


def _append(group: SpanGroup, tree: Tree, start: int, end: int) -> None:
    if start < end:
        group.append(Span(tree.doc, start, end, label="quote"))
