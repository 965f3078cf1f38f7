"""Files of places that are empty, missing, broken or contradict themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology.place_files import FILES, load_places

HEAD = """@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix ent: <https://w3id.org/newskg/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def folder_with(tmp_path: Path, **texts: str) -> Path:
    for name in FILES:
        (tmp_path / name).write_text(HEAD + texts.get(name.removesuffix(".ttl"), ""), encoding="utf-8")
    return tmp_path


def test_empty_files_hold_no_places(tmp_path: Path) -> None:
    found = load_places(folder_with(tmp_path))
    assert found.all == {}
    assert found.named("Moscow") == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"places\.ttl"):
        load_places(tmp_path)


def test_broken_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"cities\.ttl, line 5"):
        load_places(folder_with(tmp_path, cities='ent:Moscow a kg:City rdfs:label "Moscow" .'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ent:A a kg:City .", "'A' has 1 types and 0 labels"),
        ('ent:A a kg:City ; rdfs:label "A" ; kg:population "many" .', "population of 'A' is 'many'"),
        ('ent:A a kg:City ; rdfs:label "A" ; kg:capitalOf ent:Nowhere .', "seat of 'Nowhere'"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        load_places(folder_with(tmp_path, places=text))


def test_a_place_in_two_files_is_refused(tmp_path: Path) -> None:
    text = 'ent:A a kg:City ; rdfs:label "A" .'
    with pytest.raises(OntologyError, match="described twice"):
        load_places(folder_with(tmp_path, places=text, cities=text))


def test_an_id_with_odd_signs_comes_back_as_it_was(tmp_path: Path) -> None:
    text = '<https://w3id.org/newskg/entity/N%27Djam%C3%A9na%20%F0%9F%98%80> a kg:City ; rdfs:label "x" .'
    assert list(load_places(folder_with(tmp_path, places=text)).all) == ["N'Djaména 😀"]
