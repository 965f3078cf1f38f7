"""`kg build --engine`: archives into shards, on this machine or a cluster."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypedDict

import typer

from kg.cli import screen
from kg.cli.archive import INTERRUPTED
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.cluster.build import Built
    from kg.cluster.tally import Progress

_OFTEN = 0.2  # seconds between two pictures of how far it is
_BAR = 24
_TOLD = 20


class Sizes(TypedDict):
    """How many processes read, for how many seconds an article, and how many words go into a shard."""

    workers: int
    limit: float
    words: int


def check(*others: object) -> None:
    """Refuse the options that do not go with an engine.

    Raises:
        InputError: one of them was given.
    """
    if any(others):
        raise InputError("--engine: writes shards of many articles; mend: leave out --store, --open, --title and --url")


def build(
    sources: Sequence[str], output: str, *, engine: str, model: str | None, sizes: Sizes, as_json: bool, **known: str
) -> None:
    """Read sources into shards and say what was done."""
    from kg.cluster.build import build as built
    from kg.cluster.reading import Orders
    from kg.readers import Options

    tick = _bar() if sys.stderr.isatty() else None
    orders = Orders(model, Options(**known), sizes["limit"])  # type: ignore[arg-type]
    try:
        found = built(
            sources, output, engine=engine, workers=sizes["workers"], orders=orders, words=sizes["words"], tick=tick
        )
    except KeyboardInterrupt:
        screen.note("interrupted; whole shards are there, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if tick:
            screen.progress("")
    if as_json:
        screen.as_json(
            {
                "output": output,
                "shards made": found.progress.shards - found.progress.known,
                "failed": found.progress.failed,
                "skipped": found.progress.told,
                "manifest": dict(found.sums),
            }
        )
    else:
        _report(found, output)
    if not found.sums["articles"]:
        raise typer.Exit(1)


def _report(found: Built, output: str) -> None:
    sums, made = found.sums, found.progress
    screen.line(output)
    rows = [
        ("shards", sums["shards"], f"{made.shards - made.known:,} made now, the others were there"),
        ("articles", sums["articles"], f"{sums['words']:,} words, {sums['statements']:,} statements"),
        ("quads", sums["quads"], ""),
        ("without statements", sums["silent"], "of the articles"),
        ("older editions", sums["older"], "in the shards, left out when they are loaded"),
        ("doubles", sums["doubles"] + sums["again"], "the same article once more"),
        *((f"skipped: {reason}", count, "") for reason, count in sums["skipped"].items()),
    ]
    screen.table([row for row in rows if row[1] or row[0] in ("shards", "articles")], indent=2)
    for failure in made.failed[:_TOLD]:
        screen.note(f"not read: {failure}")
    for skip in made.told[:_TOLD]:
        screen.note(f"skipped: {skip}")
    if (more := len(made.told) + len(made.failed) - len(made.told[:_TOLD]) - len(made.failed[:_TOLD])) > 0:
        screen.note(f"… and {more:,} more; the folder's reports name them")


def _bar() -> Callable[[Progress], None]:
    began = shown = time.monotonic()

    def tick(found: Progress) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown >= _OFTEN or found.parts_done == found.parts:
            shown = now
            screen.progress(picture(found, now - began))

    return tick


def picture(found: Progress, seconds: float) -> str:
    """One line that says how far a run is after so many seconds.

    Example:
        >>> from kg.cluster.tally import Progress
        >>> picture(Progress(parts=4, parts_done=1, shards=9, fresh_words=60_000), 10.0)
        '[######                  ] 1 of 4 files, 9 shards, 6,000 words/s'
    """
    parts = [
        f"{found.parts_done:,} of {found.parts:,} files",
        f"{found.shards:,} shards",
        f"{found.fresh_words / seconds:,.0f} words/s" if seconds and found.fresh_words else "",
        f"{found.reasons.total():,} skipped" if found.reasons else "",
    ]
    return f"[{'#' * (_BAR * found.parts_done // max(1, found.parts)):{_BAR}}] {screen.joined(parts)}"
