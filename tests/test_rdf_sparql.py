"""kg.rdf.sparql: answers in every form; nothing is changed, nothing is fetched; errors say where."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.rdf import sparql, terms
from kg.rdf.store import Store
from tests.rdf_records import FIRST, ONE, SECOND, TWO


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    found.add(ONE)
    found.add(TWO)
    return found


# --- answers -----------------------------------------------------------------------------------


def test_facts_are_asked_by_their_flat_triples(store: Store) -> None:
    result = sparql.run(store, "SELECT ?a ?b { ?a kg:met ?b }")
    assert result.columns == ("a", "b")
    assert result.table() == [["ent:Rufus_Firefly", "ent:Trentino"]]


def test_a_claim_is_not_found_among_the_facts(store: Store) -> None:
    assert not sparql.run(store, "ASK { ?a kg:attacked ?b }")
    assert sparql.run(store, "ASK { ?s a kg:Claim ; rdf:predicate kg:attacked }")


def test_the_graphs_can_be_asked_one_by_one(store: Store) -> None:
    result = sparql.run(store, "SELECT ?g { GRAPH ?g { ?a kg:met ?b } }")
    assert result.table() == sorted([[f"art:{FIRST.id}"], [f"art:{SECOND.id}"]])


def test_a_graph_comes_as_triples(store: Store) -> None:
    result = sparql.run(store, "CONSTRUCT { ?b kg:met ?a } WHERE { ?a kg:met ?b }")
    assert result.kind == "graph"
    assert result.triples == (ox.Triple(terms.entity("Trentino"), terms.kg("met"), terms.entity("Rufus_Firefly")),)
    assert result.table() == [["ent:Trentino", "kg:met", "ent:Rufus_Firefly"]]


def test_an_entity_can_be_described(store: Store) -> None:
    assert terms.named("rdfs:label") in {t.predicate for t in sparql.run(store, "DESCRIBE ent:Freedonia").triples}


def test_rows_without_an_order_are_sorted(store: Store) -> None:
    table = sparql.run(store, "SELECT ?e { ?e a kg:Country }").table()
    assert table == sorted(table)
    descending = sparql.run(store, "SELECT ?e { ?e a kg:Country } ORDER BY DESC(?e)").table()
    assert descending == sorted(table, reverse=True)


def test_a_number_has_the_form_it_has_in_files(store: Store) -> None:
    assert ["1.0"] in sparql.run(store, "SELECT DISTINCT ?c { ?s kg:confidence ?c }").table()


def test_what_is_unbound_is_empty(store: Store) -> None:
    result = sparql.run(store, "SELECT ?x ?y { BIND(1 AS ?x) OPTIONAL { ?y a kg:Nothing } }")
    assert result.table() == [["1", ""]]
    assert result.csv() == "x,y\r\n1,\r\n"
    assert json.loads(result.json())["results"]["bindings"] == [
        {"x": {"type": "literal", "value": "1", "datatype": terms.XSD + "integer"}}
    ]


def test_values_are_bound_as_terms(store: Store) -> None:
    query = "SELECT ?who ?whom { ?who kg:met ?whom }"
    assert sparql.run(store, query, bindings={"whom": terms.entity("Trentino")}).table() == [
        ["ent:Rufus_Firefly", "ent:Trentino"]
    ]
    assert not sparql.run(store, query, bindings={"?whom": terms.literal('" } ; DROP ALL #')})


def test_a_value_for_a_variable_that_is_not_selected_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="projection"):
        sparql.run(store, "SELECT ?a { ?a kg:met ?b }", bindings={"b": terms.entity("x")})


# --- forms -------------------------------------------------------------------------------------


def test_json_is_that_of_the_standard(store: Store) -> None:
    for query in ("SELECT ?e ?l { ?e a kg:Country ; rdfs:label ?l }", "SELECT ?l { kg:met rdfs:label ?l }"):
        result = sparql.run(store, query)
        read = ox.parse_query_results(result.json(), format=ox.QueryResultsFormat.JSON)
        assert isinstance(read, ox.QuerySolutions)
        assert tuple(tuple(row) for row in read) == result.rows


def test_yes_and_no_in_every_form(store: Store) -> None:
    yes = sparql.run(store, "ASK { ?a kg:met ?b }")
    assert bool(yes)
    assert (yes.table(), yes.csv()) == ([["true"]], "answer\r\ntrue\r\n")
    assert json.loads(yes.json()) == {"head": {}, "boolean": True}
    assert json.loads(sparql.run(store, "ASK { ?a kg:met kg:met }").json())["boolean"] is False


def test_a_formula_is_disarmed_in_csv(store: Store) -> None:
    query = 'SELECT ?x { VALUES ?x { "=1+1" "@SUM(A1)" "+1" "-2" "\\t=1" "plain" } }'
    cells = [row[0] for row in csv.reader(io.StringIO(sparql.run(store, query).csv()))][1:]
    assert all(cell == "plain" or cell.startswith("'") for cell in cells)


def test_a_negative_number_is_no_formula(store: Store) -> None:
    assert sparql.run(store, "SELECT (-2 AS ?x) {}").csv() == "x\r\n-2\r\n"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_survives_csv(words: list[str]) -> None:
    result = sparql.Result("rows", ("x", "y"), tuple((ox.Literal(w), None) for w in words))
    rows = list(csv.reader(io.StringIO(result.csv(), newline="")))
    assert [row[0].removeprefix("'") for row in rows[1:]] == [w.removeprefix("'") for w in words]


# --- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?a {\n ?a kg:met }", "line 2, column 1"),
        ("SELECT ?a { ?a nope:met ?b }", "line 1, column .*refix not found; known are kg ent"),
        ("", "line 1, column 1"),
        ("SELECT ?x ?y (COUNT(*) AS ?n) { ?x ?p ?y } GROUP BY ?x", "line 1, .*unbound"),
    ],
)
def test_a_syntax_error_says_where(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        sparql.run(store, query)


def test_an_error_message_is_short(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        sparql.run(store, "SELECT ?a { ?a nope:met ?b }")
    assert "\\u{" not in str(caught.value)


# --- read-only, and at home --------------------------------------------------------------------


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <http://localhost:9/>",
        "PREFIX x: <a:>\nCREATE GRAPH x:y",
        "COPY DEFAULT TO <a:b>",
        "MOVE <a:b> TO <a:c>",
        "ADD <a:b> TO <a:c>",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "insert data { <a:b> <a:c> 1 }",
        "\\u0049NSERT DATA { <a:b> <a:c> 1 }",
        "SELECT * {} ; DROP ALL",
    ],
)
def test_an_update_is_refused(store: Store, update: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="changes data"):
        sparql.run(store, update)
    assert len(store) == before


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what was sent to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def hear() -> None:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                heard.append(connection.recv(1000))

        thread = threading.Thread(target=hear)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", heard
        thread.join()
    assert heard == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
        "ASK { ?x a ?y . SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { # harmless\n SERVICE <URL> { ?s ?p ?o } }",
        'SELECT * { BIND("\\u0022 AS ?x) SERVICE <URL> { ?s ?p ?o } #" AS ?x) }',
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX far: <URL>\nSELECT * FROM far:away { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM <URL> { LATERAL { ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_out(store: Store, listener: tuple[str, list[bytes]], query: str) -> None:
    url, _ = listener
    with pytest.raises(QueryError):
        sparql.run(store, query.replace("URL", url))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { VALUES ?x { \"SERVICE\" \"INSERT DATA\" '''DROP \"ALL\" ''' } }",
        "SELECT ?service { ?service kg:met ?insert }",
        "SELECT ?x { ?x <http://example.org/SERVICE#LOAD> ?y } # DELETE",
        "SELECT ?x { ?x kg:service ?y ; kg:load ?z }",
        "PREFIX service: <a:> PREFIX drop: <b:> SELECT ?x { ?x service:add drop:copy }",
        "SELECT ('x'@en AS ?x) {}",
        "SELECT $with { $with a kg:Person FILTER(?with < 1 || 2 > 1) }",
        'SELECT ("\\"SERVICE" AS ?x) {}',
    ],
)
def test_a_word_in_a_string_or_name_is_no_keyword(store: Store, query: str) -> None:
    sparql.run(store, query)


def test_an_article_of_the_store_may_be_asked_alone(store: Store) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{terms.article(SECOND.id).value}> {{ ?s a kg:Statement }}"
    assert sparql.run(store, query).table() == [["2"]]


def test_several_articles_are_not_united_by_from(store: Store) -> None:
    with pytest.raises(QueryError, match="several FROM"):
        sparql.run(store, f"SELECT * FROM art:{FIRST.id} FROM art:{SECOND.id} {{ ?s ?p ?o }}")


def test_sparql_1_2_runs_though_rdflib_cannot_parse_it(store: Store) -> None:
    assert sparql.run(store, "SELECT ?a { ?a kg:met ?b . LATERAL { SELECT ?c { ?a kg:leads ?c } } }").rows


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { BIND(" + "(" * 9000 + "1" + ")" * 9000 + " AS ?x) }",
        "SELECT * " + "{" * 9000 + "}" * 9000,
        "SELECT * { " + "OPTIONAL {?s ?p ?o} " * 9000 + "}",
        "SELECT * { ?s " + "/".join(["<a:b>"] * 20_000) + " ?o }",
    ],
)
def test_a_query_that_would_kill_the_engine_is_refused(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="at most 100 and 1000"):
        sparql.run(store, query)


def test_a_long_list_of_values_is_no_long_query(store: Store) -> None:
    names = " ".join(f"ent:Nobody_{number}" for number in range(5000))
    assert sparql.run(store, f"SELECT ?x {{ VALUES ?x {{ {names} ent:Trentino }} ?y kg:met ?x }}").table() == [
        ["ent:Trentino"]
    ]
