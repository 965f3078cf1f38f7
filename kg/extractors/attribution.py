"""Who says what: reporting verbs, "according to", nouns of claiming, quotations that go on without a cue.

In: a Tree with quotes in its Doc, the lexicon. Out: `Claim`s over tokens (cue, source, content), from which the
attributions of the article are made and, for every token, the chain of claimants that stand behind it, outermost first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Attribution

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_DENIALS = frozenset(("deny", "doubt", "dispute", "refute"))
_BACKGROUND = frozenset(("during", "after", "following", "before", "since", "at", "amid", "despite", "in", "ahead"))


@dataclass(slots=True)
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


class Claims:
    """All claims of a Doc, and the claims that cover a token."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], lexicon: Lexicon) -> None:
        self.tree = tree
        self.clauses = clauses
        self.speech = lexicon.words("speech")
        self.thought = lexicon.words("thought")
        self.nouns = lexicon.words("claimNoun")
        self.adjectives = lexicon.words("claimAdjective")
        self.quoted = frozenset(i for s in tree.doc.spans["quotes"] for i in range(s.start, s.end))
        self.all: list[Claim] = sorted([*self._of_words(), *self._according()], key=lambda c: (c.cue, -c.size))
        self.all += self._continued()
        self.all.sort(key=lambda c: (-c.size, c.cue))
        self._over: dict[int, list[Claim]] = {}
        for claim in self.all:
            for i in claim.content:
                self._over.setdefault(i, []).append(claim)
        self.by_root: dict[int, Claim] = {c.root: c for c in reversed(self.all) if c.root is not None}

    def over(self, i: int) -> list[Claim]:
        """The claims whose content holds token `i`, outermost first."""
        return self._over.get(i, [])

    # --- finding

    def _of_words(self) -> Iterator[Claim]:
        tree = self.tree
        for i, lemma in enumerate(tree.lemma):
            if i in self.clauses and (lemma in self.speech or lemma in self.thought):
                claim = self._of_verb(i)
            elif lemma in self.nouns and tree.tag[i] in ("NN", "NNS"):
                claim = self._of_complement(i, "noun")
            elif lemma in self.adjectives and tree.dep[i] in ("acomp", "oprd"):
                claim = self._of_complement(i, "adjective")
            else:
                continue
            if claim is not None:
                yield claim

    def _of_verb(self, verb: int) -> Claim | None:
        tree, clause = self.tree, self.clauses[verb]
        source = self._speaker(verb, clause)
        roots = [c for c in tree.kids(verb, "ccomp", "parataxis") if not self._is_bare_infinitive(c)]
        trailing = self._trailing(verb, source)
        if trailing is not None:
            return Claim(verb, source, trailing, None, "verb", self._speakers(source, clause))
        if not roots and tree.lemma[verb] in ("accuse", "charge", "suspect", "convict"):
            roots = [c for prep in tree.kids(verb, "prep") for c in tree.kids(prep, "pcomp")]
        if not roots and tree.lemma[verb] in _DENIALS:
            roots = tree.kids(verb, "xcomp", "dobj")  # "denied attacking", "denied any involvement"
        content = {j for root in roots for j in tree.subtree(root)}
        content |= self._own_quotes(verb)
        content -= self._cue_words(verb, source, roots)
        if not content:
            return None
        return Claim(verb, source, frozenset(content), roots[0] if roots else None, "verb", self._speakers(source, clause))

    def _speaker(self, verb: int, clause: Clause) -> int | None:
        """The subject nearest to the cue; a noun inside the quotation that the parser took for one does not count."""
        outside = [s for s in clause.subjects if verb in self.quoted or s not in self.quoted]
        return min(outside, key=lambda s: abs(s - verb)) if outside else None

    def _speakers(self, source: int | None, clause: Clause) -> tuple[int, ...]:
        return (source,) if source is not None and len(clause.subjects) > 1 else tuple(clause.subjects) if source is not None else ()

    def _is_bare_infinitive(self, i: int) -> bool:
        """"helped him go": no clause of its own words."""
        tree = self.tree
        return tree.tag[i] == "VB" and not tree.kids(i, "aux", "mark") and i not in self.quoted

    def _trailing(self, verb: int, source: int | None) -> frozenset[int] | None:
        """"…, Reuters reported.": the whole sentence before the comma, whatever the parser hung where."""
        tree = self.tree
        if source is None or abs(source - verb) > 12:
            return None
        start = tree.sent_starts[tree.sent[verb]]
        left = min(tree.edges(source)[0], verb)
        if left - 1 <= start or tree.words[left - 1] not in (",", "”", "''", '"'):
            return None
        right = max(verb, source) + 1
        rest = [tree.words[j] for j in range(right, self._sentence_end(verb)) if tree.pos[j] not in ("PUNCT", "SPACE")]
        if rest:
            return None
        content = frozenset(j for j in range(start, left - 1) if tree.pos[j] != "SPACE")
        return content if any(tree.is_verb(j) for j in content) else None

    def _sentence_end(self, i: int) -> int:
        n = self.tree.sent[i] + 1
        return self.tree.sent_starts[n] if n < len(self.tree.sent_starts) else len(self.tree)

    def _own_quotes(self, verb: int) -> set[int]:
        """The quotations of the cue's sentence that hang on the cue."""
        tree = self.tree
        start, end = tree.sent_starts[tree.sent[verb]], self._sentence_end(verb)
        found: set[int] = set()
        for span in tree.doc.spans["quotes"]:
            if span.end <= start or span.start >= end or span.start <= verb < span.end:
                continue
            if span.end - span.start > 3 and (tree.dep[verb] == "ROOT" or verb in tree.ancestors(span.start)):
                found.update(range(max(start, span.start), min(end, span.end)))
        return found

    def _cue_words(self, verb: int, source: int | None, roots: list[int]) -> set[int]:
        """The words of the cue's own clause: its subject, auxiliaries and adverbs, and what hangs there outside the content."""
        tree = self.tree
        mine = {verb}
        for c in tree.children[verb]:
            if c not in roots and tree.dep[c] in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "dobj", "dative", "agent"):
                mine.update(tree.subtree(c))
        if source is not None:
            mine.update(tree.subtree(source) if not any(r in tree.subtree(source) for r in roots) else [source])
        return mine

    def _of_complement(self, i: int, kind: str) -> Claim | None:
        """"the claim that …", "confident that …": a finite clause that hangs on a noun or adjective."""
        tree = self.tree
        roots = [c for c in tree.kids(i, "acl", "ccomp", "relcl") if self._is_that_clause(c)]
        if not roots:
            return None
        content = frozenset(j for root in roots for j in tree.subtree(root))
        sources = tree.kids(i, "poss") or self._subjects_around(i)
        return Claim(i, sources[0] if sources else None, content, roots[0], kind, tuple(sources))

    def _is_that_clause(self, i: int) -> bool:
        tree = self.tree
        that = [c for c in tree.children[i] if tree.lower[c] == "that"]
        subject = [c for c in tree.kids(i, "nsubj", "nsubjpass", "expl") if tree.lower[c] not in ("that", "which", "who")]
        return bool(that) and bool(subject)

    def _subjects_around(self, i: int) -> list[int]:
        clause = self.clauses.get(self.tree.clause_of(i))
        return list(clause.subjects) if clause else []

    def _according(self) -> Iterator[Claim]:
        tree = self.tree
        for i, word in enumerate(tree.lower):
            if word != "according":
                continue
            objects = [o for to in tree.kids(i, "prep") for o in tree.kids(to, "pobj")]
            if not objects:
                continue
            phrase = set(tree.subtree(i))
            start, end = tree.sent_starts[tree.sent[i]], self._sentence_end(i)
            content = frozenset(j for j in range(start, end) if j not in phrase and tree.pos[j] not in ("SPACE", "PUNCT"))
            yield Claim(i, objects[0], content, None, "according", tuple(objects))

    def _continued(self) -> list[Claim]:
        """Sentences that are quotation from end to end and have no cue: the paragraph's last speaker goes on."""
        tree = self.tree
        quoted = self.quoted
        covered = {i for c in self.all for i in c.content}
        more = []
        for block in tree.doc.spans["layout"]:
            cues = [c for c in self.all if c.kind == "verb" and block.start <= c.cue < block.end and c.content & quoted]
            if not cues:
                continue
            for n in sorted({tree.sent[i] for i in range(block.start, block.end)}):
                start = tree.sent_starts[n]
                words = [i for i in range(start, self._sentence_end(start)) if tree.pos[i] not in ("PUNCT", "SPACE")]
                if words and all(i in quoted for i in words) and not covered.intersection(words):
                    before = [c for c in cues if c.cue < start] or cues[:1]
                    more.append(Claim(before[-1].cue, before[-1].source, frozenset(words), None, "quote", before[-1].sources))
        return more

    # --- using

    def is_denial(self, claim: Claim) -> bool:
        """Does the source say that it is not so?"""
        return self.tree.lemma[claim.cue] in _DENIALS

    def is_background(self, i: int, claim: Claim) -> bool:
        """Is token `i` in an opening phrase ("During a meeting with …,") that a trailing "Reuters reported" takes for granted?"""
        tree = self.tree
        if claim.kind != "verb" or claim.root is not None or tree.pos[i] == "VERB":
            return False
        for up in [i, *tree.ancestors(i)]:
            if tree.dep[up] == "prep" and tree.lower[up] in _BACKGROUND:
                return up == tree.sent_starts[tree.sent[i]]
        return False

    def records(self, speakers: dict[int, str]) -> tuple[Attribution, ...]:
        """The attributions of the article, in text order; `speakers` maps a source's head to an entity id."""
        tree = self.tree
        found = []
        for claim in self.all:
            source = _char_span(tree, sorted(_name_words(tree, claim.source))) if claim.source is not None else None
            cue = (tree.doc[claim.cue].idx, tree.doc[claim.cue].idx + len(tree.words[claim.cue]))
            found.append(Attribution(source, cue, _pieces(tree, claim.content), speakers.get(claim.source) if claim.source is not None else None))
        return tuple(sorted(found, key=lambda a: (a.content, a.cue or (0, 0))))


def _name_words(tree: Tree, head: int) -> list[int]:
    """The noun phrase of the source without its relative clauses."""
    cut = {j for c in tree.kids(head, "relcl", "acl", "conj", "cc", "advcl") for j in tree.subtree(c)}
    return [j for j in tree.subtree(head) if j not in cut]


def _char_span(tree: Tree, tokens: list[int]) -> tuple[int, int]:
    last = tree.doc[tokens[-1]]
    return tree.doc[tokens[0]].idx, last.idx + len(last.text)


def _pieces(tree: Tree, content: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """The content as stretches of text: tokens with nothing but punctuation between them are one piece."""
    pieces: list[list[int]] = []
    for i in sorted(content):
        if pieces and all(tree.pos[j] in ("PUNCT", "SPACE") for j in range(pieces[-1][-1] + 1, i)):
            pieces[-1].append(i)
        elif tree.pos[i] not in ("PUNCT", "SPACE"):
            pieces.append([i])
    return tuple(_char_span(tree, piece) for piece in pieces)
