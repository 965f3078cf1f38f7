"""What the readers of standing facts share: the fact that they find and the scene in which they look for it.

In: nothing but records. Out: `Standing`, `Dated` and `Scene`; every construction is a function from a Scene to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.circumstances import Circumstances
    from kg.extractors.clauses import Clause
    from kg.extractors.readings import Readings
    from kg.extractors.referents import Referents
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree


@dataclass(frozen=True, slots=True)
class Standing:
    """One standing fact between two actors.

    `trigger` are the tokens that state it, `event` the verb whose status counts, None where no verb states it.
    `unnamed`: worth saying even of a group without a name that does nothing else. `timed`: the verb tells an event,
    which has a time and a place.
    """

    subject: int
    predicate: str
    object: int
    trigger: list[int]
    event: int | None = None
    unnamed: bool = False
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as the text gives it: ISO 8601, the words, and the token behind them."""

    value: str
    words: str
    end: int

    @property
    def year(self) -> int:
        """The year, of an interval the first."""
        return int(self.value[:4])


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact whose object is a date: "born on 4 May 1929". `trigger` and `event` as in `Standing`."""

    subject: int
    predicate: str
    time: Moment
    trigger: list[int]
    event: int | None = None


@dataclass(frozen=True)
class Scene:
    """One article as the constructions see it."""

    tree: Tree
    who: Referents
    lexicon: Lexicon
    readings: Readings
    clauses: Mapping[int, Clause] = field(default_factory=dict)
    circumstances: Circumstances | None = None

    @cached_property
    def times(self) -> dict[int, list[Moment]]:
        """The times of the article by their first token; "1929-1993" is two."""
        found: dict[int, list[Moment]] = {}
        for span in self.tree.doc.spans["times"]:
            if span.kb_id_:
                found.setdefault(span.start, []).append(Moment(span.kb_id_, span.text, span.end))
        return found

    @cached_property
    def title_ends(self) -> frozenset[int]:
        """The last tokens of the article's titles."""
        return frozenset(span.end - 1 for span in self.tree.doc.spans["titles"])

    def sentence_end(self, i: int) -> int:
        """The token behind the sentence in which token `i` stands."""
        starts, number = self.tree.sent_starts, self.tree.sent[i] + 1
        return starts[number] if number < len(starts) else len(self.tree)

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
