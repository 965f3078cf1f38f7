"""What a client may ask of the server, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one query and on one request.

    `seconds` is the time that the engine may work on a query, `rows` the most it may answer with, `memory` the bytes a
    worker may take. `workers` queries run at once, `waiting` more may wait. `body` is the longest request body in
    bytes, `stall` the seconds that a client may leave an answer unread.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    memory: int = 4 * 1024**3
    workers: int = 3
    waiting: int = 500
    body: int = 1024**2
    stall: float = 60.0
