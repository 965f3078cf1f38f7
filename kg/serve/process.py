"""One process that runs queries, as the server sees it: jobs out, frames in, without a task or a copy more than needed.

In: a job. Out: the frames of its answer, each waited for no longer than it may take. Nothing here blocks.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from kg.serve import frames

_WORKER = Path(__file__).with_name("worker.py")
_ROOT = Path(__file__).parents[2]
_AHEAD = 16  # frames that are taken before anybody wants them; more would only fill the memory


class Process(asyncio.SubprocessProtocol):
    """A worker and its pipes."""

    def __init__(self) -> None:
        self._frames: deque[tuple[bytes, bytes]] = deque()
        self._held = bytearray()
        self._waiter: asyncio.Future[None] | None = None
        self._ended = self._paused = False
        self._exited = asyncio.get_running_loop().create_future()

    @classmethod
    async def started(cls, settings: object) -> Process:
        """A worker that has opened the store and can answer."""
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        _, made = await asyncio.get_running_loop().subprocess_exec(
            cls,
            sys.executable,
            "-P",
            str(_WORKER),
            stderr=None,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is the server's to handle
        )
        made.tell(settings)
        return made

    # --- what is done to it

    def tell(self, job: object) -> None:
        """Give it a job; whether it still lives is seen when the first frame is waited for."""
        if not self._ended:
            self._in.write(frames.packed(b"q", json.dumps(job).encode()))

    async def frame(self, seconds: float) -> tuple[bytes, bytes]:
        """The next frame.

        Raises:
            TimeoutError: it did not come in time.
            EOFError: the worker has ended.
        """
        if not self._frames:
            await self._woken(seconds)
        if self._paused and len(self._frames) < _AHEAD:
            self._paused = False
            self._out.resume_reading()
        return self._frames.popleft()

    async def _woken(self, seconds: float) -> None:
        if self._ended:
            raise EOFError
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        alarm = loop.call_later(max(seconds, 0.001), self._fail, TimeoutError())
        try:
            await self._waiter
        finally:
            alarm.cancel()
            self._waiter = None

    def kill(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            self._transport.kill()

    async def gone(self) -> None:
        """Wait until it has ended."""
        await asyncio.shield(self._exited)

    # --- what the event loop tells of it

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It runs."""
        self._transport = cast("asyncio.SubprocessTransport", transport)
        self._in = cast("asyncio.WriteTransport", self._transport.get_pipe_transport(0))
        self._out = cast("asyncio.ReadTransport", self._transport.get_pipe_transport(1))

    def pipe_data_received(self, fd: int, data: bytes | str) -> None:
        """It has said something."""
        held, size = self._held, frames.HEAD.size
        held += cast("bytes", data)
        while len(held) >= size:
            kind, length = frames.HEAD.unpack_from(held)
            end = size + length
            if len(held) < end:
                break
            self._frames.append((kind, bytes(held[size:end])))
            del held[:end]
        if self._frames and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        if len(self._frames) > _AHEAD and not self._paused:
            self._paused = True
            self._out.pause_reading()

    def pipe_connection_lost(self, fd: int, error: BaseException | None) -> None:
        """It will say no more."""
        self._ended = True
        self._fail(EOFError())

    def process_exited(self) -> None:
        """It has ended."""
        self._ended = True
        self._transport.close()
        if not self._exited.done():
            self._exited.set_result(None)

    def _fail(self, error: Exception) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(error)


def said(content: bytes) -> dict[str, Any]:
    """What a frame of JSON has in it."""
    found: dict[str, Any] = json.loads(content)
    return found
