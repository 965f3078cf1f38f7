"""kg.rdf.terms: any id becomes a valid IRI and comes back; literals have one form."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.rdf import steps, terms

# Any code point, lone surrogates included.
ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
@example("He said \"<b>\" & 'x'")
@example("👩‍🚀 Łódź\u0301 \u202e\x00\n")
@example("\ud800x\udc00")
@example("100%25 %41")
@example("..")
@example("")
def test_any_entity_id_comes_back_from_its_iri(entity_id: str) -> None:
    assert terms.entity_id(terms.entity(entity_id)) == entity_id


@given(ANY_TEXT)
def test_an_iri_holds_no_character_that_a_format_would_have_to_escape(name: str) -> None:
    step = steps.encoded(name)
    assert not set(step) & set(" <>\"{}|^`\\#?/&'\n\r\t\x00\x7f\xa0\u200b\u200e\u202e\ufeff")
    step.encode()


@given(ANY_TEXT, ANY_TEXT)
def test_two_ids_never_share_an_iri(one: str, other: str) -> None:
    assert (steps.encoded(one) == steps.encoded(other)) == (one == other)


def test_names_stay_readable() -> None:
    assert terms.entity("Vladimir_Putin").value == "https://w3id.org/newskg/entity/Vladimir_Putin"
    assert steps.encoded("Recep_Tayyip_Erdoğan") == "Recep_Tayyip_Erdoğan"
    assert steps.encoded("习近平") == "习近平"


def test_a_step_that_is_no_utf_8_stays_as_it_is() -> None:
    assert steps.decoded("a%FFb%C3%A9") == "a%FFb%C3%A9".replace("%C3%A9", "é")


def test_a_predicate_is_of_the_ontology_or_an_open_relation() -> None:
    assert terms.predicate("met") == ox.NamedNode(terms.KG + "met")
    assert terms.predicate("rel:stoke fear") == ox.NamedNode(terms.REL + "stoke%20fear")
    assert terms.predicate_name(terms.predicate("rel:stoke fear")) == "rel:stoke fear"
    assert terms.predicate_name(terms.named("rdfs:label")) is None


def test_article_evidence_and_run_lead_back_to_the_article() -> None:
    for node in (terms.article("a b"), terms.evidence("a b", 1, 2), terms.run("a b")):
        assert terms.article_id(node) == "a b"
    assert terms.article_id(terms.entity("a b")) is None


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2023-04-16", "date"),
        ("2023-04", "gYearMonth"),
        ("2023", "gYear"),
        ("2023-04-16T10:00:00Z", "dateTime"),
        ("2023-04-16T10:00:00.5+02:00", "dateTime"),
        ("on Sunday", "string"),
        ("2023-02-30", "string"),
        ("2023-13", "string"),
        ("0000", "string"),
        ("2023-04-16T25:00:00", "string"),
        ("", "string"),
    ],
)
def test_a_time_has_the_type_of_its_precision(text: str, datatype: str) -> None:
    assert terms.time(text) == ox.Literal(text, datatype=ox.NamedNode(terms.XSD + datatype))


def test_an_interval_is_edtf() -> None:
    assert terms.time("2023-04/2023-05").datatype.value == terms.EDTF
    assert terms.time("2023-04-16/..").datatype.value == terms.EDTF
    assert terms.time("either/or").datatype.value == terms.XSD + "string"


def test_a_moment_is_written_in_its_canonical_form() -> None:
    assert terms.time("2023-04-16T10:00+00:00").value == "2023-04-16T10:00:00Z"
    assert terms.time("2023-04-16T10:00:00.500").value == "2023-04-16T10:00:00.5"


@given(st.one_of(st.floats(0, 1), st.just(1), st.just(0)))
def test_a_decimal_keeps_every_digit_and_a_point(number: float) -> None:
    literal = terms.decimal(number)
    assert float(literal.value) == number
    assert "." in literal.value
    assert "e" not in literal.value.lower()


@pytest.mark.parametrize(
    "literal",
    [
        terms.integer(196),
        terms.decimal(1.0),
        terms.decimal(0.35),
        terms.time("2023-04-16"),
        terms.time("2023"),
        terms.time("2023-04"),
        terms.time("2023-04-16T10:00+00:00"),
        terms.time("2023/2024"),
        terms.english("met"),
    ],
)
def test_a_store_gives_every_literal_back_as_it_was(literal: ox.Literal) -> None:
    quad = ox.Quad(terms.kg("a"), terms.kg("b"), literal)
    store = ox.Store()
    store.add(quad)
    assert terms.canonical(store) == [quad]


def test_a_lone_surrogate_in_a_literal_is_replaced() -> None:
    assert terms.literal("a\ud800b").value == "a\ufffdb"


def test_what_a_user_writes_is_expanded() -> None:
    assert terms.expanded("kg:met") == terms.kg("met")
    assert terms.expanded("ent:Conan O'Brien <3") == terms.entity("Conan O'Brien <3")
    assert terms.expanded(" <https://example.org/x> ").value == "https://example.org/x"
    with pytest.raises(ValueError, match="no IRI"):
        terms.expanded("Li Shangfu")


def test_an_external_id_that_is_no_iri_is_a_literal() -> None:
    assert terms.foreign("http://www.wikidata.org/entity/Q1") == ox.NamedNode("http://www.wikidata.org/entity/Q1")
    assert terms.foreign("Q1") == ox.Literal("Q1")
    assert terms.foreign("http://a b") == ox.Literal("http://a b")


def test_terms_are_shortened_for_people() -> None:
    assert [terms.short(t) for t in (terms.entity("Li"), ox.Literal("x"), ox.NamedNode("http://other/"), None)] == [
        "ent:Li",
        "x",
        "http://other/",
        "",
    ]
