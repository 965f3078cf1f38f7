"""WARC archives for tests, made by hand, so that each can be broken where a test wants it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

STORY = (
    "The minister of {home} met the president of {other} in Vienna on Monday. "
    "A spokesman for the government of {home} denied that an agreement had been reached with {other}."
)


def page(body: str, *, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><article><h1>Talks held</h1><p>{body}</p></article></body></html>".encode()


def story(home: str = "France", other: str = "Ukraine") -> bytes:
    return page(STORY.format(home=home, other=other))


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "response",
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    http: str = "",
    warc: str = "",
) -> bytes:
    """One record, not packed; `http` and `warc` are further lines of the two headers."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{http}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2023-04-16T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n{warc}"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def broken(member: bytes) -> bytes:
    """A packed record with two bytes of its middle changed."""
    half = len(member) // 2
    return member[:half] + bytes(b ^ 0xFF for b in member[half : half + 2]) + member[half + 2 :]


def archive(path: Path, records: Iterable[bytes]) -> Path:
    """A .warc.gz of records that are packed already."""
    path.write_bytes(b"".join(records))
    return path
