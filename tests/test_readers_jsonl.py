"""JSON and JSON lines: field names, many articles, broken lines."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article
from kg.readers import READERS, Options, Skip, articles
from kg.readers.jsonl import SYNONYMS
from kg.readers.records import cleaned
from tests.reading import STORY, piped, read, read_one, written


@pytest.mark.parametrize(("field", "name"), [(field, name) for field, names in SYNONYMS.items() for name in names])
def test_every_synonym_is_read(field: str, name: str) -> None:
    values = {"published": "2023-04-16", "url": "https://herald.example/a", "language": "en"}
    value = values.get(field, "Words of Norland")
    [article] = piped(json.dumps({"text": STORY, name: value} if field != "text" else {name: value}).encode())
    assert isinstance(article, Article)
    assert getattr(article, field) == value


def test_names_are_compared_without_case_and_joints() -> None:
    [article] = piped(b'{"articleBody": "Words.", "Date-Published": "2023-04-16", "inLanguage": "en"}')
    assert article == Article("Words.", published="2023-04-16", language="en")


def test_nested_values_give_their_names() -> None:
    item = {
        "content": ["One.", "Two."],
        "source": {"id": None, "name": "Herald"},
        "publishedAt": 1681603200,
        "authors": [{"name": "Jane Doe"}, "J. Roe"],
    }
    [article] = piped(json.dumps(item).encode())
    assert article == Article(
        "One.\n\nTwo.", published="2023-04-16T00:00:00Z", publisher="Herald", author="Jane Doe, J. Roe"
    )


@pytest.mark.parametrize(
    "content",
    [
        '[{"text": "One."}, {"text": "Two."}]',
        '[\n{"text": "One."},\n{"text": "Two."}\n]',
        '{"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}]}',
        '{"response": {"docs": [{"body": "One."}, {"body": "Two."}]}}',
        '{"text": "One."}\n{"text": "Two."}\n',
        '\ufeff{\n"items": [{"text": "One."}, {"text": "Two."}]}',
    ],
)
def test_a_json_file_may_hold_many_articles(tmp_path: Path, content: str) -> None:
    found = read(written(tmp_path, "a.json", content))
    assert [item.text for item in found if isinstance(item, Article)] == ["One.", "Two."]


def test_a_broken_line_is_skipped_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.jsonl",
        b'\xef\xbb\xbf{"text": "One."}\r\n{"text": "Tw\n\n{"text": "caf\xe9"}\n42\n'
        b'{"title": "No text"}\n{"text": ""}\n{"text": "Last."}',
    )
    first, *skips, last = read(path)
    assert (first, last) == (Article("One."), Article("Last."))
    assert [(skip.part, skip.reason) for skip in skips if isinstance(skip, Skip)] == [
        ("line 2", "not JSON"),
        ("line 4", "not UTF-8"),
        ("line 5", "no JSON object"),
        ("line 6", "no text"),
        ("line 7", "no text"),
    ]


def test_a_skip_says_what_where_and_the_mend(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "One."}\n{"title": "Two"}\n')
    assert str(read(path)[1]) == (
        f"{path}, line 2: no text (the fields are title). Mend: name the field text, body, content …"
    )


def test_a_date_that_is_not_understood_is_reported_and_the_article_kept(tmp_path: Path) -> None:
    skip, article = read(written(tmp_path, "a.jsonl", '{"text": "One.", "date": "04/05/2023", "title": "T"}'))
    assert article == Article("One.", title="T")
    assert isinstance(skip, Skip)
    assert (skip.part, skip.reason) == ("line 1, published", "date not understood; read without it")
    assert "'04/05/2023'" in skip.detail


def test_a_date_that_is_given_spares_the_report(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "One.", "date": "04/05/2023"}')
    assert read_one(path, published="2023-05-04").published == "2023-05-04"


def test_nul_and_lone_surrogates_in_strings_do_not_reach_the_text() -> None:
    [article] = piped(b'{"text": "\\u0000Pu\\u0000tin \\ud83d\\ude00 \\udc00 met Li.", "title": "\\udc00"}')
    assert isinstance(article, Article)
    assert (article.text, article.title) == ("Putin \U0001f600 \ufffd met Li.", "\ufffd")


def test_a_line_above_the_limit_is_passed_over(tmp_path: Path) -> None:
    long = json.dumps({"text": "Short.", "html": "x" * 5000})
    skip, article = read(written(tmp_path, "a.jsonl", f'{long}\n{{"text": "Next."}}\n'), max_chars=100)
    assert isinstance(skip, Skip)
    assert (skip.part, skip.reason) == ("line 1", "line too long")
    assert article == Article("Next.")


@pytest.mark.parametrize(
    "content", ["{", "[" * 100_000, '{"a": ' * 50_000, "1" * 5000, '{"text": "One."', "{}x", "no"], ids=range(7)
)
def test_a_broken_json_file_is_an_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="not JSON"):
        read(written(tmp_path, "a.json", content))


@pytest.mark.parametrize(
    "content", ['{"title": "T"}', "[]", "{}", '{"articles": []}', '"words"', "null", '[{"articles": [{"text": "T"}]}]']
)
def test_a_json_file_without_an_article_is_an_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match=r"no article could be read|no JSON object|no text"):
        read(written(tmp_path, "a.json", content))


def test_json_lines_in_utf16_are_refused_with_the_mend(tmp_path: Path) -> None:
    content = '{"text": "One."}\n'.encode("utf-16")
    with pytest.raises(InputError, match="iconv -f UTF-16 -t UTF-8"):
        read(written(tmp_path, "a.jsonl", content))
    assert read_one(written(tmp_path, "a.json", content)).text == "One."


def test_lines_come_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = b'{"text": "One."}\n'
            buffer[: len(line)] = line
            return len(line)

    source = articles("-", stdin=io.BufferedReader(Endless()))
    assert [next(source) for _ in range(3)] == [Article("One.")] * 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "body", "articles", "data", "author", "date", "source", "url", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_json_value_breaks_the_reader(value: object) -> None:
    try:
        found = piped(json.dumps(value).encode(), format="json")
    except InputError:
        return
    assert all(item.text == cleaned(item.text) != "" for item in found if isinstance(item, Article))


@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_no_bytes_break_a_reader(data: bytes, suffix: str) -> None:
    for item in READERS[suffix](io.BytesIO(data), "a", Options()):
        assert isinstance(item, Article | Skip)
