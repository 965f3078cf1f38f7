"""The SHACL shapes: one small graph that conforms, and one passage of it changed for each thing that must not be."""

from __future__ import annotations

import re

import pyshacl
import pytest
from rdflib import Graph

from kg.ontology.files import find_folder

PREFIXES = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix ent: <https://w3id.org/newskg/entity/> .
@prefix st: <https://w3id.org/newskg/statement/> .
@prefix rel: <https://w3id.org/newskg/relation/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/newskg/article/> .
"""

# A fact, a claim, a fact about words and an open relation.
GRAPH = """
<a> a schema:NewsArticle ; schema:headline "Firefly meets Trentino" ; prov:wasGeneratedBy <a#run> .
<a#run> a prov:Activity .
ent:Firefly a kg:Person ; rdfs:label "Firefly" ; kg:mentionedIn <a> .
ent:Trentino a kg:Person ; rdfs:label "Trentino" ; kg:mentionedIn <a> .
ent:Sylvania a kg:Country ; rdfs:label "Sylvania" ; kg:mentionedIn <a> .
ent:Firefly kg:met ent:Trentino ; kg:announced "a war" ; rel:stoke ent:Trentino .
rel:stoke rdfs:subPropertyOf kg:openRelation .

st:1 a kg:Statement ; rdf:subject ent:Firefly ; rdf:predicate kg:met ; rdf:object ent:Trentino ;
    kg:polarity kg:Positive ; kg:factuality kg:Actual ; kg:time "1933-11-20"^^xsd:date ; kg:place ent:Sylvania ;
    kg:phrase "met" ; kg:confidence 0.9 ; kg:evidence <a#char=0,11> .
st:2 a kg:Statement, kg:Claim ; rdf:subject ent:Sylvania ; rdf:predicate kg:attacked ; rdf:object ent:Firefly ;
    kg:polarity kg:Negative ; kg:factuality kg:Possible ; kg:claimedBy ent:Trentino ; kg:evidence <a#char=0,11> .
st:3 a kg:Statement ; rdf:subject ent:Firefly ; rdf:predicate kg:announced ; rdf:object "a war" ;
    kg:polarity kg:Positive ; kg:factuality kg:Actual ; kg:evidence <a#char=0,11> .
st:4 a kg:Statement ; rdf:subject ent:Firefly ; rdf:predicate rel:stoke ; rdf:object ent:Trentino ;
    kg:polarity kg:Positive ; kg:factuality kg:Actual ; kg:evidence <a#char=0,11> .
<a#char=0,11> a kg:Evidence ; prov:wasQuotedFrom <a> ; nif:beginIndex 0 ; nif:endIndex 11 ; kg:quote "Firefly met" .
"""

LEAK = "stands as a fact, but no positive, actual and unclaimed statement is behind it"

# What is broken: a passage of GRAPH, what stands in its place, and a part of the message.
BROKEN = {
    "a record that is not declared": ("st:1 a kg:Statement ;", "st:1", "must be declared as one"),
    "no subject": ("rdf:subject ent:Sylvania ;", "", "exactly one subject"),
    "a subject that is no entity": ("rdf:subject ent:Sylvania", "rdf:subject <a>", "exactly one subject"),
    "two objects": ("rdf:object ent:Firefly", "rdf:object ent:Firefly, ent:Trentino", "exactly one object"),
    "an unknown predicate": ("rdf:predicate kg:attacked", "rdf:predicate kg:atacked", "exactly one predicate"),
    "a predicate that is no relation": ("rdf:predicate kg:attacked", "rdf:predicate kg:place", "exactly one predicate"),
    "no polarity": ("kg:polarity kg:Negative ;", "", "exactly one polarity"),
    "an unknown polarity": ("kg:polarity kg:Negative", "kg:polarity kg:Actual", "exactly one polarity"),
    "an unknown factuality": ("kg:factuality kg:Possible", 'kg:factuality "possible"', "exactly one factuality"),
    "two factualities": ("kg:factuality kg:Possible", "kg:factuality kg:Possible, kg:Actual", "exactly one factuality"),
    "no evidence": ("Trentino ; kg:evidence <a#char=0,11>", "Trentino", "at least one piece of evidence"),
    "evidence that is none": ("Trentino ; kg:evidence <a#char=0,11>", "Trentino ; kg:evidence <a>", "is a kg:Evidence"),
    "a time that is none": ('"1933-11-20"^^xsd:date', '"yesterday"', "at most one time"),
    "a place that is none": ("kg:place ent:Sylvania", "kg:place ent:Trentino", "The place of a statement"),
    "a phrase that is a node": ('kg:phrase "met"', "kg:phrase ent:Firefly", "is text"),
    "a confidence above 1": ("kg:confidence 0.9", "kg:confidence 1.1", "decimal from 0 to 1"),
    "a claim without claimant": ("kg:claimedBy ent:Trentino ;", "", "at least one claimant"),
    "a claimant that is no entity": ("kg:claimedBy ent:Trentino", 'kg:claimedBy "a source"', "it is an entity"),
    "a claimant of what is no claim": ("a kg:Statement, kg:Claim", "a kg:Statement", "Only a claim has a claimant"),
    "two chains of claimants": ("kg:claimedBy", 'kg:claimChain "a", "b" ; kg:claimedBy', "at most one chain"),
    "evidence from no article": ("prov:wasQuotedFrom <a> ;", "", "exactly one article"),
    "an offset that is no integer": ("nif:beginIndex 0 ", 'nif:beginIndex "0" ', "an integer from 0"),
    "an offset below 0": ("nif:beginIndex 0 ", "nif:beginIndex -1 ", "an integer from 0"),
    "no end": ("nif:endIndex 11 ;", "", "ends at exactly one offset"),
    "an end before the begin": ("nif:beginIndex 0 ", "nif:beginIndex 12 ", "ends after it begins"),
    "an empty quote": ('kg:quote "Firefly met"', 'kg:quote ""', "exactly one quote"),
    "a quote of another length": ('kg:quote "Firefly met"', 'kg:quote "Firefly met T"', "as many characters"),
    "an article that no run read": (" ; prov:wasGeneratedBy <a#run>", "", "which run read it"),
    "two headlines": ("schema:headline ", 'schema:headline "Another" , ', "at most one headline"),
    "an entity without a name": ('rdfs:label "Sylvania" ;', "", "An entity has a name"),
    "an entity that no article mentions": ('"Sylvania" ; kg:mentionedIn <a>', '"Sylvania"', "in at least one article"),
    "a subject outside the domain": ("rdf:predicate kg:attacked", "rdf:predicate kg:bornIn", "subject of .* not fit"),
    "an object outside the range": ("rdf:predicate kg:attacked", "rdf:predicate kg:locatedIn", "object of .* not fit"),
    "a claim in the flat view": ("kg:announced", "kg:attacked ent:Sylvania ; kg:announced", LEAK),
    "a claim that is also a flat triple": ("rel:stoke r", "ent:Sylvania kg:attacked ent:Firefly . rel:stoke r", LEAK),
    "a flat triple the other way round": ("rel:stoke r", "ent:Trentino kg:met ent:Firefly . rel:stoke r", LEAK),
    "a flat triple of an unknown predicate": ("kg:announced", "kg:knew ent:Trentino ; kg:announced", LEAK),
    "an open relation without a record": ("rel:stoke r", "ent:Sylvania rel:stoke ent:Firefly . rel:stoke r", LEAK),
}

# What may be otherwise: a passage of GRAPH and what stands in its place.
SOUND = {
    "an interval": ('"1933-11-20"^^xsd:date', '"1933-11/1933-12"^^edtf:EDTF'),
    "a year": ('"1933-11-20"^^xsd:date', '"1933"^^xsd:gYear'),
    "an object in words": ("rdf:object ent:Firefly", 'rdf:object "the palace"'),
    "two phrases, as in a union of articles": ('kg:phrase "met"', 'kg:phrase "met", "a meeting with"'),
    "two claimants": ("kg:claimedBy", 'kg:claimChain "Trentino > Firefly" ; kg:claimedBy ent:Firefly, '),
    "a finer class": ("ent:Trentino a kg:Person", "ent:Trentino a kg:Ministry"),
    "a quote beyond the first plane": ('nif:endIndex 11 ; kg:quote "Firefly met"', 'nif:endIndex 1 ; kg:quote "😀"'),
}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(find_folder() / "shapes.ttl")


@pytest.fixture(scope="module")
def ontology_graph() -> Graph:
    return Graph().parse(find_folder() / "news.ttl")


def report(shapes: Graph, ontology_graph: Graph, old: str = "", new: str = "", *, meta: bool = False) -> str:
    """What is wrong with GRAPH when `old` is changed to `new`; empty if nothing is."""
    assert old in GRAPH
    data = Graph().parse(data=PREFIXES + GRAPH.replace(old, new, 1), format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology_graph, meta_shacl=meta)
    return "" if conforms else str(text)


def test_the_shapes_are_shapes_and_a_sound_graph_conforms(shapes: Graph, ontology_graph: Graph) -> None:
    assert report(shapes, ontology_graph, meta=True) == ""


def test_an_empty_graph_conforms(shapes: Graph, ontology_graph: Graph) -> None:
    assert pyshacl.validate(Graph(), shacl_graph=shapes, ont_graph=ontology_graph)[0]


@pytest.mark.parametrize(("old", "new"), SOUND.values(), ids=SOUND.keys())
def test_what_may_be_conforms(shapes: Graph, ontology_graph: Graph, old: str, new: str) -> None:
    assert report(shapes, ontology_graph, old, new) == ""


@pytest.mark.parametrize(("old", "new", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_what_must_not_be_is_told(shapes: Graph, ontology_graph: Graph, old: str, new: str, message: str) -> None:
    messages = [line for line in report(shapes, ontology_graph, old, new).splitlines() if "Message:" in line]
    assert any(re.search(message, line) for line in messages), messages


def test_a_negated_a_planned_and_a_claimed_record_back_no_flat_triple(shapes: Graph, ontology_graph: Graph) -> None:
    for old, new in (
        ("kg:Positive", "kg:Negative"),
        ("kg:Actual", "kg:Planned"),
        ("a kg:Statement ;", "a kg:Claim, kg:Statement ; kg:claimedBy ent:Sylvania ;"),
    ):
        assert f"#met https://w3id.org/newskg/entity/Trentino {LEAK}" in report(shapes, ontology_graph, old, new)


def test_every_shape_has_a_message_for_people(shapes: Graph) -> None:
    sh = "http://www.w3.org/ns/shacl#"
    rows = shapes.query(
        f"SELECT ?s {{ {{ ?s <{sh}path> ?p . ?x <{sh}property> ?s }} UNION {{ ?x <{sh}sparql> ?s }} "
        f"FILTER NOT EXISTS {{ ?s <{sh}message> ?m }} FILTER NOT EXISTS {{ ?s <{sh}hasValue> ?v }} }}"
    )
    assert len(rows) == 0
