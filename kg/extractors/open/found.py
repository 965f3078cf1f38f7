"""What the readers of clauses and nouns hand on: triples as tokens, their words not yet written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Piece: TypeAlias = int | str  # a token, or a word that the sentence leaves to be understood
Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a verb: the relation up to it, its words, and which rule found it.

    `via` says what stands between the verb and the argument: nothing, or an infinitive ("chain", "purpose"), a gerund
    or what is said; `depth` how many such steps or nested phrases.
    """

    relation: Pieces
    words: Pieces
    kind: str
    via: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A triple found at token `at`; `form` is that of `OpenTriple`, `reported` says that somebody else says it."""

    at: int
    subject: Pieces
    relation: Pieces
    object: Pieces
    kind: str
    form: str = "fact"
    via: str = ""
    depth: int = 0
    reported: bool = False
