"""The command line, run as a user would: its answers, its exit codes, and what it does with hostile input."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.errors import KGError
from tests.conftest import ARTICLE

RUN = CliRunner()
VERBS = (
    "build",
    "query",
    "show",
    "why",
    "path",
    "export",
    "validate",
    "diff",
    "remove",
    "load",
    "push",
    "pull",
    "resolve",
    "merge",
    "split",
    "undo",
    "judgements",
    "link",
    "serve",
)


def kg(*words: str | Path, text: str | None = None) -> Result:
    return RUN.invoke(app, [str(w) for w in words], input=text)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    result = kg(
        "build", ARTICLE, "--published", "2023-04-16", "--publisher", "Newsweek", "-o", folder, "--format", "ttl,nq"
    )
    assert result.exit_code == 0, result.output
    return folder / "putin-li-shangfu.ttl"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_is_documented(verb: str) -> None:
    assert kg(verb, "--help").exit_code == 0
    assert f"## kg {verb}" in (ARTICLE.parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def test_build_says_what_happened_and_what_is_only_claimed(tmp_path: Path) -> None:
    result = kg("build", ARTICLE, "--published", "2023-04-16", "-o", tmp_path, "--format", "ttl")
    facts, claims = result.output.split("WHO CLAIMS WHAT")
    assert "Li Shangfu met Vladimir Putin (2023-04-16, Moscow)" in facts
    assert "China armed Russia" not in facts
    assert "perhaps: China armed Russia" in claims
    assert str(tmp_path / "putin-li-shangfu.ttl") in claims


def test_build_reads_standard_input(tmp_path: Path) -> None:
    result = kg("build", "-", "-o", tmp_path, "--format", "nq", text="Russia invaded Ukraine.")
    assert (result.exit_code, (tmp_path / "stdin.nq").is_file()) == (0, True)


def test_build_of_nothing_to_say_exits_with_1_and_says_so(tmp_path: Path) -> None:
    result = kg(
        "build",
        "-",
        "-o",
        tmp_path,
        text="The weather was fine. It rained a little in the evening, and then the sun came out.",
    )
    assert result.exit_code == 1
    assert "No statement" in result.output


def test_build_refuses_an_unknown_format_before_it_writes(tmp_path: Path) -> None:
    result = kg("build", "-", "-o", tmp_path, "--format", "ttl,pdf", text="Russia invaded Ukraine.")
    assert isinstance(result.exception, KGError)
    assert "pdf" in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_build_names_the_command_that_installs_a_model(tmp_path: Path) -> None:
    result = kg("build", "-", "--model", "en_core_web_nothing", "-o", tmp_path, text="Russia invaded Ukraine.")
    assert "spacy download en_core_web_nothing" in str(result.exception)


def test_build_writes_surface_triples_on_request(tmp_path: Path) -> None:
    kg("build", "-", "--open", "-o", tmp_path, "--format", "nt", text="Russia did not invade Ukraine.")
    lines = [json.loads(line) for line in (tmp_path / "stdin.triples.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(t["subject"], t["relation"], t["object"]) for t in lines} == {("Russia", "did not invade", "Ukraine")}


def test_a_source_with_an_odd_name_gets_a_safe_file_name(tmp_path: Path) -> None:
    source = tmp_path / "a b;$(x)'\n.txt"
    source.write_text("Russia invaded Ukraine.", encoding="utf-8")
    kg("build", source, "-o", tmp_path / "out", "--format", "nt")
    assert [f.name for f in (tmp_path / "out").iterdir()] == ["a-b-x.nt"]


def test_escape_sequences_in_an_article_do_not_reach_the_terminal(tmp_path: Path) -> None:
    result = kg(
        "build",
        "-",
        "--title",
        "\x1b[31mred\u202e",
        "-o",
        tmp_path,
        "--format",
        "nt",
        text="Russia invaded [bold]Ukraine[/bold]\x1b[0m in 2022.",
    )
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_why_shows_sentence_outlet_and_offsets(graph: Path) -> None:
    result = kg("why", graph, "Putin", "met", "Li Shangfu")
    assert "During a meeting with Shangfu in Moscow on Sunday" in result.output
    assert "Newsweek, 2023-04-16, characters" in result.output


def test_why_of_what_nobody_says_exits_with_1(graph: Path) -> None:
    assert kg("why", graph, "Chuck Todd", "met", "Xi Jinping").exit_code == 1


def test_why_shows_a_denial_as_a_denial(graph: Path) -> None:
    assert "not planned: China armed Russia [denied, planned]" in kg("why", graph, "China", "armed", "Russia").output


def test_an_unknown_name_gets_the_nearest(graph: Path) -> None:
    result = kg("show", graph, "Vladimir Putyn")
    assert "Vladimir Putin" in str(result.exception)


@pytest.mark.parametrize(
    "view", ["actors", "countries", "relations", "timeline", "claims", "ranking", "communities", "matrix", "Li Shangfu"]
)
def test_every_view_speaks_to_people_and_programs(graph: Path, view: str) -> None:
    assert kg("show", graph, view).exit_code == 0
    assert json.loads(kg("show", graph, view, "--json").output)


def test_the_country_view_counts_putin_meeting_li_for_russia_and_china(graph: Path) -> None:
    ties = json.loads(kg("show", graph, "matrix", "--json").output)
    assert any(
        {t["from"], t["to"]} == {"China", "Russia"} and t["quad class"] == "verbal cooperation" and int(t["facts"])
        for t in ties
    )


def test_query_answers_in_table_csv_and_json(graph: Path) -> None:
    sparql = "SELECT ?a ?b { ?a kg:met ?b } ORDER BY ?a"
    assert "ent:Li_Shangfu" in kg("query", graph, sparql).output
    assert (
        kg("query", graph, sparql, "--format", "csv").output.startswith("a,b\r\n")
        or "a,b" in kg("query", graph, sparql, "--format", "csv").output
    )
    assert json.loads(kg("query", graph, sparql, "--json").output)["head"] == {"vars": ["a", "b"]}


def test_query_lists_and_runs_the_ready_made(graph: Path) -> None:
    assert "claims-by" in kg("query", graph, "--list").output
    assert (
        "United_States"
        in kg("query", graph, "--ask", "claims-by", "--set", "speaker=Wang Wenbin", "--format", "csv").output
    )


@pytest.mark.parametrize(
    "sparql",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT {",
    ],
)
def test_query_refuses_what_is_not_a_question(graph: Path, sparql: str) -> None:
    assert isinstance(kg("query", graph, sparql).exception, KGError)


def test_path_leads_from_a_spokesman_to_a_minister(graph: Path) -> None:
    assert "Wang Wenbin" in kg("path", graph, "Wang Wenbin", "Li Shangfu").output


@pytest.mark.parametrize(
    "suffix", ["ttl", "trig", "nq", "nt", "jsonld", "gexf", "graphml", "cyjs", "dot", "csv", "html", "png"]
)
def test_export_writes_every_format(graph: Path, tmp_path: Path, suffix: str) -> None:
    assert kg("export", graph, tmp_path / f"g.{suffix}").exit_code == 0
    assert (tmp_path / f"g.{suffix}").stat().st_size > 1000


def test_export_says_the_known_formats(graph: Path, tmp_path: Path) -> None:
    assert ".graphml" in str(kg("export", graph, tmp_path / "g.docx").exception)


def test_validate_passes_its_own_and_fails_a_leak(graph: Path, tmp_path: Path) -> None:
    assert kg("validate", graph, "--text", ARTICLE).exit_code == 0
    leaky = tmp_path / "leaky.ttl"
    leaky.write_text(graph.read_text(encoding="utf-8") + "\nent:China kg:armed ent:Russia .\n", encoding="utf-8")
    result = kg("validate", leaky)
    assert result.exit_code == 1
    assert "armed" in result.output


def test_diff_of_two_editions(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("China will arm Russia. Iran attacked Israel.", encoding="utf-8")
    new.write_text("China armed Russia. Turkey invaded Syria.", encoding="utf-8")
    found = json.loads(kg("diff", old, new, "--json").output)
    assert [s["predicate"] for s in found["new"]] == ["invaded"]
    assert [s["predicate"] for s in found["gone"]] == ["attacked"]
    assert [(a["factuality"], b["factuality"]) for a, b in found["changed"]] == [("planned", "actual")]


def test_an_error_is_one_line_and_exit_code_2() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "kg", "build", "/does/not/exist.txt"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 2
    assert found.stderr.startswith("kg: ")
    assert "Traceback" not in found.stderr


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    heavy = "spacy", "rdflib", "networkx", "matplotlib", "pyoxigraph"
    code = f"import sys; from kg.cli import app; print([m for m in {heavy} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True, check=True)
    assert time.perf_counter() - start < 2  # 0.15 s on a quiet machine; a loaded one gets time


def test_build_fills_a_store_and_reads_nothing_twice(tmp_path: Path) -> None:
    store, text = tmp_path / "news.kg", "Rufus Firefly met Vera Marcal in Fredonia. France criticized Germany."
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": text, "url": "https://duck.example/1"}) + "\n" + json.dumps({"text": ""}) + "\n",
        encoding="utf-8",
    )
    assert "no surface triples" in str(kg("build", tmp_path / "a.jsonl", "--store", store, "--open").exception)
    first = json.loads(kg("build", tmp_path / "a.jsonl", "--store", store, "--json").output)
    assert (first["read"], first["unchanged"], len(first["skipped"])) == (1, 0, 1)
    assert first["statements"]
    again = kg("build", tmp_path / "a.jsonl", "--store", store)
    assert "unchanged" in again.output
    assert "skipped: " in again.output
    assert "France" in kg("show", store, "relations").output
    assert "1 removed" in kg("remove", store, "https://duck.example/1").output
    assert json.loads(kg("show", store, "relations", "--json").output) == []


def test_build_shows_how_far_it_is() -> None:
    from kg.cli.archive import picture
    from kg.library.growth import Growth

    far = picture(Growth(todo=2000, todo_words=1_000_000, read=500, words=250_000), 50.0)
    assert far == "[######                  ] 500 of 2,000 articles, 5,000 words/s, 2 min left"
    assert "4.2 h left" in picture(Growth(todo=9, todo_words=75_605_000, words=5_000, read=1), 1.0)


def test_an_export_of_an_unknown_kind_is_refused(graph: Path, tmp_path: Path) -> None:
    assert "there is neo4j" in str(kg("export", graph, tmp_path / "x", "--format", "dgraph").exception)
