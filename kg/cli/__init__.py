"""The command line: one verb a file, each a thin layer over the library.

Exit codes: 0 done; 1 the data fails (the shapes, nothing found); 2 bad usage or input. Errors are one line on the error
stream: what, where, the mend. Heavy libraries are imported inside the verbs, so that `--help` is quick.
"""

from __future__ import annotations

import sys

import typer

from kg import __version__
from kg.cli import ask, build, compare, show
from kg.errors import KGError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg", help="News as a knowledge graph: who did what to whom, who says so, when, and where it stands in the text.",
    no_args_is_help=True, add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("build")(build.build)
app.command("query")(ask.query)
app.command("show")(show.show)
app.command("why")(ask.why)
app.command("path")(ask.path)
app.command("export")(compare.export)
app.command("validate")(compare.validate)
app.command("diff")(compare.diff)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version.")) -> None:
    """News as a knowledge graph: who did what to whom, who says so, when, and where it stands in the text."""


def main() -> None:
    """Run the command line; an error that the package foresees is one line, not a traceback."""
    try:
        app()
    except KGError as error:
        from kg.cli.screen import harmless

        print(f"kg: {harmless(str(error), lines=True)}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
