"""What the readers of standing facts share: the fact that they find and the scene in which they look for it.

In: nothing but records. Out: `Standing` and `Scene`; every construction is a function from a Scene to Standings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.readings import Readings
    from kg.extractors.referents import Referents
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree


@dataclass(frozen=True, slots=True)
class Standing:
    """One standing fact between two actors.

    `trigger` are the tokens that state it, `event` the verb whose status counts, None where no verb states it.
    `unnamed`: worth saying even of a group without a name that does nothing else.
    """

    subject: int
    predicate: str
    object: int
    trigger: list[int]
    event: int | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as the constructions see it."""

    tree: Tree
    who: Referents
    lexicon: Lexicon
    readings: Readings

    def is_a(self, n: int, *classes: str) -> bool:
        """Whether actor `n` is of one of `classes`, or of a class below."""
        return self.who.actors.is_a(n, *classes)

    def person_at(self, i: int) -> int | None:
        """The person in whose mention token `i` stands."""
        n = self.who.actor_at.get(i)
        return n if n is not None and self.is_a(n, "Person") else None

    def names(self) -> list[tuple[Span, int]]:
        """The names of the article in text order, each with its actor; names of nobody are left out."""
        return [
            (span, self.who.actor_at[span.start])
            for span in self.tree.doc.spans["names"]
            if span.start in self.who.actor_at
        ]

    def in_phrase(self, prep: int) -> list[int]:
        """The actors that the preposition `prep` takes: "of NBC and CNN"."""
        return [n for obj in self.tree.kids(prep, "pobj") for n in self.who.of(obj)]
