"""kg.exporters.neo4j: files whose relationships begin and end at nodes that there are."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

from kg import library
from kg.cli import app
from kg.exporters.neo4j import to_neo4j
from kg.model import Knowledge, Statement
from kg.ontology import load
from tests.rdf_records import FIREFLY, ONE, THANKED, TWO

SCHEMA = load().schema
KNOWLEDGE = Knowledge.of([ONE, TWO])


def tables(knowledge: Knowledge) -> dict[str, list[dict[str, str]]]:
    files = to_neo4j(knowledge, SCHEMA)
    return {name: list(csv.DictReader(io.StringIO(data.decode(), newline=""))) for name, data in files.items()}


FOUND = tables(KNOWLEDGE)
NODES = [row["id:ID"] for name in ("entities.csv", "articles.csv", "words.csv") for row in FOUND[name]]


def test_ids_are_unique_over_all_kinds_of_nodes() -> None:
    assert len(NODES) == len(set(NODES)) == len(KNOWLEDGE.entities) + len(KNOWLEDGE.articles) + 1


def test_every_relationship_has_both_ends_and_a_type() -> None:
    for row in FOUND["statements.csv"]:
        assert row[":START_ID"] in NODES
        assert row[":END_ID"] in NODES
        assert row[":TYPE"].isupper()


def test_every_statement_is_a_relationship_with_its_status() -> None:
    said = {row["statement"]: row for row in FOUND["statements.csv"] if row["statement"]}
    assert said.keys() == {s.id for s in KNOWLEDGE.statements}
    assert {key for key, row in said.items() if row["isFact:boolean"] == "true"} == {
        s.id for s in KNOWLEDGE.statements if s.is_fact
    }


def test_an_entity_has_its_class_and_all_above_it() -> None:
    [row] = [r for r in FOUND["entities.csv"] if r["id:ID"] == "entity/Rufus_Firefly"]
    assert {"Entity", "Person", "Actor"} <= set(row[":LABEL"].split(";"))


def test_whoever_is_named_without_a_record_is_a_node_too() -> None:
    bare = Knowledge(statements=(Statement("Nobody_Known", "met", "Xi"),))
    found = tables(bare)
    assert [row["name"] for row in found["entities.csv"]] == ["Nobody Known", "Xi"]


def test_odd_signs_stay_in_their_cells() -> None:
    odd = replace(FIREFLY, name='A "b", c;d\ne', aliases=("x;y", "z"))
    found = tables(Knowledge(entities=(odd,), statements=(THANKED,)))
    [row] = [r for r in found["entities.csv"] if r["id:ID"] == "entity/Rufus_Firefly"]
    assert (row["name"], row["aliases:string[]"]) == ('A "b", c;d\ne', "x,y;z")


def test_the_verb_writes_the_files(tmp_path: Path) -> None:
    library.of([ONE, TWO]).save(tmp_path / "g.trig")
    result = CliRunner().invoke(app, ["export", str(tmp_path / "g.trig"), str(tmp_path / "neo"), "--format", "neo4j"])
    assert result.exit_code == 0
    assert sorted(p.name for p in (tmp_path / "neo").iterdir()) == sorted(to_neo4j(KNOWLEDGE, SCHEMA))
