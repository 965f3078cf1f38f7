"""Statements as a typed table for dataframes: records in, rows, or the bytes of a Parquet file, out.

One row a statement, sorted by where it stands in the articles; whatever a statement has several of is a list. Needs the
extra `frames` (pyarrow, pandas).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import FormatError
from kg.graph.outlets import independent, outlet
from kg.graph.times import said
from kg.graph.view import edge
from kg.model import Article, Text
from kg.rdf import terms

if TYPE_CHECKING:
    import pandas

    from kg.model import Knowledge, Statement
    from kg.ontology.schema import Schema

# Name -> type, in the order of the columns: the public format of the table.
COLUMNS: Mapping[str, str] = {
    "statement": "string",
    "subject": "string",
    "subject_name": "string",
    "subject_type": "string",
    "predicate": "string",
    "label": "string",
    "family": "string",
    "quad": "string",
    "object": "string",
    "object_name": "string",
    "object_type": "string",
    "polarity": "string",
    "factuality": "string",
    "status": "string",
    "is_fact": "bool",
    "claimed_by": "strings",
    "claimants": "strings",
    "time": "string",
    "place": "string",
    "published": "string",
    "phrase": "string",
    "quote": "string",
    "article": "string",
    "start": "int64",
    "end": "int64",
    "articles": "strings",
    "outlets": "strings",
    "independent": "int64",
    "confidence": "double",
}
_MEND = "mend: pip install 'newskg[frames]'"


def rows(knowledge: Knowledge, schema: Schema) -> Iterator[dict[str, Any]]:
    """The statements, one dict a row; an object that is words has a name and neither id nor type."""
    names = {e.id: e.name for e in knowledge.entities}
    types = {e.id: e.type for e in knowledge.entities}
    articles = {a.id: a for a in knowledge.articles}
    for s in sorted(knowledge.statements, key=lambda s: (s.evidence[:1], s.id)):
        data = edge(s, schema, names)
        obj = None if isinstance(s.object, Text) else s.object
        row = {
            "statement": s.id,
            "subject": s.subject,
            "subject_name": names.get(s.subject, s.subject),
            "subject_type": types.get(s.subject),
            "object": obj,
            "object_name": s.object.value if isinstance(s.object, Text) else names.get(s.object, s.object),
            "object_type": types.get(obj) if obj else None,
            "claimed_by": list(s.claimed_by),
            "claimants": [names.get(i, i) for i in s.claimed_by],
            **_read_in(s, articles),
        }
        yield {name: _plain(row[name] if name in row else data[name]) for name in COLUMNS}


def _plain(value: Any) -> Any:
    """A value that UTF-8 can hold."""
    if isinstance(value, str):
        return terms.plain(value)
    return [terms.plain(item) for item in value] if isinstance(value, list) else value


def _read_in(s: Statement, articles: Mapping[str, Article]) -> dict[str, Any]:
    """Where a statement stands: its first sentence, all its articles and outlets."""
    first = s.evidence[0] if s.evidence else None
    keys = sorted({e.article for e in s.evidence})
    return {
        "published": said(s, articles) or None,
        "article": first.article if first else None,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "articles": keys,
        "outlets": sorted({outlet(articles.get(key), key) for key in keys}),
        "independent": len(independent(s.evidence, articles)),
    }


def to_parquet(knowledge: Knowledge, schema: Schema) -> bytes:
    """The statements as a Parquet file.

    Raises:
        FormatError: pyarrow is not installed.
    """
    return rows_as_parquet(rows(knowledge, schema))


def rows_as_parquet(found: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as a Parquet file.

    Raises:
        FormatError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise FormatError(f".parquet: pyarrow is not installed; {_MEND}") from error
    kinds = {
        "string": pyarrow.string(),
        "strings": pyarrow.list_(pyarrow.string()),
        "bool": pyarrow.bool_(),
        "int64": pyarrow.int64(),
        "double": pyarrow.float64(),
    }
    wanted = pyarrow.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(found), schema=wanted), out)
    return out.getvalue()


def to_frame(knowledge: Knowledge, schema: Schema) -> pandas.DataFrame:
    """The statements as a pandas DataFrame.

    Raises:
        FormatError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise FormatError(f"to_frame: pandas is not installed; {_MEND}") from error
    return pandas.DataFrame(list(rows(knowledge, schema)), columns=list(COLUMNS))
