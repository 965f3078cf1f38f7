"""What reaches the terminal: tables and lines, with untrusted text made harmless. The only place that writes to it.

In: strings of any origin. Out: text in which no character can move the cursor, colour the screen or turn the direction
of writing, laid out to the width of the terminal (100 columns where there is none).
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from kg.cli.quotes import cut

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 100
# At most this part of a line is for the statement where its quote stands beside it; the quote needs some 50 characters.
_SHARE = 0.45
_SHOWN = "\N{REPLACEMENT CHARACTER}"
# Letters of Persian, Hindi and some emoji are joined or kept apart by these two; they do nothing else.
_JOINERS = "\u200c\u200d"
_HARMFUL = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


class Said(NamedTuple):
    """A statement on one line, its quote, the words of the quote to show, and the names that stand by them."""

    text: str
    quote: str = ""
    phrase: str = ""
    names: tuple[str, ...] = ()


def harmless(text: str, *, lines: bool = False) -> str:
    """`text` with control, direction and private characters replaced; white space is single blanks unless `lines`.

    Example:
        >>> harmless("red \\x1b[31malert\\u202e")
        'red �[31malert�'
    """
    safe = "".join(c if c in "\n\t" or not _harmful(c) else _SHOWN for c in text)
    return safe if lines else " ".join(safe.split())


def _harmful(sign: str) -> bool:
    return unicodedata.category(sign) in _HARMFUL and sign not in _JOINERS


def width() -> int:
    """The columns that there are: the terminal's, or 100 where the output is no terminal."""
    return console().width


def console() -> Console:
    """Where tables are laid out: the terminal's width and colours, or plain text where there is none."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(
        width=None if terminal else PLAIN_WIDTH, highlight=False, markup=False, emoji=False, no_color=not terminal
    )


def line(text: str = "", *, indent: int = 0) -> None:
    """Print one line of text."""
    typer.echo(" " * indent + harmless(text))


def heading(text: str) -> None:
    """Print a heading with a blank line above."""
    typer.echo(f"\n{harmless(text)}")


def note(text: str) -> None:
    """Say something on the error stream that is not part of the answer."""
    typer.echo(harmless(text), err=True)


def progress(text: str) -> None:
    """Show how far it is, on the error stream's last line; "" clears it."""
    typer.echo(f"\r\x1b[K{harmless(text)}", nl=False, err=True)


def paragraph(text: str, *, indent: int = 2) -> None:
    """Print text broken into lines."""
    table([[text]], indent=indent)


def table(
    rows: Sequence[Sequence[Any]], *, heads: Sequence[str] = (), indent: int = 0, fixed: Sequence[int] = ()
) -> None:
    """Print `rows` in columns; those numbered in `fixed` are kept on one line. Numbers stand to the right."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=bool(heads), pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for n, first in enumerate(rows[0] if rows else heads):
        number = isinstance(first, int | float)
        grid.add_column(
            harmless(heads[n]) if heads else "",
            no_wrap=n in fixed,
            overflow="fold",
            justify="right" if number else "left",
        )
    for row in rows:
        grid.add_row(*(Text(_cell(value)) for value in row))
    out = console()
    with out.capture() as captured:
        out.print(Padding(grid, (0, 0, 0, indent)))
    typer.echo("\n".join(row.rstrip() for row in captured.get().rstrip("\n").split("\n")))


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"
    return harmless(", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))


def statements(found: Sequence[Said], *, indent: int = 2) -> None:
    """Print statements, and beside each its quote, cut to fit the line; a long statement has its quote below it."""
    from rich.cells import cell_len

    room = width() - indent
    limit = int(room * _SHARE)
    left = max((size for one in found if (size := cell_len(harmless(one.text))) <= limit), default=limit)
    for one in found:
        text, quote = harmless(one.text), harmless(one.quote).strip("“”\"' ")
        beside = f"“{cut(quote, one.phrase, room - left - 4, one.names)}”" if quote else ""
        if cell_len(text) > left:
            typer.echo(" " * indent + text)
            text = ""
        typer.echo(f"{' ' * indent}{text}{' ' * (left - cell_len(text))}  {beside}".rstrip())


def as_json(data: Any) -> None:
    """Print `data` as JSON for programs."""
    typer.echo(escaped(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)))


def escaped(text: str) -> str:
    """JSON in which whatever could harm a terminal is written as \\u…, which means the same to a program."""
    return "".join(_escape(c) if c != "\n" and _harmful(c) else c for c in text)


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{unit}" for unit in re.findall("....", units))


def raw(text: str) -> None:
    """Print text for programs as it is; at a terminal, made harmless."""
    typer.echo(harmless(text.replace("\r\n", "\n"), lines=True) if sys.stdout.isatty() else text, nl=False)


def joined(items: Iterable[str | None]) -> str:
    """The items that are not empty, with commas between."""
    return ", ".join(i for i in items if i)
