"""kg.resolution.reconcile: manifests, queries, candidates and verdicts, without a server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology
from kg.errors import EndpointError
from kg.resolution.identity import Judgement
from kg.resolution.reconcile import queries as shapes
from kg.resolution.reconcile import service as services
from kg.resolution.reconcile.cache import Cache
from kg.resolution.reconcile.client import Client
from kg.resolution.reconcile.kinds import Kinds
from kg.resolution.reconcile.queries import Candidate, Query
from kg.resolution.reconcile.service import Service
from kg.resolution.reconcile.verdicts import ALIKE, Asked, judged, likeness, unshared

_SCHEMA = ontology.load().schema
KINDS = Kinds(_SCHEMA.classes, _SCHEMA.labels, _SCHEMA.matches)
URL = "https://things.example/reconcile"
WIKIDATA = Service(
    URL,
    "Wikidata",
    identifiers="http://www.wikidata.org/entity/",
    schema="http://www.wikidata.org/prop/direct/",
    types=(("Q35120", "entity"),),
)
HUMAN = (("Q5", "human"),)
FIREFLY = Asked("Rufus_Firefly", "Rufus Firefly", "Person")


def manifest(**fields: Any) -> bytes:
    return json.dumps({"name": "Ducks", "versions": ["0.2"], **fields}).encode()


# --- manifests -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [(["0.1"], "0.1"), (["0.1", "0.2"], "0.2"), (["1.0-draft", "0.2"], "0.2"), (["1.0-draft"], "1.0-draft")],
)
def test_the_best_settled_version_is_spoken(offered: list[str], chosen: str) -> None:
    assert services.read(manifest(versions=offered), URL).version == chosen


def test_a_manifest_without_versions_is_of_the_first() -> None:
    assert services.read(b'{"name": "Ducks", "identifierSpace": "http://d.example/"}', URL).version == "0.1"


def test_a_version_that_nobody_here_speaks_is_refused() -> None:
    with pytest.raises(EndpointError, match="but 7"):
        services.read(manifest(versions=["7"]), URL)
    assert services.read(manifest(versions=["7"]), URL, version="0.2").version == "0.2"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{}", b'{"name": 3}', b'{"name": "  "}', b"\xff\xfe", b"[" * 99_999]
)
def test_what_is_no_manifest_is_refused(body: bytes) -> None:
    with pytest.raises(EndpointError, match="mend: "):
        services.read(body, URL)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_a_manifest_with_anything_in_its_fields_is_read_or_refused(value: Any) -> None:
    fields = ("versions", "identifierSpace", "schemaSpace", "view", "defaultTypes", "batchSize")
    for key in fields:
        try:
            found = services.read(manifest(**{key: value}), URL)
        except EndpointError:
            continue
        assert found.iri("Q5") is None or str(found.iri("Q5")).startswith("http")


@pytest.mark.parametrize(
    ("fields", "key", "iri"),
    [
        ({"identifierSpace": "http://d.example/id/"}, "Q5", "http://d.example/id/Q5"),
        (
            {"identifierSpace": "http://d.example/ids", "view": {"url": "https://d.example/{{id}}"}},
            "5",
            "https://d.example/5",
        ),
        ({"view": {"url": "https://d.example/{id}.html"}}, "a/b", "https://d.example/a%2Fb.html"),
        ({"view": {"url": "https://d.example/{+id}"}}, "a/b", "https://d.example/a/b"),
        ({"identifierSpace": "http://d.example/id/"}, "https://other.example/x", "https://other.example/x"),
        ({"identifierSpace": "http://d.example/id/"}, 'a b"<>\n', "http://d.example/id/a%20b%22%3C%3E%0A"),
        ({"identifierSpace": "javascript:alert(1)/"}, "Q5", None),
        ({"identifierSpace": "http://d.example/ids"}, "Q5", None),  # names a set, begins no address
        ({}, "javascript:alert(1)", None),
    ],
)
def test_ids_become_addresses_of_the_web_or_nothing(fields: Mapping[str, Any], key: str, iri: str | None) -> None:
    assert services.read(manifest(**fields), URL).iri(key) == iri


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_no_id_makes_an_iri_that_breaks_a_file(key: str) -> None:
    found = WIKIDATA.iri(key)
    assert found is None or not set(found) & set(' <>"{}|^`\\\n\r\t')


def test_a_name_of_a_service_can_be_written() -> None:
    assert services.read(manifest(name="Du\ud800cks"), URL).name == "Du\ufffdcks"


def test_what_is_put_before_an_id_can_be_given() -> None:
    assert services.read(manifest(), URL, ids="http://mine.example/").iri("7") == "http://mine.example/7"


# --- queries and candidates ------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=())), st.text(min_size=1))
def test_a_name_arrives_as_it_was_sent(name: str, value: str) -> None:
    query = Query(name, "Q5", (("P1", value),))
    below, body, headers = shapes.request([query], "0.2")
    assert (below, headers["Content-Type"].split(";")[0]) == ("", "application/x-www-form-urlencoded")
    sent = json.loads(parse_qs(body.decode("ascii"), strict_parsing=True)["queries"][0])
    assert sent == {
        "q0": {
            "query": name,
            "limit": 3,
            "type": "Q5",
            "type_strict": "should",
            "properties": [{"pid": "P1", "v": value}],
        }
    }


@given(st.text())
def test_the_draft_has_conditions(name: str) -> None:
    below, body, headers = shapes.request([Query(name, None, (("P1", "v"),))], "1.0-draft")
    assert (below, headers["Content-Type"]) == ("reconcile", "application/json")
    conditions = [
        {"matchType": "name", "propertyValue": name},
        {"matchType": "property", "propertyId": "P1", "propertyValue": "v"},
    ]
    assert json.loads(body) == {"queries": [{"conditions": conditions, "limit": 3}]}


@pytest.mark.parametrize(
    "answer",
    [None, [], "x", {}, {"q0": None}, {"q0": {}}, {"q0": {"result": None}}, {"q1": {"result": []}}, {"error": "no"}],
)
def test_what_answers_no_batch_is_refused(answer: Any) -> None:
    with pytest.raises(EndpointError, match="mend: "):
        shapes.answers(answer, 1, WIKIDATA)


def test_a_candidate_out_of_shape_is_left_out() -> None:
    raw = [None, 3, {}, {"id": 3, "name": "x"}, {"id": "Q1"}, {"id": "Q1", "name": " "}, {"id": "Q2", "name": "y"}]
    assert shapes.candidates(raw) == (Candidate("Q2", "y"),)


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        ([{"id": "Q5", "name": "human"}], (("Q5", "human"),)),
        (["Q5"], (("Q5", ""),)),
        ("Q5", (("Q5", ""),)),
        ({"id": "Q5"}, (("Q5", ""),)),
        (None, ()),
        ([None, 5, {"name": "x"}, {"id": ""}], ()),
    ],
)
def test_types_are_read_in_every_form_that_services_give_them(kind: Any, types: tuple[tuple[str, str], ...]) -> None:
    assert shapes.candidates([{"id": "Q1", "name": "x", "type": kind}])[0].types == types


@pytest.mark.parametrize("score", ["100", True, None, float("nan"), float("inf"), [1]])
def test_a_score_that_is_no_number_is_none(score: Any) -> None:
    assert shapes.candidates([{"id": "Q1", "name": "x", "score": score}])[0].score is None


@pytest.mark.parametrize("match", ["true", 1, None, [True]])
def test_only_true_is_a_match(match: Any) -> None:
    assert not shapes.candidates([{"id": "Q1", "name": "x", "match": match}])[0].match


# --- types -----------------------------------------------------------------------------------------


def test_a_type_is_sent_as_the_service_calls_it() -> None:
    assert KINDS.hint("Person", WIKIDATA) == "Q5"
    assert KINDS.hint("Person", Service(URL, "x", types=(("p", "Person"), ("o", "Organization")))) == "p"
    assert KINDS.hint("Ministry", Service(URL, "x", types=(("p", "Person"), ("o", "Organization")))) == "o"
    assert (
        KINDS.hint("Person", Service(URL, "x", types=(("https://schema.org/Person", "P"),)))
        == "https://schema.org/Person"
    )
    assert KINDS.hint("Person", Service(URL, "x")) is None


@pytest.mark.parametrize(
    ("kind", "types", "agree"),
    [
        ("Person", HUMAN, True),
        ("Person", (("x", "Person"),), True),
        ("Person", (("http://schema.org/Person", ""),), True),
        ("Person", (("Q43229", "organization"),), False),
        ("Company", (("Q43229", "organization"),), True),
        ("Organization", (("Q7278", "political party"),), True),
        ("Country", HUMAN, False),
        ("City", (("Q515", "city"),), True),
        ("Person", (("Q35120", "entity"),), None),  # everything is one
        ("Person", (("x", "actor"),), None),
        ("Person", (("Q999999999", "something"),), None),
        ("Person", (), None),
        ("Ministry", (("x", "Court"),), None),  # both public bodies
        ("Person", (("Q43229", "organization"), *HUMAN), True),
    ],
)
def test_types_agree_contradict_or_say_nothing(
    kind: str, types: tuple[tuple[str, str], ...], agree: bool | None
) -> None:
    assert KINDS.agree(kind, types, WIKIDATA) is agree


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Korea", "South Korea"),
        ("Bank of China", "Bank of Canada"),
        ("Republic of Korea", "Republic of Kenya"),
        ("Ministry of Foreign Affairs of Russia", "Ministry of Foreign Affairs of China"),
        ("Li Keqiang", "Li Qiang"),
        ("Firefly", "Rufus Firefly"),
        ("...", "..."),
        ("x", ""),
    ],
)
def test_names_of_others_are_too_unlike(one: str, other: str) -> None:
    assert likeness(Asked("x", one, "Person"), other) < ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [("José Peña", "PENA, Jose"), ("Li Shangfu", "Shangfu Li"), ("李尚福", "李尚福"), ("Al-Sudani", "al sudani")],
)
def test_names_are_the_same_whatever_order_case_accents_and_signs(one: str, other: str) -> None:
    assert likeness(Asked("x", one, "Person"), other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Bush", "George H. W. Bush"),
        ("George W. Bush", "George Walker Bush"),
        ("WHO", "World Health Organization"),
        ("Peter Smith", "Peter Smyth"),
    ],
)
def test_names_that_may_be_the_same_are_alike_and_not_equal(one: str, other: str) -> None:
    assert ALIKE <= likeness(Asked("x", one, "Person"), other) < 1


def test_a_surname_among_the_aliases_is_no_name_of_its_own() -> None:
    assert likeness(Asked("x", "Rufus Firefly", "Person", ("Firefly",)), "Firefly") < ALIKE
    assert likeness(Asked("x", "Rufus Firefly", "Person", ("Rufus T. Firefly",)), "Rufus T. Firefly") == 1


# --- verdicts --------------------------------------------------------------------------------------


def verdict(*offered: Candidate, asked: Asked = FIREFLY, **options: Any) -> list[tuple[str, str]]:
    found = judged(asked, offered, WIKIDATA, KINDS, **options)
    return [(j.other.rsplit("/", 1)[1], j.verdict) for j in found]


SURE = Candidate("Q1", "Rufus Firefly", match=True, score=100, types=HUMAN)


def test_a_match_with_name_and_type_and_no_second_is_sure() -> None:
    assert verdict(SURE) == [("Q1", "same")]
    assert verdict(SURE, Candidate("Q2", "Rufus Fireflies", score=90, types=HUMAN)) == [("Q1", "same")]


@pytest.mark.parametrize(
    ("offered", "found"),
    [
        ([Candidate("Q1", "Rufus Firefly", False, 100, HUMAN)], [("Q1", "unsure")]),  # not called a match
        ([Candidate("Q1", "Rufus Fireflye", True, 100, HUMAN)], [("Q1", "unsure")]),  # another name
        ([Candidate("Q1", "Rufus Firefly", True, 100)], [("Q1", "unsure")]),  # no type
        (
            [SURE, Candidate("Q2", "Rufus Firefly", False, 100, HUMAN)],
            [("Q1", "unsure"), ("Q2", "unsure")],
        ),  # a namesake
        ([SURE, Candidate("Q2", "Rufus Firefly", True, 100, HUMAN)], [("Q1", "unsure"), ("Q2", "unsure")]),
        ([Candidate("Q1", "Rufus Firefly", True, 100, (("Q43229", ""),))], []),  # of another type
        ([Candidate("Q1", "Margaret Dumont", True, 100, HUMAN)], []),  # somebody else
        ([Candidate("Q1", "Rufus Firefly", True, 100, HUMAN), Candidate("Q2", "Duck", True, 1)], [("Q1", "unsure")]),
    ],
)
def test_whatever_speaks_against_it_makes_a_match_unsure_or_none(
    offered: list[Candidate], found: list[tuple[str, str]]
) -> None:
    assert verdict(*offered) == found


def test_a_person_of_one_name_is_never_sure() -> None:
    firefly = Asked("Firefly", "Firefly", "Person")
    assert verdict(Candidate("Q1", "Firefly", True, 100, HUMAN), asked=firefly) == [("Q1", "unsure")]


def test_the_threshold_leaves_out_and_hides_no_namesake() -> None:
    other = Candidate("Q2", "Rufus Firefly", False, 40, HUMAN)
    assert verdict(SURE, other, threshold=50) == [("Q1", "unsure")]
    assert verdict(SURE, threshold=101) == []


def test_what_a_service_holds_can_be_said() -> None:
    assert verdict(Candidate("Q1", "Rufus Firefly", True), holds="Person") == [("Q1", "same")]
    assert verdict(Candidate("Q1", "Rufus Firefly", True), holds="Company") == []


def test_the_reason_says_what_was_matched() -> None:
    (found,) = judged(FIREFLY, [SURE], WIKIDATA, KINDS)
    assert (found.by, found.is_personal, found.score) == (f"service:{URL} (Wikidata)", False, 1.0)
    assert found.reason == (
        "'Rufus Firefly' is 'Rufus Firefly' (human): called a match, score 100; same name, types agree"
    )


def test_one_iri_for_two_is_for_people_to_judge() -> None:
    iri = "http://d.example/1"
    two = [Judgement(key, iri, "same", "service:x") for key in ("a", "b")]
    assert {j.verdict for j in unshared(two, [])} == {"unsure"}
    assert unshared(two[:1], []) == two[:1]
    assert unshared(two[:1], [("a", iri)]) == two[:1]
    assert [j.verdict for j in unshared(two[:1], [("c", iri)])] == ["unsure"]
    assert unshared(two, [], {"a": "a", "b": "a"}.__getitem__) == two  # judged to be one already


# --- client and cache ------------------------------------------------------------------------------


class Echo:
    """Answers every name with itself, and counts."""

    url = URL

    def __init__(self) -> None:
        self.calls: list[str] = []

    def request(
        self, method: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None, below: str = ""
    ) -> bytes:
        self.calls.append(method)
        if body is None:
            return manifest(identifierSpace="http://d.example/")
        batch = json.loads(parse_qs(body.decode())["queries"][0])
        return json.dumps({k: {"result": [{"id": "Q1", "name": q["query"]}]} for k, q in batch.items()}).encode()


def test_a_name_that_stands_twice_is_asked_once(tmp_path: Path) -> None:
    web = Echo()
    with Cache(tmp_path / "kept.sqlite") as cache:
        client = Client(web, cache)
        assert client.fetch([Query("a"), Query("b"), Query("a")]) == 2
        assert [c[0].name for _, c in client.candidates([Query("b"), Query("a"), Query("b")])] == ["b", "a", "b"]
    assert web.calls == ["GET", "POST"]


def test_another_type_limit_or_property_is_another_question(tmp_path: Path) -> None:
    asked = [Query("a"), Query("a", "Q5"), Query("a", limit=5), Query("a", None, (("P1", "x"),))]
    with Cache(tmp_path / "kept.sqlite") as cache:
        client = Client(Echo(), cache)
        client.fetch(asked[:1])
        assert client.missing(asked) == asked[1:]


def test_services_do_not_answer_for_each_other(tmp_path: Path) -> None:
    with Cache(tmp_path / "kept.sqlite") as cache:
        cache.put("http://one.example/", {"q": "1"})
        assert cache.get("http://two.example/", "q") is None
        assert cache.get("http://one.example/", "q") == "1"


def test_a_hundred_thousand_names_take_no_time_when_they_are_known(tmp_path: Path) -> None:
    names = [Query(f"name {n}") for n in range(100_000)]
    with Cache(tmp_path / "kept.sqlite") as cache:
        client = Client(Echo(), cache, batch=1000)
        assert client.fetch(names) == 100_000
        assert client.missing(names) == []
