"""What two names of one have in common: the rule that the card of an entity gives for each of its names."""

from __future__ import annotations

import pytest

from kg.library.identity import words
from kg.ontology import load
from kg.resolution.aliases import alias_rule

WORDS = words(load())


@pytest.mark.parametrize(
    ("name", "alias", "rule"),
    [
        ("Ada Byron", "ADA BYRON", "spelling"),
        ("Tayyip Erdoğan", "Tayyip Erdogan", "spelling"),
        ("Ada Byron", "Byron", "surname"),
        ("Li Shangfu", "Shangfu", "surname"),
        ("Ada Byron", "Mrs. Byron", "surname"),
        ("Ada Byron", "A. Byron", "initial"),
        ("William Ward", "Bill Ward", "nickname"),
        ("Lydia Buchtmann", "Lydia Buchtman", "sound"),
        ("Lydia Buchtmann", "Buchtman", "sound"),
        ("Angela Korvey", "Angela Korveyt", "misspelling"),
        ("Angela Korvey", "Korveyt", "misspelling"),
        ("Li Shangfu", "Shangfu Li", "order"),
        ("Ada King Byron", "Ada Byron", "middle"),
        ("Jorge Bergoglio", "Francis", "described"),
    ],
)
def test_two_names_of_a_person(name: str, alias: str, rule: str) -> None:
    assert alias_rule(name, alias, WORDS, is_person=True, is_known=False).name == rule
    assert alias_rule(alias, name, WORDS, is_person=True, is_known=False).name == rule


@pytest.mark.parametrize(
    ("name", "alias", "rule"),
    [
        ("Duck Union", "DUCK UNION", "spelling"),
        ("Duck Union Inc.", "Duck Union", "body-name"),
        ("Labour Party", "Labour", "body-name"),
        ("World Health Organization", "WHO", "acronym"),
        ("Comic Corps of Canada", "Comic Corps", "middle"),
        ("Scotland Yard", "Metropolitan Police", "described"),
    ],
)
def test_two_names_of_a_body(name: str, alias: str, rule: str) -> None:
    assert alias_rule(name, alias, WORDS, is_person=False, is_known=False).name == rule
    assert alias_rule(alias, name, WORDS, is_person=False, is_known=False).name == rule


def test_what_the_lists_know_by_two_names_needs_no_other_reason() -> None:
    found = alias_rule("Myanmar", "Burma", WORDS, is_person=False, is_known=True)
    assert found.name == "known-name"
    assert "lists" in found.reason
