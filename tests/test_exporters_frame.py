"""kg.exporters.frame: statements as typed rows, for Parquet and pandas."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import library
from kg.errors import FormatError
from kg.exporters.frame import COLUMNS, rows, to_frame, to_parquet
from kg.model import Knowledge
from kg.ontology import load
from tests.rdf_records import ONE, TWO

SCHEMA = load().schema
KNOWLEDGE = Knowledge.of([ONE, TWO])
ROWS = list(rows(KNOWLEDGE, SCHEMA))


def test_every_statement_is_a_row_with_every_column() -> None:
    assert {r["statement"] for r in ROWS} == {s.id for s in KNOWLEDGE.statements}
    assert all(tuple(r) == tuple(COLUMNS) for r in ROWS)


def test_a_claim_has_its_claimants_and_is_no_fact() -> None:
    [row] = [r for r in ROWS if len(r["claimed_by"]) == 2]
    assert (row["claimants"], row["is_fact"], row["status"]) == (["Herald", "Trentino"], False, "claimed")


def test_an_object_that_is_words_has_no_id() -> None:
    [row] = [r for r in ROWS if r["predicate"] == "thanked"]
    assert (row["object"], row["object_name"], row["object_type"]) == (None, "the crowd", None)


def test_a_statement_of_two_papers_has_both() -> None:
    [row] = [r for r in ROWS if r["predicate"] == "met"]
    assert row["outlets"] == ["Daily Duck", "Herald"]
    assert (len(row["articles"]), row["published"]) == (2, "1933-11-20")


def test_parquet_is_read_back_as_it_was() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    data = to_parquet(KNOWLEDGE, SCHEMA)
    assert parquet.read_table(io.BytesIO(data)).to_pylist() == ROWS
    assert data == to_parquet(KNOWLEDGE, SCHEMA)
    assert parquet.read_table(io.BytesIO(to_parquet(Knowledge(), SCHEMA))).num_rows == 0


def test_a_frame_has_the_columns_that_are_promised() -> None:
    pytest.importorskip("pandas")
    frame = library.of([ONE, TWO]).to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert frame[frame.is_fact].predicate.value_counts()["met"] == 1
    assert len(to_frame(Knowledge(), SCHEMA)) == 0


@pytest.mark.parametrize(("call", "library"), [("to_parquet", "pyarrow"), ("to_frame", "pandas")])
def test_without_the_extra_the_error_says_how_to_install_it(
    call: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(FormatError, match=r"pip install 'newskg\[frames\]'"):
        {"to_parquet": to_parquet, "to_frame": to_frame}[call](KNOWLEDGE, SCHEMA)


def test_the_columns_are_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "store.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []


def test_the_command_line_needs_neither(tmp_path: Path) -> None:
    code = "import sys, kg.cli; print(json.dumps([m for m in ('pandas', 'pyarrow') if m in sys.modules]))"
    found = subprocess.run([sys.executable, "-c", f"import json; {code}"], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == []
