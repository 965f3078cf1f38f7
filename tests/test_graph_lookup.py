"""Names as users type them."""

from __future__ import annotations

import pytest

from kg.errors import UnknownName
from kg.graph.lookup import find
from kg.graph.view import network
from kg.model import Knowledge
from tests.sample import KNOWLEDGE, QUOTED, SCHEMA

GRAPH = network(KNOWLEDGE, SCHEMA)


@pytest.mark.parametrize("name", ["Vladimir_Putin", "Vladimir Putin", "vladimir  PUTIN", "Putin", "putin", "V. Putin"])
def test_an_entity_is_found_by_id_name_and_alias_in_any_case(name):
    assert find(GRAPH, name) == "Vladimir_Putin"


def test_a_surname_that_only_one_has_is_enough():
    assert find(GRAPH, "wenbin") == "Wang_Wenbin"


def test_accents_may_be_left_out():
    assert find(GRAPH, "Erdogan") == "Recep_Tayyip_Erdoğan"


def test_a_name_with_quotes_is_found():
    assert find(GRAPH, QUOTED) == QUOTED.replace(" ", "_")


def test_a_name_that_several_have_is_refused_with_their_ids():
    with pytest.raises(UnknownName, match=r"Smith\.00ff \(Person\), Smith\.18e9b29345cb2113 \(Person\)"):
        find(GRAPH, "Smith")


def test_the_id_tells_namesakes_apart():
    assert find(GRAPH, "Smith.00ff") == "Smith.00ff"


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="perhaps Vladimir Putin"):
        find(GRAPH, "Putn")


@pytest.mark.parametrize("name", ["", "  ", "Zzyzx Quux"])
def test_what_is_like_nothing_says_so(name):
    with pytest.raises(UnknownName, match="nothing is called"):
        find(GRAPH, name)


def test_in_an_empty_network_nothing_is_found():
    with pytest.raises(UnknownName):
        find(network(Knowledge(), SCHEMA), "Putin")
