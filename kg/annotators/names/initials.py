"""Bodies whose letters stand in brackets behind them: "Union of Zorb Teachers and Nurses (UZTN)" is one whole name.

In: a Tree whose Doc has entities. Out: `Name`s in text order. The letters must be the initials of the capitalised words
before the bracket; in a translated name they may stand in another order ("Union of Rational Atheists (UAR)").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.annotators.names.name import Name

if TYPE_CHECKING:
    from kg.syntax import Tree

_SHORTEST, _LONGEST = 3, 8  # letters: of two too many are chance
_SMALL = frozenset(("of", "for", "the", "and", "&", "on", "in", "to", "de", "-"))  # words without a letter
_CLASSES = {"ORG": "Organization", "EVENT": "Event", "LAW": "Work", "WORK_OF_ART": "Work", "PRODUCT": "Work"}


def names_with_letters(tree: Tree) -> Iterator[Name]:
    """The full names in which the model has seen at least a part of a body, occasion or treaty."""
    for bracket in range(1, len(tree) - 2):
        if tree.words[bracket] != "(" or tree.words[bracket + 2] != ")" or not _is_short(tree.words[bracket + 1]):
            continue
        start = _start(tree, bracket, tree.words[bracket + 1])
        kind = _kind(tree, start, bracket) if start < bracket else None
        if kind is not None:
            yield Name(start, bracket, kind)


def _is_short(letters: str) -> bool:
    return _SHORTEST <= len(letters) <= _LONGEST and letters.isalnum() and sum(c.isupper() for c in letters) > 1


def _start(tree: Tree, bracket: int, letters: str) -> int:
    """Where the words begin of whose first letters `letters` consist, or `bracket` if there are none."""
    wanted, i = [c for c in letters.upper() if c.isalnum()], bracket
    initials: list[str] = []
    while i > 0 and tree.sent[i - 1] == tree.sent[bracket] and len(initials) < len(wanted):
        i -= 1
        first = tree.words[i][0]
        if tree.lower[i] not in _SMALL:
            if not (first.isupper() or first.isdigit()):
                return bracket
            initials.insert(0, first)
    same = initials == wanted or (sorted(initials) == sorted(wanted) and initials[:1] == wanted[:1])
    return i if same else bracket


def _kind(tree: Tree, start: int, end: int) -> str | None:
    """The class of what the model sees there, None if that is no body, occasion or treaty."""
    labels = [tree.doc[i].ent_type_ for i in range(start, end)]
    found = [label for label in labels if label in _CLASSES]
    return _CLASSES[max(found, key=found.count)] if found else None
