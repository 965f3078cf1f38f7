"""The engine without a cluster: some worker processes on this machine, each fed by a thread.

In: a job and parts. Out: the results of batches as they come. No more is taken from the sources than the workers need
for the moment, so memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from itertools import islice
from queue import SimpleQueue
from typing import Any, Final

from kg.cluster.job import Job
from kg.cluster.parts import Batch, Part
from kg.cluster.worker import Worker

_AHEAD: Final = 2  # batches for each worker that are cut before they are wanted


def run(job: Job, parts: Sequence[Part], workers: int) -> Iterator[dict[str, Any]]:
    """Do all batches of `parts` with so many worker processes."""
    batches = (batch for part in parts for batch in job.cut(part))
    idle: SimpleQueue[Worker] = SimpleQueue()
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(workers, "newskg-worker"))
        for worker in pool.map(lambda _: Worker(job.orders), range(workers)):
            stack.callback(worker.close)
            job.check(worker.model)
            idle.put(worker)

        def do(batch: Batch) -> dict[str, Any]:
            worker = idle.get()
            try:
                return job.do(batch, worker)
            finally:
                idle.put(worker)

        pending: set[Future[dict[str, Any]]] = set()
        try:
            while True:
                pending |= {pool.submit(do, batch) for batch in islice(batches, workers * _AHEAD - len(pending))}
                if not pending:
                    return
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        finally:
            for future in pending:
                future.cancel()
