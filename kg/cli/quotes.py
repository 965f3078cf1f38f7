"""A short quote out of a long one: the sentence in, the words about the place that matters out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

GAP = "…"


def cut(text: str, around: str, width: int, near: Iterable[str] = ()) -> str:
    """At most `width` characters of `text` about the words `around`, cut between words, with "…" where it is cut.

    Where these words stand more than once, the place nearest to one of the names `near` is taken.

    Example:
        >>> cut("One two three four five six", "four", 19)
        '… three four five …'
        >>> cut("The war, a warning and a war on Ukraine", "war", 20, ["Ukraine"])
        '… a war on Ukraine'
    """
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    start, end = _place(text, around, near)
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    inside = [n for n, (a, b) in enumerate(words) if a < end and b > start] or [0]
    first, last = _grown(words, inside[0], inside[-1], width)
    shown = _dotted(text, words, first, last)
    return shown if len(shown) <= width else shown[: max(width - 1, 0)].rstrip() + GAP


def _place(text: str, around: str, near: Iterable[str]) -> tuple[int, int]:
    """The offsets of the words `around`, or of the first of them that is there; the beginning if none is."""
    names = [m.start() for name in near for m in _whole(text, name.split()[-1] if name.split() else "")]
    for words in (around, *around.split()):
        found = [m.span() for m in _whole(text, words)] or [m.span() for m in re.finditer(re.escape(words), text)]
        if found and words:
            return min(found, key=lambda span: (min((abs(span[0] - at) for at in names), default=0), span))
    return 0, 0


def _whole(text: str, words: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else iter(())


def _grown(words: list[tuple[int, int]], first: int, last: int, width: int) -> tuple[int, int]:
    """The widest run of words about `first` to `last` that fits, growing to both sides in turn."""
    turn, stuck = 0, 0
    while stuck < 2:
        left, right = (first - 1, last) if turn % 2 else (first, last + 1)
        if left >= 0 and right < len(words) and _length(words, left, right) <= width:
            first, last, stuck = left, right, 0
        else:
            stuck += 1
        turn += 1
    return first, last


def _length(words: list[tuple[int, int]], first: int, last: int) -> int:
    return words[last][1] - words[first][0] + 2 * (first > 0) + 2 * (last < len(words) - 1)


def _dotted(text: str, words: list[tuple[int, int]], first: int, last: int) -> str:
    before, after = f"{GAP} " if first else "", f" {GAP}" if last < len(words) - 1 else ""
    return f"{before}{text[words[first][0] : words[last][1]]}{after}"
