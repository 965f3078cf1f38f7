"""Who stands behind a statement: the sources of the claims that hold it, as actors.

In: a Tree, the referents, the claims. Out: for an event word its claimants, outermost first; and first persons
resolved: inside somebody's words "I" is the speaker and "we" the speaker's state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.attribution import Claims
    from kg.extractors.cues import Claim
    from kg.extractors.referents import Referents
    from kg.syntax import Tree

_I = ("i", "me", "my")
_WE = ("we", "us", "our")


class Speakers:
    """The sources of one Doc's claims."""

    def __init__(self, tree: Tree, who: Referents, claims: Claims) -> None:
        self.tree = tree
        self.who = who
        self.claims = claims

    def sources(self, claim: Claim) -> list[int]:
        """Who makes the claim; a capital that speaks is its state."""
        actors = self.who.actors
        found = [n for s in claim.sources for n in self.who.of(s)]
        return [state if actors.is_a(n, "Place") and (state := actors.state_of(n)) is not None else n for n in found]

    def claimants(self, event: int) -> tuple[int, ...]:
        """The claimants of what token `event` tells, outermost first, each once."""
        return tuple(dict.fromkeys(n for claim in self._around(event) for n in self.sources(claim)[:1]))

    def is_claimed_by_nobody(self, event: int) -> bool:
        """Whether the event is in somebody's words, though the reader cannot say whose."""
        return any(not self.sources(claim) for claim in self._around(event))

    def _around(self, event: int) -> Iterator[Claim]:
        """The claims that vouch for the event, outermost first."""
        for claim in self.claims.over(event):
            if claim.cue != event and not self.claims.is_background(event, claim):
                yield claim

    def by_source(self) -> dict[int, str]:
        """The head of each source and the id of the entity it means."""
        heads = [claim.source for claim in self.claims.all if claim.source is not None]
        return {head: self.who.actors[n].id for head in heads for n in self.who.of(head)[:1]}

    def resolve_first_person(self) -> None:
        """Note in the referents whom "I" and "we" mean inside each claim; the outermost claim comes first."""
        for claim in self.claims.all:
            for speaker in self.sources(claim)[:1]:
                for i in claim.content:
                    if self.tree.tag[i] in ("PRP", "PRP$") and i not in self.who.by_context:
                        self._resolve(i, speaker)

    def _resolve(self, i: int, speaker: int) -> None:
        word = self.tree.lower[i]
        meant = speaker if word in _I else self.who.actors.state_of(speaker) if word in _WE else None
        if meant is not None:
            self.who.by_context[i] = (meant,)
