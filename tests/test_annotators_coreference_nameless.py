"""Persons without a name: one "he" or "she" before anybody is named, and the author; read with the real model."""

from __future__ import annotations

import pytest

from kg.library import identity
from kg.model import Article, Knowledge
from kg.ontology import Ontology
from kg.pipeline import Reader
from kg.resolution.proposals import proposals


def told(reader: Reader, text: str) -> list[str]:
    """The statements, entities by their names."""
    found = reader.extract(Article(text))
    names = {e.id: e.name for e in found.entities}
    return [f"{names[s.subject]} {s.predicate} {names.get(str(s.object), s.object)}" for s in found.statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He was born in Leeds.", "unnamed man bornIn Leeds"),
        ("She was born in Leeds. Later she moved to Paris.", "unnamed woman residesIn Paris"),
        ("I was born in Leeds.", "the author bornIn Leeds"),
        ("I work for Siemens and live in Paris.", "the author residesIn Paris"),
    ],
)
def test_who_has_no_name_is_somebody_of_the_article(reader: Reader, text: str, wanted: str) -> None:
    assert wanted in told(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "When he was born in Leeds, Robert Hale had no brother.",  # he is named in the same sentence
        "Robert Hale and John Stone left. Karl Brown fell. He was born in Leeds.",  # one of three
        "A lawyer sued Siemens. He was born in Leeds.",  # he is the lawyer
        '"I was born in Leeds," the lawyer said.',  # not the author
        "Q: Where do you live? A: I was born in Leeds.",  # an interview
        "His father lived in Leeds. He studied at Yale University.",  # the father, or the son
        "It was born in Leeds.",
    ],
)
def test_who_may_be_somebody_else_is_nobody_new(reader: Reader, text: str) -> None:
    names = {e.name for e in reader.extract(Article(text)).entities}
    assert names.isdisjoint({"unnamed man", "unnamed woman", "the author"})


def test_a_named_person_is_not_the_one_before(reader: Reader) -> None:
    found = told(reader, "He was born in Leeds. Robert Hale met Vladimir Putin.")
    assert "unnamed man bornIn Leeds" in found
    assert "Robert Hale met Vladimir Putin" in found


def test_the_nameless_of_two_articles_are_two(reader: Reader) -> None:
    one, other = (reader.extract(Article(f"He was born in {town}.")) for town in ("Leeds", "Paris"))
    assert {s.subject for s in one.statements}.isdisjoint(s.subject for s in other.statements)


def test_the_nameless_of_two_articles_are_never_judged_the_same(reader: Reader, ontology: Ontology) -> None:
    texts = ("He was born in Leeds. He met Vladimir Putin.", "He was born in Leeds. He met Vladimir Putin again.")
    known = [Knowledge.of([reader.extract(Article(text))]) for text in texts]
    assert proposals(identity.census(known, ontology)) == []
