"""Sources and the reader of them, as the library's functions want them: checked, forgiving, loaded once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import FormatError, InputError
from kg.model import Article
from kg.readers import Options, Skip, articles
from kg.readers.remote import is_url
from kg.readers.sources import existing

if TYPE_CHECKING:
    from kg.pipeline import Reader


def read(source: str | Path, **known: str) -> Iterator[Article | Skip]:
    """The articles at `source` (a file, a folder, `-`), and a `Skip` for whatever was left out.

    `known` overrides what the source says of itself: title, published, publisher, url, language, author; and sets
    `encoding` and `format`.
    """
    return articles(source, options=Options(**known))  # type: ignore[arg-type]


def check(sources: Sequence[str | Path], known: Mapping[str, str]) -> None:
    """Refuse what cannot work before the model is loaded."""
    if not sources:
        raise InputError("no source; mend: give a file, a folder, or - for standard input")
    for name in ("title", "url"):
        if name in known and len(sources) > 1:
            raise InputError(f"{name}: one cannot fit {len(sources)} sources; mend: give one file, or leave it out")
    for source in sources:
        if str(source) != "-" and not is_url(source):
            existing(source)
    Options(**known)  # type: ignore[arg-type]


def items(sources: Sequence[str | Path], known: Mapping[str, str]) -> Iterator[Article | Skip]:
    """What is at `sources`; of several, one that cannot be read is a `Skip`, but all of them are an error."""
    first, skipped, found = None, 0, False
    for source in sources:
        for item in read(source, **known) if len(sources) == 1 else _forgiving(source, known):
            if isinstance(item, Skip):
                first, skipped = first or item, skipped + 1
            else:
                found = True
            yield item
    if not found:
        raise InputError(f"no article could be read; {skipped} skipped, the first: {first}")


def _forgiving(source: str | Path, known: Mapping[str, str]) -> Iterator[Article | Skip]:
    """What `read` gives, with a `Skip` where it would raise."""
    try:
        yield from read(source, **known)
    except (InputError, FormatError) as error:
        what, _, mend = str(error).removeprefix(f"{source}: ").partition(". Mend: ")
        yield Skip(str(source), what, mend=mend)


# A model takes a second to load; whoever calls `extract` in a loop shall not pay for it each time.
@lru_cache(maxsize=2)
def reader(model: str | None) -> Reader:
    from kg.pipeline import Reader

    return Reader(model)
