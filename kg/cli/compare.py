"""`kg export`, `kg validate`, `kg diff`: graphs as files, checked and compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import screen
from kg.cli.arguments import AsJson, GraphFile
from kg.errors import FormatError, InputError
from kg.model import Article, Statement

if TYPE_CHECKING:
    from kg.library import Graph


def export(
    graph: GraphFile,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; its suffix names the format.")],
    rdf12: Annotated[
        bool, typer.Option("--rdf12", help="RDF 1.2: statements as reifiers of triple terms (ttl nt trig nq).")
    ] = False,
    form: Annotated[
        str | None, typer.Option("--format", help="neo4j: a folder of CSV files for neo4j-admin database import.")
    ] = None,
) -> None:
    """Write a graph in another format: ttl trig nq nt jsonld gexf graphml cyjs dot csv parquet html png; or a .gz."""
    from kg import library
    from kg.library import files
    from kg.rdf.formats import kind_of

    if form not in (None, "neo4j"):
        raise FormatError(f"--format {form}: there is neo4j; all other formats are named by the file's suffix")
    if form:
        for path in files.save_neo4j(library.load(graph), target):
            screen.line(str(path))
        return
    library.Graph.check_suffix(kind_of(target)[0])
    screen.line(str(files.save_graph(library.load(graph), target, rdf12=rdf12)))


def validate(
    graph: GraphFile,
    text: Annotated[
        list[Path] | None, typer.Option("--text", help="An article to check quotes against; may be repeated.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a graph against the SHACL shapes: evidence, status, types, and no claim that stands as a fact."""
    from kg import library

    loaded = library.load(graph)
    report = loaded.validate(_texts(loaded, text or ()))
    if as_json:
        screen.as_json(
            {
                "conforms": report.conforms,
                "problems": [
                    {"rule": p.rule, "node": p.node, "about": p.words, "message": p.message, "mend": p.mend}
                    for p in report.problems
                ],
            }
        )
    else:
        for problem in str(report).splitlines():
            screen.line(problem)
    if not report.conforms:
        raise typer.Exit(1)


def _texts(graph: Graph, paths: Iterable[Path]) -> dict[str, str]:
    """The texts of the articles in `paths` by id; each must be one that the graph was built from."""
    from kg import library

    found: dict[str, str] = {}
    for path in paths:
        known = graph.recognized(a.text for a in library.read(path) if isinstance(a, Article))
        if not known:
            raise InputError(f"{path}: no article of this graph was built from this text; give the text as it was then")
        found |= known
    return found


def diff(
    first: Annotated[Path, typer.Argument(metavar="ONE", help="A graph, or an article.")],
    second: Annotated[Path, typer.Argument(metavar="OTHER", help="The other.")],
    as_json: AsJson = False,
) -> None:
    """Compare two graphs (or two editions of an article) statement by statement: new, gone, changed status."""
    from kg import library
    from kg.cli import rows

    one, other = _graph(first), _graph(second)
    found = library.diff(one, other)
    if as_json:
        changed = [
            [rows.records(one, [one.evidenced(a)])[0], rows.records(other, [other.evidenced(b)])[0]]
            for a, b in found.changed
        ]
        screen.as_json(
            {
                "new": rows.records(other, map(other.evidenced, found.new)),
                "gone": rows.records(one, map(one.evidenced, found.gone)),
                "changed": changed,
            }
        )
        return
    _section("NEW", other, found.new)
    _section("GONE", one, found.gone)
    if found.changed:
        screen.heading("CHANGED")
        for old, new in found.changed:
            screen.line(f"was: {rows.sentence(one, one.evidenced(old)).text}", indent=2)
            screen.line(f"now: {rows.sentence(other, other.evidenced(new)).text}", indent=2)
    if not found:
        screen.line("no difference")


def _section(head: str, graph: Graph, statements: tuple[Statement, ...]) -> None:
    from kg.cli import rows

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
