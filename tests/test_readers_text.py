"""Plain text: encodings, newlines, the limits, and what is no text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article
from kg.readers import READERS
from kg.readers.records import cleaned
from tests.reading import HERE, PAGE, STORY, piped, read, read_one, written


def test_the_real_article_is_read_unchanged() -> None:
    path = HERE / "articles" / "putin-li-shangfu.txt"
    article = read_one(path)
    assert article.id == "18e9b29345cb2113"
    assert article.text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "a.txt", "Señor Núñez met 李尚福.".encode(encoding))
    assert read_one(path).text == "Señor Núñez met 李尚福."


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_newlines_do_not_change_the_text(tmp_path: Path, ending: str) -> None:
    assert read_one(written(tmp_path, "a.txt", f"{ending}One.{ending}{ending}Two.{ending}")).text == "One.\n\nTwo."


def test_control_characters_and_bidi_marks_stay_in_the_text(tmp_path: Path) -> None:
    words = "Pu\x07tin \u202emet\u202c Li\u200b, he\x85 said\u2028 so."
    assert read_one(written(tmp_path, "a.txt", words)).text == words


def test_bytes_that_are_no_utf8_are_named_by_offset_with_the_mend(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Le café.".encode("cp1252"))
    with pytest.raises(InputError) as error:
        read(path)
    assert "byte 0xe9 at offset 6" in str(error.value)
    assert f"iconv -f WINDOWS-1252 -t UTF-8 {path}" in str(error.value)


def test_the_encoding_can_be_said(tmp_path: Path) -> None:
    assert read_one(written(tmp_path, "a.txt", "Le café.".encode("cp1252")), encoding="cp1252").text == "Le café."


def test_a_wrong_encoding_that_was_said_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"not ASCII \(byte 0xc3 at offset 6"):
        read(written(tmp_path, "a.txt", "Le café."), encoding="ascii")


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".jsonl"])
def test_an_unknown_encoding_is_an_error(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(InputError, match="unknown encoding"):
        read(written(tmp_path, f"a{suffix}", '{"text": "Words."}'), encoding="utf-9")


def test_utf16_without_its_mark_is_recognised(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", STORY.encode("utf-16-le"))
    with pytest.raises(InputError, match=r"UTF-16LE without a byte order mark.*iconv -f UTF-16LE"):
        read(path)
    assert read_one(path, encoding="utf-16-le").text == STORY


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"123 -- 45.6\n", "no words"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"\x7fELF\x02\x01\x01\0\0\0 words", "NUL byte at offset 7"),
        (b"<!DOCTYPE html><html><p>Words.", "an HTML page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(written(tmp_path, "a.txt", content))


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_reader_refuses_an_empty_file_and_a_picture(tmp_path: Path, suffix: str) -> None:
    for content, reason in ((b"", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture")):
        with pytest.raises(InputError, match=reason):
            read(written(tmp_path, f"a{suffix}", content))


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".jsonl"])
def test_ten_megabytes_in_one_line_are_refused(tmp_path: Path, suffix: str) -> None:
    line = (STORY + " ") * (10_000_000 // len(STORY))
    content = {
        ".json": json.dumps({"text": line}),
        ".jsonl": json.dumps({"text": line}),
        ".html": f"<html><body><p>{line}</p></body></html>",
    }.get(suffix, line)
    with pytest.raises(InputError, match=r"too long for one article|page too large"):
        read(written(tmp_path, f"a{suffix}", content))


def test_the_story_of_a_page_is_held_to_the_limit_of_an_article(tmp_path: Path) -> None:
    page = (PAGE % "").replace(STORY, STORY * 20)
    with pytest.raises(InputError, match="more than 1,000 characters"):
        read(written(tmp_path, "a.html", page), max_chars=1000)


def test_the_greatest_length_can_be_set(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "é" * 11)
    assert len(read_one(path, max_chars=11).text) == 11
    with pytest.raises(InputError, match="more than 10 characters"):
        read(path, max_chars=10)


@given(st.text())
def test_cleaning_is_done_once_for_all(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert "\r" not in once
    assert "\0" not in once
    once.encode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_read_back_or_refused(text: str) -> None:
    try:
        [article] = piped(text.encode(), format="txt")
    except InputError:
        return
    assert isinstance(article, Article)
    assert article.text == cleaned(text)
