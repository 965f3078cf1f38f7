"""The engine for a cluster: Ray Data. Parts are cut where there is room, batches are read by a pool of actors.

In: a job and parts. Out: the results of batches as they come, a few hundred bytes each. What a machine was doing when
it went is done again elsewhere; whoever writes a shard twice writes the same bytes. Which cluster it is, Ray decides:
RAY_ADDRESS, else one that runs on this machine, else one of its own for the time being.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from kg import errors
from kg.cluster.job import Job
from kg.cluster.parts import Part
from kg.cluster.worker import Worker
from kg.errors import FormatError, KGError, StoreError

if TYPE_CHECKING:
    from ray.data import DataContext

# One cutter keeps this many readers busy: it goes through some 500 pages a second, a reader through a dozen.
_READERS_A_CUTTER: Final = 16
# Each batch travels by itself: bundled ones would all go to one reader.
_ALONE: Final = 1
_FAILURES: Final = 3
_ATTEMPTS: Final = 3  # in a row without a result; a busy machine may lose an actor before it has begun


def run(job: Job, parts: Sequence[Part], workers: int) -> Iterator[dict[str, Any]]:
    """Do all batches of `parts` with at most so many actors.

    Raises:
        FormatError: Ray is not installed.
        KGError: what a worker says.
        StoreError: the cluster gives up.
    """
    ray = _ray()
    awaited = _Awaited(parts)
    with _quiet(), _cluster(ray), ray.data.DataContext.current(_context(ray, workers)):
        in_vain = 0
        while awaited.parts:
            before = len(awaited.seen)
            try:
                yield from _results(ray, job, awaited, workers, modest=in_vain > 0)
            except ray.exceptions.RayError as error:  # what was made is there, and the rest is done again
                in_vain = in_vain + 1 if len(awaited.seen) == before else 0
                if in_vain >= _ATTEMPTS:
                    what = str(error).strip().splitlines()[-1][:300]
                    raise StoreError(f"the cluster gave up: {what}; whole shards are there: start again") from error


class _Awaited:
    """Which parts are not done yet, and which results have come."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = {part.number: part for part in parts}
        self.seen: set[tuple[int, int]] = set()
        self._came = Counter[int]()
        self._all: dict[int, int] = {}

    def add(self, result: dict[str, Any]) -> bool:
        """Note a result; False if it had come before."""
        part, number = result["part"], result["number"]
        if (part, number) in self.seen:
            return False
        self.seen.add((part, number))
        self._came[part] += 1
        if result["id"] is None:  # the last batch of its part
            self._all[part] = number + 1
        if self._came[part] == self._all.get(part):
            del self.parts[part]
        return True


def _results(ray: Any, job: Job, awaited: _Awaited, workers: int, *, modest: bool) -> Iterator[dict[str, Any]]:
    """What the cluster makes of the parts that are awaited; ends with the last, whatever Ray has still to tidy up.

    `modest` asks for no more actors than there is room for now: a cluster that does not grow may fail over the others.
    """
    left = list(awaited.parts.values())
    rows = ray.data.from_items([{"part": pickle.dumps(part)} for part in left], override_num_blocks=len(left))
    cutters = ray.data.TaskPoolStrategy(size=1 + workers // _READERS_A_CUTTER)
    cut = rows.flat_map(_Cut(job), num_cpus=0, compute=cutters)
    # An actor for which there is no room would never run; where machines come later, Ray starts more.
    room = max(1, min(workers, int(ray.cluster_resources().get("CPU", 1))))
    fixed = modest or room == workers
    sizes = {"size": room} if fixed else {"min_size": 1, "max_size": workers, "initial_size": room}
    pool = ray.data.ActorPoolStrategy(**sizes)
    done = cut.map(_Read, fn_constructor_args=(job,), compute=pool, num_cpus=1)
    for row in done.iter_rows():
        result = _result(row["result"])
        if awaited.add(result):
            yield result
        if not awaited.parts:
            return


@contextmanager
def connected() -> Iterator[Any]:
    """Ray, with Ray Data ready: on a cluster that runs, or one of its own for the time being.

    Raises:
        FormatError: Ray is not installed.
    """
    ray = _ray()
    with warnings.catch_warnings(), _quiet(), _cluster(ray):
        warnings.simplefilter("ignore")  # Ray's own, about its own
        context = ray.data.DataContext.get_current().copy()
        context.enable_progress_bars = context.enable_operator_progress_bars = False
        with ray.data.DataContext.current(context):
            yield ray


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise FormatError("--engine ray: ray is not installed; mend: pip install 'newskg[ray]'") from error
    return ray


@contextmanager
def _quiet() -> Iterator[None]:
    """What Ray Data would say of its plans and failures is said by us."""
    logger = logging.getLogger("ray.data")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _cluster(ray: Any) -> Iterator[None]:
    """Ray, left as it was found."""
    if ray.is_initialized():
        yield
        return
    ray.init(log_to_driver=False, logging_level="ERROR", include_dashboard=False)
    try:
        yield
    finally:
        ray.shutdown()


def _context(ray: Any, workers: int) -> DataContext:
    context: DataContext = ray.data.DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.enable_operator_progress_bars = False
    # Actors for which there was no room die when they are wanted no more, which Ray counts as failures.
    context.max_consecutive_actor_init_deaths = workers + _FAILURES
    context.target_max_block_size = _ALONE
    return context


class _Cut:
    """Cuts a part into batches."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        try:
            for batch in self._job.cut(pickle.loads(row["part"])):
                yield {"batch": pickle.dumps(batch, protocol=5)}
        except KGError as error:
            yield {"batch": pickle.dumps(_said(error))}


class _Read:
    """An actor: reads batches with a worker process of its own, which loads the model once."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._worker: Worker | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        batch = pickle.loads(row["batch"])
        if isinstance(batch, str):
            return {"result": batch}
        try:
            if self._worker is None:
                self._worker = Worker(self._job.orders)
                self._job.check(self._worker.model)
            return {"result": json.dumps(self._job.do(batch, self._worker))}
        except KGError as error:
            return {"result": _said(error)}


def _said(error: KGError) -> str:
    """An error as a result: as an exception it would come with pages of Ray's own words."""
    return json.dumps({"error": type(error).__name__, "message": str(error)})


def _result(line: str) -> dict[str, Any]:
    """A result that came back.

    Raises:
        KGError: it is an error that a worker met.
    """
    found: dict[str, Any] = json.loads(line)
    if "error" in found:
        raise getattr(errors, found["error"])(found["message"])
    return found
