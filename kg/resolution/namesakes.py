"""Two of one name: articles that mean different ones by the same id, or by ids that seemed to be one.

In: a census that was settled once. Out: for those who are counted as one, the `Bearers` that what is said of them tells
apart. Articles are put together that share something telling; then each group goes to the one whom it fits best, and
where it fits nobody well enough it is another's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import exp, log
from typing import TypeAlias

from kg.resolution.bodies import acronym
from kg.resolution.census import Census, Entry, Occurrences
from kg.resolution.evidence import chance_weight, weigh
from kg.resolution.priors import MOST_OF_A_NAME, prior

Feature: TypeAlias = int | tuple[str, ...]

_WEIGHT, _ENOUGH = 2.5, 3.0  # nats: of a thing said of both, and from which on two articles are put together
_MANY = 40  # articles: whoever is in more of an entry's is always around it
_GROUPS = 50  # groups of one name that are weighed, the largest first; the others are left where they are
_UNKNOWN = 1.5  # nats for a name of one word: four in five articles with it mean one


@dataclass(frozen=True, slots=True)
class Bearer:
    """One of those whom a name seems to mean: the entries in their articles, how sure it is, from 0 to 1, that it is
    another than the first of them, and why."""

    own: Occurrences
    score: float = 0.0
    reason: str = ""


def bearers(census: Census, threshold: float) -> Iterator[list[Bearer]]:
    """For all who are counted as one and seem to be several: those, the one with most articles first."""
    least = log(threshold / (1 - threshold))
    for entries in census.clusters():
        if _may_be_several(entries[0]) and sum(len(e.articles) for e in entries) > 1 and not _is_known(census, entries):
            found = _assigned(census, entries, least)
            if len(found) > 1:
                yield [_judged(census, found[0], own) for own in found]


def _may_be_several(entry: Entry) -> bool:
    return entry.sort == "Person" or (entry.sort == "Organization" and acronym(entry.name) != "")


def _is_known(census: Census, entries: list[Entry]) -> bool:
    return any(entry.id in census.known for entry in entries)


def _judged(census: Census, first: Occurrences, own: Occurrences) -> Bearer:
    if own is first:
        return Bearer(own)
    weight = weigh(census, first, own)
    names = _odds_of_names(census, first, own)
    against = [reason.removeprefix("but ") for reason in weight.reasons if reason.startswith("but ")]
    common = "a name that several bear, and " if names < 0 else ""
    reason = "; ".join(against) or f"{common}nothing that the articles share"
    return Bearer(own, 1 - 1 / (1 + exp(-names - weight.nats)), reason)


def _assigned(census: Census, entries: list[Entry], least: float) -> list[Occurrences]:
    """What is said of each who seems to bear a name: every group is the one's whom it fits best, or a new one's."""
    found: list[Occurrences] = []
    for n, group in enumerate(_groups(census, entries)):
        fits = [(_fit(census, known, group), -place) for place, known in enumerate(found)]
        best, place = max(fits, default=(least - 1, 0))
        if best < least and n < _GROUPS:
            found.append(group)
        else:
            found[-place] = Occurrences((*found[-place].parts, *group.parts))
    return found


def _fit(census: Census, one: Occurrences, other: Occurrences) -> float:
    return _odds_of_names(census, one, other) + weigh(census, one, other).nats


def _odds_of_names(census: Census, one: Occurrences, other: Occurrences) -> float:
    """What the names say: a shared one as it is rare or common, two as they are alike."""
    mine, yours = one.entries, other.entries
    shared = [entry for entry in mine if any(entry is e for e in yours)]
    if shared:
        return max(_odds_of_name(census, entry) for entry in shared)
    found = prior(census, mine[0], yours[0])
    return found.nats if found else _UNKNOWN


def _odds_of_name(census: Census, entry: Entry) -> float:
    """How much one name speaks for one bearer: a common name less than a rare one, an acronym of several for none."""
    if entry.sort == "Organization":
        bodies = census.same_initials(acronym(entry.name))
        return _UNKNOWN if bodies < 2 else -log(bodies)
    if entry.person is None or len(entry.person.words) < 2:
        return _UNKNOWN
    others = max(1, census.surnames[entry.person.surname])
    return min(MOST_OF_A_NAME, -log(others * census.share_of_given(entry.person.given)))


def _groups(census: Census, entries: list[Entry]) -> list[Occurrences]:
    """What articles say of entries, those together that share enough; the largest group first."""
    parts = sorted(((entry, article) for entry in entries for article in entry.articles), key=lambda p: (p[1], p[0].id))
    above = list(range(len(parts)))

    def root(n: int) -> int:
        while above[n] != n:
            above[n] = above[above[n]]
            n = above[n]
        return n

    for one, other in _tied(census, parts):
        a, b = sorted((root(one), root(other)))
        above[b] = a
    found: dict[int, list[tuple[Entry, int]]] = defaultdict(list)
    for n, part in enumerate(parts):
        found[root(n)].append(part)
    groups = sorted(found.items(), key=lambda g: (-len(g[1]), g[0]))
    return [Occurrences(tuple(group)) for _, group in groups]


def _tied(census: Census, parts: list[tuple[Entry, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of occurrences that share enough; of what very many share, each with the next."""
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for feature, places in _features(census, parts).items():
        if len(places) > _MANY:
            yield from pairwise(places)
            continue
        weight = _WEIGHT if isinstance(feature, tuple) else chance_weight(census, feature, len(parts))
        if weight > 0:
            for pair in combinations(places, 2):
                shared[pair] += weight
    yield from (pair for pair, weight in shared.items() if weight >= _ENOUGH)


def _features(census: Census, parts: list[tuple[Entry, int]]) -> Mapping[Feature, list[int]]:
    """In which places who is named beside an entry, and what is said of it there."""
    found: dict[Feature, list[int]] = defaultdict(list)
    own = {census.settled(entry) for entry, _ in parts}
    for place, (entry, article) in enumerate(parts):
        for n in census.beside(article):
            if n not in own:
                found[n].append(place)
        traits = sorted(entry.traits.get(article, ()))
        roles = [value for kind, value in traits if kind == "role"]
        for kind, value in traits:
            if kind in ("born", "birthplace", "tie"):
                found[kind, value].append(place)
            elif kind == "country":
                for role in roles:
                    found[kind, value, role].append(place)
    return found


def homes(found: list[Bearer]) -> dict[str, int]:
    """For each entry the bearer, by place, who has most of its articles."""
    often: dict[str, Counter[int]] = defaultdict(Counter)
    for place, bearer in enumerate(found):
        for entry, _ in bearer.own.parts:
            often[entry.id][place] += 1
    return {key: min(counts, key=lambda place: (-counts[place], place)) for key, counts in often.items()}
