"""Waiting for processes of Ray: it gives each that it kills one second to end, which a busy machine may not keep."""

from __future__ import annotations

import subprocess
from typing import Any

_PATIENCE = 30.0  # seconds for a process that was killed


def processes(node: Any) -> list[subprocess.Popen[bytes]]:
    """What a node of Ray's (ray._private.node.Node, which has no types) has started."""
    return [started.process for kind in node.all_processes.values() for started in kind]


def reap(killed: list[subprocess.Popen[bytes]]) -> None:
    """Wait until all have ended, so that none is found running when it is forgotten."""
    for process in killed:
        process.wait(_PATIENCE)
