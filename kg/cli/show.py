"""`kg show`: who is in a graph, what they do, and the card of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from kg.cli import screen
from kg.cli.arguments import AsJson, GraphFile

if TYPE_CHECKING:
    from kg.library import Evidenced, Graph
    from kg.model import Statement

# A row of a table; what `id` and `ids` hold is for programs only.
Row: TypeAlias = dict[str, Any]
_FOR_PROGRAMS = ("id", "ids")
_WHAT = "actors, countries, relations, timeline, claims, disagreements, ranking, communities, matrix; or a name."


def show(
    graph: GraphFile,
    what: Annotated[str, typer.Argument(help=_WHAT)],
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show an overview of a graph, or everything about one actor."""
    from kg import library

    loaded = library.load(graph)
    if what in LISTS:
        _list(loaded, LISTS[what](loaded)[:limit], what, as_json=as_json)
    elif what in TABLES:
        _table(TABLES[what](loaded)[:limit], what, as_json=as_json)
    else:
        _card(loaded, what, as_json=as_json)


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


def _card(graph: Graph, name: str, *, as_json: bool) -> None:
    from kg.cli import rows

    key = graph.find(name)
    found = graph.about(key)
    about = {
        e.id: {"id": e.id, "name": e.name, "type": e.type, "aliases": e.aliases, "same_as": e.same_as}
        for e in graph.entities
    }.get(key, {"id": key, "name": key, "type": "Entity", "aliases": (), "same_as": ()})
    if as_json:
        screen.as_json({**about, "statements": rows.records(graph, found)})
        return
    screen.line(f"{about['name']} · {graph.ontology.schema.labels.get(str(about['type']), str(about['type']))}")
    for head, values in (("also called", about["aliases"]), ("elsewhere", about["same_as"])):
        if values:
            screen.line(f"{head}: {', '.join(values)}")
    for head, some in _parts(key, found):
        if some:
            screen.heading(head)
            screen.statements([rows.sentence(graph, one) for one in some])


def _parts(key: str, found: Sequence[Evidenced]) -> tuple[tuple[str, list[Evidenced]], ...]:
    """What an entity says, does, and has done to it; each statement in the first part that it fits."""
    says = [f for f in found if key in f.statement.claimed_by]
    rest = [f for f in found if key not in f.statement.claimed_by]
    return (
        ("SAYS", says),
        ("DOES AND IS", [f for f in rest if f.statement.subject == key]),
        ("IS DONE TO", [f for f in rest if f.statement.subject != key]),
    )


# --- statements --------------------------------------------------------------------------------


def _relations(graph: Graph) -> list[Statement]:
    return [s for s in graph.statements if not s.is_open]


def _timeline(graph: Graph) -> list[Statement]:
    return sorted((s for s in graph.statements if s.time), key=lambda s: (s.time or "", s.id))


def _claims(graph: Graph) -> list[Statement]:
    return sorted((s for s in graph.statements if s.claimed_by), key=lambda s: s.claimed_by)


# --- tables ------------------------------------------------------------------------------------


def _actors(graph: Graph) -> list[Row]:
    from kg.graph.actors import top_actors

    return [
        {
            "id": a.id,
            "actor": a.label,
            "type": a.type,
            "facts": a.facts,
            "other statements": a.others,
            "claims made": a.claims,
        }
        for a in top_actors(graph.network)
    ]


def _countries(graph: Graph) -> list[Row]:
    from kg.graph.actors import top_countries

    return [
        {"id": a.id, "country": a.label, "facts": a.facts, "other statements": a.others, "claims made": a.claims}
        for a in top_countries(graph.network)
    ]


def _disagreements(graph: Graph) -> list[Row]:
    from kg.cli.rows import prefix

    def voices(statements: Sequence[Statement]) -> list[str]:
        told = {
            f"{' › '.join(map(graph.name, s.claimed_by)) or 'the article itself'}"
            f"{f' ({words})' if (words := prefix(s).removesuffix(': ')) not in ('', 'not so') else ''}"
            for s in statements
        }
        return sorted(told)

    found = [(d, graph.evidenced(d.said[0])) for d in graph.disagreements()]
    return [
        {
            "id": [d.subject, d.predicate, str(d.object)],
            "statement": f"{e.subject} {e.predicate} {e.object}",
            "said by": voices(d.said),
            "denied by": voices(d.denied),
            "ids": {"said": [s.id for s in d.said], "denied": [s.id for s in d.denied]},
        }
        for d, e in found
    ]


def _ranking(graph: Graph) -> list[Row]:
    from kg.graph.ranking import betweenness, pagerank

    between = dict(betweenness(graph.network))
    return [
        {"id": n, "actor": graph.name(n), "PageRank": score, "betweenness": between.get(n, 0.0)}
        for n, score in pagerank(graph.network)
    ]


def _communities(graph: Graph) -> list[Row]:
    from kg.graph.communities import find_communities

    return [
        {"community": n, "members": [graph.name(m) for m in members], "ids": members}
        for n, members in enumerate(find_communities(graph.network), 1)
    ]


def _matrix(graph: Graph) -> list[Row]:
    return [
        {
            "from": graph.name(t.source),
            "to": graph.name(t.target),
            "quad class": t.quad,
            "facts": t.facts,
            "claims": t.claims,
            "others": t.others,
            "ids": [t.source, t.target],
        }
        for t in graph.country_ties()
    ]


LISTS: Mapping[str, Callable[[Graph], list[Statement]]] = {
    "relations": _relations,
    "timeline": _timeline,
    "claims": _claims,
}
TABLES: Mapping[str, Callable[[Graph], list[Row]]] = {
    "actors": _actors,
    "countries": _countries,
    "disagreements": _disagreements,
    "ranking": _ranking,
    "communities": _communities,
    "matrix": _matrix,
}
