"""Where paragraphs begin and what they are: body, headline, caption, credit, dateline.

In: a tokenised Doc, before the parser. Out: sentence starts at every block, so that nothing is ever read across a
line, and `doc.spans["layout"]` with one labelled span a block. Blocks are lines; a line that goes on in lower case
is the same sentence hard-wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.ontology.lexicon import Lexicon

Block = tuple[int, int, str]

_BREAK = re.compile(r"(?:[ \t]*\n[ \t]*)+")
_TERMINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_DATE_LINE = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    r"(?:\d{1,2},?\s+)?\d{4}\W*$",
    re.IGNORECASE,
)
_TRAILING_CREDIT = re.compile(r"\s(?:Image|Photo|Credit|Picture|Photograph)s?\s*:\s*[^.]{1,80}\.?\s*$")


def blocks(text: str, credit_words: frozenset[str]) -> list[Block]:
    """The blocks of `text` as (start, end, kind), in order.

    A credit begins with a word of `credit_words` ("Photo by …"); a caption stands just above a credit or ends in
    one ("… Image: US Navy."); a headline is a line without a full stop, first in the text or followed by a caption.
    """
    lines = list(_lines(text))
    kinds = [_kind_alone(text[start:end], n, credit_words) for n, (start, end) in enumerate(lines)]
    for n, kind in enumerate(kinds):
        if kind == "credit" and n and kinds[n - 1] == "body" and text.count("\n", lines[n - 1][1], lines[n][0]) == 1:
            kinds[n - 1] = "caption"
    return [
        block for (start, end), kind in zip(lines, kinds, strict=True) for block in _cut_credit(text, start, end, kind)
    ]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAK.finditer(text):
        wrapped = "\n" not in gap.group().strip(" \t").removeprefix("\n") and text[gap.end() : gap.end() + 1].islower()
        if wrapped or gap.start() == start:
            start = gap.end() if gap.start() == start else start
            continue
        yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _kind_alone(line: str, number: int, credit_words: frozenset[str]) -> str:
    words = line.lower().split()
    if _DATE_LINE.match(line):
        return "dateline"
    first = words[0].rstrip(":") if words else ""
    if (
        first in credit_words
        and len(words) < 25
        and (words[0].endswith(":") or words[1:2] in (["by"], ["credit:"], ["via"]))
    ):
        return "credit"
    if not _TERMINAL.search(line) and len(words) < 25 and (number == 0 or len(words) > 2):
        return "headline"
    return "caption" if _TRAILING_CREDIT.search(line) else "body"


def _cut_credit(text: str, start: int, end: int, kind: str) -> Iterator[Block]:
    found = _TRAILING_CREDIT.search(text[start:end]) if kind in ("caption", "headline") else None
    if found:
        yield start, start + found.start(), "caption"
        yield start + found.start() + 1, end, "credit"
    else:
        yield start, end, kind


def mark_layout(doc: Doc, lexicon: Lexicon) -> Doc:
    """`doc` with a sentence start at each block and the blocks in `doc.spans["layout"]`."""
    group = SpanGroup(doc, name="layout")
    for start, end, kind in blocks(doc.text, lexicon.words("credit")):
        span = doc.char_span(start, end, label=kind, alignment_mode="expand")
        if span is None:
            continue
        while span.start + 1 < span.end and doc[span.start].is_space:
            span = Span(doc, span.start + 1, span.end, label=kind)
        doc[span.start].is_sent_start = True
        group.append(span)
    doc.spans["layout"] = group
    return doc
