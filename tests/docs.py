"""Parsed Docs written by hand, so that rules are tested without a model.

A token is `word/TAG/label/head`, or `word/TAG/label/head/lemma` where the lemma is not the word in lower case; `head`
is the number of the head in the text, from 0, and a root heads itself:

    doc("Iran/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Israel/NNP/dobj/1")

Where only a few labels matter, `wired` writes the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from kg.annotators.coreference import chains_of
from kg.extractors.referents import Referents
from kg.extractors.statements import StatementReader
from kg.model import Statement
from kg.ontology import load
from kg.pipeline import marked
from kg.syntax import Tree

_NO_SPACE_BEFORE = frozenset((".", ",", "?", "!", ";", ":", "'s", "’s", "n't", "”", ")", "'", "-"))
_NO_SPACE_AFTER = frozenset(("“", "(", "$", "-"))
_POS = {
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "MD": "AUX",
    "RB": "ADV",
    "DT": "DET",
    "IN": "ADP",
    "CC": "CCONJ",
    "CD": "NUM",
    "TO": "PART",
    "POS": "PART",
    "RP": "ADP",
    "WP": "PRON",
    "WDT": "DET",
    "EX": "PRON",
    "_SP": "SPACE",
}


def wired(tokens: str) -> str:
    """`tokens` in full, out of a shorter notation for several sentences: `word/TAG[/label[/head[/lemma]]]`.

    The head is a word, the nearest such in its sentence. What has no head hangs on the root, which is the first verb
    (or the first token) of the sentence; what has no label is a `dep`. A sentence ends with a token `./.`.
    """
    full: list[str] = []
    sentence: list[list[str]] = []
    for token in tokens.split():
        sentence.append(token.split("/"))
        if token == "./.":
            full += _wired_sentence(sentence, len(full))
            sentence = []
    return " ".join(full + _wired_sentence(sentence, len(full)))


def _wired_sentence(fields: list[list[str]], offset: int) -> list[str]:
    root = next((i for i, f in enumerate(fields) if f[1].startswith("VB") and len(f) < 4), 0)
    found = []
    for i, (word, tag, *rest) in enumerate(fields):
        label, head, lemma = [*rest, "", "", ""][:3]
        alike = [j for j, other in enumerate(fields) if other[0] == head and j != i]
        top = i if i == root else min(alike, key=lambda j: abs(i - j)) if head else root
        label = "ROOT" if i == root else label or "dep"
        found.append("/".join([word, tag, label, str(top + offset), lemma or word.lower()]))
    return found


def doc(tokens: str, ents: Mapping[str, str] | None = None) -> Doc:
    """The Doc that `tokens` write; `ents` maps phrases to the labels that a model would give them."""
    fields = [token.split("/") for token in tokens.split()]
    words = [f[0] for f in fields]
    parsed = Doc(
        Vocab(),
        words=words,
        spaces=list(_spaces(words)),
        tags=[f[1] for f in fields],
        pos=[_pos(f[1], f[2]) for f in fields],
        deps=[f[2] for f in fields],
        heads=[int(f[3]) for f in fields],
        lemmas=[f[4] if len(f) > 4 else f[0].lower() for f in fields],
    )
    parsed.ents = [_span(parsed, phrase, label) for phrase, label in (ents or {}).items()]
    return parsed


def tree(tokens: str, ents: Mapping[str, str] | None = None, *, layout: str = "body") -> Tree:
    """The Tree of the Doc that `tokens` write, all of it one block of `layout`."""
    parsed = doc(tokens, ents)
    group = SpanGroup(parsed, name="layout")
    group.append(Span(parsed, 0, len(parsed), label=layout))
    parsed.spans["layout"] = group
    return Tree(parsed)


def reader(
    tokens: str, ents: Mapping[str, str] | None = None, *, published: str | None = None, layout: str = "body"
) -> StatementReader:
    """The reader of the Doc that `tokens` write, with names and chains as the gazetteer and `ents` give them."""
    ontology = load()
    parsed = marked(tree(tokens, ents, layout=layout), ontology, published)
    who = Referents(parsed, ontology, "article")
    for group in chains_of(parsed.doc.spans.items()):
        who.add_chain(group)
    return StatementReader(parsed, ontology, who, published)


def statements(
    tokens: str, ents: Mapping[str, str] | None = None, *, published: str | None = None, layout: str = "body"
) -> list[str]:
    """What the Doc says, a statement a line: `Russia invaded Ukraine [not, planned, says Iran]`."""
    return [told(s) for s in reader(tokens, ents, published=published, layout=layout).read()]


def told(statement: Statement) -> str:
    """A statement on one line, its status behind it in brackets."""
    subject, obj = (str(end).split(".")[0] for end in (statement.subject, statement.object))
    status = ["not"] * (statement.polarity == "negative")
    status += [statement.factuality] * (statement.factuality != "actual")
    status += [f"says {' < '.join(c.split('.')[0] for c in statement.claimed_by)}"] * bool(statement.claimed_by)
    return f"{subject} {statement.predicate} {obj}" + (f" [{', '.join(status)}]" if status else "")


def marks(
    key: str, tokens: str, ents: Mapping[str, str] | None = None, *, layout: str = "body", published: str | None = None
) -> list[tuple[str, str, str]]:
    """(words, label, id) of the spans that the annotators write under `key`, in the Doc of `wired(tokens)`."""
    found = marked(tree(wired(tokens), ents, layout=layout), load(), published)
    return [(span.text, span.label_, span.kb_id_) for span in found.doc.spans[key]]


def chains(tokens: str, ents: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """The mentions of each coreference chain of the Doc that `wired(tokens)` writes, by the chain's name."""
    found = marked(tree(wired(tokens), ents), load())
    groups = chains_of(found.doc.spans.items())
    return {str((group.attrs or {})["name"]): [span.text for span in group] for group in groups}


def at(found: Tree, word: str) -> int:
    """The number of the first token that is `word`."""
    return found.words.index(word)


def words(found: Tree, numbers: list[int]) -> list[str]:
    """The words with these numbers."""
    return [found.words[i] for i in numbers]


def _spaces(tokens: list[str]) -> Iterator[bool]:
    for this, following in zip(tokens, [*tokens[1:], "."], strict=True):
        yield following not in _NO_SPACE_BEFORE and this not in _NO_SPACE_AFTER


def _pos(tag: str, label: str) -> str:
    if tag.startswith("VB"):
        return "AUX" if label in ("aux", "auxpass") else "VERB"
    if not tag[:1].isalpha() and tag != "_SP":
        return "PUNCT"
    return _POS.get(tag, {"N": "NOUN", "J": "ADJ", "P": "PRON"}.get(tag[:1], "X"))


def _span(parsed: Doc, phrase: str, label: str) -> Span:
    size = len(phrase.split())
    for i in range(len(parsed)):
        if " ".join(token.text for token in parsed[i : i + size]) == phrase:
            return Span(parsed, i, i + size, label=label)
    raise ValueError(f"{phrase!r} is not among the tokens of {parsed.text!r}")
