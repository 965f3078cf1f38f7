"""What the adapters ask of the ontology's places: codes of states by what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.benchmarks.actor_codes import Lore

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.ontology.places import Places


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """ISO 3166 alpha-2 codes by a state's entity id, and the adjectives that are no names ("Afghan", but not "US").

    `titles`: the names of all that the gazetteer knows, by entity id; `homes` the ids of the states they lie in, and
    `regions` the names of the parts of these.
    """

    alpha2: Mapping[str, str]
    demonyms: frozenset[str]
    titles: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)


def gazetteer_of(ontology: Ontology) -> Gazetteer:
    """Codes and adjectives of all states."""
    places = ontology.places
    demonyms = frozenset(word for word in places.adjectives if word not in places.names)
    alpha2 = {key: p.iso2 for key, p in places.all.items() if p.iso2}
    homes = {key: p.country for key, p in places.all.items() if p.country}
    titles = {key: p.name for key, p in places.all.items()}
    regions = {key: titles[p.part_of] for key, p in places.all.items() if p.type == "City" and p.part_of in titles}
    return Gazetteer(alpha2, demonyms, titles, homes, regions)


def lore_of(ontology: Ontology) -> Lore:
    """Codes by names, words for the people and seats of government; the tree of classes; who belongs where.

    International organisations are all one, as the benchmark has it.
    """
    places, classes = ontology.places, ontology.schema.classes
    codes = {key: "IGO" for key, p in places.all.items() if "InternationalOrganization" in classes.get(p.type, ())}
    codes |= {key: p.iso3 for key, p in places.all.items() if p.iso3}
    homes = {key: codes[p.country] for key, p in places.all.items() if p.country in codes}
    return Lore(classes, _names(places, codes), homes | codes)


def _names(places: Places, codes: Mapping[str, str]) -> dict[str, str]:
    """An actor's own names win over the words for its people, and these over the names of its seats of government."""
    said = {
        word: codes[state]
        for words in (places.metonyms, places.peoples, places.adjectives)
        for word, state in words.items()
        if state in codes
    }
    own = {places.all[key]: code for key, code in codes.items()}
    return said | {name: code for place, code in own.items() for name in (place.name, *place.aliases)}
