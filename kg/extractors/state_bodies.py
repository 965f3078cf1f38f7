"""Bodies of states that have no name: "the Russian and Chinese foreign ministries".

In: the referents and a noun for such a body. Out: an actor for each state, named by its adjective.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.actors import Actor, entity_id
from kg.extractors.grammar import MODIFIERS
from kg.model import Mention

if TYPE_CHECKING:
    from kg.extractors.referents import Referents
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_KINDS = {"parliament": "Parliament", "ministry": "Ministry"}  # class by the word list of its nouns


def bodies_of_states(who: Referents, i: int, lexicon: Lexicon) -> list[int]:
    """The numbers of the bodies that noun `i` means: one for each adjective, acting for its state."""
    possessors = [who.actor_at[c] for c in who.tree.kids(i, "poss") if c in who.actor_at]
    states = dict.fromkeys(who.states_of_adjectives(i) + possessors)
    return [_body(who, i, state, lexicon) for state in states if who.actors.is_a(state, "Country")]


def _body(who: Referents, i: int, state: int, lexicon: Lexicon) -> int:
    lemma, country = who.tree.lemma[i], who.actors[state].known
    place = who.actors.places.all[country]
    name = " ".join([place.adjective or place.name, *_field_words(who, i, lexicon.words("fieldless")), lemma])
    kind = next((kind for nouns, kind in _KINDS.items() if lemma in lexicon.words(nouns)), "Organization")
    n = who.actors.add(Actor(entity_id(name), name, kind, country=country))
    who.actors[n].mentions.append(_nominal(who.tree, i))
    return n


def _field_words(who: Referents, i: int, fieldless: frozenset[str]) -> list[str]:
    """What the body is for, in text order: "foreign" of "the Chinese foreign ministry"."""
    tree = who.tree
    own = [c for c in tree.kids(i, *MODIFIERS) if c not in who.actor_at and tree.lower[c] not in fieldless]
    own += [d for c in tree.kids(i, "compound") for d in tree.kids(c, "amod")]
    return list(dict.fromkeys(tree.lower[j] for j in own if j not in who.demonyms))


def _nominal(tree: Tree, i: int) -> Mention:
    """The noun with what stands before it, without article or preposition."""
    start = tree.edges(i)[0]
    while tree.tag[start] in ("DT", "IN") and start < i:
        start += 1
    span = tree.doc[start : i + 1]
    return Mention(span.start_char, span.end_char, span.text, "nominal")
