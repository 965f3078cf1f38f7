"""WARC archives, packed or not: a stream in, its web pages out, record by record, however large the archive is.

FastWARC reads the records. It stops at the first that is broken; we look for the next one behind it, which needs a
stream that can seek. What is no answer from a server (requests, metadata) is passed over without a word; what is, but
holds no article, is skipped by its reason.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.model import Article
from kg.readers.extras import needed
from kg.readers.html import MAX_BYTES, Page, too_large
from kg.readers.records import Options, Skip
from kg.readers.text import refused_start

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES: Final = ("text/html", "application/xhtml+xml")
# Packed or not; what only looks like a beginning is refused by FastWARC at once, and we look on.
_BEGINNING: Final = re.compile(rb"\x1f\x8b\x08|(?:^|\n)WARC/1\.")
_LONGEST_BEGINNING: Final = 8
_CHUNK: Final = 1 << 20
_LAST: Final = 1 << 26


def articles(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """The articles of an archive, in its order."""
    for item in pages(stream, source, options):
        yield from (item,) if isinstance(item, Skip) else item.articles(options)


def pages(stream: BinaryIO, source: str, options: Options) -> Iterator[Page | Skip]:
    """The web pages of an archive, not parsed yet, and a `Skip` for every other answer and every broken record."""
    if refused := refused_start(stream, source, packed=True):
        yield refused
        return
    warc = needed("fastwarc.warc", source, "warc")
    at: int | None = stream.tell() if stream.seekable() else 0
    told = False
    while at is not None:
        here = at
        try:
            for record in warc.ArchiveIterator(stream):
                here, told = record.stream_pos, False
                yield from _of_record(record, source)
        except (OSError, ValueError) as error:
            # Where the next record is looked for, there may be beginnings that are none; one break is told of once.
            if not told:
                yield _broken(source, here, str(error))
            at, told = _next(stream, here), True
        else:
            if _is_cut(stream, here):
                yield _broken(source, here, "the archive ends within a record")
            return


def _broken(source: str, at: int, why: str) -> Skip:
    return Skip(source, "broken record", f"at or behind byte {at}", why, "fetch the archive anew")


def _is_cut(stream: BinaryIO, last: int) -> bool:
    """Whether a packed archive ends within the header behind its last record, of which FastWARC says nothing."""
    if not stream.seekable() or stream.seek(0, io.SEEK_END) - last > _LAST:
        return False
    stream.seek(last)
    rest = stream.read()
    while rest.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        while rest and not member.eof:
            try:
                member.decompress(rest, _CHUNK)
            except zlib.error:
                return False  # has been told of
            rest = member.unconsumed_tail or member.unused_data
        if not member.eof:
            return True
    return False


def _next(stream: BinaryIO, after: int) -> int | None:
    """Where behind `after` a record may begin; the stream is put there."""
    if not stream.seekable():
        return None
    start, rest = after + 1, b""
    stream.seek(start)
    while block := stream.read(_CHUNK):
        rest += block
        if found := _BEGINNING.search(rest):
            at = start + found.start() + found[0].startswith(b"\n")
            stream.seek(at)
            return at
        start += len(rest) - len(rest[-_LONGEST_BEGINNING:])
        rest = rest[-_LONGEST_BEGINNING:]
    return None


def _of_record(record: WarcRecord, source: str) -> Iterator[Page | Skip]:
    """The page in a record, or why it is none; nothing for a record that is no answer.

    Raises:
        OSError: it ends too soon.
    """
    kind = str(record.headers.get("WARC-Type"))
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    part = url or f"at byte {record.stream_pos}"
    if kind not in ("response", "resource", "revisit"):
        _consume(record)
        return
    refused = _refused(record, kind, source, part)
    if refused:
        _consume(record)
        yield refused
        return
    length = record.content_length
    data = record.reader.read(length)
    if len(data) < length:
        raise OSError(f"{part} ends {length - len(data):,} bytes too soon")
    try:
        yield Page(_unpacked(record, data), source, part, url or None, record.http_charset, any_language=True)
    except (OSError, ValueError) as error:
        yield Skip(source, "broken page", part, str(error))


def _consume(record: WarcRecord) -> None:
    """Read over a record.

    Raises:
        OSError: it ends too soon.
    """
    left = record.content_length
    while left > 0:
        some = len(record.reader.read(min(left, _CHUNK)))
        if not some:
            raise OSError(f"record ends {left:,} bytes too soon")
        left -= some


def _refused(record: WarcRecord, kind: str, source: str, part: str) -> Skip | None:
    """Why a record holds no page that could be an article, as far as its headers say."""
    if kind == "revisit":
        return Skip(source, "revisit", part, "the same page as at an earlier visit")
    status = record.http_headers.status_code if record.http_headers else None
    if status not in (None, 200):
        return Skip(source, "not answered with a page", part, f"HTTP status {status}")
    media = (
        record.http_content_type or "" if record.http_headers else record.headers.get("Content-Type") or ""
    ).lower()
    if media.partition(";")[0].strip() not in _PAGES:
        return Skip(source, "not a web page", part, media[:80] or "no media type")
    if record.headers.get("WARC-Truncated"):
        return Skip(source, "cut off by the crawler", part, record.headers.get("WARC-Truncated") or "")
    if record.content_length > MAX_BYTES:
        return replace(too_large(source, f"{MAX_BYTES:,} bytes"), part=part)
    return None


def _unpacked(record: WarcRecord, data: bytes) -> bytes:
    """A page without the packing of its transfer; never much more than a page may have.

    Raises:
        OSError, ValueError: it is not packed as it says.
    """
    headers = record.http_headers
    if headers is None:
        return data
    streams = needed("fastwarc.stream_io", "a packed page", "warc")
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        data = streams.ChunkedReader(io.BytesIO(data)).read(MAX_BYTES + 1)
    packing = (headers.get("Content-Encoding") or "").lower()
    readers = {"gzip": streams.GzipReader, "x-gzip": streams.GzipReader, "br": streams.BrotliReader}
    # Many crawlers unpack a page and leave its header as it was.
    if packing not in readers or data[:300].lstrip()[:1] == b"<":
        return data
    return bytes(readers[packing](io.BytesIO(data)).read(MAX_BYTES + 1))
