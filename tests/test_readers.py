"""Reading folders, paths and standard input: the order, and what is refused or skipped, by its name."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import FormatError, InputError
from kg.model import Article
from kg.readers import READERS, Skip
from kg.readers.jsonl import SYNONYMS
from tests.reading import HERE, PAGE, STORY, piped, read, read_one, so_far, written


def test_a_folder_is_read_in_sorted_order_with_all_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/b.txt", "c.jsonl"):
        written(tmp_path, name, json.dumps({"text": name}))
    found = read(tmp_path)
    assert [item.text for item in found if isinstance(item, Article)] == [
        '{"text": "a/b.txt"}',
        '{"text": "a/z.TXT"}',
        '{"text": "b.txt"}',
        "c.jsonl",
    ]


def test_a_bad_file_in_a_folder_is_skipped_and_named(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", b"")
    written(tmp_path, "b.txt", STORY)
    written(tmp_path, "c.docx", "x")
    written(tmp_path, "d.txt", b"caf\xe9")
    written(tmp_path, "e.json", "{")
    written(tmp_path, ".hidden.txt", "Hidden words.")
    (tmp_path / "f.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "g").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "h.txt")
    skips = {Path(item.source).name: item.reason for item in read(tmp_path) if isinstance(item, Skip)}
    assert skips == {
        "a.txt": "empty",
        "c.docx": "unknown suffix",
        "d.txt": "not UTF-8",
        "e.json": "not JSON",
        "f.txt": "cannot be read",
        "g": "link to a folder",
        "h.txt": "not a file",
    }


def test_what_may_not_be_opened_is_skipped_in_a_folder_and_an_error_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "a.txt", STORY)
    locked = written(tmp_path, "b.txt", STORY)
    opened = Path.open

    def guarded(path: Path, *args: object, **kwargs: object) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    assert read(tmp_path)[1] == Skip(
        str(locked), "cannot be read", detail="Permission denied", mend="look at the file and its permissions"
    )
    with pytest.raises(InputError, match="Permission denied"):
        read(locked)


def test_a_folder_that_may_not_be_entered_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "a/a.txt", STORY)
    written(tmp_path, "b.txt", STORY)
    listed = Path.iterdir

    def guarded(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", guarded)
    skip, article = read(tmp_path)
    assert isinstance(skip, Skip)
    assert (skip.source, skip.reason) == (str(tmp_path / "a"), "cannot be read")
    assert isinstance(article, Article)


def test_a_folder_without_an_article_is_an_error_after_its_report(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", b"")
    [skip] = so_far(tmp_path)
    assert isinstance(skip, Skip)
    assert skip.reason == "empty"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article could be read"):
        read(tmp_path)


def test_a_folder_has_no_single_title(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", STORY)
    with pytest.raises(InputError, match="one title cannot fit"):
        read(tmp_path, title="Talks")


def test_a_missing_path_names_the_nearest_that_is_there(tmp_path: Path) -> None:
    written(tmp_path, "news/putin.txt", STORY)
    with pytest.raises(InputError, match=r"no such file or folder.*did you mean .*news/putin\.txt\?"):
        read(tmp_path / "news" / "puttin.txt")
    with pytest.raises(InputError, match=r"Mend: .* has news"):
        read(tmp_path / "elsewhere" / "a.txt")


@pytest.mark.parametrize("source", ["https://herald.example/a.html", "a\0b.txt", "x" * 5000])
def test_what_is_no_path_is_refused(source: str) -> None:
    with pytest.raises(InputError, match="Mend"):
        read(source)


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"'\.docx'.*\.txt .*\.html .*\.jsonl"):
        read(written(tmp_path, "a.docx", STORY))
    with pytest.raises(FormatError, match="'doc'"):
        read(written(tmp_path, "a.txt", STORY), format="doc")


def test_the_format_can_be_said(tmp_path: Path) -> None:
    assert read_one(written(tmp_path, "story", STORY), format="txt").text == STORY


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (STORY.encode(), STORY),
        (b"[Reuters] Words of {many} kinds.", "[Reuters] Words of {many} kinds."),
        (b' \n{"text": "One."}', "One."),
        (b'\xef\xbb\xbf[ {"text": "One."} ]', "One."),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes, text: str) -> None:
    [article] = piped(data)
    assert isinstance(article, Article)
    assert article.text == text


def test_a_page_on_standard_input_is_read_as_one() -> None:
    [article] = piped(("<!DOCTYPE html>\n" + PAGE % "").encode())
    assert isinstance(article, Article)
    assert article.title == "Talks held"


def test_the_standard_input_of_the_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(STORY.encode()))))
    assert read_one("-").text == STORY


def test_empty_standard_input_is_an_error() -> None:
    with pytest.raises(InputError, match=r"-: empty \(0 bytes\)"):
        piped(b"")


def test_a_named_pipe_is_told_by_how_it_begins(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["sh", "-c", f"echo '{STORY}' > {tmp_path}/pipe"]):
        assert read_one(tmp_path / "pipe").text == STORY


def test_a_name_of_any_bytes_can_be_shown(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", STORY)
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"")
    _, skip = read(tmp_path)
    assert isinstance(skip, Skip)
    assert str(skip).encode().decode().endswith("caf\ufffd.txt: empty (0 bytes). Mend: give a text with words in it")


def test_the_guide_names_every_suffix_and_field() -> None:
    guide = (HERE.parent / "docs" / "reading.md").read_text(encoding="utf-8")
    names = [*READERS, *(name for names in SYNONYMS.values() for name in names)]
    missing = [name for name in names if f"`{name}`" not in guide]
    assert not missing, f"name them in docs/reading.md: {missing}"
