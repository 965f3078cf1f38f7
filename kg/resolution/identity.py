"""Identity as judgements: which two entities are the same, which are not, who says so and why.

In: extractions or knowledge, and judgements by rule or by people. Out: proposals, a mapping from ids to canonical
ids, and knowledge seen through it. Articles' own records are never rewritten: a judgement that is taken back leaves no
trace.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeAlias

from kg.errors import InputError
from kg.model import Entity, Knowledge, Statement, merged, merged_entity

Verdict: TypeAlias = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
# How `by` begins where no person judged.
RULE, SERVICE = "rule:", "service:"


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """What somebody thinks of two ids.

    An id is an entity's, or `ENTITY@ARTICLE` for whom that article alone means by it, or the IRI of a thing elsewhere.
    `by` is `rule:NAME`, `service:URL`, or a person; `score` is 0 to 1.
    """

    one: str
    other: str
    verdict: Verdict
    by: str
    reason: str = ""
    score: float = 1.0

    def __post_init__(self) -> None:
        """Put the pair in order, so that a judgement is the same whichever end is named first."""
        if self.verdict not in VERDICTS:
            raise InputError(f"judgement {self.verdict!r} is none of {', '.join(VERDICTS)}")
        if self.other < self.one:
            one, other = self.other, self.one
            object.__setattr__(self, "one", one)
            object.__setattr__(self, "other", other)

    @property
    def is_personal(self) -> bool:
        """Whether a person judged, whom no rule and no service overrules."""
        return not self.by.startswith((RULE, SERVICE))


def to_lines(judgements: Iterable[Judgement]) -> str:
    """The judgements as JSON lines, sorted, each once."""
    return "".join(json.dumps(asdict(j), ensure_ascii=False, sort_keys=True) + "\n" for j in sorted(set(judgements)))


def from_lines(text: str, source: str = "judgements") -> list[Judgement]:
    """The judgements that `to_lines` wrote.

    Raises:
        InputError: a line is no judgement; the message has its number.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(Judgement(**json.loads(line)))
        except (TypeError, ValueError) as error:
            raise InputError(
                f"{source}, line {number}: no judgement ({error}); mend: correct or delete the line"
            ) from error
    return found


def proposals(knowledge: Knowledge) -> list[Judgement]:
    """Pairs that may be one: a person known by surname alone, and the only one of that surname with a full name.

    They are never more than "unsure": two articles may speak of two namesakes.
    """
    full: dict[str, set[str]] = {}
    for entity in knowledge.entities:
        words = entity.name.split()
        if entity.type == "Person" and len(words) > 1:
            full.setdefault(words[-1].casefold(), set()).add(entity.id)
    found = []
    for entity in knowledge.entities:
        candidates = full.get(entity.name.casefold(), set())
        if entity.type == "Person" and " " not in entity.name and len(candidates) == 1:
            reason = f"the only full name that ends in {entity.name!r}"
            found.append(Judgement(entity.id, min(candidates), "unsure", f"{RULE}surname", reason, 0.5))
    return sorted(found)


def canonical(judgements: Iterable[Judgement]) -> Mapping[str, str]:
    """Each joined id with the id that stands for its group: the shortest, then the first by spelling.

    Two ids that somebody judged different are never joined, not even by way of others: the weaker of the "same"
    judgements that would do so (lower score, then later in order) is left out.
    """
    ordered = sorted(set(judgements))
    apart = [(j.one, j.other) for j in ordered if j.verdict == "different"]
    groups: dict[str, frozenset[str]] = {}
    for judgement in sorted((j for j in ordered if j.verdict == "same"), key=lambda j: (-j.score, j)):
        joined = groups.get(judgement.one, frozenset((judgement.one,))) | groups.get(
            judgement.other, frozenset((judgement.other,))
        )
        if any(a in joined and b in joined for a, b in apart):
            continue
        groups.update(dict.fromkeys(joined, joined))
    return {member: min(group, key=lambda i: (len(i), i)) for member, group in sorted(groups.items())}


def seen_through(knowledge: Knowledge, ids: Mapping[str, str]) -> Knowledge:
    """`knowledge` with every id replaced by its canonical one, entities and statements that become one merged."""
    entities: dict[str, list[Entity]] = {}
    for entity in knowledge.entities:
        key = ids.get(entity.id, entity.id)
        entities.setdefault(key, []).append(replace(entity, id=key))
    return Knowledge(
        knowledge.articles,
        tuple(merged_entity(entities[key]) for key in sorted(entities)),
        tuple(sorted(merged(_seen(knowledge.statements, ids)), key=lambda s: s.id)),
    )


def _seen(statements: Iterable[Statement], ids: Mapping[str, str]) -> Iterator[Statement]:
    for statement in statements:
        obj = statement.object
        place = statement.place
        seen = replace(
            statement,
            subject=ids.get(statement.subject, statement.subject),
            object=ids.get(obj, obj) if isinstance(obj, str) else obj,
            claimed_by=tuple(ids.get(c, c) for c in statement.claimed_by),
            place=ids.get(place, place) if place else None,
        )
        if seen.subject != seen.object:
            yield seen
