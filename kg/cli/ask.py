"""`kg query`, `kg why`, `kg path`: questions to a graph."""

from __future__ import annotations

from pathlib import Path

import typer

GraphArgument = typer.Argument(..., help="A file that kg wrote (.ttl .trig .nq .nt .jsonld) or a store's folder.")
JsonOption = typer.Option(False, "--json", help="Print JSON for programs.")


def query(graph: Path = GraphArgument, sparql: str | None = typer.Argument(None, help="A SPARQL query; prefixes are known."),
          file: Path | None = typer.Option(None, "-f", "--file", help="Read the query from a file."),
          ask: str | None = typer.Option(None, "--ask", help="A ready-made query by name; see --list."),
          values: list[str] = typer.Option([], "--set", help="NAME=VALUE for a ready-made query; may be repeated."),
          listing: bool = typer.Option(False, "--list", help="List the ready-made queries."),
          form: str = typer.Option("table", "--format", help="table, csv or json."),
          as_json: bool = typer.Option(False, "--json", help="The same as --format json.")) -> None:
    """Ask a graph in SPARQL, or with a ready-made query. Nothing is changed or fetched."""
    from kg import library
    from kg.cli import screen
    from kg.errors import QueryError
    from kg.rdf.sparql import questions

    if listing:
        screen.table([[q.name, q.title, ", ".join(p.name for p in q.parameters)] for q in questions()], heads=("query", "what it answers", "--set"),
                     ratios=(0, 3, 2))
        return
    if form not in ("table", "csv", "json"):
        raise QueryError(f"format {form!r}: there are table, csv, json")
    text = file.read_text(encoding="utf-8") if file else sparql
    loaded = library.load(graph)
    if ask:
        pairs = dict(value.partition("=")[::2] for value in values)
        answer = loaded.ask(ask, **pairs)
    elif text:
        answer = loaded.query(text)
    else:
        raise QueryError("no query; mend: give one, -f FILE, or --ask NAME (kg query GRAPH --list)")
    if form == "json" or as_json:
        print(answer.json(), end="")
    elif form == "csv":
        print(answer.csv(), end="")
    elif answer.rows:
        screen.table(answer.table(), heads=answer.columns, indent=0)
    if not answer.rows:
        screen.note("no rows")


def why(graph: Path = GraphArgument, subject: str = typer.Argument(..., help="Who."), predicate: str = typer.Argument(..., help="Did what, e.g. met."),
        obj: str = typer.Argument(..., metavar="OBJECT", help="To whom."), as_json: bool = JsonOption) -> None:
    """Show the sentences behind a statement, with outlet, date and offsets; claims and denials as such."""
    from kg import library
    from kg.cli import rows, screen

    loaded = library.load(graph)
    found = loaded.why(subject, predicate, obj)
    if as_json:
        screen.as_json(rows.records(loaded, found))
    for one in () if as_json else found:
        screen.heading(" ".join((one.subject, rows.spoken(one), one.object, f"[{screen.joined((rows.status(one), rows.when_where(loaded, one.statement)))}]")))
        articles = {a.id: a for a in one.articles}
        for evidence in one.statement.evidence:
            article = articles.get(evidence.article)
            source = screen.joined((article.publisher or "", (article.published or "")[:10], article.title or "")) if article else evidence.article
            screen.line(f"“{evidence.quote}”")
            screen.line(f"— {source or evidence.article}, characters {evidence.start} to {evidence.end}")
    if not found:
        screen.note(f"nothing in this graph says that {loaded.name(loaded.find(subject))} {predicate} {loaded.name(loaded.find(obj))}")
        raise typer.Exit(1)


def path(graph: Path = GraphArgument, first: str = typer.Argument(..., help="One end."), second: str = typer.Argument(..., help="The other."),
         as_json: bool = JsonOption) -> None:
    """Show how two entities hang together: the statements along the shortest way."""
    from kg import library
    from kg.cli import rows, screen
    from kg.graph.paths import shortest_path

    loaded = library.load(graph)
    steps = shortest_path(loaded.network, loaded.find(first), loaded.find(second))
    by_id = {s.id: s for s in loaded.statements}
    found = [loaded.evidenced(by_id[step[0].id]) for step in steps]
    if as_json:
        screen.as_json(rows.records(loaded, found))
    elif found:
        screen.statements([rows.sentence(loaded, one) for one in found], indent=0)
    if not found:
        screen.note(f"no way leads from {first} to {second}")
        raise typer.Exit(1)
