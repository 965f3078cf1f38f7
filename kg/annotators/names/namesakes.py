"""Which of the places of one name is meant: "Victoria" in an article on Australia is not the capital of the Seychelles.

In: the `Name`s and words of nationality of a Tree, the places. Out: the same names; one whose state the article never
speaks of is the namesake of which it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology.places import Place, Places
    from kg.syntax import Tree

_TOWNS = frozenset(("City", "Place"))
_PLACES = frozenset(("City", "Country", "Region"))


def in_their_states(tree: Tree, names: list[Name], peoples: Iterable[Name], places: Places) -> list[Name]:
    """`names`, with the places of several namesakes where the rest of the article is."""
    states = _states(tree, names, peoples, places)
    regions = _regions(tree, names, places)
    found: list[Name] = []
    for name in names:
        region = _region_of(tree, found[-1], name, places) if found else None
        place = region or _meant(_namesakes(tree, name, places), states, regions)
        found.append(name if place is None else replace(name, kind=place.type, known=place.id))
    return found


def _region_of(tree: Tree, inner: Name, name: Name, places: Places) -> Place | None:
    """ "Albany, New York", "Zorb Bay, Washington": the part of a state, not the city, is behind a town's comma."""
    if name.kind != "City" or inner.kind not in _TOWNS or tree.words[inner.end : name.start] != [","]:
        return None
    found = [p for p in places.named(tree.text(name.start, name.end)) if p.type == "Region"]
    if inner.known in places.all:
        part = places.all[inner.known].part_of
        return next((p for p in found if p.id == part), None)
    after = tree.words[name.end : name.end + 2]
    listed = after[:1] == [","] or (after[:1] in (["and"], ["or"], ["&"]) and after[-1][0].isupper())
    return found[0] if len(found) == 1 and not listed and tree.sent[inner.start] == tree.sent[name.start] else None


def _namesakes(tree: Tree, name: Name, places: Places) -> list[Place]:
    """What a place's name can mean, what it was taken for first; nothing where it can mean one thing only."""
    if name.kind not in _PLACES or not name.known:
        return []
    found = [p for p in places.named(tree.text(name.start, name.end)) if p.type in _PLACES]
    found.sort(key=lambda p: p.id != name.known)  # what it was taken for comes first
    return found if len({_state(p) for p in found}) > 1 else []


def _states(tree: Tree, names: Iterable[Name], peoples: Iterable[Name], places: Places) -> Counter[str]:
    """How often the article speaks of each state: by name, nationality, or what lies there beyond doubt."""
    counts = Counter(people.known for people in peoples)
    for name in names:
        if name.known in places.all and not _namesakes(tree, name, places):
            counts[_state(places.all[name.known])] += 1
    return counts


def _regions(tree: Tree, names: Iterable[Name], places: Places) -> set[str]:
    """The states of which the article names a region."""
    known = [places.all[n.known] for n in names if n.kind == "Region" and not _namesakes(tree, n, places)]
    return {place.country for place in known if place.country}


def _state(place: Place) -> str:
    return place.id if place.type == "Country" else place.country or ""


def _meant(namesakes: list[Place], states: Counter[str], regions: set[str]) -> Place | None:
    """The namesake in a state of which the article speaks, if it is silent on that of the likeliest.

    A state or a well-known city gives way only to one in a state of which a region is named as well.
    """
    if not namesakes or states[_state(namesakes[0])]:
        return None
    others = [p for p in namesakes[1:] if states[_state(p)]]
    if namesakes[0].well_known and namesakes[0].type != "Region":
        others = [p for p in others if _state(p) in regions]
    most = max((states[_state(p)] for p in others), default=0)
    fits = [p for p in others if states[_state(p)] == most]
    return fits[0] if len({_state(p) for p in fits}) == 1 else None
