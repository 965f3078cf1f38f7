"""A server for tests: `kg serve` as a process of its own, as a user starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


def served(graph: Path, *options: str) -> AbstractContextManager[str]:
    """The address of a server of `graph`, without a slash at its end."""
    return running("kg", "serve", str(graph), "--port", "0", *options)


@contextmanager
def running(*module: str) -> Iterator[str]:
    """The address that a module prints when it is run."""
    command = [sys.executable, "-m", *module]
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})
    assert process.stdout is not None
    try:
        yield process.stdout.readline().split(": ", 1)[1].strip().rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
