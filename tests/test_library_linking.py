"""kg.library.linking and `kg link`, against a reconciliation service in a process of its own, and its faults."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import library
from kg.cli import app
from kg.errors import EndpointError, InputError, StoreError
from kg.library import judgements, linking
from kg.library.asking import Wanted
from kg.library.linking import Linked
from kg.model import Article, Entity, Evidence, Extraction, Statement
from kg.rdf.store import Store
from kg.resolution.identity import Judgement
from tests import growing, reconciling
from tests.serving import ROOT

HOSTILE = 'Harpo\u202e "x"\n\x1b[31m\ud800 Marx & <b>'
NAMES = (
    ("Rufus T. Firefly", "Person"),
    ("Firefly", "Person"),
    ("Louis Trentino", "Person"),
    ("Gloria Teasdale", "Organization"),
    ("World Duck Organization", "Company"),
    ("Fredonia", "Country"),
    ("Groucho Marx", "Person"),
)
QUICK = Wanted(rate=100.0)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with reconciling.running() as address:
        yield address


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return filled(tmp_path / "news.kg", NAMES, (Statement("Rufus_T._Firefly", "met", "Louis_Trentino"),))


def filled(path: Path, names: tuple[tuple[str, str], ...], statements: tuple[Statement, ...] = ()) -> Path:
    article = Article("Duck soup.", url="https://duck.example/soup")
    entities = tuple(Entity(name.replace(" ", "_"), name, kind) for name, kind in names)
    found = tuple(
        Statement(s.subject, s.predicate, s.object, s.polarity, evidence=(Evidence(article.id, 0, 4, "Duck"),))
        for s in statements
    )
    with Store(path, schema=growing.SCHEMA) as opened:
        opened.add(Extraction(article, entities, found), model=growing.MODEL)
    return path


def verdicts(found: Linked) -> dict[tuple[str, str], str]:
    return {(j.one, j.other.rsplit("/", 1)[1]): j.verdict for j in found.judgements}


def posts(address: str, name: str) -> list[dict[str, object]]:
    return [entry for entry in reconciling.log(address, name) if entry["method"] == "POST"]


# --- what is found ---------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["ok", "v01", "v1"])
def test_every_version_of_the_protocol_gives_the_same_verdicts(service: str, store: Path, version: str) -> None:
    found = linking.link(store, f"{service}/{version}/verdicts-{version}", QUICK)
    assert verdicts(found) == {
        ("Rufus_T._Firefly", "E1"): "same",
        ("World_Duck_Organization", "E6"): "same",  # a company is an organisation
        ("Louis_Trentino", "E4"): "unsure",  # called a match, but there is a namesake
        ("Louis_Trentino", "E5"): "unsure",
        ("Fredonia", "E9"): "unsure",  # a country and a town are both places
    }


def test_what_is_sure_stands_on_the_card_and_in_exports(service: str, store: Path) -> None:
    linking.link(store, f"{service}/ok/card", QUICK)
    entities = {e.id: e.same_as for e in library.load(store).entities}
    assert entities["Rufus_T._Firefly"] == (f"{reconciling.SPACE}E1",)
    assert entities["Louis_Trentino"] == ()
    card = CliRunner().invoke(app, ["show", str(store), "Rufus T. Firefly"])
    assert f"elsewhere: {reconciling.SPACE}E1" in card.output
    for suffix in (".gexf", ".graphml", ".cyjs", ".html"):
        assert f"{reconciling.SPACE}E1".encode() in library.load(store).to_bytes(suffix)


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld"])
def test_files_of_the_union_say_what_is_sure(service: str, store: Path, tmp_path: Path, suffix: str) -> None:
    linking.link(store, f"{service}/ok/rdf", QUICK)
    file = library.load(store).save(tmp_path / f"out{suffix}")
    assert f"{reconciling.SPACE}E1" in file.read_text(encoding="utf-8")
    assert f"{reconciling.SPACE}E4" not in file.read_text(encoding="utf-8")
    assert {e.same_as for e in library.load(file).entities} == {
        (f"{reconciling.SPACE}E1",),
        (f"{reconciling.SPACE}E6",),
        (),
    }


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_files_of_articles_hold_what_they_say_and_no_more(
    service: str, store: Path, tmp_path: Path, suffix: str
) -> None:
    linking.link(store, f"{service}/ok/articles", QUICK)
    file = library.load(store).save(tmp_path / f"out{suffix}")
    library.fill(tmp_path / "back.kg", file)
    assert set(Store(tmp_path / "back.kg", read_only=True).quads()) == set(Store(store, read_only=True).quads())


def test_an_article_keeps_its_own_graph(service: str, store: Path) -> None:
    before = set(Store(store, read_only=True).quads())
    linking.link(store, f"{service}/ok/own-graph", QUICK)
    assert set(Store(store, read_only=True).quads()) == before


def test_the_same_command_gives_the_same_bytes(service: str, store: Path, tmp_path: Path) -> None:
    linking.link(store, f"{service}/ok/bytes", QUICK)
    first = (store / judgements.FILE).read_bytes()
    linking.link(store, f"{service}/ok/bytes", QUICK, refresh=True)
    assert (store / judgements.FILE).read_bytes() == first
    linking.link(store, f"{service}/ok/bytes", Wanted(rate=100.0, batch=1), cache=tmp_path / "other")
    assert (store / judgements.FILE).read_bytes() == first


def test_two_that_would_have_one_iri_are_left_to_people(service: str, tmp_path: Path) -> None:
    store = filled(tmp_path / "two.kg", (("Rufus T. Firefly", "Person"), ("Rufus T. FIREFLY", "Person")))
    found = linking.link(store, f"{service}/ok/two", QUICK)
    assert set(verdicts(found).values()) == {"unsure"}
    assert all("would have this IRI too" in j.reason for j in found.judgements)


def test_two_that_were_judged_to_be_one_may_have_one_iri(service: str, tmp_path: Path) -> None:
    store = filled(tmp_path / "one.kg", (("Rufus T. Firefly", "Person"), ("Rufus T. FIREFLY", "Person")))
    judgements.add(store, [Judgement("Rufus_T._Firefly", "Rufus_T._FIREFLY", "same", "Zeppo")])
    found = linking.link(store, f"{service}/ok/one", QUICK)
    assert set(verdicts(found).values()) == {"same"}
    (entity,) = library.load(store).entities
    assert entity.same_as == (f"{reconciling.SPACE}E1",)
    assert library.load(store).to_bytes(".nt").count(f"{reconciling.SPACE}E1".encode()) == 2


def test_an_iri_that_another_was_given_by_somebody_is_not_given_again(service: str, store: Path) -> None:
    judgements.add(store, [Judgement("Groucho_Marx", f"{reconciling.SPACE}E1", "same", "Zeppo")])
    found = linking.link(store, f"{service}/ok/given", QUICK)
    assert verdicts(found)["Rufus_T._Firefly", "E1"] == "unsure"


def test_runs_for_some_leave_what_was_found_of_others(service: str, store: Path) -> None:
    linking.link(store, f"{service}/ok/some-others", Wanted(("Person",), rate=100.0))
    linking.link(store, f"{service}/ok/some-others", Wanted(("Organization",), rate=100.0))
    found = {j.one for j in judgements.read(store) if j.verdict == "same"}
    assert found == {"Rufus_T._Firefly", "World_Duck_Organization"}


def test_who_is_in_most_articles_is_asked_first(service: str, store: Path) -> None:
    with Store(store, schema=growing.SCHEMA) as opened:
        other = Article("More soup.", url="https://duck.example/more")
        opened.add(Extraction(other, (Entity("Groucho_Marx", "Groucho Marx", "Person"),)), model=growing.MODEL)
    found = linking.link(store, f"{service}/ok/first", Wanted(limit=2, rate=100.0))
    assert [e.name for e in found.named] == ["Groucho Marx", "Firefly"]


def test_what_a_person_judged_different_is_not_seen(service: str, store: Path) -> None:
    linking.link(store, f"{service}/ok/person", QUICK)
    no = Judgement("Rufus_T._Firefly", f"{reconciling.SPACE}E1", "different", "Zeppo")
    judgements.add(store, [no])
    assert not any(e.same_as for e in library.load(store).entities if e.id == "Rufus_T._Firefly")
    linking.link(store, f"{service}/ok/person", QUICK, refresh=True)
    assert no in judgements.read(store)


def test_a_second_run_replaces_what_the_service_said_before(service: str, store: Path) -> None:
    linking.link(store, f"{service}/ok/replaced", QUICK)
    linking.link(store, f"{service}/ok/replaced", Wanted(rate=100.0, threshold=1000.0))
    assert judgements.read(store) == []


def test_facts_are_sent_as_properties_and_claims_are_not(service: str, tmp_path: Path) -> None:
    said = (
        Statement("Rufus_T._Firefly", "citizenOf", "Fredonia"),
        Statement("Rufus_T._Firefly", "citizenOf", "Sylvania", "negative"),
    )
    names = (*NAMES, ("Sylvania", "Country"))
    store = filled(tmp_path / "facts.kg", names, said)
    linking.link(store, f"{service}/ok/facts", Wanted(("Person",), properties=("citizenOf=nation",), rate=100.0))
    batch = posts(service, "facts")[0]["batch"]
    assert isinstance(batch, dict)
    sent = {query["query"]: query.get("properties") for query in batch.values()}
    assert sent["Rufus T. Firefly"] == [{"pid": "nation", "v": "Fredonia"}]
    assert sent["Groucho Marx"] is None


def test_only_those_of_the_class_and_number_that_are_wanted_are_asked(service: str, store: Path) -> None:
    found = linking.link(store, f"{service}/ok/limit", Wanted(("Company",), rate=100.0))
    assert [e.name for e in found.named] == ["World Duck Organization"]
    assert len(linking.link(store, f"{service}/ok/limit", Wanted(limit=2, rate=100.0)).named) == 2


@pytest.mark.parametrize("wish", [Wanted(("Nothing",)), Wanted(holds="Nothing"), Wanted(properties=("nothing",))])
def test_a_class_or_predicate_that_is_none_is_refused_before_anything_is_asked(store: Path, wish: Wanted) -> None:
    with pytest.raises(InputError, match="mend"):
        linking.link(store, "http://127.0.0.1:9/", wish)


# --- manners -----------------------------------------------------------------------------------------


def test_a_second_run_asks_nothing(service: str, store: Path) -> None:
    first = linking.link(store, f"{service}/ok/twice", QUICK)
    asked = len(reconciling.log(service, "twice"))
    second = linking.link(store, f"{service}/ok/twice", QUICK)
    assert (first.fetched, second.fetched) == (7, 0)
    assert second.judgements == first.judgements
    assert len(reconciling.log(service, "twice")) == asked


def test_refreshing_asks_again(service: str, store: Path) -> None:
    linking.link(store, f"{service}/ok/refresh", QUICK)
    asked = len(reconciling.log(service, "refresh"))
    linking.link(store, f"{service}/ok/refresh", QUICK, refresh=True)
    assert len(reconciling.log(service, "refresh")) == 2 * asked


def test_a_dry_run_sends_and_writes_nothing(service: str, store: Path) -> None:
    found = linking.link(store, f"{service}/ok/dry", QUICK, dry_run=True)
    assert (found.service, len(found.named)) == (None, 7)
    assert reconciling.log(service, "dry") == []
    linking.link(store, f"{service}/ok/dry", Wanted(limit=3, rate=100.0))
    (store / judgements.FILE).unlink()
    assert len(linking.link(store, f"{service}/ok/dry", QUICK, dry_run=True).unasked) == 4
    assert len(posts(service, "dry")) == 1
    assert not (store / judgements.FILE).exists()


def test_requests_are_spaced(service: str, store: Path) -> None:
    linking.link(store, f"{service}/ok/spaced", Wanted(rate=5.0, batch=2))
    times = [float(entry["at"]) for entry in reconciling.log(service, "spaced")]
    assert len(times) == 5  # the manifest, and four batches
    assert min(b - a for a, b in itertools.pairwise(times)) > 0.15


def test_batches_are_of_the_size_that_the_service_bears(service: str, store: Path) -> None:
    linking.link(store, f"{service}/v1/sizes", QUICK)
    assert [len(entry["batch"]) for entry in posts(service, "sizes")] == [2, 2, 2, 1]  # type: ignore[arg-type]


def test_a_batch_that_is_too_large_is_halved(service: str, store: Path) -> None:
    found = linking.link(store, f"{service}/small/halved", QUICK)
    sizes = [len(entry["batch"]) for entry in posts(service, "halved")]  # type: ignore[arg-type]
    assert (found.fetched, sizes) == (7, [7, 3, 1, 1, 1, 1, 1, 1, 1])


def test_the_tool_says_who_it_is(service: str, store: Path) -> None:
    linking.link(store, f"{service}/ok/agent", QUICK)
    assert all(str(entry["agent"]).startswith("newskg/") for entry in reconciling.log(service, "agent"))


def test_a_server_that_asks_for_patience_gets_it(service: str, store: Path) -> None:
    linking.link(store, f"{service}/busy/patience", QUICK)
    first, second = (float(entry["at"]) for entry in posts(service, "patience"))  # type: ignore[arg-type]
    assert second - first >= 1.0


def test_a_server_that_fails_once_is_asked_again(service: str, store: Path) -> None:
    assert linking.link(store, f"{service}/broken/once", QUICK).fetched == 7
    assert len(posts(service, "once")) == 2


def test_a_server_that_has_moved_is_followed_with_what_was_asked(service: str, store: Path) -> None:
    assert linking.link(store, f"{service}/moved/house", QUICK).fetched == 7


def test_json_under_another_type_is_read(service: str, store: Path) -> None:
    assert linking.link(store, f"{service}/plain/type", QUICK).fetched == 7


# --- faults --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("html", "no JSON, but begins '<!doctype html>"),
        ("cut", "no JSON and is cut off"),
        ("huge", "longer than"),
        ("file", "Redirection to url 'file:///etc/passwd' is not allowed"),
        ("closed", "left alone for 86,400 seconds"),
        ("odd", "too many cooks"),
    ],
)
def test_a_service_that_is_none_or_broken_is_told_of(service: str, store: Path, fault: str, says: str) -> None:
    with pytest.raises(EndpointError) as caught:
        linking.link(store, f"{service}/{fault}/faults", QUICK)
    assert says in str(caught.value)
    assert "mend: " in str(caught.value)
    assert not (store / judgements.FILE).exists()


@pytest.mark.parametrize(("fault", "says"), [("slow", "timed out"), ("drip", "did not end"), ("short", "5000")])
def test_what_comes_too_slowly_or_is_cut_off_is_given_up(
    service: str, store: Path, monkeypatch: pytest.MonkeyPatch, fault: str, says: str
) -> None:
    monkeypatch.setattr("kg.rdf.remote._TRIES", 2)
    wish = Wanted(rate=100.0, timeout=0.5)
    with pytest.raises(EndpointError) as caught:
        linking.link(store, f"{service}/{fault}/late", wish)
    assert says in str(caught.value) or "more expected" in str(caught.value)


def test_a_server_that_stays_away_is_told_of(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.rdf.remote._TRIES", 2)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match=r"cannot be reached.*mend: look whether the server runs"):
        linking.link(store, f"http://127.0.0.1:{port}/", QUICK)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://things.example/", "things.example", ""])
def test_only_the_web_is_asked(store: Path, url: str) -> None:
    with pytest.raises(EndpointError, match="no address of a server"):
        linking.link(store, url, QUICK)


def test_a_folder_that_is_no_store_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError):
        linking.link(tmp_path / "empty", "http://127.0.0.1:9/", QUICK)


def test_kept_answers_that_are_no_database_are_told_of(service: str, store: Path) -> None:
    (store / linking.ANSWERS).write_text("not a database, but long enough to be looked at " * 30)
    with pytest.raises(StoreError, match="kept answers cannot be used"):
        linking.link(store, f"{service}/ok/broken-cache", QUICK)


def test_what_was_answered_before_a_fault_is_kept(service: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linking.link(store, f"{service}/cut/some", QUICK, dry_run=True)
    linking.link(store, f"{service}/ok/some", Wanted(limit=3, rate=100.0))
    assert linking.link(store, f"{service}/ok/some", QUICK).fetched == 4


def test_a_run_that_was_killed_goes_on(service: str, store: Path) -> None:
    url = f"{service}/ok/killed"
    command = [sys.executable, "-m", "kg", "link", str(store), "--service", url, "--batch", "1", "--rate", "4"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while len(posts(service, "killed")) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (store / judgements.FILE).exists()
    rest = linking.link(store, url, Wanted(rate=100.0, batch=1))
    assert 4 <= rest.fetched <= 5  # the third may have been answered and not been kept
    whole = linking.link(store, f"{service}/ok/whole", QUICK)
    assert verdicts(rest) == verdicts(whole)
    assert rest.unasked == ()


# --- hostile names -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["ok", "v1"])
def test_any_name_is_sent_as_it_is(service: str, tmp_path: Path, version: str) -> None:
    names = ((HOSTILE.replace("\ud800", ""), "Person"), ("Ñandú + 100% & más = ?", "Person"), ("李尚福", "Person"))
    store = filled(tmp_path / "hostile.kg", names)
    linking.link(store, f"{service}/{version}/hostile-{version}", QUICK)
    sent = json.dumps([entry["batch"] for entry in posts(service, f"hostile-{version}")], ensure_ascii=False)
    kept = {e.name for e in library.load(store).entities}
    assert all(json.dumps(name, ensure_ascii=False) in sent for name in kept)
    assert len(kept) == 3


def test_what_a_service_calls_things_cannot_harm_a_terminal(service: str, tmp_path: Path) -> None:
    store = filled(tmp_path / "harm.kg", (("Harpo Marx", "Person"), ("Pinky & Chicolini", "Person")))
    words = ["link", str(store), "--service", f"{service}/ok/harm", "--rate", "100"]
    for options in ([], ["--json"]):
        shown = CliRunner().invoke(app, [*words, *options])
        assert shown.exit_code == 0
        assert "\x1b" not in shown.output
        assert "\u202e" not in shown.output


# --- the command line ----------------------------------------------------------------------------------


def test_the_command_says_what_was_found(service: str, store: Path) -> None:
    words = ["link", str(store), "--service", f"{service}/ok/command", "--rate", "100"]
    shown = CliRunner().invoke(app, words)
    assert shown.exit_code == 0
    assert "7 names asked; 2 are the same, 3 may be" in shown.output
    found = json.loads(CliRunner().invoke(app, [*words, "--json"]).output)
    assert (found["fetched"], found["service"]["name"]) == (0, "Duck Authority")
    assert {row["by"] for row in found["judgements"]} == {f"service:{service}/ok/command (Duck Authority)"}


def test_a_dry_run_of_the_command_lists_what_it_would_ask(service: str, store: Path) -> None:
    words = ["link", str(store), "--service", f"{service}/ok/dry-command", "--rate", "100"]
    CliRunner().invoke(app, [*words, "--limit", "1"])
    shown = CliRunner().invoke(app, [*words, "--dry-run"])
    assert "6 names would be asked" in shown.output
    assert "would ask: Groucho Marx (T1)" in shown.output


def test_without_the_command_nothing_is_asked(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert CliRunner().invoke(app, ["show", str(store), "actors"]).exit_code == 0


# --- software that is not ours ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def csv_reconcile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of csv-reconcile, which answers from a table; where it is installed."""
    program = os.environ.get("CSV_RECONCILE") or shutil.which("csv-reconcile")
    if program is None:
        pytest.skip(
            "no csv-reconcile; pip install csv-reconcile in an environment of its own, CSV_RECONCILE=its program"
        )
    place = tmp_path_factory.mktemp("csv")
    rows = "".join(
        f"{key}\t{name}\n" for key, name, _, _ in reconciling.THINGS if key in ("E1", "E2", "E4", "E5", "E6")
    )
    (place / "things.tsv").write_text(f"id\tname\n{rows}", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    spaces = {"identifierSpace": reconciling.SPACE, "name": "Ducks in a table"}
    settings = f"CSVKWARGS = {{'delimiter': '\\t'}}\nMANIFEST = {spaces!r}\nSERVER_NAME = 'localhost:{port}'\n"
    (place / "settings.py").write_text(settings, encoding="utf-8")
    subprocess.run([program, "init", "--config", "settings.py", "things.tsv", "id", "name"], cwd=place, check=True)
    process = subprocess.Popen([program, "serve"], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}/reconcile"
    try:
        answers(lambda: urllib.request.urlopen(address, timeout=1).close())
        yield address
    finally:
        process.kill()
        process.wait()


def answers(ask: Callable[[], None]) -> None:
    for _ in range(100):
        try:
            ask()
        except OSError:
            time.sleep(0.1)
        else:
            return


def test_a_service_that_is_not_ours_is_understood(csv_reconcile: str, store: Path) -> None:
    found = linking.link(store, csv_reconcile, Wanted(("Person",), rate=100.0, holds="Person"))
    assert found.service is not None
    assert (found.service.name, found.service.version) == ("Ducks in a table", "0.1")
    assert verdicts(found) == {
        ("Rufus_T._Firefly", "E1"): "same",
        ("Louis_Trentino", "E4"): "unsure",
        ("Louis_Trentino", "E5"): "unsure",
    }


def test_a_service_without_types_is_never_sure(csv_reconcile: str, store: Path) -> None:
    found = linking.link(store, csv_reconcile, Wanted(("Person",), rate=100.0))
    assert found.judgements
    assert {j.verdict for j in found.judgements} == {"unsure"}
