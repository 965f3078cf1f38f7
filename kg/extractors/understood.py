"""Participants that the sentence leaves out because the text has just named them.

In: a Tree, the referents, the claims, and the statements made so far. Out: pairs or actors for a match that lacks an
end: the partners of "joint exercises", where "Li's visit" went, whom "the provision of weapons" would arm, who made
"those statements". Each looks back a few sentences and gives up unless one answer fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.attribution import Claims
    from kg.extractors.matching import Match
    from kg.extractors.readings import Readings
    from kg.extractors.referents import Referents
    from kg.ontology.lexicon import Lexicon
    from kg.ontology.schema import Predicate
    from kg.syntax import Tree

_NEAR = 3  # sentences back; farther and the partner of one "joint exercise" is the partner of another
_FOCUS = 8  # sentences back for the pair of states an article is about
_POINTING = ("those", "these", "this", "that", "such")


@dataclass(frozen=True, slots=True)
class _Seen:
    sentence: int
    pair: tuple[int, int]
    predicate: Predicate
    place: str | None


class Understood:
    """What the text has established so far, and the participants it leaves to be understood."""

    def __init__(self, tree: Tree, who: Referents, claims: Claims, lexicon: Lexicon, readings: Readings) -> None:
        self.tree = tree
        self.who = who
        self._sayings = lexicon.words("saying")
        self._mutual = lexicon.words("mutual")
        self._journeys, self._offices = readings["destinationUnderstood"], readings["officeUnderstood"]
        self._cues = sorted(claims.all, key=lambda c: c.cue)
        self._seen: list[_Seen] = []
        self._held: dict[int, int] = {}

    def hold(self, holder: int, body: int) -> None:
        """Remember that the text gives `holder` an office in `body`; the first is what he is known for."""
        self._held.setdefault(holder, body)

    def note(self, event: int, pair: tuple[int, int], predicate: Predicate, place: str | None) -> None:
        """Remember a statement just made; `place` is an entity id."""
        self._seen.append(_Seen(self.tree.sent[event], pair, predicate, place))

    def pairs(self, match: Match, predicate: Predicate) -> list[tuple[int, int]]:
        """The pair that a match without both ends is understood to have, if any."""
        if self._is_mutual(match) or (match.pattern.reciprocal and self.tree.is_verb(match.event)):
            return self._partners(match, predicate)
        subjects = [n for h in match.subjects for n in self.who.of(h)][:1]
        if not subjects or match.objects or match.pattern.inverse:
            return []
        if predicate.name in self._offices:
            return self._office(subjects[0])
        if self.tree.is_verb(match.event):
            return []
        if predicate.name in self._journeys:
            return self._destination(match, subjects[0])
        return self._same_recipient(match, subjects[0], predicate)

    def _is_mutual(self, match: Match) -> bool:
        return any(self.tree.lower[c] in self._mutual for t in match.trigger for c in self.tree.kids(t, "amod"))

    def _recent(self, match: Match, sentences: int) -> Iterator[_Seen]:
        """The statements of the last few sentences, latest first."""
        here = self.tree.sent[match.event]
        for seen in reversed(self._seen):
            if here - seen.sentence > sentences:
                return
            yield seen

    def _partners(self, match: Match, predicate: Predicate) -> list[tuple[int, int]]:
        """The two states last spoken of together in the same spirit, among them the one that the subject stands for."""
        named = {n for h in match.subjects for n in self.who.of(h)}
        if not named and self.tree.is_verb(match.event):
            return []
        for seen in self._recent(match, _FOCUS):
            both_states = all(self.who.actors.is_a(n, "Country") for n in seen.pair)
            like = (seen.predicate.quad or "").split()[-1:] == (predicate.quad or "").split()[-1:]
            if like and seen.predicate.symmetric and both_states and (not named or named & set(seen.pair)):
                return [seen.pair]
        return []

    def _office(self, holder: int) -> list[tuple[int, int]]:
        """ "Ann Lee, the mayor of Leeds, resigned": from the office that the text has told, or everybody knows."""
        actors = self.who.actors
        if not actors.is_a(holder, "Person"):
            return []
        body = self._held.get(holder)
        if body is None and actors[holder].known:
            body = actors.state_of(holder)
        return [(holder, body)] if body is not None else []

    def _destination(self, match: Match, visitor: int) -> list[tuple[int, int]]:
        """Where the visitor has just been said to be: "a meeting with Li in Moscow … Li's visit"."""
        actors = self.who.actors
        home = actors.state_of(visitor)
        for seen in self._recent(match, _NEAR):
            place = actors.number(seen.place) if visitor in seen.pair and seen.place is not None else None
            if place is not None:
                state = actors.state_of(place)
                return [(visitor, state)] if state is not None and state != home else []
        return []

    def _same_recipient(self, match: Match, subject: int, predicate: Predicate) -> list[tuple[int, int]]:
        """The same doer's same kind of act a sentence or two before: its recipient."""
        if predicate.family == "STATE":
            return []
        here = self.tree.sent[match.event]
        recent = {
            seen.pair[1]
            for seen in self._seen
            if here - seen.sentence <= _NEAR and seen.pair[0] == subject and seen.predicate.family == predicate.family
        }
        return [(subject, recent.pop())] if len(recent) == 1 else []

    def speakers(self, i: int) -> list[int]:
        """Who made "those statements": the speakers of the sentences just before."""
        tree = self.tree
        if tree.lemma[i] not in self._sayings:
            return []
        if not any(tree.lower[c] in _POINTING for c in tree.kids(i, "det", "amod")):
            return []
        sources = [
            claim.source
            for claim in self._cues
            if claim.kind == "verb" and claim.source is not None and 0 < tree.sent[i] - tree.sent[claim.cue] <= _NEAR
        ]
        return list(dict.fromkeys(n for source in sources for n in self.who.of(source)))
