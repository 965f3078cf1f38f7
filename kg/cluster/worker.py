"""A worker: one process with the model loaded once, which may be killed at any time without harm.

In: items. Out: what each gives. An item that takes longer than the limit ends the process, and is named; a process that
ends in any other way (a crash, the system short of memory) has its item read once more by the next one before the item
is blamed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Final, cast

from kg.cluster.reading import Orders, Outcome, named, receive, send
from kg.errors import KGError, ModelError
from kg.model import Article
from kg.readers import Page

_ROOT: Final = Path(__file__).parents[2]
_COMMAND: Final = (sys.executable, "-m", "kg.cluster")
_DEFAULT: Final = Orders()
# What a model learns of new words is never forgotten; a new process takes a second.
_RENEWED: Final = 5000
_TRIES: Final = 2


class Worker:
    """Reads items in a process of its own. Close it, or use it in a `with` block.

    Raises:
        ModelError: the model cannot be loaded.
    """

    def __init__(self, orders: Orders = _DEFAULT) -> None:
        """Start the process, and wait until it can read."""
        self._orders, self._read = orders, 0
        self._process: subprocess.Popen[bytes] | None = None
        self.model = self._start()

    def __enter__(self) -> Worker:
        """The worker itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def __del__(self) -> None:
        """End the process of a worker that somebody forgot."""
        self.close()

    @property
    def pid(self) -> int | None:
        """The process that reads, while there is one."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process; the next item starts another."""
        process, self._process = getattr(self, "_process", None), None
        if process is not None:
            process.kill()
            process.communicate()

    def read(self, item: Article | Page) -> Outcome:
        """What an item gives; if it ends the process that reads it, nothing but that."""
        if self._read >= _RENEWED:
            self.close()
        for _ in range(_TRIES):
            if self._process is None:
                self._start()
            outcome = self._asked(item)
            if isinstance(outcome, Outcome):
                self._read += 1
                return outcome
            if outcome == -signal.SIGALRM:
                return Outcome(failed=(f"{named(item)}: failed: took longer than {self._orders.limit:g} s",))
        return Outcome(failed=(f"{named(item)}: failed: the process that read it died twice",))

    def _asked(self, item: Article | Page) -> Outcome | int:
        """The outcome, or the exit code of a process that died of it."""
        process = self._process
        assert process is not None
        try:
            send(cast("IO[bytes]", process.stdin), item)
            return cast("Outcome", receive(cast("IO[bytes]", process.stdout)))
        except (EOFError, BrokenPipeError):
            code = process.wait()
            self.close()
            return code

    def _start(self) -> str:
        """Start the process; the name of its model."""
        paths = filter(None, (str(_ROOT), os.environ.get("PYTHONPATH")))
        # The workers are what uses the cores: threads below them would only be in each other's way.
        single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        environment = {**os.environ, **single, "PYTHONPATH": os.pathsep.join(paths)}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, env=environment)
        self._read = 0
        try:
            send(cast("IO[bytes]", self._process.stdin), self._orders)
            return str(receive(cast("IO[bytes]", self._process.stdout)))
        except (EOFError, BrokenPipeError):
            self.close()
            raise self._no_reader() from None

    def _no_reader(self) -> KGError:
        from kg.pipeline import load_model

        try:
            load_model(self._orders.model)  # raises what is wrong with the model
        except KGError as error:
            return error
        return ModelError("a worker's process ends before it can read; mend: look at what it said above")
