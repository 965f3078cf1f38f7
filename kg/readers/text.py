"""Plain text: bytes in, one article out. Also the place where bytes become characters for the other readers.

UTF-8 (with or without a byte order mark) and what a byte order mark names are understood; any other encoding must be
said, because a wrong guess would change names without anybody noticing.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from kg.model import Article
from kg.readers.records import Options, Skip, checked, too_long

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GZIP: Final = b"\x1f\x8b"
_HEAD: Final = 16
_AS_TEXT: Final = "save it as plain text (.txt) first"
# First bytes of what people give by mistake: https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF", "pdftotext {} article.txt"),
    (_GZIP, "a gzip archive", "gunzip it first"),
    (b"PK\x03\x04", "a ZIP archive or an office document", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an office document", _AS_TEXT),
    (b"{\\rtf", "a rich text document", _AS_TEXT),
    (b"\x89PNG", "a PNG picture", "give a text"),
    (b"\xff\xd8\xff", "a JPEG picture", "give a text"),
    (b"GIF8", "a GIF picture", "give a text"),
)


def articles(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """The one article that `stream` holds as plain text, or why it cannot be read."""
    # No encoding takes more than four bytes a character; beyond that the length is known without reading on.
    limit = 4 * options.max_chars + 4
    data = stream.read(limit + 1)
    text = refused_bytes(data, source) or (
        too_long(source, options) if len(data) > limit else decoded(data, source, options)
    )
    if isinstance(text, Skip):
        yield text
    elif text.lstrip("\ufeff \t\r\n")[:14].lower().startswith(("<!doctype html", "<html")):
        yield Skip(source, "not a text", detail="an HTML page", mend="name it .html, or say format=html")
    else:
        yield from checked(source, text, {}, options)


def refused_bytes(data: bytes, source: str) -> Skip | None:
    """Why `data` can be no text at all, told by its first bytes."""
    if not data:
        return Skip(source, "empty", detail="0 bytes", mend="give a text with words in it")
    for signature, kind, mend in _SIGNATURES:
        if data.startswith(signature):
            return Skip(source, "not a text", detail=kind, mend=mend.format(source))
    return None


def refused_start(stream: BinaryIO, source: str, *, packed: bool = False) -> Skip | None:
    """Why what begins in `stream` can be no archive or table of articles; nothing is taken out of the stream.

    `packed`: it may be a gzip archive.
    """
    if hasattr(stream, "peek"):
        head = bytes(stream.peek(_HEAD)[:_HEAD])
    elif stream.seekable():
        here = stream.tell()
        head = stream.read(_HEAD)
        stream.seek(here)
    else:
        return None
    return None if packed and head.startswith(_GZIP) else refused_bytes(head, source)


def decoded(data: bytes, source: str, options: Options, part: str = "") -> str | Skip:
    """`data` as characters, or the offset of the first byte that is in the way and how to mend it."""
    marked = marked_encoding(data)
    encoding = options.encoding or marked or "utf-8"
    if not options.encoding and not marked and b"\0" in data:
        return _binary(data, source, part)
    try:
        text = data.decode(encoding)
    except LookupError:
        return Skip(source, "unknown encoding", part, encoding, "use a name such as utf-8, utf-16, cp1252, cp1251")
    except UnicodeError as error:
        return _undecodable(data, source, part, encoding, error)
    return Skip(source, "not a text", part, "NUL characters in it", "give a text") if "\0" in text else text


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark names, other than UTF-8."""
    return next((name for bom, name in _BOMS if data.startswith(bom)), None)


def _binary(data: bytes, source: str, part: str) -> Skip:
    """NUL bytes at every other place are UTF-16 whose mark was lost; anything else with NUL bytes is no text."""
    head = data[:1000]
    for name, zeros in (("UTF-16LE", head[1::2]), ("UTF-16BE", head[::2])):
        if zeros and zeros.count(0) > 0.7 * len(zeros) and head.count(0) == zeros.count(0):
            return Skip(source, "not UTF-8", part, f"{name} without a byte order mark", _recode(source, name))
    return Skip(source, "not a text", part, f"NUL byte at offset {data.index(0)}", "give a text")


def _undecodable(data: bytes, source: str, part: str, encoding: str, error: UnicodeError) -> Skip:
    detail = str(error)
    if isinstance(error, UnicodeDecodeError):
        detail = f"byte 0x{data[error.start]:02x} at offset {error.start}: {error.reason}"
    # What English news that is not UTF-8 is mostly written in.
    mend = _recode(source, "WINDOWS-1252") if encoding == "utf-8" else "say the encoding that the file has"
    return Skip(source, f"not {encoding.upper()}", part, detail, mend)


def _recode(source: str, name: str) -> str:
    """The two ways out for a text in the encoding `name`, which iconv and Python both know."""
    return f"if it is {name}, say encoding={name.lower()}, or run: iconv -f {name} -t UTF-8 {source}"
