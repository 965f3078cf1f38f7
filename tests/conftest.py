"""What the tests share: the ontology, one loaded reader, and the article that the project was made for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.model import Article, Extraction
from kg.ontology import Ontology, load
from kg.pipeline import Reader

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "tests" / "articles" / "putin-li-shangfu.txt"


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def article() -> Article:
    return Article(
        ARTICLE.read_text(encoding="utf-8"),
        published="2023-04-16",
        publisher="Newsweek",
        title="Putin and China Tout Their Military Cooperation",
    )


@pytest.fixture(scope="session")
def extraction(reader: Reader, article: Article) -> Extraction:
    return reader.extract(article)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With KG_NO_SKIPS a skipped test is a failure: it hides a part that should have been installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("KG_NO_SKIPS") and skipped and exitstatus == 0:
        reporter.write_line(
            f"KG_NO_SKIPS: {len(skipped)} skipped, among them {skipped[0].nodeid}: {skipped[0].longrepr}"
        )
        session.exitstatus = 1
