"""Who stands behind a statement: the sources of the claims that hold it, as actors.

In: a Tree, the referents, the claims. Out: for an event word its claimants, outermost first; and first persons
resolved: inside somebody's words "I" is the speaker and "we" the speaker's state. A source without a name ("military
sources", "a study") is an actor of this article, called what the article calls it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.grammar import BLANK, NOBODY
from kg.model import Mention

if TYPE_CHECKING:
    from kg.extractors.attribution import Claims
    from kg.extractors.cues import Claim
    from kg.extractors.referents import Referents
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_I = ("i", "me", "my")
_WE = ("we", "us", "our")
_LEFT_OUT = ("det", "predet", "poss", "nummod", "punct", "advmod")  # what stands first and tells nobody apart
_KEPT = ("of", "at", "from", "in", "with", "for")  # "an editor at the state news agency"
_LONGEST = 8  # tokens of a phrase behind the noun


def _description(tree: Tree, head: int) -> list[int]:
    """The tokens of the noun phrase without article or relative clause, with a short phrase behind the noun."""
    left, right = head, head
    for c in tree.children[head]:
        first, after = tree.edges(c)
        if c < head and tree.dep[c] not in _LEFT_OUT:
            left = min(left, first)
        elif tree.dep[c] == "prep" and tree.lower[c] in _KEPT and first == right + 1 and after - first <= _LONGEST:
            right = after - 1
    while left < head and tree.pos[left] in ("DET", "PUNCT", "SPACE", "PRON"):
        left += 1
    while right > head and tree.pos[right] in BLANK:
        right -= 1
    return list(range(left, right + 1))


class Speakers:
    """The sources of one Doc's claims."""

    def __init__(self, tree: Tree, who: Referents, claims: Claims, lexicon: Lexicon) -> None:
        self.tree = tree
        self.who = who
        self.claims = claims
        self._documents = lexicon.words("document")
        self._described: dict[int, int] = {}

    def sources(self, claim: Claim) -> list[int]:
        """Who makes the claim; a capital that speaks is its state."""
        actors = self.who.actors
        found = [n for s in claim.sources for n in self.who.of(s) or self._unnamed(s)]
        return [state if actors.is_a(n, "Place") and (state := actors.state_of(n)) is not None else n for n in found]

    def _unnamed(self, head: int) -> list[int]:
        """The source that noun `head` describes; none for a pronoun and for "nobody", "no minister"."""
        tree = self.tree
        if tree.tag[head] not in ("NN", "NNS") or any(tree.lower[c] in NOBODY for c in [head, *tree.kids(head, "det")]):
            return []
        if head not in self._described:
            words = _description(tree, head)
            document = not self._documents.isdisjoint((tree.lower[head], tree.lemma[head]))
            kind = "Work" if document else "Group" if tree.tag[head] == "NNS" else "Actor"
            n = self.who.actors.described(tree.text(words[0], words[-1] + 1), kind, unnamed=True)
            span = tree.doc[words[0] : words[-1] + 1]
            self.who.actors[n].mentions.append(Mention(span.start_char, span.end_char, span.text, "nominal"))
            self._described[head] = n
        return [self._described[head]]

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
        return {head: self.who.actors[n].id for head in heads for n in (self.who.of(head) or self._said(head))[:1]}

    def _said(self, head: int) -> list[int]:
        return [self._described[head]] if head in self._described else []

    def resolve_first_person(self) -> None:
        """Note in the referents whom "I" and "we" mean inside each claim; the outermost claim comes first."""
        for claim in self.claims.all:
            for speaker in self.sources(claim)[:1]:
                for i in claim.content:
                    if self.tree.tag[i] in ("PRP", "PRP$") and i not in self.who.by_context:
                        self._resolve(i, speaker)

    def _resolve(self, i: int, speaker: int) -> None:
        word = self.tree.lower[i]
        if self.who.actors.is_a(speaker, "Work"):
            return  # an account or a study is no "I"
        meant = speaker if word in _I else self.who.actors.state_of(speaker) if word in _WE else None
        if meant is not None:
            self.who.by_context[i] = (meant,)
