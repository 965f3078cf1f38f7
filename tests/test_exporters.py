"""Every format: valid whatever the names, the same bytes every time, and what each promises of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter

import pytest
from lxml import etree

from kg.exporters import EXPORTERS
from kg.exporters.fields import ILLEGAL, NO_TOKEN, escaped, shown
from kg.exporters.gexf import spell
from kg.exporters.graphml import NAMESPACE as GRAPHML
from kg.exporters.image import LIMIT, foremost
from kg.exporters.layout import positions
from kg.exporters.table import COLUMNS, safe
from kg.graph.view import network
from kg.model import Entity, Knowledge, Statement
from tests.sample import BROKEN, BROKEN_TWIN, EDGES, FORMULA, KNOWLEDGE, QUOTED, SCHEMA, SCRIPT, STATEMENTS
from tests.schemas import GEXF, as_published, schema


def written(suffix: str, knowledge: Knowledge = KNOWLEDGE) -> bytes:
    return EXPORTERS[suffix](knowledge, SCHEMA)


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_the_same_knowledge_gives_the_same_bytes(suffix):
    assert written(suffix) == written(suffix)


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_the_order_of_statements_and_entities_changes_nothing(suffix):
    turned = Knowledge(KNOWLEDGE.articles, KNOWLEDGE.entities[::-1], KNOWLEDGE.statements[::-1])
    assert written(suffix, turned) == written(suffix)


def test_the_hash_seed_changes_no_format():
    code = (
        "import hashlib; from tests.sample import *; from kg.exporters import EXPORTERS\n"
        "print([hashlib.sha256(f(KNOWLEDGE, SCHEMA)).hexdigest() for f in EXPORTERS.values()])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_no_knowledge_is_still_a_file(suffix):
    assert written(suffix, Knowledge())


@pytest.mark.parametrize("suffix", sorted(set(EXPORTERS) - {".png", ".parquet"}))
def test_text_formats_are_utf8_without_signs_that_xml_forbids(suffix):
    assert not ILLEGAL.search(written(suffix).decode("utf-8").lstrip("\ufeff"))


def test_importing_the_exporters_loads_nothing_heavy():
    code = (
        "import sys, kg.exporters; heavy = {'networkx', 'matplotlib', 'numpy', 'pyoxigraph', 'rdflib', 'spacy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


# --- GEXF and GraphML: what their schemas cannot say too ---------------------------------------


@pytest.mark.parametrize("suffix", [".gexf", ".graphml"])
@pytest.mark.parametrize("knowledge", [KNOWLEDGE, Knowledge()])
def test_xml_formats_are_valid_by_their_published_schemas(suffix, knowledge):
    known = schema(f"{suffix[1:]}.xsd")
    if known is None:
        pytest.skip("no schemas here; mend: apt-get install libjgrapht-java")
    data = written(suffix, knowledge)
    assert known.validate(as_published(data) if suffix == ".gexf" else etree.fromstring(data)), known.error_log


@pytest.mark.parametrize(("suffix", "space"), [(".gexf", GEXF), (".graphml", GRAPHML)])
def test_ids_are_unique_and_every_edge_ends_at_nodes(suffix, space):
    root = etree.fromstring(written(suffix))
    nodes = [node.get("id") for node in root.iter(f"{{{space}}}node")]
    edges = list(root.iter(f"{{{space}}}edge"))
    assert len(set(nodes)) == len(nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges) == EDGES
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} == set(nodes)


@pytest.mark.parametrize(
    ("suffix", "space", "declared", "used", "ref"),
    [(".gexf", GEXF, "attribute", "attvalue", "for"), (".graphml", GRAPHML, "key", "data", "key")],
)
def test_every_attribute_is_declared_once_with_one_type(suffix, space, declared, used, ref):
    root = etree.fromstring(written(suffix))
    keys = [(each.getparent().get("class"), each.get("id")) for each in root.iter(f"{{{space}}}{declared}")]
    assert len(keys) == len(set(keys))
    assert {each.get(ref) for each in root.iter(f"{{{space}}}{used}")} <= {name for _, name in keys}


def test_gexf_says_type_colour_and_times():
    root = etree.fromstring(written(".gexf"))
    graph = root.find(f"{{{GEXF}}}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    node = next(n for n in root.iter(f"{{{GEXF}}}node") if n.get("id") == "China")
    assert node.find(f"{{{GEXF}}}attvalues/{{{GEXF}}}attvalue[@for='type']").get("value") == "Country"
    assert node.find(f"{{{GEXF}/viz}}color").get("b") == "181"
    spells = {(e.get("start"), e.get("end")) for e in root.iter(f"{{{GEXF}}}edge")}
    assert spells == {
        ("2023-04-16", "2023-04-16"),
        ("2023-04-01", "2023-04-30"),
        ("2023-04-16", "2023-04-18"),
        ("2023-01-01", "2023-12-31"),
        (None, None),
    }


def test_gexf_without_times_is_static():
    plain = Knowledge(statements=(Statement("A", "met", "B"),))
    assert b'mode="static"' in written(".gexf", plain)
    assert b"timeformat" not in written(".gexf", plain)


@pytest.mark.parametrize(
    ("time", "days"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023-04-16T10:00:00Z", ("2023-04-16", "2023-04-16")),
        ("2022-12/2023", ("2022-12-01", "2023-12-31")),
        ("2023-04-18/2023-04-16", None),
        ("2023-13", None),
        ("2023-02-30", None),
        ("0000", None),
        ("soon", None),
        ("2023/..", None),
        ("", None),
        (None, None),
    ],
)
def test_a_time_becomes_days_or_nothing(time, days):
    assert spell(time) == days


def test_graphml_ids_are_name_tokens_and_the_entity_is_kept():
    root = etree.fromstring(written(".graphml"))
    nodes = {n.get("id"): n.findtext(f"{{{GRAPHML}}}data[@key='node-entity']") for n in root.iter(f"{{{GRAPHML}}}node")}
    assert not any(NO_TOKEN.search(identifier) for identifier in nodes)
    assert QUOTED.replace(" ", "_") in nodes.values()


def test_escaping_keeps_different_ids_different():
    ids = [BROKEN, BROKEN_TWIN, "a'b", "a_x27_b", "_x27_", "'", "", "_x_", "a b", "a_b"]
    assert len({escaped(i, NO_TOKEN) for i in ids}) == len(ids)


def test_direction_marks_and_line_ends_leave_drawn_names():
    assert shown("evil\u202egnp\n\x00") == "evilgnp \ufffd"


# --- the others --------------------------------------------------------------------------------


def test_cyjs_has_every_statement_as_edge_with_its_id():
    found = json.loads(written(".cyjs"))["elements"]
    assert {edge["data"]["id"] for edge in found["edges"]} <= {s.id for s in STATEMENTS}
    assert len(found["edges"]) == EDGES
    assert {e["data"][end] for e in found["edges"] for end in ("source", "target")} == {
        n["data"]["id"] for n in found["nodes"]
    }


def test_one_attribute_of_cyjs_has_one_type():
    kinds = Counter(
        (name, type(value).__name__)
        for edge in json.loads(written(".cyjs"))["elements"]["edges"]
        for name, value in edge["data"].items()
    )
    assert len({name for name, _ in kinds}) == len(kinds)


def test_dot_quotes_every_name():
    text = written(".dot").decode()
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text, flags=re.DOTALL)
    assert re.fullmatch(r"[\w\s=,;\[\]{}>-]*", bare, re.ASCII)
    assert not {"script", "China"} & set(re.findall(r"\w+", bare))
    assert bare.count("->") == EDGES


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(".csv").decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_every_statement():
    assert {row["statement"] for row in rows()} == {s.id for s in STATEMENTS}
    assert tuple(rows()[0]) == COLUMNS


def test_no_cell_of_csv_begins_a_formula():
    cells = [cell for row in rows() for cell in row.values()]
    assert not any(re.match(r"\s*[=+\-@|%＝＋－＠]", cell) for cell in cells)
    assert f"'{FORMULA}" in cells


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "＝1", "|cmd", "%0A"])
def test_what_a_spreadsheet_would_run_is_led_by_an_apostrophe(cell):
    assert safe(cell).startswith("'")


def test_csv_says_status_claimant_and_quote():
    row = next(r for r in rows() if r["claimed_by_ids"] == "Reuters; United_States")
    assert (row["status"], row["claimed_by"], row["quad"]) == (
        "claimed, possible",
        "Reuters; United States",
        "material cooperation",
    )
    assert all(r["quote"] for r in rows())


def test_png_is_a_picture_without_date_or_version():
    data = written(".png")
    assert data.startswith(b"\x89PNG")
    assert not re.search(rb"tEXt|iTXt|tIME|Software|matplotlib", data)


def test_a_picture_has_the_heaviest_and_not_too_many():
    crowd = tuple(Statement("China", "met", f"Person_{i:03}") for i in range(100))
    graph = foremost(network(Knowledge(statements=crowd), SCHEMA))
    assert len(graph) == LIMIT
    assert "China" in graph


def test_drawings_keep_nodes_apart():
    at = positions(network(KNOWLEDGE, SCHEMA))
    assert len(set(at.values())) == len(at)


def test_a_crowd_is_not_laid_out_here():
    crowd = tuple(Entity(f"E{i}", "E", "Person") for i in range(501))
    assert positions(network(Knowledge(entities=crowd), SCHEMA)) == {}


def test_a_name_of_markup_is_text_in_every_xml():
    for suffix in (".gexf", ".graphml"):
        assert SCRIPT.encode() not in written(suffix)
