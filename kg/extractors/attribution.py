"""Who says what: for every token the chain of claims that stand behind it, and the attributions of the article.

In: a Tree with quotes in its Doc, its clauses, the lexicon. Out: `Claims`, which answers by token, outermost claim
first, and `Attribution` records. How claims are found is in `cues`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.cues import Claim, Cues
from kg.extractors.grammar import BLANK
from kg.extractors.intents import Intents
from kg.extractors.turns import turns
from kg.model import Attribution

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree


_EDGES = frozenset((",", ";", ":", '"', "''", "”", "“", "``"))


class Claims:
    """All claims of a Doc, and the claims that cover a token."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], lexicon: Lexicon) -> None:
        self.tree = tree
        self._denying = lexicon.words("denying") | lexicon.words("doubting")
        self._background = lexicon.words("background")
        cues = Cues(tree, clauses, lexicon)
        found = sorted([*cues.claims(), *turns(tree, lexicon.words("document"))], key=lambda c: (c.cue, -c.size))
        self.all: list[Claim] = sorted(
            [*found, *cues.continued(found)], key=lambda c: (c.kind != "according", -c.size, c.cue)
        )
        self._intents = list(Intents(cues, lexicon).claims(frozenset(claim.cue for claim in found)))
        self.by_root: dict[int, Claim] = {c.root: c for c in reversed(self.all) if c.root is not None}
        self._over: dict[int, list[Claim]] = {}
        for claim in self.all:
            for i in claim.content:
                self._over.setdefault(i, []).append(claim)

    def over(self, i: int) -> list[Claim]:
        """The claims whose content holds token `i`, outermost first."""
        return self._over.get(i, [])

    def is_denial(self, claim: Claim) -> bool:
        """Whether the source says that it is not so."""
        return self.tree.lemma[claim.cue] in self._denying

    def is_background(self, i: int, claim: Claim) -> bool:
        """Whether a trailing "Reuters reported" takes token `i` for granted: "During a meeting with …, X said"."""
        tree = self.tree
        if claim.kind != "verb" or claim.root is not None or tree.pos[i] == "VERB":
            return False
        for up in [i, *tree.ancestors(i)]:
            if tree.dep[up] == "prep" and tree.lower[up] in self._background:
                return up == tree.sent_starts[tree.sent[i]]
        return False

    def records(self, speakers: dict[int, str]) -> tuple[Attribution, ...]:
        """The attributions of the article, in text order; `speakers` maps a source's head to an entity id.

        What one cue introduces is one attribution, over however many sentences it runs; "I think" in somebody's
        mouth is none of its own.
        """
        by_cue: dict[int, list[Claim]] = {}
        for claim in [*self.all, *self._intents]:
            if not self._is_own_thought(claim):
                by_cue.setdefault(claim.cue, []).append(claim)
        found = [
            self._record(replace(same[0], content=frozenset().union(*(c.content for c in same))), speakers)
            for same in by_cue.values()
        ]
        return tuple(sorted(found, key=lambda a: (a.content, a.cue or (0, 0))))

    def _is_own_thought(self, claim: Claim) -> bool:
        own = claim.source is not None and self.tree.lower[claim.source] in ("i", "we")
        return own and any(outer.cue != claim.cue for outer in self.over(claim.cue))

    def _record(self, claim: Claim, speakers: dict[int, str]) -> Attribution:
        tree, source = self.tree, claim.source
        where = _char_span(tree, sorted(_name_words(tree, source))) if source is not None else None
        who = speakers.get(source) if source is not None else None
        return Attribution(where, _char_span(tree, [claim.cue]), _pieces(tree, claim.content), who)


def _name_words(tree: Tree, head: int) -> list[int]:
    """The noun phrase of the source without its relative clauses."""
    cut = {j for c in tree.kids(head, "relcl", "acl", "conj", "cc", "advcl") for j in tree.subtree(c)}
    words = sorted(j for j in tree.subtree(head) if j not in cut)
    while words[-1] != head and (tree.words[words[-1]] in (":", ",", "―", "—") or tree.pos[words[-1]] == "SPACE"):
        words.pop()
    while words[0] != head and tree.words[words[0]] in _EDGES:
        words.pop(0)
    return words


def _char_span(tree: Tree, tokens: list[int]) -> tuple[int, int]:
    last = tree.doc[tokens[-1]]
    return tree.doc[tokens[0]].idx, last.idx + len(last.text)


def _pieces(tree: Tree, content: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """The content as stretches of text: tokens with nothing but punctuation between them are one piece."""
    pieces: list[list[int]] = []
    for i in sorted(content):
        if pieces and all(tree.pos[j] in BLANK for j in range(pieces[-1][-1] + 1, i)):
            pieces[-1].append(i)
        elif tree.pos[i] not in BLANK:
            pieces.append([i])
    return tuple(_char_span(tree, _trimmed(tree, piece)) for piece in pieces)


def _trimmed(tree: Tree, piece: list[int]) -> list[int]:
    """The piece without the comma or quotation mark at its end."""
    while len(piece) > 1 and tree.words[piece[-1]] in _EDGES:
        piece = piece[:-1]
    return piece
