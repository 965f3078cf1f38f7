"""Time expressions and what they resolve to, seen from Sunday, 16 April 2023."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotators.times import find_times, mark_times

PUBLISHED = "2023-04-16"

# (sentence, the words and their value)
TABLE = [
    # days
    ("They met on 2023-04-02.", ("2023-04-02", "2023-04-02")),
    ("They met on April 2, 2022.", ("April 2, 2022", "2022-04-02")),
    ("They met on 2 April 2022.", ("2 April 2022", "2022-04-02")),
    ("They met on the 2nd of April.", ("2nd of April", "2023-04-02")),
    ("They met on Sept. 3.", ("Sept. 3", "2022-09-03")),
    ("They met on April 17.", ("April 17", "2022-04-17")),
    ("They will meet on April 17.", ("April 17", "2023-04-17")),
    ("They met on Saturday, April 15.", ("Saturday, April 15", "2023-04-15")),
    ("They met on February 30.", ("February 30", "")),
    # months
    ("They met in March 2019.", ("March 2019", "2019-03")),
    ("They met in early March of 2019.", ("early March of 2019", "2019-03")),
    ("They met in March.", ("in March", "2023-03")),
    ("They met in April.", ("in April", "2023-04")),
    ("They met in May.", ("in May", "2022-05")),
    ("They plan to meet in May.", ("in May", "2023-05")),
    ("They met last April.", ("last April", "2022-04")),
    ("They meet next March.", ("next March", "2024-03")),
    # years
    ("They met in 1998.", ("in 1998", "1998")),
    ("They fought from 1998 to 2003.", ("from 1998 to 2003", "1998/2003")),
    # days of the week
    ("They met on Sunday.", ("on Sunday", "2023-04-16")),
    ("They met on Monday.", ("on Monday", "2023-04-10")),
    ("They will meet on Monday.", ("on Monday", "2023-04-17")),
    ("They met late Friday night.", ("late Friday night", "2023-04-14")),
    ("They talked between Monday and Wednesday.", ("between Monday and Wednesday", "2023-04-10/2023-04-12")),
    # from publication
    ("They met yesterday.", ("yesterday", "2023-04-15")),
    ("They meet today.", ("today", "2023-04-16")),
    ("They meet tomorrow.", ("tomorrow", "2023-04-17")),
    ("They met last week.", ("last week", "2023-04-03/2023-04-09")),
    ("They met last month.", ("last month", "2023-03")),
    ("They meet next year.", ("next year", "2024")),
    ("They met three days ago.", ("three days ago", "2023-04-13")),
    ("They met 5 months ago.", ("5 months ago", "2022-11")),
    ("They met a year ago.", ("a year ago", "2022")),
    # from something else
    ("They met two days later.", ("two days later", "")),
    ("They met that same week.", ("that same week", "")),
    # not known well enough
    ("They met twenty two years ago.", ("two years ago", "")),
    ("They met more than two years ago.", ("two years ago", "")),
    ("They met on 2023-02-30.", ("2023-02-30", "")),
    ("They fought from 2003 to 1998.", ("from 2003 to 1998", "")),
]


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], f.value) for f in find_times(text, published)]


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[text for text, _ in TABLE])
def test_a_time_resolves(text: str, wanted: tuple[str, str]) -> None:
    assert found(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "They may go.",
        "They may 5 times out of ten.",
        "They march on.",
        "Some 20 march in Oslo.",
        "He paid $2000.",
        "They grew by 2000%.",
        "They met 2.5 years ago.",
        "The sunlit hall.",
        "He paid 12345.",
        "The A-2019 road.",
        "In days gone by.",
        "May Day",
        "It took two weeks.",
    ],
)
def test_no_time_is(text: str) -> None:
    assert found(text) == []


def test_may_with_a_year_is_a_month_however_it_is_written() -> None:
    assert found("since may 2019") == [("may 2019", "2019-05")]


def test_only_what_names_its_year_is_known_without_a_publication_date() -> None:
    text = "In 1998, on Monday, on April 2, yesterday, last week, on May 4, 2001."
    assert [value for _, value in found(text, None)] == ["1998", "", "", "", "", "2001-05-04"]


@pytest.mark.parametrize("published", ["2023-02-30", "spring", "", "2023"])
def test_a_publication_date_that_is_no_day_is_none(published: str) -> None:
    assert found("on Monday", published) == [("on Monday", "")]


def test_the_time_of_day_of_publication_does_not_matter() -> None:
    assert found("on Monday", "2023-04-16T23:59:00Z") == found("on Monday")


def test_the_longest_of_two_expressions_wins() -> None:
    assert found("Sunday, April 16, 2023 and Monday") == [
        ("Sunday, April 16, 2023", "2023-04-16"),
        ("Monday", "2023-04-10"),
    ]


def test_a_word_of_the_future_holds_for_its_own_sentence_only() -> None:
    assert found("They will talk. They met on Monday.") == [("on Monday", "2023-04-10")]


@given(st.dates(date(1600, 1, 1), date(2090, 12, 31)), st.sampled_from(["%B %d, %Y", "%d %B %Y", "%Y-%m-%d"]))
def test_a_full_date_is_itself_whenever_it_is_read(day: date, form: str) -> None:
    assert [value for _, value in found(f"on {day.strftime(form)}.")] == [day.isoformat()]


@given(st.text(alphabet=st.sampled_from("0123456789 -,.maydn") | st.characters(), max_size=40))
def test_any_text_has_its_times_in_order_and_apart(text: str) -> None:
    ends = [end for f in find_times(text, PUBLISHED) for end in (f.start, f.end)]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)


def test_times_are_marked_with_their_value() -> None:
    doc = mark_times(spacy.blank("en")("They met on Sunday."), PUBLISHED)
    assert [(s.text, s.label_, s.kb_id_) for s in doc.spans["times"]] == [("on Sunday", "TIME", "2023-04-16")]
