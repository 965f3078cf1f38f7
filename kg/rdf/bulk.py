"""Whole stores in and out: N-Quads, TriG and whatever else Oxigraph reads, with or without .gz, in flat memory.

In: files that hold articles' graphs, and the folder of a store. Out: the store with these articles in it; or the store
as sorted N-Quads. A folder without articles is filled at Oxigraph's own speed, in a database beside it that takes its
place when it is whole; into any other each article goes in a transaction of its own.
"""

from __future__ import annotations

import gzip
import heapq
import io
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import FormatError, InputError
from kg.rdf import folder, formats, terms
from kg.rdf import vocabulary as v
from kg.rdf.store import Store

# Formats that keep the articles' graphs apart; all else goes through `Store.add_quads`, which hands the union out.
GRAPHS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
_NONE: Mapping[Path, Collection[str]] = MappingProxyType({})
_CHUNK = 1 << 16
_SORTED = 250_000  # lines sorted at a time: some 60 MB
_SEEN = 200_000  # lines of the union that are remembered, so as not to write them again


# --- in ----------------------------------------------------------------------------------------


def load(target: Path, files: Sequence[Path], left_out: Mapping[Path, Collection[str]] = _NONE) -> int:
    """Put the articles of files into the store at `target`, made if there is none; how many articles changed.

    Args:
        target: the store's folder.
        files: N-Quads, TriG or anything else that Oxigraph reads.
        left_out: ids of articles in some of the files of N-Quads or TriG that are passed over.

    Raises:
        FormatError: a suffix is not known.
        InputError: a file is missing, broken, or holds no article.
        StoreError: the store cannot be written.
    """
    for file in files:
        _check(file)
    with Store(target) as store:
        empty = not store.articles()
        if not (empty and all(formats.kind_of(file)[0] in GRAPHS for file in files)):
            return sum(_added(store, file, left_out) for file in files)
        beside = target / f"{folder.DATABASE}.loading"
        shutil.rmtree(beside, ignore_errors=True)
        try:
            count = _filled(beside, files, left_out)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    shutil.rmtree(target / folder.DATABASE)
    beside.rename(target / folder.DATABASE)
    return count


def _check(file: Path) -> None:
    suffix, _ = formats.kind_of(file)
    if suffix not in formats.WRITERS:
        raise FormatError(f"{file}: no RDF format; there are {' '.join(formats.WRITERS)}, each with .gz too")
    if not file.is_file():
        raise InputError(f"{file}: no such file; give the name of an RDF file")


def _added(store: Store, file: Path, left_out: Mapping[Path, Collection[str]]) -> int:
    """The articles of one file that changed, each put in by itself."""
    if formats.kind_of(file)[0] not in GRAPHS:
        with _opened(file) as stream:
            return store.add_quads(formats.parse(stream.read(), formats.kind_of(file)[0], source=str(file)))
    with tempfile.TemporaryDirectory(prefix="newskg-") as scratch:
        _filled(Path(scratch) / "db", [file], left_out)
        other = ox.Store.read_only(str(Path(scratch) / "db"))
        names = sorted(other.named_graphs(), key=str)
        return sum(store.add_quads(other.quads_for_pattern(None, None, None, name)) for name in names)


def _filled(path: Path, files: Sequence[Path], left_out: Mapping[Path, Collection[str]]) -> int:
    """A new database at `path` with the graphs of files and their union; how many articles there are."""
    database = ox.Store(str(path))
    for file in files:
        with ExitStack() as stack:
            doubled = _Doubled(stack.enter_context(_lines(file)), file, left_out.get(file, ()))
            try:
                database.bulk_load(cast("IO[bytes]", doubled), ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise formats.broken(str(file), error, place=False) from error
            except (OSError, RuntimeError, EOFError) as error:
                raise folder.failed(path.parent, error) from error
    found = list(database.named_graphs())
    for name in found:
        if ox.Quad(name, v.TYPE, v.NEWS_ARTICLE, name) not in database or terms.article_id(name) is None:
            raise InputError(f"{files[0]}: {name} is no graph of an article; give a file that kg wrote")
    if not found:
        raise InputError(f"{files[0]}: no article in it; give a file that kg wrote")
    database.flush()
    database.optimize()  # 13 s for a million triples, and counting queries take half the time
    return len(found)


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """A file, unpacked on the way."""
    try:
        with gzip.open(file) if formats.kind_of(file)[1] else file.open("rb") as stream:
            yield stream  # type: ignore[misc]
    except (OSError, EOFError) as error:
        raise InputError(f"{file}: {getattr(error, 'strerror', None) or error}; give a whole file") from error


@contextmanager
def _lines(file: Path) -> Iterator[IO[bytes]]:
    """A file as N-Quads, one quad a line with single spaces, as this package and Oxigraph write them."""
    suffix = formats.kind_of(file)[0]
    with _opened(file) as stream:
        if suffix == ".nq":
            yield stream
            return
        with tempfile.TemporaryFile() as scratch:
            try:
                ox.serialize(ox.parse(stream, format=GRAPHS[suffix]), scratch, ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise formats.broken(str(file), error) from error
            scratch.seek(0)
            yield scratch


class _Doubled(io.RawIOBase):
    """N-Quads in which every line comes twice: in its graph, and as part of the union."""

    def __init__(self, lines: IO[bytes], source: Path, left_out: Collection[str] = ()) -> None:
        super().__init__()
        self._left_out = {f" {terms.article(key)} .".encode() for key in left_out}
        self._lines, self._source, self._number = lines, source, 0
        self._rest = b""
        self._seen: set[bytes] = set()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At least one line with its double, or as many as make up about 64 kB."""
        while not self._rest:
            some = self._lines.readlines(_CHUNK)
            if not some:
                return b""
            self._rest = b"".join(piece for line in self._kept(some) for piece in (line, self._bare(line)))
        size = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _kept(self, lines: list[bytes]) -> list[bytes]:
        """The lines without those of articles that are left out."""
        if not self._left_out:
            return lines
        return [line for line in lines if line[line.rfind(b" <") :].rstrip() not in self._left_out]

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def _bare(self, line: bytes) -> bytes:
        """A quad's line without its graph, which is the last IRI before the point."""
        self._number += 1
        text = line.rstrip()
        if not text or text.startswith(b"#"):
            return b"\n"
        if b" <<" in text:
            raise InputError(
                f"{self._source}, line {self._number}: RDF 1.2, which is loaded from Turtle only; "
                "export it anew without --rdf12"
            )
        cut = text.rfind(b" <", 0, -1)
        graph = text[cut + 1 : -1].rstrip()
        # Of "<s> <p> <o> ." the last IRI is no graph: a quad has three spaces or more before its graph's.
        if cut < 0 or not graph.endswith(b">") or b'"' in graph or text.count(b" ", 0, cut) < 2:
            raise InputError(
                f"{self._source}, line {self._number}: no graph of an article; "
                "give N-Quads or TriG that kg wrote, or load Turtle"
            )
        return self._once(text[:cut] + b" .\n")

    def _once(self, line: bytes) -> bytes:
        """A line of the union, or nothing if it was among the last ones; twice does no harm but takes time."""
        if line in self._seen:
            return b""
        if len(self._seen) >= _SEEN:
            self._seen.clear()
        self._seen.add(line)
        return line


# --- out ---------------------------------------------------------------------------------------


def dump(store: Store, target: IO[bytes]) -> None:
    """Write a store's articles as N-Quads, sorted by line: the bytes of `formats.write` in flat memory."""
    with ExitStack() as stack:
        runs = []
        lines = _quad_lines(store.quads())
        while some := sorted(set(islice(lines, _SORTED))):
            run = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            run.writelines(some)
            run.seek(0)
            runs.append(run)
        last = ""
        for line in heapq.merge(*runs):
            if line != last:
                target.write(line.encode())
            last = line


def _quad_lines(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for q in quads:
        yield f"{q.subject} {q.predicate} {q.object} {q.graph_name} .\n"
