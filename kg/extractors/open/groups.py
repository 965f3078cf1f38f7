"""Verb groups: "had not yet been", "was caught and shot", and which clauses stand by themselves.

In: a Tree. Out: tokens of the group, shared auxiliaries among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.grammar import SUBJECTS

if TYPE_CHECKING:
    from kg.extractors.open.found import Pieces
    from kg.syntax import Tree

_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_SHARING = ("xcomp", "pcomp", "csubj")  # clauses read together with the verb above them
_OWNERLESS = ("acl", "advcl", "relcl", "ccomp")  # so are these if they are infinitives
_ENDING = 3  # tokens: ?, a quotation mark, a line break
_PARTICLES = frozenset(("away", "back", "together", "out", "off", "up", "down"))  # often taken for adverbs


class Groups:
    """The verb groups of one Tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[int, Pieces] = {}

    def of(self, verb: int) -> Pieces:
        """The verb with auxiliaries, negation, particles and the adverbs before it."""
        if verb not in self._known:
            self._known[verb] = self._read(verb)
        return self._known[verb]

    def _read(self, verb: int) -> Pieces:
        tree = self.tree
        group = tree.kids(verb, "aux", "auxpass", "neg", "prt")
        adverbs = [c for c in tree.kids(verb, "advmod") if tree.tag[c] != "WRB" and not tree.children[c]]
        group += [c for c in adverbs if c == verb + 1 and tree.lower[c] in _PARTICLES]
        first = min([verb, *group])
        group += [c for c in adverbs if first <= c < verb]
        return (*self._understood(verb), *sorted({*group, verb}))

    def _understood(self, verb: int) -> Pieces:
        """ "was caught and (was) shot": the auxiliaries shared with the verb before."""
        tree = self.tree
        if tree.kids(verb, "aux", "auxpass", *SUBJECTS):
            return ()
        above = tree.head[verb]
        if tree.dep[verb] != "conj" or tree.tag[above] != tree.tag[verb] or tree.tag[verb] not in ("VB", "VBN", "VBG"):
            return ()
        return tuple(c for c in tree.kids(above, "aux", "auxpass", "neg") if c < above)

    def is_infinitive(self, verb: int) -> bool:
        """A "to" before a bare verb."""
        tree = self.tree
        return tree.tag[verb] == "VB" and any(tree.lower[c] == "to" for c in tree.kids(verb, "aux"))

    def stands(self, verb: int) -> bool:
        """Does the clause say something by itself: is it no question, no condition, no complement of another verb?"""
        tree = self.tree
        if self._is_asked(verb) or any(tree.lower[m] in _CONDITIONS for m in tree.kids(verb, "mark")):
            return False
        dep = tree.dep[tree.first_conjunct(verb)]
        if self.is_infinitive(verb) and dep in _OWNERLESS:
            return dep == "relcl" and bool(tree.kids(verb, *SUBJECTS))
        return bool(tree.kids(verb, *SUBJECTS)) or dep not in _SHARING

    def _is_asked(self, verb: int) -> bool:
        """Does its sentence end with a question mark?"""
        tree, following = self.tree, self.tree.sent[verb] + 1
        end = tree.sent_starts[following] if following < len(tree.sent_starts) else len(tree)
        return "?" in tree.words[max(verb, end - _ENDING) : end]

    def is_reported(self, verb: int) -> bool:
        """Is it (part of) what somebody says, thinks or wants?"""
        tree = self.tree
        return any(tree.dep[i] == "ccomp" for i in (verb, *tree.ancestors(verb)))
