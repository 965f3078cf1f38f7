"""Saved web pages: bytes in, the main text as one article out, its paragraphs apart by a blank line.

trafilatura finds the main text; what the page declares of itself is read first (see `metadata`). Offsets refer to the
text that comes out, not to the page's source.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import InputError
from kg.model import Article
from kg.readers.language import language
from kg.readers.metadata import from_first_lines, metadata
from kg.readers.records import FIELDS, Options, Skip, checked
from kg.readers.text import decoded, marked_encoding, refused_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

# News pages have up to 5 MB and 20,000 elements; finding the main text takes about a second for each 20,000.
MAX_BYTES: Final = 10_000_000
_MAX_ELEMENTS: Final = 50_000
# The shortest flash is one sentence of about twenty words; a notice about cookies or a list of links has less prose.
_MIN_PROSE: Final = 100
_MIN_SENTENCE: Final = 40

_CHARSET: Final = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_BREAK: Final = re.compile(r"\n\s*\n")
_ENDS: Final = (".", "!", "?", "…", ":", "。", "！", "？")
_BLOCKS: Final = frozenset(
    {"article", "body", "cell", "code", "div", "head", "item", "list", "main", "p", "quote", "row", "section", "table"}
)
_NO_ARTICLE: Final = "save the page of one story, or its text as .txt"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was found, not parsed yet: what costs time can then be done elsewhere, and stopped there.

    `part` says which piece of `source` it is. `url` and `charset` are what the server said. A page of `any_language`
    was never chosen by a person, and is refused unless it is English.
    """

    data: bytes
    source: str
    part: str = ""
    url: str | None = None
    charset: str | None = None
    any_language: bool = False

    def articles(self, options: Options) -> Iterator[Article | Skip]:
        """The article on the page, or why there is none."""
        for item in _parsed(self.data, self.source, self._known(options), self.charset):
            if isinstance(item, Skip):
                yield replace(item, part=", ".join(filter(None, (self.part, item.part))))
            elif self.any_language and (found := language(item.text)) != "en":
                yield Skip(self.source, "not English", self.part, found)
            else:
                yield item

    def _known(self, options: Options) -> Options:
        """The address that was asked for wins over the page's own, which is often that of the front page."""
        try:
            return replace(options, url=options.url or self.url)
        except InputError:
            return options


def articles(stream: BinaryIO, source: str, options: Options) -> Iterator[Article | Skip]:
    """The article that the page in `stream` holds, or why there is none."""
    yield from Page(stream.read(MAX_BYTES + 1), source).articles(options)


def pages(stream: BinaryIO, source: str, options: Options) -> Iterator[Page]:
    """The page in `stream`, for somebody else to parse."""
    yield Page(stream.read(MAX_BYTES + 1), source)


def _parsed(data: bytes, source: str, options: Options, charset: str | None) -> Iterator[Article | Skip]:
    page = refused_bytes(data, source) or _page(data, source, options, charset)
    if isinstance(page, Skip):
        yield page
        return
    tree = _tree(page)
    if tree is None:
        yield Skip(source, "no main text", detail="not an HTML page", mend=_NO_ARTICLE)
    elif sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        yield too_large(source, f"{_MAX_ELEMENTS:,} elements")
    else:
        yield from _of_tree(tree, source, options)


def _page(data: bytes, source: str, options: Options, charset: str | None) -> str | Skip:
    """The page's characters. What its bytes prove (a mark, valid UTF-8) goes before what is said of it."""
    from trafilatura.utils import decode_file

    if len(data) > MAX_BYTES:
        return too_large(source, f"{MAX_BYTES:,} bytes")
    if options.encoding or marked_encoding(data) or b"\0" in data:
        return decoded(data, source, options)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    name = (charset or (declared[1].decode("ascii", "replace") if declared else "")).lower()
    # Browsers read both as cp1252 (WHATWG Encoding, 4.2); their own dashes and quotes would be lost otherwise.
    name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name
    try:
        return data.decode(name or "utf-8")
    except (LookupError, UnicodeError):
        return str(decode_file(data))


def too_large(source: str, limit: str) -> Skip:
    """The refusal of a page above a limit."""
    return Skip(source, "page too large", detail=f"more than {limit}", mend=_NO_ARTICLE)


def _tree(page: str) -> _Element | None:
    """The parsed page. A declared encoding is taken out: it speaks of bytes that are characters by now."""
    from trafilatura.utils import load_html

    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        # What it would print is said by our own Skip.
        logger.addHandler(logging.NullHandler())
    return load_html(_DECLARATION.sub("", page.removeprefix("\ufeff")))


def _of_tree(tree: _Element, source: str, options: Options) -> Iterator[Article | Skip]:
    declared = metadata(tree)
    document = _main_text(tree)
    blocks = list(_blocks(document.body)) if document is not None and document.body is not None else []
    prose = sum(len(text) for text in blocks if _is_prose(text))
    if document is None or prose < _MIN_PROSE:
        yield Skip(source, "no main text", detail="no paragraph of prose", mend=_NO_ARTICLE)
        return
    if prose - sum(map(len, _teasers(tree).intersection(blocks))) < _MIN_PROSE:
        yield Skip(source, "no main text", detail="a list of headlines", mend=_NO_ARTICLE)
        return
    above = from_first_lines(takewhile(lambda text: not _is_prose(text), blocks))
    found = {field: declared[field] or _fallback(document, field) or above.get(field) for field in FIELDS}
    if blocks[0] == " ".join((found["title"] or "").split()):
        del blocks[0]
    yield from checked(source, "\n\n".join(blocks), found, options)


def _main_text(tree: _Element) -> Document | None:
    """What trafilatura takes for the story."""
    from trafilatura import bare_extraction

    # Without tables, the story of an old page that is laid out with them is found, and its links are not.
    # The latest date is fixed, as the default is today's; without the extensive search no year of a copyright line
    # is taken for the day of publication.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
    found = bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates
    )
    return None if isinstance(found, dict) else found


def _fallback(document: Document, field: str) -> str | None:
    name = {"published": "date", "publisher": "sitename"}.get(field, field)
    value = getattr(document, name)
    return value.replace("; ", ", ") if field == "author" and value else value or None


def _teasers(tree: _Element) -> set[str]:
    """The texts that stand right below a heading that is a link: what a page says of other pages."""
    found: set[str] = set()
    for heading in tree.iter("h2", "h3", "h4"):
        link = next(heading.iterancestors("a"), None)
        below = (heading if link is None else link).getnext()
        if below is not None and (link is not None or heading.find(".//a") is not None):
            found.add(" ".join("".join(str(text) for text in below.itertext()).split()))
    return found


def _blocks(element: _Element) -> Iterator[str]:
    """The paragraphs below `element` in their order."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("\n\n")
        elif child.tag in _BLOCKS:
            yield from _paragraphs(pieces)
            pieces = []
            yield from _blocks(child)
        elif isinstance(child.tag, str):
            pieces.append("".join(str(text) for text in child.itertext()))
        pieces.append(child.tail or "")
    yield from _paragraphs(pieces)


def _paragraphs(pieces: list[str]) -> Iterator[str]:
    """A break is a new paragraph where the sentence before it has ended, and a new line of the same one elsewhere."""
    lines: list[str] = []
    for piece in _BREAK.split("".join(pieces)):
        line = " ".join(piece.split())
        if line and lines and _has_ended(lines[-1]):
            yield "\n".join(lines)
            lines = []
        lines += [line] if line else []
    if lines:
        yield "\n".join(lines)


def _is_prose(text: str) -> bool:
    return len(text) >= _MIN_SENTENCE and _has_ended(text)


def _has_ended(text: str) -> bool:
    """Whether `text` ends as sentences do, closing quotation marks and brackets aside."""
    return text.rstrip("\"'”’»)]").endswith(_ENDS)
