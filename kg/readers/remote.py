"""Sources on other machines, by what fsspec knows (s3:// gs:// hdfs:// abfs:// …): a url in, files in sorted order out.

The package for a protocol (s3fs, gcsfs, adlfs …) and the login are the user's own. Pages of the web are no source: what
stands at an address changes, and two runs would differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from kg.errors import InputError
from kg.readers.extras import needed

_URL: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(source: str | Path) -> bool:
    """Whether a source is for fsspec.

    Example:
        >>> is_url("s3://crawl/CC-NEWS-1.warc.gz"), is_url("news/"), is_url("https://news.example/1")
        (True, False, False)
    """
    return isinstance(source, str) and bool(_URL.match(source))


def suffix(name: str) -> str:
    """The suffix that says what a file is: that of a packed one has two parts.

    Example:
        >>> suffix("s3://crawl/CC-NEWS-1.WARC.gz"), suffix("a.b/story"), suffix("news.v2.jsonl")
        ('.warc.gz', '', '.jsonl')
    """
    parts = [part.lower() for part in Path(name).suffixes]
    return "".join(parts[-2:]) if parts[-1:] == [".gz"] else "".join(parts[-1:])


def files(url: str) -> list[str]:
    """The files at `url`, which may have * in it: itself, or all below it, sorted.

    Raises:
        FormatError: a package is missing.
        InputError: there is nothing, or it cannot be reached.
    """
    there, path = _located(url)
    try:
        found = there.glob(path) if "*" in path else [path]
        below = [name for one in found for name in (there.find(one) if there.isdir(one) else [one])]
        missing = [name for name in below if name in found and not there.exists(name)]
    except Exception as error:
        raise _unreachable(url, error) from error
    if missing or not below:
        raise InputError(f"{url}: no such file or folder. Mend: look at the address, and at what the login may see")
    return sorted(there.unstrip_protocol(name) for name in set(below))


def mark(url: str) -> str:
    """What changes when the file does: its checksum or its size and time, as the protocol has it."""
    there, path = _located(url)
    try:
        return str(there.ukey(path))
    except Exception as error:
        raise _unreachable(url, error) from error


@contextmanager
def opened(url: str) -> Iterator[BinaryIO]:
    """The file at `url`, to be read; it can seek if the protocol can.

    Raises:
        FormatError: a package is missing.
        OSError: it cannot be read.
    """
    there, path = _located(url)
    with there.open(path, "rb") as stream:
        yield cast("BinaryIO", stream)


def system(url: str) -> Any:
    """What fsspec calls the file system of `url`.

    Raises:
        FormatError: a package is missing.
        InputError: the protocol is not known, or refuses.
    """
    return _located(url)[0]


def _located(url: str) -> tuple[Any, str]:
    fsspec = needed("fsspec.core", url, "warc")
    try:
        there, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise InputError(f"{url}: {error}") from error
    except Exception as error:
        raise _unreachable(url, error) from error
    return there, path


def _unreachable(url: str, error: Exception) -> InputError:
    what = str(error) or type(error).__name__
    return InputError(f"{url}: cannot be reached ({what[:200]}). Mend: look at the address and the login")
