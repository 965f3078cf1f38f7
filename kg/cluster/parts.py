"""Sources in, batches out: parts (one archive, or some small files) by themselves, and batches within a part.

What a batch holds depends on its part alone, so that every engine cuts the same ones and a run that goes on finds them
again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

from kg.errors import InputError
from kg.model import Article, content_id
from kg.readers import Options, Page, Skip, listed, pieces, remote

Item: TypeAlias = Article | Page

_DEFAULT: Final = Options()
_SMALL: Final = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".json"})
_TOGETHER: Final = 200
# What a page's words come to is not known before it is parsed: pages of news have some 200 bytes for each.
_BYTES_A_WORD: Final = 200
_TOLD: Final = 100  # skips of a part or a shard that are named; the others are counted


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are gone through by one process, with a key that changes when they do."""

    number: int
    files: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles and pages of a part. The last batch of a part is empty, and says what the part left out."""

    part: int
    number: int
    items: tuple[Item, ...] = ()
    skips: Skipped | None = None

    @property
    def digest(self) -> str:
        """A hash of all that is in it."""
        found = hashlib.sha256()
        for item in self.items:
            if isinstance(item, Article):
                found.update(json.dumps(asdict(item), sort_keys=True).encode("utf-8", "surrogatepass"))
            else:
                head = [item.source, item.part, item.url, item.charset, item.any_language, len(item.data)]
                found.update(json.dumps(head).encode() + item.data)
        return found.hexdigest()


@dataclass(slots=True)
class Skipped:
    """What was left out: counted by its reason, and the first of them in full."""

    reasons: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def add(self, skip: Skip) -> None:
        """Count one."""
        self.reasons[skip.reason] += 1
        if len(self.told) < _TOLD:
            self.told.append(str(skip))


def parts(sources: Sequence[str | Path], stamp: str) -> tuple[list[Part], Skipped]:
    """The parts of all sources, in their order, and what was left out. `stamp` is what else decides what is read.

    Raises:
        InputError: there is no such source, or nothing in them that can be read.
        FormatError: a file's suffix is not known.
    """
    found: list[tuple[str, ...]] = []
    small: list[str] = []
    skips = Skipped()
    for item in (item for source in sources for item in listed(source)):
        if isinstance(item, Skip):
            skips.add(item)
        elif remote.suffix(item) in _SMALL:
            small.append(item)
        else:
            found.append((item,))
    rest = iter(small)
    while some := tuple(islice(rest, _TOGETHER)):
        found.append(some)
    if not found:
        raise InputError(f"{', '.join(map(str, sources))}: no file that can be read; {skips.reasons.total()} skipped")
    return [Part(n, files, content_id(stamp, *map(_mark, files))) for n, files in enumerate(found)], skips


def _mark(file: str) -> str:
    """A file's name and what changes with its content."""
    if remote.is_url(file):
        return f"{file} {remote.mark(file)}"
    stat = Path(file).stat()
    return f"{file} {stat.st_size} {stat.st_mtime_ns}"


def batches(part: Part, words: int, options: Options = _DEFAULT) -> Iterator[Batch]:
    """The batches of a part, each of about so many words; at the end an empty one with what was left out."""
    skips, number, size = Skipped(), 0, 0
    some: list[Item] = []
    for item in (item for file in part.files for item in pieces(file, options)):
        if isinstance(item, Skip):
            skips.add(item)
            continue
        some.append(item)
        size += _words(item)
        if size >= words:
            yield Batch(part.number, number, tuple(some))
            some, size, number = [], 0, number + 1
    if some:
        yield Batch(part.number, number, tuple(some))
        number += 1
    yield Batch(part.number, number, skips=skips)


def _words(item: Item) -> int:
    return len(item.text.split()) if isinstance(item, Article) else 1 + len(item.data) // _BYTES_A_WORD
