"""atom: news leads into (subject, predicate, object, start?) triples.

In: `data/SPLIT/gold.jsonl`, a day's leads glued together; each lead is read as a document of its own. Out: one row a
day, {"id", "triples"}: our statements and, where they say something else, the small surface
triples, names resolved. The gold does not know polarity: what is denied keeps its "not" here, whatever that costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from kg.model import Article, Entity, Extraction, OpenTriple, Statement, Text
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, rows, scorer

STATE = "STATE"
TRUSTED = 0.1
LONGEST = 6  # words of an object; what is longer is a clause, and the gold's objects have two words
PRONOUNS = frozenset(
    "i you he she it we they me him her us them this that these those who which what one everyone someone there".split()
)
_UNIT = (
    r"(?:day|week|month|year|night|morning|afternoon|evening|weekend|decade|hour|summer|winter|spring|fall|season)s?"
)
_NAMED = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|today|yesterday|tomorrow|tonight"
)
_AROUND = r"early|late|earlier|later|last|this|next|the|past|each|every|that|in|on|a|few|recent|coming|ago|of|first"
TIME = re.compile(rf"(?:(?:{_NAMED}|{_UNIT}|{_AROUND}|\d+(?:st|nd|rd|th)?|,)\s*)+", re.IGNORECASE)
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def predict(reading: Reading) -> Iterator[Row]:
    """One row a day."""
    days = rows(gold(reading.bench)[0])
    leads = [Article(day["text"][start:end], published=day["date"]) for day in days for start, end in day["leads"]]
    families = {name: p.family for name, p in reading.ontology.schema.predicates.items()}
    read = iter(reading.extract(leads, open=True))
    for day in days:
        triples = [t for extraction in islice(read, len(day["leads"])) for t in triple_rows(extraction, families)]
        yield {"id": day["id"], "triples": triples}


def triple_rows(extraction: Extraction, families: Mapping[str, str]) -> list[Row]:
    """Statements first, then the surface triples between other pairs."""
    entities = {e.id: e for e in extraction.entities}
    out = [_statement_row(s, entities, families) for s in extraction.statements]
    said = {frozenset((row["s"], row["o"])) for row in out}
    opened = [_open_row(t, extraction) for t in extraction.triples if t.form != "clause" and t.confidence >= TRUSTED]
    return out + [row for row in opened if _is_small(row) and frozenset((row["s"], row["o"])) not in said]


def _is_small(row: Row) -> bool:
    """Two things or persons: the gold has times as dates, and neither pronouns nor clauses."""
    pronoun = not PRONOUNS.isdisjoint((row["s"].lower(), row["o"].lower()))
    return not pronoun and not TIME.fullmatch(row["o"]) and len(row["o"].split()) <= LONGEST


def _statement_row(statement: Statement, entities: Mapping[str, Entity], families: Mapping[str, str]) -> Row:
    obj = statement.object.value if isinstance(statement.object, Text) else _name(statement.object, entities)
    row = {"s": _name(statement.subject, entities), "p": words(statement, families), "o": obj}
    return row | _dated(statement.time)


def words(statement: Statement, families: Mapping[str, str]) -> str:
    """The words for a statement's predicate: the article's own for what happened, the name's for what holds."""
    name = HUMP.sub(" ", statement.predicate.removeprefix("rel:")).lower()
    holds = families.get(statement.predicate) == STATE
    said = name if holds or not statement.phrase else statement.phrase
    return f"not {said}" if statement.polarity == "negative" else said


def _name(identifier: str, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(identifier)
    return entity.name if entity else identifier.replace("_", " ")


def _open_row(triple: OpenTriple, extraction: Extraction) -> Row:
    row = {
        "s": resolved(triple.subject, triple, extraction),
        "p": triple.relation,
        "o": resolved(triple.object, triple, extraction),
    }
    return row | _dated(triple.time)


def _dated(time: str | None) -> Row:
    start, _, end = (time or "").partition("/")
    return ({"start": start} if start else {}) | ({"end": end} if end else {})


def resolved(words: str, triple: OpenTriple, extraction: Extraction) -> str:
    """The name of the entity that `words` mention inside the triple's evidence, else `words`."""
    start, end = triple.evidence.start, triple.evidence.end
    for entity in extraction.entities:
        if any(m.text == words and start <= m.start and m.end <= end for m in entity.mentions):
            return entity.name
    return words


def gold(bench: Bench) -> list[Path]:
    """The gold file."""
    return [bench.data("atom", "gold.jsonl")]


def score(bench: Bench, predictions: Path) -> Scores:
    """The scorer's own summary; watch `slot_f1`."""
    return _scored(bench, [predictions])


def _scored(bench: Bench, paths: list[Path]) -> Scores:
    module = scorer(bench, "atom")
    known = module.read_gold(bench.split)
    counts = module.evaluate(known, module.read_predictions(paths, known))
    return dict(module.summary(sum(counts, module.Counter())))


def rivals(bench: Bench) -> dict[str, Scores]:
    """The systems whose predictions lie in the folder."""
    return {name: _scored(bench, paths) for name, paths in scorer(bench, "atom").peer_files(bench.split).items()}


BENCHMARK = Benchmark(
    "atom",
    "do news leads become dated triples?",
    gold,
    (
        ("slot_f1", "slot F1"),
        ("slot_p", "slot P"),
        ("slot_r", "slot R"),
        ("f1", "whole F1"),
        ("facts", "facts"),
        ("facts2", "by two"),
        ("words", "words"),
        ("date_right", "date right"),
        ("date_false", "date false"),
    ),
    predict,
    score,
    rivals,
)
