"""What the endpoint says of itself (SPARQL 1.1 Service Description): its address in, RDF out."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.rdf import terms
from kg.rdf.steps import encoded
from kg.serve.worker import GRAPHS, ROWS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = (
    *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
# Beyond this many graphs the description would be longer than most answers; GRAPH ?g { } lists them all.
_MOST = 200


def description(address: str, articles: Iterable[str], media: str) -> bytes:
    """The description in the RDF format of `media`; the first graphs are listed, by article."""
    triples = list(_triples(address, sorted(articles)[:_MOST]))
    prefixes = {**terms.PREFIXES, "sd": _SD} if media == "text/turtle" else None
    return ox.serialize(triples, format=GRAPHS[media], prefixes=prefixes) or b""


def _triples(address: str, articles: list[str]) -> Iterable[ox.Triple]:
    assert len(_NAMES) == len(ROWS) + len(GRAPHS)
    service, data, default = (ox.NamedNode(f"{address}{part}") for part in ("", "#dataset", "#default"))
    kind = terms.named("rdf:type")

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    yield ox.Triple(service, kind, sd("Service"))
    yield ox.Triple(service, sd("endpoint"), service)
    yield ox.Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    for name in _NAMES:
        yield ox.Triple(service, sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, sd("defaultDataset"), data)
    yield ox.Triple(data, kind, sd("Dataset"))
    yield ox.Triple(data, sd("defaultGraph"), default)
    yield ox.Triple(default, kind, sd("Graph"))
    for article in articles:
        graph = ox.NamedNode(f"{address}#graph-{encoded(article)}")
        yield ox.Triple(data, sd("namedGraph"), graph)
        yield ox.Triple(graph, kind, sd("NamedGraph"))
        yield ox.Triple(graph, sd("name"), terms.article(article))
