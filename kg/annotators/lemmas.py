"""Lemmas of trigger verbs that the model's rules get wrong: "staged" is of "stage", not of "stag".

In: a spaCy pipeline with a lemmatizer of rules, the heads of the lexicon's patterns. Out: the same pipeline, with those
forms among the lemmatizer's exceptions. A lemmatizer of another kind is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_TABLES = ("lemma_index", "lemma_exc")


def teach_lemmas(nlp: Language, verbs: Iterable[str]) -> None:
    """Let the regular forms of `verbs` have these verbs for lemmas, where the rules would find another word first."""
    lookups: Any = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not all(name in lookups.tables for name in _TABLES):
        return
    index, exceptions = (lookups.get_table(name).get("verb") for name in _TABLES)
    if index is None or exceptions is None:
        return
    taught = {verb for verb in verbs if verb.isalpha()}
    misled = {verb[:-1] for verb in taught if verb.endswith("e")} - taught
    for verb in sorted(taught - set(index)):
        for form in _forms(verb):
            exceptions.setdefault(form, [verb])
    lookups.get_table("lemma_index")["verb"] = type(index)(sorted((set(index) | taught) - misled))


def _forms(verb: str) -> Iterator[str]:
    """The regular past and participle."""
    stem = verb[:-1] if verb.endswith("e") else verb
    yield f"{stem}ed"
    yield f"{stem}ing"
