"""Extractions as plain JSON values, and back: the public format, which has a version.

In: an Extraction, or what JSON gives for a line of it. Out: the other of the two. Every field is written, so that a
record comes back equal to itself; `Extraction.to_json` and `from_json` are what others call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.model import Article, Attribution, Entity, Evidence, Extraction, Mention, OpenTriple, Span, Statement, Text

VERSION = 1


def packed(extraction: Extraction) -> dict[str, Any]:
    """`extraction` as dicts, lists and tuples; what is not known of the article is left out."""
    return {
        "version": VERSION,
        "article": {key: value for key, value in _fields(extraction.article).items() if value is not None},
        "entities": [_fields(e) | {"mentions": [_fields(m) for m in e.mentions]} for e in extraction.entities],
        "statements": [_statement(s) for s in extraction.statements],
        "attributions": [_fields(a) for a in extraction.attributions],
        "triples": [_fields(t) | {"evidence": _fields(t.evidence)} for t in extraction.triples],
        "skipped": dict(extraction.skipped),
    }


def _fields(record: Any) -> dict[str, Any]:
    """The fields of a record by name, as they are; `dataclasses.asdict` copies them and takes three times as long."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _statement(statement: Statement) -> dict[str, Any]:
    """The statement with its id, which others may want without knowing how it is made."""
    obj = statement.object
    return _fields(statement) | {
        "id": statement.id,
        "object": {"text": obj.value} if isinstance(obj, Text) else obj,
        "evidence": [_fields(e) for e in statement.evidence],
    }


def unpacked(raw: object) -> Extraction:
    """The extraction that was packed as `raw`.

    Raises:
        ValueError: `raw` is of a version that this package does not know, or no extraction at all.
    """
    if not isinstance(raw, dict) or raw.get("version") != VERSION:
        raise ValueError(f"not an extraction of format version {VERSION}")
    return Extraction(
        Article(**raw["article"]),
        tuple(_entity_of(e) for e in raw["entities"]),
        tuple(_statement_of(s) for s in raw["statements"]),
        tuple(_attribution_of(a) for a in raw["attributions"]),
        tuple(
            OpenTriple(
                t["subject"],
                t["relation"],
                t["object"],
                Evidence(**t["evidence"]),
                t["confidence"],
                t.get("form", "fact"),
                t.get("time"),
            )
            for t in raw["triples"]
        ),
        tuple(sorted(raw["skipped"].items())),
    )


def _entity_of(raw: Mapping[str, Any]) -> Entity:
    return Entity(
        raw["id"],
        raw["name"],
        raw["type"],
        tuple(raw["aliases"]),
        tuple(Mention(**m) for m in raw["mentions"]),
        tuple(raw["same_as"]),
    )


def _statement_of(raw: Mapping[str, Any]) -> Statement:
    obj = raw["object"]
    return Statement(
        raw["subject"],
        raw["predicate"],
        obj if isinstance(obj, str) else Text(obj["text"]),
        raw["polarity"],
        raw["factuality"],
        tuple(raw["claimed_by"]),
        raw["time"],
        raw["place"],
        tuple((role, words) for role, words in raw["qualifiers"]),
        raw["phrase"],
        tuple(Evidence(**e) for e in raw["evidence"]),
        raw["confidence"],
    )


def _attribution_of(raw: Mapping[str, Any]) -> Attribution:
    def span(value: Any) -> Span | None:
        return (value[0], value[1]) if value else None

    return Attribution(span(raw["source"]), span(raw["cue"]), tuple((s, e) for s, e in raw["content"]), raw["speaker"])
