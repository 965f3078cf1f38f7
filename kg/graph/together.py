"""Who is met with whom: namings of entities in articles in, pairs with counts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities, the number of articles that name both, and the part of the articles naming either: 0 to 1."""

    first: str
    second: str
    articles: int
    share: float


def pairs(mentions: Iterable[tuple[str, str]], *, limit: int | None = None) -> list[Pair]:
    """The pairs of entities (entity, article) that are named in one article, those with the most articles first.

    Example:
        >>> pairs([("Putin", "a"), ("Li", "a"), ("Putin", "b"), ("Li", "b"), ("Xi", "b"), ("Putin", "c")], limit=1)
        [Pair(first='Li', second='Putin', articles=2, share=0.6666666666666666)]
    """
    named: dict[str, set[str]] = {}
    for entity, article in mentions:
        named.setdefault(article, set()).add(entity)
    alone = Counter(entity for some in named.values() for entity in some)
    both = Counter(pair for some in named.values() for pair in combinations(sorted(some), 2))
    best = sorted(both, key=lambda pair: (-both[pair], pair))[:limit]
    return [Pair(a, b, both[a, b], both[a, b] / (alone[a] + alone[b] - both[a, b])) for a, b in best]
