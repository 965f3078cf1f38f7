"""JSON: one object an article, one a line (.jsonl) or a whole file (.json); articles out.

`SYNONYMS` is the list of field names that docs/reading.md shows. A line that cannot be read is skipped by its number;
the others are read. Lines are taken one at a time, so a file may be larger than the memory.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final, cast

from kg.model import Article
from kg.readers.records import Options, Skip, checked
from kg.readers.text import decoded, marked_encoding, refused_bytes, refused_start

# Names are compared in small letters and without "_", "-" and blanks, so `date_published` is `datePublished`.
# Within a field the first that is there and not empty wins.
SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "body",
        "content",
        "main_text",
        "article_body",
        "article_text",
        "body_text",
        "full_text",
        "content_text",
    ),
    "title": ("title", "headline", "heading", "web_title"),
    "published": (
        "published",
        "published_at",
        "date_published",
        "publish_date",
        "date_publish",
        "publication_date",
        "pub_date",
        "published_time",
        "web_publication_date",
        "date",
        "datetime",
        "timestamp",
    ),
    "publisher": (
        "publisher",
        "source",
        "site",
        "site_name",
        "publication",
        "outlet",
        "newspaper",
        "media_name",
        "source_name",
        "source_domain",
        "domain",
    ),
    "url": ("url", "link", "web_url", "permalink", "canonical_url", "source_url"),
    "language": ("language", "lang", "in_language"),
    "author": ("author", "authors", "byline", "creator"),
}
CONTAINERS: Final = ("articles", "items", "documents", "docs", "results", "data", "response")
# A character takes at most twelve bytes in JSON (two \\uXXXX); the rest is for the other fields.
_BYTES_A_CHARACTER: Final = 16
_WHOLE_FILE: Final = 256 * 1024 * 1024


def articles(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """The articles of JSON lines, in their order."""
    first = stream.readline(_line_limit(options))
    refused = refused_bytes(first, source) or _refused_encoding(first, source, options)
    if refused:
        yield refused
    else:
        yield from _of_lines(first, stream, source, options)


def packed_articles(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """The articles of JSON lines that gzip has packed; of a file that is cut short, those that are whole."""
    if refused := refused_start(stream, source, packed=True):
        yield refused
        return
    try:
        with gzip.open(stream) as lines:
            yield from articles(cast("BinaryIO", lines), source, options)
    except (OSError, EOFError, zlib.error) as error:
        yield Skip(source, "broken gzip", "its end", str(error), "fetch the file anew")


def document_articles(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """The articles of a .json file: an object, a list of them, an object around such a list, or JSON lines."""
    first = stream.readline(_line_limit(options))
    if _is_object(first, source, options):
        yield from _of_lines(first, stream, source, options)
        return
    data = first + stream.read(_WHOLE_FILE)
    if len(data) > _WHOLE_FILE:
        yield Skip(source, "too long for one JSON value", mend=f"make JSON lines of it: jq -c '.[]' {source}")
        return
    text = refused_bytes(data, source) or decoded(data, source, options)
    yield from (text,) if isinstance(text, Skip) else _of_text(text, source, "", options)


def _line_limit(options: Options) -> int:
    return _BYTES_A_CHARACTER * options.max_chars


def _refused_encoding(first: bytes, source: str, options: Options) -> Skip | None:
    """Lines are found by their newline byte, which UTF-16 and its like do not have."""
    newline = decoded(b"\n", source, options)
    if isinstance(newline, Skip) and newline.reason == "unknown encoding":
        return newline
    encoding = options.encoding or marked_encoding(first)
    if newline == "\n" and not marked_encoding(first):
        return None
    return Skip(
        source,
        "JSON lines must be UTF-8",
        detail=f"{encoding}",
        mend=f"iconv -f {str(encoding).upper()} -t UTF-8 {source}",
    )


def _is_object(line: bytes, source: str, options: Options) -> bool:
    text = decoded(line, source, options)
    if isinstance(text, Skip):
        return False
    try:
        return isinstance(_value(text), dict)
    except ValueError:
        return False


def _of_lines(first: bytes, stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """What each line holds. One that is too long is passed over piece by piece and never held as a whole."""
    limit, number, line = _line_limit(options), 0, first
    while line:
        number, part = number + 1, f"line {number + 1}"
        if len(line) == limit and not line.endswith(b"\n"):
            yield Skip(source, "line too long", part, f"more than {limit:,} bytes", "raise max_chars")
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
        elif line.strip():
            text = decoded(line, source, options, part)
            yield from (text,) if isinstance(text, Skip) else _of_text(text, source, part, options)
        line = stream.readline(limit)


def _of_text(text: str, source: str, part: str, options: Options) -> Iterator[Article | Skip]:
    try:
        value = _value(text)
    except json.JSONDecodeError as error:
        where = f"column {error.colno}" if part else f"line {error.lineno}, column {error.colno}"
        yield Skip(source, "not JSON", part, f"{error.msg} at {where}", "mend it, or leave it out")
    except ValueError as error:
        yield Skip(source, "not JSON", part, str(error)[:80], "mend it, or leave it out")
    else:
        yield from _of_value(value, source, part, options)


def _value(text: str) -> Any:
    """The value that `text` writes; raw control characters in strings are let through, as many exports have them.

    Raises:
        ValueError: it is not JSON, or cannot be held.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"), strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _of_value(value: Any, source: str, part: str, options: Options) -> Iterator[Article | Skip]:
    """A list is many articles; an object is one, unless it has no text but a list of them."""
    items = value if isinstance(value, list) else _inner_list(value)
    if items is None:
        yield from of_item(value, source, part, options)
        return
    for number, item in enumerate(items, 1):
        yield from of_item(item, source, f"{part}, item {number}".removeprefix(", "), options)


def _inner_list(value: Any) -> list[Any] | None:
    """The list in an answer of a news service: `{"articles": […]}`, `{"response": {"docs": […]}}`."""
    if not isinstance(value, dict) or _found(value)["text"] is not None:
        return None
    inner = [value[name] for name in CONTAINERS if name in value]
    inner += [deeper[name] for deeper in inner if isinstance(deeper, dict) for name in CONTAINERS if name in deeper]
    return next((found for found in inner if isinstance(found, list)), None)


def is_known(name: str) -> bool:
    """Whether a field of this name says something of an article."""
    return any(_plain(name) in names for names in _NAMES.values())


def of_item(item: Any, source: str, part: str, options: Options) -> Iterator[Article | Skip]:
    """The article of one JSON object, or why there is none."""
    if not isinstance(item, dict):
        kind = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}.get(type(item), "a number")
        yield Skip(source, "no JSON object", part, kind, 'write {"text": "…"}')
        return
    found = _found(item)
    text = found.pop("text")
    if text is None:
        empty = next((name for name in item if _plain(name) in _NAMES["text"]), None)
        detail = f"{empty} has none" if empty else f"the fields are {', '.join(item)[:80]}" if item else "no field"
        yield Skip(source, "no text", part, detail, f"name the field {', '.join(SYNONYMS['text'][:3])} …")
    else:
        yield from checked(source, text, found, options, part)


def _found(item: Mapping[str, Any]) -> dict[str, str | None]:
    """The fields of an article by our names; None for what is missing or empty."""
    fields = {_plain(name): content for name, content in item.items()}
    found = {
        field: next(filter(None, (_words(fields.get(name), _JOINTS.get(field, ", ")) for name in names)), None)
        for field, names in _NAMES.items()
    }
    if found["author"]:
        found["author"] = _BY.sub("", found["author"])
    return found


def _words(value: Any, joint: str) -> str | None:
    """A value as words: of an object its name, of a list all its members'; None if there are none."""
    if isinstance(value, list):
        words = (_words(member, joint) for member in value if not isinstance(member, list))
        return joint.join(filter(None, words)) or None
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "title", "original", "@value", "@id") if value.get(key)), None)
    if isinstance(value, str):
        return value if value.strip() else None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) and joint == ", " else None


def _plain(name: str) -> str:
    return _FILLER.sub("", name.lower())


_FILLER: Final = re.compile(r"[_\-\s]")
_BY: Final = re.compile(r"^\s*by\s+", re.IGNORECASE)
_JOINTS: Final = {"text": "\n\n"}
_NAMES: Final = {field: tuple(_plain(name) for name in names) for field, names in SYNONYMS.items()}
