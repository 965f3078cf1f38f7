"""What is done and what is not: results of batches come in, in any order; complete parts are noted for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.cluster.folder import Folder, as_json
from kg.cluster.job import COUNTS
from kg.cluster.parts import Part, Skipped

_TOLD = 1000


@dataclass(slots=True)
class Progress:
    """How far a run is, and at its end its report.

    `known` of the shards, and `parts_known` of the parts, were there before. Articles in which the reader failed are in
    `failed` by name, the first thousand; every reason is counted.
    """

    parts: int = 0
    parts_done: int = 0
    parts_known: int = 0
    shards: int = 0
    known: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    fresh_words: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def skip(self, skipped: Mapping[str, int], told: Sequence[str] = (), failed: Sequence[str] = ()) -> None:
        """Count what was left out."""
        self.reasons.update(skipped)
        self.told += told[: max(0, _TOLD - len(self.told))]
        self.failed += failed[: max(0, _TOLD - len(self.failed))]


class Tally:
    """Takes the results of batches, and notes each part in the folder when all its batches are there."""

    def __init__(self, folder: Folder, parts: Sequence[Part], skipped: Skipped) -> None:
        """See which parts were done before."""
        self.progress = Progress(parts=len(parts))
        self.progress.skip(skipped.reasons, skipped.told)
        self._folder, self._parts = folder, {part.number: part for part in parts}
        self._open: dict[int, dict[int, str | None]] = {}
        self._last: dict[int, Mapping[str, Any]] = {}
        self.missing = [part for part in parts if not self._known(part)]

    def _known(self, part: Part) -> bool:
        note = self._folder.json(_note(part))
        if note is None:
            return False
        self.progress.parts_known += 1
        self.progress.parts_done += 1
        self.progress.shards += len(note["shards"])
        self.progress.known += len(note["shards"])
        self.progress.skip(note["skipped"], note["told"])
        return True

    def add(self, result: Mapping[str, Any]) -> None:
        """Take what `Job.do` gave for a batch."""
        part, number = result["part"], result["number"]
        self._open.setdefault(part, {})[number] = result["id"]
        if result["id"] is None:
            self._last[part] = result
            self.progress.skip(result["skipped"], result["told"])
        else:
            self.progress.shards += 1
            self.progress.known += result["known"]
            self.progress.fresh_words += 0 if result["known"] else result["words"]
            self.progress.counts.update({name: result[name] for name in COUNTS})
            self.progress.skip(result["skipped"], failed=result["failed"])
        if part in self._last and len(self._open[part]) == self._last[part]["number"] + 1:
            self._close(self._parts[part])

    def _close(self, part: Part) -> None:
        found, last = self._open.pop(part.number), self._last.pop(part.number)
        shards = [key for _, key in sorted(found.items()) if key is not None]
        note = {"files": part.files, "shards": shards, "skipped": last["skipped"], "told": last["told"]}
        self._folder.put(_note(part), as_json(note))
        self.progress.parts_done += 1


def _note(part: Part) -> str:
    return f"parts/{part.key}.json"
