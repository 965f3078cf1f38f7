"""Where the benchmarks lie, how their files and scorers are read, and what an adapter has to offer.

In: the bench folder (`KG_BENCH`, else `../shared/bench` beside the checkout). Out: rows of JSON, the scorers as modules
(run where they lie, never copied) and tables of the READMEs. Nothing of the bench is kept in this repository.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from kg.model import Article, Extraction

if TYPE_CHECKING:
    from kg.ontology import Ontology

Row: TypeAlias = dict[str, Any]
Scores: TypeAlias = dict[str, float]

SPLITS = ("dev", "heldout")
NUMBER = re.compile(r"\d*\.\d+|\d+")


class Reads(Protocol):
    """What the adapters need of `kg.pipeline.Reader`."""

    def extract_many(
        self,
        articles: Iterable[Article],
        *,
        open: bool = False,  # noqa: A002
        workers: int = 1,
    ) -> Iterator[Extraction]:
        """One extraction an article."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder of benchmarks and the half of it that is read."""

    folder: Path
    split: str = "dev"

    def data(self, benchmark: str, *parts: str) -> Path:
        """A path inside the split's data of `benchmark`."""
        return self.folder.joinpath(benchmark, "data", self.split, *parts)

    def peers(self, benchmark: str, pattern: str) -> dict[str, Path]:
        """The rivals' prediction files of `benchmark` whose names fit `pattern`, by what its `*` stands for."""
        tail = pattern.partition("*")[2]
        return {p.name.removesuffix(tail): p for p in sorted((self.folder / benchmark / "peers").glob(pattern))}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a prediction is made with: the gold's texts, the reader and the ontology."""

    bench: Bench
    reader: Reads
    ontology: Ontology

    def extract(self, articles: Sequence[Article], *, open: bool = False) -> list[Extraction]:  # noqa: A002
        """One extraction an article, as `extractions` gives them."""
        return extractions(self.reader, articles, open=open)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One adapter: which gold it reads, how it predicts, how it is scored, and what stands beside it.

    `columns` are the (metric, title) pairs of the printed table. `score` takes the file of predictions, `rivals` gives
    the scores of others, from their predictions or else from a README.
    """

    name: str
    question: str
    gold: Callable[[Bench], Sequence[Path]]
    columns: tuple[tuple[str, str], ...]
    predict: Callable[[Reading], Iterable[Row]]
    score: Callable[[Bench, Path], Scores]
    rivals: Callable[[Bench], Mapping[str, Scores]]

    def is_present(self, bench: Bench) -> bool:
        """Do all files of the gold exist?"""
        files = self.gold(bench)
        return bool(files) and all(f.is_file() for f in files)


def extractions(reader: Reads, articles: Sequence[Article], *, open: bool = False) -> list[Extraction]:  # noqa: A002
    """One extraction an article, in the articles' order; an empty one where the reader gave none."""
    once = {a.id: a for a in articles}
    found = {e.article.id: e for e in reader.extract_many(once.values(), open=open)}
    return [found.get(a.id) or Extraction(a) for a in articles]


def bench_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that `KG_BENCH` names, else `shared/bench` beside the checkout."""
    named = environment.get("KG_BENCH")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "bench"


def scorer(bench: Bench, benchmark: str) -> Any:
    """The module `score.py` of `benchmark`, run from where it lies."""
    path = bench.folder / benchmark / "score.py"
    name = f"bench_{benchmark}_score"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path}: no scorer; set KG_BENCH to the folder of benchmarks")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up while it is being run
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> list[Row]:
    """The lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_rows(path: Path, items: Iterable[Row]) -> None:
    """Write `items` as JSON Lines, keys sorted, non-ASCII kept."""
    text = "".join(json.dumps(item, ensure_ascii=False, sort_keys=True) + "\n" for item in items)
    path.write_text(text, encoding="utf-8")


def fingerprint(files: Iterable[Path]) -> str:
    """The first 16 hex digits of a hash of the files' bytes: floors hold for one gold only."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def readme_rows(path: Path) -> list[list[str]]:
    """The cells of all table rows of a Markdown file, emphasis and backquotes taken off."""
    if not path.is_file():
        return []
    table = [line.strip().strip("|") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip(" *`") for cell in line.split("|")] for line in table]


def numbers(cell: str) -> list[float]:
    """The numbers in a table cell, in order.

    >>> numbers(".020 / 1.0 (18 %)")
    [0.02, 1.0, 18.0]
    """
    return [float(n) for n in NUMBER.findall(cell)]


def overview(bench: Bench, benchmark: str) -> float | None:
    """The best rival's first number in the overview table of the bench folder, which knows dev only."""
    for row in readme_rows(bench.folder / "README.md") if bench.split == "dev" else ():
        if row[0] == benchmark and (found := numbers(row[-1])):
            return found[0]
    return None
