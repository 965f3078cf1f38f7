"""Standing facts: offices, membership, location, kinship, as titles, appositions, copulas and possessives state them.

In: a Tree with titles and names, the referents. Out: `Standing` facts (subject, predicate, object, trigger). They say
what holds, not what happened, and carry the status of the clause only where a verb states them. One construction a
function, all of one signature; a new one is a line in `CONSTRUCTIONS`. Births, deaths and foundings have a date for
their object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extractors.standing.bodies import (
    bodies_of_states,
    named_after_states,
    owned_by_states,
    owners_of_bodies,
    parts_by_name,
    works_of_media,
)
from kg.extractors.standing.facts import Dated, Scene, Standing
from kg.extractors.standing.groups import groups_of_states, parties, persons_of_bodies
from kg.extractors.standing.kin import kin
from kg.extractors.standing.kinds import settle_kinds
from kg.extractors.standing.lives import lives
from kg.extractors.standing.nationalities import defined, employees, nationalities
from kg.extractors.standing.origins import beginnings, partners
from kg.extractors.standing.places import members_listed, places_in_places
from kg.extractors.standing.residences import natives, residences
from kg.extractors.standing.roles import origins, roles
from kg.extractors.standing.seats import seats
from kg.extractors.standing.studies import studies
from kg.extractors.standing.titles import titles

__all__ = ["CONSTRUCTIONS", "Dated", "Scene", "Standing", "standing_facts"]

CONSTRUCTIONS: tuple[Callable[[Scene], Iterator[Standing | Dated]], ...] = (
    titles,  # first: it learns which state an office-holder acts for, and whom "Co-founder of Google, Brin" means
    bodies_of_states,
    places_in_places,
    members_listed,
    persons_of_bodies,
    works_of_media,
    owners_of_bodies,
    roles,
    origins,
    named_after_states,
    owned_by_states,
    groups_of_states,
    parties,
    parts_by_name,
    lives,
    beginnings,
    partners,
    nationalities,
    defined,
    employees,
    seats,
    kin,
    residences,
    natives,
    studies,
)


def standing_facts(scene: Scene) -> Iterator[Standing | Dated]:
    """All standing facts, construction by construction."""
    settle_kinds(scene)
    for construction in CONSTRUCTIONS:
        yield from construction(scene)
