"""The records that every stage speaks: plain, frozen, and nothing of ours imported when it is loaded.

Offsets are code points into `Article.text`, end exclusive. Identity comes from content: the same words give the
same ids, whatever else was read before. `Extraction` is what crosses a process border, and its JSON (one line an
article) is a public format with a version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

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
    """A surface triple: the sentence's own words, nothing normalised but the order.

    `form` is "fact" (one small fact that a verb states), "implied" (one that a noun implies, the relation's word is not
    in the sentence) or "clause" (everything that one verb says; its object may be empty). The facts of a clause say
    again what the clause says: read one of the two forms. `time` is the ISO time that the clause gives itself.
    """

    subject: str
    relation: str
    object: str
    evidence: Evidence
    confidence: float = 1.0
    form: str = "fact"
    time: str | None = None


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
        from kg.packing import packed

        return json.dumps(packed(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Extraction:
        """The extraction that `to_json` wrote.

        Raises:
            ValueError: the line is not JSON, or of a version this package does not know.
        """
        from kg.packing import unpacked

        return unpacked(json.loads(line))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What any number of articles say together, each tuple sorted by id and free of doubles.

    Articles that were read back from RDF have an empty text, and nothing is known of mentions. `mentions` says where
    which entity is mentioned: (article id, entity id, mention), in order of articles and text.
    """

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentions: tuple[tuple[str, str, Mention], ...] = ()

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Knowledge:
        """The union: the same whatever the order, and unchanged when an extraction is added twice."""
        articles: dict[str, Article] = {}
        entities: dict[str, list[Entity]] = {}
        statements: list[Statement] = []
        mentions: list[tuple[str, str, Mention]] = []
        for extraction in extractions:
            if extraction.article.id in articles:
                continue
            articles[extraction.article.id] = extraction.article
            for entity in extraction.entities:
                entities.setdefault(entity.id, []).append(entity)
                mentions += [(extraction.article.id, entity.id, mention) for mention in entity.mentions]
            statements += extraction.statements
        return cls(
            tuple(articles[key] for key in sorted(articles)),
            tuple(merged_entity(entities[key]) for key in sorted(entities)),
            tuple(sorted(merged(statements), key=lambda s: s.id)),
            tuple(sorted(mentions, key=lambda found: (found[0], found[2].start, found[2].end, found[1]))),
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
                phrase=min(filter(None, (old.phrase, statement.phrase)), default=""),
                place=min(filter(None, (old.place, statement.place)), default=None),
                qualifiers=tuple(sorted({*old.qualifiers, *statement.qualifiers})),
                confidence=max(old.confidence, statement.confidence),
            )
    return tuple(sorted(by_id.values(), key=lambda s: (s.evidence[:1], s.id)))
