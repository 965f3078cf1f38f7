"""Proper names with their types: what the model finds, mended by the gazetteer and by the document as a whole.

In: a Tree (whose Doc has entities, layout and titles) and the ontology. Out: `doc.spans["names"]`: `label_` is a class
of the ontology, `kb_id_` the gazetteer's id or ""; and `doc.spans["demonyms"]`: adjectives and peoples, `kb_id_` the
country. A name never crosses a line, a bracket or a possessive.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

from kg.annotators.names.document import (
    found_again,
    of_regions,
    without_foreign_bodies,
    without_overlaps,
    without_unread,
)
from kg.annotators.names.entities import names_of_model
from kg.annotators.names.gazetteer import demonyms, known_names
from kg.annotators.names.initials import names_with_letters
from kg.annotators.names.leaders import names_of_leaders
from kg.annotators.names.longer import to_their_ends
from kg.annotators.names.misspelt import with_misspelt_states
from kg.annotators.names.namesakes import in_their_states
from kg.annotators.names.occasions import occasions
from kg.annotators.names.overlooked import bodies_with_possessor, overlooked_bodies, overlooked_names
from kg.annotators.names.retyping import retyped
from kg.annotators.names.surnames import as_persons
from kg.annotators.names.teams import as_teams
from kg.annotators.names.titles import without_titles

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology import Ontology
    from kg.syntax import Tree

__all__ = ["mark_names"]


def mark_names(tree: Tree, ontology: Ontology) -> None:
    """Write names and demonyms of the Doc into its span groups, in text order."""
    peoples = list(demonyms(tree, ontology.places))
    names = _names(tree, ontology, peoples)
    covered = {i for name in names for i in name.tokens}
    _write(tree, "names", names)
    _write(tree, "demonyms", (people for people in peoples if covered.isdisjoint(people.tokens)))


def _names(tree: Tree, ontology: Ontology, peoples: list[Name]) -> list[Name]:
    """Every name, from the surest source to what only the rest of the document tells."""
    places, lexicon = ontology.places, ontology.lexicon
    known = known_names(tree, places, lexicon.words("partOfPlace"))
    found = [*known, *names_of_leaders(tree, ontology), *names_of_model(tree, ontology)]
    found += [*overlooked_names(tree, lexicon), *overlooked_bodies(tree, lexicon)]
    found += [*bodies_with_possessor(tree, lexicon), *names_with_letters(tree)]
    found = [*to_their_ends(tree, found, lexicon), *occasions(tree, ontology)]
    names = without_foreign_bodies(tree, without_overlaps(of_regions(tree, found)), peoples, places)
    names = with_misspelt_states(tree, names, peoples, ontology)
    names = without_unread(tree, list(without_titles(tree, names, lexicon, peoples)))
    names = as_persons(tree, names, peoples, lexicon)
    names = in_their_states(tree, found_again(tree, names, lexicon.words("genericBodyWord")), peoples, places)
    return as_teams(tree, retyped(tree, names, lexicon), ontology)


def _write(tree: Tree, key: str, names: Iterable[Name]) -> None:
    group = SpanGroup(tree.doc, name=key)
    group.extend([Span(tree.doc, n.start, n.end, label=n.kind, kb_id=n.known) for n in names])
    tree.doc.spans[key] = group
