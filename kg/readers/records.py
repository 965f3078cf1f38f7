"""What readers take and give back: `Options` in, `Skip` out beside the articles, and `checked`, which makes an article.

Every reader hands its words and fields to `checked`, so that all formats share one idea of what a text is: newlines
are `\\n`, no white space stands at either end, no NUL and no lone surrogate is inside; all else is kept as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from kg.errors import InputError
from kg.model import Article
from kg.readers.dates import iso_date

# spaCy refuses longer texts by default (nlp.max_length); the longest news stories have a tenth of it.
MAX_CHARS: Final = 1_000_000
FIELDS: Final = ("title", "published", "publisher", "url", "language", "author")

_NEWLINES: Final = re.compile(r"\r\n?")
_START: Final = re.compile(r"^[\s\ufeff]+")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_URL: Final = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s]|urn:[a-z0-9]", re.IGNORECASE)
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20\x7f-\xa0<>"{}|\\^`\ufffd]')
_TAG: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was left out, and why: never an article lost without a word.

    `source` is the path as it was given (`-` is standard input), `part` the piece of it that was left out ("line 3",
    "published"; empty: the whole source). `reason` is one of few, fit for counting; `detail` says what was found.
    """

    source: str
    reason: str
    part: str = ""
    detail: str = ""
    mend: str = ""

    def __str__(self) -> str:
        """One sentence: what, where, the mend."""
        where = f"{self.source}, {self.part}" if self.part else self.source
        return f"{where}: {self.reason}{f' ({self.detail})' if self.detail else ''}{mended(self.mend)}"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user knows better than the source. A field that is set wins over what the source says of itself.

    `format` is a suffix ("html") that replaces the file's own; `encoding` a Python name of an encoding; `max_chars`
    the greatest length of one article, in characters.

    Raises:
        InputError: `published` is no date, or `url` not absolute.
    """

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    encoding: str | None = None
    format: str | None = None
    max_chars: int = MAX_CHARS

    def __post_init__(self) -> None:
        """Bring the fields to their normal form, or say which one cannot be."""
        for name in FIELDS:
            given = getattr(self, name)
            value, detail = _normal(name, given)
            if detail:
                raise InputError(f"{name}={given!r}: {_REASONS[name]}{mended(_MENDS[name])}")
            object.__setattr__(self, name, value)


def mended(mend: str) -> str:
    """The tail of a message that says how to mend it; empty without a mend."""
    return f". Mend: {mend}" if mend else ""


def cleaned(text: str) -> str:
    """`text` in the one form that offsets refer to (see the module's docstring)."""
    text = _SURROGATES.sub("\ufffd", _NEWLINES.sub("\n", text).replace("\0", ""))
    return _START.sub("", text).rstrip()


def checked(
    source: str, text: str, found: Mapping[str, str | None], options: Options, part: str = ""
) -> Iterator[Article | Skip]:
    """The article of `text`, or why there is none; before it, one `Skip` for each field of `found` not understood."""
    text = cleaned(text)
    refused = _refusal(source, text, options, part)
    if refused:
        yield refused
        return
    fields: dict[str, str | None] = {}
    for name in FIELDS:
        fields[name], detail = getattr(options, name), ""
        if fields[name] is None:
            fields[name], detail = _normal(name, found.get(name))
        if detail:
            where = f"{part}, {name}" if part else name
            yield Skip(source, f"{_REASONS[name]}; read without it", where, detail, _MENDS[name])
    yield Article(
        text,
        fields["title"],
        fields["published"],
        fields["publisher"],
        fields["url"],
        fields["language"],
        fields["author"],
    )


def too_long(source: str, options: Options, part: str = "") -> Skip:
    """The refusal of an article above the limit."""
    return Skip(
        source,
        "too long for one article",
        part,
        f"more than {options.max_chars:,} characters",
        "split it into its articles, or raise max_chars",
    )


def _refusal(source: str, text: str, options: Options, part: str) -> Skip | None:
    if not text:
        return Skip(source, "empty", part, mend="give a text with words in it")
    if len(text) > options.max_chars:
        return too_long(source, options, part)
    if not any(char.isalpha() for char in text):
        return Skip(source, "no words", part, "not one letter in it", "give a news text")
    return None


def _normal(name: str, value: str | None) -> tuple[str | None, str]:
    """The normal form of a field, and what was not understood of it (empty if all was)."""
    line = " ".join(cleaned(value or "").split())
    if not line:
        return None, ""
    normal = _NORMAL[name](line) if name in _NORMAL else line
    return normal, "" if normal else repr(line[:80])


def _absolute(url: str) -> str | None:
    """The URL with what no IRI may hold percent-encoded; None unless it is absolute."""
    try:
        urlsplit(url)
    except ValueError:
        return None
    return _NOT_IN_IRI.sub(lambda found: quote(found[0]), url) if _URL.match(url) else None


def _language_tag(value: str) -> str | None:
    """A BCP 47 tag in its usual case (RFC 5646, 2.1.1): `en_us` gives `en-US`."""
    tag = {"english": "en", "eng": "en"}.get(value.lower(), value.replace("_", "-").partition(".")[0])
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.lower().split("-")
    return "-".join([first, *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in rest)])


_NORMAL: Final[Mapping[str, Callable[[str], str | None]]] = {
    "published": iso_date,
    "url": _absolute,
    "language": _language_tag,
}
_REASONS: Final = {"published": "date not understood", "url": "not an absolute URL", "language": "not a language tag"}
_MENDS: Final = {
    "published": "write the day as 2023-04-16, or a time as 2023-04-16T09:30:00Z",
    "url": "write it in full, as in https://example.org/story",
    "language": "write it as en or en-GB",
}
