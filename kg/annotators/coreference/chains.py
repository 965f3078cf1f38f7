"""The chains of one article while they are being gathered: the state that the steps of this package share.

In: a Tree with demonyms in its Doc, and the ontology. Out: `Chains`, to which each step adds mentions and chains.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.annotators.coreference.spelling import head_of_body

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.syntax import Tree


class Mention(NamedTuple):
    """Tokens `start` to before `end`, which are a name, a nominal or a pronoun. Sorts by place."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Chain:
    """One entity of the article.

    `forms`: its names, each with its words; `said`: the names again, once a mention. `offices`: titles in lower case,
    each with the id of the state it is of, or "". `state`: the id of the state that a body belongs to, or "". `female`:
    None if nobody knows. `retired`: a leader who is out of office when the article is published.
    """

    name: str
    kind: str
    known: str = ""
    state: str = ""
    mentions: list[Mention] = field(default_factory=list)
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    offices: set[tuple[str, str]] = field(default_factory=set)
    female: bool | None = None
    retired: bool = False

    def may_be(self, *, female: bool) -> bool:
        """A person who is not known to be of the other sex."""
        return self.kind == "Person" and self.female is not (not female)

    def is_headed_by(self, word: str) -> bool:
        """Has it a name of several words, of which `word` is the head: "European Commission"?"""
        return any(" " in form and head_of_body(form) == word for form in self.forms)

    def before(self, i: int) -> list[Mention]:
        """The mentions that begin before token `i`."""
        return [m for m in self.mentions if m.start < i]


class Chains:
    """All chains of one article, and which of them each token belongs to."""

    def __init__(self, tree: Tree, ontology: Ontology, year: int | None = None) -> None:
        self.tree = tree
        self.year = year  # in which the article was published
        self.ontology = ontology
        self.lexicon = ontology.lexicon
        self.all: list[Chain] = []
        self.at: dict[int, Chain] = {}  # token -> chain of the mention that covers it
        self.people_of: dict[int, str] = {
            i: span.kb_id_ for span in tree.doc.spans["demonyms"] for i in range(span.start, span.end)
        }

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The tokens within quotation marks."""
        spans = self.tree.doc.spans.get("quotes", ())
        return frozenset(i for span in spans for i in range(span.start, span.end))

    def start(self, name: str, kind: str, known: str = "") -> Chain:
        """A new chain; what the gazetteer knows bears the gazetteer's name."""
        place = self.ontology.places.all.get(known) if known else None
        chain = Chain(place.name if place else name, kind, known)
        self.all.append(chain)
        return chain

    def add(self, chain: Chain, start: int, end: int, kind: str) -> None:
        """Tokens `start` to before `end` mean `chain`; a token that means another already keeps it."""
        chain.mentions.append(Mention(start, end, kind))
        for i in range(start, end):
            self.at.setdefault(i, chain)

    def join(self, chain: Chain, other: Chain) -> None:
        """Make `other` a part of `chain`: both turned out to be one."""
        chain.mentions += other.mentions
        chain.forms |= other.forms
        chain.said += other.said
        chain.offices |= other.offices
        chain.state = chain.state or other.state
        chain.female = other.female if chain.female is None else chain.female
        self.at = {i: chain if held is other else held for i, held in self.at.items()}
        self.all.remove(other)

    def in_order(self) -> list[Chain]:
        """The chains by their first mentions, each with its mentions in text order."""
        for chain in self.all:
            chain.mentions.sort()
        return sorted(self.all, key=lambda chain: chain.mentions[0])

    def distance(self, mention: Mention, i: int) -> int:
        """How many sentences after `mention` token `i` stands."""
        return self.tree.sent[i] - self.tree.sent[mention.start]
