"""Identity across articles: judgements, their closure, and the view through them."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.model import Entity, Evidence, Knowledge, Statement
from kg.resolution.identity import Judgement, canonical, from_lines, proposals, seen_through, to_lines


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


def test_a_lone_surname_is_proposed_for_its_only_full_name() -> None:
    known = Knowledge(entities=(person("Putin.1", "Putin"), person("Vladimir_Putin", "Vladimir Putin")))
    assert [(j.one, j.other, j.verdict) for j in proposals(known)] == [("Putin.1", "Vladimir_Putin", "unsure")]


def test_a_surname_of_two_people_is_not_proposed() -> None:
    known = Knowledge(
        entities=(person("Bush.1", "Bush"), person("George_Bush", "George Bush"), person("Jeb_Bush", "Jeb Bush"))
    )
    assert proposals(known) == []


def test_the_view_merges_entities_and_statements() -> None:
    evidence = Evidence("1", 0, 3, "abc"), Evidence("2", 0, 3, "abc")
    known = Knowledge(
        entities=(person("Putin.1", "Putin"), person("Vladimir_Putin", "Vladimir Putin"), person("Xi", "Xi")),
        statements=(
            Statement("Putin.1", "met", "Xi", evidence=evidence[:1]),
            Statement("Vladimir_Putin", "met", "Xi", evidence=evidence[1:]),
        ),
    )
    seen = seen_through(known, {"Putin.1": "Vladimir_Putin"})
    assert [(e.id, e.aliases) for e in seen.entities] == [("Vladimir_Putin", ("Putin",)), ("Xi", ())]
    assert [(s.subject, s.evidence) for s in seen.statements] == [("Vladimir_Putin", evidence)]


def test_nobody_meets_himself_in_the_view() -> None:
    known = Knowledge(entities=(person("a", "a"), person("b", "b")), statements=(Statement("a", "met", "b"),))
    assert seen_through(known, {"a": "b"}).statements == ()
