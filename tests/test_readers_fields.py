"""The fields of an article: what options say, and dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers import Options
from kg.readers.dates import iso_date
from tests.reading import STORY, read_one, written


def test_options_give_what_the_file_does_not_say(tmp_path: Path) -> None:
    article = read_one(
        written(tmp_path, "a.txt", STORY),
        title="Talks",
        published="April 16, 2023",
        publisher="Herald",
        url="https://herald.example/a b",
        language="en_gb",
        author="Jane Doe",
    )
    assert (article.title, article.published, article.publisher) == ("Talks", "2023-04-16", "Herald")
    assert (article.url, article.language, article.author) == ("https://herald.example/a%20b", "en-GB", "Jane Doe")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "04/05/2023"),
        ("published", "2023"),
        ("published", "soon"),
        ("url", "herald.example/a"),
        ("url", "http://[a"),
        ("language", "?"),
    ],
)
def test_options_that_cannot_be_understood_are_errors(field: str, value: str) -> None:
    with pytest.raises(InputError, match=r"Mend: write"):
        Options(**{field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2023-04-16", "2023-04-16"),
        ("20230416", "2023-04-16"),
        ("2023-04-16T10:20:30.5Z", "2023-04-16T10:20:30Z"),
        ("2023-04-16 10:20", "2023-04-16T10:20:00"),
        ("20230416102030", "2023-04-16T10:20:30"),
        ("2023-04-16T10:20:30-0500", "2023-04-16T10:20:30-05:00"),
        ("Sun, 16 Apr 2023 10:20:00 +0200", "2023-04-16T10:20:00+02:00"),
        ("16 Apr 2023 10:20:00 -0000", "2023-04-16T10:20:00"),
        ("Sunday, April 16th, 2023 at 10 pm ET", "2023-04-16"),
        ("Published: 16 April 2023", "2023-04-16"),
        ("16 Sept. 2023", "2023-09-16"),
        ("04/16/2023", "2023-04-16"),
        ("16/04/2023", "2023-04-16"),
        ("16.04.2023", "2023-04-16"),
        ("1681603200", "2023-04-16T00:00:00Z"),
        ("1681603200123", "2023-04-16T00:00:00Z"),
        ("04/05/2023", None),
        ("2023-02-30", None),
        ("April 2023", None),
        ("2023", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_become_iso_8601_or_are_not_understood(given: str, expected: str | None) -> None:
    assert iso_date(given) == expected


@given(st.datetimes(), st.sampled_from(["%Y-%m-%dT%H:%M:%S", "%Y%m%dT%H%M%SZ", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d"]))
def test_every_written_day_is_read_back(moment: object, form: str) -> None:
    from datetime import datetime

    assert isinstance(moment, datetime)
    day = moment.replace(year=1900 + moment.year % 200)
    assert (iso_date(day.strftime(form)) or "")[:10] == f"{day:%Y-%m-%d}"


@given(st.text(max_size=40) | st.from_regex(r"\d{1,14}([-/ .:]\d{1,4}){0,5}", fullmatch=True))
def test_a_date_is_iso_8601_or_nothing_whatever_is_given(text: str) -> None:
    from datetime import datetime

    found = iso_date(text)
    assert found is None or datetime.fromisoformat(found)
    assert found is None or iso_date(found) == found
