"""A store that grows: sources in, each article's graph in the store whole or not at all, a report out.

First all sources are gone through, which is quick: what is in the store already is not read again, and how much there
is to do is known. Then the rest is read and written, one transaction an article. A run that was ended in any way is
gone on with by the same call.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.library.spool import Spool
from kg.model import Article, Extraction
from kg.rdf import folder
from kg.rdf.store import Store
from kg.readers import Skip

# More skipped sources than these are only counted: a report is read by people, and memory stays flat.
_TOLD = 1000
_RELIEF = 400  # articles written after which the store gives back memory; it takes 20 ms
_SPOOL = "newskg-writer.json.spool"  # begins like the writer's note, so that it is known as ours


class Reads(Protocol):
    """What `grow` needs of `kg.pipeline.Reader`."""

    @property
    def model(self) -> str:
        """Name and version of the language model."""

    def extract_many(self, articles: Iterable[Article], *, workers: int = 1) -> Iterator[Extraction]:
        """One extraction an article, in order."""


@dataclass(slots=True)
class Growth:
    """How far a build into a store is, and at its end the report.

    `todo` and `todo_words` are what was found to be read. Every article found is in one of `read`, `unchanged`,
    `older` (a later edition of its page is in the store, or came with it), `failed` and `doubles`; `replaced` and
    `silent` (without a statement) are among those read.
    """

    todo: int = 0
    todo_words: int = 0
    read: int = 0
    words: int = 0
    statements: int = 0
    unchanged: int = 0
    replaced: int = 0
    silent: int = 0
    older: int = 0
    doubles: int = 0
    failed: list[str] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def skipped(self) -> int:
        """How many sources or articles could not be read."""
        return self.reasons.total()

    def skip(self, skip: Skip) -> None:
        """Count what was left out."""
        self.reasons[skip.reason] += 1
        if len(self.skips) < _TOLD:
            self.skips.append(skip)

    def fail(self, extraction: Extraction, reason: str) -> None:
        """Count an article in which the reader itself failed."""
        self.reasons[reason.partition(":")[0]] += 1
        if len(self.failed) < _TOLD:
            self.failed.append(f"{extraction.article.title or extraction.article.id}: {reason}")


def grow(
    store: Store,
    articles: Iterable[Article | Skip],
    reader: Reads,
    *,
    workers: int = 1,
    tick: Callable[[Growth], None] | None = None,
) -> Growth:
    """Read what is new among `articles` into `store`.

    Args:
        store: open for writing.
        articles: what the readers give.
        reader: reads the articles.
        workers: how many processes read.
        tick: called after every article.

    Raises:
        StoreError: the store cannot be written, for example because the disk is full; what was read before is kept.
    """
    report = Growth()
    path = (store.path or Path()) / _SPOOL if store.path else Path(":memory:")
    try:
        with Spool(path) as spool:
            _fill(spool, articles, store, reader.model, report)
            for _ in _written(reader.extract_many(spool, workers=workers), store, reader.model, report):
                if tick is not None:
                    tick(report)
    except sqlite3.Error as error:
        raise folder.failed(store.path, error) from error
    return report


def _written(extractions: Iterable[Extraction], store: Store, model: str, report: Growth) -> Iterator[None]:
    """Write each article while the next one is read; something for each that is written.

    Oxigraph lets other threads run while it writes, which is most of what a store costs.
    """
    pending: Future[None] | None = None
    with ThreadPoolExecutor(1, "newskg-writer") as writer:
        for extraction in extractions:
            if pending is not None:
                pending.result()
                yield
            pending = writer.submit(_settle, extraction, store, model, report)
        if pending is not None:
            pending.result()
            yield


def _fill(spool: Spool, articles: Iterable[Article | Skip], store: Store, model: str, report: Growth) -> None:
    found = 0
    for item in articles:
        if isinstance(item, Skip):
            report.skip(item)
        else:
            found += 1
            spool.add(item, known=store.holds(item, model=model))
    report.older = spool.settle()
    report.unchanged = spool.known()
    report.todo, report.todo_words = spool.unread()
    report.doubles = found - report.older - report.unchanged - report.todo


def _settle(extraction: Extraction, store: Store, model: str, report: Growth) -> None:
    """Put one article's graph into the store, in place of its older edition; keep a later one that is there."""
    article = extraction.article
    failure = next((reason for reason, _ in extraction.skipped if reason.startswith("failed")), None)
    if failure:
        report.fail(extraction, failure)
        return
    editions = [key for key in store.editions(article.url) if key != article.id] if article.url else []
    if any(store.published(key) > (article.published or "") for key in editions):
        report.older += 1
        return
    report.replaced += bool(editions) or article.id in store
    store.add(extraction, model=model, instead_of=editions)
    report.read += 1
    report.words += len(article.text.split())
    report.statements += len(extraction.statements)
    report.silent += not extraction.statements
    if report.read % _RELIEF == 0:
        store.relieve()
