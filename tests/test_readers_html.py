"""Saved pages: main text, declared fields, and what is no article."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from tests.reading import HERE, PAGE, PAGES, STORY, piped, read, read_one, written


def test_a_page_is_read_by_what_it_declares() -> None:
    article = read_one(PAGES / "declared.html")
    assert article.title == "Harbour & rail deal signed"
    assert article.published == "2023-04-16T08:30:00+02:00"
    assert (article.publisher, article.author) == ("The Coast Herald", "Jane Doe, J. R. Roe")
    assert (article.url, article.language) == ("https://herald.example/world/harbour-deal", "en-GB")


def test_the_paragraphs_of_a_page_are_apart_by_a_blank_line() -> None:
    assert read_one(PAGES / "declared.html").text.split("\n\n") == [
        "The transport ministers of Norland and Sudland signed an agreement on a new harbour on Sunday, the Norland "
        "ministry said in a statement.",
        "“We have waited ten years for this day,” said Ada Berg, the minister of Norland.",
        "What comes next",
        "Work is to begin in the autumn, according to the company that builds the harbour.",
        "The first pier is to open in two years, the company said.",
    ]


def test_by_line_and_date_are_found_where_no_markup_names_them() -> None:
    article = read_one(PAGES / "undeclared.html")
    assert (article.title, article.author, article.published) == ("Strike ends", "John Smith and Ann Lee", "2023-04-16")
    assert "talks with the government.\n\nA spokesman" in article.text


def test_the_site_is_not_taken_for_the_title() -> None:
    head = '<meta property="og:title" content="Herald"><meta property="og:site_name" content="Herald">'
    [article] = piped((PAGE % head).encode(), format="html")
    assert isinstance(article, Article)
    assert (article.title, article.publisher) == ("Talks held", "Herald")


def test_options_win_over_what_a_page_says() -> None:
    article = read_one(PAGES / "declared.html", published="2023-04-17", publisher="Norland News")
    assert (article.published, article.publisher) == ("2023-04-17", "Norland News")


def test_a_page_of_teasers_is_no_article() -> None:
    with pytest.raises(InputError, match=r"no main text \(a list of headlines\)"):
        read(PAGES / "navigation.html")


def test_teasers_beside_a_story_do_not_spoil_it(tmp_path: Path) -> None:
    teasers = (PAGES / "navigation.html").read_text(encoding="utf-8").partition("<h1>World</h1>")[2]
    text = read_one(written(tmp_path, "a.html", (PAGE % "").partition("</body>")[0] + teasers)).text
    assert text.startswith(STORY)


def test_a_story_with_a_heading_above_each_paragraph_is_read(tmp_path: Path) -> None:
    page = "<html><body><article><h1>Talks</h1>" + "".join(f"<h2>Point {n}</h2><p>{STORY}</p>" for n in range(7))
    assert read_one(written(tmp_path, "a.html", page)).text.count("Point") == 7


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><p>We use cookies. Please accept.</p><button>Accept</button></body></html>",
        "<html><body><ul>" + "".join(f"<li><a href=/{n}>Headline {n} of today</a></li>" for n in range(60)) + "</ul>",
        "<html><body>" + "<div>" * 5000 + f"<p>{STORY}</p>",
        "no page at all",
        "<",
        "]]><!--",
    ],
)
def test_a_page_without_prose_is_no_article(tmp_path: Path, page: str) -> None:
    with pytest.raises(InputError, match="no main text"):
        read(written(tmp_path, "a.html", page))


def test_a_page_of_too_many_elements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="page too large"):
        read(written(tmp_path, "a.html", "<html><body>" + "<p>a" * 60_000))


def test_a_declared_encoding_is_followed_and_read_as_browsers_do(tmp_path: Path) -> None:
    page = (PAGE % '<meta charset="iso-8859-1">').replace("A spokesman", "“L’élève” – a spokesman")
    assert "“L’élève” – a" in read_one(written(tmp_path, "a.html", page.encode("cp1252"))).text


def test_an_xml_declaration_does_not_spoil_the_characters(tmp_path: Path) -> None:
    page = '<?xml version="1.0" encoding="ISO-8859-1"?>' + (PAGE % "").replace("spokesman", "señor")
    assert "A señor for" in read_one(written(tmp_path, "a.xhtml", page.encode("latin-1"))).text


def test_a_broken_date_in_a_page_is_passed_over(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "soon", "author": [[]]}</script>'
        '<script type="application/ld+json">{broken</script>'
        '<meta property="article:published_time" content="2023-04-16T08:00:00Z">'
    )
    assert read_one(written(tmp_path, "a.html", PAGE % head)).published == "2023-04-16T08:00:00Z"


def test_the_year_of_the_copyright_is_no_date_of_publication(tmp_path: Path) -> None:
    page = (PAGE % "").replace("</body>", "<footer>© 2019 Herald</footer></body>")
    assert read_one(written(tmp_path, "a.html", page)).published is None


def test_reading_a_page_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError):
        piped(b"<html><body></body></html>")
    assert capfd.readouterr() == ("", "")


def test_readers_are_imported_without_the_extractor() -> None:
    code = "import sys, kg.readers; print(sorted({'trafilatura', 'lxml', 'htmldate', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE.parent)
    assert done.stdout == "[]\n"
