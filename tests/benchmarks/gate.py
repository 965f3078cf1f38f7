"""The quality gate: scores against the floors of a committed file.

In: our scores by benchmark and floors.json. Out: what is below its floor, or new floors. A floor is a JSON object
{"at_least": x} or {"at_most": x} by benchmark and metric; "gold" is the fingerprint of the files that it was measured
on. Floors go up by `raised`; they come down only if that is asked for.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.benchmarks.bench import Scores

FLOORS = Path(__file__).with_name("floors.json")
AT_LEAST, AT_MOST, GOLD = "at_least", "at_most", "gold"
STEP = 1000  # floors are kept to three decimals, rounded so that what was reached passes

Floor: TypeAlias = dict[str, float]
Floors: TypeAlias = dict[str, dict[str, Floor | str]]


@dataclass(frozen=True, slots=True)
class Check:
    """One metric and its floor (or its ceiling); `value` is None if it was not measured."""

    benchmark: str
    metric: str
    bound: str
    limit: float
    value: float | None

    @property
    def holds(self) -> bool:
        """Is it on the right side?"""
        if self.value is None:
            return False
        return self.limit <= self.value if self.bound == AT_LEAST else self.value <= self.limit

    def __str__(self) -> str:
        """One line for people."""
        sign, mark = ("≥" if self.bound == AT_LEAST else "≤"), ("ok  " if self.holds else "FAIL")
        value = "not measured" if self.value is None else f"{self.value:.4g}"
        return f"{mark} {self.benchmark} {self.metric}: {value} (floor {sign} {self.limit:.4g})"


def load(path: Path = FLOORS) -> Floors:
    """The floors of the file."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def save(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, keys sorted."""
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def checks(scores: Mapping[str, Scores], floors: Floors) -> list[Check]:
    """One check for each floor of the benchmarks that were scored."""
    return [
        Check(name, metric, bound, limit, scores[name].get(metric))
        for name in sorted(scores.keys() & floors.keys())
        for metric, floor in sorted(floors[name].items())
        if not isinstance(floor, str)
        for bound, limit in floor.items()
    ]


def other_gold(golds: Mapping[str, str], floors: Floors) -> list[str]:
    """The benchmarks whose gold is not the one that their floors were measured on."""
    return [name for name in sorted(golds.keys() & floors.keys()) if floors[name].get(GOLD, golds[name]) != golds[name]]


def raised(
    scores: Mapping[str, Scores], golds: Mapping[str, str], floors: Floors, *, allow_regression: bool = False
) -> tuple[Floors, list[str]]:
    """The floors moved to what was reached, and a line for each that moved or would have to come down."""
    found: Floors = {name: dict(known) for name, known in floors.items()}
    lines: list[str] = []
    for check in checks(scores, floors):
        if check.value is None:
            continue
        reached = rounded(check.value, check.bound)
        if reached == check.limit:
            continue
        down = not check.holds
        kept = down and not allow_regression
        note = "" if not down else ", not lowered (--allow-regression does)" if kept else ", LOWERED"
        lines.append(f"{check.benchmark} {check.metric}: {check.limit:.4g} -> {reached:.4g}{note}")
        if not kept:
            found[check.benchmark][check.metric] = {check.bound: reached}
    for name in golds.keys() & found.keys():
        found[name][GOLD] = golds[name]
    return found, lines


def rounded(value: float, bound: str) -> float:
    """`value` to three decimals, down for a floor and up for a ceiling.

    >>> rounded(0.12345, AT_LEAST), rounded(0.12345, AT_MOST)
    (0.123, 0.124)
    """
    return (math.floor if bound == AT_LEAST else math.ceil)(round(value * STEP, 6)) / STEP
