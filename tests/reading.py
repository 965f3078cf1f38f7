"""What the tests of the readers share: a story, a page around it, and short ways to read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers import Options, Skip, articles

HERE = Path(__file__).parent
PAGES = HERE / "readers"
STORY = "The minister of Norland met her colleague in Sudland on Monday."
PAGE = (
    f"<html><head>%s</head><body><article><h1>Talks held</h1><p>{STORY}</p>"
    "<p>A spokesman for the government denied that an agreement had been reached.</p></article></body></html>"
)


def read(source: str | Path, **options: object) -> list[Article | Skip]:
    return list(articles(source, options=Options(**options)))  # type: ignore[arg-type]


def read_one(source: str | Path, **options: object) -> Article:
    [article] = read(source, **options)
    assert isinstance(article, Article)
    return article


def piped(data: bytes, **options: object) -> list[Article | Skip]:
    return list(articles("-", options=Options(**options), stdin=io.BytesIO(data)))  # type: ignore[arg-type]


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def so_far(source: Path, **options: object) -> list[Article | Skip]:
    """What is yielded before the source turns out to hold no article."""
    items, found = articles(source, options=Options(**options)), []  # type: ignore[arg-type]
    with pytest.raises(InputError, match="no article could be read"):  # noqa: PT012
        while True:
            found.append(next(items))
    return found
