"""Two of one name: articles that mean different ones by the same id, a person's name or an acronym.

In: a census. Out: for an entry the groups of its articles that what they say of it keeps apart. Articles are put
together that share something telling; then every group is weighed against the largest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import exp, log

from kg.resolution.bodies import acronym
from kg.resolution.census import Census, Entry, Occurrences
from kg.resolution.evidence import chance_weight, weigh
from kg.resolution.priors import MOST_OF_A_NAME

_WEIGHT, _ENOUGH = 2.5, 3.0  # nats: of a thing said of both, and from which on two articles are put together
_MANY = 40  # articles: whoever is in more of an entry's is always around it
_SURE = 2.94  # nats: nineteen to one
_GROUPS = 50  # of one entry that are weighed, the largest first; the others are left where they are
_UNKNOWN = 1.5  # nats for a name of one word: four in five articles with it mean one


@dataclass(frozen=True, slots=True)
class Namesake:
    """Articles that seem to mean another than the rest: how sure that is, from 0 to 1, and why."""

    entry: Entry
    articles: tuple[int, ...]
    score: float
    reason: str


def namesakes(census: Census) -> Iterator[Namesake]:
    """The groups of articles that seem to mean another by a name, entry by entry."""
    for entry in census.entries:
        if _may_be_several(entry) and len(entry.articles) > 1 and entry.id not in census.known:
            yield from _of(census, entry)


def _may_be_several(entry: Entry) -> bool:
    return entry.sort == "Person" or (entry.sort == "Organization" and acronym(entry.name) != "")


def _of(census: Census, entry: Entry) -> Iterator[Namesake]:
    name = _odds_of_name(census, entry)
    found = _bearers(census, entry, name)
    main = Occurrences(entry, found[0])
    for articles in found[1:]:
        weight = weigh(census, main, Occurrences(entry, articles))
        against = [reason.removeprefix("but ") for reason in weight.reasons if reason.startswith("but ")]
        reason = "; ".join(against) or "a common name, and nothing that the articles share"
        yield Namesake(entry, articles, 1 - _probability(name + weight.nats), reason)


def _bearers(census: Census, entry: Entry, name: float) -> list[tuple[int, ...]]:
    """The articles of each who seems to bear a name: every group is the one's whom it fits best, or a new one's."""
    bearers: list[tuple[int, ...]] = []
    for group in _groups(census, entry)[:_GROUPS]:
        own = Occurrences(entry, group)
        fits = [(weigh(census, Occurrences(entry, known), own).nats, -n) for n, known in enumerate(bearers)]
        best, place = max(fits, default=(-1.0 - name, 0))
        if name + best < _SURE:
            bearers.append(group)
        else:
            bearers[-place] = (*bearers[-place], *group)
    return bearers


def _odds_of_name(census: Census, entry: Entry) -> float:
    """How much one name speaks for one bearer: a common name less than a rare one, an acronym of several for none."""
    if entry.sort == "Organization":
        return _UNKNOWN - 2 * log(census.same_initials(acronym(entry.name)))
    if entry.person is None or len(entry.person.words) < 2:
        return _UNKNOWN
    others = max(1, census.surnames[entry.person.surname])
    return min(MOST_OF_A_NAME, -log(others * census.share_of_given(entry.person.given)))


def _probability(nats: float) -> float:
    return 1 / (1 + exp(-nats))


def _groups(census: Census, entry: Entry) -> list[tuple[int, ...]]:
    """The articles of an entry, those together that share enough; the largest group first."""
    above = {article: article for article in entry.articles}

    def root(article: int) -> int:
        while above[article] != article:
            above[article] = above[above[article]]
            article = above[article]
        return article

    for one, other in _tied(census, entry):
        a, b = sorted((root(one), root(other)))
        above[b] = a
    found: dict[int, list[int]] = defaultdict(list)
    for article in entry.articles:
        found[root(article)].append(article)
    return sorted((tuple(articles) for articles in found.values()), key=lambda g: (-len(g), g))


def _tied(census: Census, entry: Entry) -> Iterator[tuple[int, int]]:
    """Pairs of articles that share enough; of what very many share, each with the next."""
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for feature, articles in sorted(_features(census, entry).items(), key=repr):
        if len(articles) > _MANY:
            yield from pairwise(articles)
            continue
        weight = _WEIGHT if isinstance(feature, tuple) else chance_weight(census, feature, len(entry.articles))
        if weight > 0:
            for pair in combinations(articles, 2):
                shared[pair] += weight
    yield from (pair for pair, weight in shared.items() if weight >= _ENOUGH)


def _features(census: Census, entry: Entry) -> dict[int | tuple[str, ...], list[int]]:
    """In which articles who is named beside an entry, and what is said of it there."""
    found: dict[int | tuple[str, ...], list[int]] = defaultdict(list)
    own = census.settled(entry)
    for article in entry.articles:
        for n in census.beside(article):
            if n != own:
                found[n].append(article)
        traits = entry.traits.get(article, frozenset())
        roles = [value for kind, value in traits if kind == "role"]
        for kind, value in traits:
            if kind in ("born", "birthplace", "tie"):
                found[kind, value].append(article)
            elif kind == "country":
                for role in roles:
                    found[kind, value, role].append(article)
    return found
