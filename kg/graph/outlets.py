"""How many outlets say something independently: quotes and articles in, groups of those that are one source out.

A paper that repeats itself is one source, and so are two papers that print the same agency's sentence: quotes that are
nearly the same words count once. Short sentences can be the same by chance; to count them once is the careful error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.model import Article, Evidence

# Words in a row that two sentences must share to be compared at all, and the part of the shorter one's rows that the
# other must have: a sentence cut at its end, or with the name of the day put in, is still the same.
_ROW = 3
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Source:
    """One independent source: the outlets that share it (sorted) and their quotes (sorted)."""

    outlets: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def outlet(article: Article | None, key: str = "") -> str:
    """What to call the outlet of an article: its publisher, the host of its url, or the article itself.

    Example:
        >>> outlet(Article("Text.", url="https://www.duck.example/1"))
        'duck.example'
    """
    if article is None:
        return key
    host = urlsplit(article.url or "").hostname or ""
    return article.publisher or host.removeprefix("www.") or article.id


def independent(evidence: Iterable[Evidence], articles: Mapping[str, Article]) -> tuple[Source, ...]:
    """The independent sources behind some evidence, those with the most quotes first.

    Example:
        >>> said = "The president of Freedonia met the ambassador of Sylvania in Fredville on Monday"
        >>> three = [Evidence("a", 0, 80, said + "."), Evidence("b", 9, 97, said + ", Agency reported."),
        ...          Evidence("c", 0, 40, "Monday saw a meeting of the two in the town hall.")]
        >>> known = {i: Article("", publisher=name, id=i) for i, name in zip("abc", ("Duck", "Herald", "Star"))}
        >>> [source.outlets for source in independent(three, known)]
        [('Duck', 'Herald'), ('Star',)]
    """
    ordered = sorted(set(evidence))
    outlets = [outlet(articles.get(e.article), e.article) for e in ordered]
    groups = _Groups(len(ordered))
    first: dict[str, int] = {}
    for n, name in enumerate(outlets):
        groups.join(first.setdefault(name, n), n)
    for one, other in _copies([e.quote for e in ordered]):
        groups.join(one, other)
    members: dict[int, list[int]] = {}
    for n in range(len(ordered)):
        members.setdefault(groups.root(n), []).append(n)
    found = (
        Source(tuple(sorted({outlets[n] for n in group})), tuple(ordered[n] for n in group))
        for group in members.values()
    )
    return tuple(sorted(found, key=lambda s: (-len(s.evidence), s.outlets)))


class _Groups:
    """Disjoint sets of the numbers below `size`."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, n: int) -> int:
        while self._above[n] != n:
            n = self._above[n] = self._above[self._above[n]]
        return n

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first


def _copies(quotes: list[str]) -> Iterable[tuple[int, int]]:
    """The pairs of quotes that are nearly the same words."""
    rows = [_rows(quote) for quote in quotes]
    homes: dict[tuple[str, ...], list[int]] = {}
    for n, some in enumerate(rows):
        candidates = {other for row in some for other in homes.get(row, ())}
        for other in sorted(candidates):
            shorter = min(len(some), len(rows[other]))
            if len(some & rows[other]) >= _SAME * shorter:
                yield other, n
        for row in some:
            homes.setdefault(row, []).append(n)


def _rows(quote: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", quote.casefold())
    return frozenset(tuple(words[n : n + _ROW]) for n in range(max(1, len(words) - _ROW + 1)))
