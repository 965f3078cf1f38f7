"""From candidates to judgements: which of them is the same, which may be, and which cannot be.

In: who was asked about, and what a service offers. Out: judgements between our ids and the service's IRIs. A match is
sure only if the service says so, the names are equal, the types agree, and there is no second like it. Nothing is
judged the same against any of that, whatever the service says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.resolution.closure import is_outside
from kg.resolution.identity import SERVICE, Judgement, Verdict
from kg.resolution.reconcile.kinds import Kinds
from kg.resolution.reconcile.queries import Candidate
from kg.resolution.reconcile.service import Service

# Names less alike are of different things: "Peter Smith" and "Peter Smyth" are .91 alike, "Mohammed Al-Sudani" and
# "Muhammad al Sudani" .89. "North Korea" and "South Korea" would be .82, but "north" and "south" are .6 only: in a name
# of several words each must be like one of the other's.
ALIKE = 0.8
_WORD_ALIKE = 0.7
_ACRONYM = 0.9  # "WHO" and "World Health Organization": likely, never sure
_NEARLY = 0.99  # the most that an unsure judgement scores
_PERSON = "Person"
_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom the service was asked about: `iris` are those that are known to be the same already."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    iris: tuple[str, ...] = ()


def likeness(asked: Asked, name: str) -> float:
    """How alike the name of a candidate is to the names of who was asked about, 0 to 1; 1 is equal but for order,
    accents, case and signs.

    Other names count if they have several words: the surname of one person is that of many.

    >>> likeness(Asked("x", "Li Shangfu", "Person"), "Shangfu, LI")
    1.0
    """
    wanted = _words(name)
    names = (asked.name, *(alias for alias in asked.aliases if len(_words(alias)) > 1))
    found = [_alike(_words(one), wanted) for one in names]
    if any(_is_acronym(one, name) or _is_acronym(name, one) for one in names):
        found.append(_ACRONYM)
    return max(found)


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    from rapidfuzz import fuzz

    few, many = sorted((one, other), key=len)
    if not few:
        return 0.0
    whole = fuzz.ratio(" ".join(sorted(one)), " ".join(sorted(other))) / 100
    weakest = min(max(1.0 if b.startswith(a) and len(a) == 1 else fuzz.ratio(a, b) / 100 for b in many) for a in few)
    return whole if weakest >= _WORD_ALIKE else min(whole, weakest)


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return [word for word in _APART.split(plain) if word]


def _is_acronym(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    initials = "".join(word[0] for word in re.split(r"[\s-]+", long) if word[:1].isupper())
    return len(letters) > 1 and letters.isupper() and letters.isalpha() and letters == initials


@dataclass(frozen=True, slots=True)
class _Offer:
    """A candidate that does not contradict."""

    candidate: Candidate
    iri: str
    alike: float
    agree: bool | None


def judged(
    asked: Asked,
    candidates: Sequence[Candidate],
    service: Service,
    kinds: Kinds,
    *,
    threshold: float | None = None,
    holds: str | None = None,
) -> list[Judgement]:
    """What is to be thought of the candidates of one name: one that is sure, or those that may be.

    Args:
        asked: who it is about.
        candidates: what the service offers.
        service: by whom.
        kinds: the classes of the ontology.
        threshold: the least score, on the service's scale, of a candidate that is looked at.
        holds: the class of what the service gives no type of.
    """
    offers = [found for c in candidates if (found := _offer(asked, c, service, kinds, holds))]
    wanted = [o for o in offers if threshold is None or (o.candidate.score or 0.0) >= threshold]
    sure = [offer for offer in wanted if offer.candidate.match]
    if len(sure) == 1 and sum(c.match for c in candidates) == 1 and _certain(asked, sure[0], offers):
        return [_judgement(asked, sure[0], service, certain=True)]
    best = {o.iri: o for o in sorted(wanted, key=lambda o: (o.alike, o.candidate.match))}
    return sorted(_judgement(asked, offer, service, certain=False) for offer in best.values())


def _offer(asked: Asked, candidate: Candidate, service: Service, kinds: Kinds, holds: str | None) -> _Offer | None:
    """The candidate, unless its name or type is another's, or its id makes no IRI."""
    iri, alike = service.iri(candidate.id), likeness(asked, candidate.name)
    if iri is None or alike < ALIKE:
        return None
    types = candidate.types or (((holds, ""),) if holds else service.types if len(service.types) == 1 else ())
    agree = kinds.agree(asked.type, types, service)
    return None if agree is False else _Offer(candidate, iri, alike, agree)


def _certain(asked: Asked, offer: _Offer, offers: Iterable[_Offer]) -> bool:
    """No doubt of the one candidate that the service calls a match."""
    if offer.alike < 1 or not offer.agree or (asked.type == _PERSON and len(_words(asked.name)) < 2):
        return False
    return all(other.iri == offer.iri or other.alike < 1 for other in offers)


def _judgement(asked: Asked, offer: _Offer, service: Service, *, certain: bool) -> Judgement:
    score = 1.0 if certain else min(offer.alike, _NEARLY)
    verdict: Verdict = "same" if certain else "unsure"
    return Judgement(asked.id, offer.iri, verdict, by(service), _reason(asked, offer), round(score, 4))


def by(service: Service) -> str:
    """Who judges, where it is a service: its url, which nobody else can have, and what it calls itself."""
    return f"{SERVICE}{service.url} ({service.name})"


def _reason(asked: Asked, offer: _Offer) -> str:
    """What was matched with what, and why that is or is not enough."""
    found = offer.candidate
    said = ["called a match" if found.match else "no match by its own word"]
    if found.score is not None:
        said.append(f"score {found.score:g}")
    names = "same name" if offer.alike == 1 else f"names {offer.alike:.2f} alike"
    kinds = "types agree" if offer.agree else "type not known to agree"
    types = ", ".join(label or key for key, label in found.types)
    about = "; ".join(filter(None, (types, found.description)))
    return f"{asked.name!r} is {found.name!r}{f' ({about})' if about else ''}: {', '.join(said)}; {names}, {kinds}"


def unshared(
    judgements: Iterable[Judgement], known: Iterable[tuple[str, str]], seen: Callable[[str], str] = str
) -> list[Judgement]:
    """The judgements, with those made unsure that would give one IRI to several entities.

    They may be one, or namesakes of whom at most one is meant: that is for somebody to judge, not for a service.

    Args:
        judgements: what was judged of all names.
        known: the ids that have an IRI already, and it.
        seen: what an id is taken for, where ids were judged to be one.
    """
    given = sorted(set(judgements))
    owners: dict[str, set[str]] = {}
    for key, iri in known:
        owners.setdefault(iri, set()).add(seen(key))
    for one in given:
        if one.verdict == "same":
            owners.setdefault(outside(one), set()).add(seen(inside(one)))
    return sorted(_doubted(one, owners.get(outside(one), set()) - {seen(inside(one))}) for one in given)


def _doubted(judgement: Judgement, others: set[str]) -> Judgement:
    if judgement.verdict != "same" or not others:
        return judgement
    reason = f"{judgement.reason}; but {', '.join(map(repr, sorted(others)[:3]))} would have this IRI too"
    return replace(judgement, verdict="unsure", score=_NEARLY, reason=reason)


def outside(judgement: Judgement) -> str:
    """The end of a judgement that is an IRI of something elsewhere, "" if there is not one such end."""
    ends = [end for end in (judgement.one, judgement.other) if is_outside(end)]
    return ends[0] if len(ends) == 1 else ""


def inside(judgement: Judgement) -> str:
    """The end that is not `outside`."""
    return judgement.one if outside(judgement) == judgement.other else judgement.other
