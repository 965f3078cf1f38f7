"""Which edition of an article counts, when all shards are there: the rule of a store that grows, in flat memory.

The same text at the same address is one article: the later date counts, then the greater digest. Of several texts at
one address that which was published last counts, of one day that with the greater id. In: the articles of each shard.
Out: those that are left out when the shard is loaded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

_TABLE = "CREATE TABLE article (shard INTEGER, id TEXT, page TEXT, rank TEXT, digest TEXT, out INTEGER DEFAULT 0)"
_AGAIN = """
UPDATE article SET out = 1 WHERE rowid IN (SELECT rowid FROM (
  SELECT rowid, row_number() OVER (PARTITION BY id ORDER BY rank DESC, digest DESC, shard) AS place FROM article)
  WHERE place > 1)
"""
_OLDER = """
UPDATE article SET out = 2 WHERE rowid IN (SELECT rowid FROM (
  SELECT rowid, row_number() OVER (PARTITION BY page ORDER BY rank DESC, id DESC) AS place
  FROM article WHERE page IS NOT NULL AND out = 0)
  WHERE place > 1)
"""


class Editions:
    """A file of the articles that shards hold: `add` all shards, `settle`, then ask."""

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLE};")
        self._db.execute("BEGIN")

    def __enter__(self) -> Editions:
        """The editions themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._db.close()

    def add(self, shard: int, index: Iterable[Sequence[Any]]) -> None:
        """Note the articles of a shard: id, page, rank and digest of each."""
        rows = ((shard, *row) for row in index)
        self._db.executemany("INSERT INTO article (shard, id, page, rank, digest) VALUES (?, ?, ?, ?, ?)", rows)

    def settle(self) -> tuple[int, int]:
        """Decide; how many came again, and how many are older editions."""
        again = self._db.execute(_AGAIN).rowcount
        older = self._db.execute(_OLDER).rowcount
        self._db.execute("COMMIT")
        self._db.execute("CREATE INDEX shards ON article (shard, out)")
        return again, older

    def left_out(self, shard: int) -> list[str]:
        """The articles of a shard that do not count, sorted."""
        found = self._db.execute("SELECT id FROM article WHERE shard = ? AND out > 0 ORDER BY id", (shard,))
        return [key for (key,) in found]
