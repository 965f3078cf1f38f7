"""kg.rdf.bulk: whole stores in and out, at the speed of the disk, and never half."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from kg import library
from kg.errors import FormatError, InputError
from kg.rdf import bulk, formats
from kg.rdf.store import Store
from tests import growing
from tests.growing import articles


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one store as files of all kinds, and the store."""
    folder = tmp_path_factory.mktemp("bulk")
    with Store(folder / "news.kg", schema=growing.SCHEMA) as store:
        for article in articles(12):
            store.add(growing.extraction(article), model=growing.MODEL)
        for suffix in formats.WRITERS:
            data = formats.write(store.quads(), suffix)
            (folder / f"news{suffix}").write_bytes(data)
            (folder / f"news{suffix}.gz").write_bytes(gzip.compress(data))
    return folder


def said(path: Path) -> bytes:
    with Store(path) as store:
        growing.check(store)
        out = io.BytesIO()
        bulk.dump(store, out)
        return out.getvalue()


def test_a_dump_is_sorted_and_the_same_as_the_file(dumps: Path) -> None:
    assert said(dumps / "news.kg") == (dumps / "news.nq").read_bytes()


def test_a_dump_is_the_same_when_it_is_sorted_in_parts(dumps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_SORTED", 50)
    assert said(dumps / "news.kg") == (dumps / "news.nq").read_bytes()


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".nq.gz", ".trig.gz"])
def test_a_new_store_is_filled_from_files_with_graphs(dumps: Path, tmp_path: Path, suffix: str) -> None:
    assert library.fill(tmp_path / "new.kg", dumps / f"news{suffix}") == 12
    assert said(tmp_path / "new.kg") == (dumps / "news.nq").read_bytes()
    assert sorted(p.name for p in (tmp_path / "new.kg").iterdir()) == ["newskg-store.json", "oxigraph"]


@pytest.mark.parametrize("suffix", [".ttl", ".nt.gz", ".jsonld"])
def test_a_union_is_handed_out_to_its_articles(dumps: Path, tmp_path: Path, suffix: str) -> None:
    assert library.fill(tmp_path / "new.kg", dumps / f"news{suffix}") == 12
    with Store(tmp_path / "new.kg") as new, Store(dumps / "news.kg") as old:
        assert set(new.union()) == set(old.union())


def test_what_is_there_stays_and_what_is_new_comes(dumps: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.kg"
    more = articles(20)
    with Store(path, schema=growing.SCHEMA) as store:
        for article in more[10:]:
            store.add(growing.extraction(article), model=growing.MODEL)
    assert library.fill(path, dumps / "news.nq.gz") == 10
    assert library.fill(path, dumps / "news.trig") == 0
    with Store(path) as store:
        growing.check(store)
        assert set(store.quads()) == set().union(*map(growing.quads_of, more))


def test_a_store_can_be_loaded_twice_over_in_one_go(dumps: Path, tmp_path: Path) -> None:
    library.fill(tmp_path / "new.kg", dumps / "news.nq", dumps / "news.trig")
    assert said(tmp_path / "new.kg") == (dumps / "news.nq").read_bytes()


BROKEN = {
    "cut.nq": (b'<http://x.example/s> <http://x.example/p> "o', "cut.nq"),
    "triple.nq": (
        b"<http://x.example/s> <http://x.example/p> <http://x.example/o> .\n",
        "line 1: no graph of an article",
    ),
    "words.nq": (b'<http://x.example/s> <http://x.example/p> "a <b> c" .\n', "line 1: no graph of an article"),
    "strange.nq": (
        b'<http://x.example/s> <http://x.example/p> "o" <http://x.example/g> .\n',
        "is no graph of an article",
    ),
    "empty.nq": (b"# nothing\n", "no article in it"),
    "cut.nq.gz": (gzip.compress(b"x" * 5000)[:20], "give a whole file"),
    "plain.nq.gz": (b"not packed", "give a whole file"),
    "cut.trig": (b"<http://x.example/g> { <a> ", "cut.trig"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_and_leaves_the_store_as_it_was(tmp_path: Path, name: str) -> None:
    data, message = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message):
        library.fill(tmp_path / "new.kg", tmp_path / name)
    with Store(tmp_path / "new.kg") as store:
        assert (store.articles(), len(store)) == ([], 0)
    assert not list((tmp_path / "new.kg").glob("*.loading"))


def test_missing_files_and_unknown_kinds_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        library.fill(tmp_path / "new.kg", tmp_path / "none.nq")
    with pytest.raises(FormatError, match="no RDF format"):
        library.fill(tmp_path / "new.kg", tmp_path / "none.csv.gz")
    assert not (tmp_path / "new.kg").exists()


def test_what_a_killed_load_left_is_cleared_away(dumps: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.kg"
    (path / "oxigraph.loading").mkdir(parents=True)
    (path / "oxigraph.loading" / "CURRENT").write_text("?", encoding="utf-8")
    library.fill(path, dumps / "news.nq")
    assert said(path) == (dumps / "news.nq").read_bytes()
