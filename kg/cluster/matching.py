"""Who is who, on Ray: names grouped by what they share, and pairs of a group compared, wherever there is room.

In: a census. Out: the same pairs and the same findings as `kg.resolution.proposals` makes in one process. Rows of
(key, entry) are grouped by key, each group gives its pairs; the pairs are compared in batches by actors, each of which
has the census from Ray's object store once.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from kg.cluster.on_ray import connected
from kg.resolution.blocking import Role, are_comparable, keys, pairs_in
from kg.resolution.proposals import Found, compared

if TYPE_CHECKING:
    from kg.resolution.census import Census, Occurrences

_ENTRIES: Final = 2_000  # whose keys are made at a time
_PAIRS: Final = 5_000  # that are compared at a time


class OnRay:
    """Finds and compares pairs with at most so many workers of the cluster that Ray finds, or starts here.

    To be used in a `with` block, in which the cluster is there.
    """

    def __init__(self, workers: int) -> None:
        """Nothing is started yet."""
        self._workers = max(1, workers)
        self._stack = ExitStack()
        self._ray: Any = None

    def __enter__(self) -> OnRay:
        """Connect; what is returned is itself."""
        self._ray = self._stack.enter_context(connected())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster as it was found."""
        self._stack.close()

    def pairs(self, census: Census) -> list[tuple[int, int]]:
        """The pairs of entries that share a key, sorted."""
        ray = self._ray
        starts = list(range(0, len(census.entries), _ENTRIES)) or [0]
        rows = ray.data.from_items([{"start": start} for start in starts], override_num_blocks=len(starts))
        keyed = rows.flat_map(_Keyed(ray.put(census)), num_cpus=1)
        grouped = keyed.groupby("key", num_partitions=4 * self._workers).map_groups(_paired, batch_format="pandas")
        found = {(int(row["one"]), int(row["other"])) for row in grouped.iter_rows()}
        return sorted(pair for pair in found if are_comparable(census, *pair))

    def compared(
        self, census: Census, candidates: Sequence[tuple[int, int]], own: Mapping[str, Occurrences]
    ) -> list[Found]:
        """What is found of each pair, in their order."""
        batches = [pickle.dumps(candidates[at : at + _PAIRS]) for at in range(0, len(candidates), _PAIRS)]
        if not batches:
            return []
        ray = self._ray
        rows = ray.data.from_items([{"pairs": batch} for batch in batches], override_num_blocks=len(batches))
        pool = ray.data.ActorPoolStrategy(size=min(self._workers, len(batches)))
        known = ray.put((census, own))
        done = rows.map(_Compare, fn_constructor_args=(known,), compute=pool, num_cpus=1)
        found = [f for row in done.iter_rows() for f in pickle.loads(row["found"])]
        return sorted(found, key=lambda f: (f.one, f.other))


class _Keyed:
    """The keys of some entries, as rows."""

    def __init__(self, known: Any) -> None:
        self._known = known

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        import ray

        census = ray.get(self._known)
        start = row["start"]
        for n, entry in enumerate(census.entries[start : start + _ENTRIES], start):
            for key, role in sorted(keys(entry, census.words)):
                yield {"key": "\t".join(key), "n": n, "role": role}


def _paired(group: Any) -> Any:
    """The pairs of the rows with one key; a frame in, a frame out."""
    import pandas as pd

    members: list[tuple[int, Role]] = list(zip(group["n"].tolist(), group["role"].tolist(), strict=True))
    return pd.DataFrame(sorted(set(pairs_in(members))), columns=["one", "other"], dtype="int64")


class _Compare:
    """An actor: compares pairs of a census that it fetches once."""

    def __init__(self, known: Any) -> None:
        import ray

        self._census, self._own = ray.get(known)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        pairs = pickle.loads(row["pairs"])
        found: list[Found] = [f for one, other in pairs if (f := compared(self._census, one, other, self._own))]
        return {"found": pickle.dumps(found)}
