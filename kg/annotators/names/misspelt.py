"""States with one letter wrong: "Afganistan", "Quatar's emir".

In: the `Name`s of a Tree, words of nationality, the ontology. Out: the names, those that can only be a misspelt state
with its id. Either the model takes the word for a place and nothing else bears the name, or the article writes the
state right elsewhere, or an office of a state follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotators.coreference.spelling import is_one_letter_off
from kg.annotators.names.name import PROPER, Name

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.ontology.places import Place
    from kg.syntax import Tree

_SHORTEST = 5  # letters of a state's name; shorter ones are one letter from one another
_SHORTEST_WRONG = 6  # letters of the misspelt word: Chiba is not China, Konya not Kenya


def with_misspelt_states(tree: Tree, names: list[Name], peoples: Iterable[Name], ontology: Ontology) -> list[Name]:
    """`names`, with the states that are written with one letter wrong."""
    said = {n.known for n in names} | {p.known for p in peoples}
    covered = {i for name in names for i in name.tokens}
    seen = [_meant(tree, name, said, ontology) for name in names]
    return sorted([*seen, *_unseen(tree, covered, said, ontology)], key=lambda n: n.start)


def _meant(tree: Tree, name: Name, said: set[str], ontology: Ontology) -> Name:
    if name.known or len(name) > 1 or name.kind not in ("Place", "Organization"):
        return name
    state = _state_like(tree.words[name.start], ontology)
    if state is None or not (name.kind == "Place" or state.id in said or _has_office(tree, name.end)):
        return name
    return replace(name, kind=state.type, known=state.id, sure=True)


def _unseen(tree: Tree, covered: set[int], said: set[str], ontology: Ontology) -> Iterator[Name]:
    """Words in which the model saw no name at all."""
    for i, word in enumerate(tree.words):
        if tree.tag[i] in PROPER and i not in covered and not tree.doc[i].ent_type_:
            state = _state_like(word, ontology)
            alone = tree.dep[i] not in ("compound", "amod") and not tree.kids(i, "compound")
            if state is not None and state.id in said and alone:
                yield Name(i, i + 1, state.type, state.id, sure=True)


def _state_like(word: str, ontology: Ontology) -> Place | None:
    """The one state whose name is one letter off, if the word is no name of its own."""
    places, words = ontology.places, ontology.lexicon.words
    if (
        len(word) < _SHORTEST_WRONG
        or not word.isalpha()
        or not word[0].isupper()
        or word.isupper()
        or places.named(word)
    ):
        return None
    if word in places.adjectives or word in places.peoples:
        return None
    if word in words("femaleName") or word in words("maleName") or word in words("nearlyState"):
        return None
    found = {state for name, state in places.state_names.get(word[0], ()) if _is_like(word, name)}
    return places.all[found.pop()] if len(found) == 1 else None


def _is_like(word: str, name: str) -> bool:
    plain = len(name) >= _SHORTEST and name.isalpha() and not name.isupper()
    return plain and is_one_letter_off(word, name)


def _has_office(tree: Tree, i: int) -> bool:
    """ "'s emir", "'s foreign minister" at token `i`."""
    titles = {span.start for span in tree.doc.spans["titles"] if span.label_ in ("leads", "ministerOf")}
    return tree.tag[i : i + 1] == ["POS"] and i + 1 in titles
