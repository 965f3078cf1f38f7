"""What the engines cost: words a second, memory of the driver, and how much faster archives are opened than read.

In: articles of the bench folder's corpus, else the sample article many times, as JSON Lines and as one WARC archive.
Out: lines to print. Everything runs on this machine, one way after the other; bare spaCy with as many processes stands
beside each, since two workers can be no quicker than the machine lets two of anything be.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from kg.cluster.build import build
from kg.cluster.tally import Progress
from kg.pipeline import load_model
from kg.readers import listed, pieces
from tests import warcs
from tests.benchmarks.bench import bench_folder, rows
from tests.conftest import ARTICLE

WORDS = 20_000  # a shard: small, so that few articles make many


def measured(count: int) -> Iterator[str]:
    """A line a measurement, of so many articles."""
    articles = list(islice(cycle(_texts()), count))
    words = sum(len(text.split()) for text in articles)
    yield f"{count} articles, {words:,} words"
    yield from _bare(articles, words)
    with tempfile.TemporaryDirectory() as folder:
        source = _written(Path(folder) / "a.jsonl", articles)
        for engine, workers in (("local", 1), ("local", 2), ("ray", 2)):
            yield _engine(source, Path(folder) / f"{engine}{workers}", engine, workers, words)
        yield _size(Path(folder) / "local2", count)
        yield _opening(Path(folder) / "a.warc.gz", articles, words)


def _texts() -> list[str]:
    corpus = bench_folder() / "corpus" / "polnear.jsonl"
    return [row["text"] for row in rows(corpus)] if corpus.is_file() else [ARTICLE.read_text(encoding="utf-8")]


def _written(path: Path, texts: Sequence[str]) -> Path:
    lines = ({"text": text, "url": f"https://duck.example/{n}"} for n, text in enumerate(texts))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _bare(texts: Sequence[str], words: int) -> Iterator[str]:
    nlp = load_model()
    for processes in (1, 2):
        seconds = _timed(lambda n=processes: sum(1 for _ in nlp.pipe(texts, n_process=n, batch_size=16)))
        yield f"bare spaCy, {processes} processes: {words / seconds:,.0f} words/s"


def _engine(source: Path, output: Path, engine: str, workers: int, words: int) -> str:
    """Words a second in all, and from the first shard on: before it models are loaded, and a cluster is started."""
    memory: list[int] = []
    done: list[tuple[float, int]] = []
    began = time.perf_counter()

    def tick(progress: Progress) -> None:
        memory.append(_resident())
        if progress.fresh_words and (not done or progress.fresh_words > done[-1][1]):
            done.append((time.perf_counter() - began, progress.fresh_words))

    seconds = _timed(lambda: build([source], str(output), engine=engine, workers=workers, words=WORDS, tick=tick))
    (first, before), (last, after) = done[0], done[-1]
    return (
        f"{engine}, {workers} workers: {words / seconds:,.0f} words/s in {seconds:.1f} s, "
        f"{(after - before) / max(last - first, 1e-9):,.0f} words/s after the first shard at {first:.1f} s; "
        f"the driver's memory at half and at the end: {memory[len(memory) // 2]:,} and {memory[-1]:,} MB"
    )


def _size(output: Path, count: int) -> str:
    manifest = (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[0]
    sums = json.loads(manifest)
    packed = sum(f.stat().st_size for f in output.rglob("*") if f.is_file())
    return f"an article: {sums['quads'] / count:,.0f} quads, {packed / count:,.0f} bytes of shards and reports"


def _opening(path: Path, texts: Sequence[str], words: int) -> str:
    records = (
        warcs.packed(warcs.record(f"https://duck.example/{n}", warcs.page(text))) for n, text in enumerate(texts)
    )
    archive = warcs.archive(path, records)
    files = [item for item in listed(archive) if isinstance(item, str)]
    seconds = _timed(lambda: sum(1 for file in files for _ in pieces(file)))
    return f"the archive is opened at {words / seconds:,.0f} words/s"


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _resident() -> int:
    """Megabytes of this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))
