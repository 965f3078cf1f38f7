"""The records that every stage speaks: plain, frozen, and nothing of ours imported.

Offsets are code points into `Article.text`, end exclusive. Identity comes from content: the same words give the
same ids, whatever else was read before. `Extraction` is what crosses a process border, and its JSON (one line an
article) is a public format with a version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

JSON_VERSION = 1

Polarity: TypeAlias = Literal["positive", "negative"]
Factuality: TypeAlias = Literal["actual", "planned", "possible"]
POLARITIES: tuple[Polarity, ...] = ("positive", "negative")
FACTUALITIES: tuple[Factuality, ...] = ("actual", "planned", "possible")


def content_id(*parts: str) -> str:
    """The first 16 hex digits of the SHA-256 of `parts`, kept apart by a control character."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """One text and what is known of where it came from. `published` is an ISO 8601 date or date-time."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        """Make the id, a hash of the text (and of the url if there is one), unless it was read from a graph."""
        if not self.id:
            object.__setattr__(self, "id", content_id(self.text, self.url) if self.url else content_id(self.text))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text that names, describes or points to an entity."""

    start: int
    end: int
    text: str
    kind: Literal["name", "nominal", "pronoun"] = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place, event or work. `type` is the local name of a class of the ontology and never part of `id`.

    `name` is the fullest name known, `aliases` the other names that the article uses (sorted), `same_as` IRIs of the
    same thing elsewhere (sorted).
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """An object that is no entity: the words themselves."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A stretch of an article: `article.text[start:end] == quote`."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Who did what to whom, with its status and the words that say so.

    `subject` and `object` are entity ids (an object may be `Text`); `predicate` is the local name of a property of the
    ontology, or `rel:LEMMA` for an open relation. `claimed_by` lists the claimants' entity ids, outermost first, and
    is empty for the article's own voice. `time` is an ISO 8601 day, month, year or interval `start/end`. `qualifiers`
    are (role, words) pairs, sorted. `phrase` are the words that express the predicate. `confidence` is 0 to 1.
    """

    subject: str
    predicate: str
    object: str | Text
    polarity: Polarity = "positive"
    factuality: Factuality = "actual"
    claimed_by: tuple[str, ...] = ()
    time: str | None = None
    place: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    phrase: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """A hash of subject, predicate, object, polarity, factuality, claimants and time."""
        obj = f'"{self.object.value}"' if isinstance(self.object, Text) else self.object
        return content_id(
            self.subject,
            self.predicate,
            obj,
            self.polarity,
            self.factuality,
            "\x1e".join(self.claimed_by),
            self.time or "",
        )

    @property
    def is_fact(self) -> bool:
        """The article says it in its own voice, positively, as having happened."""
        return self.polarity == "positive" and self.factuality == "actual" and not self.claimed_by

    @property
    def is_open(self) -> bool:
        """The ontology has no predicate for this relation."""
        return self.predicate.startswith("rel:")


Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, as it stands in the text: offsets of source (None if unnamed), cue and the pieces of content.

    `speaker` is the source's entity id where the reader knows who it is.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class OpenTriple:
    """A surface triple: the sentence's own words, nothing normalised but the order."""

    subject: str
    relation: str
    object: str
    evidence: Evidence
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one article. `skipped` counts what was left out, by reason (sorted)."""

    article: Article
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    triples: tuple[OpenTriple, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()

    def to_json(self) -> str:
        """One line of JSON (format version 1), keys sorted, non-ASCII kept."""
        return json.dumps(_pack(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Extraction:
        """The extraction that `to_json` wrote.

        Raises:
            ValueError: the line is not JSON, or of a version this package does not know.
        """
        raw = json.loads(line)
        if not isinstance(raw, dict) or raw.get("version") != JSON_VERSION:
            raise ValueError(f"not an extraction of format version {JSON_VERSION}")
        return _unpack(raw)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What any number of articles say together, each tuple sorted by id and free of doubles.

    Articles that were read back from RDF have an empty text, and their entities no mentions.
    """

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Knowledge:
        """The union: the same whatever the order, and unchanged when an extraction is added twice."""
        articles: dict[str, Article] = {}
        entities: dict[str, list[Entity]] = {}
        statements: list[Statement] = []
        for extraction in extractions:
            if extraction.article.id in articles:
                continue
            articles[extraction.article.id] = extraction.article
            for entity in extraction.entities:
                entities.setdefault(entity.id, []).append(entity)
            statements += extraction.statements
        return cls(
            tuple(articles[key] for key in sorted(articles)),
            tuple(merged_entity(entities[key]) for key in sorted(entities)),
            tuple(sorted(merged(statements), key=lambda s: s.id)),
        )


def merged_entity(entities: Iterable[Entity]) -> Entity:
    """One entity out of several of one id: the commonest type, the fullest name (ties by spelling), all aliases."""
    known = sorted(entities, key=lambda e: (e.name, e.type))
    types = [e.type for e in known]
    kind = min(set(types), key=lambda t: (-types.count(t), t))
    name = max((e.name for e in known), key=lambda n: (len(n), n))
    aliases = {a for e in known for a in (e.name, *e.aliases)} - {name}
    mentions = tuple(m for e in known for m in e.mentions) if len(known) == 1 else ()
    return Entity(
        known[0].id, name, kind, tuple(sorted(aliases)), mentions, tuple(sorted({i for e in known for i in e.same_as}))
    )


def merged(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """`statements` with those of one id made one: evidence united, one phrase and place kept; in order of evidence."""
    by_id: dict[str, Statement] = {}
    for statement in statements:
        old = by_id.setdefault(statement.id, statement)
        if old is not statement:
            by_id[statement.id] = replace(
                old,
                evidence=tuple(sorted({*old.evidence, *statement.evidence})),
                phrase=min(old.phrase, statement.phrase),
                place=min(filter(None, (old.place, statement.place)), default=None),
                qualifiers=tuple(sorted({*old.qualifiers, *statement.qualifiers})),
                confidence=max(old.confidence, statement.confidence),
            )
    return tuple(sorted(by_id.values(), key=lambda s: (s.evidence[:1], s.id)))


# --- JSON --------------------------------------------------------------------------------------


def _pack(extraction: Extraction) -> dict[str, Any]:
    article = extraction.article
    fields = {name: getattr(article, name) for name in Article.__dataclass_fields__}
    return {
        "version": JSON_VERSION,
        "article": {k: v for k, v in fields.items() if v is not None},
        "entities": [_pack_entity(e) for e in extraction.entities],
        "statements": [_pack_statement(s) for s in extraction.statements],
        "attributions": [
            {"source": a.source, "cue": a.cue, "content": a.content, "speaker": a.speaker}
            for a in extraction.attributions
        ],
        "triples": [
            {
                "subject": t.subject,
                "relation": t.relation,
                "object": t.object,
                "confidence": t.confidence,
                "evidence": _pack_evidence(t.evidence),
            }
            for t in extraction.triples
        ],
        "skipped": dict(extraction.skipped),
    }


def _pack_entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": entity.aliases,
        "same_as": entity.same_as,
        "mentions": [{"start": m.start, "end": m.end, "text": m.text, "kind": m.kind} for m in entity.mentions],
    }


def _pack_evidence(evidence: Evidence) -> dict[str, Any]:
    return {"article": evidence.article, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _pack_statement(statement: Statement) -> dict[str, Any]:
    obj = statement.object
    return {
        "id": statement.id,
        "subject": statement.subject,
        "predicate": statement.predicate,
        "object": {"text": obj.value} if isinstance(obj, Text) else obj,
        "polarity": statement.polarity,
        "factuality": statement.factuality,
        "claimed_by": statement.claimed_by,
        "time": statement.time,
        "place": statement.place,
        "qualifiers": statement.qualifiers,
        "phrase": statement.phrase,
        "confidence": statement.confidence,
        "evidence": [_pack_evidence(e) for e in statement.evidence],
    }


def _unpack(raw: Mapping[str, Any]) -> Extraction:
    return Extraction(
        Article(**raw["article"]),
        tuple(_unpack_entity(e) for e in raw["entities"]),
        tuple(_unpack_statement(s) for s in raw["statements"]),
        tuple(_unpack_attribution(a) for a in raw["attributions"]),
        tuple(
            OpenTriple(t["subject"], t["relation"], t["object"], Evidence(**t["evidence"]), t["confidence"])
            for t in raw["triples"]
        ),
        tuple(sorted(raw["skipped"].items())),
    )


def _unpack_entity(raw: Mapping[str, Any]) -> Entity:
    return Entity(
        raw["id"],
        raw["name"],
        raw["type"],
        tuple(raw["aliases"]),
        tuple(Mention(**m) for m in raw["mentions"]),
        tuple(raw["same_as"]),
    )


def _unpack_statement(raw: Mapping[str, Any]) -> Statement:
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


def _unpack_attribution(raw: Mapping[str, Any]) -> Attribution:
    def span(value: Any) -> Span | None:
        return (value[0], value[1]) if value else None

    return Attribution(span(raw["source"]), span(raw["cue"]), tuple((s, e) for s, e in raw["content"]), raw["speaker"])
