"""kg.library.growth: a store that grows, goes on where it was ended, and holds each article whole or not at all."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg import library
from kg.errors import StoreError, UnknownName
from kg.library import growth
from kg.library.growth import Growth
from kg.library.spool import Spool
from kg.model import Article
from kg.rdf import formats
from kg.rdf.store import Store
from kg.readers import Skip
from tests import endurance, growing
from tests.growing import Stub, articles

ROOT = Path(__file__).parent.parent
FIRST, SECOND = articles(12), articles(12, edition=2)
NOBODY = 65534


def grown(store: Store, some: list[Article], reader: Stub | None = None) -> Growth:
    return growth.grow(store, some, reader or Stub())


def dump(store: Store) -> bytes:
    growing.check(store)
    return formats.write(store.quads(), ".nq")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(schema=growing.SCHEMA) as opened:
        yield opened


# --- growing -------------------------------------------------------------------------------------


def test_what_is_read_is_in_the_store(store: Store) -> None:
    report = grown(store, FIRST)
    assert (report.read, report.unchanged, report.replaced) == (12, 0, 0)
    assert report.words == sum(len(a.text.split()) for a in FIRST)
    assert set(store.quads()) == set().union(*map(growing.quads_of, FIRST))


def test_memory_is_given_back_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    relieved: list[int] = []
    give_back = Store.relieve

    def noted(store: Store) -> None:
        give_back(store)
        relieved.append(len(store.articles()))

    monkeypatch.setattr(growth, "_RELIEF", 5)
    monkeypatch.setattr(Store, "relieve", noted)
    with Store(tmp_path / "news.kg", schema=growing.SCHEMA) as store:
        grown(store, FIRST)
        assert set(store.quads()) == set().union(*map(growing.quads_of, FIRST))
    assert relieved == [5, 10]


def test_what_is_there_already_is_not_read_again(store: Store) -> None:
    grown(store, FIRST[:5])
    before = dump(store)
    reader = Stub()
    report = grown(store, FIRST[:7], reader)
    assert (report.read, report.unchanged) == (2, 5)
    assert reader.read == [a.id for a in FIRST[5:7]]
    assert grown(store, FIRST[:5]).unchanged == 5
    assert set(before.splitlines()) < set(dump(store).splitlines())


def test_a_changed_article_takes_the_place_of_its_old_edition(store: Store) -> None:
    grown(store, FIRST)
    report = grown(store, SECOND)
    assert (report.read, report.replaced, report.unchanged) == (6, 6, 6)
    growing.check(store)
    assert set(store.quads()) == set().union(*map(growing.quads_of, SECOND))


def test_an_older_edition_does_not_take_the_place_of_a_later_one(store: Store) -> None:
    late = replace(FIRST[1], published="2024-05-02", id="")
    early = replace(SECOND[1], published="2024-05-01", id="")
    grown(store, [late])
    report = grown(store, [early])
    assert (report.read, report.older) == (0, 1)
    assert store.articles() == [late.id]


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_editions_in_one_run_the_later_is_kept_in_whatever_order(store: Store, turn: int) -> None:
    late = replace(FIRST[1], published="2024-05-02", id="")
    early = replace(SECOND[1], published="2024-05-01", id="")
    for _ in range(2):
        report = grown(store, [early, late][::turn])
        assert report.older == 1
        assert store.articles() == [late.id]
    assert report.unchanged == 1


@pytest.mark.parametrize("turn", [1, -1])
def test_the_same_article_with_two_titles_is_one_whatever_the_order(store: Store, turn: int) -> None:
    twins = [replace(FIRST[0], title=title) for title in ("One", "Other")][::turn]
    report = grown(store, twins)
    assert (report.read, report.doubles) == (1, 1)
    one = dump(store)
    again = grown(store, twins[::-1])
    assert (again.read, again.unchanged) == (0, 1)
    assert dump(store) == one


def test_an_article_of_which_more_is_known_is_read_again(store: Store) -> None:
    grown(store, FIRST[:2])
    report = grown(store, [replace(FIRST[0], published="2024-05-01"), FIRST[1]])
    assert (report.read, report.replaced, report.unchanged) == (1, 1, 1)


def test_another_model_reads_everything_again(store: Store) -> None:
    grown(store, FIRST)
    report = grown(store, FIRST, Stub(model="stub 2.0"))
    assert (report.read, report.replaced) == (12, 12)
    assert set(store.quads()) == set().union(*(growing.quads_of(a, "stub 2.0") for a in FIRST))


def test_an_article_that_fails_is_told_of_and_tried_again(store: Store) -> None:
    broken = Article("They fail here.", url="https://duck.example/broken", title="Broken")
    report = grown(store, [FIRST[0], broken, FIRST[1]])
    assert (report.read, report.skipped) == (2, 1)
    assert report.failed == ["Broken: failed: ValueError: told to"]
    reader = Stub()
    grown(store, [FIRST[0], broken], reader)
    assert reader.read == [broken.id]


def test_an_article_that_fails_leaves_its_old_edition(store: Store) -> None:
    grown(store, FIRST[:1])
    grown(store, [Article("They fail here.", url=FIRST[0].url)])
    assert store.articles() == [FIRST[0].id]


def test_what_was_left_out_is_counted_by_reason(store: Store) -> None:
    skips = [Skip("a.pdf", "unknown suffix"), Skip("b.pdf", "unknown suffix"), Skip("c.txt", "empty")]
    report = growth.grow(store, [skips[0], FIRST[0], *skips[1:]], Stub())
    assert report.reasons == {"unknown suffix": 2, "empty": 1}
    assert report.skips == skips


def test_an_article_without_a_statement_is_in_the_store(store: Store) -> None:
    silent = Article("Nothing.")
    assert grown(store, [silent]).silent == 1
    assert grown(store, [silent]).unchanged == 1


def test_the_end_is_the_same_in_whatever_order_it_was_reached(tmp_path: Path) -> None:
    dumps = set()
    for seed in range(4):
        some = [*FIRST, *SECOND]
        random.Random(seed).shuffle(some)
        some = [replace(a, published="2024-05-02" if a in SECOND else "2024-05-01", id="") for a in some]
        with Store(schema=growing.SCHEMA) as store:
            for batch in (some[:9], some[9:15], some[15:]):
                grown(store, batch)
            dumps.add(dump(store))
    assert len(dumps) == 1


def test_the_spool_takes_itself_away(tmp_path: Path) -> None:
    with Spool(tmp_path / "spool") as spool:
        spool.add(FIRST[0], known=False)
        spool.settle()
        assert list(spool) == [FIRST[0]]
    assert list(tmp_path.iterdir()) == []


# --- removing ------------------------------------------------------------------------------------


def test_adding_and_removing_leaves_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    with Store(path, schema=growing.SCHEMA) as store:
        grown(store, FIRST[:10])
        before = dump(store)
        grown(store, FIRST)
    assert library.remove(path, FIRST[10].id, FIRST[11].url or "") == sorted(a.id for a in FIRST[10:])
    assert endurance.dump(path) == before


def test_removing_an_unknown_article_removes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    with Store(path, schema=growing.SCHEMA) as store:
        grown(store, FIRST[:2])
        before = dump(store)
    with pytest.raises(UnknownName, match="no article 'nothing'"):
        library.remove(path, FIRST[0].id, "nothing")
    assert endurance.dump(path) == before
    with pytest.raises(StoreError, match="no store there"):
        library.remove(tmp_path / "none.kg", "x")
    assert not (tmp_path / "none.kg").exists()


# --- never breaks --------------------------------------------------------------------------------


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.endurance", "grow", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_a_build_killed_at_random_moments_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    chance = random.Random(7)
    editions = [growing.write(tmp_path / f"{n}.jsonl", articles(40, edition=n)) for n in (1, 2)]
    wholes = []
    for source in editions:
        assert run(str(source), str(tmp_path / "whole.kg")).returncode == 0
        wholes.append(endurance.dump(tmp_path / "whole.kg"))
    known = {line for whole in wholes for line in whole.decode().splitlines()}
    kills = 0
    for source, whole in zip(editions, wholes, strict=True):
        command = [sys.executable, "-m", "tests.endurance", "grow", str(source), "--pause", "0.03"]
        begun = time.monotonic()
        assert subprocess.run([*command, str(tmp_path / f"timed-{source.stem}.kg")], cwd=endurance.ROOT).returncode == 0
        usual = time.monotonic() - begun  # on this machine, under this load
        for _ in range(6):
            kills += endurance.killed([*command, str(tmp_path / "killed.kg")], usual * chance.uniform(0.45, 0.8))
            endurance.whole(tmp_path / "killed.kg", known)
        assert run(str(source), str(tmp_path / "killed.kg")).returncode == 0
        assert endurance.dump(tmp_path / "killed.kg") == whole
    assert kills >= 2


def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\nfrom multiprocessing import get_context\nfrom threading import Thread\n"
        "from kg.pipeline import _end_with_parent\n"
        "if __name__ == '__main__':\n"
        "    child = get_context('spawn').Process(target=_end_with_parent)\n    child.start()\n"
        "    print(child.pid, flush=True)\n    signal.pause()\n"
    )
    (tmp_path / "parent.py").write_text(script, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")], stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the worker is still there")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1][:3]
    except OSError:
        return False


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    source = growing.write(tmp_path / "a.jsonl", FIRST)
    with Store(path):
        found = run(str(source), str(path))
    assert found.returncode == 1
    assert f"process {os.getpid()} on " in found.stderr
    assert "is writing to this store; wait until it has ended" in found.stderr


def test_a_full_disk_is_said_and_the_build_can_go_on(tmp_path: Path) -> None:
    source, path = growing.write(tmp_path / "a.jsonl", articles(40)), tmp_path / "news.kg"

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    found = run(str(source), str(path), preexec_fn=limited)
    assert found.returncode == 1
    assert "the disk is full; what was read before is kept; make room and start again" in found.stderr
    with Store(path) as store:
        growing.check(store)
        there = store.articles()
        assert 0 < len(there) < 40
        for article in articles(40):
            assert growing.graph(store, article.id) in (set(), growing.quads_of(article))
    assert run(str(source), str(path)).returncode == 0
    with Store(path) as store:
        assert len(store.articles()) == 40


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that other users can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody(code: str) -> subprocess.CompletedProcess[str]:
    """Run code without the right to write everywhere, which root has."""
    before = f"import os\nfrom kg.rdf.store import Store\nos.geteuid() or os.setuid({NOBODY})\n"
    return subprocess.run([sys.executable, "-c", before + code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_folder_that_may_not_be_written_is_said_and_can_be_read(shared: Path) -> None:
    path = shared / "news.kg"
    with Store(path, schema=growing.SCHEMA) as store:
        grown(store, FIRST[:2])
    for folder in (path, path / "oxigraph"):
        folder.chmod(0o555)
    ask = "print(len(Store({!r}, read_only={}).articles()))"
    assert as_nobody(ask.format(str(path), True)).stdout == "2\n"
    assert "may not be written; mend: change the folder's permissions" in as_nobody(ask.format(str(path), False)).stderr
    for folder in (path, path / "oxigraph"):
        folder.chmod(0o755)


def test_readers_can_ask_while_a_build_runs(tmp_path: Path) -> None:
    source, path = growing.write(tmp_path / "a.jsonl", articles(60)), tmp_path / "news.kg"
    command = [sys.executable, "-m", "tests.endurance", "grow", str(source), str(path), "--pause", "0.01"]
    writer = subprocess.Popen(command, cwd=ROOT)
    seen = []
    while writer.poll() is None:
        try:
            store = Store(path, read_only=True)
        except StoreError:
            assert not seen
            continue
        growing.check(store)
        seen.append(len(store.articles()))
    assert writer.returncode == 0
    assert seen == sorted(seen)
    assert any(0 < count < 60 for count in seen)


@pytest.mark.parametrize("litter", ["newskg-store.json.17", "newskg-writer.json"])
def test_a_store_whose_making_was_killed_is_made_anew(tmp_path: Path, litter: str) -> None:
    path = tmp_path / "news.kg"
    path.mkdir()
    (path / litter).write_text("{", encoding="utf-8")
    with Store(path, schema=growing.SCHEMA) as store:
        grown(store, FIRST[:2])
    assert sorted(p.name for p in path.iterdir()) == ["newskg-store.json", "oxigraph"]


@pytest.mark.parametrize(("version", "mend"), [(0, "build it anew"), (99, "update the package")])
def test_a_store_of_another_version_is_refused_with_the_mend(tmp_path: Path, version: int, mend: str) -> None:
    Store(tmp_path / "news.kg").close()
    (tmp_path / "news.kg" / "newskg-store.json").write_text(f'{{"store": {version}}}', encoding="utf-8")
    with pytest.raises(StoreError, match=mend):
        Store(tmp_path / "news.kg")


def test_nothing_is_written_through_a_store_that_was_closed(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.kg", schema=growing.SCHEMA)
    store.close()
    with pytest.raises(StoreError, match="for reading only"):
        store.add(growing.extraction(FIRST[0]))
