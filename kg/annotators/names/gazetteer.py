"""What the gazetteer knows: words of nationality, states, cities and bodies, wherever they stand.

In: a Tree and the places. Out: `Name`s in text order. Nothing here trusts the model for more than a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.annotators.names.name import PROPER, Name

if TYPE_CHECKING:
    from kg.ontology.places import Place, Places
    from kg.syntax import Tree

_PLACES = ("City", "Country", "Region")


def demonyms(tree: Tree, places: Places) -> Iterator[Name]:
    """ "Russian", "South Korean" (an adjective), "Russians" (a people), with the country's id."""
    i = 0
    while i < len(tree):
        found = _demonym_at(tree, i, places) if tree.words[i][:1].isupper() else None
        if found is not None:
            yield found
        i = found.end if found else i + 1


def _demonym_at(tree: Tree, i: int, places: Places) -> Name | None:
    for words, end in ((_two_words(tree, i), i + 2), (tree.words[i], i + 1)):
        country = places.adjectives.get(words) or places.peoples.get(words)
        if country:
            people = words in places.peoples and tree.tag[end - 1] in ("NNPS", "NNS")
            return Name(i, end, "people" if people else "adjective", country)
    return None


def _two_words(tree: Tree, i: int) -> str:
    """Token `i` and the next, "" where the sentence ends between them."""
    together = i + 1 < len(tree) and tree.sent[i] == tree.sent[i + 1]
    return f"{tree.words[i]} {tree.words[i + 1]}" if together else ""


def known_names(tree: Tree, places: Places, parts: frozenset[str]) -> Iterator[Name]:
    """States, capitals, regions and bodies of the gazetteer, longest first, written as it writes them.

    What a word of `parts` stands before ("East Los Angeles") is a place of its own.
    """
    i = 0
    while i < len(tree):
        begins = tree.words[i][:1].isupper() or tree.words[i][:1].isdigit()
        found = _known_at(tree, i, places) if begins else None
        if found is not None:
            yield _part_of(tree, found, parts) or found
        i = found.end if found else i + 1


def _part_of(tree: Tree, name: Name, parts: frozenset[str]) -> Name | None:
    """ "East Los Angeles", "North Vietnam"; but "Northern Iraq" is Iraq."""
    before = name.start - 1
    if before < 0 or tree.words[before] not in parts or name.kind not in _PLACES:
        return None
    if tree.sent[before] != tree.sent[name.start] or (name.kind == "Country" and tree.words[before].endswith("ern")):
        return None
    return Name(before, name.end, "Place")


def _known_at(tree: Tree, start: int, places: Places) -> Name | None:
    for end in range(min(len(tree), start + places.longest_from(tree.words[start])), start, -1):
        if tree.sent[start] != tree.sent[end - 1]:
            continue
        place = places.well_known(tree.text(start, end))
        if place is not None and (end - start > 1 or _stands_alone(tree, start)):
            return Name(start, end, place.type, place.id, sure=True)
    return None


def _stands_alone(tree: Tree, i: int) -> bool:
    """A single word counts only as a proper noun, and not inside a longer person's name ("Jordan Peterson").

    Before a noun the tagger takes rarer names for adjectives ("the Lombardy region").
    """
    if tree.tag[i] not in (*PROPER, "JJ") and not tree.words[i].isupper():
        return False
    return tree.doc[i].ent_type_ != "PERSON" or not _is_inside_entity(tree, i)


def _is_inside_entity(tree: Tree, i: int) -> bool:
    token = tree.doc[i]
    before = i > 0 and token.ent_iob_ == "I"
    after = i + 1 < len(tree) and tree.doc[i + 1].ent_iob_ == "I"
    return before or after


def body_of_state(text: str, places: Places) -> Place | None:
    """ "United Kingdom Home Office", "US State Department": a known body with its own state's name in front."""
    words = text.split()
    for size in range(1, len(words)):
        country = _country(" ".join(words[:size]), places)
        body = places.well_known(" ".join(words[size:])) if country else None
        if body is not None and body.country == country and body.is_body:
            return body
    return None


def _country(words: str, places: Places) -> str | None:
    """The id of the state that `words` name or whose adjective they are."""
    if words in places.adjectives:
        return places.adjectives[words]
    state = places.well_known(words)
    return state.id if state is not None and state.type == "Country" else None
