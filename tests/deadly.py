"""A worker process that ends when it reads the word "die", as one does that the system kills for its memory."""

from __future__ import annotations

import os

from kg import pipeline
from kg.model import Article, Extraction


class Deadly:
    """Reads nothing, and dies of some articles."""

    def guarded(self, article: Article, *, open_triples: bool) -> Extraction:
        """An extraction without statements."""
        if "die" in article.text.split():
            os._exit(9)
        return Extraction(article)


def start() -> None:
    """What the pool calls in each worker."""
    pipeline._worker.append(Deadly())  # type: ignore[arg-type]
