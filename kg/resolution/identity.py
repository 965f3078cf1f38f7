"""Identity as judgements: which two entities are the same, which are not, who says so and why.

In and out: judgements by rules, services and people, as records and as lines. Articles' own records are never
rewritten: a judgement that is taken back leaves no trace.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from kg.errors import InputError

Verdict: TypeAlias = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
# How `by` begins where no person judged.
RULE, SERVICE = "rule:", "service:"
# Between an entity and an article: whom that article alone means by it.
LOCAL = "@"


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
