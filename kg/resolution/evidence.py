"""How much what is said of two speaks for their being one: log odds in nats, and the words that say why.

In: two `Occurrences` of a census. Out: a `Weight`. Each kind of evidence is weighed by how seldom it is (Fellegi and
Sunter 1969): to share a country means little, to share a small firm much. The numbers are rough probabilities, said
beside each; they are not fitted to any data.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from kg.resolution.census import Census, Occurrences, Trait

# A year of birth that differs: readers of news get one in a thousand wrong, an age and a date may give neighbours.
_BORN_APART, _BORN_ALIKE = -7.0, 4.0
# Nine in ten people have one country in all that is said of them; the others (exiles, ambassadors, people who moved)
# have several.
_COUNTRY_APART = -2.3
# Of two who bear one name every second pair is of one country, where the name is at home.
_COUNTRY_ALIKE = 0.7
# Of what people do and lead articles tell different things; a person who has a role in both articles shares it in half.
_ROLE_APART, _ROLE_ALIKE = -0.7, 0.7
# An article about somebody is of another story than the rest in three of ten cases, so that it has nobody in common
# with them; with several articles that gets ever less likely. In one story each who is named beside somebody is named
# beside him again in one of six articles, and in any of however many in no more than three of ten cases.
_OTHER_STORY, _STORIES = 0.3, 3
_AGAIN, _AGAIN_AT_MOST = 1 / 6, 0.3
# Two ids in one article: its reader has found them not to be one, which it is wrong about in one of eight variants.
_BESIDE = -2.0
# What one shared thing, and all of them together, can say at most: articles on one subject share names, and things
# that are named together are not independent.
_MOST_BY_ONE, _MOST = 2.5, 7.0
_DISCOUNT = 0.7
_NAMED = 3  # people and bodies that a reason lists


@dataclass(frozen=True, slots=True)
class Weight:
    """Log odds, and what speaks for and against."""

    nats: float
    reasons: tuple[str, ...] = ()

    @property
    def is_against(self) -> bool:
        """Whether anything but silence speaks against."""
        return any(reason.startswith("but ") for reason in self.reasons)


def weigh(census: Census, one: Occurrences, other: Occurrences) -> Weight:
    """What all that is said of two speaks for their being one, or against it."""
    mine, yours = one.traits(), other.traits()
    parts = [
        _born(mine, yours),
        _countries(census, mine, yours),
        _roles(mine, yours),
        _shared_ties(census, one, other, mine & yours),
        _company(census, one, other),
        _beside(one, other),
    ]
    return Weight(sum(nats for nats, _ in parts), tuple(reason for _, reason in parts if reason))


def _values(traits: set[Trait], kind: str) -> set[str]:
    return {value for k, value in traits if k == kind}


def _born(mine: set[Trait], yours: set[Trait]) -> tuple[float, str]:
    a, b = _values(mine, "born"), _values(yours, "born")
    if not a or not b:
        return 0.0, ""
    if any(x.startswith(y) or y.startswith(x) for x in a for y in b):
        return _BORN_ALIKE, f"both born {min(a)}"
    if any(_near(x, y) for x in a for y in b):
        return 0.0, ""
    return _BORN_APART, f"but born {min(a)} and {min(b)}"


def _near(one: str, other: str) -> bool:
    """Years that one age gives."""
    return one[:4].isdigit() and other[:4].isdigit() and abs(int(one[:4]) - int(other[:4])) <= 1


def _countries(census: Census, mine: set[Trait], yours: set[Trait]) -> tuple[float, str]:
    a, b = _values(mine, "country"), _values(yours, "country")
    if not a or not b:
        return 0.0, ""
    if shared := a & b:
        rarest = min(sorted(shared), key=lambda c: census.trait_articles["country", c])
        return _COUNTRY_ALIKE, f"both of {_plain(rarest)}"
    return _COUNTRY_APART, f"but of {_plain(min(a))} and {_plain(min(b))}"


def _roles(mine: set[Trait], yours: set[Trait]) -> tuple[float, str]:
    a, b = _values(mine, "role"), _values(yours, "role")
    if not a or not b:
        return 0.0, ""
    if shared := a & b:
        return _ROLE_ALIKE, f"both {min(shared)}"
    return _ROLE_APART, f"but {min(a)} and {min(b)}"


def _shared_ties(census: Census, one: Occurrences, other: Occurrences, shared: set[Trait]) -> tuple[float, str]:
    """Bodies and people that both are tied to; one article that has both ids ties them to one thing as two."""
    found = sorted((t for t in shared if t[0] in ("tie", "birthplace")), key=lambda t: (census.trait_articles[t], t))
    together = set(one.articles) & set(other.articles)
    if not found or together:
        return 0.0, ""
    articles = max(2, len(census.article_ids))
    often = [census.trait_articles[t] for t in found]
    nats = sum(min(_MOST_BY_ONE, _DISCOUNT * log(max(1.0, articles / n))) for n in often)
    return min(_MOST, nats), f"both tied to {', '.join(_plain(value) for _, value in found[:_NAMED])}"


def _company(census: Census, one: Occurrences, other: Occurrences) -> tuple[float, str]:
    """Who is named beside both. Somebody in a hundred articles meets everybody once: that is taken off."""
    small, large = sorted((one, other), key=lambda o: (len(o.articles), o.articles))
    mine, yours = census.company(small.articles), census.company(large.articles)
    own = {census.settled(entry) for side in (one, other) for entry in side.entries}
    if len(mine.keys() - own) < 2 or len(yours.keys() - own) < 2:
        return 0.0, ""
    weights = [(chance_weight(census, n, len(large.articles)), n) for n in mine.keys() & yours.keys() - own]
    weights.sort(key=lambda w: (-w[0], w[1]))
    again = min(_AGAIN_AT_MOST, 1 - (1 - _AGAIN) ** len(large.articles))
    missed = len(mine.keys() - yours.keys() - own) * log(1 - again)
    one_story = min(_MOST, sum(weight for weight, _ in weights) + missed)
    other_story = _OTHER_STORY * (_STORIES + 1) / (_STORIES + len(small.articles))
    nats = log((1 - other_story) * exp(one_story) + other_story)
    if nats > 0:
        return nats, f"both named with {', '.join(census.entries[n].name for _, n in weights[:_NAMED])}"
    what = "hardly anybody" if weights else "nobody"
    return nats, f"but {what} is named with both" if len(small.articles) > 1 else ""


def chance_weight(census: Census, n: int, articles: int) -> float:
    """What it says that an entry is named in one article, and in one of so many others: common ones are by chance."""
    chance = min(1.0, census.often(n) * articles / len(census.article_ids))
    return min(_MOST_BY_ONE, _DISCOUNT * -log(chance))


def _beside(one: Occurrences, other: Occurrences) -> tuple[float, str]:
    """The reader of an article that names both has taken them for two."""
    ids = {entry.id for entry in one.entries}
    if any(entry.id in ids for entry in other.entries) or set(one.articles).isdisjoint(other.articles):
        return 0.0, ""
    return _BESIDE, "but both named in one article"


def _plain(key: str) -> str:
    return key.replace("_", " ")
