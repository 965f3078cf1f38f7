"""Closed classes of English grammar that several extractors ask for.

Closed means that the language adds no word to them, so they are constants here; every open class (verbs, nouns,
adjectives, adverbs that mean something) is a `kg:WordClass` of ontology/triggers.en.ttl.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.syntax import Tree

RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
SUBJECTS = ("nsubj", "nsubjpass")
DASHES = ("-", "–")
BLANK = ("PUNCT", "SPACE")  # parts of speech of what is no word

# Copular verbs, from the narrowest use to the widest: an office is held ("is", "became"), a role may last ("remains
# a critic"), an adjective may also be got into or seemed ("got angry at").
OFFICE_COPULAS = frozenset(("be", "become"))
ROLE_COPULAS = OFFICE_COPULAS | {"remain"}
ADJECTIVE_COPULAS = ROLE_COPULAS | {"get", "seem"}

# "wo" and "ca" are what the tokenizer makes of "won't" and "can't".
FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"))
MODALS = frozenset(("may", "might", "could", "can", "ca", "should", "must", "ought", "need"))

MODIFIERS = ("amod", "compound", "nmod")
_HYPHENS = ("-", "–", "—", "/")


def hyphenated(tree: Tree, i: int) -> list[int]:
    """The first half of "Russia-Ukraine" or "Chinese-Russian", which hangs on the second, token `i`."""
    return [c for c in tree.kids(i, *MODIFIERS) if c == i - 2 and tree.words[c + 1] in _HYPHENS]
