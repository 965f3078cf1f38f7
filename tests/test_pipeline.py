"""kg.pipeline: worker processes that die cost an article each, and nothing else."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from kg.model import Article
from kg.pipeline import Reader
from tests import deadly


@pytest.mark.parametrize("texts", [["a", "b", "die", "c", "d", "e", "f", "g", "h", "i", "die too", "j"]])
def test_an_article_that_ends_its_worker_is_told_of_and_the_rest_is_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, texts: list[str]
) -> None:
    monkeypatch.setattr(Reader, "_pool", lambda _, size: ProcessPoolExecutor(size, get_context("spawn"), deadly.start))
    found = list(reader.extract_many(map(Article, texts), workers=2))
    assert [x.article.text for x in found] == texts
    assert [x.article.text for x in found if x.skipped] == ["die", "die too"]
    assert found[2].skipped == (("failed: the process that read it died", 1),)
