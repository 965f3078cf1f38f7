"""What one article or page gives: its N-Quads and rows, or why there are none. And the process that does it.

`python -m kg.cluster.reading` reads items from its standard input and answers on its standard output (see `worker`).
The kernel ends it when an item takes longer than its limit: that also stops what never comes back to Python.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import IO, Any, Final, Protocol

from kg.model import Article, Knowledge, content_id
from kg.readers import Options, Page, Skip

HEAD: Final = struct.Struct(">Q")
FACTORY: Final = "kg.cluster.reading:Reading"
_DEFAULT: Final = Options()


@dataclass(frozen=True, slots=True)
class Told:
    """What one article gives: lines of N-Quads, sorted, and rows of the table of statements.

    `page` names its url and `rank` its publication, `digest` all that is known of it: by these editions are told apart.
    """

    id: str
    page: str | None
    rank: str
    digest: str
    words: int
    statements: int
    lines: tuple[bytes, ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an item gives: an article or, of a page, none; what was skipped; and in which articles the reader failed."""

    told: tuple[Told, ...] = ()
    skips: tuple[Skip, ...] = ()
    failed: tuple[str, ...] = ()


class Reads(Protocol):
    """Reads items, one at a time."""

    @property
    def model(self) -> str:
        """Name and version of what reads."""

    def read(self, item: Article | Page) -> Outcome:
        """What the item gives."""


class Reading:
    """The reader of `kg.pipeline`, and its extractions as lines and rows."""

    def __init__(self, model: str | None = None, options: Options = _DEFAULT) -> None:
        from kg.pipeline import Reader

        self._reader, self._options = Reader(model), options
        self.model = self._reader.model

    def read(self, item: Article | Page) -> Outcome:
        """What an item gives; an error in it is an outcome as well."""
        found = [item] if isinstance(item, Article) else list(item.articles(self._options))
        told, failed = [], []
        for article in found:
            if isinstance(article, Skip):
                continue
            extraction = self._reader.guarded(article, open_triples=False)
            failure = next((reason for reason, _ in extraction.skipped if reason.startswith("failed")), None)
            if failure:
                failed.append(f"{named(article)}: {failure}")
            else:
                told.append(self._told(extraction))
        return Outcome(tuple(told), tuple(item for item in found if isinstance(item, Skip)), tuple(failed))

    def _told(self, extraction: Any) -> Told:
        from kg.exporters.frame import rows
        from kg.rdf import formats
        from kg.rdf.dataset import article_quads

        schema, article = self._reader.ontology.schema, extraction.article
        quads = article_quads(extraction, schema, model=self.model)
        lines = formats.write(quads, ".nq").splitlines(keepends=True)
        table = tuple(rows(Knowledge.of([extraction]), schema))
        return told(article, tuple(lines), table, len(extraction.statements))


def told(article: Article, lines: tuple[bytes, ...], rows: tuple[Mapping[str, Any], ...], statements: int) -> Told:
    """The record of an article that was read."""
    return Told(
        article.id,
        content_id(article.url) if article.url else None,
        article.published or "",
        content_id(json.dumps(asdict(article), sort_keys=True)),
        len(article.text.split()),
        statements,
        lines,
        rows,
    )


def named(item: Article | Page) -> str:
    """How an item is called in a report."""
    if isinstance(item, Page):
        return f"{item.source}, {item.part}" if item.part else item.source
    return item.url or item.title or item.id


# --- the process ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process is to read with: a spaCy model, what is known of all articles, and the seconds one may take.

    `factory` is what makes the reader, as "package.module:name".
    """

    model: str | None = None
    options: Options = _DEFAULT
    limit: float = 120.0
    factory: str = FACTORY

    def reader(self) -> Reads:
        """A reader, made in this process."""
        module, _, name = self.factory.partition(":")
        make: Callable[[str | None, Options], Reads] = getattr(import_module(module), name)
        return make(self.model, self.options)


def send(stream: IO[bytes], content: object) -> None:
    """Write one object."""
    data = pickle.dumps(content, protocol=5)
    stream.write(HEAD.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one object that `send` wrote.

    Raises:
        EOFError: the other side is gone.
    """
    (length,) = HEAD.unpack(_exactly(stream, HEAD.size))
    return pickle.loads(_exactly(stream, length))


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def main() -> None:
    """Take the orders, say which model it is, and answer item by item until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints shall not stand among the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        orders: Orders = receive(sys.stdin.buffer)
        reader = orders.reader()
        send(answers, reader.model)
        while True:
            item = receive(sys.stdin.buffer)
            signal.setitimer(signal.ITIMER_REAL, orders.limit)
            outcome = reader.read(item)
            signal.setitimer(signal.ITIMER_REAL, 0)
            send(answers, outcome)
    except (EOFError, BrokenPipeError):
        os._exit(0)
