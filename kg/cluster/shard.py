"""The unit of work: a batch of articles in, one shard out. The same for every engine; nothing is remembered.

>>> from kg.cluster.reading import Reading
>>> from kg.model import Article
>>> shard = read_shard([Article("Russia invaded Ukraine.")], Reading())
>>> shard.report["articles"], shard.rows[0]["predicate"], shard.lines == tuple(sorted(shard.lines))
(1, 'invaded', True)
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kg.cluster.parts import Skipped
from kg.cluster.reading import Outcome, Told
from kg.model import Article
from kg.readers import Page

_FAST = 6  # zlib's own middle way: smaller by a quarter than 1, and still a hundredth of the time that reading takes


class CanRead(Protocol):
    """A `Worker`, or a `Reading` in this process."""

    def read(self, item: Article | Page) -> Outcome:
        """What an item gives."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What a batch gives: N-Quads, sorted and each line once; the rows of the table of statements; a report.

    The report has counts (articles, words, statements, quads, silent, doubles), `skipped` by reason, `told` of what was
    skipped, `failed` (every article in which the reader failed, by name) and `index`: id, page, rank and digest of
    each article, by which editions are told apart.
    """

    lines: tuple[bytes, ...]
    rows: tuple[Mapping[str, Any], ...]
    report: Mapping[str, Any]

    def quads(self) -> bytes:
        """The lines, packed; no name and no time in it."""
        return gzip.compress(b"".join(self.lines), _FAST, mtime=0)

    def statements(self) -> bytes:
        """The rows as Parquet."""
        from kg.exporters.frame import rows_as_parquet

        return rows_as_parquet(self.rows)


def read_shard(items: Iterable[Article | Page], reader: CanRead) -> Shard:
    """What `items` say, in whatever process this is called: a pure function of the items and of the reader's model."""
    failed: list[str] = []
    skipped, doubles = Skipped(), 0
    told: dict[str, Told] = {}
    for item in items:
        outcome = reader.read(item)
        for skip in outcome.skips:
            skipped.add(skip)
        failed += outcome.failed
        for one in outcome.told:
            doubles += one.id in told
            told[one.id] = max((one, told.get(one.id, one)), key=lambda t: (t.rank, t.digest))
    for failure in failed:
        skipped.reasons[_reason(failure)] += 1
    articles = [told[key] for key in sorted(told)]
    lines = tuple(sorted({line for one in articles for line in one.lines}))
    report = {
        "articles": len(articles),
        "doubles": doubles,
        "failed": failed,
        "index": [[one.id, one.page, one.rank, one.digest] for one in articles],
        "quads": len(lines),
        "silent": sum(not one.statements for one in articles),
        "skipped": dict(sorted(skipped.reasons.items())),
        "statements": sum(one.statements for one in articles),
        "told": skipped.told,
        "words": sum(one.words for one in articles),
    }
    return Shard(lines, tuple(row for one in articles for row in one.rows), report)


def _reason(failure: str) -> str:
    """What a failure is counted as: the limit of time, the death of a process, or an error."""
    words = failure.rpartition("failed: ")[2]
    return next((f"failed: {known}" for known in ("took longer", "the process") if words.startswith(known)), "failed")
