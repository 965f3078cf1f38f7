"""The ontology as RDF, SHACL and OWL see it, and the JSON-LD context."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import owlready2
import pyoxigraph
import pyshacl
import pytest
from rdflib import Graph

from kg.ontology.files import find_folder, local, parse

FOLDER = find_folder()
NEWS = FOLDER / "news.ttl"
CONTEXT = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]


# --- as RDF ------------------------------------------------------------------------------------------


def test_two_parsers_read_the_same_triples() -> None:
    assert len(Graph().parse(NEWS)) == len(set(parse(NEWS)))


def test_the_ontology_has_no_blank_node() -> None:
    nodes = [node for triple in parse(NEWS) for node in (triple.subject, triple.object)]
    assert not any(isinstance(node, pyoxigraph.BlankNode) for node in nodes)


def test_the_ontology_names_its_title_version_and_licence() -> None:
    head = {
        t.predicate.value.rsplit("/", 1)[-1]: t.object.value
        for t in parse(NEWS)
        if t.subject.value == "https://w3id.org/newskg/ontology"
    }
    assert head["license"] == "https://www.apache.org/licenses/LICENSE-2.0"
    assert {"title", "description"} <= head.keys()
    assert any("versionIRI" in key for key in head)


ONTOLOGY_SHAPES = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:TermShape a sh:NodeShape ;
    sh:targetClass kg:Polarity, kg:Factuality ;
    sh:targetSubjectsOf rdfs:subClassOf, rdfs:subPropertyOf, rdfs:domain ;
    sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ; sh:languageIn ("en") ] ;
    sh:property [ sh:path skos:definition ; sh:minCount 1 ; sh:maxCount 1 ; sh:languageIn ("en") ; sh:pattern "[.]$" ] .
kg:PredicateShape a sh:NodeShape ;
    sh:targetClass owl:ObjectProperty ;
    sh:property [ sh:path rdfs:domain ; sh:maxCount 1 ; sh:class owl:Class ] ;
    sh:property [ sh:path rdfs:range ; sh:maxCount 1 ; sh:class owl:Class ] ;
    sh:property [ sh:path kg:cameo ; sh:pattern "^[0-9]{3,4}$" ] ;
    sh:property [ sh:path kg:quad ; sh:maxCount 1 ;
                  sh:in ("verbal cooperation" "material cooperation" "verbal conflict" "material conflict") ] ;
    sh:property [ sh:path rdfs:subPropertyOf ; sh:class owl:ObjectProperty ] .
"""


def test_the_ontology_keeps_its_own_shapes() -> None:
    shapes = Graph().parse(data=ONTOLOGY_SHAPES, format="turtle")
    conforms, _, report = pyshacl.validate(Graph().parse(NEWS), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


# --- as OWL ------------------------------------------------------------------------------------------

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner HermiT runs on Java")


def _unsatisfiable(tmp_path: Path, *extra: str) -> list[object]:
    """The classes that nothing can belong to, by HermiT, with some statements in Turtle added."""
    graph = Graph().parse(NEWS)
    prefixes = "@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix : <https://news.example/> ."
    graph.parse(data="\n".join((prefixes, *extra)), format="turtle")
    path = tmp_path / "news.owl"
    graph.serialize(path, format="xml")
    world = owlready2.World()
    with world.get_ontology(path.as_uri()).load(only_local=True):
        owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


@needs_java
def test_a_reasoner_finds_the_ontology_consistent_with_what_news_says(tmp_path: Path) -> None:
    assert (
        _unsatisfiable(
            tmp_path,
            ":A a kg:Person ; kg:met :B ; kg:leads :C ; kg:visited :C . :B kg:memberOf :D .",
            ":C a kg:Country ; kg:sanctioned :D ; kg:locatedIn :E . :D a kg:ArmedGroup, kg:Event .",
        )
        == []
    )


@needs_java
def test_a_reasoner_finds_what_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(owlready2.base.OwlReadyInconsistentOntologyError):
        _unsatisfiable(tmp_path, ":A a kg:Statement, kg:Person .")


# --- the JSON-LD context ---------------------------------------------------------------------------


def test_the_context_gives_no_term_of_the_ontology_another_meaning() -> None:
    ours = set(filter(None, (local(triple.subject.value) for triple in parse(NEWS))))
    meanings = {key: rule["@id"] if isinstance(rule, dict) else rule for key, rule in CONTEXT.items() if key in ours}
    assert "polarity" in meanings
    assert all(iri == f"kg:{key}" for key, iri in meanings.items())


RECORD = {
    "id": "st:1",
    "type": ["Statement", "Claim"],
    "subject": "ent:A",
    "predicate": "kg:met",
    "object": "ent:B",
    "polarity": "kg:Positive",
    "claimedBy": ["ent:C", "ent:D"],
    "topic": "trade",
    "confidence": "0.9",
    "evidence": {"id": "art:1#char=0,9", "begin": 0, "quotedFrom": "art:1"},
}
SAME_RECORD = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix ent: <https://w3id.org/newskg/entity/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@base <https://w3id.org/newskg/article/> .
<../statement/1> a kg:Statement, kg:Claim ; rdf:subject ent:A ; rdf:predicate kg:met ; rdf:object ent:B ;
    kg:polarity kg:Positive ; kg:claimedBy ent:C, ent:D ; kg:topic "trade" ; kg:confidence 0.9 ;
    kg:evidence <1#char=0,9> .
<1#char=0,9> nif:beginIndex 0 ; prov:wasQuotedFrom <1> .
"""


def test_a_record_in_json_ld_is_the_record_in_turtle() -> None:
    text = json.dumps({"@context": CONTEXT, **RECORD})
    assert set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)) == set(
        pyoxigraph.parse(SAME_RECORD, format=pyoxigraph.RdfFormat.TURTLE)
    )


def test_the_context_needs_nothing_from_the_network() -> None:
    assert all(isinstance(rule, str | dict | float) for rule in CONTEXT.values())
    assert "@import" not in CONTEXT
