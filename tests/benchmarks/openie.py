"""benchie_fl and carb: are the surface triples of a sentence right?

BenchIE-FL asks for small facts, one an argument, CaRB for whole clauses: each is given the forms of triples that answer
it (see `kg.model.OpenTriple`).

In: `data/SPLIT/BENCH/gold.jsonl`, sentences with one space between tokens. Out: one row a triple, {"sent_id",
"subject", "relation", "object", "confidence"}, words cut where the benchmark's sentence cuts them (by the scorer's own
function).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kg.model import Article, Extraction
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, rows, scorer

Cut = Callable[[str, set[str]], str]


@dataclass(frozen=True, slots=True)
class View:
    """Which of the surface triples are taken: those of some forms, trusted at least so far."""

    forms: tuple[str, ...]
    least: float = 0.0


SMALL = View(("fact", "implied"), 0.2)  # what F1 is best served by, about half of what it will be
WHOLE = View(("clause", "implied"))
VIEWS = {"benchie_fl": SMALL, "carb": WHOLE}


def predict(name: str, reading: Reading) -> Iterator[Row]:
    """The triples of every sentence of the gold, in its order."""
    sentences = rows(gold(name, reading.bench)[0])
    cut: Cut = scorer(reading.bench, "openie").retokenise
    articles = [Article(row["sentence"]) for row in sentences]
    for row, extraction in zip(sentences, reading.extract(articles, open=True), strict=True):
        yield from triple_rows(row["sent_id"], extraction, cut, VIEWS[name])


def triple_rows(sent_id: int | str, extraction: Extraction, cut: Cut, view: View = SMALL) -> list[Row]:
    """The triples of one sentence in one view, each once, in the benchmark's words."""
    tokens = set(extraction.article.text.split())
    found: dict[tuple[str, str, str], float] = {}
    for t in extraction.triples:
        if t.form in view.forms and t.confidence >= view.least:
            slots = (cut(t.subject, tokens), cut(t.relation, tokens), cut(t.object, tokens))
            found[slots] = max(t.confidence, found.get(slots, 0.0))
    return [
        {"sent_id": sent_id, "subject": s, "relation": r, "object": o, "confidence": confidence}
        for (s, r, o), confidence in found.items()
    ]


def gold(name: str, bench: Bench) -> list[Path]:
    """The gold file of BenchIE-FL or CaRB."""
    return [bench.data("openie", name, "gold.jsonl")]


def score(name: str, bench: Bench, predictions: Path) -> Scores:
    """Precision, recall and F1, with the scorer's extra measures."""
    module = scorer(bench, "openie")
    return _scored(module, name, module.load_gold(name, bench.split), module.collect(rows(predictions), {}))


def _scored(module: Any, name: str, sentences: list[Row], triples: Mapping[str, Any]) -> Scores:
    """For facts also F1 with the objects cut at prepositions: half of what parts two systems there is style."""
    measure = module.SCORERS[name]
    found = measure(sentences, triples)
    out = {
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
        **{key.lower().replace(" ", "_"): value for key, value in found.extra.items()},
    }
    if measure is module.score_facts:
        cut = {sentence: module.restyled(said) for sentence, said in triples.items()}
        out["restyled_f1"] = measure(sentences, cut).f1
    return out


def rivals(name: str, bench: Bench) -> dict[str, Scores]:
    """The published systems."""
    module = scorer(bench, "openie")
    sentences = module.load_gold(name, bench.split)
    return {
        peer: _scored(module, name, sentences, found) for peer, found in module.load_peers(name, bench.split).items()
    }


def _benchmark(name: str, question: str, *extra: tuple[str, str]) -> Benchmark:
    columns = (("f1", "F1"), ("precision", "P"), ("recall", "R"), *extra)
    return Benchmark(
        name,
        question,
        partial(gold, name),
        columns,
        partial(predict, name),
        partial(score, name),
        partial(rivals, name),
    )


BENCHIE_FL = _benchmark(
    "benchie_fl",
    "are the surface triples facts of the sentence?",
    ("exact_f1", "exact F1"),
    ("restyled_f1", "restyled F1"),
)
CARB = _benchmark("carb", "do the surface triples hold the right words?", ("auc", "AUC"))
