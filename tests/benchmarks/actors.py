"""actors: which country and sector does a mention stand for?

In: `data/SPLIT/actors.jsonl` of the events benchmark, mentions inside sentences. Out: one row a mention, {"id",
"code"}.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Article, Entity, Extraction, Mention, Span
from tests.benchmarks.actor_codes import Actors, Code, Lore, code_of_words
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, rows, scorer
from tests.benchmarks.gazetteer import lore_of


def predict(reading: Reading) -> Iterator[Row]:
    """One row a mention: its sentence is read as an article of its own."""
    mentions = rows(gold(reading.bench)[0])
    read = reading.extract([Article(row["text"]) for row in mentions])
    lore = lore_of(reading.ontology)
    for row, extraction in zip(mentions, read, strict=True):
        yield {"id": row["id"], "code": mention_code(row["mention"], extraction, lore) or None}


def mention_code(mention: str, extraction: Extraction, lore: Lore) -> str:
    """The code of the entity that `mention` is about, made fuller by the mention's own words."""
    said = code_of_words(mention, lore)
    at = extraction.article.text.find(mention)
    actors = Actors.of(extraction, lore)
    known = [actors.code(e.id) for e in _touching((at, at + len(mention)), extraction)] if at >= 0 else []
    best = next((code for code in known if code.country), Code())
    return str(Code(best.country or said.country, best.sector or said.sector))


def _touching(span: Span, extraction: Extraction) -> list[Entity]:
    """The entities that share text with `span`, those sharing most first."""
    shared = {e.id: max((_shared(span, m) for m in e.mentions), default=0) for e in extraction.entities}
    near = [e for e in extraction.entities if shared[e.id] > 0]
    return sorted(near, key=lambda e: (-shared[e.id], e.id))


def _shared(span: Span, mention: Mention) -> int:
    return min(span[1], mention.end) - max(span[0], mention.start)


def gold(bench: Bench) -> list[Path]:
    """The gold file."""
    return [bench.data("events", "actors.jsonl")]


def score(bench: Bench, predictions: Path) -> Scores:
    """Accuracy of the country and of the whole code."""
    return dict(scorer(bench, "events").score_actors(gold(bench)[0], predictions))


def rivals(bench: Bench) -> dict[str, Scores]:
    """The coders whose answers lie in the folder."""
    return {name: score(bench, path) for name, path in bench.peers("events", f"*.actors.{bench.split}.jsonl").items()}


BENCHMARK = Benchmark(
    "actors",
    "which country and sector does a mention stand for?",
    gold,
    (("country_accuracy", "country"), ("code_accuracy", "code"), ("mentions", "mentions")),
    predict,
    score,
    rivals,
)
