"""What stands between entities: a graph and one or two nodes in, statements out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx


@dataclass(frozen=True, slots=True)
class Link:
    """One statement between two entities: ids of the statement and of both ends, and how it reads.

    `status` is "fact" or what keeps the statement from being one ("claimed, planned"); `claimants` are names.
    """

    id: str
    subject: str
    predicate: str
    object: str
    label: str = ""
    quad: str = ""
    status: str = ""
    is_fact: bool = False
    claimants: str = ""
    time: str | None = None
    place: str | None = None
    weight: int = 1
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity beside another: how many statements go out to it and come in from it, and how many of all are facts."""

    id: str
    label: str
    type: str
    outgoing: int
    incoming: int
    facts: int
    predicates: tuple[str, ...]


def between(graph: nx.MultiDiGraph[str], first: str, second: str) -> list[Link]:
    """The statements between two entities, in both directions: facts first, then the best evidenced.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_edges_from([("Putin", "Li", "st1"), ("Li", "Putin", "st2"), ("Li", "Xi", "st3")])
        ['st1', 'st2', 'st3']
        >>> [link.id for link in between(graph, "Putin", "Li")]
        ['st1', 'st2']
    """
    found = [*_links(graph, first, second), *(_links(graph, second, first) if first != second else ())]
    return sorted(found, key=rank)


def neighbours(graph: nx.MultiDiGraph[str], node: str) -> list[Neighbour]:
    """The entities that share a statement with `node`, those with the most statements first.

    Example:
        >>> graph = nx.MultiDiGraph([("Putin", "Li"), ("Putin", "Xi"), ("Xi", "Putin")])
        >>> [(n.id, n.outgoing, n.incoming) for n in neighbours(graph, "Putin")]
        [('Xi', 1, 1), ('Li', 1, 0)]
    """
    found = [
        _neighbour(graph, node, other)
        for other in sorted({*graph.successors(node), *graph.predecessors(node)})
        if other != node
    ]
    return sorted(found, key=lambda n: (-n.outgoing - n.incoming, n.id))


def link(subject: str, obj: str, key: str, data: dict[str, Any]) -> Link:
    """The link of one edge."""
    return Link(
        key,
        subject,
        data.get("predicate", ""),
        obj,
        data.get("label", ""),
        data.get("quad", ""),
        data.get("status", ""),
        data.get("is_fact", False),
        data.get("claimants", ""),
        data.get("time"),
        data.get("place"),
        data.get("weight", 1),
        data.get("quote", ""),
    )


def rank(link: Link) -> tuple[bool, int, str]:
    """The key that sorts facts first, then what has the most evidence, then by id."""
    return not link.is_fact, -link.weight, link.id


def _links(graph: nx.MultiDiGraph[str], subject: str, obj: str) -> Iterator[Link]:
    for key, data in (graph.get_edge_data(subject, obj) or {}).items():
        yield link(subject, obj, key, data)


def _neighbour(graph: nx.MultiDiGraph[str], node: str, other: str) -> Neighbour:
    outgoing, incoming = list(_links(graph, node, other)), list(_links(graph, other, node))
    data = graph.nodes[other]
    return Neighbour(
        other,
        data.get("label", other),
        data.get("type", "Entity"),
        len(outgoing),
        len(incoming),
        sum(each.is_fact for each in (*outgoing, *incoming)),
        _predicates((*outgoing, *incoming)),
    )


def _predicates(links: Iterable[Link]) -> tuple[str, ...]:
    return tuple(sorted({each.label or each.predicate for each in links} - {""}))
