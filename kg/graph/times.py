"""When: the times of statements as days that can be compared. ISO 8601 in, first and last day out."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Article, Statement

PERIODS = {"day": 10, "month": 7, "year": 4}


def span(time: str) -> tuple[str, str]:
    """The first and the last day of a day, month, year or interval.

    Example:
        >>> span("2023-04"), span("2022/2023-04-16")
        (('2023-04-01', '2023-04-31'), ('2022-01-01', '2023-04-16'))
    """
    first, _, last = time.partition("/")
    begin = "0000" if first in ("..", "") else first[:10]
    end = "9999" if last == ".." else (last or first)[:10]
    return begin + "0000-01-01"[len(begin) :], end + "0000-12-31"[len(end) :]


def overlap(one: str, other: str) -> bool:
    """Whether two times have a day in common.

    Example:
        >>> overlap("2023", "2023-04-16"), overlap("2022", "2023-04-16")
        (True, False)
    """
    (a, b), (c, d) = span(one), span(other)
    return a <= d and c <= b


def said(statement: Statement, articles: Mapping[str, Article]) -> str:
    """When a statement was first published, as an ISO 8601 date; "" where no article says when."""
    return min((articles[e.article].published or "" for e in statement.evidence if e.article in articles), default="")


def when(statement: Statement, articles: Mapping[str, Article]) -> str:
    """The time of what is said to have happened or, where none is said, of its first publication; "" for neither."""
    return statement.time or said(statement, articles)[:10]
