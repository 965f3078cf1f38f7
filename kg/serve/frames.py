"""How the server and a worker speak over a pipe: frames of one letter, a length in four bytes, and the content.

To the worker: `q`, a job as JSON. From it: `h`, the answer's media type; `d`, a piece of the answer; `z`, its end; `e`,
an error as JSON ({"status", "message"}), before or in the middle of an answer.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

HEAD = struct.Struct(">cI")


def packed(kind: bytes, content: bytes) -> bytes:
    """A frame.

    Example:
        >>> packed(b"z", b"")
        b'z\\x00\\x00\\x00\\x00'
    """
    return HEAD.pack(kind, len(content)) + content


def read(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame's letter and content; None at the end of the stream."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    return kind, stream.read(length)
