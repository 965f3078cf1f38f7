"""What people want or voice in less than a clause: "vowed to go", "called for calm", "called it a sham".

In: a Tree, its clauses, the lexicon, the cues that have a claim already. Out: `Claim`s of kind "intent". They are
records of who says what; the events in them keep the status that their verbs give them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.cues import Claim

if TYPE_CHECKING:
    from kg.extractors.cues import Cues
    from kg.ontology.lexicon import Lexicon

_VOICED = ("for", "against", "about", "of")
_REASONS = ("for", "as", "to", "with")  # "blasted them for it", "compared him to a clown"
_PERSONS = ("i", "we", "you")


class Intents:
    """The finder of intents of one Doc."""

    def __init__(self, cues: Cues, lexicon: Lexicon) -> None:
        self.tree = cues.tree
        self.cues = cues
        self._intending, self._voicing = lexicon.words("intending"), lexicon.words("voicing")
        self._intents = lexicon.words("intentNoun")
        self._voicing_for, self._naming = lexicon.words("voicingFor"), lexicon.words("naming")

    def claims(self, taken: frozenset[int]) -> Iterator[Claim]:
        """The intents in text order; `taken` are cues that have a claim already."""
        for verb in self.cues.clauses:
            clause = self.cues.clauses[self.cues.scopes.speaks(verb)]
            source = self.cues.speaker(verb, clause)
            if source is None or verb in taken or self._is_between_speakers(verb, source):
                continue
            roots = self._wanted(verb)
            if roots:
                content = frozenset(j for root in roots for j in self.tree.subtree(root))
                yield Claim(verb, source, content, roots[-1], "intent", tuple(clause.subjects))
        yield from self._nouns(taken)

    def _nouns(self, taken: frozenset[int]) -> Iterator[Claim]:
        """ "the government's decision to leave", "an agreement to disarm"."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemma):
            if lemma not in self._intents or i in taken or not tree.tag[i].startswith("NN"):
                continue
            roots = [c for c in tree.kids(i, "acl") if tree.tag[c] == "VB"]
            if roots:
                owners = tree.kids(i, "poss")
                source = owners[0] if owners else None
                yield Claim(i, source, frozenset(tree.subtree(roots[0])), roots[0], "intent", tuple(owners))

    def _is_between_speakers(self, verb: int, source: int) -> bool:
        """ "I want", "you want", in a quotation: part of what its speaker says."""
        return verb in self.cues.quoted and self.tree.lower[source] in _PERSONS

    def _wanted(self, verb: int) -> list[int]:
        """The top tokens of what is wanted or voiced."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        infinitives = [c for c in tree.kids(verb, "xcomp", "ccomp") if tree.tag[c] == "VB"]
        if lemma in self._intending and infinitives:
            return [*tree.kids(verb, "dobj"), *infinitives]
        if lemma in self._naming and (named := self._named(verb)):
            return [*tree.kids(verb, "dobj"), *named]
        voiced = [p for p in tree.kids(verb, "prep") if tree.lower[p] in _VOICED] if lemma in self._voicing_for else []
        found = [o for p in voiced for o in tree.kids(p, "pobj", "pcomp")]
        if found or lemma not in self._voicing:
            return found
        objects = tree.kids(verb, "dobj")
        reasons = [p for p in tree.kids(verb, "prep") if objects and p > objects[0] and tree.lower[p] in _REASONS]
        return [*objects, *reasons]

    def _named(self, verb: int) -> list[int]:
        """The judgement in "called it a sham", "described him as weak"."""
        tree = self.tree
        phrases = [p for p in tree.kids(verb, "prep") if tree.lower[p] == "as"]
        return [*tree.kids(verb, "oprd"), *(o for p in phrases for o in tree.kids(p, "pobj", "amod", "pcomp"))]
