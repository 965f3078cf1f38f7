"""Which predicates a rule is for: `kg:readAs` marks of the triggers, spread down the tree of predicates.

In: the ontology. Out: sets of predicate names. So no rule lists predicates; what each mark means is written where the
marks are, in ontology/triggers.en.ttl.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology import Ontology


class Readings:
    """The marked predicates of one ontology, each set made when it is first asked for."""

    def __init__(self, ontology: Ontology) -> None:
        self._marked = ontology.lexicon.read_as
        self._above = ontology.schema.properties
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, mark: str) -> frozenset[str]:
        """The predicates marked with `mark`, and all below them.

        Raises:
            OntologyError: no predicate has this mark.
        """
        if mark not in self._found:
            marked = self._marked(mark)
            self._found[mark] = frozenset(name for name, above in self._above.items() if not marked.isdisjoint(above))
        return self._found[mark]
