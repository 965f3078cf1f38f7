"""Who is meant by a name: what a user types in, a node of the graph out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

import networkx as nx

from kg.errors import UnknownName


def find(graph: nx.MultiDiGraph[str], name: str) -> str:
    """The id of the entity called `name`.

    Looked for in this order, and found where the first step gives just one: the id, with underscores or spaces; a name
    or alias as it is written; the same without regard to case, accents, spaces and underscores; the last word of a
    name, such as a surname.

    Raises:
        UnknownName: nothing is called so, and the message has the nearest names; or several things are, and the
            message has their ids.

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_node("Recep_Tayyip_Erdoğan", label="Recep Tayyip Erdoğan")
        >>> find(graph, "erdogan")
        'Recep_Tayyip_Erdoğan'
    """
    for key in (name, "_".join(name.split())):
        if key in graph:
            return key
    wanted = folded(name)
    for matches in (
        lambda known: known == name,
        lambda known: folded(known) == wanted,
        lambda known: surname(known) == wanted,
    ):
        found = _matching(graph, matches) if wanted else []
        if len(found) > 1:
            raise UnknownName(f"{name!r} may be {_listed(graph, found)}; give the id")
        if found:
            return found[0]
    raise UnknownName(f"nothing is called {name!r} here" + _suggestion(graph, wanted))


def folded(name: str) -> str:
    """`name` without case, accents, underscores, or spaces more than one.

    Example:
        >>> folded("  Ángela_MERKEL ")
        'angela merkel'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\s_]+", " ", plain.casefold()).strip()


def surname(name: str) -> str:
    """The last word of a name of several words, folded; "" where there is one word only."""
    words = folded(name).split()
    return words[-1] if len(words) > 1 else ""


def names(graph: nx.MultiDiGraph[str], node: str) -> Iterator[str]:
    """All that an entity is called: its id, its name, its aliases."""
    yield node
    yield from filter(None, (graph.nodes[node].get("label"), *graph.nodes[node].get("aliases", ())))


def _matching(graph: nx.MultiDiGraph[str], matches: Callable[[str], bool]) -> list[str]:
    return [node for node in graph if any(matches(name) for name in names(graph, node))]


def _listed(graph: nx.MultiDiGraph[str], nodes: Iterable[str]) -> str:
    known = [f"{node} ({graph.nodes[node].get('type', 'Entity')})" for node in sorted(nodes)]
    more = f" and {len(known) - 8} more" if len(known) > 8 else ""
    return ", ".join(known[:8]) + more


def _suggestion(graph: nx.MultiDiGraph[str], wanted: str) -> str:
    """The nearest names, as the end of a message."""
    spelled: dict[str, str] = {}
    for node in graph:
        label = graph.nodes[node].get("label") or node
        for name in names(graph, node):
            spelled.setdefault(folded(name), label)
            spelled.setdefault(surname(name) or folded(name), label)
    close = dict.fromkeys(spelled[match] for match in get_close_matches(wanted, sorted(spelled), 6, 0.6))
    return f"; perhaps {', '.join(list(close)[:3])}" if close else "; list the actors to see who is"
