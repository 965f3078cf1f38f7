"""The pattern language of the triggers: `supply O with _weapon` -> a `Pattern` that matches clauses.

In: the text of a pattern and the word lists that it may name. Out: frozen records. The language is written down in the
head of ontology/triggers.en.ttl.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.errors import OntologyError

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


def specific_first(pattern: Pattern) -> tuple[int, bool, str, str]:
    """A key that sorts the patterns that demand most to the front."""
    slots = [pattern.object, pattern.second, *(slot for _, slot in pattern.preps)]
    words = [sorted(slot.words) if slot else None for slot in slots]  # a frozenset's own order depends on the hash seed
    return (
        -pattern.weight,
        not pattern.kind,
        pattern.predicate,
        f"{pattern.particle} {words} {[prep for prep, _ in pattern.preps]} {pattern.inverse}",
    )
