"""Shards: whole or not at all, the same bytes however they are made, and nothing hostile that stops a run."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from kg import library
from kg.cluster import manifest
from kg.cluster.build import Built, build
from kg.cluster.folder import Folder, replace_file
from kg.cluster.job import Job, stamp
from kg.cluster.parts import Batch, batches, parts
from kg.cluster.reading import Orders
from kg.cluster.worker import Worker
from kg.errors import FormatError, InputError, ModelError, StoreError
from kg.exporters.frame import COLUMNS
from kg.library import growth
from kg.model import Article
from kg.rdf.store import Store
from tests import growing, hostile
from tests.conftest import ARTICLE, ROOT
from tests.warcs import archive, broken, packed, record, story

ORDERS = Orders(factory=hostile.FACTORY, limit=2.0)


def built(
    output: Path | str, *sources: Path | str, workers: int = 2, words: int = 60, orders: Orders = ORDERS
) -> Built:
    return build([str(s) for s in sources], str(output), workers=workers, words=words, orders=orders)


def articles(folder: Path, count: int = 24, *, order: str = "", at: int = 7) -> Path:
    """A file of articles, one of which has an order to the reader in it."""
    some = growing.articles(count)
    if order:
        some[at] = Article(f"{some[at].text} {order}", url=some[at].url, publisher="Duck")
    return growing.write(folder / "articles.jsonl", some)


def contents(output: Path) -> dict[str, bytes]:
    """Every file that counts, by its name."""
    files = (path for path in output.rglob("*") if path.is_file() and path.parent.name != "parts")
    return {str(path.relative_to(output)): path.read_bytes() for path in files}


def lines(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def graphs(path: Path) -> set[str]:
    with Store(path, read_only=True) as store:
        return {str(quad) for quad in store.quads()}


def loaded(tmp_path: Path, output: Path) -> set[str]:
    library.fill(tmp_path / "loaded.kg", output)
    return graphs(tmp_path / "loaded.kg")


# --- what comes out --------------------------------------------------------------------------------


def test_however_many_workers_there_are_the_bytes_are_the_same(tmp_path: Path) -> None:
    source = articles(tmp_path)
    built(tmp_path / "one", source, workers=1)
    built(tmp_path / "three", source, workers=3)
    assert contents(tmp_path / "one") == contents(tmp_path / "three")
    assert len(list((tmp_path / "one" / "quads").iterdir())) > 4


def test_shards_make_the_store_that_one_process_makes(tmp_path: Path) -> None:
    first = growing.write(tmp_path / "1.jsonl", growing.articles(20))
    later = [Article(a.text, published="2023-05-01", url=a.url) for a in growing.articles(20, edition=2)]
    second = tmp_path / "2.jsonl"
    rows = [{"text": a.text, "url": a.url, "date": a.published} for a in [*later, *later[:3]]]
    second.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    sums = built(tmp_path / "shards", first, second).sums
    with Store(tmp_path / "grown.kg", schema=growing.SCHEMA) as store:
        items = [item for path in (first, second) for item in library.read(path)]
        found = growth.grow(store, items, growing.Stub())
    assert loaded(tmp_path, tmp_path / "shards") == graphs(tmp_path / "grown.kg")
    assert (sums["older"], sums["again"] + sums["doubles"]) == (found.older, found.doubles)
    assert found.older == 10


def test_shards_go_into_a_store_that_has_articles(tmp_path: Path) -> None:
    built(tmp_path / "a", growing.write(tmp_path / "a.jsonl", growing.articles(6)))
    built(tmp_path / "b", growing.write(tmp_path / "b.jsonl", growing.articles(12)))
    loaded(tmp_path, tmp_path / "a")
    assert library.fill(tmp_path / "loaded.kg", tmp_path / "b") == 6


def test_the_statements_are_a_table_with_the_known_columns(tmp_path: Path) -> None:
    sums = built(tmp_path / "shards", articles(tmp_path)).sums
    table = pyarrow.parquet.read_table(tmp_path / "shards" / "statements")
    assert table.column_names == list(COLUMNS)
    assert table.num_rows == sums["statements"]


def test_quads_are_sorted_and_each_stands_once(tmp_path: Path) -> None:
    built(tmp_path / "shards", articles(tmp_path))
    for path in (tmp_path / "shards" / "quads").iterdir():
        found = gzip.decompress(path.read_bytes()).splitlines()
        assert found == sorted(set(found))


def test_the_real_reader_gives_what_a_build_into_a_store_gives(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_bytes(ARTICLE.read_bytes())
    archive(folder / "b.warc.gz", [packed(record("https://news.example/1", story()))])
    options = ["--publisher", "Duck Times", "--published", "2023-04-16"]
    for more in (["--engine", "local", "-o", str(tmp_path / "shards")], ["--store", str(tmp_path / "grown.kg")]):
        command = [sys.executable, "-m", "kg", "build", str(folder), *options, *more]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert loaded(tmp_path, tmp_path / "shards") == graphs(tmp_path / "grown.kg")


# --- batches ---------------------------------------------------------------------------------------


def test_batches_are_sized_by_words(tmp_path: Path) -> None:
    [part], _ = parts([articles(tmp_path, 30)], "")
    found = list(batches(part, 90))
    words = [sum(len(item.text.split()) for item in batch.items if isinstance(item, Article)) for batch in found]
    assert all(90 <= size < 90 + 18 for size in words[:-2])
    assert [batch.number for batch in found] == list(range(len(found)))
    assert found[-1].items == ()


def test_small_files_share_a_part_and_archives_have_one_each(tmp_path: Path) -> None:
    for n in range(450):
        (tmp_path / f"{n:03}.txt").write_text(f"Freedonia met Laputa {n}.", encoding="utf-8")
    growing.write(tmp_path / "a.jsonl", growing.articles(2))
    growing.write(tmp_path / "b.jsonl", growing.articles(2))
    found, _ = parts([tmp_path], "")
    assert [len(part.files) for part in found] == [1, 1, 200, 200, 50]


def test_a_source_that_is_not_there_is_told_of_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        built(tmp_path / "shards", articles(tmp_path), tmp_path / "missing.jsonl")
    with pytest.raises(FormatError, match="no reader for the suffix"):
        built(tmp_path / "shards", growing.write(tmp_path / "a.xyz", []))
    assert not (tmp_path / "shards").exists()


# --- what may happen -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "reason"),
    [("#loop", "failed: took longer"), ("#crash", "failed: the process")],
    ids=["hangs within C", "crashes"],
)
def test_a_poison_article_is_left_out_counted_and_named(tmp_path: Path, order: str, reason: str) -> None:
    found = built(tmp_path / "shards", articles(tmp_path, order=order))
    assert found.sums["articles"] == 23
    assert found.sums["skipped"] == {reason: 1}
    [failure] = found.progress.failed
    assert "https://duck.example/7" in failure


def test_an_article_whose_process_is_killed_is_read_by_the_next(tmp_path: Path) -> None:
    source = articles(tmp_path, order=f"#once={tmp_path / 'killed'}")
    built(tmp_path / "disturbed", source)
    assert (tmp_path / "killed").exists()
    built(tmp_path / "calm", source)
    assert contents(tmp_path / "disturbed") == contents(tmp_path / "calm")


def test_a_run_that_was_killed_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    source = growing.write(
        tmp_path / "a.jsonl", [Article(f"{a.text} #slow=20", url=a.url) for a in growing.articles(60)]
    )
    command = [sys.executable, "-m", "tests.cluster", "run", str(source), str(tmp_path / "killed"), "--words", "60"]
    process = subprocess.Popen(command, cwd=ROOT)
    _wait(lambda: len(list((tmp_path / "killed").glob("reports/*.json"))) > 3)
    process.kill()
    process.wait()
    there = {path: path.stat().st_mtime_ns for path in (tmp_path / "killed").glob("reports/*.json")}
    assert not (tmp_path / "killed" / "manifest.jsonl").exists()
    found = built(tmp_path / "killed", source).progress
    assert found.known >= len(there)
    assert all(path.stat().st_mtime_ns == when for path, when in there.items())
    built(tmp_path / "calm", source)
    left = {name for name in contents(tmp_path / "killed") if name.endswith(".tmp")}
    assert {k: v for k, v in contents(tmp_path / "killed").items() if k not in left} == contents(tmp_path / "calm")


def test_workers_end_when_their_parent_is_gone(tmp_path: Path) -> None:
    source = articles(tmp_path, order="#loop", at=0)
    command = [sys.executable, "-m", "tests.cluster", "run", str(source), str(tmp_path / "out"), "--limit", "2"]
    process = subprocess.Popen(command, cwd=ROOT)
    _wait(lambda: len(_children(process.pid)) >= 1)
    children = _children(process.pid)
    process.kill()
    process.wait()
    _wait(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


def test_a_second_run_reads_nothing_again(tmp_path: Path) -> None:
    source = articles(tmp_path)
    before = built(tmp_path / "shards", source)
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "shards").glob("*/*")}
    after = built(tmp_path / "shards", source)
    assert after.progress.parts_known == 1
    assert after.sums == before.sums
    assert stamps == {path: path.stat().st_mtime_ns for path in (tmp_path / "shards").glob("*/*")}


def test_articles_that_are_added_to_a_source_are_read_and_the_others_not(tmp_path: Path) -> None:
    built(tmp_path / "shards", articles(tmp_path, 24))
    found = built(tmp_path / "shards", articles(tmp_path, 48))
    assert found.sums["articles"] == 48
    assert found.progress.known >= 6


def test_archives_in_any_state_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    pages = [packed(record(f"https://duck.example/{n}", story("Laputa", "Lilliput"))) for n in range(4)]
    large = packed(record("https://duck.example/large", b"<p>" + b"x" * 50_000_000))
    archive(tmp_path / "a.warc.gz", [pages[0], broken(pages[1]), large, pages[2]])
    archive(tmp_path / "b.warc.gz", [pages[3], pages[1][:-30]])
    sums = built(tmp_path / "shards", tmp_path).sums
    assert sums["articles"] == 3
    assert sums["skipped"] == {"broken record": 2, "page too large": 1}


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="make room or change the permissions"):
        built(tmp_path / "file" / "shards", articles(tmp_path))


def test_a_model_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="'en_none' is not installed"):
        built(tmp_path / "shards", articles(tmp_path), orders=Orders("en_none"))


def test_a_worker_that_reads_in_another_way_is_refused(tmp_path: Path) -> None:
    job = Job(Folder(str(tmp_path)), ORDERS, stamp("another model 1.0", ORDERS))
    with pytest.raises(ModelError, match="one image for all nodes"), Worker(ORDERS) as worker:
        job.check(worker.model)


def test_a_shard_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    built(tmp_path / "shards", articles(tmp_path))
    path = min((tmp_path / "shards" / "quads").iterdir())
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match="not what the manifest says"):
        loaded(tmp_path, tmp_path / "shards")
    path.unlink()
    with pytest.raises(InputError, match="copy the whole folder"):
        loaded(tmp_path, tmp_path / "shards")


def test_shards_can_be_kept_where_fsspec_can_write(tmp_path: Path) -> None:
    import fsspec

    source = articles(tmp_path)
    built(tmp_path / "here", source)
    built("memory://bucket/shards", source)
    memory = fsspec.filesystem("memory")
    there = {name.removeprefix("/bucket/shards/"): memory.cat_file(name) for name in memory.find("/bucket/shards")}
    assert {k: v for k, v in there.items() if not k.startswith("parts/")} == contents(tmp_path / "here")


def test_a_manifest_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_text('{"format": 99}\n', encoding="utf-8")
    with pytest.raises(InputError, match="of another version"):
        list(manifest.quads(tmp_path))


def test_a_batch_is_known_by_all_that_is_in_it() -> None:
    some = Article("Freedonia met Laputa.", url="https://duck.example/1")
    other = Article(some.text, url=some.url, published="2023-04-16")
    assert Batch(0, 0, (some,)).digest == Batch(3, 7, (some,)).digest != Batch(0, 0, (other,)).digest


def _wait(there: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()]


def test_what_a_killed_writer_left_is_swept_when_the_file_is_there(tmp_path: Path) -> None:
    quads = tmp_path / "quads"
    quads.mkdir()
    for name in (".a.nq.gz.12.ab12.tmp", "a.nq.gz", ".b.nq.gz.12.cd34.tmp"):
        (quads / name).write_bytes(b"x")
    Folder(str(tmp_path)).sweep()
    assert sorted(p.name for p in quads.iterdir()) == [".b.nq.gz.12.cd34.tmp", "a.nq.gz"]


def test_a_writer_whose_file_was_swept_is_content_with_that_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.json"

    def swept(here: Path, there: Path) -> None:
        here.unlink()
        if here.parent.name != "alone":
            there.write_bytes(b"the same")
        raise FileNotFoundError

    monkeypatch.setattr(Path, "replace", swept)
    replace_file(target, b"the same")
    assert target.read_bytes() == b"the same"
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "alone" / "a.json", b"x")
