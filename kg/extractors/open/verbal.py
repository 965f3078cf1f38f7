"""What verbs say: a triple an argument, negation, modals and the earlier arguments in the relation.

In: a Tree and the subjects of its clauses. Out: `Found` triples of form "fact".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.open.arguments import Arguments
from kg.extractors.open.found import Argument, Found

if TYPE_CHECKING:
    from kg.extractors.open.groups import Groups
    from kg.extractors.open.phrases import Phrases
    from kg.extractors.open.subjects import Subjects
    from kg.syntax import Tree


class Verbal:
    """Reads the facts of clauses."""

    def __init__(self, tree: Tree, phrases: Phrases, groups: Groups, subjects: Subjects) -> None:
        self.tree = tree
        self.phrases = phrases
        self.groups = groups
        self.subjects = subjects
        self.arguments = Arguments(tree, phrases, groups)

    def read(self) -> Iterator[Found]:
        """The facts of every clause that stands by itself."""
        for verb in self.subjects.clauses:
            subjects = self.subjects.of(verb) if self.groups.stands(verb) else []
            if subjects:
                yield from self._facts(verb, subjects)

    def _facts(self, verb: int, subjects: list[int]) -> Iterator[Found]:
        arguments = list(self.arguments.of(verb))
        arguments += self._alone(verb, only=not arguments)
        reported = self.groups.is_reported(verb)
        for s in subjects:
            words = tuple(self.phrases.about(self.subjects.resolved(s)))
            there = self.tree.lower[s] == "there"
            for a in arguments:
                kind = "there" if there else a.kind
                yield Found(verb, words, a.relation, a.words, kind, "fact", a.via, a.depth, reported)

    def _alone(self, verb: int, *, only: bool) -> Iterator[Argument]:
        """ "The line was | closed", "It will | close", "They fled | abroad"."""
        tree, group = self.tree, self.groups.of(verb)
        if len(group) > 1 and self.subjects.clauses[verb].passive:
            yield Argument(group[:-1], group[-1:], "passive alone" if only else "passive")
        elif only and len(group) > 1 and tree.tag[verb] in ("VBG", "VB"):
            yield Argument(group[:-1], group[-1:], "alone")
        elif only:
            for late in [c for c in tree.kids(verb, "advmod") if c > verb and c not in group][-1:]:
                yield Argument(group, tuple(sorted(tree.subtree(late))), "adverb")
