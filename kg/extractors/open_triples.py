"""Surface triples: subject phrase, relation phrase, object phrase, in the sentence's own words.

In: a Tree and its clauses. Out: `OpenTriple`s, what users of open information extraction expect, in three forms: small
facts of verbs, facts that nouns imply, and whole clauses. They state no fact of ours: what is denied or claimed is so
in the words, for negation and modals stay in the relation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extractors.circumstances import Times
from kg.extractors.open.complete import Complete
from kg.extractors.open.confidence import Confidence
from kg.extractors.open.groups import Groups
from kg.extractors.open.nominal import Nominal
from kg.extractors.open.phrases import Phrases
from kg.extractors.open.subjects import Subjects
from kg.extractors.open.verbal import Verbal
from kg.model import Evidence, OpenTriple

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.extractors.open.found import Found, Piece
    from kg.syntax import Tree

_LOWERED = ("ADP", "SCONJ", "ADV", "VERB", "AUX")  # parts of speech that have a capital only where a sentence begins


class OpenReader:
    """Reads the surface triples of one Doc."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], article: str) -> None:
        self.tree = tree
        self.article = article
        self._starts = frozenset(tree.sent_starts)
        self._spaces = [t.whitespace_ for t in tree.doc]
        self._sentences: dict[int, Evidence] = {}  # by number
        self._times = Times(tree)
        self._dated: dict[int, str | None] = {}  # by verb
        self._confidence = Confidence(tree)
        phrases, groups = Phrases(tree), Groups(tree)
        subjects = Subjects(tree, clauses, phrases)
        self._readers = (
            Verbal(tree, phrases, groups, subjects),
            Nominal(tree, phrases, subjects),
            Complete(tree, phrases, groups, subjects),
        )

    def read(self) -> tuple[OpenTriple, ...]:
        """The triples in text order, each once in a form."""
        made: dict[tuple[str, str, str, str, int], OpenTriple] = {}
        for found in self.found():
            t = self.triple(found)
            if t.subject and t.relation and t.subject != t.object and (t.object or t.form == "clause"):
                made.setdefault((t.subject, t.relation, t.object, t.form, t.evidence.start), t)
        order = sorted(made.values(), key=lambda t: (t.evidence.start, t.subject, t.relation, t.object, t.form))
        return tuple(order)

    def found(self) -> Iterator[Found]:
        """The triples as tokens, in the order in which they are found."""
        for reader in self._readers:
            yield from reader.read()

    def triple(self, found: Found) -> OpenTriple:
        """`found` in words."""
        when = self._when(found.at) if found.form != "implied" else None
        return OpenTriple(
            self._text(found.subject),
            self._text(found.relation, lowered=True),
            self._text(found.object),
            self._evidence(found.at),
            self._confidence.of(found),
            found.form,
            when,
        )

    def _when(self, verb: int) -> str | None:
        if verb not in self._dated:
            time = self._times.time(verb)
            self._dated[verb] = time[0] if time else None
        return self._dated[verb]

    def _text(self, pieces: Sequence[Piece], *, lowered: bool = False) -> str:
        """The words as they stand, a single space wherever some are left out or supplied."""
        parts = []
        for n, piece in enumerate(pieces):
            if isinstance(piece, str):
                parts.append(f"{piece} ")
            else:
                gap = n + 1 < len(pieces) and pieces[n + 1] != piece + 1
                parts.append(self._word(piece, lowered=lowered) + (" " if gap else self._spaces[piece]))
        return " ".join("".join(parts).split())

    def _word(self, i: int, *, lowered: bool) -> str:
        """A word; one that opens the sentence loses its capital inside a relation."""
        opens = lowered and i in self._starts and self.tree.pos[i] in _LOWERED
        return self.tree.lower[i] if opens else self.tree.words[i]

    def _evidence(self, at: int) -> Evidence:
        number = self.tree.sent[at]
        if number not in self._sentences:
            sent = self.tree.doc[at].sent
            text = sent.text.rstrip()
            self._sentences[number] = Evidence(self.article, sent.start_char, sent.start_char + len(text), text)
        return self._sentences[number]
