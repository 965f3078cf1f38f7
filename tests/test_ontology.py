"""The ontology as Python reads it: predicates, classes, files and errors."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

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
STATE | | locatedIn basedIn capitalOf citizenOf residesIn bornIn diedIn studiedAt relativeOf spouseOf parentOf
STATE | | alliedWith rivalOf candidateFor electedTo appointed succeeded defeated participatedIn created
STATE | | announced nicknamed
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
EXPECTED = [(name, family, quad or None) for family, quad, names in ROWS for name in names.split()]
SYMMETRIC = (
    "met",
    "spokeWith",
    "negotiatedWith",
    "fought",
    "cooperatedWith",
    "tradedWith",
    "exercisedWith",
    "alliedWith",
    "rivalOf",
    "agreedWith",
    "relativeOf",
    "spouseOf",
    "signedAgreementWith",
    "counterpartOf",
)


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
    heads = [
        p
        for p in schema.predicates.values()
        if p.family and not any(schema.predicates[parent].family for parent in p.parents)
    ]
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
            assert all(schema.is_a(kind, above) for kind in predicate.domain for above in parent.domain), predicate.name
            assert all(schema.is_a(kind, above) for kind in predicate.range for above in parent.range), predicate.name


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


@pytest.mark.parametrize(
    ("predicate", "subject", "obj", "fits"),
    [
        ("met", "Person", "Group", True),
        ("met", "Person", "City", False),
        ("visited", "Person", "City", True),
        ("capitalOf", "City", "Country", True),
        ("capitalOf", "City", "Ministry", False),
        ("bornIn", "Country", "City", False),
        ("promised", "Country", None, True),
        ("rel:stoke", "Work", "Event", True),
    ],
)
def test_domain_and_range_decide_what_fits(
    schema: Schema, predicate: str, subject: str, obj: str | None, fits: bool
) -> None:
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


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "rdfs:subPropertyOf kg:consulted",
            "rdfs:subPropertyOf kg:consultd",
            "below kg:consultd.*perhaps kg:consulted",
        ),
        ("rdfs:subClassOf kg:Organization", "rdfs:subClassOf kg:Zzzz", "below kg:Zzzz.*declare kg:Zzzz"),
        ("rdfs:domain kg:Actor ;", "rdfs:domain kg:Akt ;", "the domain of kg:.* is no class"),
        ("rdfs:domain kg:Actor ;", "", "has no domain"),
        (
            'kg:oneAtATime "object" ;',
            'kg:oneAtATime "range" ;',
            'kg:oneAtATime of kg:.* is range.*mend: write "subject"',
        ),
        ('rdfs:label "met"@en', 'rdfs:comment "met"@en', "kg:met has no label"),
        ("rdfs:subPropertyOf kg:consulted", "rdfs:subPropertyOf kg:consulted, kg:assaulted", "more than one family"),
        (
            "kg:interactedWith a owl:ObjectProperty ;\n    rdfs:subPropertyOf kg:relatedTo",
            "kg:interactedWith a owl:ObjectProperty ;\n    rdfs:subPropertyOf kg:relatedTo, kg:met",
            "is below itself",
        ),
    ],
    ids=[
        "unknown parent",
        "unknown class above",
        "unknown domain",
        "no domain",
        "one at a time",
        "no label",
        "two families",
        "circle",
    ],
)
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
    code = "import sys, kg.ontology; kg.ontology.load().schema; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"rdflib", "spacy", "kg.ontology.places", "kg.ontology.lexicon"} & set(done.stdout.split())


def test_the_schema_is_read_in_less_than_50_ms() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        load_schema(FOLDER)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.05
