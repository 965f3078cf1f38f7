"""What a news page says of itself: a parsed page in, title, date, publisher, address, language and author out.

The order of trust is schema.org's JSON-LD, Open Graph and its kin, then the page's visible parts.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.readers.dates import iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE: Final = re.compile(r"Article$|^(Report|BlogPosting|LiveBlogPosting)$")
_META: Final = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "dc.date.issued",
        "dc.date",
        "pubdate",
        "publishdate",
        "date",
    ),
    "publisher": ("og:site_name", "dc.publisher", "application-name"),
    "url": ("og:url",),
    "language": ("og:locale", "dc.language", "content-language"),
    "author": ("author", "article:author", "parsely-author", "dc.creator", "byl"),
}
_BY: Final = re.compile(r"^by\s+", re.IGNORECASE)
# "By Jane Doe", "By JOHN SMITH and Ann Lee in Moscow": names are capitalised, a sentence goes on in small letters.
_NAME: Final = r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]+"
_BY_LINE: Final = re.compile(rf"By:?\s+({_NAME}(?:(?:,|\s+and|\s*&)\s+{_NAME})*)")
_SHORT_LINE: Final = 80


def metadata(tree: _Element) -> dict[str, str | None]:
    """The fields that the page declares; None for those it does not."""
    declared, meta = _json_ld(tree), _meta(tree)
    found: dict[str, str | None] = {}
    for field, names in _META.items():
        values = [declared.get(field), *(meta.get(name) for name in names)]
        found[field] = next((value for value in values if value and _fits(field, value)), None)
    site = found["publisher"]
    if found["title"] == site or not found["title"]:
        found["title"] = _heading(tree, site)
    if found["title"] and site:
        found["title"] = re.sub(rf"\s+[|–—·-]\s+{re.escape(site)}$", "", found["title"])
    if not found["published"]:
        times = _select(tree, "//*[@itemprop='datePublished' or @pubdate]/@datetime")
        found["published"] = next(filter(iso_date, times), None)
    found["url"] = next(iter(_select(tree, "//link[@rel='canonical']/@href[starts-with(., 'http')]")), found["url"])
    found["language"] = next(iter(_select(tree, "/html/@lang | /html/@*[name()='xml:lang']")), found["language"])
    found["author"] = _BY.sub("", found["author"]) if found["author"] else None
    return found


def from_first_lines(lines: Iterable[str]) -> dict[str, str]:
    """The by-line and the date that stand as lines of their own above a story, where no markup names them."""
    found: dict[str, str] = {}
    for line in lines:
        if len(line) > _SHORT_LINE:
            continue
        if by_line := _BY_LINE.match(line):
            found.setdefault("author", by_line[1])
        elif iso_date(line):
            found.setdefault("published", line)
    return found


def _fits(field: str, value: str) -> bool:
    """Whether a value is of use: a date that is one, an author who is a name and no address."""
    if field == "published":
        return iso_date(value) is not None
    return not (field == "author" and "://" in value)


def _meta(tree: _Element) -> dict[str, str]:
    """The page's meta elements by name in small letters; the first of a name wins."""
    found: dict[str, str] = {}
    for element in _select(tree, "//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _heading(tree: _Element, site: str | None) -> str | None:
    """The first top heading that the window's title repeats, else the first, else the window's title."""
    headings = [" ".join("".join(h1.itertext()).split()) for h1 in _select(tree, "//h1")]
    headings = [heading for heading in headings if heading and heading != site]
    window = " ".join("".join(_select(tree, "//title[1]/text()")).split())
    repeated = [heading for heading in headings if heading in window]
    return next(iter([*repeated, *headings]), window) or None


def _select(tree: _Element, path: str) -> list[Any]:
    """What an XPath that names nodes, attributes or texts finds."""
    found = tree.xpath(path)
    return found if isinstance(found, list) else []


def _json_ld(tree: _Element) -> dict[str, str]:
    """What the first schema.org article among the page's JSON-LD says, by our names."""
    for script in _select(tree, "//script[@type='application/ld+json']/text()"):
        try:
            value = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            if any(_ARTICLE.search(kind) for kind in _texts(item.get("@type"))):
                return _of_json_ld(item)
    return {}


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document: the top ones, and those of lists and graphs."""
    if isinstance(value, list):
        for member in value:
            yield from _objects(member, depth + 1) if depth < 5 else ()
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1) if depth < 5 else ()


def _of_json_ld(item: dict[str, Any]) -> dict[str, str]:
    names = {
        "title": "headline",
        "published": "datePublished",
        "publisher": "publisher",
        "author": "author",
        "url": "url",
        "language": "inLanguage",
    }
    found = {field: ", ".join(_texts(item.get(name))) for field, name in names.items()}
    found["url"] = found["url"] or ", ".join(_texts(item.get("mainEntityOfPage"))[:1])
    return {field: html.unescape(value) for field, value in found.items() if value}


def _texts(value: Any) -> list[str]:
    """The words of a JSON-LD value: itself, its name, its address, or its members'."""
    if isinstance(value, str):
        return [" ".join(value.split())] if value.strip() else []
    if isinstance(value, dict):
        return next((found for key in ("name", "@id", "url") if (found := _texts(value.get(key)))), [])
    members = value if isinstance(value, list) else []
    return [text for member in members if not isinstance(member, list) for text in _texts(member)]
