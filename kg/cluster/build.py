"""Sources in, shards out, by the engine that is asked for; what was done before is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.cluster import local, manifest
from kg.cluster.folder import Folder
from kg.cluster.job import WORDS, Job, stamp
from kg.cluster.parts import Part, parts
from kg.cluster.reading import Orders
from kg.cluster.tally import Progress, Tally
from kg.cluster.worker import Worker
from kg.errors import InputError

Engine: TypeAlias = Callable[[Job, Sequence[Part], int], Iterator[Mapping[str, Any]]]


def _ray(job: Job, missing: Sequence[Part], workers: int) -> Iterator[Mapping[str, Any]]:
    from kg.cluster.on_ray import run

    return run(job, missing, workers)


ENGINES: Final[Mapping[str, Engine]] = {"local": local.run, "ray": _ray}


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did, and the first line of the manifest: the sums of all shards, also of those of earlier runs."""

    progress: Progress
    sums: Mapping[str, Any]


def build(
    sources: Sequence[str | Path],
    output: str,
    *,
    engine: str = "local",
    workers: int = 1,
    orders: Orders = Orders(),  # noqa: B008 - frozen
    words: int = WORDS,
    tick: Callable[[Progress], None] | None = None,
) -> Built:
    """Read `sources` into shards below `output`, a folder or a url of fsspec's.

    Args:
        sources: files, folders, urls of fsspec's.
        output: where the shards go; on a cluster a place that every node can write to.
        engine: one of `ENGINES`.
        workers: how many processes read; on a cluster, at most.
        orders: what they read with.
        words: about how many words go into a shard.
        tick: called after every batch.

    Raises:
        InputError: a source does not exist, or the engine is not known.
        ModelError: the model is not installed, or not the same everywhere.
        StoreError: the shards cannot be written.
    """
    run = ENGINES.get(engine)
    if run is None:
        raise InputError(f"{engine}: no such engine; there are {', '.join(ENGINES)}")
    with Worker(orders) as worker:
        what = stamp(worker.model, orders)
    folder = Folder(output)
    found, skipped = parts(sources, f"{what}, {words} words a shard")
    tally = Tally(folder, found, skipped)
    job = Job(folder, orders, what, words)
    if tally.missing:
        for result in run(job, tally.missing, workers):
            tally.add(result)
            if tick is not None:
                tick(tally.progress)
    sums = manifest.write(folder, found, what)
    folder.sweep()
    return Built(tally.progress, sums)
