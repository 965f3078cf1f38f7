"""What the rules think of who is who: a census in, judgements out.

What is as good as certain is judged "same"; everything else that is worth a look is "unsure", with its score and its
reason. That an article may mean another of the same name is always "unsure". No rule ever judges "different".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

from kg.resolution.blocking import pairs
from kg.resolution.bodies import body_likeness
from kg.resolution.census import Census, Entry, Occurrences
from kg.resolution.evidence import weigh
from kg.resolution.identity import RULE, Judgement, Verdict
from kg.resolution.names import likeness
from kg.resolution.namesakes import Bearer, bearers, homes
from kg.resolution.priors import prior
from kg.resolution.view import local

# From this probability on two are taken for one without asking: one in twenty-five of the least sure may be wrong, and
# far fewer of all, as most are surer.
THRESHOLD = 0.96
_WORTH_ASKING = 0.3
_CLEAR = 3.0  # nats by which one candidate must be ahead of another that cannot be the same
_CERTAIN = 6.0  # nats; more is not believed
# The rules that tell namesakes apart, and that find two articles to mean the same of several.
NAMESAKES, ONE_NAMESAKE = f"{RULE}namesakes", f"{RULE}one-namesake"


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that may be one: two entries by number, how likely in nats, by which rule and for which reason."""

    one: int
    other: int
    nats: float
    rule: str
    reason: str


@dataclass(slots=True)
class _Several:
    """Those who seem to be several: which of them an entry mostly is, and the articles that mean this one."""

    homes: dict[str, tuple[int, int]]
    own: dict[str, Occurrences]
    judgements: list[Judgement]


class Matching(Protocol):
    """How pairs are found and compared: here, or on an engine for more names than one machine has room for."""

    def pairs(self, census: Census) -> list[tuple[int, int]]:
        """What `kg.resolution.blocking.pairs` gives."""

    def compared(
        self, census: Census, candidates: Sequence[tuple[int, int]], own: Mapping[str, Occurrences]
    ) -> list[Found]:
        """What `compared` gives for each of the candidates, in their order; those that are nothing left out."""


class _Here:
    """Pairs found and compared in this process."""

    def pairs(self, census: Census) -> list[tuple[int, int]]:
        return list(pairs(census))

    def compared(
        self, census: Census, candidates: Sequence[tuple[int, int]], own: Mapping[str, Occurrences]
    ) -> list[Found]:
        return [f for one, other in candidates if (f := compared(census, one, other, own))]


def proposals(census: Census, *, threshold: float = THRESHOLD, matching: Matching | None = None) -> list[Judgement]:
    """All that the rules have to say, sorted: "same" from `threshold` on, the rest "unsure"."""
    engine = matching or _Here()
    candidates = engine.pairs(census)
    # Who is who beside somebody tells who he is; so once without knowing it, and once more with what was found.
    first = engine.compared(census, candidates, {})
    census.settle((f.one, f.other) for f in first if _probability(f.nats) >= threshold)
    several = _several(census, threshold)
    found = engine.compared(census, candidates, several.own)
    rivals = _rivals(census, found)
    judged = (_judgement(census, f, rivals.get((f.one, f.other), ""), several, threshold) for f in found)
    return sorted({*judged, *several.judgements})


def compared(census: Census, one: int, other: int, own: Mapping[str, Occurrences]) -> Found | None:
    """What speaks for two entries being one, if it is worth a look; `own`: occurrences of those who are several."""
    a, b = census.entries[one], census.entries[other]
    names = prior(census, a, b)
    if names is None:
        return None
    weight = weigh(census, own.get(a.id) or Occurrences.of(a), own.get(b.id) or Occurrences.of(b))
    nats = min(_CERTAIN, names.nats + weight.nats)
    if _probability(nats) < _WORTH_ASKING:
        return None
    return Found(one, other, nats, names.rule, "; ".join([names.reason, *weight.reasons]))


def _probability(nats: float) -> float:
    return 1 / (1 + exp(-nats))


# --- several candidates for one name


def _rivals(census: Census, found: list[Found]) -> dict[tuple[int, int], str]:
    """Pairs that cannot be told from another pair that cannot hold as well, with the name of that other."""
    partners: dict[int, list[tuple[float, int, Found]]] = defaultdict(list)
    for f in found:
        partners[f.one].append((f.nats, f.other, f))
        partners[f.other].append((f.nats, f.one, f))
    doubtful: dict[tuple[int, int], str] = {}
    for some in partners.values():
        some.sort(key=lambda p: (-p[0], p[1]))
        for n, (nats, mine, f) in enumerate(some):
            for better, yours, _ in [*some[:n], *some[n + 1 :]]:
                if better > nats - _CLEAR and _are_two(census, mine, yours):
                    doubtful.setdefault((f.one, f.other), census.entries[yours].name)
                    break
    return doubtful


def _are_two(census: Census, one: int, other: int) -> bool:
    mine, yours = census.entries[one], census.entries[other]
    if mine.sort == "Organization":
        return body_likeness(mine.name, yours.name, census.words) is None
    a, b = mine.person, yours.person
    if a is None or b is None or a.is_short or b.is_short:
        return False  # a short name is no second person
    return sorted("".join(a.words)) != sorted("".join(b.words)) and likeness(a, b, census.words) is None


# --- several of one name


def _several(census: Census, threshold: float) -> _Several:
    found = _Several({}, {}, [])
    for number, some in enumerate(bearers(census, threshold)):
        home = homes(some)
        found.homes.update((key, (number, place)) for key, place in home.items())
        found.judgements += _apart(census, some, home)
        for entry in {entry.id: entry for bearer in some for entry, _ in bearer.own.parts}.values():
            own = some[home[entry.id]].own
            found.own[entry.id] = Occurrences(tuple(part for part in own.parts if part[0] is entry))
    return found


def _apart(census: Census, some: list[Bearer], home: Mapping[str, int]) -> Iterator[Judgement]:
    """That an article means another than its entry mostly is; and that all articles of such another mean the same."""
    for place, bearer in enumerate(some):
        away = [(e, a) for e, a in bearer.own.parts if home[e.id] != place]
        score = round(max(bearer.score, some[0].score), 3)
        for entry, article in away:
            key, main = local(entry.id, census.article_ids[article]), some[home[entry.id]]
            doubt = bearer if place else main
            reason = f"two of one name: {doubt.reason}"
            yield Judgement(entry.id, key, "unsure", NAMESAKES, reason, round(doubt.score, 3))
        anchor = next((key for key, at in sorted(home.items()) if at == place), None)
        ids = sorted(local(e.id, census.article_ids[a]) for e, a in away)
        anchor = anchor or (ids[0] if ids else None)
        for key in ids:
            if anchor and key != anchor:
                yield Judgement(anchor, key, "unsure", ONE_NAMESAKE, "they share what tells them from the other", score)


def _judgement(census: Census, f: Found, rival: str, several: _Several, threshold: float) -> Judgement:
    a, b = census.entries[f.one], census.entries[f.other]
    reason, score = f.reason, _probability(f.nats)
    if rival:
        reason, score = f"{reason}; but it may be {rival} as well", min(score, 0.5)
    elif _are_apart(a, b, several):
        reason, score = f"{reason}; but their articles seem to mean two of one name", min(score, 0.7)
    verdict: Verdict = "same" if score >= threshold else "unsure"
    return Judgement(a.id, b.id, verdict, f"{RULE}{f.rule}", reason, round(score, 3))


def _are_apart(a: Entry, b: Entry, several: _Several) -> bool:
    mine, yours = several.homes.get(a.id), several.homes.get(b.id)
    return mine is not None and yours is not None and mine[0] == yours[0] and mine[1] != yours[1]
