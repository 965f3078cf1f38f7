"""kg.library.judgements: what is kept with a store, overruled, taken back, and never half written."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import library
from kg.errors import InputError, StoreError
from kg.library import judgements
from kg.model import Article
from kg.rdf.store import Store
from kg.resolution.identity import Judgement
from tests import growing

SAME = Judgement("a", "b", "same", "me")
APART = Judgement("a", "b", "different", "you")
BY_RULE = Judgement("a", "b", "same", "rule:names", "the same name", 0.9)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    Store(tmp_path / "news.kg").close()
    return tmp_path / "news.kg"


def test_a_store_without_judgements_has_none(store: Path) -> None:
    assert judgements.read(store) == []


def test_what_is_added_is_kept(store: Path) -> None:
    assert judgements.add(store, [SAME]) == 1
    assert judgements.read(store) == [SAME]


def test_the_same_judgement_twice_is_no_second_act(store: Path) -> None:
    judgements.add(store, [SAME])
    assert judgements.add(store, [SAME]) == 0
    assert judgements.undo(store) == [SAME]
    assert judgements.undo(store) == []


def test_of_two_people_the_last_one_holds_and_undo_brings_the_first_back(store: Path) -> None:
    judgements.add(store, [SAME])
    judgements.add(store, [APART])
    assert judgements.read(store) == [APART]
    assert judgements.undo(store) == [APART]
    assert judgements.read(store) == [SAME]


@pytest.mark.parametrize("order", [(APART, BY_RULE), (BY_RULE, APART)])
def test_a_rule_never_overrules_a_person(store: Path, order: tuple[Judgement, ...]) -> None:
    for one in order:
        judgements.add(store, [one])
    assert judgements.read(store) == [APART]


def test_an_act_of_several_judgements_is_taken_back_whole(store: Path) -> None:
    more = Judgement("c", "d", "same", "me")
    judgements.add(store, [SAME, more])
    assert judgements.undo(store) == [SAME, more]
    assert judgements.read(store) == []


def test_what_rules_judged_is_replaced_and_people_are_left_alone(store: Path) -> None:
    judgements.add(store, [Judgement("c", "d", "same", "me")])
    judgements.replace(store, [BY_RULE], "rule:")
    assert judgements.replace(store, [Judgement("e", "f", "same", "rule:names")], "rule:") == 1
    assert [(j.one, j.other) for j in judgements.read(store)] == [("c", "d"), ("e", "f")]


def rule(one: str, other: str) -> Judgement:
    return Judgement(one, other, "same", "rule:names")


def test_what_a_run_replaced_holds_again_when_it_is_taken_back(store: Path) -> None:
    first, second = [rule("a", "b"), rule("c", "d")], [rule("c", "d"), rule("e", "f")]
    judgements.replace(store, first, "rule:")
    before = (store / judgements.FILE).read_bytes()
    judgements.replace(store, second, "rule:")
    assert judgements.read(store) == second
    assert judgements.undo(store) == [rule("e", "f")]
    assert judgements.read(store) == first
    assert (store / judgements.FILE).read_bytes() == before


def test_a_run_that_found_nothing_any_more_can_be_taken_back(store: Path) -> None:
    judgements.replace(store, [rule("a", "b")], "rule:")
    judgements.replace(store, [], "rule:")
    assert judgements.read(store) == []
    assert judgements.undo(store) == []
    assert judgements.read(store) == [rule("a", "b")]


def test_what_was_replaced_counts_for_nothing_and_is_not_kept_for_ever(store: Path) -> None:
    for n in range(5):
        judgements.replace(store, [rule("a", str(n))], "rule:")
        assert judgements.add(store, [SAME]) == (n == 0)
    assert judgements.read(store) == [rule("a", "4"), SAME]
    assert len((store / judgements.FILE).read_text(encoding="utf-8").splitlines()) == 3


def test_what_was_replaced_can_be_judged_again(store: Path) -> None:
    judgements.replace(store, [rule("a", "b")], "rule:")
    judgements.replace(store, [], "rule:")
    assert judgements.add(store, [rule("a", "b")]) == 1
    assert judgements.read(store) == [rule("a", "b")]


def test_the_same_acts_give_the_same_bytes(store: Path, tmp_path: Path) -> None:
    Store(tmp_path / "other.kg").close()
    for folder, some in ((store, [SAME, BY_RULE]), (tmp_path / "other.kg", [BY_RULE, SAME])):
        judgements.add(folder, some)
    assert (store / judgements.FILE).read_bytes() == (tmp_path / "other.kg" / judgements.FILE).read_bytes()


def test_judgements_can_be_forgotten(store: Path) -> None:
    judgements.add(store, [SAME, Judgement("c", "d", "same", "me")])
    assert judgements.forget(store, lambda j: j.one == "c") == 1
    assert judgements.read(store) == [SAME]


def test_a_broken_line_is_named(store: Path) -> None:
    judgements.add(store, [SAME])
    path = store / judgements.FILE
    path.write_text(path.read_text(encoding="utf-8") + "[1]\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        judgements.read(store)


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        judgements.add(tmp_path / "nowhere", [SAME])


def test_what_a_killed_writer_left_does_no_harm(store: Path) -> None:
    judgements.add(store, [SAME])
    (store / f"{judgements.FILE}.4711").write_text('{"act": 2, "one', encoding="utf-8")
    judgements.add(store, [Judgement("c", "d", "same", "me")])
    assert len(judgements.read(store)) == 2
    assert not list(store.glob("*.4711"))


def test_several_processes_lose_nothing(store: Path) -> None:
    program = (
        "import sys\nfrom kg.library import judgements\nfrom kg.resolution.identity import Judgement\n"
        "for n in range(5): judgements.add(sys.argv[1], [Judgement(sys.argv[2], str(n), 'same', 'me')])"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(store), name]) for name in ("x", "y", "z")]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(judgements.read(store)) == 15


def test_judgements_can_be_made_while_a_store_is_written(store: Path) -> None:
    with Store(store):
        assert judgements.add(store, [SAME]) == 1


def test_many_judgements_are_replaced_and_taken_back_in_seconds(store: Path) -> None:
    before = time.process_time()
    for edition in ("first", "second"):
        some = [Judgement(f"a{n}", f"b{n}", "same", "rule:names", edition) for n in range(20_000)]
        assert judgements.replace(store, some, "rule:") == 20_000
    assert judgements.add(store, [SAME]) == 1
    assert judgements.undo(store) == [SAME]
    assert len(judgements.undo(store)) == 20_000
    assert time.process_time() - before < 15


def test_what_rules_judged_of_actors_that_a_new_edition_no_longer_names_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.library.inputs.reader", lambda model: growing.Stub())
    names, path = growing.NAMES, tmp_path / "news.kg"

    def build(words: str) -> None:
        source = growing.write(tmp_path / "news.jsonl", [Article(words, url="https://duck.example/1", publisher="D")])
        library.grow(source, store=path)

    verb = growing.VERBS[0]
    build(f"{names[0]} {verb} {names[1]}. {names[2]} {verb} {names[1]}.")
    kept, gone = rule(names[0], names[1]), rule(names[1], names[2])
    personal = Judgement(names[0], names[2], "different", "me")
    judgements.replace(path, [kept, gone], "rule:")
    judgements.add(path, [personal])
    build(f"{names[0]} {verb} {names[1]}.")
    assert judgements.read(path) == sorted([kept, personal])
