"""Readers: a file, a folder or standard input comes in, `Article`s and `Skip`s go out, in a fixed order.

`READERS` is the place to add a format: a function from an open binary stream, the name of its source and the
`Options` to the articles in it. A reader never raises for what it reads; it yields a `Skip`, and `articles` decides
whether that is an error. Nothing is fetched, printed or remembered.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from kg.errors import FormatError, InputError
from kg.model import Article
from kg.readers import html, jsonl, sources, text
from kg.readers.records import MAX_CHARS, Options, Skip

__all__ = ["MAX_CHARS", "READERS", "Options", "Skip", "articles"]

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
}
_DEFAULT: Final = Options()


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


def _items(source: str | Path, options: Options, stdin: BinaryIO | None) -> Iterator[Article | Skip]:
    if str(source) == "-":
        yield from _whole(_unnamed(stdin or sys.stdin.buffer, "-", options))
        return
    path = sources.existing(source)
    if path.is_dir():
        yield from _folder(path, options)
    elif path.is_file():
        reader = _reader(options.format or path.suffix, sources.shown(path))
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


def _folder(folder: Path, options: Options) -> Iterator[Article | Skip]:
    for name in ("title", "url"):
        if getattr(options, name):
            raise InputError(
                f"{sources.shown(folder)}: one {name} cannot fit all articles of a folder. "
                f"Mend: give a single file, or leave out {name}"
            )
    for path in sources.files(folder):
        if isinstance(path, Skip):
            yield path
            continue
        reader = READERS.get(_suffix(options.format or path.suffix))
        if reader:
            yield from _opened(path, reader, options)
        else:
            yield Skip(sources.shown(path), "unknown suffix", detail=path.suffix or "none", mend=_known())


def _opened(path: Path, reader: Reader, options: Options) -> Iterator[Article | Skip]:
    source = sources.shown(path)
    try:
        with path.open("rb") as stream:
            yield from reader(stream, source, options)
    except OSError as error:
        yield Skip(source, "cannot be read", detail=error.strerror or "", mend="look at the file and its permissions")


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
