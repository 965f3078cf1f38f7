"""What the model takes for names, with the classes of the ontology; the gazetteer's word goes before the model's.

In: a Tree whose Doc has entities, and the ontology. Out: `Name`s in text order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.annotators.names.edges import members, without_bearer
from kg.annotators.names.gazetteer import body_of_state
from kg.annotators.names.name import Name

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.ontology import Ontology
    from kg.ontology.places import Place, Places
    from kg.syntax import Tree

_CLASSES = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "NORP": "Group",
    "EVENT": "Event",
    "WORK_OF_ART": "Work",
    "PRODUCT": "Work",
    "LAW": "Work",
}
_PLACE_LIKE = ("GPE", "LOC", "FAC")


def names_of_model(tree: Tree, ontology: Ontology) -> Iterator[Name]:
    """The entities of the Doc that are names, cut where a name ends; not in text order."""
    for ent in tree.doc.ents:
        kind = _CLASSES.get(ent.label_)
        if kind is None:
            continue
        last = _without_score(tree, ent, ontology.places)
        bearer = without_bearer(tree, ent.start, last, ontology.lexicon) if kind == "Organization" else last
        if bearer < last:
            yield Name(bearer, last, "Person")
        for start, end in members(tree, ent.start, bearer, ontology):
            if not _is_modifier(tree, start, end, ent.label_, ontology):
                yield _typed(tree.text(start, end), Name(start, end, kind), ent.label_, ontology.places)


def _without_score(tree: Tree, ent: Span, places: Places) -> int:
    """The end of the name in "Sweden 1 - 0 Panama"."""
    last = ent.end - 1
    scored = tree.tag[last] == "CD" and last > ent.start and places.well_known(tree.text(ent.start, last)) is not None
    return last if scored else ent.end


def _is_modifier(tree: Tree, start: int, end: int, label: str, ontology: Ontology) -> bool:
    """ "Republican candidate", "Eastern European", "Chinese-Russian", "PhD": words that qualify and name nobody."""
    text, single = tree.text(start, end), end - start == 1
    if single and label == "NORP" and tree.tag[start] == "JJ" and tree.dep[start] == "amod":
        return True  # "the first Jewish president"
    if single and (text in ontology.lexicon.parties or text.lower() in ontology.lexicon.words("postNominal")):
        return True
    if text in ontology.lexicon.words("timeZone") or _is_party_member(text, ontology):
        return True
    if text in ontology.places.adjectives or text in ontology.places.peoples:
        return True  # "Sri Lankan"
    adjectives = label == "NORP" and not single and all(tag == "JJ" for tag in tree.tag[start:end])
    if adjectives and not ontology.places.best(text):
        return True
    return all(_is_of_nation(word, ontology.places) for word in tree.words[start:end])


def _is_party_member(text: str, ontology: Ontology) -> bool:
    """ "a Jupiter Democrat", "an Iowa Republican": somebody of that town and party."""
    *place, last = text.split()
    return bool(place) and last in ontology.lexicon.parties and ontology.places.best(text) is None


def _is_of_nation(word: str, places: Places) -> bool:
    return word in places.adjectives or word in places.peoples or not word.isalpha()


def _typed(text: str, name: Name, label: str, places: Places) -> Name:
    """`name` as the gazetteer knows it, else as the model does. A person's full name is never a place."""
    if label == "PERSON" and len(name) > 1:
        return name
    place: Place | None = places.best(text, place_like=label in _PLACE_LIKE) or body_of_state(text, places)
    return Name(name.start, name.end, place.type, place.id, sure=True) if place is not None else name
