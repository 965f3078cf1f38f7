"""The words of a name without what two spellings of one name may differ in: case, accents, signs, forms of address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_SPLIT = re.compile(r"[^\w']+|_+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ʻ": "'"})
# Letters that Unicode does not take apart into a letter and its mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ħ": "h"}
)


@dataclass(frozen=True, slots=True)
class Words:
    """What names are made of, in one language.

    `honorifics` stand before a name and are no part of it, `particles` inside surnames, `suffixes` behind them; `legal`
    and `generic` are words in which names of one body may differ, `links` those without a letter in an acronym.
    `nicknames` has for a given name those that stand for it and those that it stands for.
    """

    honorifics: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    legal: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    nicknames: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def are_nicknames(self, one: str, other: str) -> bool:
        """Whether one given name is short for the other."""
        return other in self.nicknames.get(one, ())


@lru_cache(maxsize=1 << 18)
def fold(text: str) -> str:
    """`text` without case, accents and apostrophes.

    >>> fold("O’Brien-Łukaszenka"), fold("Erdoğan")
    ('obrien-lukaszenka', 'erdogan')
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c) and c != "'")


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded; hyphens and dots part words, but not the letters of "U.S.A.".

    >>> folded_words("Jean-Marie  Le Pen"), folded_words("U.N. Security Council"), folded_words("J.R. Smith")
    (('jean', 'marie', 'le', 'pen'), ('un', 'security', 'council'), ('jr', 'smith'))
    """
    joined = re.sub(r"\b(?:\w\.){2,}", lambda found: found[0].replace(".", ""), fold(name))
    return tuple(word for word in _SPLIT.split(joined) if word)


# Ways to write the same sounds in Latin letters, the longer first. From the differences between the romanizations of
# Russian, Ukrainian, Arabic and Persian names that newsrooms use (BGN/PCGN, ISO 9, passport rules).
_SOUNDS = tuple(
    pair.partition("=")[::2]
    for pair in """
    shch=s sch=s tch=c dzh=j kh=h zh=j sh=s ch=c ph=f gh=g th=t dh=d ck=k ks=x qu=kv q=k w=v tz=z ts=z dj=j ou=u
    oo=u ee=i ei=i ey=i iy=i ij=i yi=i ie=i yo=io jo=io ya=ia ja=ia yu=iu ju=iu ye=e je=e y=i
    """.split()
)


@lru_cache(maxsize=1 << 18)
def sound(word: str) -> str:
    """A folded word as it may sound: one spelling for what romanizations of one name write in several ways.

    >>> sound("sergei") == sound("sergey"), sound("zelenskyy") == sound("zelenskiy"), sound("putin") == sound("patin")
    (True, True, False)
    """
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    return re.sub(r"(\w)\1+", r"\1", word)


@lru_cache(maxsize=1 << 18)
def skeleton(word: str) -> str:
    """The sound of a word without the vowels behind its first letter, which romanizations of Arabic write as they like.

    >>> skeleton("mohammed") == skeleton("muhamad"), skeleton("anna")
    (True, 'an')
    """
    said = sound(word)
    return said[:1] + re.sub("[aeiou]|(?<!^)h$", "", said[1:])
