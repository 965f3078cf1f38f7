"""The page: one file, nothing fetched, nothing of an article ever markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.exporters.page import page_data, to_html
from kg.model import Article, Knowledge
from tests import records
from tests.sample import KNOWLEDGE, SCHEMA, SCRIPT, STATEMENTS


class Page(HTMLParser):
    """The elements of a page, and the text of its scripts and styles."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, str]] = []
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.blocks.append((self.tags[-1][1].get("type") or self.tags[-1][0], data))

    def block(self, kind: str) -> str:
        [text] = [text for name, text in self.blocks if name == kind]
        return text


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(to_html(KNOWLEDGE, SCHEMA))


@pytest.fixture(scope="module")
def data(page):
    return json.loads(page.block("application/json"))


def policy(page: Page) -> str:
    return next(attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")


def test_the_policy_allows_the_two_blocks_by_hash_and_nothing_else(page):
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(page.block(kind).encode()).digest()).decode()}'"
        for kind in ("script", "style")
    ]
    assert policy(page) == (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; script-src {hashes[0]}; style-src {hashes[1]}"
    )


def test_nothing_is_fetched(page):
    assert not [attrs for _, attrs in page.tags if attrs.keys() & {"src", "href", "style", "onclick"}]
    reaching = r"url\(|@import|fetch\(|XMLHttp|import\(['\"`]|WebSocket|EventSource|sendBeacon"
    assert not re.search(reaching, page.block("script") + page.block("style"))


def test_scripts_write_text_and_never_markup(page):
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|createContextual",
        page.block("script"),
    )


def test_hostile_names_open_no_element(page):
    assert sum(tag == "script" for tag, _ in page.tags) == 2
    assert not {"img", "iframe", "b"} & {tag for tag, _ in page.tags}
    assert "<" not in page.block("application/json")


def test_the_data_holds_every_statement_with_status_and_quote(data):
    graph = data["graph"]
    assert {each["id"] for each in graph["statements"]} == {s.id for s in STATEMENTS if not s.is_open}
    names = [node["label"] for node in graph["nodes"]]
    claim = next(each for each in graph["statements"] if [names[n] for n in each["by"]] == ["Reuters", "United States"])
    assert claim["status"] == ["claimed", "possible"]
    assert all(data["details"][each["id"]]["evidence"][0]["quote"] for each in graph["statements"])


def test_markup_in_a_quote_is_kept_as_text(data):
    assert any(SCRIPT in each["evidence"][0]["quote"] for each in data["details"].values())


def test_an_object_that_is_words_is_no_node(data):
    [each] = [each for each in data["graph"]["statements"] if each["o"] is None]
    assert each["words"].startswith("-a plan")


def test_only_links_to_the_web_are_links(data):
    assert [article["url"] for article in data["graph"]["articles"]] == [None, None]


def test_a_text_stands_beside_its_mentions_and_statements_at_their_offsets():
    met, text = records.MET, records.TEXT
    extraction = records.extraction(met)
    found = page_data(Knowledge.of([extraction]), SCHEMA)["articles"][extraction.article.id]
    assert [text[start:end] for start, end, entity in found["mentions"] if entity == "Rufus_Firefly"] == [
        "Rufus Firefly",
        "He",
    ]
    assert found["text"] == text


def test_marks_that_turn_text_are_replaced_one_for_one():
    article = Article("a\u202eb\x00c")
    [found] = page_data(Knowledge((article,)), SCHEMA)["articles"].values()
    assert len(found["text"]) == len(article.text)
    assert "\u202e" not in found["text"]


def test_texts_too_long_for_a_page_are_left_out(monkeypatch):
    monkeypatch.setattr("kg.exporters.page.TEXTS", 5)
    [found] = page_data(Knowledge((Article("a text"),)), SCHEMA)["articles"].values()
    assert found["text"] is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://a b", "file:///etc", "//x", ""])
def test_other_urls_are_left_out(url):
    found = Page(to_html(Knowledge((Article("x", url=url),)), SCHEMA)).block("application/json")
    assert json.loads(found)["graph"]["articles"][0]["url"] is None


def test_names_lose_marks_that_turn_the_text(data):
    assert not any(re.search("[\u202a-\u202e\u2066-\u2069]", node["label"]) for node in data["graph"]["nodes"])


def test_text_that_looks_like_a_place_of_the_template_stays_text():
    odd = replace(KNOWLEDGE.articles[0], title="@script@ @data@")
    found = Page(to_html(replace(KNOWLEDGE, articles=(odd,)), SCHEMA))
    assert json.loads(found.block("application/json"))["graph"]["articles"][0]["title"] == "@script@ @data@"


def test_no_knowledge_is_a_page_too():
    assert json.loads(Page(to_html(Knowledge(), SCHEMA)).block("application/json"))["graph"]["statements"] == []


def test_the_page_encodes_ids_as_the_graph_does():
    from kg.rdf.steps import _UNSAFE

    source = (Path(__file__).parent.parent / "web" / "src" / "exports" / "turtle.ts").read_text(encoding="utf-8")
    [pattern] = re.findall(r"const UNSAFE = /(\[.*\])/gu;", source)
    theirs = re.compile(pattern)
    assert [c for c in map(chr, range(0x30000)) if bool(theirs.match(c)) != bool(_UNSAFE.match(c))] == []
