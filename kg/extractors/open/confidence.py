"""How far a surface triple is trusted: a logistic function of how it was found and what it looks like.

In: a `Found` triple. Out: a number between 0 and 1: for facts and implied facts the chance that annotators would write
down just this fact, for clauses the share of its words that they would. The weights lie in `confidence.json`, with
their origin; `python -m tests.benchmarks.confidence` fits them anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extractors.open.found import Found, Pieces
    from kg.syntax import Tree

_LONG = (3, 6, 10)  # words; each passed adds its weight
_STEPS = 3
_TIMES = ("DATE", "TIME")


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature."""
    text = resources.files(__package__).joinpath("confidence.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


class Confidence:
    """Confidences of the triples of one Tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._kinds = [t.ent_type_ for t in tree.doc]

    def of(self, found: Found) -> float:
        """The confidence, to two places."""
        known = weights()
        total = sum(known.get(name, 0.0) for name in self.features(found))
        return round(1 / (1 + math.exp(-total)), 2)

    def features(self, found: Found) -> Iterator[str]:
        """What is known of the triple, as names of weights."""
        form = "clause" if found.form == "clause" else "fact"
        yield form
        yield f"{form} {found.kind}"
        if found.via:
            yield f"{form} by {found.via}"
        if found.reported:
            yield f"{form} reported"
        for _ in range(min(found.depth, _STEPS)):
            yield f"{form} deeper"
        for slot, pieces in (("subject", found.subject), ("relation", found.relation), ("object", found.object)):
            for least in _LONG:
                if len(pieces) > least:
                    yield f"{form} {slot} > {least}"
        yield from (f"{form} subject {trait}" for trait in self._traits(found.subject))
        yield from (f"{form} object {trait}" for trait in self._traits(found.object))

    def _traits(self, pieces: Pieces) -> Iterator[str]:
        tokens = [p for p in pieces if isinstance(p, int)]
        if not tokens:
            yield "empty"
            return
        last = tokens[-1]
        if len(tokens) == 1 and self.tree.tag[last] in ("PRP", "DT", "CD", "EX"):
            yield self.tree.tag[last]
        if any(self.tree.tag[t] == "PRP$" for t in tokens):
            yield "PRP$"
        if self.tree.tag[last].startswith("NNP"):
            yield "name"
        if self._kinds[last] in _TIMES:
            yield "time"
