"""Statements become PLOVER events, and mentions actor codes. No bench folder, no model."""

from __future__ import annotations

import pytest

from kg.model import Entity, Factuality, Polarity, Statement, Text
from tests.benchmarks import actors, events
from tests.benchmarks.actor_codes import Actors, Code, Lore, code_of_words, country_in, sector_of_words
from tests.records import ALL, CLASSES, FAMILIES, LEADS, MET, TEXT, evidence, extraction

LORE = Lore(
    CLASSES, {"Freedonia": "FRE", "Freedonian": "FRE", "Sylvania": "SYL", "Sylvanian": "SYL", "Upper Sylvania": "USY"}
)


def test_a_person_has_the_code_of_the_state_that_he_leads() -> None:
    assert str(Actors.of(extraction(LEADS), LORE).code("Rufus_Firefly")) == "FREGOV"


def test_a_person_without_ties_has_no_code() -> None:
    assert str(Actors.of(extraction(), LORE).code("Trentino")) == ""


def test_a_citizen_is_a_civilian() -> None:
    known = extraction(Statement("Trentino", "citizenOf", "Sylvania"))
    assert str(Actors.of(known, LORE).code("Trentino")) == "SYLCVL"


def test_a_town_stands_for_its_people_and_a_capital_for_the_government() -> None:
    town, capital = Entity("Duckburg", "Duckburg", "City"), Entity("Klopstokia", "Klopstokia", "City")
    actors = Actors.of(
        extraction(Statement("Duckburg", "locatedIn", "Sylvania"), known=(*ALL, town, capital)),
        Lore(CLASSES, {**LORE.states, "Klopstokia": "FRE"}),
    )
    assert [str(actors.code(c)) for c in ("Duckburg", "Klopstokia")] == ["SYLCVL", "FRE"]


def test_a_party_gives_its_member_its_sector_and_its_state() -> None:
    party = Entity("Tories", "Tories", "PoliticalParty")
    known = extraction(
        Statement("Trentino", "memberOf", "Tories"), Statement("Tories", "basedIn", "Sylvania"), known=(*ALL, party)
    )
    assert str(Actors.of(known, LORE).code("Trentino")) == "SYLPTY"


def test_ties_in_a_circle_come_to_an_end() -> None:
    known = extraction(
        Statement("Trentino", "memberOf", "Rufus_Firefly"), Statement("Rufus_Firefly", "memberOf", "Trentino")
    )
    assert str(Actors.of(known, LORE).code("Trentino")) == ""


def test_denied_ties_do_not_count() -> None:
    known = extraction(Statement("Trentino", "leads", "Sylvania", "negative"))
    assert str(Actors.of(known, LORE).code("Trentino")) == ""


@pytest.mark.parametrize(
    ("entity", "code"),
    [
        (Entity("x", "Sylvania", "Country"), "SYL"),
        (Entity("x", "Sylvanian Foreign Ministry", "Ministry"), "SYLGOV"),
        (Entity("x", "United Nations", "InternationalOrganization"), "IGO"),
        (Entity("x", "the Brigade", "ArmedGroup"), "IMG"),
        (Entity("x", "Sylvanian Liberation Front", "ArmedGroup"), "SYLREB"),
        (Entity("x", "Sylvanian police", "Organization"), "SYLCOP"),
        (Entity("x", "Harpo Inc.", "Company"), ""),
    ],
)
def test_an_entity_is_coded_by_its_class_and_its_name(entity: Entity, code: str) -> None:
    assert str(Actors.of(extraction(known=(entity,)), LORE).code("x")) == code


def test_a_well_known_body_has_the_code_of_its_state() -> None:
    lore = Lore(CLASSES, {}, {"Duma": "FRE", "Duckburg": "FRE"})
    duma, town = Entity("Duma", "Duma", "Ministry"), Entity("Duckburg", "Duckburg", "City")
    actors = Actors.of(extraction(known=(duma, town)), lore)
    assert [str(actors.code(c)) for c in ("Duma", "Duckburg")] == ["FREGOV", "FRECVL"]


def test_words_are_coded_by_the_state_and_the_last_role_noun_in_them() -> None:
    assert code_of_words("the Freedonian army's doctors", LORE) == Code("FRE", "MED")
    assert str(code_of_words("several doctors", LORE)) == ""


def test_the_longest_name_of_a_state_wins_and_case_counts() -> None:
    assert country_in("in Upper Sylvania's capital", LORE) == "USY"
    assert country_in("a freedonia of the mind", LORE) == ""


def test_a_former_office_holder_is_of_the_elite() -> None:
    assert sector_of_words("former ministers") == "ELI"


def test_the_mention_in_the_evidence_gives_a_state_its_sector() -> None:
    criticized = Statement("Rufus_Firefly", "criticized", "Sylvania", evidence=evidence("He criticized its army"))
    (row,) = events.event_rows(extraction(LEADS, criticized), FAMILIES, LORE)
    assert (row["source"], row["type"], row["target"]) == ("FREGOV", "ACCUSE", "SYLMIL")
    assert (row["source_text"], row["target_text"]) == ("He", "its army")


def test_a_claimed_event_counts_and_a_state_of_affairs_does_not() -> None:
    rows = events.event_rows(extraction(LEADS, MET), FAMILIES, LORE)
    assert [(r["source"], r["type"], r["target"]) for r in rows] == [("FREGOV", "CONSULT", None)]


def test_aid_without_a_coded_recipient_is_dropped() -> None:
    assert events.event_rows(extraction(Statement("Freedonia", "armed", Text("somebody"))), FAMILIES, LORE) == []


@pytest.mark.parametrize(
    ("predicate", "polarity", "factuality", "kind"),
    [
        ("met", "positive", "actual", "CONSULT"),
        ("met", "positive", "planned", "AGREE"),
        ("met", "positive", "possible", None),
        ("met", "negative", "actual", None),
        ("armed", "negative", "planned", "REJECT"),
        ("signedAgreementWith", "negative", "actual", "REJECT"),
        ("withdrewFrom", "positive", "planned", "CONCEDE"),
        ("attacked", "positive", "planned", "THREATEN"),
        ("attacked", "positive", "possible", "THREATEN"),
        ("attacked", "negative", "planned", None),
        ("criticized", "positive", "planned", "ACCUSE"),
        ("resigned", "positive", "actual", "RETREAT"),
        ("leads", "positive", "actual", None),
        ("rel:dance", "positive", "actual", None),
    ],
)
def test_the_status_of_a_statement_decides_its_event_type(
    predicate: str, polarity: Polarity, factuality: Factuality, kind: str | None
) -> None:
    assert events.event_type(Statement("a", predicate, "b", polarity, factuality), FAMILIES) == kind


def test_a_mention_has_its_entitys_state_and_its_own_role_noun() -> None:
    assert actors.mention_code("its army", extraction(), LORE) == "SYLMIL"


def test_a_mention_that_the_reader_missed_is_coded_by_its_words() -> None:
    assert actors.mention_code("Freedonian rebels", extraction(known=()), LORE) == "FREREB"


def test_a_symmetric_relation_is_coded_in_the_order_in_which_it_is_told() -> None:
    told = extraction(Statement("Sylvania", "met", "Freedonia", evidence=evidence(TEXT)))
    (row,) = events.event_rows(told, FAMILIES, LORE, frozenset(("met",)))
    assert (row["source"], row["target"]) == ("FRE", "SYLMIL")


def test_an_event_without_a_coded_doer_is_written_only_where_there_is_no_other() -> None:
    uncoded = Statement("Trentino", "met", "Freedonia")
    (row,) = events.event_rows(extraction(uncoded), FAMILIES, LORE)
    assert (row["source"], row["target"]) == (None, "FRE")
    rows = events.event_rows(extraction(LEADS, MET, uncoded), FAMILIES, LORE)
    assert [r["source"] for r in rows] == ["FREGOV"]
