"""Parquet: one article a row, its columns named as the fields of JSON are (see `jsonl.SYNONYMS`); articles out.

Row groups are read one after the other, some hundred rows at a time, and only the columns that say something of an
article: the file may be larger than the memory. A row group that is broken is skipped, the next ones are read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO, Final

from kg.model import Article
from kg.readers import jsonl
from kg.readers.extras import needed
from kg.readers.records import Options, Skip
from kg.readers.text import refused_start

_ROWS: Final = 256


def articles(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """The articles of a Parquet file, in its order."""
    if refused := refused_start(stream, source):
        yield refused
        return
    arrow = needed("pyarrow", source, "warc")
    parquet = needed("pyarrow.parquet", source, "warc")
    try:
        file = parquet.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
        names = [name for name in file.schema_arrow.names if jsonl.is_known(name)]
    except (arrow.ArrowException, OSError) as error:
        yield Skip(source, "not Parquet", detail=str(error)[:120], mend="write it anew")
        return
    number = 0
    for group in range(file.num_row_groups):
        last = number + file.metadata.row_group(group).num_rows
        try:
            for some in file.iter_batches(_ROWS, row_groups=[group], columns=names):
                for row in some.to_pylist():
                    number += 1
                    yield from jsonl.of_item(_plain(row), source, f"row {number}", options)
        except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
            yield Skip(source, "broken rows", f"rows {number + 1} to {last}", str(error)[:120], "write it anew")
        number = last


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON would have it."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, date):  # a time is one as well
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
