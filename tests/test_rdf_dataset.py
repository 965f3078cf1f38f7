"""kg.rdf.dataset: records to quads and back, and what must never become a flat triple."""

from __future__ import annotations

import time
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology
from kg.errors import InputError
from kg.model import Article, Entity, Evidence, Extraction, Knowledge, Statement, Text
from kg.ontology.schema import Schema
from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.dataset import article_quads, knowledge
from kg.rdf.partition import by_article
from tests.rdf_records import CLAIM, DENIAL, FIRST, MET, ONE, PEACE, PLAN, STOKED, THANKED, TWO


@pytest.fixture(scope="module")
def schema() -> Schema:
    return ontology.load().schema


def bare(found: Knowledge) -> Knowledge:
    """What RDF keeps of it: no text, no mentions."""
    return Knowledge(
        tuple(replace(a, text="") for a in found.articles),
        tuple(replace(e, mentions=()) for e in found.entities),
        found.statements,
    )


NO_SCHEMA = Schema()


def triples(*statements: Statement, schema: Schema = NO_SCHEMA) -> set[tuple[object, object, object]]:
    quads = article_quads(Extraction(FIRST, (), statements), schema)
    return {(q.subject, q.predicate, q.object) for q in quads}


def flat(statement: Statement) -> tuple[object, object, object]:
    obj = statement.object
    return (
        terms.entity(statement.subject),
        terms.predicate(statement.predicate),
        ox.Literal(obj.value) if isinstance(obj, Text) else terms.entity(obj),
    )


# --- records to quads --------------------------------------------------------------------------


@pytest.mark.parametrize("fact", [MET, THANKED, STOKED])
def test_a_fact_has_a_flat_triple(fact: Statement) -> None:
    assert flat(fact) in triples(fact)


@pytest.mark.parametrize("other", [CLAIM, DENIAL, PLAN, PEACE, replace(MET, factuality="possible")])
def test_a_claim_denial_plan_or_possibility_has_none(other: Statement) -> None:
    assert flat(other) not in triples(other)


def test_every_quad_is_in_the_articles_graph_and_there_is_no_blank_node(schema: Schema) -> None:
    quads = article_quads(ONE, schema)
    assert {q.graph_name for q in quads} == {terms.article(FIRST.id)}
    assert not any(isinstance(term, ox.BlankNode) for q in quads for term in (q.subject, q.object))


def test_every_quad_comes_once(schema: Schema) -> None:
    quads = article_quads(ONE, schema)
    assert len(quads) == len(set(quads))


def test_a_claim_keeps_the_order_of_its_claimants() -> None:
    assert (terms.statement(CLAIM.id), v.CHAIN, ox.Literal("Herald > Trentino")) in triples(CLAIM)


def test_a_predicate_is_declared_with_all_that_is_above_it(schema: Schema) -> None:
    said = triples(MET, schema=schema)
    assert (terms.kg("met"), v.FAMILY, ox.Literal("CONSULT")) in said
    assert (terms.kg("met"), v.QUAD, ox.Literal("verbal cooperation")) in said
    assert (terms.kg("met"), v.SUB_PROPERTY, terms.kg("consulted")) in said
    assert (terms.kg("consulted"), v.SUB_PROPERTY, terms.kg("verballyCooperatedWith")) in said


def test_an_open_relation_is_minted_below_open_relation() -> None:
    stoke = ox.NamedNode(terms.REL + "stoke")
    assert {(stoke, v.SUB_PROPERTY, v.OPEN), (stoke, v.LABEL, ox.Literal("stoke"))} <= triples(STOKED)


def test_the_run_names_software_and_model_and_no_time(schema: Schema) -> None:
    quads = article_quads(ONE, schema, model="some_model 1.0")
    labels = {
        q.object.value
        for q in quads
        if q.predicate == v.LABEL
        and isinstance(q.object, ox.Literal)
        and any(q.subject == other.object and other.predicate == v.ASSOCIATED_WITH for other in quads)
    }
    assert "some_model 1.0" in labels
    assert any(label.startswith("newskg") for label in labels)


def test_a_statement_takes_about_twelve_quads(schema: Schema) -> None:
    with_it = len(article_quads(Extraction(FIRST, (), (MET, CLAIM)), Schema()))
    without = len(article_quads(Extraction(FIRST, (), (CLAIM,)), Schema()))
    assert 12 <= with_it - without <= 20  # its evidence counted in


def test_sixty_statements_take_a_few_milliseconds(schema: Schema) -> None:
    many = Extraction(FIRST, ONE.entities, tuple(replace(MET, object=f"Person_{i}") for i in range(60)))
    article_quads(many, schema)
    best = min(_seconds(many, schema) for _ in range(5))
    assert best < 0.1  # 5 ms on a quiet machine


def _seconds(extraction: Extraction, schema: Schema) -> float:
    start = time.perf_counter()
    article_quads(extraction, schema)
    return time.perf_counter() - start


# --- and back ----------------------------------------------------------------------------------


def test_knowledge_comes_back_whole(schema: Schema) -> None:
    quads = [*article_quads(ONE, schema), *article_quads(TWO, schema)]
    assert knowledge(quads) == bare(Knowledge.of([ONE, TWO]))


def test_the_order_of_quads_does_not_matter(schema: Schema) -> None:
    quads = [*article_quads(ONE, schema), *article_quads(TWO, schema)]
    assert knowledge(reversed(quads)) == knowledge(quads)


def test_the_union_alone_says_the_same(schema: Schema) -> None:
    union = [ox.Quad(q.subject, q.predicate, q.object) for e in (ONE, TWO) for q in article_quads(e, schema)]
    assert knowledge(union) == bare(Knowledge.of([ONE, TWO]))


def test_statements_keep_the_id_of_their_iri(schema: Schema) -> None:
    quads = article_quads(ONE, schema)
    iris = {q.subject for q in quads if q.object == v.STATEMENT}
    assert iris == {terms.statement(s.id) for s in knowledge(quads).statements}


def test_nothing_says_nothing() -> None:
    assert knowledge([]) == Knowledge()


def test_an_article_without_a_statement_is_kept(schema: Schema) -> None:
    assert [a.id for a in knowledge(article_quads(Extraction(FIRST), schema)).articles] == [FIRST.id]


def test_a_broken_number_is_named() -> None:
    node = terms.statement("x")
    quads = [
        ox.Quad(node, v.TYPE, v.STATEMENT),
        ox.Quad(node, v.SUBJECT, terms.entity("A")),
        ox.Quad(node, v.PREDICATE, terms.kg("met")),
        ox.Quad(node, v.OBJECT, terms.entity("B")),
        ox.Quad(node, v.CONFIDENCE, ox.Literal("very")),
    ]
    with pytest.raises(InputError, match="very"):
        knowledge(quads)


def test_a_role_of_a_reserved_name_is_kept_apart() -> None:
    odd = replace(MET, qualifiers=(("phrase", "p"), ("time", "noon")))
    quads = article_quads(Extraction(FIRST, (), (odd,)), Schema())
    assert knowledge(quads).statements == (odd,)


# Any text that a literal can hold: no lone surrogates.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
# An id may be any text at all.
NAMES = st.text(st.characters(), min_size=1, max_size=12)
TIMES = st.sampled_from([None, "2023", "2023-04", "2023-04-16", "2023-04-16/2023-04-18", "2023-04-16T10:00:00Z"])


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    start = draw(st.integers(0, 1000))
    quote = draw(WORDS)
    return Statement(
        draw(NAMES),
        draw(st.one_of(st.just("met"), NAMES.map(lambda n: f"rel:{n}"))),
        draw(st.one_of(NAMES, WORDS.map(Text))),
        draw(st.sampled_from(["positive", "negative"])),
        draw(st.sampled_from(["actual", "planned", "possible"])),
        draw(st.lists(NAMES, max_size=3).map(tuple)),
        draw(TIMES),
        draw(st.one_of(st.none(), NAMES)),
        tuple(sorted(draw(st.sets(st.tuples(st.sampled_from(["topic", "time", "role"]), WORDS), max_size=3)))),
        draw(st.one_of(st.just(""), WORDS)),
        (Evidence(FIRST.id, start, start + len(quote), quote),),
        draw(st.floats(0, 1)),
    )


@given(statements())
def test_any_statement_comes_back(statement: Statement) -> None:
    quads = article_quads(Extraction(FIRST, (), (statement,)), Schema())
    assert knowledge(quads).statements == (statement,)


@given(NAMES, WORDS, st.sets(WORDS, max_size=3))
def test_any_entity_comes_back(entity_id: str, name: str, aliases: set[str]) -> None:
    entity = Entity(entity_id, name, "Person", tuple(sorted(aliases)))
    quads = article_quads(Extraction(FIRST, (entity,)), Schema())
    assert knowledge(quads).entities == bare(Knowledge.of([Extraction(FIRST, (entity,))])).entities


def test_words_that_no_literal_can_hold_do_not_part_a_statement_from_its_iri() -> None:
    odd = replace(THANKED, object=Text("crowd\ud800"))
    quads = article_quads(Extraction(FIRST, (), (odd,)), Schema())
    (iri,) = {q.subject for q in quads if q.object == v.STATEMENT}
    assert iri == terms.statement(knowledge(quads).statements[0].id)


# --- a union handed out to its articles ----------------------------------------------------------


def test_a_union_goes_back_to_the_graphs_it_came_from(schema: Schema) -> None:
    quads = [*article_quads(ONE, schema), *article_quads(TWO, schema)]
    union = {ox.Quad(q.subject, q.predicate, q.object) for q in quads}
    handed_out = by_article(union)
    assert set(quads) <= set(handed_out)
    assert {ox.Quad(q.subject, q.predicate, q.object) for q in handed_out} == union
    assert knowledge(handed_out) == knowledge(quads)


def test_a_union_of_one_article_is_that_article(schema: Schema) -> None:
    quads = article_quads(ONE, schema)
    assert set(by_article(ox.Quad(q.subject, q.predicate, q.object) for q in quads)) == set(quads)


def test_the_graphs_of_a_dataset_stay_as_they_are(schema: Schema) -> None:
    quads = article_quads(ONE, schema)
    assert by_article(quads) == quads


def test_a_claim_of_one_article_is_no_reason_to_give_it_anothers_fact(schema: Schema) -> None:
    claim = Extraction(
        Article("other"),
        (),
        (replace(MET, claimed_by=("Herald",), evidence=(Evidence(Article("other").id, 0, 5, "other"),)),),
    )
    quads = [*article_quads(ONE, schema), *article_quads(claim, schema)]
    handed_out = by_article({ox.Quad(q.subject, q.predicate, q.object) for q in quads})
    where = {q.graph_name for q in handed_out if (q.subject, q.predicate, q.object) == flat(MET)}
    assert where == {terms.article(FIRST.id)}
