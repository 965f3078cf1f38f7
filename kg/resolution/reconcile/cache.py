"""Answers on disk, so that no service is asked twice for the same.

One SQLite file; an answer is kept under the service's url and the query. It never goes out of date by itself: what was
answered once is answered again until somebody asks anew. Each batch is written when it is there, so that a run that
was killed goes on where it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from kg.errors import StoreError

_TABLE = """CREATE TABLE IF NOT EXISTS answers
    (service TEXT NOT NULL, query TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (service, query)) WITHOUT ROWID"""
_WAIT = 30.0  # seconds for another process that writes to the file

_T = TypeVar("_T")


class Cache:
    """The answers of services in one file.

    Args:
        path: the file, made if there is none.
        fresh: what is there already is not looked at, only replaced.

    Raises:
        StoreError: the file cannot be opened or is something else.
    """

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path, self._fresh = path, fresh
        self._new: set[tuple[str, str]] = set()
        self._connection = self._try(lambda: sqlite3.connect(path, timeout=_WAIT))
        self._try(lambda: self._connection.execute(_TABLE))

    def __enter__(self) -> Cache:
        """The cache itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def get(self, service: str, query: str) -> str | None:
        """The answer that is kept, if any."""
        if self._fresh and (service, query) not in self._new:
            return None
        rows = self._try(
            lambda: self._connection.execute(
                "SELECT answer FROM answers WHERE service = ? AND query = ?", (service, query)
            ).fetchall()
        )
        return str(rows[0][0]) if rows else None

    def put(self, service: str, found: Mapping[str, str]) -> None:
        """Keep the answers of one batch, all of them or, if the process is killed, none."""
        self._try(lambda: self._write((service, query, answer) for query, answer in found.items()))
        self._new |= {(service, query) for query in found}

    def _write(self, rows: Iterable[tuple[str, str, str]]) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)

    def _try(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self.path}: the kept answers cannot be used: {error}; mend: another folder with --cache, "
                "or delete the file and ask again"
            ) from error
