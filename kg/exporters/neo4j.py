"""Knowledge as the CSV files that `neo4j-admin database import` takes: records in, file names and bytes out.

Nodes are entities, articles and words; relationships are statements, of type RELATION in capitals, and MENTIONED_IN.
Lists are joined by ";", as is the import's own default. Quotes may have line ends in them: import with
--multiline-fields=true.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.graph.view import edge
from kg.model import Text, content_id

if TYPE_CHECKING:
    from kg.model import Knowledge, Statement
    from kg.ontology.schema import Schema

COMMAND = (
    "neo4j-admin database import full --multiline-fields=true "
    "--nodes=entities.csv --nodes=articles.csv --nodes=words.csv --relationships=statements.csv"
)
_ENTITIES = ("id:ID", "name", "aliases:string[]", "sameAs:string[]", ":LABEL")
_ARTICLES = ("id:ID", "title", "published", "publisher", "url", "language", "author", ":LABEL")
_WORDS = ("id:ID", "name", ":LABEL")
_STATEMENTS = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "statement",
    "label",
    "family",
    "quad",
    "status",
    "isFact:boolean",
    "polarity",
    "factuality",
    "claimedBy:string[]",
    "time",
    "place",
    "phrase",
    "quote",
    "articles:string[]",
    "confidence:double",
)


def to_neo4j(knowledge: Knowledge, schema: Schema) -> dict[str, bytes]:
    """The four files by name."""
    known = {e.id for e in knowledge.entities}
    named = {i for s in knowledge.statements for i in (s.subject, s.object) if isinstance(i, str)} - known
    entities = [
        (_entity(e.id), e.name, _list(e.aliases), _list(e.same_as), _labels(e.type, schema)) for e in knowledge.entities
    ] + [(_entity(i), i.replace("_", " "), "", "", "Entity") for i in sorted(named)]
    words = sorted({s.object.value for s in knowledge.statements if isinstance(s.object, Text)})
    articles = [
        (_article(a.id), a.title, a.published, a.publisher, a.url, a.language, a.author, "Article")
        for a in knowledge.articles
    ]
    return {
        "entities.csv": _csv(_ENTITIES, entities),
        "articles.csv": _csv(_ARTICLES, articles),
        "words.csv": _csv(_WORDS, ((_words(w), w, "Words") for w in words)),
        "statements.csv": _csv(_STATEMENTS, _relationships(knowledge, schema)),
    }


def _relationships(knowledge: Knowledge, schema: Schema) -> Iterable[tuple[Any, ...]]:
    names = {e.id: e.name for e in knowledge.entities}
    mentioned: set[tuple[str, str]] = set()
    for s in knowledge.statements:
        yield _relationship(s, edge(s, schema, names))
        ends = {s.subject, *s.claimed_by} | ({s.object} if isinstance(s.object, str) else set())
        mentioned |= {(end, e.article) for end in ends & names.keys() for e in s.evidence}
    for entity, article in sorted(mentioned):
        yield (_entity(entity), _article(article), "MENTIONED_IN", *([""] * (len(_STATEMENTS) - 3)))


def _relationship(s: Statement, data: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        _entity(s.subject),
        _words(s.object.value) if isinstance(s.object, Text) else _entity(s.object),
        re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", s.predicate)).upper(),
        s.id,
        data["label"],
        data["family"],
        data["quad"],
        data["status"],
        "true" if s.is_fact else "false",
        s.polarity,
        s.factuality,
        _list(s.claimed_by),
        s.time,
        data["place"],
        s.phrase,
        data["quote"],
        _list(sorted({e.article for e in s.evidence})),
        s.confidence,
    )


# Ids of the three kinds of nodes share one space.
def _entity(key: str) -> str:
    return f"entity/{key}"


def _article(key: str) -> str:
    return f"article/{key}"


def _words(text: str) -> str:
    return f"words/{content_id(text)}"


def _list(items: Iterable[str]) -> str:
    return ";".join(item.replace(";", ",") for item in items)


def _labels(kind: str, schema: Schema) -> str:
    """The class of an entity and all above it."""
    return ";".join(sorted({"Entity", *schema.classes.get(kind, (kind,))}))


def _csv(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue().replace("\x00", "").encode("utf-8", "replace")
