"""The processes that run queries: as many as may run at once and one in reserve; whoever takes too long is killed.

In: jobs. Out: their answers piece by piece. Killing is the only way that ends a query of Oxigraph, and gives its memory
back as well; the reserve is why nobody waits for the next process to start.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.serve import frames
from kg.serve.limits import Limits

_WORKER = Path(__file__).with_name("worker.py")
_ROOT = Path(__file__).parents[2]


class Refused(Exception):
    """A query that gets no answer, or no whole one: the HTTP status and why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class _Process:
    """One worker and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process, self._in, self._out = process, process.stdin, process.stdout

    async def tell(self, content: object) -> None:
        self._in.write(frames.packed(b"q", json.dumps(content).encode()))
        await self._in.drain()

    async def frame(self) -> tuple[bytes, bytes]:
        kind, length = frames.HEAD.unpack(await self._out.readexactly(frames.HEAD.size))
        return kind, await self._out.readexactly(length)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()


class Answer:
    """An answer that has begun: its media type, and its pieces in order. Read it to its end, or `give_up`."""

    def __init__(self, pool: Pool, process: _Process, media: str, first: bytes, whole: bool, left: float) -> None:
        self.media, self.first, self.whole = media, first, whole
        self._pool, self._process, self._left = pool, process, left
        self._done = whole

    async def pieces(self) -> AsyncIterator[bytes]:
        """The first piece and all that follow.

        Raises:
            Refused: the query failed or ran out of time on the way.
        """
        yield self.first
        while not self._done:
            begun = time.monotonic()
            kind, content = await self._pool.next_frame(self._process, self._left)
            self._left -= time.monotonic() - begun
            if kind == b"d":
                yield content
                continue
            self._done = True
            self._pool.release(self._process)
            if kind == b"e":
                raise _refusal(content)

    def give_up(self) -> None:
        """Whoever asked is gone: stop the query if it still runs."""
        if not self._done:
            self._done = True
            self._pool.discard(self._process)


class Pool:
    """Workers over one store.

    Args:
        store: the store's folder, or None.
        quads: an N-Quads file to load instead.
        limits: how many workers, and what they may use.
    """

    def __init__(self, store: Path | None, quads: Path | None, limits: Limits) -> None:
        self.limits = limits
        self._settings = {
            "store": str(store) if store else None,
            "quads": str(quads) if quads else None,
            "memory": limits.memory,
        }
        self._idle: asyncio.Queue[_Process] = asyncio.Queue()
        self._free = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._all: set[_Process] = set()
        self._starting: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start all workers and wait until they can answer."""
        await asyncio.gather(*(self._spawn() for _ in range(self.limits.workers + 1)))

    async def stop(self) -> None:
        """End all workers."""
        for task in self._starting:
            task.cancel()
        for process in list(self._all):
            process.kill()
            await process.process.wait()

    async def ask(self, job: dict[str, Any]) -> Answer:
        """The answer to a job, begun.

        Raises:
            Refused: the query is wrong (400), took too long or too much (503), or too many others wait (503).
        """
        process = await self._taken()
        try:
            await process.tell({**job, "rows": self.limits.rows})
        except OSError as error:
            self.discard(process)
            raise Refused(503, "the query could not be started; ask again") from error
        except asyncio.CancelledError:
            self.discard(process)
            raise
        return await self._begun(process)

    async def _begun(self, process: _Process) -> Answer:
        left = self.limits.seconds
        begun = time.monotonic()
        media, pieces = "", bytearray()
        while True:
            kind, content = await self.next_frame(process, left - (time.monotonic() - begun))
            if kind == b"h":
                media = content.decode()
            elif kind == b"d":
                pieces += content
                # One piece alone is held until its successor or the end, so that short answers are whole.
                if len(pieces) > len(content):
                    return Answer(self, process, media, bytes(pieces), False, left - (time.monotonic() - begun))
            else:
                self.release(process)
                if kind == b"e":
                    raise _refusal(content)
                return Answer(self, process, media, bytes(pieces), True, 0)

    async def next_frame(self, process: _Process, left: float) -> tuple[bytes, bytes]:
        """The worker's next frame, if it comes within `left` seconds; else the worker is killed."""
        try:
            return await asyncio.wait_for(process.frame(), max(left, 0.001))
        except TimeoutError as error:
            self.discard(process)
            message = f"the query ran longer than {self.limits.seconds:g} s and was stopped; ask for less"
            raise Refused(503, message) from error
        except asyncio.IncompleteReadError as error:
            self.discard(process)
            raise Refused(503, "the query needed more memory than the server gives, and was stopped") from error
        except asyncio.CancelledError:
            self.discard(process)
            raise

    async def _taken(self) -> _Process:
        if self._waiting >= self.limits.waiting:
            raise Refused(503, "too many queries are waiting; ask again in a while")
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), self.limits.seconds * 2)
        except TimeoutError as error:
            raise Refused(503, "all workers are busy; ask again in a while") from error
        finally:
            self._waiting -= 1
        try:
            return await asyncio.wait_for(self._idle.get(), self.limits.seconds)
        except BaseException:
            self._free.release()
            raise

    def release(self, process: _Process) -> None:
        """The worker has ended its answer and can take another job."""
        self._idle.put_nowait(process)
        self._free.release()

    def discard(self, process: _Process) -> None:
        """Kill the worker and start another in its place."""
        process.kill()
        self._all.discard(process)
        self._free.release()
        task = asyncio.get_running_loop().create_task(self._spawn(process))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _spawn(self, instead_of: _Process | None = None) -> None:
        if instead_of is not None:
            await instead_of.process.wait()
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        process = _Process(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                str(_WORKER),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
                limit=2**20,
                start_new_session=True,  # Ctrl-C is the server's to handle
            )
        )
        self._all.add(process)
        await process.tell(self._settings)
        await process.frame()
        self._idle.put_nowait(process)


def _refusal(content: bytes) -> Refused:
    said = json.loads(content)
    return Refused(said["status"], said["message"])
