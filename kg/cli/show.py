"""`kg show`: who is in a graph, what they do, and the card of one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from kg.library import Graph
    from kg.model import Statement

Rows = tuple[tuple[str, ...], list[list[str]]]


def show(graph: Path = typer.Argument(..., help="A file that kg wrote, or a store's folder."),
         what: str = typer.Argument(..., help="actors, countries, relations, timeline, claims, disagreements, ranking, communities, matrix; or a name."),
         limit: int = typer.Option(0, help="At most so many rows; 0: all."),
         as_json: bool = typer.Option(False, "--json", help="Print JSON for programs.")) -> None:
    """Show an overview of a graph, or everything about one actor."""
    from kg import library
    from kg.cli import screen

    loaded = library.load(graph)
    listed = LISTS.get(what)
    if listed is not None:
        _list(loaded, listed(loaded), limit, as_json=as_json)
        return
    view = VIEWS.get(what)
    if view is None:
        _card(loaded, what, as_json=as_json)
        return
    heads, found = view(loaded)
    found = found[:limit] if limit else found
    if as_json:
        screen.as_json([dict(zip(heads, row, strict=True)) for row in found])
    elif found:
        screen.table(found, heads=heads, indent=0)
    else:
        screen.note(f"no {what} in this graph")


def _list(graph: Graph, statements: Sequence[Statement], limit: int, *, as_json: bool) -> None:
    from kg.cli import rows, screen

    found = [graph.evidenced(s) for s in (statements[:limit] if limit else statements)]
    if as_json:
        screen.as_json(rows.records(graph, found))
    elif found:
        screen.statements([rows.sentence(graph, one) for one in found], indent=0)
    else:
        screen.note("none in this graph")


def _card(graph: Graph, name: str, *, as_json: bool) -> None:
    from kg.cli import rows, screen

    key = graph.find(name)
    entity = next(e for e in graph.entities if e.id == key)
    found = graph.about(key)
    if as_json:
        screen.as_json({"id": key, "name": entity.name, "type": entity.type, "aliases": entity.aliases, "same_as": entity.same_as,
                        "statements": rows.records(graph, found)})
        return
    screen.line(f"{entity.name} · {entity.type}")
    for head, values in (("also called", entity.aliases), ("elsewhere", entity.same_as)):
        if values:
            screen.line(f"{head}: {', '.join(values)}")
    parts: list[tuple[str, list[Any]]] = [
        ("SAYS", [f for f in found if key in f.statement.claimed_by]),
        ("DOES AND IS", [f for f in found if f.statement.subject == key and key not in f.statement.claimed_by]),
        ("IS DONE TO", [f for f in found if f.statement.object == key and f.statement.subject != key and key not in f.statement.claimed_by])]
    for head, some in parts:
        if some:
            screen.heading(head)
            screen.statements([rows.sentence(graph, one) for one in some])


def _actors(graph: Graph) -> Rows:
    from kg.graph.actors import top_actors

    return ("actor", "type", "facts", "other statements", "claims made"), [
        [a.label, a.type, str(a.facts), str(a.others), str(a.claims)] for a in top_actors(graph.network)]


def _countries(graph: Graph) -> Rows:
    from kg.graph.actors import top_countries

    return ("country", "facts", "other statements", "claims made"), [
        [a.label, str(a.facts), str(a.others), str(a.claims)] for a in top_countries(graph.network)]


def _timeline(graph: Graph) -> list[Statement]:
    return sorted((s for s in graph.statements if s.time), key=lambda s: (s.time or "", s.id))


def _claims(graph: Graph) -> list[Statement]:
    return sorted((s for s in graph.statements if s.claimed_by), key=lambda s: s.claimed_by)


def _disagreements(graph: Graph) -> Rows:
    answer = graph.ask("disagreements")
    return answer.columns, answer.table()


def _ranking(graph: Graph) -> Rows:
    from kg.graph.ranking import betweenness, pagerank

    between = dict(betweenness(graph.network))
    return ("actor", "PageRank", "betweenness"), [
        [graph.name(n), f"{score:.4f}", f"{between.get(n, 0.0):.4f}"] for n, score in pagerank(graph.network)]


def _communities(graph: Graph) -> Rows:
    from kg.graph.communities import find_communities

    return ("community", "members"), [[str(n), ", ".join(map(graph.name, members))] for n, members in enumerate(find_communities(graph.network), 1)]


def _matrix(graph: Graph) -> Rows:
    return ("from", "to", "quad class", "facts", "claims", "others"), [
        [graph.name(t.source), graph.name(t.target), t.quad, str(t.facts), str(t.claims), str(t.others)] for t in graph.country_ties()]


LISTS: dict[str, Callable[[Any], Sequence[Any]]] = {"relations": lambda graph: graph.statements, "timeline": _timeline, "claims": _claims}
VIEWS: dict[str, Callable[[Any], Rows]] = {
    "actors": _actors, "countries": _countries, "disagreements": _disagreements, "ranking": _ranking, "communities": _communities, "matrix": _matrix}
