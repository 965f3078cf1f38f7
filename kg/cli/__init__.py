"""The command line: each verb a thin layer over the library.

Exit codes: 0 done; 1 the data fails (the shapes, nothing found); 2 bad usage or input. Errors are one line on the error
stream: what, where, the mend. Heavy libraries are imported inside the verbs, so that `--help` is quick.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli import archive, ask, build, compare, identity, link, screen, serve, show
from kg.errors import KGError

__all__ = ["app", "main"]

_ABOUT = "News as a knowledge graph: who did what to whom, who says so, when, and where it stands in the text."

app = typer.Typer(name="kg", help=_ABOUT, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
_VERBS = (
    build.build,
    ask.query,
    show.show,
    ask.why,
    ask.path,
    compare.export,
    compare.validate,
    compare.diff,
    archive.remove,
    archive.load,
    archive.push,
    archive.pull,
    identity.resolve,
    identity.merge,
    identity.split,
    identity.undo,
    identity.judgements,
    link.link,
    serve.serve,
)
for verb in _VERBS:
    app.command(verb.__name__)(verb)


def _print_version(wanted: bool) -> None:
    if wanted:
        screen.line(f"kg {__version__}")
        raise typer.Exit


@app.callback(help=_ABOUT)
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that stand before a verb."""


def main() -> None:
    """Run the command line; an error that the package foresees is one line, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter gets a "?" instead of a traceback.
            stream.reconfigure(errors="replace")
    try:
        app()
    except KGError as error:
        screen.note(f"kg: {error}")
        sys.exit(2)
