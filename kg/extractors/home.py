"""The state that an article is about, whose "the government" and "the Supreme Court" it means.

In: the actors with their mentions, and the words of nationality. Out: one state, or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.actors import Actors

_ENOUGH = 3  # mentions; with fewer a state that is only where something happened became the article's own


def home_state(actors: Actors, demonyms: Iterable[str]) -> int | None:
    """The number of the state with at least three mentions, and as many as all other states' together.

    `demonyms` are the ids of the countries whose adjectives and peoples the article names, once a mention.
    """
    counts = _mentions_of_states(actors, demonyms)
    best = max(counts, key=lambda n: (counts[n], actors[n].id), default=None)
    if best is None or counts[best] < _ENOUGH or 2 * counts[best] < counts.total():
        return None
    return best


def _mentions_of_states(actors: Actors, demonyms: Iterable[str]) -> Counter[int]:
    counts = Counter({n: len(a.mentions) for n, a in enumerate(actors) if actors.is_a(n, "Country")})
    counts.update(actors.known(country) for country in demonyms)
    for n, actor in enumerate(actors):  # "the Home Office" speaks of Britain as "London" does not
        if actor.known and actor.country and actors.is_a(n, "Organization"):
            counts[actors.known(actor.country)] += len(actor.mentions)
    return counts
