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

_MONTH_NAMES = """
    january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct
    november|nov december|dec
""".split()
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAYS = {name: n for n, name in enumerate(_DAY_NAMES)}
_NUMBER_NAMES = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {name: n for n, name in enumerate(_NUMBER_NAMES, 1)} | {"a": 1, "an": 1}
_AHEAD = re.compile(
    r"\b(?:will|to be|is set|are set|set for|plans?|planned|scheduled|expected|due|next|upcoming|would)\b[^.]*$"
)
# In front of a number: "twenty two years ago" is not two years ago, "more than two" not two.
_INEXACT = re.compile(
    r"\b(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|more than|less than|over|under|at least)\s+$"
)
_BEFORE = 40  # signs in front of an expression in which such a word may stand

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_ANY_DAY = "|".join(_DAY_NAMES)
_WEEKDAY = rf"(?P<weekday>{_ANY_DAY})"
_ANY_YEAR = r"(?:1[5-9]|20)\d\d"
_YEAR = rf"(?P<year>{_ANY_YEAR})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_NUMBER = rf"(?P<number>\d{{1,2}}|an?|{'|'.join(_NUMBER_NAMES)})"

# In this order: what an expression covers is not looked at again.
_PATTERNS = [
    re.compile(rf"(?<![\w$€£¥-])(?<!\d[.,])(?:{p})(?![\w%-])", re.IGNORECASE)  # no part of "$2000" or "2.5 years ago"
    for p in (
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        rf"between {_WEEKDAY} and (?P<weekday2>{_ANY_DAY})",
        rf"(?:(?:from|between) )(?P<from>{_ANY_YEAR}) (?:to|and|until|through) (?P<to>{_ANY_YEAR})",
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
_NAMED = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "next": 1}

Parts = dict[str, str]


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
            if _is_verb(match) or any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            start += len(match.group()) - len(match.group().lstrip())
            found.append(Found(start, end, resolve(match, anchor, text[max(0, start - _BEFORE) : start])))
    return sorted(found, key=lambda f: f.start)


def _is_verb(match: re.Match[str]) -> bool:
    """ "may" and "march" in lower case, with no year behind them, are no months."""
    part = match.groupdict()
    return part.get("month") in ("may", "march") and not part.get("year") and match.group().islower()


def _as_date(published: str | None) -> date | None:
    """The day of an ISO date or date-time, None if there is none or no calendar has it."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def resolve(match: re.Match[str], anchor: date | None, before: str) -> str:
    """The ISO value of a matched expression; `before` are the words in front of it, for the tense."""
    part: Parts = {k: v.lower().rstrip(".") for k, v in match.groupdict().items() if v}
    if "iso" in part:
        return part["iso"] if _as_date(part["iso"]) else ""
    if "from" in part:
        return f"{part['from']}/{part['to']}" if part["from"] <= part["to"] else ""
    if "month" in part:
        return _month_value(part, anchor, before)
    if "year" in part:
        return part["year"]
    if anchor is None:
        return ""
    if "weekday" in part:
        return _weekday_value(part, anchor, before)
    if "named" in part:
        return str(anchor + timedelta(_NAMED[part["named"]]))
    return _shifted(part, anchor, before)


# --- months and days of months


def _month_value(part: Parts, anchor: date | None, before: str) -> str:
    month, day = _MONTHS[part["month"]], int(part.get("day", 0))
    if "year" in part:
        year = int(part["year"])
    elif anchor:
        year = _nearest_year(month, day, anchor, "next" if _is_ahead(part, before) else part.get("rel", ""))
    else:
        return ""
    if not day:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else ""


def _nearest_year(month: int, day: int, anchor: date, rel: str) -> int:
    """Back to the last such month or day; forward where the words say so."""
    if rel == "next":
        return anchor.year + ((month, day or 31) < (anchor.month, anchor.day))
    if rel == "last":
        return anchor.year - (month >= anchor.month)
    return anchor.year - ((month, day) > (anchor.month, anchor.day))


def _is_ahead(part: Parts, before: str) -> bool:
    return part.get("rel") == "next" or bool(_AHEAD.search(before))


# --- days of the week


def _weekday_value(part: Parts, anchor: date, before: str) -> str:
    first = _weekday(part["weekday"], anchor, future=_is_ahead(part, before))
    if "weekday2" in part:
        return f"{first}/{_weekday(part['weekday2'], first, future=True)}"
    return str(first)


def _weekday(name: str, anchor: date, *, future: bool) -> date:
    back = (anchor.weekday() - _DAYS[name]) % 7
    return anchor + timedelta((7 - back) % 7) if future else anchor - timedelta(back)


# --- days, weeks, months and years from publication


def _shifted(part: Parts, anchor: date, before: str) -> str:
    step = _STEPS.get(part["rel"]) if "rel" in part else None if _INEXACT.search(before) else _steps_back(part)
    if step is None:
        return ""
    if part["unit"] == "year":
        return str(anchor.year + step)
    if part["unit"] == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if part["unit"] == "week":
        monday = anchor + timedelta(7 * step - anchor.weekday())
        return f"{monday}/{monday + timedelta(6)}"
    return str(anchor + timedelta(step))


def _steps_back(part: Parts) -> int | None:
    """How many units "two years ago" goes back; None for "two years later", which is counted from another event."""
    number = part["number"]
    count = int(number) if number.isdigit() else _NUMBERS[number]
    return -count if part["ago"] == "ago" else None


def mark_times(doc: Doc, published: str | None) -> Doc:
    """`doc` with its time expressions in `doc.spans["times"]`, ISO values as `kb_id_`."""
    group = SpanGroup(doc, name="times")
    for found in find_times(doc.text, published):
        span = doc.char_span(found.start, found.end, label="TIME", kb_id=found.value, alignment_mode="expand")
        if span is not None:
            group.append(span)
    doc.spans["times"] = group
    return doc
