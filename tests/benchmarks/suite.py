"""All benchmarks by name, and the running of one: predict, write, score, set beside the rivals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.benchmarks import actors, atom, attribution, entities, events, graph, openie, relations
from tests.benchmarks.bench import Benchmark, Reading, write_rows
from tests.benchmarks.tables import Result

BENCHMARKS: Mapping[str, Benchmark] = {
    b.name: b
    for b in (
        graph.BENCHMARK,
        openie.BENCHIE_FL,
        openie.CARB,
        events.BENCHMARK,
        actors.BENCHMARK,
        attribution.BENCHMARK,
        entities.BENCHMARK,
        relations.BENCHMARK,
        atom.BENCHMARK,
    )
}


def run(benchmark: Benchmark, reading: Reading, folder: Path, *, rivals: bool = True) -> Result:
    """Our scores and, if wanted, the rivals'; the predictions stay in `folder` as NAME.jsonl."""
    path = folder / f"{benchmark.name}.jsonl"
    write_rows(path, benchmark.predict(reading))
    ours = benchmark.score(reading.bench, path)
    others = benchmark.rivals(reading.bench) if rivals else {}
    return Result(benchmark.name, benchmark.question, benchmark.columns, ours, others)


def chosen(names: Iterable[str]) -> list[Benchmark]:
    """The benchmarks of these names, all if there is none, in the order of the suite."""
    wanted = set(names) or set(BENCHMARKS)
    return [b for name, b in BENCHMARKS.items() if name in wanted]
