"""Publication dates: as files write them in, ISO 8601 out. Nothing is guessed and no clock is read.

The result names a day at least, with the time and the zone if the source gives them. A date that can be read in two
ways (04/05/2023) or that names no day (April 2023) is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_TAIL: Final = r"(?![\d/])"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+)?"
_LABEL: Final = re.compile(r"(?:first )?(?:published|posted)(?: on)?:? ", re.IGNORECASE)
_WORDS: Final = (
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}}){_TAIL}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH}[,\s-]+(?P<year>\d{{4}}){_TAIL}", re.IGNORECASE),
)
_NUMBERS: Final = re.compile(r"(\d{1,4})([/.-])(\d\d?)\2(\d{1,4})(?![\d/])")
_ISO: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d|\d{8})"
    r"(?:[T\s]?(?P<time>\d\d:?\d\d(?::?\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(
    r"(?:[a-z]{3}, )?\d\d? [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)?(?: (?:[+-]\d{4}|GMT|UT|UTC|Z|[ECMP][SD]T))?",
    re.IGNORECASE,
)
_EPOCH: Final = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")
# From the first newspapers to the last year that four digits hold safely in other calendars' dates.
_YEARS: Final = range(1600, 2200)


def iso_date(text: str) -> str | None:
    """The day or moment that `text` names, in ISO 8601; None if it names none, or might name two.

    >>> iso_date("Sunday, April 16, 2023"), iso_date("Sun, 16 Apr 2023 10:20:00 +0200"), iso_date("04/05/2023")
    ('2023-04-16', '2023-04-16T10:20:00+02:00', None)
    """
    text = _LABEL.sub("", " ".join(text.split()))
    for read in _READINGS:
        found = read(text)
        if found:
            return found if int(found[:4]) in _YEARS else None
    return None


def _iso(text: str) -> str | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    day = _day(*_split_day(found["day"]))
    if not day or not found["time"]:
        return day
    try:
        moment = time.fromisoformat(found["time"])
    except ValueError:
        return None
    zone = _zone(found["zone"])
    return None if zone is None else f"{day}T{moment:%H:%M:%S}{zone}"


def _split_day(text: str) -> tuple[int, int, int]:
    digits = text.replace("-", "")
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


def _zone(text: str | None) -> str | None:
    """`Z`, an offset with a colon, or nothing where no zone is given; None for an offset that cannot be."""
    if not text:
        return ""
    if text[0] not in "+-":
        return "Z"
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 23 or int(digits[2:]) > 59:
        return None
    return "Z" if digits == "0000" else f"{text[0]}{digits[:2]}:{digits[2:]}"


def _mail(text: str) -> str | None:
    """RFC 5322, as feeds write it; the zone `-0000` says that none is known."""
    if not _MAIL.fullmatch(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _words(text: str) -> str | None:
    for pattern in _WORDS:
        found = pattern.match(text)
        if found:
            return _day(int(found["year"]), _MONTHS.index(found["name"][:3].lower()) + 1, int(found["day"]))
    return None


def _numbers(text: str) -> str | None:
    """Year first is sure; points say day first; else one of the two must be above 12, or both the same."""
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        return _day(first, second, third)
    if len(found[4]) != 4:
        return None
    if found[2] == "." or first > 12 or first == second:
        return _day(third, second, first)
    return _day(third, first, second) if second > 12 else None


def _epoch(text: str) -> str | None:
    """Seconds, or milliseconds, since 1970."""
    found = _EPOCH.fullmatch(text)
    return f"{datetime.fromtimestamp(int(found[1]), UTC):%Y-%m-%dT%H:%M:%SZ}" if found else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_READINGS: Final[tuple[Callable[[str], str | None], ...]] = (_iso, _mail, _words, _numbers, _epoch)
