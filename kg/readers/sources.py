"""Where articles come from: a path or `-` in, the files behind it out, in sorted order, or the nearest names.

Hidden files and folders (a leading point) are no part of a folder; links to folders are not followed, as they may
lead back.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from kg.errors import InputError
from kg.readers.records import Skip

_HEAD: Final = 1024
_JSON: Final = re.compile(rb'\{\s*["}]|\[\s*[{\]]')
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|\?xml)\b", re.IGNORECASE)


def shown(path: str | Path) -> str:
    """The path as text that can be printed, whatever bytes its name is made of."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def existing(source: str | Path) -> Path:
    """The path of `source`.

    Raises:
        InputError: there is none; the message names what is there instead.
    """
    path = Path(source)
    if re.match(r"https?:/", str(source)):
        raise InputError(
            f"{source}: nothing is fetched from the web. Mend: save the page and give its path, "
            f"with the address as url={source}"
        )
    try:
        path.stat()
    except FileNotFoundError:
        raise InputError(f"{shown(path)}: no such file or folder. {_nearest(path)}") from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{shown(path)[:200]!r}: not a path that can be read ({error}). Mend: give a file, a folder, "
            "or - for standard input"
        ) from error
    return path


def files(folder: Path) -> Iterator[Path | Skip]:
    """Every file below `folder`, sorted by name, folder by folder; a `Skip` for what cannot be entered."""
    try:
        names = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield Skip(shown(folder), "cannot be read", detail=error.strerror or "", mend="change its permissions")
        return
    for path in names:
        if path.name.startswith("."):
            continue
        if path.is_dir() and path.is_symlink():
            yield Skip(shown(path), "link to a folder", mend="give the folder itself")
        elif path.is_dir():
            yield from files(path)
        elif path.is_file() or path.is_symlink():
            yield path
        else:
            yield Skip(shown(path), "not a file", detail="a pipe, socket or device")


def sniffed(stream: BinaryIO) -> str:
    """The suffix that a stream without a name deserves: JSON and HTML by how they begin, else plain text."""
    head = _head(stream).removeprefix(b"\xef\xbb\xbf").lstrip()
    if _JSON.match(head):
        return ".json"
    return ".html" if _HTML.match(head) else ".txt"


def _head(stream: BinaryIO) -> bytes:
    """The first bytes, left in the stream."""
    if hasattr(stream, "peek"):
        return bytes(stream.peek(_HEAD)[:_HEAD])
    here = stream.tell()
    head = stream.read(_HEAD)
    stream.seek(here)
    return head


def _nearest(path: Path) -> str:
    """The mend: the likeliest of the names in the deepest folder that exists."""
    missing, folder = path, path.parent
    while not folder.is_dir() and folder != folder.parent:
        missing, folder = folder, folder.parent
    try:
        names = sorted(shown(Path(entry.name)) for entry in folder.iterdir())
    except OSError:
        names = []
    close = difflib.get_close_matches(missing.name, names, n=3, cutoff=0.5)
    if close:
        return f"Mend: did you mean {' or '.join(shown(folder / name) for name in close)}?"
    return f"Mend: {shown(folder)} has {', '.join(names[:5]) or 'nothing in it'}{' …' if len(names) > 5 else ''}"
