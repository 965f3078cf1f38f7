"""Where shards are kept: a folder here, or one that fsspec knows (s3:// gs:// hdfs:// …). Files are whole or not there.

    quads/ID.nq.gz   statements/ID.parquet   reports/ID.json   parts/KEY.json   manifest.jsonl

The report is written last: a shard without one does not exist. An id is a hash of the articles and of all that decides
how they are read, so a shard that is there need not be made again, and two that make it at once write the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from kg.cluster.shard import Shard
from kg.errors import InputError, StoreError
from kg.readers import remote

_HERE: Final = ("file", "local")
# An object is there when the last byte of it is: no name for the time being is needed.
_OBJECTS: Final = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "memory"})
MANIFEST: Final = "manifest.jsonl"


class Folder:
    """A folder of shards.

    Raises:
        InputError: no package knows the protocol of its url.
    """

    def __init__(self, path: str) -> None:
        """Look at it; nothing is made before something is written."""
        self.path = path.rstrip("/")
        self._remote = remote.is_url(path)
        self._system: Any = None

    def _at(self, name: str) -> str:
        return f"{self.path}/{name}"

    def __reduce__(self) -> tuple[type[Folder], tuple[str]]:
        """Engines send it to other processes."""
        return Folder, (self.path,)

    # --- any file --------------------------------------------------------------------------------

    def get(self, name: str) -> bytes | None:
        """A file's bytes; None if there is none."""
        with self._told():
            try:
                return self._files().cat_file(self._at(name)) if self._remote else Path(self._at(name)).read_bytes()
            except FileNotFoundError:
                return None

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all.

        Raises:
            StoreError: it cannot be written.
        """
        with self._told():
            if self._remote:
                self._put_remote(self._at(name), data)
            else:
                replace_file(Path(self._at(name)), data)

    def _put_remote(self, target: str, data: bytes) -> None:
        files = self._files()
        if target.partition("://")[0] in _OBJECTS:
            files.pipe_file(target, data)
            return
        files.makedirs(target.rpartition("/")[0], exist_ok=True)
        beside = f"{target}.{os.getpid()}.tmp"
        files.pipe_file(beside, data)
        with suppress(FileNotFoundError):
            files.rm_file(target)
        files.mv(beside, target)

    def _files(self) -> Any:
        if self._system is None:
            self._system = remote.system(self.path)
        return self._system

    @contextmanager
    def _told(self) -> Any:
        try:
            yield
        except (InputError, StoreError):
            raise
        except Exception as error:  # every protocol's package has errors of its own
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise StoreError(f"{self.path}: {why}; make room or change the permissions, and start again") from error

    def sweep(self) -> None:
        """Remove what killed writers have left half-written beside files that are whole by now.

        Objects are never half-written, and other protocols keep theirs until somebody writes the file again.
        """
        for beside in Path(self.path).glob("*/.*.tmp") if not self._remote else ():
            if beside.with_name(beside.name[1:].rsplit(".", 3)[0]).exists():
                beside.unlink(missing_ok=True)

    # --- shards ----------------------------------------------------------------------------------

    def report(self, key: str) -> dict[str, Any] | None:
        """The report of a shard that is there."""
        return self.json(f"reports/{key}.json")

    def json(self, name: str) -> dict[str, Any] | None:
        """What a JSON file holds; None if there is none, or none that is whole."""
        data = self.get(name)
        try:
            found = json.loads(data) if data else None
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def write(self, key: str, shard: Shard) -> dict[str, Any]:
        """Write a shard; its report, which has names, sizes and checksums of its files as well."""
        files = {f"quads/{key}.nq.gz": shard.quads(), f"statements/{key}.parquet": shard.statements()}
        for name, data in files.items():
            self.put(name, data)
        sums = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()}
        report = {**shard.report, "files": sums, "id": key}
        self.put(f"reports/{key}.json", as_json(report))
        return report


def as_json(content: Mapping[str, Any]) -> bytes:
    """One line of JSON; the same content gives the same bytes."""
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def replace_file(target: Path, data: bytes) -> None:
    """Put a file in its place when all of it is on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            beside.replace(target)
        except FileNotFoundError:
            if not target.exists():  # else it was swept, for another had put the file there
                raise
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
