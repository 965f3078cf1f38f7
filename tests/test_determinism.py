"""Same input, same bytes: over hash seeds, over the order of files, over the number of processes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from kg import library
from kg.model import Article
from kg.pipeline import Reader
from tests.conftest import ARTICLE

TEXTS = (
    "Russia invaded Ukraine in February 2022.",
    "Angela Merkel met Emmanuel Macron in Berlin. She praised France.",
    "China wouldn't arm Moscow, Wang Wenbin said.",
    "Iran's President Ebrahim Raisi visited Beijing on Tuesday.",
)
SUFFIXES = (".ttl", ".nq", ".trig", ".jsonld", ".gexf", ".graphml", ".cyjs", ".dot", ".csv", ".html")
CODE = f"""
import hashlib
from kg import library
graph = library.build({str(ARTICLE)!r}, published="2023-04-16")
print(hashlib.sha256(b"".join(graph.to_bytes(s) for s in {SUFFIXES!r})).hexdigest())
print(hashlib.sha256(graph.extractions[0].to_json().encode()).hexdigest())
"""


def digest(graph: library.Graph) -> str:
    return hashlib.sha256(b"".join(graph.to_bytes(s) for s in SUFFIXES)).hexdigest()


def test_five_hash_seeds_give_the_same_bytes() -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2", "3", "4242")
    }
    assert len(seen) == 1


def test_the_order_of_articles_does_not_matter(reader: Reader) -> None:
    found = [reader.extract(Article(text, published="2023-04-16")) for text in TEXTS]
    assert digest(library.of(found)) == digest(library.of(found[::-1])) == digest(library.of([*found, *found]))


def test_two_processes_give_what_one_gives(reader: Reader) -> None:
    articles = [Article(text, published="2023-04-16") for text in TEXTS] * 3
    one = [x.to_json() for x in reader.extract_many(articles)]
    two = [x.to_json() for x in reader.extract_many(articles, workers=2)]
    assert one == two


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        '"',
        "““““",
        '"' * 5,
        ".",
        "x " * 2000,
        "Путин встретился с Си в Москве.",
        "\u202ePutin\u202c met \u200bXi.",
        "Putin\x07 met Xi\x1b[0m.",
        'O\'Brien "met" <b>Zoë</b> & 😀 Müller’s e\u0301lan.',
        "A" * 20000,
        "\n".join("“" + "x" * n for n in range(30)),
    ],
)
def test_odd_input_is_read_without_complaint(reader: Reader, text: str) -> None:
    found = reader.extract(Article(text), open=True)
    assert all(text[e.start : e.end] == e.quote for s in found.statements for e in s.evidence)


def test_names_with_odd_characters_stay_valid_everywhere(reader: Reader) -> None:
    text = (
        "Zoë O’Brien-“Müller” met Angela Merkel in São Paulo. "
        "President Recep Tayyip Erdoğan visited Kyïv <script> & met Zoë O’Brien."
    )
    graph = library.of([reader.extract(Article(text, title='<img src=x onerror=alert(1)> "&"'))])
    assert all(graph.to_bytes(suffix) for suffix in SUFFIXES)
    assert graph.validate().conforms


def test_one_failing_article_does_not_stop_the_others(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reader.annotate

    def breaks(article: Article):  # type: ignore[no-untyped-def]
        if "Merkel" in article.text:
            raise RuntimeError("poison")
        return whole(article)

    monkeypatch.setattr(reader, "annotate", breaks)
    found = list(reader.extract_many([Article(text) for text in TEXTS]))
    assert [x.skipped for x in found if x.skipped and x.skipped[0][0].startswith("failed")] == [
        (("failed: RuntimeError: poison", 1),)
    ]
    assert len(found) == len(TEXTS)
