"""`kg build --store` and `kg remove`: a store that grows and forgets."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import screen
from kg.cli.arguments import AsJson

if TYPE_CHECKING:
    from kg.library.growth import Growth

# What a shell gives to a command that was ended with Ctrl-C.
INTERRUPTED = 130
_BAR = 24
_OFTEN = 0.1  # seconds between two pictures of how far it is
_TOLD = 20

StoreFolder = Annotated[Path, typer.Argument(metavar="STORE", help="A store's folder.")]


def grow(sources: Sequence[str], store: Path, *, model: str | None, workers: int, as_json: bool, **known: str) -> None:
    """Read what is new into a store and say what was done."""
    from kg import library

    tick = _bar() if sys.stderr.isatty() else None
    try:
        found = library.grow(*sources, store=store, model=model, workers=workers, tick=tick, **known)
    except KeyboardInterrupt:
        screen.note("interrupted; what was read is in the store, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if tick:
            screen.progress("")
    if as_json:
        _as_json(found, store)
    else:
        _report(found, store)
    if not found.read and (found.failed and not found.unchanged):
        raise typer.Exit(1)


def _report(found: Growth, store: Path) -> None:
    screen.line(str(store))
    rows = [
        ("read", found.read, f"{found.words:,} words, {found.statements:,} statements"),
        ("replaced", found.replaced, "of these: an older edition or reading went"),
        ("without statements", found.silent, "of these"),
        ("unchanged", found.unchanged, "in the store already, not read again"),
        ("older editions", found.older, "not read: a later one of the same page is there"),
        ("doubles", found.doubles, "the same article once more"),
        *((f"skipped: {reason}", count, "") for reason, count in sorted(found.reasons.items())),
    ]
    screen.table([row for row in rows if row[1] or row[0] == "read"], indent=2)
    for skip in found.skips[:_TOLD]:
        screen.note(f"skipped: {skip}")
    for failure in found.failed[:_TOLD]:
        screen.note(f"not read: {failure}")
    if (more := found.skipped - len(found.skips[:_TOLD]) - len(found.failed[:_TOLD])) > 0:
        screen.note(f"… and {more:,} more; --json has up to 1,000 of each")


def _as_json(found: Growth, store: Path) -> None:
    numbers = ("read", "words", "statements", "replaced", "unchanged", "older", "doubles")
    screen.as_json(
        {
            "store": str(store),
            **{name: getattr(found, name) for name in numbers},
            "without statements": found.silent,
            "skipped by reason": dict(found.reasons),
            "skipped": [
                {"source": s.source, "part": s.part, "reason": s.reason, "detail": s.detail, "mend": s.mend}
                for s in found.skips
            ],
            "failed": found.failed,
        }
    )


def _bar() -> Callable[[Growth], None]:
    """How far it is, on the error stream's last line: articles, words a second, time left, skipped."""
    began = shown = time.monotonic()

    def tick(found: Growth) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown >= _OFTEN or found.read == found.todo:
            shown = now
            screen.progress(picture(found, now - began))

    return tick


def picture(found: Growth, seconds: float) -> str:
    """One line that says how far a build is after so many seconds of reading.

    Example:
        >>> from kg.library.growth import Growth
        >>> picture(Growth(todo=40, todo_words=20_000, read=10, words=5_000), 2.0)
        '[######                  ] 10 of 40 articles, 2,500 words/s, 6 s left'
    """
    done = found.words / found.todo_words if found.todo_words else 1.0
    speed = found.words / seconds if seconds else 0.0
    parts = [
        f"{found.read + found.skipped:,} of {found.todo:,} articles",
        f"{speed:,.0f} words/s",
        f"{_duration((found.todo_words - found.words) / speed)} left" if speed else "",
        f"{found.skipped:,} skipped" if found.skipped else "",
    ]
    return f"[{'#' * int(done * _BAR):{_BAR}}] {screen.joined(parts)}"


def _duration(seconds: float) -> str:
    minutes, hours = seconds / 60, seconds / 3600
    if hours >= 1.5:
        return f"{hours:.1f} h"
    return f"{minutes:.0f} min" if minutes >= 1.5 else f"{seconds:.0f} s"


def remove(
    store: StoreFolder,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="Ids or urls of articles.")],
    as_json: AsJson = False,
) -> None:
    """Take articles out of a store, and with each what no other article says."""
    from kg import library

    gone = library.remove(store, *articles)
    if as_json:
        screen.as_json({"store": str(store), "removed": gone})
    else:
        screen.line(f"{len(gone)} removed: {', '.join(gone)}")


def load(
    store: StoreFolder,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="RDF files: nq trig ttl nt jsonld, also .gz; folders of shards."),
    ],
) -> None:
    """Put the articles of RDF files into a store; a new store is filled at the speed of the disk."""
    from kg import library

    screen.line(f"{library.fill(store, *files):,} articles are new or changed")


Url = Annotated[str, typer.Argument(metavar="URL", help="Where the server listens; see docs/store.md.")]
Again = Annotated[bool, typer.Option("--again", help="Send or fetch everything, also what is known to be there.")]


def push(
    store: StoreFolder,
    url: Url,
    update: Annotated[
        bool, typer.Option("--update", help="URL takes SPARQL updates; otherwise it is a graph store.")
    ] = False,
    union: Annotated[
        bool, typer.Option("--union", help="Also send the union of all articles to the default graph.")
    ] = False,
    journal: Annotated[
        Path | None, typer.Option(help="What the server has; in the store's folder if not given.")
    ] = None,
    again: Again = False,
    as_json: AsJson = False,
) -> None:
    """Make a SPARQL server have a store's articles. Login: KG_ENDPOINT_USER and _PASSWORD, or KG_ENDPOINT_TOKEN."""
    from kg import library

    found = library.push(store, url, journal=journal, update=update, union=union, again=again)
    if as_json:
        screen.as_json({"sent": found.sent, "unchanged": found.unchanged, "removed": found.removed})
    else:
        screen.line(f"{found.sent:,} sent, {found.unchanged:,} there already, {found.removed:,} removed")


def pull(store: StoreFolder, url: Url, again: Again = False) -> None:
    """Put the articles of a SPARQL server into a store; URL takes its queries."""
    from kg import library

    screen.line(f"{library.pull(store, url, again=again):,} articles are new or changed")
