"""Offices and jobs of the past: "worked for the BBC", "was its director", "ruled Japan from 1990 to 1992".

In: a Tree, the lexicon, the marks of the predicates. Out: whether a verb says that what it tells lasted in the past,
and perhaps does no longer. The present perfect reaches until now, what never was cannot be over, and "said that she
was" is what "she is" becomes behind "said".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.readings import Readings
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_PRESENT_PERFECT = frozenset(("has", "have", "'s", "’s", "'ve", "’ve"))


class Tenses:
    """The tenses of one Doc."""

    def __init__(self, tree: Tree, lexicon: Lexicon, readings: Readings) -> None:
        self.tree = tree
        self._lasting = lexicon.words("lasting")
        self._offices = readings["endsAsEmployment"]

    def is_past_office(self, predicate: str, verb: int) -> bool:
        """Does `verb` say that somebody had the office or job `predicate`, without saying that he still has it?"""
        return predicate in self._offices and self.tree.lemma[verb] in self._lasting and self._is_past(verb)

    def _is_past(self, verb: int) -> bool:
        tree = self.tree
        helpers = {tree.lower[a] for a in tree.kids(verb, "aux", "auxpass")}
        past = tree.tag[verb] == "VBD" or (tree.tag[verb] == "VBN" and not helpers.isdisjoint(("had", "was", "were")))
        reported = tree.dep[verb] == "ccomp" and tree.tag[tree.head[verb]] in ("VBD", "VBN")
        return past and not reported and not tree.kids(verb, "neg") and helpers.isdisjoint(_PRESENT_PERFECT)
