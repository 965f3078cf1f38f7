"""The benchmarks' command, tables and gate hold what they promise. No bench folder, no model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.model import Article, Entity, Extraction
from tests.benchmarks import __main__ as command
from tests.benchmarks import gate, publish, speed, suite, tables
from tests.benchmarks.bench import Bench, bench_folder, extractions, overview, readme_rows, scorer


class FakeReader:
    """Gives the articles back in the opposite order, without those whose text is empty."""

    def extract_many(
        self,
        articles: Iterable[Article],
        *,
        open: bool = False,  # noqa: A002
        workers: int = 1,
    ) -> Iterator[Extraction]:
        for article in reversed(list(articles)):
            if article.text:
                yield Extraction(article, (Entity(article.text, article.text, "Person"),))


# --- reading -------------------------------------------------------------------------------------


def test_extractions_come_in_the_order_of_the_articles_and_none_is_missing() -> None:
    found = extractions(FakeReader(), [Article(text) for text in ("one", "", "two", "one")])
    assert [e.article.text for e in found] == ["one", "", "two", "one"]
    assert [len(e.entities) for e in found] == [1, 0, 1, 1]


def test_the_bench_folder_is_named_by_the_environment() -> None:
    assert bench_folder({"KG_BENCH": "/some/where"}) == Path("/some/where")
    assert bench_folder({}).parts[-2:] == ("shared", "bench")


def test_a_scorer_runs_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "toy").mkdir()
    code = "from dataclasses import dataclass\n@dataclass\nclass A:\n    b: 'int' = 2\n"
    (tmp_path / "toy" / "score.py").write_text(code, encoding="utf-8")
    assert scorer(Bench(tmp_path), "toy").A().b == 2


def test_the_overview_knows_dev_only(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("| `toy` | what? | gold | floor .385 |\n", encoding="utf-8")
    assert overview(Bench(tmp_path), "toy") == 0.385
    assert overview(Bench(tmp_path, "heldout"), "toy") is None
    assert overview(Bench(tmp_path), "other") is None


def test_a_readme_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert readme_rows(tmp_path / "README.md") == []


# --- tables --------------------------------------------------------------------------------------

RESULT = tables.Result(
    "toy",
    "how much?",
    (("f1", "F1"), ("n", "count"), ("x", "nobody's")),
    {"f1": 0.5, "n": 3},
    {"weak": {"f1": 0.1}, "strong": {"f1": 0.9}},
)


def test_our_row_stands_first_then_the_best_rival() -> None:
    assert tables.cells(RESULT) == [
        ["system", "F1", "count"],
        ["kg", ".500", "3"],
        ["strong", ".900", "–"],
        ["weak", ".100", "–"],
    ]


def test_the_markdown_table_has_our_row_in_bold() -> None:
    assert "| **kg** | **.500** | **3** |" in tables.as_markdown(RESULT).splitlines()


def test_json_holds_every_score() -> None:
    found = json.loads(tables.as_json([RESULT], "dev"))["benchmarks"]["toy"]
    assert found == {"kg": {"f1": 0.5, "n": 3}, "rivals": {"weak": {"f1": 0.1}, "strong": {"f1": 0.9}}}


# --- gate ----------------------------------------------------------------------------------------


def floors(least: float = 0.4, most: float = 0.1) -> gate.Floors:
    return {"toy": {"f1": {"at_least": least}, "false": {"at_most": most}, "gold": "g"}}


@pytest.mark.parametrize(
    ("scores", "holds"),
    [({"f1": 0.4, "false": 0.1}, [True, True]), ({"f1": 0.39, "false": 0.11}, [False, False]), ({}, [False, False])],
)
def test_a_floor_is_held_from_below_and_a_ceiling_from_above(scores: dict[str, float], holds: list[bool]) -> None:
    checks = {c.metric: c.holds for c in gate.checks({"toy": scores}, floors())}
    assert [checks["f1"], checks["false"]] == holds


def test_benchmarks_that_were_not_run_are_not_checked() -> None:
    assert gate.checks({"other": {}}, floors()) == []


def test_floors_go_up_and_ceilings_down_to_what_was_reached() -> None:
    found, lines = gate.raised({"toy": {"f1": 0.61239, "false": 0.05}}, {"toy": "g"}, floors())
    assert found["toy"] == {"f1": {"at_least": 0.612}, "false": {"at_most": 0.05}, "gold": "g"}
    assert len(lines) == 2


def test_what_was_reached_passes_its_own_floor() -> None:
    scores = {"toy": {"f1": 0.12345, "false": 0.06789}}
    found, _ = gate.raised(scores, {"toy": "g"}, floors(0.0, 1.0))
    assert all(check.holds for check in gate.checks(scores, found))


def test_a_floor_is_not_lowered_unless_that_is_asked_for() -> None:
    worse = {"toy": {"f1": 0.2, "false": 0.1}}
    kept, lines = gate.raised(worse, {"toy": "g"}, floors())
    assert kept == floors()
    assert "not lowered" in lines[0]
    lowered, lines = gate.raised(worse, {"toy": "g"}, floors(), allow_regression=True)
    assert lowered == floors(0.2)
    assert lines[0].endswith("LOWERED")


def test_another_gold_is_noticed() -> None:
    assert gate.other_gold({"toy": "h"}, floors()) == ["toy"]
    assert gate.other_gold({"toy": "g"}, floors()) == []


def test_the_committed_floors_name_known_benchmarks() -> None:
    assert gate.load().keys() <= {*suite.BENCHMARKS, command.SPEED}


# --- the command ---------------------------------------------------------------------------------


def test_without_the_bench_folder_the_gate_is_not_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_BENCH", str(tmp_path / "nowhere"))
    assert command.main(["--gate"]) == command.ABSENT == 3
    assert "KG_BENCH" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--update"],
        ["--gate", "--allow-regression"],
        ["--gate", "--split", "heldout"],
        ["--json", "--markdown"],
    ],
)
def test_wrong_usage_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command.main(arguments)
    assert stop.value.code == command.USAGE


# --- speed ---------------------------------------------------------------------------------------


def test_speed_takes_turns_and_gives_the_median_of_words_a_second() -> None:
    ticks = iter([0, 1, 1, 3, 3, 4, 4, 10, 10, 14, 14, 16])
    turns: list[str] = []
    ways = {"bare": lambda _: turns.append("bare"), "kg": lambda _: turns.append("kg")}
    found = speed.measure([Article("two words")], ways, rounds=3, clock=lambda: next(ticks))
    assert found == {"bare": 2.0, "kg": 1.0}
    assert turns == ["bare", "kg"] * 4


def test_the_sample_is_spread_over_the_corpus() -> None:
    docs = [{"text": str(n), "date": "2016-01-01"} for n in range(10)]
    assert [a.text for a in speed.sample(docs, 3)] == ["0", "3", "6"]
    assert [a.text for a in speed.sample(docs[:2], 3)] == ["0", "1"]


def test_the_summary_shows_the_better_of_us_and_the_best_rival_in_bold() -> None:
    columns = [("f1", "F1"), ("p", "P")]
    results = [
        tables.Result("won", "is it?", columns, {"f1": 0.5, "p": 0.1}, {"a": {"f1": 0.4}, "b": {"p": 0.9}}),
        tables.Result("lost", "is it?", columns, {"f1": 0.5}, {"a": {"f1": 0.4}, "b": {"f1": 0.6}}),
        tables.Result("alone", "is it?", columns, {"f1": 0.5}, {}),
    ]
    assert publish.summary(results).splitlines()[2:] == [
        "| `won`: is it? | F1 | **.500** | .400 a |",
        "| `lost`: is it? | F1 | .500 | **.600** b |",
        "| `alone`: is it? | F1 | **.500** | – |",
    ]
