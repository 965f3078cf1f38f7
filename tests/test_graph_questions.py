"""Actors, links, paths, ranks and groups."""

from __future__ import annotations

import os
import subprocess
import sys

import networkx as nx
import pytest

from kg.graph.actors import top_actors, top_countries
from kg.graph.communities import find_communities
from kg.graph.links import between, neighbours
from kg.graph.paths import shortest_path
from kg.graph.ranking import betweenness, pagerank
from kg.graph.simple import simplified
from kg.graph.view import network
from kg.model import Knowledge
from tests.sample import KNOWLEDGE, SCHEMA

GRAPH = network(KNOWLEDGE, SCHEMA)
EMPTY = network(Knowledge(), SCHEMA)


def test_actors_are_ranked_by_weight_and_places_are_none():
    found = top_actors(GRAPH)
    assert found[0].id == "China"
    assert [actor.weight for actor in found] == sorted((actor.weight for actor in found), reverse=True)
    assert "Moscow" not in {actor.id for actor in found}


def test_whoever_only_speaks_is_an_actor_too():
    reuters = next(actor for actor in top_actors(GRAPH) if actor.id == "Reuters")
    assert (reuters.weight, reuters.claims) == (0, 2)


def test_an_actor_shows_facts_and_the_rest_apart():
    putin = next(actor for actor in top_actors(GRAPH) if actor.id == "Vladimir_Putin")
    assert (putin.facts, putin.others) == (2, 2)


def test_a_statement_about_itself_counts_once():
    graph = nx.MultiDiGraph()
    graph.add_node("China", classes=("Actor",), weight=1)
    graph.add_edge("China", "China", "st", is_fact=True)
    assert top_actors(graph)[0].facts == 1


def test_only_countries_are_countries():
    assert {c.id for c in top_countries(GRAPH)} == {"China", "Russia", "United_States", "Belgium"}
    assert [c.id for c in top_countries(GRAPH, limit=1)] == ["China"]


def test_links_go_both_ways_with_facts_first():
    found = between(GRAPH, "Li_Shangfu", "Vladimir_Putin")
    assert len(found) == 3
    assert [link.is_fact for link in found] == [True, False, False]
    assert {link.subject for link in found} == {"Li_Shangfu", "Vladimir_Putin"}


def test_a_link_to_itself_is_given_once():
    assert len(between(GRAPH, "China", "China")) == 1


def test_strangers_have_no_links():
    assert between(GRAPH, "Belgium", "TASS") == []


def test_neighbours_count_statements_in_both_directions():
    found = {n.id: n for n in neighbours(GRAPH, "Vladimir_Putin")}
    li = found["Li_Shangfu"]
    assert (li.outgoing, li.incoming, li.facts, li.predicates) == (2, 1, 1, ("met",))
    assert set(found) == {"Li_Shangfu", "Russia"}


def test_a_path_runs_against_the_direction_of_statements():
    way = shortest_path(GRAPH, "Wang_Wenbin", "Vladimir_Putin")
    assert [step[0].label for step in way] == ["is a spokesperson for", "is part of", "is a minister of", "met"]


def test_a_step_of_a_path_has_all_its_statements():
    assert len(shortest_path(GRAPH, "Vladimir_Putin", "Li_Shangfu")[0]) == 3


def test_there_is_no_path_to_oneself_nor_to_the_unconnected():
    assert shortest_path(GRAPH, "China", "China") == []
    assert shortest_path(GRAPH, "China", "TASS") == []


def test_pagerank_sums_to_one_and_is_sorted():
    ranks = pagerank(GRAPH)
    assert sum(score for _, score in ranks) == pytest.approx(1)
    assert [score for _, score in ranks] == sorted((score for _, score in ranks), reverse=True)


def test_betweenness_is_highest_where_all_ways_meet():
    assert betweenness(GRAPH)[0][0] == "China"


def test_communities_hold_each_tied_entity_once():
    members = [node for group in find_communities(GRAPH) for node in group]
    assert (
        len(members)
        == len(set(members))
        == sum(bool(set(GRAPH.neighbors(n)) | set(GRAPH.predecessors(n))) for n in GRAPH)
    )


def test_an_empty_network_has_no_answers():
    assert (top_actors(EMPTY), pagerank(EMPTY), betweenness(EMPTY), find_communities(EMPTY)) == ([], [], [], [])


def test_loops_are_no_ties():
    assert not simplified(GRAPH).has_edge("China", "China")


def test_groups_and_paths_do_not_depend_on_the_hash_seed():
    code = (
        "from tests.sample import *; from kg.graph.view import network; from kg.graph.paths import shortest_path;"
        "from kg.graph.communities import find_communities; from kg.graph.ranking import *;"
        "g = network(KNOWLEDGE, SCHEMA); print(ascii([find_communities(g), pagerank(g), betweenness(g),"
        "shortest_path(g, 'Wang_Wenbin', 'Belgium')]))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1
