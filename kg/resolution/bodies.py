"""Names of bodies: in what two of them differ that may be names of one."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from rapidfuzz.distance import OSA

from kg.resolution.words import Words, fold, folded_words

BodyLikeness: TypeAlias = Literal["equal", "spelling", "acronym", "letter", "generic"]
_LONGEST_ACRONYM = 8
_SHORTEST_TYPO = 7  # letters of a word; bodies differ in shorter ones ("Northern", "Southern" are told by their ends)
# British and American spelling, as far as it is regular.
_SPELLINGS = (
    (re.compile(r"is(e|ation|ations|ing)$"), r"iz\1"),
    (re.compile("our(s|al)?$"), r"or\1"),
    (re.compile("tre(s?)$"), r"ter\1"),
    (re.compile("ence$"), "ense"),
    (re.compile("gramme(s?)$"), r"gram\1"),
)


def body_words(name: str, words: Words) -> tuple[str, ...]:
    """The words that tell a body from others: without legal form, without small words, in one spelling.

    >>> body_words("The World Health Organisation Ltd.", Words(legal=frozenset(["the", "ltd"])))
    ('world', 'health', 'organization')
    """
    found = [_spelled(word) for word in folded_words(name.replace("&", " and "))]
    telling = [word for word in found if word not in words.legal and word not in words.links]
    return tuple(telling or found)


def _spelled(word: str) -> str:
    for pattern, instead in _SPELLINGS:
        if len(word) > 5 and pattern.search(word):
            return pattern.sub(instead, word)
    return word


def body_likeness(one: str, other: str, words: Words) -> BodyLikeness | None:
    """In what two names of bodies differ; None where they are names of two."""
    a, b = body_words(one, words), body_words(other, words)
    if not a or not b:
        return None
    if a == b or "".join(a) == "".join(b):
        return "equal" if fold(one) == fold(other) else "spelling"
    if initials_of(other, words) == acronym(one) or initials_of(one, words) == acronym(other):
        return "acronym"
    if tuple(w for w in a if w not in words.generic) == tuple(w for w in b if w not in words.generic) != ():
        return "generic"
    return "letter" if _is_a_letter_off(a, b) else None


def _is_a_letter_off(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) != len(b):
        return False
    off = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(off) == 1 and min(map(len, off[0])) >= _SHORTEST_TYPO and OSA.distance(*off[0], score_cutoff=1) == 1


def acronym(name: str) -> str:
    """The letters of a name that is an acronym, "" of any other.

    >>> acronym("I.M.F."), acronym("NATO"), acronym("Nato Force"), acronym("United")
    ('imf', 'nato', '', '')
    """
    letters = name.replace(".", "").replace("&", "")
    is_one = letters.isalpha() and letters.isupper() and 2 < len(letters) <= _LONGEST_ACRONYM
    return fold(letters) if is_one else ""


def initials_of(name: str, words: Words) -> str:
    """The letters with which the words of a body's name begin, without those that get none; "" of a single word.

    >>> initials_of("Bank of the West Coast", Words(links=frozenset(["of", "the"])))
    'bwc'
    """
    found = [
        word for word in folded_words(name.replace("&", " ")) if word not in words.links and word not in words.legal
    ]
    return "".join(word[0] for word in found) if len(found) > 2 else "-"
