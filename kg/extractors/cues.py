"""Where somebody's words are told: the finders of claims, one a construction.

In: a Tree with quotes in its Doc, its clauses, the lexicon. Out: `Claim`s over tokens (cue, source, content). Which
claims stand behind a token, and the records of them, is `attribution`'s part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.grammar import BLANK, SUBJECTS
from kg.extractors.scopes import Scopes

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.clauses import Clause
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_CLOSING = (",", "”", "''", '"')
_MARKS = (*_CLOSING, "“", "``", "--", "—", "–")
_OWN_LABELS = ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "dobj", "dative", "agent")
_FAR = 12  # tokens between a trailing cue and its source; farther apart they belong to different clauses
_SCARE = 3  # tokens; a shorter quotation quotes a word, not a statement


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution: the cue's token, the head of the source (None if unnamed), the tokens of the content.

    `root` is the top token of the content clause. `kind`: verb | according | noun | adjective | quote.
    """

    cue: int
    source: int | None
    content: frozenset[int]
    root: int | None
    kind: str
    sources: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """How many tokens the content has; the larger of two nested claims is the outer one."""
        return len(self.content)


class Cues:
    """The finders of claims of one Doc."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], lexicon: Lexicon) -> None:
        self.tree = tree
        self.clauses = clauses
        self.quoted = frozenset(i for s in tree.doc.spans["quotes"] for i in range(s.start, s.end))
        self.scopes = Scopes(tree, clauses, lexicon)
        self._showing, self._documents = lexicon.words("showing"), lexicon.words("document")
        self._verbs = lexicon.words("speech") | lexicon.words("thought") | self._showing
        self._nouns, self._adjectives = lexicon.words("claimNoun"), lexicon.words("claimAdjective")
        self._charging, self._according = lexicon.words("charging"), lexicon.words("according")
        self._denying = lexicon.words("denying") | lexicon.words("doubting")

    def claims(self) -> Iterator[Claim]:
        """The claims that have a cue in their sentence, in text order."""
        for i, lemma in enumerate(self.tree.lemma):
            claim: Claim | None = None
            if i in self.clauses and lemma in self._verbs:
                claim = self._of_verb(i)
            elif lemma in self._nouns and self.tree.tag[i] in ("NN", "NNS"):
                claim = self._of_complement(i, "noun")
            elif lemma in self._adjectives and self.tree.dep[i] in ("acomp", "oprd"):
                claim = self._of_complement(i, "adjective")
            if claim is not None:
                yield claim
        yield from self._according_to()

    # --- verbs

    def _of_verb(self, verb: int) -> Claim | None:
        clause = self.clauses[self.scopes.speaks(verb)]
        source = self.speaker(verb, clause)
        if source is None:
            source = self._overlooked(verb)
        speakers = () if source is None else (source,) if len(clause.subjects) != 1 else tuple(clause.subjects)
        trailing = self._trailing(verb, source)
        if trailing is not None:
            return Claim(verb, source, trailing, None, "verb", speakers)
        roots = self._content_roots(verb, source)
        if not roots and (around := self._interrupted(verb, source)):
            return Claim(verb, source, around, self.tree.head[verb], "verb", speakers)
        content = {j for root in roots for j in self.scopes.said(root)} | self._own_quotes(verb)
        content -= self._cue_words(verb, source, roots)
        content |= self._completed(verb, content) if content else self._asked(verb, source)
        if not content:
            return None
        return Claim(verb, source, frozenset(content), roots[0] if roots else None, "verb", speakers)

    def speaker(self, verb: int, clause: Clause) -> int | None:
        """The subject nearest to the cue; a noun inside the quotation that the parser took for one does not count."""
        outside = [s for s in clause.subjects if verb in self.quoted or s not in self.quoted]
        return min(outside, key=lambda s: abs(s - verb)) if outside else None

    def _overlooked(self, verb: int) -> int | None:
        """ "…, an editor at the state agency said.": the noun between comma and cue that the parser hung elsewhere."""
        tree = self.tree
        start = tree.sent_starts[tree.sent[verb]]
        comma = next((i for i in range(verb - 1, start, -1) if tree.words[i] in _CLOSING), None)
        ends = all(tree.pos[i] in BLANK for i in range(verb + 1, self.sentence_end(verb)))
        if comma is None or not ends or tree.tag[verb] not in ("VBD", "VBZ", "VBP"):
            return None
        phrase = range(comma + 1, verb)
        heads = [i for i in phrase if tree.head[i] not in phrase and tree.tag[i].startswith("NN")]
        return heads[0] if heads and not any(tree.is_verb(i) for i in phrase) else None

    def _content_roots(self, verb: int, source: int | None) -> list[int]:
        """The top tokens of what is said: clauses; of a charge the participle; of a denial also a bare object."""
        tree = self.tree
        roots = [c for c in tree.kids(verb, "ccomp", "parataxis") if not self._is_bare_infinitive(c)]
        roots = [c for c in roots if tree.dep[c] == "ccomp" or not self._is_aside(c)]
        roots = [c for c in roots if ";" not in tree.words[c:verb]]  # "Kyiv says …; Moscow denies it"
        if tree.lemma[verb] in self._showing and not self._is_document(source):
            return []
        if not roots:
            roots = [c for c in tree.kids(verb, "advcl") if c > verb and self.scopes.is_complement(c)]
        if not roots and tree.lemma[verb] in self._charging:
            roots = [c for prep in tree.kids(verb, "prep") for c in tree.kids(prep, "pcomp", "pobj")]
        if not roots and tree.lemma[verb] in self._denying:
            roots = tree.kids(verb, "xcomp", "dobj")  # "denied attacking", "denied any involvement"
        return roots

    def _is_aside(self, i: int) -> bool:
        """ "said on Monday, he added, that …": another cue that hangs on this one."""
        return self.tree.lemma[i] in self._verbs and not self.tree.kids(i, "ccomp")

    def _is_document(self, source: int | None) -> bool:
        """ "polls show", "the report shows"; "the move shows" is nobody's word."""
        return source is not None and not {self.tree.lemma[source], self.tree.lower[source]}.isdisjoint(self._documents)

    def _interrupted(self, verb: int, source: int | None) -> frozenset[int]:
        """ "The latest test, Iran said on Monday, was …": the clause around the cue, before and behind it."""
        tree = self.tree
        if tree.dep[verb] != "parataxis" or source is None or abs(source - verb) > _FAR:
            return frozenset()
        start = min(tree.edges(source)[0], verb)
        end = next((i for i in range(max(verb, source) + 1, self.sentence_end(verb)) if tree.words[i] in _MARKS), None)
        clause = list(tree.subtree(tree.head[verb]))
        if end is None or min(clause) >= start or max(clause) <= end:
            return frozenset()
        own = {j for c in tree.kids(verb, *_OWN_LABELS) for j in tree.subtree(c)}
        return frozenset(i for i in clause if i not in own and not start <= i < end)

    def _is_bare_infinitive(self, i: int) -> bool:
        """ "helped him go": no clause of its own words."""
        tree = self.tree
        return tree.tag[i] == "VB" and not tree.kids(i, "aux", "mark") and i not in self.quoted

    def _trailing(self, verb: int, source: int | None) -> frozenset[int] | None:
        """ "…, Reuters reported.": the whole sentence before the comma, whatever the parser hung where."""
        tree = self.tree
        if source is None or abs(source - verb) > _FAR:
            return None
        start = tree.sent_starts[tree.sent[verb]]
        left = min(tree.edges(source)[0], verb)
        if left - 1 <= start or tree.words[left - 1] not in _CLOSING:
            return None
        behind = range(max(verb, source) + 1, self.sentence_end(verb))
        if any(tree.pos[j] not in BLANK for j in behind):
            return None
        content = frozenset(j for j in range(start, left - 1) if tree.pos[j] != "SPACE")
        return content if any(tree.is_verb(j) for j in content) else None

    def sentence_end(self, i: int) -> int:
        """The token behind the sentence in which token `i` stands."""
        n = self.tree.sent[i] + 1
        return self.tree.sent_starts[n] if n < len(self.tree.sent_starts) else len(self.tree)

    def _own_quotes(self, verb: int) -> set[int]:
        """The quotations of the cue's sentence that hang on the cue."""
        tree = self.tree
        start, end = tree.sent_starts[tree.sent[verb]], self.sentence_end(verb)
        found: set[int] = set()
        for span in tree.doc.spans["quotes"]:
            if span.end <= start or span.start >= end or span.start <= verb < span.end:
                continue
            if span.end - span.start > _SCARE and (tree.dep[verb] == "ROOT" or verb in tree.ancestors(span.start)):
                found.update(range(max(start, span.start), min(end, span.end)))
        return found

    def _completed(self, verb: int, content: set[int]) -> set[int]:
        """The rest of the quotations that the content begins and the parser hung elsewhere."""
        spans = [s for s in self.tree.doc.spans["quotes"] if not s.start <= verb < s.end and s.start in content]
        end = self.sentence_end(verb)
        return {i for s in spans for i in range(s.start, min(s.end, end))}

    def _asked(self, verb: int, source: int | None) -> set[int]:
        """ "“Who knows?” Graham asked.": the quotation right before a sentence that is but its cue."""
        tree = self.tree
        start = tree.sent_starts[tree.sent[verb]]
        opens = source is not None and min(tree.edges(source)[0], verb) == start
        if not opens or start == 0 or tree.words[start - 1] not in _CLOSING or tree.kids(verb, "dobj", "xcomp"):
            return set()
        return {i for s in tree.doc.spans["quotes"] if s.end == start - 1 for i in range(s.start, s.end)}

    def _cue_words(self, verb: int, source: int | None, roots: list[int]) -> set[int]:
        """The words of the cue's own clause: verb, subject, auxiliaries, and what hangs there outside the content."""
        tree = self.tree
        mine = {verb}
        for c in tree.children[verb]:
            if c not in roots and tree.dep[c] in _OWN_LABELS:
                mine.update(tree.subtree(c))
        if source is not None:
            below = set(tree.subtree(source))
            mine.update(below if below.isdisjoint(roots) else [source])
        return mine

    # --- nouns and adjectives

    def _of_complement(self, i: int, kind: str) -> Claim | None:
        """ "the claim that …", "confident that …": a finite clause that hangs on a noun or adjective."""
        tree = self.tree
        roots = [c for c in tree.kids(i, "acl", "ccomp", "relcl") if self._is_that_clause(c)]
        if not roots:
            return None
        content = frozenset(j for root in roots for j in tree.subtree(root))
        around = self.clauses.get(tree.clause_of(i))
        sources = tree.kids(i, "poss") or (list(around.subjects) if around else [])
        return Claim(i, sources[0] if sources else None, content, roots[0], kind, tuple(sources))

    def _is_that_clause(self, i: int) -> bool:
        tree = self.tree
        that = [c for c in tree.children[i] if tree.lower[c] == "that"]
        subjects = [c for c in tree.kids(i, *SUBJECTS, "expl") if tree.lower[c] not in ("that", "which", "who")]
        return bool(that) and bool(subjects)

    # --- according to

    def _according_to(self) -> Iterator[Claim]:
        """ "According to Reuters, …": the rest of the sentence."""
        tree = self.tree
        for i, word in enumerate(tree.lower):
            if word not in self._according:
                continue
            objects = [o for to in tree.kids(i, "prep") for o in tree.kids(to, "pobj")]
            if not objects:
                continue
            phrase = set(tree.subtree(i))
            sentence = range(tree.sent_starts[tree.sent[i]], self.sentence_end(i))
            content = frozenset(j for j in sentence if j not in phrase and tree.pos[j] not in BLANK)
            yield Claim(i, objects[0], content, None, "according", tuple(objects))

    # --- quotations without a cue

    def continued(self, found: list[Claim]) -> list[Claim]:
        """Sentences that are quotation from end to end and have no cue of their own: the last speaker goes on.

        The last speaker of the paragraph; in a paragraph that is nothing but quotation that of the paragraph before.

        Args:
            found: the claims that have a cue, in text order.
        """
        quoting = [c for c in found if c.kind == "turn" or (c.kind == "verb" and self._quotes(c))]
        covered = {i for c in found if c.kind == "turn" or c.cue not in self.quoted for i in (c.cue, *c.content)}
        more: list[Claim] = []
        before: Claim | None = None
        for block in self.tree.doc.spans["layout"]:
            cues = [c for c in quoting if block.start <= c.cue < block.end]
            starts = sorted({self.tree.sent_starts[self.tree.sent[i]] for i in range(block.start, block.end)})
            starts = [s for s in starts if any(self.tree.pos[i] not in BLANK for i in range(s, self.sentence_end(s)))]
            whole = [words for start in starts if (words := self._all_quoted(start))]
            if not cues and before is not None and len(whole) == len(starts):
                cues = [before]
            for words in whole if cues else ():
                if not covered.intersection(words):
                    cue = ([c for c in cues if c.cue < words[0]] or cues[:1])[-1]
                    more.append(Claim(cue.cue, cue.source, frozenset(words), None, "quote", cue.sources))
            before = self._announced(block) or (cues[-1] if cues else None)
        return more

    def _announced(self, block: Span) -> Claim | None:
        """ "He said:" at the end of a paragraph: the next one has the words."""
        words = [i for i in range(block.start, block.end) if self.tree.pos[i] != "SPACE"]
        if not words or self.tree.words[words[-1]] != ":":
            return None
        sentence = self.tree.sent_starts[self.tree.sent[words[-1]]]
        said = [i for i in words if i >= sentence and i in self.clauses and self.tree.lemma[i] in self._verbs]
        source = self.speaker(said[-1], self.clauses[said[-1]]) if said else None
        if source is None:
            return None
        return Claim(said[-1], source, frozenset(), None, "verb", tuple(self.clauses[said[-1]].subjects))

    def _quotes(self, claim: Claim) -> bool:
        """Does the claim, itself not in quotation marks, hold a quotation?"""
        return claim.cue not in self.quoted and not claim.content.isdisjoint(self.quoted)

    def _all_quoted(self, start: int) -> list[int]:
        """The words of the sentence that begins at token `start`, if all of them are quoted."""
        words = [i for i in range(start, self.sentence_end(start)) if self.tree.pos[i] not in BLANK]
        return words if all(i in self.quoted for i in words) else []
