"""Parquet and packed JSON lines: the same fields as JSON has, and nothing broken that stops the rest."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from kg.errors import InputError
from kg.model import Article
from kg.readers import Skip
from tests.reading import STORY, read, read_one, written

ROWS = [{"body": f"{STORY} Again {n}.", "url": f"https://news.example/{n}"} for n in range(4)]


def table(path: Path, rows: list[dict[str, object]], **options: object) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, **options)
    return path


def test_a_row_is_an_article_by_the_names_that_json_has(tmp_path: Path) -> None:
    row = {"Body_Text": STORY, "date_publish": datetime.datetime(2023, 4, 16, 9, 30), "authors": ["Jane Doe"], "n": 1}
    article = read_one(table(tmp_path / "a.parquet", [row]))
    assert (article.text, article.published, article.author) == (STORY, "2023-04-16T09:30:00", "Jane Doe")


def test_rows_come_in_their_order_and_one_without_a_text_is_named(tmp_path: Path) -> None:
    found = read(table(tmp_path / "a.parquet", [*ROWS[:2], {"url": "https://news.example/x"}, *ROWS[2:]]))
    assert [item.url for item in found if isinstance(item, Article)] == [row["url"] for row in ROWS]
    assert [item.part for item in found if isinstance(item, Skip)] == ["row 3"]


def test_a_broken_row_group_does_not_stop_the_next(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", ROWS, row_group_size=1, compression="gzip", use_dictionary=False)
    column = parquet.ParquetFile(path).metadata.row_group(1).column(0)
    end = column.data_page_offset + column.total_compressed_size
    data = bytearray(path.read_bytes())
    data[end - 40 : end - 10] = bytes(30)
    path.write_bytes(data)
    found = read(path)
    assert [item.url for item in found if isinstance(item, Article)] == [ROWS[n]["url"] for n in (0, 2, 3)]
    assert [item.reason for item in found if isinstance(item, Skip)] == ["broken rows"]


def test_a_file_that_is_no_parquet_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not Parquet"):
        read(written(tmp_path, "a.parquet", "PAR1 and no more"))


def test_packed_json_lines_are_read_as_far_as_they_are_whole(tmp_path: Path) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    path = written(tmp_path, "a.jsonl.gz", gzip.compress(lines))
    assert len(read(path)) == 4
    many = b"".join(json.dumps({"text": f"{STORY} {n * n * n}."}).encode() + b"\n" for n in range(9999))
    found = read(written(tmp_path, "a.jsonl.gz", gzip.compress(many)[:-2000]))
    assert len(found) > 1000
    assert isinstance(found[-1], Skip)
    assert found[-1].reason == "broken gzip"
