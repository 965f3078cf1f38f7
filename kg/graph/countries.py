"""The country view: what persons, ministries, armies and capitals do is counted for their states.

In: the network, and placements known from elsewhere. Out: which entity stands for which country, and what countries do
to each other by quad class. So "Putin met Li Shangfu" counts for Russia and China where the articles say whom the two
serve. Only facts place anybody: that somebody is *said* to be an agent of a state moves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

# The standing relations that lead from an actor to whom it acts for, those that tell most first: a minister who is a
# citizen of another state, or whose party has its seat there, still acts for the state that is served.
SERVES = (
    "leads",
    "ministerOf",
    "holdsOffice",
    "spokespersonFor",
    "represents",
    "worksFor",
    "subsidiaryOf",
    "partOf",
    "memberOf",
    "citizenOf",
    "basedIn",
)
# A place belongs to where it lies; whoever is merely located somewhere does not: think of foreign troops.
LIES = ("capitalOf", "partOf", "locatedIn")
# Bodies of many states act for none of them, wherever they have their seat.
STATELESS = "InternationalOrganization"
# How many steps a chain may have: a spokesperson of an office of a ministry of a government of a state has four.
LONGEST = 8


@dataclass(frozen=True, slots=True)
class CountryTie:
    """What two countries do to each other in one quad class, in numbers of statements.

    `facts` are said by the articles themselves, `claims` by somebody in them, `others` are denied, planned or possible
    without a claimant. `statements` are the ids of all.
    """

    source: str
    target: str
    quad: str
    facts: int
    claims: int
    others: int
    statements: tuple[str, ...]


def placed(graph: nx.MultiDiGraph[str], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The country that each entity stands for, by id; entities that stand for none, or for several alike, are left out.

    Args:
        graph: the network.
        known: entity -> country from a gazetteer, such as capitals; what the articles say goes before it.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("China", classes=("Country",))
        >>> graph.add_edges_from([("Wang", "Ministry", "st1", {"predicate": "spokespersonFor", "is_fact": True}),
        ...                       ("Ministry", "China", "st2", {"predicate": "partOf", "is_fact": True})])
        ['st1', 'st2']
        >>> placed(graph)
        {'China': 'China', 'Ministry': 'China', 'Wang': 'China'}
    """
    fixed = {node: node for node in graph if "Country" in graph.nodes[node].get("classes", ())}
    ways = _ways(graph, fixed)
    given = {node: country for node, country in (known or {}).items() if node in ways}
    found = fixed | given
    for _ in range(LONGEST):
        before, found = found, fixed | given | _chosen(ways, found)
        if found == before:
            break
    return dict(sorted((node, country) for node, country in found.items() if country))


def country_ties(
    graph: nx.MultiDiGraph[str], known: Mapping[str, str] | None = None, *, directed: bool = False
) -> list[CountryTie]:
    """What countries do to each other, by quad class: the pair with the most statements first.

    Statements inside one country are left out, and so is whatever has an end that stands for no country.

    Args:
        graph: the network.
        known: as for `placed`.
        directed: tell who does it to whom; otherwise a pair is in order of its ids.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_nodes_from(["Russia", "China"], classes=("Country",))
        >>> graph.add_edge("Russia", "China", "st1", quad="verbal cooperation", is_fact=True)
        'st1'
        >>> [(tie.source, tie.target, tie.facts, tie.claims) for tie in country_ties(graph)]
        [('China', 'Russia', 1, 0)]
    """
    country = placed(graph, known)
    grouped: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for subject, obj, key, data in graph.edges(keys=True, data=True):
        ends = country.get(subject), country.get(obj)
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            continue
        first, second = (ends[0], ends[1]) if directed and not data.get("symmetric") else sorted((ends[0], ends[1]))
        grouped.setdefault((first, second, data.get("quad", "")), []).append((key, _kind(data)))
    ties = [_tie(*group, found) for group, found in grouped.items()]
    total = Counter[frozenset[str]]()
    for tie in ties:
        total[frozenset((tie.source, tie.target))] += len(tie.statements)
    return sorted(
        ties,
        key=lambda t: (
            -total[frozenset((t.source, t.target))],
            min(t.source, t.target),
            max(t.source, t.target),
            -len(t.statements),
            t.quad,
            t.source,
        ),
    )


def _tie(source: str, target: str, quad: str, found: list[tuple[str, str]]) -> CountryTie:
    kinds = Counter(kind for _, kind in found)
    return CountryTie(
        source, target, quad, kinds["fact"], kinds["claim"], kinds["other"], tuple(sorted(key for key, _ in found))
    )


def _kind(data: Mapping[str, object]) -> str:
    if data.get("is_fact"):
        return "fact"
    return "claim" if data.get("claimed_by") else "other"


def _ways(graph: nx.MultiDiGraph[str], fixed: Mapping[str, str]) -> dict[str, list[dict[str, int]]]:
    """For each entity that may stand for a country: whom it serves or where it lies, by relation, with the evidence."""
    ways: dict[str, list[dict[str, int]]] = {}
    for node, data in graph.nodes(data=True):
        classes = data.get("classes", ())
        if node not in fixed and STATELESS not in classes:
            relations = LIES if "Place" in classes else SERVES
            ways[node] = [_targets(graph, node, relation) for relation in relations]
    return ways


def _targets(graph: nx.MultiDiGraph[str], node: str, relation: str) -> dict[str, int]:
    weights = Counter[str]()
    for _, target, data in graph.out_edges(node, data=True):
        if data.get("predicate") == relation and data.get("is_fact") and target != node:
            weights[target] += data.get("weight", 1)
    return weights


def _chosen(ways: Mapping[str, list[dict[str, int]]], placed: Mapping[str, str]) -> dict[str, str]:
    """One step further along all chains: for each entity the country of the most telling relation that has one."""
    found = {}
    for node, relations in ways.items():
        for targets in relations:
            votes = Counter[str]()
            for target, weight in targets.items():
                if country := placed.get(target):
                    votes[country] += weight
            if votes:
                found[node] = _winner(votes)
                break
    return found


def _winner(votes: Counter[str]) -> str:
    """The country with the most evidence, or "" where two have as much: a guess would be a false fact."""
    best = votes.most_common(2)
    return "" if len(best) > 1 and best[0][1] == best[1][1] else best[0][0]
