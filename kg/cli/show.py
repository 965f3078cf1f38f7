"""`kg show`: who is in a graph, what they do, and the card of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import card, disputes, screen
from kg.cli.arguments import AsJson, GraphFile
from kg.errors import FormatError, QueryError

if TYPE_CHECKING:
    from kg.cli.tables import Row
    from kg.library import Graph
    from kg.model import Statement

_FOR_PROGRAMS = ("id", "ids")
_PERIODS = ("day", "month", "year")
_WHAT = (
    "actors, countries, relations, timeline, claims, disagreements, changes, evidence, together, ranking, communities, "
    "matrix; or a name."
)


def show(
    graph: GraphFile,
    what: Annotated[str, typer.Argument(help=_WHAT)],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="Whose timeline, or whose claims.")
    ] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Only what this actor is part of; may be repeated.")] = None,
    predicate: Annotated[list[str] | None, typer.Option(help="Only this relation and those below it.")] = None,
    article: Annotated[list[str] | None, typer.Option(help="Only this article, by id.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this day, month or year.")] = None,
    by: Annotated[str | None, typer.Option(help="For matrix: day, month or year.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="For matrix: a .csv or .png file.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show an overview of a graph, or everything about one actor."""
    from kg import library
    from kg.cli.tables import TABLES, matrix_over_time

    loaded = library.load(graph)
    chosen = {"actors": actor, "predicates": predicate, "articles": article, "since": since, "until": until}
    if any(chosen.values()):
        loaded = loaded.restricted(**{key: value for key, value in chosen.items() if value})  # type: ignore[arg-type]
    _check(what, names or (), by, output)
    if output is not None:
        _write_matrix(loaded, by or "month", output)
    elif what in LISTS:
        _list(loaded, LISTS[what](loaded, *(names or ()))[:limit], what, as_json=as_json)
    elif what in DISPUTES:
        disputes.show(loaded, DISPUTES[what](loaded)[:limit], what, as_json=as_json)
    elif what in TABLES:
        _table((matrix_over_time(loaded, by) if by else TABLES[what](loaded))[:limit], what, as_json=as_json)
    else:
        card.show(loaded, what, as_json=as_json)


def _check(what: str, names: Sequence[str], by: str | None, output: Path | None) -> None:
    """Refuse options that say nothing about what is asked for."""
    if names and what not in ("timeline", "claims"):
        raise QueryError(f"{' '.join([what, *names])!r}: too many words; mend: a name of several words in quotes")
    if (by or output) and what != "matrix":
        raise QueryError(f"{what}: --by and --output are for matrix")
    if by and by not in _PERIODS:
        raise QueryError(f"--by {by}: there are {', '.join(_PERIODS)}")
    if output and output.suffix.lower() not in (".csv", ".png"):
        raise FormatError(f"{output}: the matrix is written as .csv or .png")


def _write_matrix(graph: Graph, by: str, output: Path) -> None:
    from kg.exporters.matrix import to_png
    from kg.graph.periods import as_csv
    from kg.library import questions
    from kg.library.files import save

    ties = questions.matrix(graph, by=by)
    names = {end: graph.name(end) for t in ties for end in (t.source, t.target)}
    write = as_csv if output.suffix.lower() == ".csv" else to_png
    screen.line(str(save(output, write(ties, names))))


def _list(graph: Graph, statements: Sequence[Statement], what: str, *, as_json: bool) -> None:
    from kg.cli import rows

    found = [graph.evidenced(s) for s in statements]
    if as_json:
        screen.as_json(rows.records(graph, found))
    elif found:
        screen.statements([rows.sentence(graph, one) for one in found], indent=0)
    else:
        screen.note(f"no {what} in this graph")


def _table(found: Sequence[Row], what: str, *, as_json: bool) -> None:
    if as_json:
        screen.as_json(found)
    elif found:
        heads = [name for name in found[0] if name not in _FOR_PROGRAMS]
        screen.table([[row[name] for name in heads] for row in found], heads=heads)
    else:
        screen.note(f"no {what} in this graph")


# --- statements --------------------------------------------------------------------------------


def _relations(graph: Graph, *_: str) -> list[Statement]:
    return [s for s in graph.statements if not s.is_open]


def _timeline(graph: Graph, *names: str) -> list[Statement]:
    from kg.library import questions

    return questions.timeline(graph, *names)


def _claims(graph: Graph, *speakers: str) -> list[Statement]:
    from kg.library import questions

    return questions.claims(graph, *speakers)


LISTS: Mapping[str, Callable[..., list[Statement]]] = {
    "relations": _relations,
    "timeline": _timeline,
    "claims": _claims,
}
DISPUTES: Mapping[str, Callable[[Graph], list[disputes.Sides]]] = {
    "disagreements": disputes.disagreements,
    "changes": disputes.changes,
}
