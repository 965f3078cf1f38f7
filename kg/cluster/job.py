"""A job: what every engine does with a part and with a batch, and which of it has been done before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.cluster.folder import Folder
from kg.cluster.parts import Batch, Part, batches
from kg.cluster.reading import Orders
from kg.cluster.shard import CanRead, read_shard
from kg.errors import ModelError
from kg.model import content_id
from kg.readers import Options

WORDS: Final = 100_000
COUNTS: Final = ("articles", "words", "statements", "quads", "silent", "doubles")


@dataclass(frozen=True, slots=True)
class Job:
    """Where shards go, how large they are, and what they are read with; it can be sent to other machines.

    `stamp` says what reads, down to the version: every worker must have the same.
    """

    folder: Folder
    orders: Orders
    stamp: str
    words: int = WORDS

    def cut(self, part: Part) -> Iterator[Batch]:
        """The batches of a part; the last is empty and says what was left out."""
        return batches(part, self.words, self.orders.options)

    def check(self, model: str) -> None:
        """Refuse a worker that would read in another way.

        Raises:
            ModelError: its model or version is not that of the others.
        """
        if (found := stamp(model, self.orders)) != self.stamp:
            raise ModelError(
                f"a worker reads with {found!r}, the run with {self.stamp!r}; mend: one image for all nodes"
            )

    def do(self, batch: Batch, reader: CanRead) -> dict[str, Any]:
        """Make the shard of a batch unless it is there; what is told of it."""
        if batch.skips is not None:
            skipped = {"skipped": dict(sorted(batch.skips.reasons.items())), "told": batch.skips.told}
            return {"part": batch.part, "number": batch.number, "id": None, **skipped}
        key = content_id(self.stamp, batch.digest)
        known = self.folder.report(key)
        report = known or self.folder.write(key, read_shard(batch.items, reader))
        return {"part": batch.part, "number": batch.number, "id": key, "known": known is not None, **_short(report)}


def stamp(model: str, orders: Orders) -> str:
    """What decides, besides the words of an article, what is read from it."""
    from kg import __version__

    plain = Options()
    known = {name: getattr(orders.options, name) for name in Options.__slots__}
    said = [f"{name}={value!r}" for name, value in known.items() if value != getattr(plain, name)]
    return ", ".join([f"newskg {__version__}", model, *said])


def _short(report: Mapping[str, Any]) -> dict[str, Any]:
    return {name: report[name] for name in (*COUNTS, "skipped", "failed")}
