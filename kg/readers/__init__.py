"""Readers: a file, a folder or standard input comes in, `Article`s and `Skip`s go out, in a fixed order.

`READERS` is the place to add a format: a function from an open binary stream, the name of its source and the
`Options` to the articles in it. A reader never raises for what it reads; it yields a `Skip`, and `articles` decides
whether that is an error. Nothing is fetched, printed or remembered.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias, TypeVar

from kg.errors import FormatError, InputError
from kg.model import Article
from kg.readers import html, jsonl, parquet, remote, sources, text, warc
from kg.readers.html import Page
from kg.readers.records import MAX_CHARS, Options, Skip

__all__ = ["MAX_CHARS", "READERS", "Options", "Page", "Skip", "articles", "listed", "pieces"]

Reader: TypeAlias = Callable[[BinaryIO, str, Options], Iterator[Article | Skip]]

READERS: Final[Mapping[str, Reader]] = {
    ".txt": text.articles,
    ".text": text.articles,
    ".html": html.articles,
    ".htm": html.articles,
    ".xhtml": html.articles,
    ".json": jsonl.document_articles,
    ".jsonl": jsonl.articles,
    ".ndjson": jsonl.articles,
    ".jsonl.gz": jsonl.packed_articles,
    ".ndjson.gz": jsonl.packed_articles,
    ".parquet": parquet.articles,
    ".warc": warc.articles,
    ".warc.gz": warc.articles,
}
# Of these somebody else may parse the pages: it takes longer than to find them.
_UNPARSED: Final[Mapping[str, Callable[[BinaryIO, str, Options], Iterator[Page | Article | Skip]]]] = {
    **READERS,
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.pages),
    **dict.fromkeys((".warc", ".warc.gz"), warc.pages),
}
_DEFAULT: Final = Options()
_Item = TypeVar("_Item")


def articles(
    source: str | Path, *, options: Options = _DEFAULT, stdin: BinaryIO | None = None
) -> Iterator[Article | Skip]:
    """What can be read at `source`: a file, a folder with all below it, or `-` for standard input.

    Args:
        source: a path, or `-`.
        options: what is known better than the source says (title, date, …), its encoding and format.
        stdin: read for `-`; the process's own by default.

    Yields:
        Articles in the order of the names and of the lines, and between them a `Skip` for whatever was left out.

    Raises:
        InputError: there is no such source, a single file cannot be read, or no article was found in all of it.
        FormatError: no reader is known for a single file's suffix, or for `options.format`.

    Example:
        >>> import io
        >>> [article.text for article in articles("-", stdin=io.BytesIO(b"Putin met Li in Moscow."))]
        ['Putin met Li in Moscow.']
    """
    name, found, first, skipped = str(source), False, None, 0
    if options.format is not None:
        _reader(options.format, name)
    for item in _items(source, options, stdin):
        if isinstance(item, Skip):
            first, skipped = first or item, skipped + 1
        else:
            found = True
        yield item
    if not found:
        why = f"{skipped} skipped, the first: {first}" if first else "nothing in it that has a known suffix or a line"
        raise InputError(f"{name}: no article could be read; {why}")


def listed(source: str | Path) -> Iterator[str | Skip]:
    """The files at `source` (a file, a folder, a url of fsspec's) that `pieces` can read, in a fixed order.

    Raises:
        InputError: there is no such source.
        FormatError: it is one file, and of no known suffix.
    """
    if remote.is_url(source):
        found: list[str | Path | Skip] = [*remote.files(str(source))]
        alone = len(found) == 1
    else:
        path = sources.existing(source)
        alone = not path.is_dir()
        found = [path] if alone else [*sources.files(path)]
    for item in found:
        if isinstance(item, Skip):
            yield item
        elif alone:
            _reader(remote.suffix(str(item)), sources.shown(item))
            yield str(item)
        else:
            yield str(item) if remote.suffix(str(item)) in READERS else _unknown(item)


def pieces(file: str, options: Options = _DEFAULT) -> Iterator[Article | Page | Skip]:
    """What is in one of the files that were `listed`: articles, and pages of which nobody knows yet what is on them."""
    yield from _opened(file, _UNPARSED[remote.suffix(file)], options)


def _items(source: str | Path, options: Options, stdin: BinaryIO | None) -> Iterator[Article | Skip]:
    if str(source) == "-":
        yield from _whole(_unnamed(stdin or sys.stdin.buffer, "-", options))
        return
    if remote.is_url(source):
        yield from _remote(str(source), options)
        return
    path = sources.existing(source)
    if path.is_dir():
        yield from _folder(path, options)
    elif path.is_file():
        reader = _reader(options.format or remote.suffix(path.name), sources.shown(path))
        yield from _whole(_opened(path, reader, options))
    else:
        # A pipe, such as the shell's <(command), has no suffix that says anything.
        yield from _whole(_opened(path, _unnamed, options))


def _whole(items: Iterator[Article | Skip]) -> Iterator[Article | Skip]:
    """`items`, where a `Skip` of a whole source that was asked for by name is an error."""
    for item in items:
        if isinstance(item, Skip) and not item.part:
            raise InputError(str(item))
        yield item


def _remote(url: str, options: Options) -> Iterator[Article | Skip]:
    names = remote.files(url)
    if len(names) == 1:
        yield from _whole(_opened(names[0], _reader(options.format or remote.suffix(names[0]), url), options))
        return
    _refuse_for_many(url, options)
    for name in names:
        yield from _of_many(name, options)


def _folder(folder: Path, options: Options) -> Iterator[Article | Skip]:
    _refuse_for_many(sources.shown(folder), options)
    for path in sources.files(folder):
        yield from (path,) if isinstance(path, Skip) else _of_many(path, options)


def _of_many(path: str | Path, options: Options) -> Iterator[Article | Skip]:
    reader = READERS.get(_suffix(options.format or remote.suffix(str(path))))
    if reader:
        yield from _opened(path, reader, options)
    else:
        yield _unknown(path)


def _unknown(path: str | Path) -> Skip:
    return Skip(sources.shown(path), "unknown suffix", detail=remote.suffix(str(path)) or "none", mend=_known())


def _refuse_for_many(source: str, options: Options) -> None:
    for name in ("title", "url"):
        if getattr(options, name):
            raise InputError(
                f"{source}: one {name} cannot fit all articles of a folder. "
                f"Mend: give a single file, or leave out {name}"
            )


def _opened(
    path: str | Path, reader: Callable[[BinaryIO, str, Options], Iterator[_Item]], options: Options
) -> Iterator[_Item | Skip]:
    source = sources.shown(path)
    try:
        with remote.opened(path) if isinstance(path, str) and remote.is_url(path) else Path(path).open("rb") as stream:
            yield from reader(stream, source, options)
    except OSError as error:
        mend = "look at the file and its permissions"
        yield Skip(source, "cannot be read", detail=error.strerror or str(error)[:120], mend=mend)


def _unnamed(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    yield from _reader(options.format or sources.sniffed(stream), source)(stream, source, options)


def _reader(suffix: str, source: str) -> Reader:
    reader = READERS.get(_suffix(suffix))
    if not reader:
        raise FormatError(f"{source}: no reader for the suffix {suffix or '(none)'!r}. Mend: {_known()}")
    return reader


def _suffix(name: str) -> str:
    return f".{name.lower().removeprefix('.')}"


def _known() -> str:
    return f"one of {' '.join(READERS)}, or say which as format="
