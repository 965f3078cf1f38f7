"""From a finding to a `Statement`: its time, place, status, qualifiers, words and evidence.

In: `Finding`s over tokens and actor numbers. Out: records, and which actors they name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Factuality, Statement, Text

if TYPE_CHECKING:
    from kg.extractors.circumstances import Circumstances
    from kg.extractors.passages import Passages
    from kg.extractors.referents import Referents
    from kg.extractors.speakers import Speakers
    from kg.extractors.standing.facts import Dated
    from kg.extractors.status import Status
    from kg.ontology.schema import Predicate
    from kg.syntax import Tree

_TOPIC = 12  # words of a topic that are kept


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement over tokens and actor numbers.

    `event` is the token whose sentence is the evidence, `trigger` the tokens that state it, `themes` heads of phrases
    in open slots. `timed`: an event, which has a time and a place; a standing fact has not.
    """

    pair: tuple[int, int]
    predicate: Predicate
    status: Status
    trigger: list[int]
    event: int
    claimants: tuple[int, ...] = ()
    themes: tuple[int, ...] = ()
    timed: bool = False


class Recorder:
    """Writes the statements of one Doc. `used` are the actors that they name."""

    def __init__(self, tree: Tree, who: Referents, passages: Passages, published: str | None) -> None:
        self.tree = tree
        self.who = who
        self.passages = passages
        self.published = (published or "")[: len("2023-04-16")]
        self.used: set[int] = set()

    def statement(self, found: Finding, circumstances: Circumstances, speakers: Speakers) -> Statement:
        """The record of a finding."""
        time = circumstances.time(found.event) if found.timed else None
        place = circumstances.place(found.event) if found.timed else None
        place = None if place in found.pair else place  # "is located in the Donetsk region" says it already
        self.used.update([*found.pair, *found.claimants, *([place] if place is not None else [])])
        subject, obj = (self._id(n) for n in self._ordered(found))
        qualifiers = {("topic", self._phrase(theme)) for theme in found.themes}
        if time is not None:
            qualifiers.add(("when", time[1]))
        words = " ".join(self.tree.words[i] for i in sorted(set(found.trigger)))
        return Statement(
            subject,
            found.predicate.name,
            obj,
            found.status.polarity,
            self._factuality(found, time, speakers),
            tuple(self._id(n) for n in found.claimants),
            time[0] if time else None,
            self._id(place) if place is not None else None,
            tuple(sorted(qualifiers)),
            words,
            (self.passages.evidence(found.event),),
        )

    def dated(
        self, fact: Dated, predicate: Predicate, status: Status, event: int, claimants: tuple[int, ...]
    ) -> Statement:
        """The record of a fact whose object is a date: the date in ISO 8601, its words beside it."""
        self.used.update([fact.subject, *claimants])
        return Statement(
            self._id(fact.subject),
            predicate.name,
            Text(fact.time.value),
            status.polarity,
            status.factuality,
            tuple(self._id(n) for n in claimants),
            qualifiers=(("when", fact.time.words),),
            phrase=" ".join(self.tree.words[i] for i in sorted(set(fact.trigger))),
            evidence=(self.passages.evidence(event),),
        )

    def _factuality(self, found: Finding, time: tuple[str, str] | None, speakers: Speakers) -> Factuality:
        """The status, made weaker where nobody vouches for it or its time was yet to come."""
        if found.status.factuality != "actual" or not found.timed:
            return found.status.factuality
        if not found.claimants and speakers.is_claimed_by_nobody(found.event):
            return "possible"
        told = self.tree.tag[found.event] == "VBD"  # "told Politico earlier this week": past, whenever the week ends
        if time is not None and not told and self.published and time[0].rsplit("/", 1)[-1] > self.published:
            return "planned"  # "is meeting … between Sunday and Tuesday": not over when it was written
        return "actual"

    def _id(self, n: int) -> str:
        return self.who.actors[n].id

    def _ordered(self, found: Finding) -> tuple[int, int]:
        """A symmetric relation is written one way, so that "A met B" and "B met A" are one statement."""
        first, second = found.pair
        return (second, first) if found.predicate.symmetric and self._id(second) < self._id(first) else (first, second)

    def _phrase(self, head: int) -> str:
        left, right = self.tree.edges(head)
        return self.tree.text(left, min(right, left + _TOPIC))
