"""The entities of one article while its statements are read.

In: coreference chains and ids of the gazetteer. Out: `Actors`, which numbers them in the order in which they are met
and knows their classes and states; at the end their `Entity` records. What a word means is asked of `referents`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Entity, Mention, content_id

if TYPE_CHECKING:
    from kg.ontology import Ontology

_LONG = 120  # characters of an id; longer ones (a sentence taken for a name) are cut and told apart by a hash
_KEPT = 100


@dataclass(slots=True)
class Actor:
    """An entity in the making.

    `known` is its id in the gazetteer, `country` the id of the state it acts for; both "" where nothing is known.
    `unnamed` are groups that the article describes and never names ("the protesters"), `nameless` the persons among
    them whom it does not even describe ("He was born in Leeds").
    """

    id: str
    name: str
    kind: str
    known: str = ""
    country: str = ""
    unnamed: bool = False
    nameless: bool = False
    mentions: list[Mention] = field(default_factory=list)


class Actors:
    """The entities of one article by number."""

    def __init__(self, ontology: Ontology, article: str) -> None:
        self.article = article
        self.places = ontology.places
        self._classes = ontology.schema.classes
        self._all: list[Actor] = []
        self._numbers: dict[str, int] = {}

    def __getitem__(self, n: int) -> Actor:
        return self._all[n]

    def __iter__(self) -> Iterator[Actor]:
        """The actors known by now; those made meanwhile are not among them."""
        return iter(list(self._all))

    def number(self, actor: str) -> int | None:
        """The number of the actor with this id, if there is one."""
        return self._numbers.get(actor)

    # --- making

    def add(self, actor: Actor) -> int:
        """The number of `actor`, or of the one that already has its id."""
        if actor.id not in self._numbers:
            self._numbers[actor.id] = len(self._all)
            self._all.append(actor)
        return self._numbers[actor.id]

    def described(self, name: str, kind: str, *, unnamed: bool, local: bool = False) -> int:
        """The number of an entity that the article alone describes.

        A lone one-word person, a group without a name, or what is `local` ("the Supreme Court", of who knows which
        state) cannot be told from others elsewhere: its id stays within the article.
        """
        local = local or unnamed or (kind == "Person" and len(name.split()) < 2)
        key = entity_id(name) + (f".{self.article}" if local else "")
        if key in self._numbers and self._all[self._numbers[key]].kind != kind:
            key = f"{key}_({kind})"
        return self.add(Actor(key, name, kind, unnamed=unnamed))

    def retype(self, n: int, kind: str) -> None:
        """Make actor `n`, whom the article describes, one of class `kind`, unless its new id is another's.

        What turns out to be a place is the place of that name that the gazetteer knows.
        """
        actor = self._all[n]
        place = self.places.best(actor.name, place_like=True) if "Place" in self._classes.get(kind, ()) else None
        known = place if place is not None and not place.is_body else None
        local = kind == "Person" and len(actor.name.split()) < 2
        key = known.id if known else entity_id(actor.name) + (f".{self.article}" if local else "")
        if self._numbers.get(key, n) != n:
            return
        del self._numbers[actor.id]
        self._numbers[key] = n
        actor.id, actor.kind = key, kind
        if known:
            actor.name, actor.kind, actor.known, actor.country = known.name, known.type, known.id, known.country or ""

    def known(self, place: str) -> int:
        """The number of the gazetteer's `place`, made if the article has not named it."""
        found = self.places.all[place]
        return self.add(Actor(place, found.name, found.type, place, found.country or ""))

    # --- asking

    def is_a(self, n: int, *classes: str) -> bool:
        """Whether actor `n` is of one of `classes`, or of a class below."""
        above = self.classes_of(n)
        return any(c in above for c in classes)

    def classes_of(self, n: int) -> frozenset[str]:
        """The class of actor `n` and all above it."""
        return self._classes.get(self._all[n].kind, frozenset())

    def seat_of(self, n: int) -> int | None:
        """The state whose capital or seat of government the place `n` is."""
        actor = self._all[n]
        state = self.places.seats.get(actor.known) if actor.known else None
        return self.known(state) if state else None

    def state_of(self, n: int) -> int | None:
        """The state itself, the state whose capital or seat it is, or the state a person or body acts for."""
        if self.is_a(n, "Country"):
            return n
        seat = self.seat_of(n)
        if seat is not None:
            return seat
        country = self._all[n].country
        return self.known(country) if country in self.places.all else None

    # --- records

    def records(self, wanted: set[int]) -> tuple[Entity, ...]:
        """The actors in `wanted` and all named ones that have a mention, sorted by id."""
        found = [
            self._record(actor)
            for n, actor in enumerate(self._all)
            if n in wanted or (actor.mentions and not actor.unnamed)
        ]
        return tuple(sorted(found, key=lambda e: e.id))

    def _record(self, actor: Actor) -> Entity:
        place = self.places.all.get(actor.known) if actor.known else None
        forms = {m.text for m in actor.mentions if m.kind == "name"} - {actor.name}
        mentions = tuple(sorted(set(actor.mentions), key=lambda m: (m.start, m.end)))
        return Entity(
            actor.id,
            actor.name,
            actor.kind,
            tuple(sorted(forms)),
            mentions,
            tuple(sorted(place.same_as)) if place else (),
        )


def entity_id(name: str) -> str:
    """The id that a name gives: its words joined by `_`; a very long one is cut and marked by a hash.

    Example:
        >>> entity_id("Li Shangfu")
        'Li_Shangfu'
    """
    words = "_".join(name.split())
    return words if len(words) <= _LONG else f"{words[:_KEPT]}_{content_id(words)}"
