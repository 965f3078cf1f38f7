"""kg.annotators.lemmas: forms of trigger verbs that the model's rules give to another word."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import Reader


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("The party staged a rally.", "staged", "stage"),
        ("The court fined the bank.", "fined", "fine"),
        ("They hoped to win.", "hoped", "hope"),
        ("Both sides are waging a war.", "waging", "wage"),
    ],
)
def test_a_trigger_verb_has_its_own_lemma(reader: Reader, text: str, form: str, lemma: str) -> None:
    tree = reader.annotate(Article(text))
    assert tree.lemma[tree.words.index(form)] == lemma


EVENTS = [
    ("Fatah staged rallies in Gaza against Israel.", "protestedAgainst"),
    ("Turkey imposed a curfew in Van.", "restricted"),
    ("The United Nations reduced food supplies to Chad.", "stoppedAidTo"),
    ("Israel demolished Palestinian homes in Gaza.", "attacked"),
    ("Russia destroyed Mariupol.", "destroyed"),
    ("The United States abused Mexican immigrants.", "assaulted"),
    ("Kenya allowed Somalia to open an embassy.", "permitted"),
    ("Poland is opposed to French mediation.", "opposed"),
    ("India strengthened its forces in Kashmir.", "deployedTo"),
]


@pytest.mark.parametrize(("text", "predicate"), EVENTS)
def test_an_event_has_the_predicate_that_says_no_more_than_the_text(reader: Reader, text: str, predicate: str) -> None:
    found = [s.predicate for s in reader.extract(Article(text)).statements if s.predicate != "citizenOf"]
    assert found == [predicate]
