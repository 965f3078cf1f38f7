"""Our row beside the rivals' rows, for people (text, Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.bench import Scores

OURS = "kg"
Columns = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark gave."""

    name: str
    question: str
    columns: Columns
    ours: Scores
    rivals: Mapping[str, Scores]


def as_json(results: Iterable[Result], split: str) -> str:
    """All scores, by benchmark."""
    found = {r.name: {OURS: r.ours, "rivals": dict(r.rivals)} for r in results}
    return json.dumps({"split": split, "benchmarks": found}, ensure_ascii=False, indent=1, sort_keys=True)


def as_text(result: Result) -> str:
    """A table with columns of equal width."""
    lines = cells(result)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    body = (
        "  ".join([line[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))])
        for line in lines
    )
    return "\n".join([f"== {result.name}: {result.question}", *body])


def as_markdown(result: Result) -> str:
    """The same as a Markdown table, our row in bold."""
    head, *body = cells(result)
    rule = ["---", *("--:" for _ in head[1:])]
    lines = [[f"**{cell}**" for cell in line] if line[0] == OURS else line for line in body]
    table = "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines))
    return f"### {result.name}: {result.question}\n\n{table}\n"


def cells(result: Result) -> list[list[str]]:
    """Head and rows: ours first, then the rivals, best in the first column first; columns nobody filled left out."""
    headline = result.columns[0][0]
    rows = [(OURS, result.ours), *sorted(result.rivals.items(), key=lambda r: (-r[1].get(headline, 0.0), r[0]))]
    columns = [(key, title) for key, title in result.columns if any(key in scores for _, scores in rows)]
    head = ["system", *(title for _, title in columns)]
    return [head, *([name, *(number(scores.get(key)) for key, _ in columns)] for name, scores in rows)]


def number(value: float | None) -> str:
    """Three decimals for a share, none for a count, a dash for what was not measured.

    >>> [number(v) for v in (0.25, 3, None, 5210.4)]
    ['.250', '3', '–', '5210']
    """
    if value is None:
        return "–"
    if isinstance(value, int) or value >= 100:
        return f"{value:.0f}"
    return f"{value:.3f}".removeprefix("0")
