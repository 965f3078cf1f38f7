"""entities: who is who in an article, of which type, and which thing of the world is it?

In: `data/SPLIT/gum_*.jsonl`; news is the main set. Out: one row a document, {"id", "mentions", "entities"}. A people's
name before a noun ("the Afghan team") is a mention of its state to us and none to the gold, so it is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.model import Article, Entity, Extraction, Mention
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, overview, rows, scorer
from tests.benchmarks.gazetteer import Gazetteer, gazetteer_of

GENRES = ("news", "interview", "bio")
# Classes of the ontology that the gold has as types; an entity of several is the first of them.
TYPES = ("Person", "Place", "Event", "Organization", "Group")
REGIONAL = ("Australia", "Canada", "United_States")
WIKIDATA, WIKIPEDIA = "wikidata.org/entity/", "en.wikipedia.org/wiki/"


def predict(reading: Reading) -> Iterator[Row]:
    """One row a document, genre by genre."""
    docs = [doc for path in gold(reading.bench) for doc in rows(path)]
    articles = [Article(doc["text"], title=doc["title"], published=doc["date"]) for doc in docs]
    gazetteer, classes = gazetteer_of(reading.ontology), reading.ontology.schema.classes
    for doc, extraction in zip(docs, reading.extract(articles), strict=True):
        yield document_row(doc["id"], extraction, classes, gazetteer)


def document_row(doc: str, extraction: Extraction, classes: Mapping[str, frozenset[str]], gazetteer: Gazetteer) -> Row:
    """The mentions of every entity, and what each entity is linked to."""
    mentions = [
        _mention_row(m, e, coarse(e.type, classes))
        for e in extraction.entities
        for m in e.mentions
        if m.text not in gazetteer.demonyms
    ]
    regions = {
        s.subject: e.name
        for s in extraction.statements
        for e in extraction.entities
        if s.predicate == "locatedIn" and s.is_fact and s.object == e.id and e.type == "Region"
    }
    links = [_links(e, gazetteer, {**gazetteer.regions, **regions}) for e in extraction.entities]
    return {"id": doc, "mentions": mentions, "entities": links}


def coarse(kind: str, classes: Mapping[str, frozenset[str]]) -> str:
    """The gold's type for a class of the ontology."""
    above = classes.get(kind, frozenset((kind,)))
    return next((name for name in TYPES if name in above), "Other")


def _mention_row(mention: Mention, entity: Entity, kind: str) -> Row:
    return {"start": mention.start, "end": mention.end, "type": kind, "cluster": entity.id, "kind": mention.kind}


def _links(entity: Entity, gazetteer: Gazetteer, regions: Mapping[str, str]) -> Row:
    """Ids elsewhere, and for what the gazetteer knows the title that its name amounts to.

    Of a town whose Wikidata id is not known the title has the region in which the article, or the gazetteer, says that
    it lies, in those states of which Wikipedia calls the towns so ("Zorb, Texas").
    """
    title = gazetteer.titles.get(entity.id, "")
    called_so = gazetteer.homes.get(entity.id) in REGIONAL and entity.id in regions
    if entity.type == "City" and called_so and not any(WIKIDATA in iri for iri in entity.same_as):
        title = f"{title}, {regions[entity.id]}"
    row: Row = {"cluster": entity.id} | ({"wiki": title} if title else {})
    for key, site in (("wikidata", WIKIDATA), ("wiki", WIKIPEDIA)):
        found = [iri.partition(site)[2] for iri in entity.same_as if site in iri]
        row |= {key: found[0]} if found else {}
    country = gazetteer.alpha2.get(entity.id)
    return row | ({"country": country} if country else {})


def gold(bench: Bench) -> list[Path]:
    """One file a genre."""
    return [bench.data("entities", f"gum_{genre}.jsonl") for genre in GENRES]


def score(bench: Bench, predictions: Path) -> Scores:
    """The four scores on news; `interview.*` and `bio.*` for the other genres."""
    module = scorer(bench, "entities")
    found = {row["id"]: row for row in rows(predictions)}
    qid_file = bench.folder / "entities" / "wiki_qid.json"
    qids = json.loads(qid_file.read_text(encoding="utf-8")) if qid_file.is_file() else {}
    out: Scores = {}
    for genre, path in zip(GENRES, gold(bench), strict=True):
        report = figures(module.score(module.load([path]), found, qids).as_dict())
        out |= report if genre == GENRES[0] else {f"{genre}.{name}": value for name, value in report.items()}
    return out


def figures(report: Mapping[str, Any]) -> Scores:
    """The scorer's report as flat numbers."""
    mentions, coref, entities, linking = (report[part] for part in ("mentions", "coref", "entities", "linking"))
    lands = coref["mention_to_entity"]
    return {
        "conll": coref["all"]["conll_f1"],
        "lea": coref["all"]["lea"]["f1"],
        "conll_names": coref["names_only"]["conll_f1"],
        "names_exact": mentions["exact"]["f1"],
        "names_overlap": mentions["overlap"]["f1"],
        "names_typed": mentions["overlap_typed"]["f1"],
        "found": entities["found"]["f1"],
        "exact": entities["exact"]["f1"],
        "sound": entities["sound"]["f1"],
        "nominal_recall": lands["nominal"]["r"],
        "pronoun_recall": lands["pronoun"]["r"],
        "pronoun_precision": lands["pronoun"]["p"],
        "links": linking.get("all", {}).get("f1", 0.0),
        "place_links": linking.get("Place", {}).get("f1", 0.0),
        "countries": linking.get("country_code", {}).get("f1", 0.0),
    }


def rivals(bench: Bench) -> dict[str, Scores]:
    """The best baseline by the bench folder's overview; no rival's predictions lie there."""
    best = overview(bench, "entities")
    return {} if best is None else {"spaCy's names, shorter joins longer": {"conll": best}}


BENCHMARK = Benchmark(
    "entities",
    "who is who in an article?",
    gold,
    (
        ("conll", "CoNLL"),
        ("lea", "LEA"),
        ("names_exact", "names exact"),
        ("names_typed", "names typed"),
        ("found", "found"),
        ("exact", "exact set"),
        ("sound", "sound"),
        ("nominal_recall", "R nominal"),
        ("pronoun_recall", "R pronoun"),
        ("pronoun_precision", "P pronoun"),
        ("links", "links"),
        ("place_links", "places"),
        ("countries", "countries"),
        ("interview.conll", "CoNLL interview"),
        ("bio.conll", "CoNLL bio"),
    ),
    predict,
    score,
    rivals,
)
