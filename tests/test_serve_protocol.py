"""The endpoint, asked by clients that are not ours: curl, SPARQLWrapper, rdflib, a JavaScript client."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg import library
from kg.rdf.sparql import questions
from tests.conftest import ARTICLE
from tests.serving import served

MET = "SELECT ?a ?b { ?a kg:met ?b } ORDER BY ?a ?b"
GRAPH = "CONSTRUCT { ?a kg:met ?b } { ?a kg:met ?b }"
JSON = "application/sparql-results+json"
HERE = Path(__file__).parent / "interchange"
MODULES = Path(os.environ.get("KG_NODE_MODULES", HERE / "node_modules"))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library.build(ARTICLE, published="2023-04-16").save(tmp_path_factory.mktemp("served") / "graph.nq")


@pytest.fixture(scope="module")
def server(graph):
    with served(graph, "--timeout", "5", "--rows", "2000") as address:
        yield address


@pytest.fixture(scope="module")
def http(server):
    with httpx.Client(base_url=server) as client:
        yield client


def rows(answer: httpx.Response) -> list[dict[str, dict[str, str]]]:
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]["bindings"]


# --- how a query may be sent


def test_get_form_and_direct_post_give_the_same(http):
    said = http.get("/sparql", params={"query": MET})
    form = http.post("/sparql", data={"query": MET})
    direct = http.post("/sparql", content=MET, headers={"Content-Type": "application/sparql-query"})
    assert len(rows(said)) == 2
    assert rows(said) == rows(form) == rows(direct)


def test_signs_of_a_form_are_decoded_once(http):
    query = 'SELECT ("a+b c%20d é" AS ?x) {}'
    assert rows(http.post("/sparql", data={"query": query}))[0]["x"]["value"] == "a+b c%20d é"


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"query": "SELECT"}, 400),
        ({"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, 400),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, 400),
        ({"query": "SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }"}, 400),
        ({"query": [MET, MET]}, 400),
        ({"update": "CLEAR ALL"}, 403),
        ({"query": MET, "default-graph-uri": "http://nobody.example/"}, 400),
    ],
)
def test_what_cannot_be_run_is_refused_with_a_reason(http, params, status):
    answer = http.get("/sparql", params=params)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text) > 20


def test_a_syntax_error_says_where(http):
    assert "line 1, column" in http.get("/sparql", params={"query": "SELECT * { ?s ?p }"}).text


@pytest.mark.parametrize("media", ["text/turtle", "application/sparql-update", "multipart/form-data; boundary=x", ""])
def test_other_bodies_are_refused(http, media):
    answer = http.post("/sparql", content=MET, headers={"Content-Type": media} if media else {})
    assert answer.status_code == (403 if "update" in media else 415)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(http, method):
    assert http.request(method, "/sparql").status_code == 405


def test_bytes_that_are_no_text_are_refused(http):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert http.post("/sparql", content=b"query=%ff%fe", headers=form).status_code == 400
    direct = {"Content-Type": "application/sparql-query"}
    assert http.post("/sparql", content=b"\xff\xfe", headers=direct).status_code == 400


# --- what may come back


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_type_that_is_liked_best(http, accept, media):
    answer = http.get("/sparql", params={"query": MET}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert "Vladimir_Putin" in answer.text


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_every_format(http, media, kind):
    answer = http.get("/sparql", params={"query": GRAPH}, headers={"Accept": media})
    assert answer.headers["content-type"].split(";")[0] == media
    assert len(list(ox.parse(answer.content, format=kind))) == 2


def test_a_type_that_cannot_be_had_is_406(http):
    for accept in ("image/png", "text/turtle"):
        assert http.get("/sparql", params={"query": MET}, headers={"Accept": accept}).status_code == 406


def test_ask_answers_yes_or_no(http):
    assert http.get("/sparql", params={"query": "ASK { ?a kg:met ?b }"}).json()["boolean"] is True


def test_the_default_graph_of_the_protocol_is_one_article(http):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    [article] = rows(http.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}))
    name = article["g"]["value"]
    whole = rows(http.get("/sparql", params={"query": count}))
    assert rows(http.get("/sparql", params={"query": count, "default-graph-uri": name})) == whole
    twice = rows(http.get("/sparql", params={"query": count, "default-graph-uri": [name, name]}))
    assert twice == whole  # a set, not a bag


def test_without_a_query_the_service_describes_itself(http):
    answer = http.get("/sparql", headers={"Accept": "application/n-triples"})
    said = {(t.predicate.value.split("#")[-1], str(t.object)) for t in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)}
    assert ("supportedLanguage", "<http://www.w3.org/ns/sparql-service-description#SPARQL11Query>") in said
    page = http.get("/sparql", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/#tab=sparql")


def test_every_shipped_query_runs(http):
    for question in questions():
        assert http.get("/sparql", params={"query": question.text}, headers={"Accept": "*/*"}).status_code == 200


# --- limits


def test_too_many_rows_are_an_error_and_not_a_cut_table(http):
    everything = "SELECT * { ?s ?p ?o . ?s ?q ?r }"
    for media in (JSON, "text/csv", "text/tab-separated-values", "application/sparql-results+xml"):
        with pytest.raises(httpx.RemoteProtocolError):
            http.get("/sparql", params={"query": everything}, headers={"Accept": media})
    few = http.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o . ?s ?q ?r } LIMIT 2001"})
    assert few.status_code == 400 or few.num_bytes_downloaded > 65536


def test_answers_within_the_limit_are_whole(http):
    answer = http.get("/sparql", params={"query": "SELECT * { ?s ?p ?o . ?s ?q ?r } LIMIT 1999"})
    assert len(rows(answer)) == 1999


# --- clients that we did not write


def test_sparqlwrapper_reads_rows_and_graphs(server):
    wrapper = pytest.importorskip("SPARQLWrapper", reason="mend: pip install SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server}/sparql")
    client.setQuery(MET)
    client.setReturnFormat(wrapper.JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 2
    client.setMethod(wrapper.POST)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 2
    client.setQuery(GRAPH)
    client.setReturnFormat(wrapper.TURTLE)
    assert b"kg:met" in client.queryAndConvert()
    client.setQuery("SELECT nonsense")
    client.setReturnFormat(wrapper.JSON)
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_over_its_own_store(server, method):
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    from kg.rdf import terms

    graph = rdflib.Graph(SPARQLStore(f"{server}/sparql", method=method))
    met = rdflib.URIRef(terms.kg("met").value)
    assert len(set(graph.subject_objects(met))) == 2
    assert bool(graph.query("ASK { ?s ?p ?o }"))


@pytest.mark.skipif(not shutil.which("curl"), reason="mend: apt-get install curl")
def test_curl_gets_csv(server):
    command = [
        "curl",
        "-sS",
        "--fail",
        "-H",
        "Accept: text/csv",
        f"{server}/sparql",
        "--data-urlencode",
        f"query={MET}",
    ]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert out.splitlines()[0] == "a,b"
    assert len(out.splitlines()) == 3


@pytest.mark.skipif(not MODULES.is_dir(), reason="mend: npm install --prefix tests/interchange")
def test_a_javascript_client_reads_rows_and_triples(server):
    node = shutil.which("node")
    assert node
    script = HERE / "ask.mjs"
    command = [node, str(script), str(MODULES), f"{server}/sparql", MET, GRAPH]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert json.loads(out) == {"rows": 2, "triples": 2}
