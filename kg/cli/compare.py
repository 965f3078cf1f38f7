"""`kg export`, `kg validate`, `kg diff`: graphs as files, checked and compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kg.library import Graph
    from kg.model import Statement

GraphArgument = typer.Argument(..., help="A file that kg wrote (.ttl .trig .nq .nt .jsonld) or a store's folder.")
JsonOption = typer.Option(False, "--json", help="Print JSON for programs.")


def export(graph: Path = GraphArgument, target: Path = typer.Argument(..., help="The file to write; its suffix names the format.")) -> None:
    """Write a graph in another format: ttl trig nq nt jsonld gexf graphml cyjs dot csv html png."""
    from kg import library
    from kg.cli.screen import line

    loaded = library.load(graph)
    loaded.check_suffix(target.suffix)
    line(str(loaded.save(target)))


def validate(graph: Path = GraphArgument, text: list[Path] = typer.Option([], "--text", help="An article's text: its quotes are checked against it."),
             as_json: bool = JsonOption) -> None:
    """Check a graph against the SHACL shapes: evidence, status, types, and no claim that stands as a fact."""
    from kg import library
    from kg.cli import screen
    from kg.model import Article

    loaded = library.load(graph)
    texts = {a.id: a.text for path in text for a in library.read(path) if isinstance(a, Article)}
    report = loaded.validate(texts)
    if as_json:
        screen.as_json([{"rule": p.rule, "node": p.node, "about": p.words, "message": p.message, "mend": p.mend} for p in report.problems])
    else:
        for problem in str(report).splitlines():
            screen.line(problem)
    if not report.conforms:
        raise typer.Exit(1)


def diff(first: Path = typer.Argument(..., help="A graph, or an article's text."), second: Path = typer.Argument(..., help="The other."),
         as_json: bool = JsonOption) -> None:
    """Compare two graphs (or two editions of an article) statement by statement: new, gone, changed status."""
    from kg import library
    from kg.cli import rows, screen

    one, other = _graph(first), _graph(second)
    found = library.diff(one, other)
    if as_json:
        screen.as_json({"new": rows.records(other, map(other.evidenced, found.new)), "gone": rows.records(one, map(one.evidenced, found.gone)),
                        "changed": [[rows.records(one, [one.evidenced(a)])[0], rows.records(other, [other.evidenced(b)])[0]] for a, b in found.changed]})
        return
    _section("NEW", other, found.new)
    _section("GONE", one, found.gone)
    if found.changed:
        screen.heading("CHANGED")
        screen.table([[one.evidenced(a).subject, one.evidenced(a).predicate, one.evidenced(a).object, rows.status(one.evidenced(a)), "→",
                       rows.status(other.evidenced(b))] for a, b in found.changed])
    if not found:
        screen.line("no difference")


def _section(head: str, graph: Graph, statements: tuple[Statement, ...]) -> None:
    from kg.cli import rows, screen

    if statements:
        screen.heading(head)
        screen.statements([rows.sentence(graph, graph.evidenced(s)) for s in statements])


def _graph(path: Path) -> Graph:
    """The graph in a file, or of an article's text."""
    from kg import library
    from kg.rdf.formats import WRITERS

    if path.suffix.lower() in WRITERS or (path.is_dir() and library.is_store(path)):
        return library.load(path)
    return library.build(path)
