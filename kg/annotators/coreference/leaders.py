"""Which persons of an article are heads of state or government whom everybody knows: "President Mugabe", "Putin".

In: Chains whose persons have their offices. Out: the id and the name of the leader for those chains whom the name fits,
with the article's own words for it or at least not against it. Nobody is known by a surname alone, unless it is
unmistakable; and where two leaders fit, only the article's date decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotators.coreference.spelling import is_one_letter_off
from kg.ontology.leaders import plain

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains
    from kg.ontology.leaders import Leader, Leaders, Words

_LONG = 7  # letters of a word in which one may be wrong


def know_leaders(chains: Chains) -> None:
    """Give the chains of leaders their ids; two chains of one leader become one."""
    if not any(chain.kind == "Person" and not chain.known for chain in chains.all):
        return
    named = _states_named(chains)
    known: dict[str, Chain] = {}
    for chain in [c for c in chains.all if c.kind == "Person" and not c.known]:
        leader = _leader(chains, chain, named)
        if leader is None:
            continue
        if leader.id in known:
            chains.join(known[leader.id], chain)
            continue
        known[leader.id] = chain
        chain.known, chain.name = leader.id, leader.name
        chain.retired = chains.year is not None and not leader.held_office(chains.year)
        if chains.year is not None and not chain.retired:
            chain.offices |= {(office, leader.states[0]) for office in leader.offices}


def _states_named(chains: Chains) -> set[str]:
    """The ids of the states and bodies that the article names, by name, adjective or capital."""
    seats = chains.ontology.places.seats
    named = {chain.known for chain in chains.all if chain.known} | set(chains.people_of.values())
    return named | {seats[place] for place in named if place in seats}


def _leader(chains: Chains, chain: Chain, named: set[str]) -> Leader | None:
    """The one leader whom all names of the chain fit and nothing contradicts."""
    forms = [plain(form) for form in chain.forms]
    fullest = max(forms, key=len, default=())
    leaders = chains.ontology.leaders
    candidates = _by_full_name(leaders, fullest, chain) if len(fullest) > 1 else []
    candidates = candidates or list(leaders.by_surname.get(fullest, ()))
    fits = [c for c in candidates if all(_may_be_called(c, form) for form in forms if form != fullest)]
    fits = [c for c in fits if _is_meant(chains, chain, c, fullest, named)]
    if len(fits) > 1 and chains.year is not None:
        year = chains.year
        fits = [c for c in fits if c.held_office(year)]
    return fits[0] if len(fits) == 1 else None


def _by_full_name(leaders: Leaders, name: Words, chain: Chain) -> list[Leader]:
    """Those who bear the name, with or without what stands in its middle; behind an office one letter may be wrong."""
    found = list(leaders.by_name.get(name, ()))
    if not found:
        alike = leaders.by_ends.get((name[0], name[-1]), ())
        found = [c for c in alike if any(_is_within(name, full) or _is_within(full, name) for full in c.names)]
    if not found and chain.offices:
        near = leaders.by_first.get(name[0], ())
        found = [c for c in near if any(_is_misspelt(name, full) for full in c.names)]
    return found


def _is_within(short: Words, long: Words) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _is_misspelt(name: Words, full: Words) -> bool:
    if len(name) != len(full):
        return False
    other = [(a, b) for a, b in zip(name, full, strict=True) if a != b]
    return len(other) == 1 and min(map(len, other[0])) >= _LONG and is_one_letter_off(*other[0])


def _may_be_called(leader: Leader, form: Words) -> bool:
    return form in leader.surnames or any(_is_within(form, full) for full in leader.names)


# --- what the article says


def _is_meant(chains: Chains, chain: Chain, leader: Leader, name: Words, named: set[str]) -> bool:
    """Whether the offices, the states and the date allow that the chain is `leader`."""
    if chains.year is not None and chains.year < leader.rise - 1 and name in leader.surnames:
        return False  # "President Bush" was another one then
    titled = any(_fits(chains, leader, *office) for office in chain.offices)
    near = not named.isdisjoint(leader.states)
    if not titled and any(_is_foreign(chains, leader, owner) for _, owner in chain.offices):
        return False
    if name in leader.alone or (leader.alone and name not in leader.surnames):
        return True
    return near and titled if name in leader.surnames else near or titled


def _is_foreign(chains: Chains, leader: Leader, owner: str) -> bool:
    place = chains.ontology.places.all.get(owner)
    return place is not None and place.type == "Country" and owner not in leader.states


def _fits(chains: Chains, leader: Leader, office: str, owner: str) -> bool:
    """Can an office of the text be the leader's? "Leader" or "ruler" only with the state."""
    if owner and owner not in leader.states:
        return False
    if office in leader.offices:
        return True
    return bool(owner) and office in chains.lexicon.words("headOfState")
