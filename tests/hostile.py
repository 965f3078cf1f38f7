"""A reader without a language model that can be told to hang, to crash and to be slow: what workers must survive.

It reads "A verb B." sentences as `tests.growing` does. An article with one of these words does what the word says:

    #loop        never comes back, in a loop within C that lets no signal handler of Python's run
    #crash       ends the process each time
    #once=PATH   is killed with -9 the first time it is read, and makes PATH
    #slow=N      takes N milliseconds
"""

from __future__ import annotations

import os
import re
import signal
import time
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from kg.cluster.reading import Outcome, told
from kg.exporters.frame import rows
from kg.model import Article, Knowledge
from kg.rdf import formats
from kg.rdf.dataset import article_quads
from kg.readers import Options, Page, Skip
from tests import growing

FACTORY = "tests.hostile:Hostile"
_ORDER = re.compile(r"#(\w+)(?:=(\S+))?")


class Hostile:
    """The reader."""

    model = growing.MODEL

    def __init__(self, model: str | None, options: Options) -> None:
        self._options = options

    def read(self, item: Article | Page) -> Outcome:
        """What an item says, after what it orders."""
        found = [item] if isinstance(item, Article) else list(item.articles(self._options))
        articles = [one for one in found if isinstance(one, Article)]
        for article in articles:
            for name, value in _ORDER.findall(article.text):
                _obey(name, value)
        skips = tuple(one for one in found if isinstance(one, Skip))
        return Outcome(tuple(told(a, *_said(a)) for a in articles), skips)


def _obey(name: str, value: str) -> None:
    if name == "loop":
        sum(0 for _ in ()) or all(map(bool, count(1)))
    elif name == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif name == "once" and not Path(value).exists():
        Path(value).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == "slow":
        time.sleep(int(value) / 1000)


def _said(article: Article) -> tuple[tuple[bytes, ...], tuple[dict[str, object], ...], int]:
    extraction = growing.extraction(article)
    quads: list[ox.Quad] = article_quads(extraction, growing.SCHEMA, model=growing.MODEL)
    lines = tuple(formats.write(quads, ".nq").splitlines(keepends=True))
    return lines, tuple(rows(Knowledge.of([extraction]), growing.SCHEMA)), len(extraction.statements)
