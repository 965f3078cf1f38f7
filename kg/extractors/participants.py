"""The two ends of a match: which actors its heads mean, and whether the ontology allows them.

In: matches, the referents, the schema. Out: pairs of actors that fit the predicate's domain and range.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from kg.extractors.standing.bearers import said_of

if TYPE_CHECKING:
    from kg.extractors.matching import Match
    from kg.extractors.readings import Readings
    from kg.extractors.referents import Referents
    from kg.extractors.standing.facts import Scene
    from kg.extractors.understood import Understood
    from kg.ontology import Ontology
    from kg.ontology.schema import Predicate
    from kg.syntax import Tree


class Participants:
    """Finds and checks the ends of one Doc's matches."""

    def __init__(
        self, tree: Tree, ontology: Ontology, who: Referents, readings: Readings, understood: Understood, scene: Scene
    ) -> None:
        self.tree = tree
        self.scene = scene
        self.who = who
        self.understood = understood
        self._states = ontology.schema.classes["Country"]
        self._in_words = readings["perhapsInWords"]
        self._abstract = ontology.lexicon.words("abstractThing")
        self._owner_for_thing = readings["ownerForThing"]
        self._place_as_subject, self._place_as_object = readings["placeAsSubject"], readings["placeAsObject"]

    def of(self, match: Match, predicate: Predicate) -> list[tuple[int, int]]:
        """The pairs, subject of the clause first, that the match states or leaves to be understood."""
        return list(self._stated(match, predicate)) or self.understood.pairs(match, predicate)

    def _stated(self, match: Match, predicate: Predicate) -> Iterator[tuple[int, int]]:
        slots = [("", match.pattern.object), *match.pattern.preps]
        strictly = any(slot and slot.entity and (slot.itself or prep == "in") for prep, slot in slots)
        loosely = predicate.name in self._owner_for_thing and not strictly  # "attacks in the Libyan war" hit no Libya
        subjects = [n for h in match.subjects for n in self.understood.speakers(h) or self._meant(h, predicate)]
        if self._is_amid(match):  # "X hailed … amid tensions with the West": the tensions are those of X's state
            subjects = [self._state_or_self(n) for n in subjects]
        objects = [n for h in match.objects for n in self.who.of(h, loosely=loosely and self._is_hit(h, predicate))]
        if match.below is not None:
            objects = self._aim(match.objects, subjects)
        elif loosely:  # "Putin touted his country's cooperation" praises nobody else
            own = {self.who.actors.state_of(n) for n in subjects} - set(subjects)
            direct = {n for h in match.objects for n in self.who.of(h)}
            objects = [n for n in objects if n in direct or n not in own]
        if match.pattern.reciprocal:
            yield from combinations(dict.fromkeys([*subjects, *objects]), 2)
            return
        for s in dict.fromkeys(subjects):
            yield from ((s, o) for o in dict.fromkeys(objects) if s != o)

    def _is_hit(self, head: int, predicate: Predicate) -> bool:
        """Who destroys Iran's credibility does nothing to Iran that anybody could see."""
        return predicate.name not in self._in_words or self.tree.lemma[head] not in self._abstract

    def _meant(self, head: int, predicate: Predicate) -> list[int]:
        """Whom the head means; in a standing relation also of whom it is said: "is a firm that owns Acme"."""
        found = self.who.of(head)
        return found if found or predicate.family != "STATE" else said_of(self.scene, head)

    def _aim(self, heads: list[int], subjects: list[int]) -> list[int]:
        """Whom "threatened to shell Iraqi towns" threatens: the first that any of the phrases below means."""
        own = {*subjects, *(self.who.actors.state_of(n) for n in subjects)}
        for head in heads:
            found = [n for n in self.who.of(head, loosely=True) if n not in own]
            if found:
                return found
        return []

    def _is_amid(self, match: Match) -> bool:
        head = self.tree.head[match.event]
        return self.tree.dep[match.event] == "pobj" and self.tree.lower[head] in ("amid", "amidst")

    def _state_or_self(self, n: int) -> int:
        state = self.who.actors.state_of(n)
        return n if state is None else state

    # --- types

    def fit(self, predicate: Predicate, subject: int, obj: int) -> tuple[int, int] | None:
        """Subject and object as the predicate's domain and range allow them; a capital that acts is its state."""
        s = self._as(subject, predicate.domain, territorial=predicate.name in self._place_as_subject)
        o = self._as(obj, predicate.range, territorial=predicate.name in self._place_as_object)
        return (s, o) if s is not None and o is not None and s != o else None

    def _as(self, n: int, allowed: frozenset[str], *, territorial: bool) -> int | None:
        """The actor, or the state it is the seat of, or None if neither is of a class that is allowed."""
        above = self.who.actors.classes_of(n)
        if not territorial and "Place" in above and "Country" not in above and self._states & allowed:
            state = self.who.actors.seat_of(n)
            if state is not None:
                return state
        return n if not allowed or above & allowed else None
