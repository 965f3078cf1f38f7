"""The articles that a build has yet to read, kept in a file, so that memory stays flat however many there are.

In: articles as the readers give them. Out: each article once, and of several editions of one url only the latest, in
the order in which they came. The file is of no use after the run; the next one begins it anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from kg.model import Article, content_id

_TABLE = """
CREATE TABLE article (
  number INTEGER PRIMARY KEY, id TEXT UNIQUE, page TEXT, rank TEXT, digest TEXT, words INTEGER, record TEXT)
"""
# Of one page the edition that was published last stays; of those of one day the one with the greater id, so that the
# order of the files decides nothing.
_OLDER = """
FROM article WHERE page IS NOT NULL AND EXISTS (
  SELECT 1 FROM article other
  WHERE other.page = article.page AND (other.rank, other.id) > (article.rank, article.id))
"""


class Spool:
    """A file of articles. `add` them all, then `settle`, then go over those to be read."""

    def __init__(self, path: Path) -> None:
        """Begin the file anew."""
        self.path = path
        self._unlink()
        self._db = sqlite3.connect(path, isolation_level=None)
        # What is lost with a killed run is read again; no journal is needed for that.
        self._db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLE};")
        self._db.execute("CREATE INDEX pages ON article (page)")
        self._db.execute("BEGIN")

    def __enter__(self) -> Spool:
        """The spool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the file away."""
        self._db.close()
        self._unlink()

    def _unlink(self) -> None:
        self.path.unlink(missing_ok=True)

    def add(self, article: Article, *, known: bool) -> None:
        """Note an article; one that is `known` need not be read, but may be an edition of one that must."""
        record = json.dumps(asdict(article), sort_keys=True)
        row = (
            article.id,
            content_id(article.url) if article.url else None,
            article.published or "",
            content_id(record),
            len(article.text.split()),
            None if known else record,
        )
        # The same article twice, with another date or title: the later date, then the greater digest.
        self._db.execute(
            "INSERT INTO article (id, page, rank, digest, words, record) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET rank = excluded.rank, digest = excluded.digest, record = excluded.record "
            "WHERE (excluded.rank, excluded.digest) > (rank, digest)",
            row,
        )

    def settle(self) -> int:
        """Drop the older editions of pages that came in several; how many there were."""
        dropped = self._db.execute(f"DELETE {_OLDER}").rowcount
        self._db.execute("COMMIT")
        return dropped

    def unread(self) -> tuple[int, int]:
        """How many articles, and how many words, there are to be read."""
        found = self._db.execute("SELECT COUNT(*), COALESCE(SUM(words), 0) FROM article WHERE record IS NOT NULL")
        articles, words = found.fetchone()
        return articles, words

    def known(self) -> int:
        """How many need not be read."""
        (count,) = self._db.execute("SELECT COUNT(*) FROM article WHERE record IS NULL").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[Article]:
        """The articles to be read, in the order in which they came."""
        for (record,) in self._db.execute("SELECT record FROM article WHERE record IS NOT NULL ORDER BY number"):
            yield Article(**json.loads(record))
