"""The scores as they stand in the documents: all tables in docs/benchmarks.md, one line a benchmark in the README."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.tables import Result, as_markdown, number

_REFERENCE = "the gold"  # a row that is no system's, for what the scorer makes of the truth without its status
ROOT = Path(__file__).parent.parent.parent
README, GUIDE = ROOT / "README.md", ROOT / "docs" / "benchmarks.md"


def publish(results: Sequence[Result]) -> None:
    """Write the scores between the `scores` marks of both documents.

    Args:
        results: with rivals, as `measured` gives them.
    """
    _fill(README, summary(results))
    _fill(GUIDE, "\n".join(map(as_markdown, results)))


def summary(results: Sequence[Result]) -> str:
    """A Markdown table: question, measure, our score and the best rival's, the better one in bold."""
    lines = ["| question | measure | kg | best rival |", "|---|---|--:|---|"]
    for result in results:
        key, title = result.columns[0]
        rivals = ((n, s[key]) for n, s in result.rivals.items() if key in s and not n.startswith(_REFERENCE))
        name, best = max(rivals, key=lambda rival: rival[1], default=("", None))
        ours = result.ours[key]
        wins = best is None or ours >= best
        mine = f"**{number(ours)}**" if wins else number(ours)
        theirs = f"{number(best)} {name}" if wins else f"**{number(best)}** {name}"
        lines.append(f"| `{result.name}`: {result.question} | {title} | {mine} | {theirs.strip()} |")
    return "\n".join(lines) + "\n"


def _fill(document: Path, text: str) -> None:
    old = document.read_text(encoding="utf-8")
    new, count = re.subn(
        r"(<!-- scores -->\n).*?(<!-- end of scores -->)", lambda m: f"{m[1]}\n{text}\n{m[2]}", old, flags=re.DOTALL
    )
    if count != 1:
        raise ValueError(f"{document}: one pair of scores marks is wanted, found {count}")
    document.write_text(new, encoding="utf-8")
