"""When: time expressions in a Doc, resolved to ISO 8601 against the publication date.

In: a Doc and the publication date (or None). Out: `doc.spans["times"]`, one span an expression, its `kb_id_` the ISO
value: a day, a month, a year, or an interval `start/end`; empty when nothing is known. Weekdays and months without a
year are looked for backwards from publication, forwards where the words or the tense say so. A time is never guessed
from publication alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spacy.tokens import SpanGroup

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_DAYS = {
    name: n for n, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_NUMBERS = {
    name: n
    for n, name in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1}
_AHEAD = re.compile(
    r"\b(?:will|to be|is set|are set|set for|plans?|planned|scheduled|expected|due|next|upcoming|would)\b[^.]*$"
)

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_NUMBER = r"(?P<number>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_PATTERNS = [
    re.compile(rf"(?<![\w-])(?:{p})(?![\w-])", re.IGNORECASE)
    for p in (
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        rf"between {_WEEKDAY} and (?P<weekday2>monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        r"(?:(?:from|between) )(?P<from>(?:1[5-9]|20)\d\d) (?:to|and|until|through) (?P<to>(?:1[5-9]|20)\d\d)",
        rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"(?:{_WEEKDAY},? )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
        rf"(?P<which>early|late|mid-?)? ?{_MONTH},? (?:of )?{_YEAR}",
        r"(?P<rel>last|next|this|that same|the same) (?P<unit>week|month|year)",
        rf"(?:(?P<rel>last|next|this|on|late|early|by|since|until) )?{_WEEKDAY}"
        r"(?: (?:morning|afternoon|evening|night))?",
        rf"(?:(?P<rel>last|next|this|in|early in|late in|since|by|until) ){_MONTH}",
        r"(?P<named>yesterday|today|tonight|tomorrow)",
        rf"{_NUMBER} (?P<unit>day|week|month|year)s? (?P<ago>ago|earlier|later)",
        rf"(?:(?:in|since|by|during|until|early|late|from) )?{_YEAR}",
    )
]


@dataclass(frozen=True, slots=True)
class Found:
    """One time expression: offsets and ISO value (empty if it cannot be resolved)."""

    start: int
    end: int
    value: str


def find_times(text: str, published: str | None) -> list[Found]:
    """The time expressions of `text`, in order, without overlaps; longer expressions win.

    >>> find_times("They met on Sunday.", "2023-04-16")
    [Found(start=9, end=18, value='2023-04-16')]
    """
    anchor = _as_date(published)
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if (
                match.group().islower()
                and match.groupdict().get("month") == "may"
                and not match.groupdict().get("year")
            ):
                continue  # the verb
            if any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            start += len(match.group()) - len(match.group().lstrip())
            found.append(Found(start, end, resolve(match, anchor, text[max(0, start - 40) : start])))
    return sorted(found, key=lambda f: f.start)


def _as_date(published: str | None) -> date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", published or "")
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def resolve(match: re.Match[str], anchor: date | None, before: str) -> str:
    """The ISO value of a matched expression; `before` are the words in front of it, for the tense."""
    part = {k: v.lower().rstrip(".") if v else None for k, v in match.groupdict().items()}
    if part.get("iso"):
        return str(part["iso"])
    if part.get("from"):
        return f"{part['from']}/{part['to']}"
    if part.get("month"):
        return _month_value(part, anchor, before)
    if part.get("year"):
        return str(part["year"])
    if anchor is None:
        return ""
    if part.get("weekday"):
        return _weekday_value(part, anchor, before)
    if part.get("named"):
        return str(anchor + timedelta({"yesterday": -1, "tomorrow": 1}.get(str(part["named"]), 0)))
    return _shifted(part, anchor)


def _month_value(part: dict[str, str | None], anchor: date | None, before: str) -> str:
    month = _MONTHS.get(str(part["month"]).rstrip("."), 0)
    day = int(part.get("day") or 0)
    if part.get("year"):
        year = int(str(part["year"]))
    elif anchor:
        year = _nearest_year(month, day, anchor, "next" if _is_ahead(part, before) else str(part.get("rel") or ""))
    else:
        return ""
    if day:
        return f"{year:04}-{month:02}-{day:02}" if 0 < day <= monthrange(year, month)[1] else ""
    return f"{year:04}-{month:02}"


def _nearest_year(month: int, day: int, anchor: date, rel: str) -> int:
    """Back to the last such month; forward where the words say so."""
    if rel == "next":
        return anchor.year + ((month, day or 31) < (anchor.month, anchor.day))
    if rel == "last":
        return anchor.year - (month >= anchor.month)
    return anchor.year - (
        ((month, day) > (anchor.month, anchor.day if day else 0) and month != anchor.month)
        or (month == anchor.month and day > anchor.day)
    )


def _is_ahead(part: dict[str, str | None], before: str) -> bool:
    return part.get("rel") == "next" or bool(_AHEAD.search(before))


def _weekday_value(part: dict[str, str | None], anchor: date, before: str) -> str:
    future = _is_ahead(part, before)
    first = _weekday(str(part["weekday"]), anchor, future=future)
    if part.get("weekday2"):
        return f"{first}/{_weekday(str(part['weekday2']), first, future=True)}"
    return str(first)


def _weekday(name: str, anchor: date, *, future: bool) -> date:
    back = (anchor.weekday() - _DAYS[name]) % 7
    return anchor + timedelta((7 - back) % 7) if future else anchor - timedelta(back)


def _shifted(part: dict[str, str | None], anchor: date) -> str:
    unit = str(part["unit"])
    if part.get("rel"):
        step = {"last": -1, "next": 1}.get(str(part["rel"]), 0)
        if "same" in str(part["rel"]):
            return ""  # the antecedent's month, not the article's
    else:
        number = str(part["number"])
        step = int(number) if number.isdigit() else _NUMBERS[number]
        if part.get("ago") != "ago":
            return ""  # counted from another event
        step = -step
    if unit == "year":
        return str(anchor.year + step)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if unit == "week":
        monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * step)
        return f"{monday}/{monday + timedelta(6)}"
    return str(anchor + timedelta(step))


def mark_times(doc: Doc, published: str | None) -> Doc:
    """`doc` with its time expressions in `doc.spans["times"]`, ISO values as `kb_id_`."""
    group = SpanGroup(doc, name="times")
    for found in find_times(doc.text, published):
        span = doc.char_span(found.start, found.end, label="TIME", kb_id=found.value, alignment_mode="expand")
        if span is not None:
            group.append(span)
    doc.spans["times"] = group
    return doc
