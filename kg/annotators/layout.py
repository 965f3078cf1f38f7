"""Where paragraphs begin and what they are: body, headline, caption, credit, dateline.

In: a tokenised Doc, before the parser. Out: sentence starts at every block, so that nothing is ever read across a
line or together with a dateline, and `doc.spans["layout"]` with one labelled span a block. Blocks are lines; a line
that goes on in lower case is the same sentence hard-wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.ontology.lexicon import Lexicon

Block = tuple[int, int, str]

_BREAK = re.compile(r"(?:[ \t]*\n[ \t]*)+")
_TERMINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_DATE_LINE = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?\d{4}\W*$",
    re.IGNORECASE,
)
# "MEXICO CITY —", "CONCORD, N.H. -", "BEIJING, March 3 (Reuters) -", "Moscow (AP) —", "(CNN) —", before a report.
_PLACED = re.compile(
    r"""
    (?: [A-Z][A-Z.'’-]{2,} (?:\ [A-Z][A-Z.'’-]+){0,3}  (?:,\ [A-Z][\w.]+ (?:\ [A-Z][\w.]+)? )?
        (?:,?\ (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\ \d{1,2} )?
        (?:\ \([A-Z][\w.&\ ]{1,24}\) )?
      | (?: [A-Z][\w.'’-]+ (?:\ [A-Z][\w.'’-]+){0,3}  (?:,\ [A-Z][\w.]+ (?:\ [A-Z][\w.]+)? )?\  )?
        \([A-Z][\w.&\ ]{1,24}\)
    )
    \s* (?: — | – | -- | - ) \s+ (?= ["“'‘]? [A-Z0-9] )
    """,
    re.VERBOSE,
)
_SHORT = 25  # words; a longer line is a paragraph, whatever it begins with or lacks at its end


def blocks(text: str, lexicon: Lexicon) -> list[Block]:
    """The blocks of `text` as (start, end, kind), in order.

    A credit begins with a word of the lexicon's `credit` ("Photo by …"); a caption stands just above a credit or ends
    in one ("… Image: US Navy."); a headline is a line without a full stop, first in the text or followed by a caption.
    """
    lines = list(_lines(text))
    trailing = _trailing_credit(lexicon.words("trailingCredit"))
    kinds = [_kind_alone(text[start:end], n, lexicon, trailing) for n, (start, end) in enumerate(lines)]
    for n in range(1, len(lines)):
        adjacent = text.count("\n", lines[n - 1][1], lines[n][0]) == 1
        if kinds[n] == "credit" and kinds[n - 1] == "body" and adjacent:
            kinds[n - 1] = "caption"
    found = zip(lines, kinds, strict=True)
    return [
        block
        for (start, end), kind in found
        for at, to, what in _cut_dateline(text, start, end, kind)
        for block in _cut_credit(text, at, to, what, trailing)
    ]


@cache
def _trailing_credit(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, sorted(words)))})s?\s*:\s*[^.]{{1,80}}\.?\s*$")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of `text` that hold anything, as offsets; what goes on in lower case is one line."""
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.start() == start:
            start = gap.end()
        elif not _is_wrapped(text, gap):
            yield start, gap.start()
            start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _is_wrapped(text: str, gap: re.Match[str]) -> bool:
    """One line end, with a lower-case letter behind it: the sentence goes on."""
    return gap.group().count("\n") == 1 and text[gap.end() : gap.end() + 1].islower()


def _kind_alone(line: str, number: int, lexicon: Lexicon, trailing: re.Pattern[str]) -> str:
    """What the line is by its own words and its place."""
    words = line.lower().split()
    if _DATE_LINE.match(line):
        return "dateline"
    if len(words) < _SHORT and _opens_credit(words, lexicon):
        return "credit"
    if len(words) < _SHORT and not _TERMINAL.search(line) and (number == 0 or len(words) > 2):
        return "headline"
    return "caption" if trailing.search(line) else "body"


def _opens_credit(words: list[str], lexicon: Lexicon) -> bool:
    """ "Photo by …", "Photo: …", "Image credit: …"."""
    if not words or words[0].rstrip(":") not in lexicon.words("credit"):
        return False
    return words[0].endswith(":") or not lexicon.words("creditLink").isdisjoint(words[1:2])


def _cut_dateline(text: str, start: int, end: int, kind: str) -> Iterator[Block]:
    """The line as one block, or as two where it begins with the place from which somebody reports."""
    found = _PLACED.match(text, start, end) if kind in ("body", "headline") else None
    if found:
        yield start, len(text[: found.end()].rstrip()), "dateline"
        yield found.end(), end, kind
    else:
        yield start, end, kind


def _cut_credit(text: str, start: int, end: int, kind: str, trailing: re.Pattern[str]) -> Iterator[Block]:
    """The line as one block, or its caption and the credit behind it as two."""
    found = trailing.search(text, start, end) if kind in ("caption", "headline") else None
    if found:
        yield start, found.start(), "caption"
        yield found.start() + 1, end, "credit"
    else:
        yield start, end, kind


def mark_layout(doc: Doc, lexicon: Lexicon) -> Doc:
    """`doc` with a sentence start at each block and the blocks in `doc.spans["layout"]`."""
    group = SpanGroup(doc, name="layout")
    for start, end, kind in blocks(doc.text, lexicon):
        span = doc.char_span(start, end, label=kind, alignment_mode="expand")
        if span is None:
            continue
        while span.start + 1 < span.end and doc[span.start].is_space:
            span = Span(doc, span.start + 1, span.end, label=kind)
        doc[span.start].is_sent_start = True
        group.append(span)
    doc.spans["layout"] = group
    return doc
