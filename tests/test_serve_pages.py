"""The page's server: linked data by Accept, the JSON API, and what the gate keeps out."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox
import pytest

from kg.exporters.page import asset
from kg.model import Knowledge
from kg.serve.api import description
from kg.serve.holdings import around, weightiest
from tests.conftest import ARTICLE
from tests.sample import KNOWLEDGE
from tests.serving import served
from tests.test_serve_protocol import graph

__all__ = ["graph"]


@pytest.fixture(scope="module")
def server(graph):
    with served(graph, "--text", str(ARTICLE)) as address:
        yield address


@pytest.fixture(scope="module")
def http(server):
    with httpx.Client(base_url=server) as client:
        yield client


# --- linked data


@pytest.mark.parametrize("path", ["/entity/Vladimir_Putin", "/entity/China"])
def test_an_entity_is_a_page_for_people_and_rdf_for_programs(http, path):
    page = http.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    rdf = http.get(path, headers={"Accept": "application/n-triples"})
    triples = list(ox.parse(rdf.content, ox.RdfFormat.N_TRIPLES))
    assert {t.subject.value for t in triples} == {f"https://w3id.org/newskg{path}"}
    assert page.headers["vary"] == rdf.headers["vary"] == "Accept"


def test_a_statement_comes_with_its_evidence(http):
    known = http.get("/api/graph").json()["statements"][0]["id"]
    answer = http.get(f"/statement/{known}", headers={"Accept": "text/turtle"})
    assert "kg:quote" in answer.text


def test_an_article_is_its_whole_graph(http, graph):
    [key] = [article["id"] for article in http.get("/api/graph").json()["articles"]]
    answer = http.get(f"/article/{key}", headers={"Accept": "application/n-triples"})
    assert len(list(ox.parse(answer.content, ox.RdfFormat.N_TRIPLES))) == len(graph.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    "path", ["/entity/Nobody", "/statement/0", "/article/x", "/entity/", "/nothing", "/entity/%00"]
)
def test_what_is_not_there_is_404(http, path):
    assert http.get(path, headers={"Accept": "text/turtle"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/served.js/../../x",
        "/..%2f..%2fetc%2fpasswd",
        "/entity/../../../etc/passwd",
        "//etc/passwd",
    ],
)
def test_no_path_leads_to_a_file(server, path):
    """Asked over a bare socket, because clients tidy paths up before they send them."""
    where = urlsplit(server)
    with socket.create_connection((where.hostname, where.port), 5) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert b" 404 " in answer.split(b"\r\n")[0]
    assert b"root:" not in answer


# --- the page's own calls


def test_the_article_is_there_with_exact_offsets(http):
    data = http.get("/api/graph").json()
    found = http.get(f"/api/articles/{data['articles'][0]['id']}").json()
    assert found["text"] == ARTICLE.read_text("utf-8")
    ids = [statement["id"] for statement in data["statements"]][:100]
    details = http.get("/api/statements", params=[("id", each) for each in ids]).json()
    evidence = [e for each in details.values() for e in each["evidence"]]
    assert evidence
    assert all(found["text"][e["start"] : e["end"]] == e["quote"] for e in evidence)


def test_ids_that_nobody_knows_are_left_out_and_too_many_refused(http):
    assert http.get("/api/statements", params={"id": "nobody"}).json() == {}
    assert http.get("/api/statements").status_code == 400
    assert http.get("/api/statements", params=[("id", "x")] * 201).status_code == 400


def test_the_api_holds_what_openapi_says_under_fuzzing(server):
    schemathesis = pytest.importorskip("schemathesis", reason="mend: pip install schemathesis")
    from hypothesis import HealthCheck, given, settings

    api = schemathesis.openapi.from_dict(description())
    for operation in api.get_all_operations():
        strategy = operation.ok().as_strategy()

        @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=strategy)
        def fuzz(case):
            case.call_and_validate(base_url=server)

        fuzz()


def test_openapi_is_handed_out(http):
    assert http.get("/openapi.json").json() == json.loads(json.dumps(description()))


def test_only_the_weightiest_part_of_a_large_graph_is_drawn():
    few = weightiest(KNOWLEDGE, nodes=5, statements=3)
    assert (len(few.entities), len(few.statements)) == (5, 3)
    assert weightiest(KNOWLEDGE, nodes=5, statements=3) == few
    assert weightiest(Knowledge()) == Knowledge()


def test_around_somebody_his_own_statements_come_first_and_no_others_than_his_neighbours():
    who = KNOWLEDGE.statements[0].subject
    own = {s.id for s in KNOWLEDGE.statements if not s.is_open and who in (s.subject, s.object, *s.claimed_by)}
    part = around(KNOWLEDGE, who)
    assert own <= {s.id for s in part.statements}
    assert who in {e.id for e in part.entities}
    assert {s.id for s in around(KNOWLEDGE, who, statements=1).statements} <= own
    assert {a.id for a in part.articles} == {e.article for s in part.statements for e in s.evidence}


def test_a_part_can_be_asked_for_and_says_whose_it_is(http):
    whole, part = http.get("/api/graph").json(), http.get("/api/graph", params={"about": "Vladimir_Putin"}).json()
    assert (part["about"], part["total"]) == ("Vladimir_Putin", whole["total"])
    assert {s["id"] for s in part["statements"]} <= {s["id"] for s in whole["statements"]}
    assert http.get("/api/graph", params={"about": "Nobody"}).status_code == 404


@pytest.mark.parametrize("words", ["Putin", "putin", "VLADIMIR p", "Vladimir_Putin"])
def test_names_are_found_by_any_part_of_them(http, words):
    assert "Vladimir_Putin" in [found["id"] for found in http.get("/api/names", params={"q": words}).json()]


def test_names_that_nobody_has_and_no_name_at_all(http):
    assert http.get("/api/names", params={"q": "Firefly"}).json() == []
    assert http.get("/api/names", params={"q": " "}).status_code == 400


# --- the gate


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example", "a b", "[::1"]
)
def test_names_that_are_not_the_servers_are_refused(http, host):
    assert http.get("/api/graph", headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:80", "LOCALHOST", "192.168.1.7"])
def test_addresses_and_localhost_are_let_in(http, host):
    assert http.get("/openapi.json", headers={"Host": host}).status_code == 200


def test_scripts_of_other_sites_are_refused_and_told_nothing(http, server):
    answer = http.get("/sparql?query=ASK{}", headers={"Origin": "https://evil.example"})
    assert (answer.status_code, "access-control-allow-origin" in answer.headers) == (403, False)
    assert http.get("/sparql?query=ASK{}", headers={"Origin": server}).status_code == 200
    assert http.get("/sparql?query=ASK{}", headers={"Origin": "null"}).status_code == 403


def test_cors_is_there_when_it_is_asked_for(graph):
    with served(graph, "--cors", "*") as address:
        answer = httpx.get(f"{address}/sparql?query=ASK{{}}", headers={"Origin": "https://friend.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        asked = {"Origin": "https://friend.example", "Access-Control-Request-Method": "POST"}
        assert httpx.options(f"{address}/sparql", headers=asked).status_code == 200


def test_bodies_that_are_too_long_are_refused_however_they_come(http):
    kind = {"Content-Type": "application/sparql-query"}
    long = b"# " + b"x" * 2**20
    assert http.post("/sparql", content=long, headers=kind).status_code == 413
    pieces = (long[at : at + 65536] for at in range(0, len(long), 65536))
    assert http.post("/sparql", content=pieces, headers=kind).status_code == 413


def test_every_answer_carries_the_headers(http):
    for path in ("/", "/served.js", "/sparql", "/api/queries", "/nothing", "/entity/China"):
        headers = http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"


def test_the_page_of_the_server_has_the_same_script_and_no_data(http):
    page = http.get("/").text
    assert asset("explorer.js") in page
    assert 'id="data"' not in page


def test_listening_for_others_is_told(graph):
    import os
    import subprocess
    import sys

    command = [sys.executable, "-m", "kg", "serve", str(graph), "--host", "0.0.0.0", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=os.environ)
    assert process.stderr is not None
    assert "everyone who can reach this machine" in process.stderr.readline()
    process.terminate()
    process.wait(10)
    process.stderr.close()


def test_an_article_can_be_served_as_it_is():
    with served(ARTICLE) as address:
        [article] = httpx.get(f"{address}/api/graph").json()["articles"]
        found = httpx.get(f"{address}/api/articles/{article['id']}").json()
        assert found["text"] == ARTICLE.read_text("utf-8")
        assert found["mentions"]
