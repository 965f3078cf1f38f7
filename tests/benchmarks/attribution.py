"""attribution: who said what, as it stands in the article?

In: `data/SPLIT/docs.jsonl`. Out: one row an attribution, {"doc", "content", "source", "cue"}, offsets into the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import Article, Extraction
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, rows, scorer


def predict(reading: Reading) -> Iterator[Row]:
    """The attributions of every article, in the order of the file and of the text."""
    docs = rows(reading.bench.data("attribution", "docs.jsonl"))
    articles = [Article(doc["text"], title=doc.get("title"), published=doc["date"]) for doc in docs]
    for doc, extraction in zip(docs, reading.extract(articles), strict=True):
        yield from attribution_rows(doc["id"], extraction)


def attribution_rows(doc: str, extraction: Extraction) -> list[Row]:
    """One row an attribution that has content; the source as it stands in the text, or none.

    Only the outermost: PolNeAR annotates no attribution inside another's content (none of its 1,599 on dev).
    """
    contents = [(a, span) for a in extraction.attributions for span in a.content]
    return [
        {
            "doc": doc,
            "content": [list(span) for span in a.content],
            "source": list(a.source) if a.source else None,
            "cue": list(a.cue) if a.cue else None,
        }
        for a in extraction.attributions
        if a.content and not any(b is not a and a.cue and s <= a.cue[0] < e for b, (s, e) in contents)
    ]


def gold(bench: Bench) -> list[Path]:
    """The articles and their gold."""
    return [bench.data("attribution", "docs.jsonl"), bench.data("attribution", "gold.jsonl")]


def score(bench: Bench, predictions: Path) -> Scores:
    """Content at half overlap, with and without its source, exact, by words; `quotes.*`: only with quotation marks."""
    module, found = scorer(bench, "attribution"), rows(predictions)
    every, quotes = (module.evaluate(bench.data("attribution"), found, quotes=only) for only in (False, True))
    return _figures(every) | {f"quotes.{name}": value for name, value in _figures(quotes).items()}


def _figures(report: Row) -> Scores:
    out: Scores = {"source_accuracy": report["source accuracy on matched"]}
    for level in ("half", "half+source", "exact", "words"):
        found: dict[str, Any] = report[level]
        name = level.replace("+", "_")
        out |= {name: found["f1"], f"{name}.precision": found["p"], f"{name}.recall": found["r"]}
    return out


def rivals(bench: Bench) -> dict[str, Scores]:
    """The baselines whose predictions for this split lie in the folder."""
    return {name: score(bench, path) for name, path in bench.peers("attribution", f"*.{bench.split}.jsonl").items()}


BENCHMARK = Benchmark(
    "attribution",
    "who said what, as it stands in the article?",
    gold,
    (
        ("half_source", "half+source"),
        ("half_source.precision", "P"),
        ("half_source.recall", "R"),
        ("half", "half"),
        ("exact", "exact"),
        ("words", "words"),
        ("source_accuracy", "source acc."),
        ("quotes.half_source", "quotes h+s"),
    ),
    predict,
    score,
    rivals,
)
