"""Web archives: which pages are read, which are skipped and why, and that nothing broken stops the rest."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from kg.errors import FormatError, InputError
from kg.model import Article
from kg.readers import READERS, Options, Skip, articles
from tests.reading import read
from tests.warcs import archive, broken, packed, page, record, story

NATIONS = ("France", "Germany", "Poland", "Norway", "Japan", "Chile")
RECORDS = [packed(record(f"https://news.example/{n}", story(nation))) for n, nation in enumerate(NATIONS)]


def urls(items: list[Article | Skip]) -> str:
    """The numbers of the pages that were read."""
    return "".join((item.url or "")[-1] for item in items if isinstance(item, Article))


def reasons(items: list[Article | Skip]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Skip)]


def of(path: Path, *records: bytes) -> list[Article | Skip]:
    return read(archive(path / "a.warc.gz", records))


def test_every_page_is_an_article_with_the_address_that_was_asked_for(tmp_path: Path) -> None:
    first, *_ = found = of(tmp_path, *RECORDS)
    assert urls(found) == "012345"
    assert isinstance(first, Article)
    assert first.url == "https://news.example/0"
    assert first.title == "Talks held"
    assert first.text.startswith("The minister of France met")


def test_the_page_s_own_address_is_not_trusted(tmp_path: Path) -> None:
    front = page("The minister of France met the president of Ukraine in Vienna on Monday. " * 3)
    front = front.replace(b"<head>", b'<head><link rel="canonical" href="https://news.example/">')
    [article] = of(tmp_path, packed(record("https://news.example/7", front)))
    assert isinstance(article, Article)
    assert article.url == "https://news.example/7"


def test_an_archive_need_not_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(map(gzip.decompress, RECORDS)))
    assert urls(read(path)) == "012345"


def test_an_archive_can_come_through_a_pipe() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert urls(list(READERS[".warc.gz"](Pipe(b"".join(RECORDS)), "-", Options()))) == "012345"


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        (record("https://news.example/x", story(), status="404 Not Found"), "not answered with a page"),
        (record("https://news.example/x", b"\x89PNG", media="image/png"), "not a web page"),
        (record("https://news.example/x", story(), kind="revisit"), "revisit"),
        (record("https://news.example/x", story(), warc="WARC-Truncated: length\r\n"), "cut off by the crawler"),
        (record("https://news.example/x", b"<p>" + b"x" * 50_000_000), "page too large"),
        (record("https://news.example/x", page("Home. Contact. About.")), "no main text"),
        (record("https://news.example/x", b"no page", http="Content-Encoding: gzip\r\n"), "broken page"),
        (
            record(
                "https://news.example/x",
                page(
                    "Die Ministerin traf am Montag in Wien den Präsidenten der Ukraine. Ein Sprecher der Regierung "
                    "sagte, dass es bei den Gesprächen um die Lage an der Grenze gegangen sei."
                ),
            ),
            "not English",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "record",
)
def test_what_is_no_article_is_skipped_by_its_reason(tmp_path: Path, kept: bytes, reason: str) -> None:
    found = of(tmp_path, RECORDS[0], packed(kept), RECORDS[1])
    assert urls(found) == "01"
    assert reasons(found) == [reason]


def test_requests_and_metadata_are_no_loss_and_not_told_of(tmp_path: Path) -> None:
    found = of(tmp_path, *(packed(record("https://news.example/x", b"", kind="request")), RECORDS[0]))
    assert [type(item) for item in found] == [Article]


@pytest.mark.parametrize("member", [broken(RECORDS[2]), b"no gzip at all" * 9, packed(b"no header\r\n\r\n")])
def test_the_records_behind_a_broken_one_are_read(tmp_path: Path, member: bytes) -> None:
    found = of(tmp_path, *RECORDS[:2], member, *RECORDS[3:])
    assert urls(found) == "01345"
    assert reasons(found) == ["broken record"]


def test_a_wrong_length_swallows_no_other_record(tmp_path: Path) -> None:
    wrong = gzip.decompress(RECORDS[2]).replace(b"Content-Length: ", b"Content-Length: 9", 1)
    found = of(tmp_path, *RECORDS[:2], packed(wrong), *RECORDS[3:])
    assert urls(found) == "01345"
    assert reasons(found) == ["broken record"]


def test_a_broken_record_of_several_megabytes_is_passed_over(tmp_path: Path) -> None:
    import random

    noise = bytearray(packed(record("https://news.example/x", random.Random(1).randbytes(3_000_000))))
    noise[2_000_000:2_000_010] = bytes(10)
    found = of(tmp_path, RECORDS[0], bytes(noise), RECORDS[1])
    assert urls(found) == "01"
    assert reasons(found) == ["broken record"]


@pytest.mark.parametrize("cut", [20, len(RECORDS[-1]) - 12])
def test_an_archive_that_is_cut_short_gives_what_is_whole(tmp_path: Path, cut: int) -> None:
    found = of(tmp_path, *RECORDS[:-1], RECORDS[-1][:-cut])
    assert urls(found) == "01234"
    assert reasons(found) == ["broken record"]


def test_a_page_packed_for_its_transfer_is_unpacked(tmp_path: Path) -> None:
    body = packed(story())
    chunked = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    http = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    assert urls(of(tmp_path, packed(record("https://news.example/8", chunked, http=http)))) == "8"


def test_the_encoding_that_the_server_names_is_used(tmp_path: Path) -> None:
    body = story().decode().replace("president", "pr\N{LATIN SMALL LETTER E WITH ACUTE}sident").encode("cp1252")
    [article] = of(tmp_path, packed(record("https://news.example/0", body, media="text/html; charset=windows-1252")))
    assert isinstance(article, Article)
    assert "président" in article.text


def test_a_file_that_is_no_archive_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="broken record"):
        of(tmp_path, b"hello")


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(FormatError, match=r"fastwarc is not installed. Mend: pip install 'newskg\[warc\]'"):
        list(READERS[".warc"](io.BytesIO(b"WARC/1.0\r\n"), "a.warc", Options()))


def test_a_url_of_fsspec_is_read_as_a_file_is(tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe({"/crawl/b.warc.gz": RECORDS[1], "/crawl/a.warc.gz": RECORDS[0], "/crawl/c.pdf": b"%PDF-"})
    found = list(articles("memory://crawl"))
    assert urls(found) == "01"
    assert reasons(found) == ["unknown suffix"]
    assert urls(list(articles("memory://crawl/*.gz"))) == "01"
    with pytest.raises(InputError, match="no such file"):
        list(articles("memory://other/a.warc"))
    with pytest.raises(InputError, match="Protocol not known"):
        list(articles("nonsense://other/a.warc"))
