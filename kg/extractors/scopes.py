"""How far the content of a claim reaches below its top verb, where the parser hung more or less there than is said.

In: a Tree, its clauses, the lexicon. Out: the tokens of what is said: "X said the talks failed, citing costs" cites
for X and not for the talks; "X said it would go and warned Y" warns Y itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.grammar import FUTURE, MODALS, SUBJECTS

if TYPE_CHECKING:
    from kg.extractors.clauses import Clause
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PAST = ("VBD", "VBZ")


class Scopes:
    """The reach of what is said in one Doc."""

    def __init__(self, tree: Tree, clauses: dict[int, Clause], lexicon: Lexicon) -> None:
        self.tree = tree
        self.clauses = clauses
        self._speech = lexicon.words("speech")
        self._conditions = lexicon.words("condition")

    def said(self, root: int) -> set[int]:
        """The tokens below `root` that are said, `root` with them."""
        tree = self.tree
        found = set(tree.subtree(root))
        for c in tree.children[root]:
            if self._is_of_speaker(root, c):
                found.difference_update(tree.subtree(c))
                found.difference_update(j for j in tree.kids(root, "cc") if j < c)
        return found

    def speaks(self, verb: int) -> int:
        """The cue whose speaker says what `verb` introduces: a cue above, "said …, citing …", or `verb` itself."""
        tree = self.tree
        root = tree.head[verb]
        above = tree.head[root]
        if tree.dep[root] == "ccomp" and above in self.clauses and self._is_of_speaker(root, verb):
            return above if tree.lemma[above] in self._speech else verb
        return verb

    def _is_of_speaker(self, root: int, child: int) -> bool:
        """Whether the verb below the content is what the speaker does besides."""
        tree = self.tree
        if child < root or tree.lemma[child] not in self._speech:
            return False
        if tree.dep[child] == "advcl":
            return tree.tag[child] == "VBG" and not tree.kids(child, "mark", "aux") and tree.words[child - 1] == ","
        if tree.dep[child] != "conj" or tree.kids(child, *SUBJECTS):
            return False
        helped = any(tree.lower[a] in FUTURE | MODALS for a in tree.kids(root, "aux"))
        return helped and tree.tag[child] in _PAST and not tree.kids(child, "aux", "auxpass")

    def is_complement(self, i: int) -> bool:
        """ "Hale said after the vote he would go": a clause of its own that only looks like an adverbial."""
        tree = self.tree
        marked = [c for c in tree.children[i] if c < i and tree.dep[c] in ("mark", "advmod") and tree.tag[c] != "RB"]
        finite = tree.tag[i] in _FINITE or any(tree.tag[a] in _FINITE for a in tree.kids(i, "aux", "auxpass"))
        return finite and not marked and bool(tree.kids(i, *SUBJECTS))
