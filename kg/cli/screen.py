"""What reaches the terminal: tables and lines, with untrusted text made harmless.

In: strings of any origin. Out: text in which no character can move the cursor, colour the screen or turn the direction
of writing, laid out to the width of the terminal (100 columns where there is none).
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 100
_SHOWN = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str, *, lines: bool = False) -> str:
    """`text` with control, direction and private characters replaced; white space becomes single blanks unless `lines`.

    >>> harmless("red \\x1b[31malert\\u202e")
    'red �[31malert�'
    """
    safe = "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") or c == "\u200d" else _SHOWN for c in text)
    return safe if lines else " ".join(safe.split())


def console() -> Console:
    """Where tables are printed: the terminal's width and colours, or plain text where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False, no_color=not sys.stdout.isatty())


def table(rows: Sequence[Sequence[str]], *, heads: Sequence[str] = (), indent: int = 2, ratios: Sequence[int] = ()) -> None:
    """Print `rows` in columns; `ratios` share out the width, 0 keeps a column on one line."""
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=bool(heads), pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for n in range(len(rows[0]) if rows else len(heads)):
        ratio = ratios[n] if n < len(ratios) else None
        grid.add_column(heads[n] if heads else "", ratio=ratio or None, no_wrap=ratio == 0, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(harmless(cell)) for cell in row))
    from rich.padding import Padding

    out = console()
    with out.capture() as captured:
        out.print(Padding(grid, (0, 0, 0, indent)))
    print("\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n")))


def statements(pairs: Sequence[tuple[str, str, str]], *, indent: int = 2) -> None:
    """Print (statement, quote, words) triples: the statement, and beside it the quote, cut around the words to fit the line."""
    width = console().width - indent
    left = min(max((len(harmless(said)) for said, _, _ in pairs), default=0), width * 11 // 20)
    for said, quote, words in pairs:
        shown = harmless(said)
        bare = harmless(quote).strip("“”\" ")
        beside = f"“{cut(bare, words, width - left - 6)}”" if bare else ""
        if len(shown) > left:
            print(" " * indent + shown)
            shown = ""
        print(f"{' ' * indent}{shown:<{left}}  {beside}".rstrip())


def heading(text: str) -> None:
    """Print a heading with a blank line above."""
    print(f"\n{harmless(text)}")


def line(text: str) -> None:
    """Print one line of text."""
    print(harmless(text))


def as_json(data: Any) -> None:
    """Print `data` as JSON for programs."""
    print(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))


def note(text: str) -> None:
    """Say something on the error stream that is not part of the answer."""
    print(harmless(text), file=sys.stderr)


def cut(text: str, around: str, width: int) -> str:
    """At most `width` characters of `text` about the first of the words `around`, cut between words, with "…" where cut.

    >>> cut("One two three four five six", "four", 14)
    '… three four …'
    """
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    first = next((w for w in around.split() if w in text), "")
    middle = text.find(first) + len(first) // 2 if first else 0
    start = max(0, min(middle - width // 2, len(text) - width))
    end = min(len(text), start + width)
    piece = text[start:end]
    if end < len(text):
        piece = piece.rsplit(" ", 1)[0] + " …"
    if start:
        piece = "… " + piece.split(" ", 1)[-1]
    return piece


def joined(items: Iterable[str]) -> str:
    """The items that are not empty, with commas between."""
    return ", ".join(i for i in items if i)
