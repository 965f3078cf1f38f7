"""graph: is the knowledge graph of a whole article right, with every statement's status?

In: gold articles (`data/SPLIT/*.json`). Out: one row an article, {"id", "statements"}. Open relations are left out: the
gold has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.model import Article, Entity, Extraction, Statement, Text
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, numbers, readme_rows, scorer

# The article that this project was made for has floors of its own.
FIRST = "putin-li"
LEVELS = ("strict", "family", "pair")


def predict(reading: Reading) -> Iterator[Row]:
    """One row an article of the gold, in the order of the files' names."""
    docs = [json.loads(path.read_text(encoding="utf-8")) for path in gold(reading.bench)]
    articles = [Article(doc["text"], title=doc["title"], published=doc["date"]) for doc in docs]
    families = {name: p.family for name, p in reading.ontology.schema.predicates.items()}
    for doc, extraction in zip(docs, reading.extract(articles), strict=True):
        yield {"id": doc["id"], "statements": statement_rows(extraction, families)}


def statement_rows(extraction: Extraction, families: Mapping[str, str]) -> list[Row]:
    """The statements with a predicate of the ontology, ids replaced by names."""
    entities = {e.id: e for e in extraction.entities}
    return [_statement_row(s, entities, families) for s in extraction.statements if not s.is_open]


def _statement_row(statement: Statement, entities: Mapping[str, Entity], families: Mapping[str, str]) -> Row:
    return {
        "subject": _end(statement.subject, entities),
        "predicate": statement.predicate,
        "family": families.get(statement.predicate),
        "object": _end(statement.object, entities),
        "polarity": statement.polarity,
        "factuality": statement.factuality,
        "claimed_by": [_name(c, entities) for c in statement.claimed_by],
        "place": _name(statement.place, entities) if statement.place else None,
        "time": statement.time,
        "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in statement.evidence],
    }


def _end(end: str | Text, entities: Mapping[str, Entity]) -> Row:
    if isinstance(end, Text):
        return {"text": end.value}
    entity = entities.get(end)
    if entity is None:
        return {"name": _name(end, entities)}
    return {"name": entity.name, "aliases": list(entity.aliases), "type": entity.type}


def _name(identifier: str, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(identifier)
    return entity.name if entity else identifier.replace("_", " ")


def gold(bench: Bench) -> list[Path]:
    """The gold articles."""
    return sorted(bench.data("graph").glob("*.json"))


def score(bench: Bench, predictions: Path) -> Scores:
    """Recall, precision, status, false facts and evidence; `putin-li.*` for that article alone."""
    module = scorer(bench, "graph")
    total, by_article = module.score(module.load_gold(bench.data("graph")), module.load_predictions(predictions))
    scores = figures(total.as_dict())
    if FIRST in by_article:
        scores |= {f"{FIRST}.{name}": value for name, value in figures(by_article[FIRST].as_dict()).items()}
    return scores


def figures(report: Mapping[str, Any]) -> Scores:
    """The scorer's report as flat numbers."""
    out: Scores = {}
    for level in LEVELS:
        found = report["levels"][level]
        out |= {
            f"core_recall_{level}": found["core_recall"],
            f"precision_{level}": found["precision"],
            f"f1_{level}": found["f1"],
        }
    false, evidence = report["false_facts"], report["evidence"]
    return out | {
        "status": report["status"]["all"]["accuracy"],
        "false_facts": false["count"],
        "facts": false["of"],
        "false_facts_share": false["share"],
        "wrong_evidence": evidence["wrong"],
        "without_evidence": evidence["statements_without"],
    }


def rivals(bench: Bench) -> dict[str, Scores]:
    """The rows of the README's table (dev only): the rivals' predictions are not in the folder."""
    if bench.split != "dev":
        return {}
    table = readme_rows(bench.folder / "graph" / "README.md")
    return {row[0]: found for row in table if len(row) == 5 and (found := _readme_scores(row[1:]))}


def _readme_scores(cells: list[str]) -> Scores:
    recall, precision, f1, false = map(numbers, cells)
    if len(recall) != len(LEVELS) or not precision or not false:
        return {}
    out: Scores = {}
    for i, level in enumerate(LEVELS):
        out |= {
            f"core_recall_{level}": recall[i],
            f"precision_{level}": precision[min(i, len(precision) - 1)],
            f"f1_{level}": f1[i],
        }
    return out | {
        "false_facts": int(false[0]),
        "facts": int(false[1]),
        "false_facts_share": round(false[0] / false[1], 4),
    }


BENCHMARK = Benchmark(
    "graph",
    "is the knowledge graph of a whole article right, with every statement's status?",
    gold,
    (
        ("core_recall_family", "core recall"),
        ("precision_family", "precision"),
        ("f1_family", "F1"),
        ("core_recall_strict", "strict recall"),
        ("precision_strict", "strict precision"),
        ("status", "status"),
        ("false_facts", "false facts"),
        ("facts", "of"),
        ("wrong_evidence", "wrong evidence"),
        (f"{FIRST}.core_recall_family", f"{FIRST} recall"),
        (f"{FIRST}.precision_family", f"{FIRST} precision"),
        (f"{FIRST}.false_facts", f"{FIRST} false facts"),
    ),
    predict,
    score,
    rivals,
)
