"""The words that express the predicates: ontology/triggers.*.ttl -> compiled patterns and word lists.

In: Turtle with `kg:verb`, `kg:noun`, `kg:title` … on predicates and `kg:WordClass` lists. Out: a frozen `Lexicon`
that answers by one dict look-up. The pattern language is written down in the head of ontology/triggers.en.ttl.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.files import parse
from kg.ontology.patterns import Pattern, compile_pattern, specific_first

_KG = "https://w3id.org/newskg/ontology#"
_OTHER = ("title", "partyLetter", "partyAdjective", "hasNo", "readAs", "nameWord", "pointingNoun")
_VERB_LISTS = ("speech", "thought", "intending", "voicing", "naming")
_INVERSE = {
    "verb": False,
    "verbInverse": True,
    "noun": False,
    "nounInverse": True,
    "relational": False,
    "relationalInverse": True,
}


@dataclass(frozen=True, slots=True)
class Title:
    """An office or role word: the predicate it expresses, and the state or body it belongs to if that is fixed."""

    predicate: str
    words: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by head lemma, titles by last word, parties by letter and adjective, and word lists.

    `lacking` holds the offices that a state does not have, `kinds` the class of a body by the last word of its name,
    `pointing` the class of what a noun with "the" points back to.
    """

    verbs: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[Title, ...]] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    lacking: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    pointing: Mapping[str, str] = field(default_factory=dict)

    def words(self, name: str) -> frozenset[str]:
        """The word list `name` (a `kg:WordClass` by its local name).

        Raises:
            OntologyError: there is no such list.
        """
        found = self.lists.get(name)
        if found is None:
            raise OntologyError(f"triggers: no word list {name!r}; there are: {', '.join(sorted(self.lists))}")
        return found

    def is_given_name(self, word: str) -> bool:
        """Whether `word`, in title case, is a given name of women or of men."""
        return word in self.words("femaleName") or word in self.words("maleName")

    @property
    def body_words(self) -> frozenset[str]:
        """The words with which names of bodies end."""
        return self.words("bodyWord").union(self.kinds)

    def plain_verbs(self) -> frozenset[str]:
        """The verbs that patterns and the lists of verbs name by their lemma; participles after "be" are none."""
        heads = {head for head in self.verbs if " " not in head}
        return frozenset(heads.union(*(self.lists.get(name, ()) for name in _VERB_LISTS)))

    def read_as(self, mark: str) -> frozenset[str]:
        """The predicates marked `kg:readAs mark`, without those below them.

        Raises:
            OntologyError: no predicate has this mark.
        """
        found = self.marks.get(mark)
        if found is None:
            known = ", ".join(sorted(self.marks))
            raise OntologyError(f"triggers: no predicate is marked kg:readAs {mark!r}; there are: {known}")
        return found


def load_lexicon(folder: Path) -> Lexicon:
    """The lexicon of all `triggers.*.ttl` and `given-names.*.ttl` in `folder`.

    Raises:
        OntologyError: a file is broken, or a pattern names an unknown word list.
    """
    said: dict[str, list[tuple[str, str]]] = {}
    lists: dict[str, set[str]] = {}
    for path in sorted([*folder.glob("triggers.*.ttl"), *folder.glob("given-names.*.ttl")]):
        for triple in parse(path):
            subject, predicate = _local(triple.subject.value), triple.predicate.value.removeprefix(_KG)
            if predicate == "word":
                lists.setdefault(subject, set()).add(triple.object.value)
            elif predicate in _INVERSE or predicate in _OTHER:
                said.setdefault(predicate, []).append((subject, triple.object.value))
    frozen = {name: frozenset(words) for name, words in lists.items()}
    verbs = _compiled(said, ("verb", "verbInverse"), frozen)
    nouns = _compiled(said, ("noun", "nounInverse"), frozen)
    roles = _compiled(said, ("relational", "relationalInverse"), frozen)
    parties = {word: party for kind in ("partyLetter", "partyAdjective") for party, word in said.get(kind, [])}
    return Lexicon(
        _by_head(verbs),
        _by_head(nouns),
        _by_head(roles),
        _titles(said.get("title", [])),
        parties,
        _grouped(said.get("hasNo", [])),
        frozen,
        _grouped((mark, predicate) for predicate, mark in said.get("readAs", [])),
        {word: kind for kind, word in said.get("nameWord", [])},
        {word: kind for kind, word in said.get("pointingNoun", [])},
    )


def _grouped(said: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for subject, words in said:
        found.setdefault(subject, set()).add(words)
    return {subject: frozenset(words) for subject, words in sorted(found.items())}


def _local(iri: str) -> str:
    return iri.removeprefix(_KG).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _compiled(
    said: Mapping[str, list[tuple[str, str]]], kinds: Iterable[str], lists: Mapping[str, frozenset[str]]
) -> list[Pattern]:
    return [
        compile_pattern(predicate, words, lists, inverse=_INVERSE[kind])
        for kind in kinds
        for predicate, words in said.get(kind, [])
    ]


def _by_head(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.head, []).append(pattern)
    return {head: tuple(sorted(some, key=specific_first)) for head, some in sorted(found.items())}


def _titles(said: Iterable[tuple[str, str]]) -> dict[str, tuple[Title, ...]]:
    found: dict[str, list[Title]] = {}
    for predicate, text in said:
        words, _, owner = text.partition(" @ ")
        title = Title(predicate, tuple(re.findall(r"[^\s-]+|-", words)), owner or None)  # the tokenizer cuts at hyphens
        found.setdefault(title.words[-1], []).append(title)
    return {
        last: tuple(sorted(some, key=lambda t: (-len(t.words), t.words, t.predicate)))
        for last, some in sorted(found.items())
    }
