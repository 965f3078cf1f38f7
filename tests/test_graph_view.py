"""The network: which nodes and edges there are, and what they carry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.view import OPEN, STANDING, connected, label, network, status, titles
from kg.model import Knowledge, Statement
from tests.sample import ARTICLE, KNOWLEDGE, SCHEMA, SECOND, STATEMENTS


def test_every_entity_is_a_node_and_every_statement_between_two_an_edge():
    graph = network(KNOWLEDGE, SCHEMA)
    assert set(graph) == {entity.id for entity in KNOWLEDGE.entities}
    assert {key for *_, key in graph.edges(keys=True)} == {
        s.id for s in STATEMENTS if isinstance(s.object, str) and not s.is_open
    }


def test_parallel_statements_stay_apart():
    graph = network(KNOWLEDGE, SCHEMA)
    assert graph.number_of_edges("China", "Russia") == 3


def test_a_node_carries_label_type_aliases_and_weight():
    node = network(KNOWLEDGE, SCHEMA).nodes["Vladimir_Putin"]
    assert (node["label"], node["type"], node["aliases"]) == ("Vladimir Putin", "Person", ["Putin", "V. Putin"])
    assert node["weight"] == 4


def test_words_as_object_are_no_node_but_count_for_the_subject():
    with_words = network(KNOWLEDGE, SCHEMA).nodes["China"]["weight"]
    without = replace(KNOWLEDGE, statements=tuple(s for s in STATEMENTS if s.predicate != "announced"))
    assert with_words == network(without, SCHEMA).nodes["China"]["weight"] + 1


def test_an_edge_carries_who_says_so_and_what_it_is():
    statement = next(s for s in STATEMENTS if s.claimed_by == ("Reuters", "United_States"))
    edge = network(KNOWLEDGE, SCHEMA).edges["China", "Russia", statement.id]
    assert edge["claimed_by"] == "Reuters; United_States"
    assert edge["claimants"] == "Reuters; United States"
    assert (edge["family"], edge["quad"], edge["is_fact"]) == ("AID", "material cooperation", False)
    assert edge["status"] == "claimed, possible"


def test_an_edge_carries_its_quote_place_and_articles():
    statement = STATEMENTS[0]
    edge = network(KNOWLEDGE, SCHEMA).edges["Vladimir_Putin", "Li_Shangfu", statement.id]
    assert (edge["quote"], edge["place"], edge["articles"]) == ("During a meeting with Shangfu", "Moscow", "aaaa")
    assert edge["weight"] == 1


def test_facts_only_leaves_out_claims_denials_and_plans():
    graph = network(KNOWLEDGE, SCHEMA, facts_only=True)
    assert all(graph.edges[edge]["is_fact"] for edge in graph.edges)
    assert not graph.has_edge("China", "Russia")


def test_open_relations_are_kept_only_when_asked_for():
    assert not network(KNOWLEDGE, SCHEMA).has_edge("Russia", "China")
    graph = network(KNOWLEDGE, SCHEMA, open_relations=True)
    [edge] = graph.get_edge_data("Russia", "China").values()
    assert (edge["label"], edge["quad"], edge["family"]) == ("deepen ties with", OPEN, "OPEN")


def test_standing_relations_have_a_quad_of_their_own():
    [edge] = network(KNOWLEDGE, SCHEMA).get_edge_data("Vladimir_Putin", "Russia").values()
    assert edge["quad"] == STANDING


def test_an_entity_without_a_record_is_called_by_its_id():
    graph = network(Knowledge(statements=(Statement("Jane_Doe", "met", "John_Roe"),)), SCHEMA)
    assert graph.nodes["Jane_Doe"]["label"] == "Jane Doe"


def test_no_knowledge_is_an_empty_network():
    assert len(network(Knowledge(), SCHEMA)) == 0


def test_the_order_of_records_changes_nothing():
    turned = Knowledge(KNOWLEDGE.articles[::-1], KNOWLEDGE.entities[::-1], KNOWLEDGE.statements[::-1])
    one, two = network(KNOWLEDGE, SCHEMA), network(turned, SCHEMA)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_connected_drops_whoever_only_speaks():
    assert "Reuters" not in connected(network(KNOWLEDGE, SCHEMA))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (Statement("a", "met", "b"), "fact"),
        (Statement("a", "met", "b", claimed_by=("c",)), "claimed"),
        (Statement("a", "met", "b", polarity="negative"), "denied"),
        (Statement("a", "met", "b", factuality="planned"), "planned"),
        (Statement("a", "met", "b", "negative", "possible", ("c",)), "claimed, denied, possible"),
    ],
)
def test_status_names_all_that_keeps_a_statement_from_being_a_fact(statement, expected):
    assert status(statement) == expected


def test_an_unknown_predicate_is_labelled_by_its_words():
    assert label("signedAgreementWith", SCHEMA) == "signed agreement with"


def test_an_article_without_title_is_called_by_what_is_known():
    assert titles([ARTICLE, SECOND]) == {"aaaa": ARTICLE.title, "bbbb": "bbbb"}
