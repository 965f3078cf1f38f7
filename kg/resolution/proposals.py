"""What the rules think of who is who: a census in, judgements out.

What is as good as certain is judged "same"; everything else that is worth a look is "unsure", with its score and its
reason. That an article may mean another of the same name is always "unsure". No rule ever judges "different".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp

from kg.resolution.blocking import pairs
from kg.resolution.bodies import body_likeness
from kg.resolution.census import Census, Occurrences
from kg.resolution.evidence import weigh
from kg.resolution.identity import RULE, Judgement, Verdict
from kg.resolution.names import likeness
from kg.resolution.namesakes import Namesake, namesakes
from kg.resolution.priors import prior
from kg.resolution.view import local

# From this probability on two are taken for one without asking: one in twenty of the least sure may be wrong, and far
# fewer of all, as most are surer.
THRESHOLD = 0.95
_WORTH_ASKING = 0.3
_RATHER_TWO = 0.5
_CLEAR = 3.0  # nats by which one candidate must be ahead of another that cannot be the same
_CERTAIN = 6.0  # nats; more is not believed
NAMESAKES = f"{RULE}namesakes"


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair that may be one."""

    one: int
    other: int
    nats: float
    rule: str
    reason: str


def proposals(census: Census, *, threshold: float = THRESHOLD) -> list[Judgement]:
    """All that the rules have to say, sorted: "same" from `threshold` on, the rest "unsure"."""
    candidates = list(pairs(census))
    # Who is who beside somebody tells who he is; so once without knowing it, and once more with what was found.
    first = [f for one, other in candidates if (f := _compared(census, one, other, {}))]
    census.settle((f.one, f.other) for f in first if _probability(f.nats) >= threshold)
    doubtful = list(namesakes(census))
    own = _own_articles(doubtful)
    found = [f for one, other in candidates if (f := _compared(census, one, other, own))]
    rivals = _rivals(census, found)
    judgements = [_judgement(census, f, rivals.get((f.one, f.other), ""), threshold) for f in found]
    return sorted({*judgements, *(j for n in doubtful for j in _apart(census, n))})


def _own_articles(doubtful: list[Namesake]) -> dict[str, Occurrences]:
    """For entries that seem to be several, the articles that rather mean the first of them."""
    found: dict[str, Occurrences] = {}
    for namesake in doubtful:
        if namesake.score >= _RATHER_TWO:
            entry = namesake.entry
            known = found.get(entry.id, Occurrences(entry, tuple(entry.articles)))
            found[entry.id] = Occurrences(entry, tuple(a for a in known.articles if a not in namesake.articles))
    return found


def _compared(census: Census, one: int, other: int, own: Mapping[str, Occurrences]) -> _Found | None:
    a, b = census.entries[one], census.entries[other]
    names = prior(census, a, b)
    if names is None:
        return None
    weight = weigh(census, own.get(a.id) or census.whole(a), own.get(b.id) or census.whole(b))
    nats = min(_CERTAIN, names.nats + weight.nats)
    if _probability(nats) < _WORTH_ASKING:
        return None
    return _Found(one, other, nats, names.rule, "; ".join([names.reason, *weight.reasons]))


def _rivals(census: Census, found: list[_Found]) -> dict[tuple[int, int], str]:
    """Pairs that cannot be told from another pair that cannot hold as well, with the name of that other."""
    partners: dict[int, list[tuple[float, int, _Found]]] = defaultdict(list)
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


def _judgement(census: Census, f: _Found, rival: str, threshold: float) -> Judgement:
    a, b = census.entries[f.one], census.entries[f.other]
    reason, score = f.reason, _probability(f.nats)
    if rival:
        reason, score = f"{reason}; but it may be {rival} as well", min(score, 0.5)
    verdict: Verdict = "same" if score >= threshold else "unsure"
    return Judgement(a.id, b.id, verdict, f"{RULE}{f.rule}", reason, round(score, 3))


def _apart(census: Census, found: Namesake) -> Iterator[Judgement]:
    """That each article of a group means another than the entity; and that all of the group mean one."""
    ids = sorted(local(found.entry.id, census.article_ids[a]) for a in found.articles)
    apart = Judgement(
        found.entry.id, ids[0], "unsure", NAMESAKES, f"two of one name: {found.reason}", round(found.score, 3)
    )
    for key in ids:
        yield replace(apart, other=key) if key != ids[0] else apart
        if key != ids[0]:
            yield Judgement(
                ids[0], key, "unsure", f"{RULE}one-namesake", "they share what tells them from the other", apart.score
            )


def _probability(nats: float) -> float:
    return 1 / (1 + exp(-nats))
