"""The country view."""

from __future__ import annotations

import pytest

from kg.graph.countries import country_ties, placed
from kg.graph.view import network
from kg.model import Entity, Evidence, Knowledge, Statement
from tests.sample import KNOWLEDGE, SCHEMA

GRAPH = network(KNOWLEDGE, SCHEMA)


def graph_of(*statements, **types):
    return network(
        Knowledge(entities=tuple(Entity(i, i, t) for i, t in sorted(types.items())), statements=statements), SCHEMA
    )


def test_a_leader_and_a_minister_stand_for_their_states():
    found = placed(GRAPH)
    assert (found["Vladimir_Putin"], found["Li_Shangfu"]) == ("Russia", "China")


def test_a_spokesperson_stands_for_the_state_of_the_ministry():
    assert placed(GRAPH)["Wang_Wenbin"] == "China"


def test_a_capital_stands_for_its_state_and_a_state_for_itself():
    found = placed(GRAPH)
    assert (found["Brussels"], found["China"]) == ("Belgium", "China")


def test_a_body_of_many_states_stands_for_none():
    assert "NATO" not in placed(GRAPH)
    assert "NATO" not in placed(GRAPH, {"NATO": "Belgium"})


def test_a_gazetteer_places_what_the_articles_do_not():
    assert "TASS" not in placed(GRAPH)
    assert placed(GRAPH, {"Moscow": "Russia"})["TASS"] == "Russia"


def test_what_articles_say_goes_before_the_gazetteer():
    assert placed(GRAPH, {"Vladimir_Putin": "Belgium"})["Vladimir_Putin"] == "Russia"


def test_a_claim_places_nobody():
    graph = graph_of(Statement("Agent", "worksFor", "Russia", claimed_by=("Wang",)), Agent="Person", Russia="Country")
    assert "Agent" not in placed(graph)


def test_whom_one_serves_goes_before_whose_citizen_one_is():
    graph = graph_of(
        Statement("Envoy", "citizenOf", "France"),
        Statement("Envoy", "worksFor", "Ministry"),
        Statement("Ministry", "partOf", "Chad"),
        Envoy="Person",
        Ministry="Ministry",
        France="Country",
        Chad="Country",
    )
    assert placed(graph)["Envoy"] == "Chad"


def test_troops_are_not_of_the_country_where_they_are():
    graph = graph_of(Statement("Troops", "locatedIn", "Mali"), Troops="Military", Mali="Country")
    assert "Troops" not in placed(graph)


def test_two_states_alike_leave_one_unplaced_and_more_evidence_decides():
    evidence = (Evidence("a", 0, 1, "x"), Evidence("a", 2, 3, "y"))
    ends = {"Envoy": "Person", "France": "Country", "Chad": "Country"}
    tie = (Statement("Envoy", "citizenOf", "France"), Statement("Envoy", "citizenOf", "Chad"))
    more = (tie[0], Statement("Envoy", "citizenOf", "Chad", evidence=evidence))
    assert "Envoy" not in placed(graph_of(*tie, **ends))
    assert placed(graph_of(*more, **ends))["Envoy"] == "Chad"


def test_circles_end():
    graph = graph_of(Statement("A", "partOf", "B"), Statement("B", "partOf", "A"), A="Organization", B="Organization")
    assert placed(graph) == {}


def test_a_meeting_of_two_persons_counts_for_their_countries():
    tie = next(t for t in country_ties(GRAPH) if t.quad == "verbal cooperation")
    assert (tie.source, tie.target, tie.facts, tie.claims, tie.others) == ("China", "Russia", 1, 1, 1)


def test_claims_and_denials_are_counted_apart_from_facts():
    tie = next(t for t in country_ties(GRAPH) if t.quad == "material cooperation")
    assert (tie.facts, tie.claims, tie.others, len(tie.statements)) == (0, 2, 1, 3)


def test_directed_ties_say_who_does_it_to_whom():
    tie = next(t for t in country_ties(GRAPH, directed=True) if t.quad == "verbal conflict")
    assert (tie.source, tie.target) == ("China", "United_States")


def test_what_stays_inside_one_country_is_left_out():
    assert all(tie.source != tie.target for tie in country_ties(GRAPH))


def test_the_pair_with_the_most_statements_comes_first():
    assert [(t.source, t.target) for t in country_ties(GRAPH)][:2] == [("China", "Russia")] * 2


@pytest.mark.parametrize("known", [None, {}, {"Nobody": "Nowhere"}])
def test_an_empty_network_has_no_ties(known):
    assert country_ties(network(Knowledge(), SCHEMA), known) == []
