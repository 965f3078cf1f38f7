"""Files read back by libraries that are not ours: networkx, tulip, graphology, cytoscape.js, Graphviz."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from kg.exporters import EXPORTERS
from kg.exporters.fields import drawn
from tests.sample import EDGES, KNOWLEDGE, QUOTED, SCHEMA, STATEMENTS

HERE = Path(__file__).parent / "interchange"
NODE = shutil.which("node")
MODULES = Path(os.environ.get("KG_NODE_MODULES", HERE / "node_modules"))
DRAWN = drawn(KNOWLEDGE, SCHEMA)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    found = {}
    for suffix in (".gexf", ".graphml", ".cyjs", ".dot"):
        found[suffix] = folder / f"graph{suffix}"
        found[suffix].write_bytes(EXPORTERS[suffix](KNOWLEDGE, SCHEMA))
    return found


@pytest.mark.parametrize("suffix", [".gexf", ".graphml"])
def test_networkx_reads_all_nodes_edges_and_attributes(files, suffix):
    read = nx.read_gexf if suffix == ".gexf" else lambda path: nx.read_graphml(path, force_multigraph=True)
    graph = read(files[suffix])
    assert (len(graph), graph.number_of_edges()) == (len(DRAWN), EDGES)
    assert {key for *_, key in graph.edges(keys=True)} == {key for *_, key in DRAWN.edges(keys=True)}
    assert graph.nodes["China"]["label"] == "China"
    assert QUOTED in {label for _, label in graph.nodes(data="label")}
    fact = STATEMENTS[0]
    edge = graph.edges["Vladimir_Putin", "Li_Shangfu", fact.id]
    assert (edge["label"], edge["is_fact"], edge["weight"]) == ("met", True, 1)
    assert edge["quote"] == fact.evidence[0].quote


@pytest.mark.skipif(importlib.util.find_spec("tulip") is None, reason="mend: pip install tulip-python")
@pytest.mark.parametrize(("suffix", "importer"), [(".graphml", "GraphML"), (".dot", "graphviz")])
def test_tulip_reads_all_nodes_and_edges(files, suffix, importer):
    # In a process of its own: the library is C++ and loads plug-ins when it is imported.
    code = (
        "import sys; from tulip import tlp; p = tlp.getDefaultPluginParameters(sys.argv[1]);"
        "p['file::filename'] = sys.argv[2]; g = tlp.importGraph(sys.argv[1], p);"
        "print(g.numberOfNodes(), g.numberOfEdges())"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, importer, str(files[suffix])], check=True, capture_output=True, text=True
    ).stdout
    assert out.split()[-2:] == [str(len(DRAWN)), str(EDGES)]


@pytest.mark.skipif(not NODE or not MODULES.is_dir(), reason="mend: npm install --prefix tests/interchange")
def test_graphology_and_cytoscape_read_all_nodes_and_edges(files):
    suffixes = (".gexf", ".graphml", ".cyjs")
    out = subprocess.run(
        [NODE, HERE / "read.cjs", *(files[s] for s in suffixes)],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NODE_PATH": str(MODULES)},
    ).stdout
    for seen in json.loads(out):
        assert {edge for edge, _ in seen["edges"]} == {key for *_, key in DRAWN.edges(keys=True)}
        assert {weight for _, weight in seen["edges"]} == {1}
        assert len(seen["nodes"]) == len(DRAWN)
        assert QUOTED in {label for _, label in seen["nodes"]}


@pytest.mark.skipif(not shutil.which("dot"), reason="mend: apt-get install graphviz")
def test_graphviz_draws_the_dot_file(files):
    out = subprocess.run(
        ["dot", "-Tdot_json", files[".dot"]], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    drawn_by_dot = json.loads(out.stdout)
    assert out.stderr == ""
    assert (len(drawn_by_dot["objects"]), len(drawn_by_dot["edges"])) == (len(DRAWN), EDGES)
