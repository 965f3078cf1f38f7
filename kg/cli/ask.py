"""`kg query`, `kg why`, `kg path`: questions to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import screen
from kg.cli.arguments import AsJson, GraphFile
from kg.errors import InputError, QueryError

if TYPE_CHECKING:
    from kg.library import Evidenced, Graph
    from kg.rdf.results import Result

FORMS = ("table", "csv", "json")


def query(
    graph: Annotated[
        str | None, typer.Argument(help="A file that kg wrote, a store's folder, or the url of a server's queries.")
    ] = None,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[SPARQL | NAME=VALUE…]", help="A query; or values for --ask.")
    ] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Read the query from a file.")] = None,
    ask: Annotated[str | None, typer.Option(help="A ready-made query by name; see --list.")] = None,
    values: Annotated[list[str] | None, typer.Option("--set", help="NAME=VALUE for --ask; may be repeated.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the ready-made queries.")] = False,
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    as_json: AsJson = False,
) -> None:
    """Ask a graph in SPARQL, or with a ready-made query. Nothing is changed or fetched."""
    if form not in FORMS:
        raise QueryError(f"--format {form}: there are {', '.join(FORMS)}")
    if listing:
        _list(as_json=as_json or form == "json")
        return
    if graph is None:
        raise QueryError("no graph; mend: kg query GRAPH 'SELECT …', or kg query --list")
    given = [*(values or ()), *(words or ())]
    if graph.startswith(("http://", "https://")):
        answer = _remote(graph, given, file, ask)
    elif ask is None:
        answer = _loaded(graph).query(_text(given, file))
    else:
        pairs = dict(map(_pair, given))
        answer = _loaded(graph).ask(ask, **pairs)
    _print(answer, "json" if as_json else form)


def _remote(url: str, given: list[str], file: Path | None, ask: str | None) -> Result:
    """The answer of a server elsewhere, which has no names that could be looked up."""
    from kg.rdf.push import query
    from kg.rdf.remote import Server

    if ask is not None:
        raise QueryError("--ask is for files and stores; mend: a server is asked in SPARQL")
    return query(Server(url), _text(given, file))


def _loaded(graph: str | Path) -> Graph:
    from kg import library

    return library.load(graph)


def _text(given: list[str], file: Path | None) -> str:
    if file is None and len(given) == 1:
        return given[0]
    if file is None or given:
        raise QueryError("one query is wanted; mend: give it in quotes, or -f FILE, or --ask NAME (kg query --list)")
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(
            f"{file}: cannot be read as a query: {getattr(error, 'strerror', None) or error}; give a file in UTF-8"
        ) from error


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise QueryError(f"{given!r} is no value for --ask; mend: NAME=VALUE; kg query --list shows the names")
    return name, value


def _print(answer: Result, form: str) -> None:
    if form == "json":
        screen.raw(screen.escaped(answer.json()))
    elif form == "csv":
        screen.raw(answer.csv())
    elif answer.rows:
        screen.table(answer.table(), heads=answer.columns)
    else:
        screen.note("no rows")


def _list(*, as_json: bool) -> None:
    from kg.rdf.sparql import questions

    if as_json:
        screen.as_json(
            [
                {
                    "name": q.name,
                    "title": q.title,
                    "description": q.description,
                    "parameters": [
                        {"name": p.name, "kind": p.kind, "description": p.description, "needed": p.needed}
                        for p in q.parameters
                    ],
                }
                for q in questions()
            ]
        )
        return
    screen.table(
        [
            [q.name, q.title, screen.joined(f"{p.name}{' (needed)' if p.needed else ''}" for p in q.parameters)]
            for q in questions()
        ],
        heads=("query", "what it answers", "values"),
        fixed=(0,),
    )


def why(
    graph: GraphFile,
    subject: Annotated[str, typer.Argument(help="Who.")],
    predicate: Annotated[str, typer.Argument(help="Did what, e.g. met; or a family of relations, e.g. consulted.")],
    obj: Annotated[str, typer.Argument(metavar="OBJECT", help="To whom.")],
    as_json: AsJson = False,
) -> None:
    """Show the sentences behind a statement, with outlet, date and offsets; claims and denials as such."""
    from kg.cli import rows

    loaded = _loaded(graph)
    found = loaded.why(subject, predicate, obj)
    if as_json:
        screen.as_json(rows.records(loaded, found))
    for one in () if as_json else found:
        _explain(loaded, one)
    if not found:
        names = (loaded.name(loaded.find(subject)), predicate, loaded.name(loaded.find(obj)))
        screen.note(f"nothing in this graph says that {' '.join(names)}")
        raise typer.Exit(1)


def _explain(graph: Graph, found: Evidenced) -> None:
    """One statement with all its quotes and where each stands."""
    from kg.cli import rows
    from kg.graph.outlets import independent

    screen.heading(f"{rows.sentence(graph, found).text} [{rows.status(found)}]")
    known = {a.id: a for a in found.articles}
    if len(known) > 1:
        sources = len(independent(found.statement.evidence, known))
        screen.line(f"{len(known)} articles, {sources} independent outlet{'s' if sources > 1 else ''}", indent=2)
    for evidence in found.statement.evidence:
        screen.paragraph(f"“{evidence.quote}”")
        where = rows.source(known.get(evidence.article), evidence.article)
        screen.line(f"— {where}, characters {evidence.start} to {evidence.end}", indent=2)


def path(
    graph: GraphFile,
    first: Annotated[str, typer.Argument(metavar="ONE", help="One end.")],
    second: Annotated[str, typer.Argument(metavar="OTHER", help="The other.")],
    as_json: AsJson = False,
) -> None:
    """Show how two entities hang together: the statements along the shortest way."""
    from kg.cli import rows
    from kg.graph.paths import shortest_path

    loaded = _loaded(graph)
    ends = loaded.find(first), loaded.find(second)
    if ends[0] == ends[1]:
        raise InputError(f"{first!r} and {second!r} are the same, {loaded.name(ends[0])}; give two entities")
    by_id = {s.id: s for s in loaded.statements}
    found = [loaded.evidenced(by_id[step[0].id]) for step in shortest_path(loaded.network, *ends)]
    if as_json:
        screen.as_json(rows.records(loaded, found))
    elif found:
        screen.statements([rows.sentence(loaded, one) for one in found], indent=0)
    if not found:
        screen.note(f"no way leads from {loaded.name(ends[0])} to {loaded.name(ends[1])}")
        raise typer.Exit(1)
