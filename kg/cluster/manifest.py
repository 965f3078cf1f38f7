"""The manifest: one line of JSON for the run, one for each part, one for each shard; and the way back, for loading.

It is written when all shards are there, from what is in the folder and nothing else, so that it is the same whichever
engine made them and however often the run was interrupted.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, Final

from kg.cluster.editions import Editions
from kg.cluster.folder import MANIFEST, Folder, as_json
from kg.cluster.job import COUNTS
from kg.cluster.parts import Part
from kg.errors import InputError, StoreError

_FORMAT: Final = 1
_AT_ONCE: Final = 32  # reports that are fetched at a time: an object store takes some 20 ms for each


def write(folder: Folder, parts: Sequence[Part], stamp: str) -> dict[str, Any]:
    """Settle the editions and write the manifest; its first line, which has the sums.

    Raises:
        StoreError: a shard is missing, or the folder cannot be written.
    """
    notes = [_note(folder, part) for part in parts]
    keys = list(dict.fromkeys(key for note in notes for key in note["shards"]))
    sums: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for note in notes:
        reasons.update(note["skipped"])
    with tempfile.TemporaryDirectory(prefix="newskg-") as scratch, Editions(Path(scratch) / "editions") as editions:
        for number, report in enumerate(_reports(folder, keys)):
            sums.update({name: report[name] for name in COUNTS})
            reasons.update(report["skipped"])
            editions.add(number, report["index"])
        again, older = editions.settle()
        head = {
            "format": _FORMAT,
            "read_with": stamp,
            "parts": len(parts),
            "shards": len(keys),
            **{name: sums[name] for name in COUNTS},
            "again": again,
            "older": older,
            "skipped": dict(sorted(reasons.items())),
        }
        lines = [as_json(head), *(as_json({"part": n, **note}) for n, note in enumerate(notes))]
        lines += [
            as_json(_line(report, editions.left_out(number))) for number, report in enumerate(_reports(folder, keys))
        ]
    folder.put(MANIFEST, b"".join(lines))
    return head


def _note(folder: Folder, part: Part) -> dict[str, Any]:
    note = folder.json(f"parts/{part.key}.json")
    if note is None:
        raise StoreError(f"{folder.path}: {part.files[0]} has not been read to its end; start again")
    return note


def _reports(folder: Folder, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The reports of shards, in their order, some at a time."""
    rest = iter(keys)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while some := list(islice(rest, 8 * _AT_ONCE)):
            for key, report in zip(some, pool.map(folder.report, some), strict=True):
                if report is None:
                    raise StoreError(f"{folder.path}: the report of the shard {key} is gone; start again")
                yield report


def _line(report: Mapping[str, Any], left_out: Sequence[str]) -> dict[str, Any]:
    kept = (*COUNTS, "failed", "files", "id", "skipped")
    return {**{name: report[name] for name in kept}, "left_out": left_out}


# --- loading -------------------------------------------------------------------------------------


def is_shards(path: Path) -> bool:
    """Whether a folder holds shards and their manifest."""
    return (path / MANIFEST).is_file()


def quads(path: Path) -> Iterator[tuple[Path, list[str]]]:
    """The N-Quads of a folder of shards, and of each the articles that do not count; every file is checked.

    Raises:
        InputError: the manifest is of another version, or a file is not what it says.
    """
    with (path / MANIFEST).open(encoding="utf-8") as lines:
        head = json.loads(next(lines, "{}"))
        if head.get("format") != _FORMAT:
            raise InputError(f"{path / MANIFEST}: of another version; build the shards anew, or update kg")
        for line in lines:
            entry = json.loads(line)
            # A line of a part has no id; a shard may have nothing that counts.
            if "id" in entry and entry["articles"] > len(entry["left_out"]):
                name = f"quads/{entry['id']}.nq.gz"
                yield _checked(path / name, entry["files"][name]["sha256"]), entry["left_out"]


def _checked(file: Path, expected: str) -> Path:
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}; copy the whole folder, or build again") from error
    if found != expected:
        raise InputError(
            f"{file}: not what the manifest says; copy it anew, or take it and its report away and build again"
        )
    return file
