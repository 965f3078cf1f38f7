"""The files that `kg build` writes: their names, and a second process that draws while the first one reads.

In: sources, a folder, suffixes, a graph. Out: files with safe names, none of which is one of the sources.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from kg.library import Graph

# Most file systems take 255 bytes; the suffix and a sheet program's additions want some.
_LONGEST = 120
# Names that Windows keeps for devices, whatever their suffix.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


def stem(sources: Sequence[str]) -> str:
    """The name of the files without a suffix: the source's, "stdin" for `-`, "articles" for several.

    Example:
        >>> stem(["news/a b;$(x).txt"]), stem(["-"]), stem(["a.txt", "b.txt"])
        ('a-b-x', 'stdin', 'articles')
    """
    if len(sources) != 1:
        return "articles"
    if sources[0] == "-":
        return "stdin"
    path = Path(os.path.abspath(sources[0]))  # noqa: PTH100 - resolve() would give the name that a link leads to
    return safe(path.name if path.is_dir() else path.stem)


def safe(name: str) -> str:
    """`name` as a file name for any system and shell: letters, digits, points and dashes."""
    composed = unicodedata.normalize("NFC", name)
    plain = "".join(c if c in "._-" or unicodedata.category(c)[0] in "LMN" else "-" for c in composed)
    short = re.sub(r"-+", "-", plain).encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip("-.")
    return _DEVICES.sub(r"\1-", short) or "graph"


def suffixes(formats: str) -> tuple[str, ...]:
    """The suffixes in `formats` ("ttl,gexf"), each once.

    Raises:
        FormatError: no writer is known for one of them.
    """
    from kg.library import Graph

    found = tuple(dict.fromkeys(f".{word.lstrip('.').lower()}" for word in re.split(r"[,\s]+", formats) if word))
    for suffix in found:
        Graph.check_suffix(suffix)
    return found


def check_places(targets: Sequence[Path], sources: Sequence[str]) -> None:
    """Refuse to write over a source, or into a folder that is read.

    Raises:
        InputError: a target is a source, or lies in one.
    """
    read = [Path(source).resolve() for source in sources if source != "-"]
    for target in targets:
        for source in read:
            if target.resolve() == source:
                raise InputError(f"{target}: the source itself would be written over; mend: another folder with -o")
            if target.resolve().is_relative_to(source):
                raise InputError(
                    f"{target}: lies in the folder that is read, and would be read the next time; "
                    "mend: a folder outside of it with -o"
                )


class Artist:
    """A second process that loads the drawing libraries while the first one reads, then makes the exporters' files.

    One article is read in some two seconds, and one more goes into networkx and matplotlib; side by side they cost
    nothing. Whatever goes wrong here is left to the first process, which does the work itself and says what failed.
    """

    def __init__(self, wanted: Sequence[str]) -> None:
        """Start the process, if any of the suffixes `wanted` is an exporter's."""
        from kg.exporters import EXPORTERS

        self.suffixes = tuple(suffix for suffix in wanted if suffix in EXPORTERS)
        self._connection: Connection | None = None
        if self.suffixes:
            self._start()

    def _start(self) -> None:
        from multiprocessing import get_context

        # "spawn" is the same on all systems and takes over no threads or locks.
        context = get_context("spawn")
        here, there = context.Pipe()
        try:
            context.Process(target=_draw, args=(there, self.suffixes), daemon=True).start()
        except OSError:
            return
        finally:
            there.close()
        self._connection = here

    def __enter__(self) -> Artist:
        """The artist itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the process go; it ends when nobody listens."""
        if self._connection is not None:
            self._connection.close()

    def begin(self, graph: Graph) -> None:
        """Hand over what is to be drawn."""
        if self._connection is not None:
            try:
                self._connection.send((graph.knowledge, graph.ontology.schema))
            except OSError:
                self._connection = None

    def made(self) -> dict[str, bytes]:
        """The bytes of each file by suffix, when they are ready; none if the process failed."""
        if self._connection is None:
            return {}
        try:
            found = self._connection.recv()
        except (OSError, EOFError):
            return {}
        return found if isinstance(found, dict) else {}


def _draw(connection: Connection, wanted: Sequence[str]) -> None:
    """The second process: load everything by drawing nothing, then wait for what is to be drawn."""
    import signal

    from kg.exporters import EXPORTERS
    from kg.model import Knowledge
    from kg.ontology.schema import Schema

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for suffix in wanted:
            EXPORTERS[suffix](Knowledge(), Schema())
        knowledge, schema = connection.recv()
        connection.send({suffix: EXPORTERS[suffix](knowledge, schema) for suffix in wanted})
    except (EOFError, OSError):
        return
    except Exception:  # noqa: BLE001 - the first process does it again, and tells what is wrong
        connection.send({})
