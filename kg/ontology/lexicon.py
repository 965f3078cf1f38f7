"""The words that express the predicates: ontology/triggers.*.ttl -> compiled patterns and word lists.

In: Turtle with `kg:verb`, `kg:noun`, `kg:title` … on predicates and `kg:WordClass` lists. Out: a frozen `Lexicon`
that answers by one dict look-up. The pattern language is written down in the head of ontology/triggers.en.ttl.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.files import parse

_KG = "https://w3id.org/newskg/ontology#"
_OTHER = ("title", "partyLetter", "partyAdjective", "hasNo", "readAs", "nameWord")
_VERB_LISTS = ("speech", "thought", "intending", "voicing", "naming")
_INVERSE = {
    "verb": False,
    "verbInverse": True,
    "noun": False,
    "nounInverse": True,
    "relational": False,
    "relationalInverse": True,
}

PREPOSITIONS = frozenset(
    """
    about across after against ahead along alongside amid among around as at before behind beneath beside
    between beyond by despite down during for from in inside into near of off on onto outside over past since
    through throughout to toward towards under until unto up upon via with within without
    """.split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand in one place of a pattern: the other entity (of class `kind`, if given), anything, some words.

    `itself`: the entity, not what belongs to it ("questioned Smith", not "questioned Smith's logic").
    """

    entity: bool = False
    words: frozenset[str] = frozenset()
    kind: str = ""
    itself: bool = False

    @property
    def weight(self) -> int:
        """How much the slot demands: words most, anything least."""
        return 3 if self.words or self.itself else 2 if self.entity else 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a predicate: a head word, perhaps a particle, an object slot and prepositional slots.

    `inverse`: the grammatical subject is the predicate's object. `reciprocal`: the participants are coordinated
    ("the two met", "talks between A and B"), and each pair of them stands in the relation. `negated`: the words say it
    only with a negation ("never accepted"). `infinitive`: an infinitive follows ("asked Israel to withdraw"). `second`
    is what stands beside the object ("gave Ukraine tanks", "called the ruling absurd"). `modals`: one of them stands
    in the that-clause ("said that Sudan must go"). `doer`: the words that head the subject ("troops arrived in Oslo").
    """

    predicate: str
    head: str
    particle: str | None = None
    object: Slot | None = None
    preps: tuple[tuple[str, Slot], ...] = ()
    inverse: bool = False
    reciprocal: bool = False
    negated: bool = False
    infinitive: bool = False
    second: Slot | None = None
    modals: frozenset[str] = frozenset()
    doer: Slot | None = None

    @property
    def kind(self) -> str:
        """The class that the other entity must have, "" if any will do."""
        return next((slot.kind for slot in (self.object, *(slot for _, slot in self.preps)) if slot and slot.kind), "")

    @property
    def weight(self) -> int:
        """How specific the pattern is; the heaviest that fits wins."""
        return (
            2 * bool(self.particle)
            + (self.object.weight if self.object else 0)
            + (self.second.weight if self.second else 0)
            + bool(self.modals)
            + (self.doer.weight if self.doer else 0)
            + sum(1 + slot.weight for _, slot in self.preps)
        )


@dataclass(frozen=True, slots=True)
class Title:
    """An office or role word: the predicate it expresses, and the state or body it belongs to if that is fixed."""

    predicate: str
    words: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by head lemma, titles by last word, parties by letter and adjective, and word lists.

    `lacking` holds the offices that a state does not have, `kinds` the class of a body by the last word of its name.
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

    def words(self, name: str) -> frozenset[str]:
        """The word list `name` (a `kg:WordClass` by its local name).

        Raises:
            OntologyError: there is no such list.
        """
        found = self.lists.get(name)
        if found is None:
            raise OntologyError(f"triggers: no word list {name!r}; there are: {', '.join(sorted(self.lists))}")
        return found

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
    return {head: tuple(sorted(some, key=_specific_first)) for head, some in sorted(found.items())}


def _specific_first(pattern: Pattern) -> tuple[int, bool, str, str]:
    slots = [pattern.object, pattern.second, *(slot for _, slot in pattern.preps)]
    words = [sorted(slot.words) if slot else None for slot in slots]  # a frozenset's own order depends on the hash seed
    return (
        -pattern.weight,
        not pattern.kind,
        pattern.predicate,
        f"{pattern.particle} {words} {[prep for prep, _ in pattern.preps]} {pattern.inverse}",
    )


def compile_pattern(
    predicate: str, text: str, lists: Mapping[str, frozenset[str]], *, inverse: bool = False
) -> Pattern:
    """The pattern that `text` writes, e.g. `supply O with _weapon` or `& hold talks`.

    Raises:
        OntologyError: a slot names an unknown word list, or the pattern has no head.
    """
    items = text.split()
    negated = items[:1] == ["not"]
    reciprocal = items[negated:][:1] == ["&"]
    items = items[negated + reciprocal :]
    doer = _slot(items.pop(0), lists, text) if items[:1] and items[0].startswith("_") else None
    if not items:
        raise OntologyError(f"triggers: pattern {text!r} of {predicate} has no head word")
    head, rest = items[0], items[1:]
    if head == "be" and rest and rest[0] not in PREPOSITIONS and not _is_slot(rest[0]):
        # `be located in O`, `be angry at O`: the participle or adjective is the head
        head, rest = f"be {rest[0]}", rest[1:]
    pattern = Pattern(predicate, head, inverse=inverse, reciprocal=reciprocal, negated=negated, doer=doer)
    pending = iter(rest)
    for item in pending:
        pattern = _with(pattern, item, pending, lists, text)
    return pattern


def _with(
    pattern: Pattern, item: str, pending: Iterator[str], lists: Mapping[str, frozenset[str]], text: str
) -> Pattern:
    """The pattern with one more item of its text; a preposition takes the next item as well."""
    if item.startswith("+"):
        return replace(pattern, particle=item[1:])
    if item.startswith("~"):
        return replace(pattern, modals=frozenset(item[1:].split("|")))
    if item == ">":
        return replace(pattern, infinitive=True)
    if item == ">O":
        return replace(pattern, preps=(*pattern.preps, (">", Slot(entity=True))))
    if item == "that" or item in PREPOSITIONS:
        slot = next(pending, "O" if item == "that" else "_")
        preps = (*pattern.preps, (item, _slot(slot, lists, text)))
        return replace(pattern, preps=preps, reciprocal=pattern.reciprocal or slot == "&")
    slot_of_item = _slot(item, lists, text)
    return replace(pattern, second=slot_of_item) if pattern.object else replace(pattern, object=slot_of_item)


def _is_slot(item: str) -> bool:
    return item in ("O", "O!", "&") or item.startswith(("_", "O:"))


def _slot(item: str, lists: Mapping[str, frozenset[str]], text: str) -> Slot:
    if item in ("O", "O!", "&"):
        return Slot(entity=True, itself=item == "O!")
    if item.startswith("O:"):
        return Slot(entity=True, kind=item[2:])
    if item == "_":
        return Slot()
    if item.startswith("_"):
        if item[1:] not in lists:
            raise OntologyError(f"triggers: pattern {text!r} names the word list {item[1:]!r}, which is not there")
        return Slot(words=lists[item[1:]])
    return Slot(words=frozenset(item.split("|")))


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
