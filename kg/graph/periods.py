"""The country view over time: what countries do to each other by quad class, in days, months or years.

In: the network and the articles. Out: one record a period, pair and quad class; and the same as CSV.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.graph.countries import placed
from kg.graph.times import PERIODS
from kg.graph.view import JOIN
from kg.model import Article


@dataclass(frozen=True, slots=True)
class PeriodTie:
    """What one country does to another in one period and quad class, in numbers of statements.

    `period` is an ISO 8601 day, month or year, "" where nothing tells when. Of a symmetric relation the pair is in
    order of ids. `facts` are said by the articles themselves, `claims` by somebody in them, `others` are denied,
    planned or possible without a claimant.
    """

    period: str
    source: str
    target: str
    quad: str
    facts: int
    claims: int
    others: int


def period_ties(
    graph: nx.MultiDiGraph[str],
    articles: Iterable[Article] = (),
    known: Mapping[str, str] | None = None,
    *,
    by: str = "month",
) -> list[PeriodTie]:
    """The matrix of countries over time, in order of period, source, target and quad class.

    A statement counts for the time of what is said to have happened or, where none is said, of its first publication.

    Args:
        graph: the network.
        articles: say when they were published.
        known: entity -> country from a gazetteer, as for `countries.placed`.
        by: "day", "month" or "year".

    Example:
        >>> graph = nx.MultiDiGraph()
        >>> graph.add_nodes_from(["Russia", "China"], classes=("Country",))
        >>> graph.add_edge("Russia", "China", "st1", quad="verbal cooperation", is_fact=True, time="2023-04-16")
        'st1'
        >>> [(tie.period, tie.source, tie.target, tie.facts) for tie in period_ties(graph)]
        [('2023-04', 'Russia', 'China', 1)]
    """
    size = PERIODS[by]
    published = {a.id: a.published or "" for a in articles}
    country = placed(graph, known)
    counts: dict[tuple[str, str, str, str], Counter[str]] = {}
    for subject, obj, data in graph.edges(data=True):
        ends = country.get(subject), country.get(obj)
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            continue
        first, second = sorted((ends[0], ends[1])) if data.get("symmetric") else (ends[0], ends[1])
        key = (_period(data, published, size), first, second, str(data.get("quad", "")))
        counts.setdefault(key, Counter())[_kind(data)] += 1
    return [PeriodTie(*key, c["fact"], c["claim"], c["other"]) for key, c in sorted(counts.items())]


def as_csv(ties: Iterable[PeriodTie], names: Mapping[str, str]) -> bytes:
    """The matrix as CSV in UTF-8 with a byte order mark, as spreadsheets want it; names for ids."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("period", "from", "to", "quad class", "facts", "claims", "others"))
    for t in ties:
        ends = (names.get(t.source, t.source), names.get(t.target, t.target))
        writer.writerow((t.period, *ends, t.quad, t.facts, t.claims, t.others))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _period(data: Mapping[str, object], published: Mapping[str, str], size: int) -> str:
    time = str(data.get("time") or "").partition("/")[0]
    if not time or time == "..":
        days = (published.get(key, "") for key in str(data.get("articles") or "").split(JOIN))
        time = min(filter(None, days), default="")
    return time[:size]


def _kind(data: Mapping[str, object]) -> str:
    if data.get("is_fact"):
        return "fact"
    return "claim" if data.get("claimed_by") else "other"
