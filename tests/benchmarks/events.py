"""events: who did what to whom, in PLOVER's terms?

In: the sentences of `data/SPLIT/plover.jsonl` and `petr2adj.jsonl`. Out: one row an event, {"id", "source", "type",
"target", "source_text", "target_text"}. What is denied, planned or possible becomes the event type that PLOVER gives
it; what is claimed counts as if the article said it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf
from pathlib import Path

from kg.model import Article, Extraction, Statement, Text
from tests.benchmarks.actor_codes import Actors, Lore, mentions_within
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, rows, scorer
from tests.benchmarks.gazetteer import lore_of

MAIN, SECOND = "plover", "petr2adj"
LEVELS = {
    "type": "type",
    "quad": "quad",
    "who-whom": "who_whom",
    "country+quad": "country_quad",
    "country+type": "country_type",
    "full code+type": "full",
}
MENTIONS = {"mention pair": "mention_pair", "mention pair+type": "mention_pair_type"}

# Cooperation that is only announced is an agreement, force that is only announced a threat, an offer that is denied a
# refusal; other denials are no events (PLOVER's rules on future and negated events).
PROMISES = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
OFFERS = PROMISES | {"AGREE", "CONCEDE", "RETREAT"}
FORCE = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
ANNOUNCED = dict.fromkeys(PROMISES, "AGREE") | dict.fromkeys(FORCE, "THREATEN") | {"RETREAT": "CONCEDE"}
RECIPIENT_REQUIRED = frozenset(("COOPERATE", "AID", "SANCTION"))
RESIGNED = {"resigned": "RETREAT"}  # PLOVER counts a resignation as done, not as yielding in words
NO_EVENT = frozenset(("STATE", ""))


def predict(reading: Reading) -> Iterator[Row]:
    """The events of every sentence, in the order of the files."""
    sentences = [row for path in gold(reading.bench) for row in rows(path)]
    articles = [Article(row["text"], published=_date(row["date"])) for row in sentences]
    predicates = reading.ontology.schema.predicates
    types = {name: (p.plover or p.family).partition("-")[0] for name, p in predicates.items()}
    symmetric = frozenset(name for name, p in predicates.items() if p.symmetric)
    lore = lore_of(reading.ontology)
    for row, extraction in zip(sentences, reading.extract(articles), strict=True):
        yield from ({"id": row["id"], **event} for event in event_rows(extraction, types, lore, symmetric))


def event_rows(
    extraction: Extraction, types: Mapping[str, str], lore: Lore, symmetric: frozenset[str] = frozenset()
) -> list[Row]:
    """The events that a coder would write down, each once; `types` are PLOVER's by predicate.

    A `symmetric` relation has no direction in the graph; a coder's source is whoever is named first. An event whose
    doer nobody can code is written, without a source, only where the sentence tells of no other.
    """
    actors = Actors.of(extraction, lore)
    out: list[Row] = []
    for statement in extraction.statements:
        told = _as_told(statement, actors) if statement.predicate in symmetric else statement
        row = _event(told, types, actors)
        if row and row not in out:
            out.append(row)
    coded = [row for row in out if row["source"]]
    return coded or out[:1]


def _event(statement: Statement, types: Mapping[str, str], actors: Actors) -> Row | None:
    kind = event_type(statement, types)
    source = str(actors.code(statement.subject, statement.evidence))
    target = str(actors.code(statement.object, statement.evidence)) or str(actors.code_there(statement))
    if not kind or (kind in RECIPIENT_REQUIRED and not target):
        return None
    return {
        "source": source or None,
        "type": kind,
        "target": target or None,
        "source_text": _words(statement.subject, statement, actors),
        "target_text": _words(statement.object, statement, actors),
    }


def _as_told(statement: Statement, actors: Actors) -> Statement:
    """The statement with its ends in the order in which the evidence names them, as far as the second has a code."""
    first, second = (_first_mention(end, statement, actors) for end in (statement.subject, statement.object))
    if first <= second or not isinstance(statement.object, str) or not str(actors.code(statement.object)):
        return statement
    return replace(statement, subject=statement.object, object=statement.subject)


def _first_mention(end: str | Text, statement: Statement, actors: Actors) -> float:
    """Where the evidence names an end first; behind everything if it does not."""
    entity = actors.entities.get(end) if isinstance(end, str) else None
    near = mentions_within(entity, statement.evidence) if entity else []
    return min((m.start for m in near), default=inf)


def event_type(statement: Statement, types: Mapping[str, str]) -> str | None:
    """The PLOVER type of a statement with its status; None if it is no event."""
    kind = RESIGNED.get(statement.predicate) or types.get(statement.predicate, "")
    if kind in NO_EVENT:
        return None
    if statement.polarity == "negative":
        withheld = statement.factuality != "actual" or kind == "AGREE"
        return "REJECT" if kind in OFFERS and withheld else None
    if statement.factuality == "planned":
        return ANNOUNCED.get(kind, kind)
    if statement.factuality == "possible":
        return "THREATEN" if kind in FORCE else None
    return kind


def _words(end: str | Text, statement: Statement, actors: Actors) -> str:
    """The mention inside the evidence, else the entity's name."""
    if isinstance(end, Text):
        return end.value
    entity = actors.entities.get(end)
    near = mentions_within(entity, statement.evidence) if entity else []
    return near[0].text if near else entity.name if entity else end


def _date(date: str) -> str | None:
    """None for the placeholder that every PLOVER sentence has instead of a date."""
    return None if date == "2000-01-01" else date


def gold(bench: Bench) -> list[Path]:
    """The main set and the second one."""
    return [bench.data("events", f"{name}.jsonl") for name in (MAIN, SECOND)]


def score(bench: Bench, predictions: Path) -> Scores:
    """F1 at every level; `raw.*` without the overlay, `petr2adj.*` on the second set."""
    out = _figures(bench, MAIN, predictions, mentions=True)
    out |= {f"raw.{name}": value for name, value in _figures(bench, MAIN, predictions, raw=True).items()}
    return out | {f"{SECOND}.{name}": value for name, value in _figures(bench, SECOND, predictions).items()}


def _figures(bench: Bench, name: str, predictions: Path, *, raw: bool = False, mentions: bool = False) -> Scores:
    gold_file = bench.data("events", f"{name}.jsonl")
    found = scorer(bench, "events").evaluate(gold_file, predictions, raw, mentions).levels
    out: Scores = {}
    for level, short in (LEVELS | (MENTIONS if mentions else {})).items():
        precision, recall, f1 = found[level].prf() if level in found else (0.0, 0.0, 0.0)
        out |= {short: f1, f"{short}.precision": precision, f"{short}.recall": recall}
    return out


def rivals(bench: Bench) -> dict[str, Scores]:
    """The coders whose events lie in the folder, each on the set that it was run on."""
    main = bench.peers("events", f"*.{MAIN}.{bench.split}.jsonl")
    second = bench.peers("events", f"*.petr2.{bench.split}.jsonl")
    out = {name: _figures(bench, MAIN, path) for name, path in main.items()}
    for name, path in second.items():
        out[name] = {f"{SECOND}.{k}": v for k, v in _figures(bench, SECOND, path).items()}
    return out


BENCHMARK = Benchmark(
    "events",
    "who did what to whom, in PLOVER's terms?",
    gold,
    (
        ("country_type", "country+type"),
        ("full", "full"),
        ("type", "type"),
        ("quad", "quad"),
        ("who_whom", "who-whom"),
        ("country_type.precision", "c+t P"),
        ("country_type.recall", "c+t R"),
        ("raw.country_type", "raw c+t"),
        (f"{SECOND}.country_type", f"{SECOND} c+t"),
    ),
    predict,
    score,
    rivals,
)
