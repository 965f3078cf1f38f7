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

NOBODY = frozenset(("no", "neither", "none", "nobody", "nothing"))  # as determiners or alone

MODIFIERS = ("amod", "compound", "nmod")
_LED = ("led", "run")
_HYPHENS = ("-", "–", "—", "/")


def hyphenated(tree: Tree, i: int) -> list[int]:
    """The first half of "Russia-Ukraine", "Chinese-Russian" or "US-led", which hangs on the second, token `i`."""
    return [
        c for c in tree.kids(i, *MODIFIERS) if c == i - 2 and tree.words[c + 1] in _HYPHENS and not is_half(tree, c)
    ]


def is_half(tree: Tree, i: int) -> bool:
    """Is token `i` the first half of "Iraq-style" or "Iranian-backed", and so does nothing?"""
    if i + 2 >= len(tree) or tree.words[i + 1] not in _HYPHENS or tree.doc[i].whitespace_:
        return False
    return tree.words[i + 2].islower() and tree.lower[i + 2] not in _LED


def cleft_noun(tree: Tree, verb: int) -> int | None:
    """The noun that "it is Russia that attacked" picks out as subject of its second verb.

    None for other verbs, and where the noun is set apart ("it was not Russia but China that attacked").
    """
    noun = tree.head[verb] if tree.dep[verb] == "relcl" else None
    copula = tree.head[verb] if noun is None else tree.head[noun]
    if tree.dep[verb] not in ("ccomp", "relcl") or tree.lemma[copula] != "be":
        return None
    if [tree.lower[c] for c in tree.kids(copula, "nsubj")] != ["it"]:
        return None
    picked = [c for c in tree.kids(copula, "attr") if c < verb and noun in (None, c)]
    apart = tree.kids(copula, "neg") and any(tree.lower[c] == "but" for p in picked for c in tree.kids(p, "cc"))
    return picked[0] if len(picked) == 1 and not apart else None
