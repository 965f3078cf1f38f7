"""A store's folder: known by its mark, of one version, with at most one writer, whose name stands in it.

In: a path. Out: Oxigraph's database in it, or a StoreError that says what is wrong and the mend. RocksDB's own lock
keeps a second writer out; the note beside it only says who holds it.
"""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError

STORE_VERSION = 1

DATABASE = "oxigraph"
MARK = "newskg-store.json"
_HOLDER = "newskg-writer.json"
_OURS = (DATABASE, MARK, _HOLDER)  # and whatever begins so: what a killed run may leave in a folder that it began

# A reader that opens a store while a writer tidies its files can miss one that has just been merged into another; it
# then looks again, at most so often.
_TRIES, _PAUSE = 5, 0.1


def opened(path: Path, *, read_only: bool) -> ox.Store:
    """The database of the store at `path`, which is made if it is new and may be written.

    Raises:
        StoreError: the folder is no store, is of another version, cannot be read, or somebody else is writing to it.
    """
    try:
        check(path, must_exist=read_only)
        return _for_reading(path) if read_only else _for_writing(path)
    except StoreError:
        raise
    except (OSError, RuntimeError) as error:
        raise _explained(path, error) from error


def _for_reading(path: Path) -> ox.Store:
    if not (path / DATABASE / "CURRENT").is_file():
        raise StoreError(f"{path}: nothing is in this store yet; wait until the build has begun, or start it again")
    for _ in range(_TRIES - 1):
        try:
            return ox.Store.read_only(str(path / DATABASE))
        except (OSError, RuntimeError):
            time.sleep(_PAUSE)
    return ox.Store.read_only(str(path / DATABASE))


def _for_writing(path: Path) -> ox.Store:
    database = ox.Store(str(path / DATABASE))
    for litter in path.glob("newskg-*.json.*"):  # of runs that were killed while they wrote it
        litter.unlink(missing_ok=True)
    write_whole(path / _HOLDER, json.dumps({"pid": os.getpid(), "host": platform.node()}) + "\n")
    return database


def released(path: Path) -> None:
    """Take the writer's note away."""
    (path / _HOLDER).unlink(missing_ok=True)


def failed(path: Path | None, error: Exception) -> StoreError:
    """What to say of a write that failed: nothing of it is in the store."""
    full = any(words in str(error) for words in ("No space left", "File too large", "quota", "disk is full"))
    what = "the disk is full" if full else str(error)
    mend = "make room" if full else "look at the disk"
    return StoreError(f"{path}: cannot be written: {what}; what was read before is kept; {mend} and start again")


def _explained(path: Path, error: Exception) -> StoreError:
    text = str(error)
    if "lock" in text.lower():
        return StoreError(f"{path}: {_holder(path)} is writing to this store; wait until it has ended")
    if "Permission denied" in text or "Read-only" in text:
        return StoreError(f"{path}: may not be written; mend: change the folder's permissions, or use another folder")
    if any(words in text for words in ("No space left", "File too large")):
        return failed(path, error)
    return StoreError(f"{path}: the store cannot be opened: {text}; build it anew from the articles")


def _holder(path: Path) -> str:
    """Who holds the lock, as far as the note says."""
    try:
        note = json.loads((path / _HOLDER).read_text(encoding="utf-8"))
        pid, host = int(note["pid"]), str(note["host"])
    except (OSError, ValueError, TypeError, KeyError):
        return "another process"
    return "this process" if (pid, host) == (os.getpid(), platform.node()) else f"process {pid} on {host}"


# --- the mark ----------------------------------------------------------------------------------


def is_store(path: Path) -> bool:
    """Is the folder a store of this package?"""
    return (path / MARK).is_file()


def check(path: Path, *, must_exist: bool) -> None:
    """Make sure that `path` is a store, or make it one if it is new or empty.

    Raises:
        StoreError: it is something else, or a store of another version.
    """
    if is_store(path):
        _check_version(path / MARK)
        return
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: a file, but a store is a folder; load RDF files without --store")
    if path.exists() and any(not file.name.startswith(_OURS) for file in path.iterdir()):
        raise StoreError(
            f"{path}: not a store (there is no {MARK} in it); give a new or an empty folder, "
            "or one that `kg build --store` made"
        )
    if must_exist:
        raise StoreError(f"{path}: no store there; `kg build … --store {path}` makes one")
    path.mkdir(parents=True, exist_ok=True)
    write_whole(path / MARK, json.dumps({"store": STORE_VERSION}) + "\n")


def write_whole(target: Path, text: str) -> None:
    """Write a file that is there whole or not at all, whenever the process is killed."""
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(target)


def _check_version(mark: Path) -> None:
    try:
        version = json.loads(mark.read_text(encoding="utf-8")).get("store")
    except (ValueError, AttributeError) as error:
        raise StoreError(f'{mark}: broken; a store of this version has {{"store": {STORE_VERSION}}} there') from error
    if version == STORE_VERSION:
        return
    newer = isinstance(version, int) and version > STORE_VERSION
    mend = "update the package: pip install -U newskg" if newer else "build it anew from the articles"
    raise StoreError(
        f"{mark.parent}: a store of version {version}, but this package reads version {STORE_VERSION}; mend: {mend}"
    )
