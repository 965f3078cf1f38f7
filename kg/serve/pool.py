"""The processes that run queries: as many as may run at once and one in reserve; whoever takes too long is killed.

In: jobs. Out: their answers piece by piece. Killing is the only way that ends a query of Oxigraph, and gives its memory
back as well; the reserve is why nobody waits for the next process to start.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from kg.serve.limits import Limits
from kg.serve.process import Process, said

_PATIENCE = 600.0  # seconds for a worker to open the store, or to load a file


class Refused(Exception):
    """A query that gets no answer, or no whole one: the HTTP status and why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Answer:
    """An answer that has begun: its media type, and its pieces in order. Read it to its end, or `give_up`."""

    def __init__(self, pool: Pool, process: Process, media: str, first: bytes, whole: bool, left: float) -> None:
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
        self._idle: list[Process] = []
        self._running = 0
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._all: set[Process] = set()
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
            await process.gone()

    async def ask(self, job: dict[str, Any]) -> Answer:
        """The answer to a job, begun.

        Raises:
            Refused: the query is wrong (400), took too long or too much (503), or too many others wait (503).
        """
        process = self._taken() or await self._patient()
        process.tell({**job, "rows": self.limits.rows})
        return await self._begun(process)

    async def _begun(self, process: Process) -> Answer:
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

    async def next_frame(self, process: Process, left: float) -> tuple[bytes, bytes]:
        """The worker's next frame, if it comes within `left` seconds; else the worker is killed."""
        try:
            return await process.frame(left)
        except TimeoutError as error:
            self.discard(process)
            message = f"the query ran longer than {self.limits.seconds:g} s and was stopped; ask for less"
            raise Refused(503, message) from error
        except EOFError as error:
            self.discard(process)
            raise Refused(503, "the query needed more memory than the server gives, and was stopped") from error
        except asyncio.CancelledError:
            self.discard(process)
            raise

    # --- who may run

    def _taken(self) -> Process | None:
        """A worker, if one more may run. The one that answered last knows most."""
        if not self._idle or self._running >= self.limits.workers:
            return None
        self._running += 1
        return self._idle.pop()

    async def _patient(self) -> Process:
        """A worker, as soon as it is one's turn."""
        if len(self._waiting) >= self.limits.waiting:
            raise Refused(503, "too many queries are waiting; ask again in a while")
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Process] = loop.create_future()
        self._waiting.append(turn)
        alarm = loop.call_later(self.limits.seconds * 2, self._turned_away, turn)
        try:
            return await turn
        except TimeoutError as error:
            raise Refused(503, "all workers are busy; ask again in a while") from error
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release(turn.result())
            raise
        finally:
            alarm.cancel()
            if turn in self._waiting:
                self._waiting.remove(turn)

    def _turned_away(self, turn: asyncio.Future[Process]) -> None:
        if not turn.done():
            turn.set_exception(TimeoutError())

    def _hand_over(self) -> None:
        """Let those run whose turn it is."""
        while self._waiting and (self._waiting[0].done() or self._idle):
            if self._waiting[0].done():
                self._waiting.popleft()
            elif process := self._taken():
                self._waiting.popleft().set_result(process)
            else:
                return

    def release(self, process: Process) -> None:
        """The worker has ended its answer and can take another job."""
        self._running -= 1
        self._idle.append(process)
        self._hand_over()

    def discard(self, process: Process) -> None:
        """Kill the worker and start another in its place."""
        process.kill()
        self._all.discard(process)
        self._running -= 1
        task = asyncio.get_running_loop().create_task(self._spawn(process))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
        self._hand_over()

    async def _spawn(self, instead_of: Process | None = None) -> None:
        if instead_of is not None:
            await instead_of.gone()
        process = await Process.started(self._settings)
        self._all.add(process)
        await process.frame(_PATIENCE)
        self._idle.append(process)
        self._hand_over()


def _refusal(content: bytes) -> Refused:
    found = said(content)
    return Refused(found["status"], found["message"])
