"""speed: how many words a second the reader reads, beside the bare spaCy pipeline with all its pipes.

In: articles of the bench folder's corpus. Out: words a second of both and the share that reading keeps. Both run in
this process on the same texts with the same model, in turns, so that a busy machine slows both; the median counts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Article
from tests.benchmarks.bench import Bench, Reads, Row, Scores, rows
from tests.benchmarks.tables import Result

if TYPE_CHECKING:
    from spacy.language import Language

ARTICLES, ROUNDS = 60, 5
WARM_UP = 3  # articles read before the clock runs
COLUMNS = (("words", "words/s"), ("share", "share of bare"), ("articles", "articles"))

Clock = Callable[[], float]


def corpus(bench: Bench) -> Path:
    """The file of articles without annotation."""
    return bench.folder / "corpus" / "polnear.jsonl"


def sample(docs: Sequence[Row], size: int = ARTICLES) -> list[Article]:
    """`size` articles spread evenly over the corpus, so that every outlet is among them."""
    step = max(1, len(docs) // size)
    return [Article(d["text"], title=d.get("title"), published=d["date"]) for d in docs[::step][:size]]


def measure(
    articles: Sequence[Article],
    ways: Mapping[str, Callable[[Sequence[Article]], object]],
    *,
    rounds: int = ROUNDS,
    clock: Clock = time.perf_counter,
) -> dict[str, float]:
    """The median of words a second of each way to read `articles`, the ways taking turns."""
    words = sum(len(a.text.split()) for a in articles)
    for read in ways.values():
        read(articles[:WARM_UP])
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, read in ways.items():
            began = clock()
            read(articles)
            spent[name].append(clock() - began)
    return {name: words / statistics.median(times) for name, times in spent.items()}


def run(bench: Bench, reader: Reads, nlp: Language) -> Result:
    """Both speeds; `nlp` is the reader's model as spaCy loads it, with all its pipes."""
    articles = sample(rows(corpus(bench)))
    found = measure(
        articles,
        {
            "bare": lambda some: _exhaust(nlp.pipe(a.text for a in some)),
            "kg": lambda some: _exhaust(reader.extract_many(some)),
        },
    )
    bare, ours = found["bare"], found["kg"]
    scores: Scores = {"words": ours, "share": ours / bare, "articles": len(articles)}
    pipes = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}: {', '.join(nlp.pipe_names)}"
    return Result(
        "speed",
        "how many words a second?",
        COLUMNS,
        scores,
        {f"bare nlp.pipe ({pipes})": {"words": bare, "share": 1.0, "articles": len(articles)}},
    )


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass
