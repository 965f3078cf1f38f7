"""Knowledge as a CSV table, one statement a row, for spreadsheets: records in, bytes out.

All statements are in it: facts, claims, denials and plans (column `status`), open relations, and those whose object is
words. UTF-8 with a byte order mark, without which Excel takes the file for something else; rows end in CRLF (RFC
4180). A cell that a spreadsheet would take for a formula is led by an apostrophe, as OWASP advises (CSV Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.exporters.fields import clean
from kg.graph.view import JOIN, edge, titles
from kg.model import Text

if TYPE_CHECKING:
    from kg.model import Entity, Knowledge, Statement
    from kg.ontology.schema import Schema

COLUMNS = (
    "statement",
    "subject",
    "relation",
    "object",
    "status",
    "claimed_by",
    "time",
    "place",
    "quad",
    "family",
    "predicate",
    "polarity",
    "factuality",
    "qualifiers",
    "phrase",
    "quote",
    "start",
    "end",
    "article",
    "published",
    "publisher",
    "url",
    "evidences",
    "articles",
    "confidence",
    "subject_id",
    "subject_type",
    "object_id",
    "object_type",
    "claimed_by_ids",
)
# OWASP's list (CSV Injection): signs that begin a formula, also in full width; tabs and line ends are spaces by then.
_FORMULA = frozenset("=+-@＝＋－＠|%")


def to_csv(knowledge: Knowledge, schema: Schema) -> bytes:
    """The statements as one CSV file, sorted by where they stand in the articles."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    entities = {entity.id: entity for entity in knowledge.entities}
    names, articles = {e.id: e.name for e in knowledge.entities}, {a.id: a for a in knowledge.articles}
    called = titles(knowledge.articles)
    for statement in sorted(knowledge.statements, key=lambda s: (s.evidence[:1], s.id)):
        data = edge(statement, schema, names)
        source = articles.get(statement.evidence[0].article) if statement.evidence else None
        row = {
            **_said(statement, data),
            **_ends(statement, entities),
            **_evidence(statement, called),
            "published": source and source.published,
            "publisher": source and source.publisher,
            "url": source and source.url,
        }
        writer.writerow({name: safe(value) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def safe(value: object) -> str:
    """A cell on one line that no spreadsheet takes for a formula.

    Example:
        >>> safe("=HYPERLINK(1)"), safe("\\t-2"), safe("Li = Shangfu")
        ("'=HYPERLINK(1)", "'-2", 'Li = Shangfu')
    """
    text = " ".join(clean("" if value is None else value).split())
    return f"'{text}" if text[:1] in _FORMULA else text


def _said(statement: Statement, data: Mapping[str, Any]) -> dict[str, object]:
    same = ("status", "time", "place", "quad", "family", "predicate", "polarity", "factuality", "phrase", "confidence")
    return {
        **{name: data[name] for name in same},
        "statement": statement.id,
        "relation": data["label"],
        "claimed_by": data["claimants"],
        "claimed_by_ids": data["claimed_by"],
        "qualifiers": JOIN.join(f"{role}: {words}" for role, words in statement.qualifiers),
    }


def _ends(statement: Statement, entities: Mapping[str, Entity]) -> dict[str, object]:
    subject, obj = entities.get(statement.subject), statement.object
    row: dict[str, object] = {
        "subject": subject.name if subject else statement.subject.replace("_", " "),
        "subject_id": statement.subject,
        "subject_type": subject and subject.type,
    }
    if isinstance(obj, Text):
        return {**row, "object": obj.value}
    known = entities.get(obj)
    return {
        **row,
        "object": known.name if known else obj.replace("_", " "),
        "object_id": obj,
        "object_type": known and known.type,
    }


def _evidence(statement: Statement, called: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {
        "evidences": len(statement.evidence),
        "articles": JOIN.join(sorted({e.article for e in statement.evidence})),
    }
    if statement.evidence:
        first = statement.evidence[0]
        row |= {
            "quote": first.quote,
            "start": first.start,
            "end": first.end,
            "article": called.get(first.article, first.article),
        }
    return row
