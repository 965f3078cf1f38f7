"""The ontology: its files, its schema, and what an OWL reasoner and SHACL say of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import OntologyError
from kg.ontology import load
from kg.ontology.files import find_folder, parse
from kg.ontology.schema import Schema, load_schema

FOLDER = find_folder()
NEWS = FOLDER / "news.ttl"

# Family, quad and names: what the reader is measured by.
TABLE = """
AGREE | verbal cooperation | agreedWith signedAgreementWith promised
CONSULT | verbal cooperation | met visited hosted spokeWith negotiatedWith contacted mediatedBetween
SUPPORT | verbal cooperation | supported praised endorsed thanked congratulated recognized defended apologizedTo
CONCEDE | verbal cooperation | concededTo easedRestrictionsOn resigned
COOPERATE | material cooperation | cooperatedWith tradedWith exercisedWith sharedInformationWith investedIn
AID | material cooperation | aided armed suppliedTo funded sheltered rescued
RETREAT | material cooperation | withdrewFrom released returned ceasedFireWith
REQUEST | verbal conflict | urged demandedFrom appealedTo proposedTo ordered
ACCUSE | verbal conflict | accused criticized condemned blamed investigated sued angered
REJECT | verbal conflict | rejected denied refused vetoed opposed
THREATEN | verbal conflict | threatened warned
PROTEST | material conflict | protestedAgainst struckAgainst
SANCTION | material conflict | sanctioned expelled cutTiesWith boycotted dismissed
MOBILIZE | material conflict | mobilizedAgainst deployedTo
COERCE | material conflict | coerced arrested detained charged convicted seized raided banned censored
ASSAULT | material conflict | attacked bombed killed injured invaded fought captured abducted hacked
STATE | | leads holdsOffice ministerOf spokespersonFor memberOf worksFor represents founded owns subsidiaryOf partOf
STATE | | locatedIn basedIn capitalOf citizenOf residesIn bornIn diedIn studiedAt relativeOf spouseOf parentOf alliedWith
STATE | | rivalOf candidateFor electedTo appointed succeeded defeated participatedIn created announced nicknamed
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
EXPECTED = [(name, family, quad or None) for family, quad, names in ROWS for name in names.split()]
SYMMETRIC = ("met spokeWith negotiatedWith fought cooperatedWith tradedWith exercisedWith alliedWith rivalOf agreedWith "
             "relativeOf spouseOf signedAgreementWith counterpartOf").split()


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load().schema


# --- predicates --------------------------------------------------------------------------------

@pytest.mark.parametrize(("name", "family", "quad"), EXPECTED, ids=[name for name, _, _ in EXPECTED])
def test_predicate_has_its_family_and_quad(schema: Schema, name: str, family: str, quad: str | None) -> None:
    assert (schema.predicates[name].family, schema.predicates[name].quad) == (family, quad)


def test_met_leads_up_the_tree_by_family_and_quad(schema: Schema) -> None:
    assert schema.predicates["met"].parents == ("consulted",)
    assert schema.properties["met"] == {"met", "consulted", "verballyCooperatedWith", "interactedWith", "relatedTo"}


def test_each_family_has_one_super_property_under_its_quad(schema: Schema) -> None:
    heads = [p for p in schema.predicates.values() if p.family and not any(schema.predicates[q].family for q in p.parents)]
    assert sorted(p.family for p in heads) == sorted({family for _, family, _ in EXPECTED})
    assert all(schema.predicates[p.parents[0]].quad == p.quad for p in heads)


def test_standing_relations_are_no_interactions(schema: Schema) -> None:
    for predicate in schema.predicates.values():
        assert (predicate.family == "STATE") == ("standingRelation" in schema.properties[predicate.name])
        assert (predicate.quad is not None) <= ("interactedWith" in schema.properties[predicate.name])


def test_every_predicate_is_labelled_defined_and_typed_at_both_ends(schema: Schema) -> None:
    for predicate in schema.predicates.values():
        assert predicate.label
        assert predicate.definition.endswith(".")
        assert predicate.domain <= schema.classes.keys()
        assert predicate.range <= schema.classes.keys()


def test_labels_tell_predicates_apart(schema: Schema) -> None:
    labels = [p.label for p in schema.predicates.values()]
    assert len(labels) == len(set(labels))


def test_a_predicate_takes_no_more_than_its_parents_do(schema: Schema) -> None:
    for predicate in schema.predicates.values():
        for parent in map(schema.predicates.__getitem__, predicate.parents):
            assert all(schema.is_a(kind, wanted) for kind in predicate.domain for wanted in parent.domain), predicate.name
            assert all(schema.is_a(kind, wanted) for kind in predicate.range for wanted in parent.range), predicate.name


@pytest.mark.parametrize("name", SYMMETRIC)
def test_mutual_predicates_are_symmetric(schema: Schema, name: str) -> None:
    assert schema.predicates[name].symmetric


def test_symmetric_predicates_have_one_type_at_both_ends_and_no_inverse(schema: Schema) -> None:
    for predicate in schema.predicates.values():
        if predicate.symmetric:
            assert predicate.domain == predicate.range, predicate.name
            assert (predicate.inverse, predicate.inverse_label) == (None, None), predicate.name


def test_inverses_are_mutual_and_swap_the_ends(schema: Schema) -> None:
    pairs = {(p.name, p.inverse) for p in schema.predicates.values() if p.inverse}
    assert ("parentOf", "childOf") in pairs
    for name, inverse in pairs:
        assert (inverse, name) in pairs
        assert schema.predicates[name].domain == schema.predicates[inverse].range


def test_notations_are_those_of_plover_and_cameo(schema: Schema) -> None:
    for predicate in schema.predicates.values():
        if predicate.family not in ("", "STATE"):
            assert predicate.plover is not None
            assert predicate.plover.split("-")[0] == predicate.family
        assert all(re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", code) for code in predicate.cameo), predicate.name


# --- classes and what they allow -----------------------------------------------------------------

def test_a_country_is_an_actor_and_a_place(schema: Schema) -> None:
    assert schema.classes["Country"] >= {"Country", "Actor", "Place", "Entity"}


@pytest.mark.parametrize("kind", ["Person", "Organization", "Country", "Place", "Group", "Event", "Work"])
def test_the_kinds_of_entity_are_classes(schema: Schema, kind: str) -> None:
    assert schema.is_a(kind, "Entity")


def test_an_unknown_class_is_nothing_but_itself(schema: Schema) -> None:
    assert schema.is_a("Unicorn", "Unicorn")
    assert not schema.is_a("Unicorn", "Entity")


@pytest.mark.parametrize(("predicate", "subject", "obj", "fits"), [
    ("met", "Person", "Group", True), ("met", "Person", "City", False), ("visited", "Person", "City", True),
    ("capitalOf", "City", "Country", True), ("capitalOf", "City", "Ministry", False), ("bornIn", "Country", "City", False),
    ("promised", "Country", None, True), ("rel:stoke", "Work", "Event", True)])
def test_domain_and_range_decide_what_fits(schema: Schema, predicate: str, subject: str, obj: str | None, fits: bool) -> None:
    assert schema.accepts(predicate, subject, obj) is fits


def test_qualifiers_are_known(schema: Schema) -> None:
    assert schema.qualifiers >= {"topic", "instrument", "amount", "reason", "when", "role"}


# --- files -----------------------------------------------------------------------------------------

def _folder(tmp_path: Path, old: str, new: str) -> Path:
    """A copy of the ontology with one passage changed."""
    text = NEWS.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "news.ttl").write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


def test_broken_turtle_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "news.ttl").write_text("@prefix kg: <https://w3id.org/newskg/ontology#> .\nkg:met kg:cameo .\n")
    with pytest.raises(OntologyError, match=r"news\.ttl, line 2: .+; mend: "):
        load_schema(tmp_path)


def test_bytes_that_are_no_text_are_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "news.ttl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OntologyError, match=r"news\.ttl, line 1"):
        load_schema(tmp_path)


@pytest.mark.parametrize(("old", "new", "message"), [
    ("rdfs:subPropertyOf kg:consulted", "rdfs:subPropertyOf kg:consultd", "below kg:consultd.*perhaps kg:consulted"),
    ("rdfs:subClassOf kg:Organization", "rdfs:subClassOf kg:Zzzz", "below kg:Zzzz.*declare kg:Zzzz"),
    ("rdfs:domain kg:Actor ;", "rdfs:domain kg:Akt ;", "the domain of kg:.* is no class"),
    ("rdfs:domain kg:Actor ;", "", "has no domain"),
    ('rdfs:label "met"@en', 'rdfs:comment "met"@en', "kg:met has no label"),
    ("rdfs:subPropertyOf kg:consulted", "rdfs:subPropertyOf kg:consulted, kg:assaulted", "more than one family"),
    ("kg:interactedWith a owl:ObjectProperty ;\n    rdfs:subPropertyOf kg:relatedTo",
     "kg:interactedWith a owl:ObjectProperty ;\n    rdfs:subPropertyOf kg:relatedTo, kg:met", "is below itself"),
], ids=["unknown parent", "unknown class above", "unknown domain", "no domain", "no label", "two families", "circle"])
def test_a_contradiction_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(OntologyError, match=rf"news\.ttl, line \d+: .*{message}.*") as caught:
        load_schema(_folder(tmp_path, old, new))
    assert "; mend: " in str(caught.value)


def test_a_folder_without_an_ontology_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"no news\.ttl in .*mend: "):
        load(tmp_path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"absent\.ttl: "):
        parse(tmp_path / "absent.ttl")


def test_a_folder_of_the_users_own_is_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, 'rdfs:label "met"@en', 'rdfs:label "came together with"@en')
    assert load(folder).schema.predicates["met"].label == "came together with"
    assert load().schema.predicates["met"].label == "met"


def test_an_ontology_is_loaded_once() -> None:
    assert load() is load(FOLDER)
    assert load().schema is load().schema


def test_places_and_lexicon_are_at_hand() -> None:
    assert load().places
    assert load().lexicon.verbs


def test_only_the_part_that_is_asked_for_is_read() -> None:
    code = "import sys, kg.ontology; kg.ontology.load().schema; print('rdflib' in sys.modules, 'kg.ontology.places' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FOLDER.parent)
    assert done.stdout.split() == ["False", "False"]


def test_the_schema_is_read_in_less_than_50_ms() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        load_schema(FOLDER)
        return time.perf_counter() - start
    assert min(seconds() for _ in range(5)) < 0.05


# --- as RDF ------------------------------------------------------------------------------------------

def test_two_parsers_read_the_same_triples() -> None:
    from rdflib import Graph
    assert len(Graph().parse(NEWS)) == len(set(parse(NEWS)))


def test_the_ontology_has_no_blank_node() -> None:
    nodes = [node for triple in parse(NEWS) for node in (triple.subject, triple.object)]
    assert not any(isinstance(node, pyoxigraph.BlankNode) for node in nodes)


def test_the_ontology_names_its_title_version_and_licence() -> None:
    head = {t.predicate.value.rsplit("/", 1)[-1]: t.object.value for t in parse(NEWS)
            if t.subject.value == "https://w3id.org/newskg/ontology"}
    assert head["license"] == "https://www.apache.org/licenses/LICENSE-2.0"
    assert {"title", "description"} <= head.keys()
    assert any("versionIRI" in key for key in head)


ONTOLOGY_SHAPES = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:TermShape a sh:NodeShape ;
    sh:targetClass kg:Polarity, kg:Factuality ;
    sh:targetSubjectsOf rdfs:subClassOf, rdfs:subPropertyOf, rdfs:domain ;
    sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype rdf:langString ; sh:languageIn ("en") ] ;
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
    import pyshacl
    from rdflib import Graph
    shapes = Graph().parse(data=ONTOLOGY_SHAPES, format="turtle")
    conforms, _, report = pyshacl.validate(Graph().parse(NEWS), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


# --- as OWL ------------------------------------------------------------------------------------------

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="the reasoner HermiT runs on Java")


def _unsatisfiable(tmp_path: Path, *extra: str) -> list[object]:
    """The classes that nothing can belong to, by HermiT, with some statements in Turtle added."""
    import owlready2
    from rdflib import Graph
    graph = Graph().parse(NEWS)
    graph.parse(data="\n".join(("@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix : <https://news.example/> .", *extra)),
                format="turtle")
    path = tmp_path / "news.owl"
    graph.serialize(path, format="xml")
    world = owlready2.World()
    with world.get_ontology(path.as_uri()).load(only_local=True):
        owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


@needs_java
def test_a_reasoner_finds_the_ontology_consistent_with_what_news_says(tmp_path: Path) -> None:
    assert _unsatisfiable(tmp_path, ":A a kg:Person ; kg:met :B ; kg:leads :C ; kg:visited :C . :B kg:memberOf :D .",
                          ":C a kg:Country ; kg:sanctioned :D ; kg:locatedIn :E . :D a kg:ArmedGroup, kg:Event .") == []


@needs_java
def test_a_reasoner_finds_what_cannot_be(tmp_path: Path) -> None:
    import owlready2
    with pytest.raises(owlready2.base.OwlReadyInconsistentOntologyError):
        _unsatisfiable(tmp_path, ":A a kg:Statement, kg:Person .")


# --- the JSON-LD context ---------------------------------------------------------------------------

def test_the_context_gives_no_term_of_the_ontology_another_meaning() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    ours = {triple.subject.value.rsplit("#")[-1] for triple in parse(NEWS) if triple.subject.value.startswith(context["kg"])}
    meanings = {key: rule["@id"] if isinstance(rule, dict) else rule for key, rule in context.items() if key in ours}
    assert all(iri == f"kg:{key}" for key, iri in meanings.items())


def test_a_record_in_json_ld_is_the_record_in_turtle() -> None:
    from rdflib import Graph
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    record = {"@context": context, "id": "st:1", "type": ["Statement", "Claim"], "subject": "ent:A", "predicate": "kg:met",
              "object": "ent:B", "polarity": "kg:Positive", "claimedBy": ["ent:C", "ent:D"], "topic": "trade",
              "confidence": "0.9", "evidence": {"id": "art:1#char=0,9", "begin": 0, "quotedFrom": "art:1"}}
    turtle = """
        @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix b: <https://w3id.org/newskg/entity/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
        <https://w3id.org/newskg/statement/1> a kg:Statement, kg:Claim ; rdf:subject b:A ; rdf:predicate kg:met ;
            rdf:object b:B ; kg:polarity kg:Positive ; kg:claimedBy b:C, b:D ; kg:topic "trade" ; kg:confidence 0.9 ;
            kg:evidence <https://w3id.org/newskg/article/1#char=0,9> .
        <https://w3id.org/newskg/article/1#char=0,9> nif:beginIndex 0 ; prov:wasQuotedFrom <https://w3id.org/newskg/article/1> ."""
    read = Graph().parse(data=json.dumps(record), format="json-ld")
    assert set(read) == set(Graph().parse(data=turtle, format="turtle"))
