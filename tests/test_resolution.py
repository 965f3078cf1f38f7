"""Identity across articles: judgements, their closure, and the view through them."""

from __future__ import annotations

import time

import pytest

from kg.errors import InputError
from kg.model import Entity, Evidence, Knowledge, Statement
from kg.resolution.closure import canonical
from kg.resolution.identity import Judgement, from_lines, to_lines
from kg.resolution.view import View, local, seen_through


def person(key: str, name: str) -> Entity:
    return Entity(key, name, "Person")


def test_a_judgement_is_the_same_whichever_end_comes_first() -> None:
    assert Judgement("b", "a", "same", "me") == Judgement("a", "b", "same", "me")


def test_judgements_survive_writing_and_reading() -> None:
    known = [
        Judgement("Zoë_<x>", "Zoë", "different", "me", 'said "no"'),
        Judgement("a", "b", "unsure", "surname", score=0.5),
    ]
    assert from_lines(to_lines(known)) == sorted(known)


def test_a_broken_line_is_named() -> None:
    with pytest.raises(InputError, match="line 2"):
        from_lines(to_lines([Judgement("a", "b", "same", "me")]) + "{]\n")


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(InputError, match="perhaps"):
        Judgement("a", "b", "perhaps", "me")  # type: ignore[arg-type]


def test_same_is_transitive() -> None:
    ids = canonical([Judgement("a1", "b", "same", "me"), Judgement("b", "c", "same", "me")])
    assert ids == {"a1": "b", "b": "b", "c": "b"}


def test_closure_never_joins_two_that_were_judged_different() -> None:
    ids = canonical(
        [
            Judgement("a", "b", "same", "me", score=0.9),
            Judgement("b", "c", "same", "me", score=0.6),
            Judgement("a", "c", "different", "you"),
        ]
    )
    assert ids == {"a": "a", "b": "a"}


def test_unsure_joins_nothing() -> None:
    assert canonical([Judgement("a", "b", "unsure", "surname")]) == {}


def test_the_view_merges_entities_and_statements() -> None:
    evidence = Evidence("1", 0, 3, "abc"), Evidence("2", 0, 3, "abc")
    known = Knowledge(
        entities=(person("Putin.1", "Putin"), person("Vladimir_Putin", "Vladimir Putin"), person("Xi", "Xi")),
        statements=(
            Statement("Putin.1", "met", "Xi", evidence=evidence[:1]),
            Statement("Vladimir_Putin", "met", "Xi", evidence=evidence[1:]),
        ),
    )
    seen = seen_through(known, View({"Putin.1": "Vladimir_Putin"}))
    assert [(e.id, e.aliases) for e in seen.entities] == [("Vladimir_Putin", ("Putin",)), ("Xi", ())]
    assert [(s.subject, s.evidence) for s in seen.statements] == [("Vladimir_Putin", evidence)]


def test_nobody_meets_himself_in_the_view() -> None:
    known = Knowledge(entities=(person("a", "a"), person("b", "b")), statements=(Statement("a", "met", "b"),))
    assert seen_through(known, View({"a": "b"})).statements == ()


def test_people_come_before_rules_in_the_closure() -> None:
    ids = canonical(
        [
            Judgement("a", "b", "same", "rule:names", score=1.0),
            Judgement("b", "c", "same", "me", score=0.5),
            Judgement("a", "c", "different", "me"),
        ]
    )
    assert ids == {"b": "b", "c": "b"}


def test_two_ids_of_one_register_elsewhere_are_not_joined_by_services() -> None:
    links = [Judgement(key, f"http://x.example/Q{n}", "same", "service:x") for n, key in enumerate("ab")]
    joined = canonical([*links, Judgement("a", "b", "same", "rule:names", score=0.5)])
    assert joined["a"] != joined["b"]
    joined = canonical([*links, Judgement("a", "b", "same", "me")])
    assert joined["a"] == joined["b"] == "a"


def test_an_iri_never_stands_for_a_group() -> None:
    assert canonical([Judgement("Vladimir_Putin", "http://x.example/Q1", "same", "me")]) == {
        "Vladimir_Putin": "Vladimir_Putin",
        "http://x.example/Q1": "Vladimir_Putin",
    }


def test_a_full_name_of_all_articles_stands_for_its_group() -> None:
    ids = canonical(
        [Judgement(k, "Joe_Biden", "same", "me") for k in ("Biden.18e9b29345cb2113", "J._Biden", "Jo@18e9b29345cb2113")]
    )
    assert set(ids.values()) == {"Joe_Biden"}


def test_a_known_id_stands_for_its_group() -> None:
    assert canonical([Judgement("Kyjiw", "Kyiv_City", "same", "me")], first={"Kyiv_City"})["Kyjiw"] == "Kyiv_City"


def test_a_hundred_thousand_judgements_are_closed_in_seconds() -> None:
    chain = [Judgement(f"n{n}", f"n{n + 1}", "same", "rule:x", score=0.5 + n % 7 / 20) for n in range(60_000)]
    star = [Judgement("n0", f"m{n}", "different", "me") for n in range(40_000)]
    before = time.process_time()
    assert len(canonical([*chain, *star])) == 60_001
    assert time.process_time() - before < 10


def test_an_id_of_one_article_means_nothing_until_it_is_split_off() -> None:
    other = local("a", "18e9b29345cb2113")
    assert not View.of([Judgement(other, "b", "same", "me")])
    split = View.of([Judgement(other, "b", "same", "me"), Judgement("a", other, "different", "me")])
    assert (split.id("a", "18e9b29345cb2113"), split.id("a", "0000b29345cb2113"), split.id("a")) == ("b", "a", "a")


@pytest.mark.parametrize("name", ["@duck", "joe@duck.example", "a@b@c"])
def test_a_name_with_an_at_sign_is_only_a_name(name: str) -> None:
    assert View.of([Judgement(name, "x", "same", "me")]).id(name) == View.of([Judgement(name, "x", "same", "me")]).id(
        "x"
    )
