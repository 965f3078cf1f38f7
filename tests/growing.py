"""A reader without a language model, and sources for it: for tests of how a store grows, fast enough to kill often.

Every sentence of an article is of the form "A verb B."; the reader makes one statement of it. The verb "fail" stops the
reading of the article as an error in the real reader would.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import ontology
from kg.model import Article, Entity, Evidence, Extraction, Statement
from kg.rdf import terms
from kg.rdf.dataset import article_quads
from kg.rdf.store import Store

SCHEMA = ontology.load().schema
MODEL = "stub 1.0"
NAMES = ("Freedonia", "Sylvania", "Osterlich", "Klopstokia", "Brobdingnag", "Laputa", "Lilliput", "Balnibarbi")
VERBS = ("met", "criticized", "sanctioned", "attacked", "aided")


class Stub:
    """Reads "A verb B." sentences; waits `pause` seconds an article, so that there is time to be killed in."""

    def __init__(self, pause: float = 0.0, model: str = MODEL) -> None:
        self.model, self.pause = model, pause
        self.read: list[str] = []

    def extract_many(self, articles: Iterable[Article], *, workers: int = 1) -> Iterator[Extraction]:
        """One extraction an article."""
        for article in articles:
            time.sleep(self.pause)
            self.read.append(article.id)
            yield extraction(article)


def extraction(article: Article) -> Extraction:
    """What the stub says of an article."""
    if "fail" in article.text:
        return Extraction(article, skipped=(("failed: ValueError: told to", 1),))
    found, start = [], 0
    for sentence in article.text.split(". "):
        words = sentence.removesuffix(".").split()
        evidence = Evidence(article.id, start, start + len(sentence), sentence)
        if len(words) == 3:
            found.append(Statement(words[0], words[1], words[2], phrase=words[1], evidence=(evidence,)))
        start += len(sentence) + 2
    names = sorted({name for s in found for name in (s.subject, str(s.object))})
    return Extraction(article, tuple(Entity(n, n, "Country") for n in names), tuple({s.id: s for s in found}.values()))


def articles(count: int, *, edition: int = 1, sentences: int = 6) -> list[Article]:
    """So many articles, each with its own url; another `edition` has another text for every second of them."""
    return [
        Article(_text(n + 100 * (edition - 1) * (n % 2), sentences), url=f"https://duck.example/{n}", publisher="Duck")
        for n in range(count)
    ]


def _text(n: int, sentences: int) -> str:
    size = len(NAMES)
    rows = ((n + k, VERBS[(n + k) % len(VERBS)], n * 3 + k * k + 1) for k in range(sentences))
    return " ".join(f"{NAMES[a % size]} {verb} {NAMES[b % size]}." for a, verb, b in rows)


def write(path: Path, some: Iterable[Article]) -> Path:
    """The articles as a file that `kg build` reads."""
    rows = ({"text": a.text, "url": a.url, "publisher": a.publisher} for a in some)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def quads_of(article: Article, model: str = MODEL) -> set[ox.Quad]:
    """The graph that a store should have of an article."""
    return set(article_quads(extraction(article), SCHEMA, model=model))


def check(store: Store) -> None:
    """A store's union is the set of what its graphs say, no more and no less.

    Raises:
        AssertionError: it is not.
    """
    said = {ox.Triple(q.subject, q.predicate, q.object) for q in store.quads()}
    union = [ox.Triple(q.subject, q.predicate, q.object) for q in store.union()]
    assert set(union) == said
    assert len(union) == len(said)


def graph(store: Store, article_id: str) -> set[ox.Quad]:
    """One article's graph."""
    name = terms.article(article_id)
    return {q for q in store.quads() if q.graph_name == name}
