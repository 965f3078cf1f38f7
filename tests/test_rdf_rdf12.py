"""kg.rdf.rdf12: statements as reifiers of triple terms, and back."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import library
from kg.errors import FormatError, InputError
from kg.rdf import rdf12
from kg.rdf.store import Store
from tests.rdf_records import MET, ONE, TWO

GRAPH = library.of([ONE, TWO])
QUADS = set(GRAPH.store.quads())
UNION = set(GRAPH.store.union())


def test_the_way_back_gives_the_same_quads() -> None:
    assert set(rdf12.plain(rdf12.reified(QUADS))) == QUADS


@pytest.mark.parametrize("suffix", rdf12.FORMATS)
def test_oxigraph_reads_it_and_we_have_the_same_graph(tmp_path: Path, suffix: str) -> None:
    data = GRAPH.to_bytes(suffix, rdf12=True)
    there = ox.Store()
    there.load(data, format=rdf12.FORMATS[suffix])
    assert any(isinstance(q.object, ox.Triple) for q in there)
    (tmp_path / f"g{suffix}").write_bytes(data)
    assert library.load(tmp_path / f"g{suffix}").knowledge == GRAPH.store.knowledge()


@pytest.mark.parametrize("suffix", rdf12.FORMATS)
def test_the_same_quads_give_the_same_bytes(suffix: str) -> None:
    assert rdf12.write(sorted(QUADS, key=str), suffix) == rdf12.write(sorted(QUADS, key=str, reverse=True), suffix)


def test_a_statement_can_be_asked_for_by_its_triple() -> None:
    there = ox.Store()
    there.load(GRAPH.to_bytes(".ttl", rdf12=True), format=ox.RdfFormat.TURTLE)
    query = """PREFIX kg: <https://w3id.org/newskg/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT ?st { ?st rdf:reifies <<( ?a kg:met ?b )>> }"""
    found = [row["st"].value for row in there.query(query)]  # type: ignore[union-attr]
    assert found == [f"https://w3id.org/newskg/statement/{MET.id}"]


def test_a_record_that_is_not_whole_stays_as_it_is() -> None:
    some = [q for q in QUADS if q.predicate.value.endswith("#subject")]
    assert set(rdf12.reified(some)) == set(some)


@pytest.mark.parametrize("suffix", [".jsonld", ".gexf"])
def test_other_formats_cannot_say_it(suffix: str) -> None:
    with pytest.raises(FormatError, match=r"RDF 1\.2 is written as"):
        GRAPH.to_bytes(suffix, rdf12=True)


def test_a_bulk_load_refuses_it(tmp_path: Path) -> None:
    (tmp_path / "g.nq").write_bytes(GRAPH.to_bytes(".nq", rdf12=True))
    with pytest.raises(InputError, match="without --rdf12"):
        library.fill(tmp_path / "news.kg", tmp_path / "g.nq")


# --- packed files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".ttl", ".csv"])
def test_a_packed_file_holds_the_same_bytes_each_time(tmp_path: Path, suffix: str) -> None:
    one = GRAPH.save(tmp_path / f"a{suffix}.gz").read_bytes()
    assert gzip.decompress(one) == GRAPH.to_bytes(suffix)
    assert GRAPH.save(tmp_path / f"b{suffix}.gz").read_bytes() == one


def test_a_packed_file_is_loaded(tmp_path: Path) -> None:
    GRAPH.save(tmp_path / "a.trig.gz")
    assert set(library.load(tmp_path / "a.trig.gz").store.union()) == UNION
    (tmp_path / "b.trig.gz").write_bytes((tmp_path / "a.trig.gz").read_bytes()[:50])
    with pytest.raises(InputError, match=r"b\.trig\.gz"):
        library.load(tmp_path / "b.trig.gz")


def test_a_store_is_dumped_line_by_line(tmp_path: Path) -> None:
    with Store(tmp_path / "news.kg") as store:
        store.add(ONE)
        store.add(TWO)
    loaded = library.load(tmp_path / "news.kg")
    assert loaded.save(tmp_path / "a.nq").read_bytes() == loaded.to_bytes(".nq")
