"""kg.rdf.push and kg.rdf.remote: articles to a server that is not ours, and back; and what a bad server does to us."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg import library
from kg.errors import EndpointError, StoreError
from kg.rdf import push as pushing
from kg.rdf import terms
from kg.rdf.remote import Login, Server, _asked_for, _Redirects
from kg.rdf.store import Store
from tests import growing
from tests.growing import articles

FIRST = articles(12)
NOBODY = Login()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "news.kg", schema=growing.SCHEMA) as opened:
        for article in FIRST:
            opened.add(growing.extraction(article), model=growing.MODEL)
        yield opened


# --- a real server ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server in a process of its own."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        pytest.skip("no oxigraph server; pip install oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = tmp_path_factory.mktemp("server")
    command = [program, "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=1):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    yield address
    process.kill()
    process.wait()


@pytest.fixture
def empty(oxigraph: str) -> str:
    """The same server, with nothing in it."""
    Server(f"{oxigraph}/update", login=NOBODY).request("POST", body=b"CLEAR ALL", headers=pushing._UPDATE)
    return oxigraph


def there(address: str, tmp_path: Path) -> set[object]:
    """What the server has."""
    fresh = Store(schema=growing.SCHEMA)
    pushing.pull(Server(f"{address}/query", login=NOBODY), fresh)
    return set(fresh.quads())


def sent(store: Store, address: str, tmp_path: Path, **options: bool) -> tuple[int, int, int]:
    path = "update" if options.get("update") else "store"
    server = Server(f"{address}/{path}", login=NOBODY)
    report = pushing.push(store, server, tmp_path / "journal.jsonl", **options)
    return report.sent, report.unchanged, report.removed


@pytest.mark.parametrize("update", [False, True])
def test_a_push_brings_everything_and_again_nothing(store: Store, empty: str, tmp_path: Path, update: bool) -> None:
    assert sent(store, empty, tmp_path, update=update) == (12, 0, 0)
    assert there(empty, tmp_path) == set(store.quads())
    assert sent(store, empty, tmp_path, update=update) == (0, 12, 0)
    assert sent(store, empty, tmp_path, update=update, again=True) == (12, 0, 0)
    assert there(empty, tmp_path) == set(store.quads())


@pytest.mark.parametrize("update", [False, True])
def test_what_changed_and_what_went_is_followed(store: Store, empty: str, tmp_path: Path, update: bool) -> None:
    sent(store, empty, tmp_path, update=update)
    store.add(growing.extraction(FIRST[0]), model="stub 2.0")
    store.remove(FIRST[1].id)
    assert sent(store, empty, tmp_path, update=update) == (1, 10, 1)
    assert there(empty, tmp_path) == set(store.quads())


@pytest.mark.parametrize("update", [False, True])
def test_the_union_can_be_sent_too(store: Store, empty: str, tmp_path: Path, update: bool) -> None:
    sent(store, empty, tmp_path, update=update, union=True)
    answer = pushing.query(Server(f"{empty}/query", login=NOBODY), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert answer.table() == [[str(len(store))]]


def test_a_pull_goes_on_where_it_was(store: Store, empty: str, tmp_path: Path) -> None:
    sent(store, empty, tmp_path)
    with Store(tmp_path / "back.kg", schema=growing.SCHEMA) as back:
        back.add(growing.extraction(FIRST[0]), model=growing.MODEL)
        server = Server(f"{empty}/query", login=NOBODY)
        assert pushing.pull(server, back) == 11
        assert pushing.pull(server, back) == 0
        assert pushing.pull(server, back, again=True) == 0
        assert set(back.quads()) == set(store.quads())


def test_a_server_answers_our_queries_as_our_store_does(store: Store, empty: str, tmp_path: Path) -> None:
    sent(store, empty, tmp_path, union=True)
    server = Server(f"{empty}/query", login=NOBODY)
    query = "SELECT ?s ?o { ?s kg:met ?o } ORDER BY ?s ?o"
    from kg.rdf.sparql import run

    assert pushing.query(server, query).rows == run(store, query).rows
    built = pushing.query(server, "CONSTRUCT { ?s kg:met ?o } WHERE { ?s kg:met ?o }")
    assert built.triples == run(store, "CONSTRUCT { ?s kg:met ?o } WHERE { ?s kg:met ?o }").triples
    assert bool(pushing.query(server, "ASK { ?s kg:met ?o }"))


def test_what_a_server_says_of_an_error_is_told(empty: str) -> None:
    with pytest.raises(EndpointError, match="400"):
        pushing.query(Server(f"{empty}/query", login=NOBODY), "SELECT nonsense")
    with pytest.raises(EndpointError, match="with --update that of its updates"):
        Server(f"{empty}/nowhere", login=NOBODY).request("PUT", body=b"")


def test_the_verbs_push_pull_and_query(store: Store, empty: str, tmp_path: Path) -> None:
    store.close()
    from typer.testing import CliRunner

    from kg.cli import app

    def kg(*words: str) -> str:
        result = CliRunner().invoke(app, [*words])
        assert result.exit_code == 0, result.exception
        return result.output

    assert "12 sent" in kg("push", str(tmp_path / "news.kg"), f"{empty}/store")
    assert json.loads(kg("push", str(tmp_path / "news.kg"), f"{empty}/store", "--json"))["unchanged"] == 12
    assert "12 articles" in kg("pull", str(tmp_path / "back.kg"), f"{empty}/query")
    assert "12" in kg("query", f"{empty}/query", "SELECT (COUNT(?g) AS ?n) { GRAPH ?g { ?g a schema:NewsArticle } }")
    assert library.load(tmp_path / "back.kg").store.articles() == sorted(a.id for a in FIRST)


# --- a server that we play ---------------------------------------------------------------------------

Answer = Callable[[BaseHTTPRequestHandler], tuple[int, dict[str, str]]]


@contextmanager
def playing(answer: Answer, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """The address of a server that answers as it is told to."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers = answer(self)
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        do_GET = do_PUT = do_POST = do_DELETE = reply  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/store"
    server.shutdown()
    server.server_close()
    thread.join()


def patient(url: str, login: Login = NOBODY) -> tuple[Server, list[float]]:
    waited: list[float] = []
    return Server(url, login=login, pause=waited.append, timeout=5), waited


def test_a_busy_server_is_asked_again_and_again() -> None:
    calls: list[int] = []

    def busy(_: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        calls.append(1)
        return (503, {"Retry-After": "7"} if len(calls) == 1 else {}) if len(calls) < 3 else (204, {})

    with playing(busy) as url:
        server, waited = patient(url)
        server.request("PUT", body=b"")
    assert (len(calls), waited) == (3, [7.0, 14.0])


def test_a_server_that_stays_busy_is_given_up() -> None:
    with playing(lambda _: (503, {})) as url:
        server, waited = patient(url)
        with pytest.raises(EndpointError, match="503"):
            server.request("PUT", body=b"")
    assert waited == [0.5, 1.0, 2.0, 4.0]


def test_a_server_that_is_not_there_is_said() -> None:
    server, _ = patient("http://127.0.0.1:9/store")
    with pytest.raises(EndpointError, match="cannot be reached"):
        server.request("PUT", body=b"")


def test_an_interrupted_push_goes_on(store: Store, tmp_path: Path) -> None:
    asked: list[str] = []

    def failing(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        asked.append(handler.path)
        return (403, {}) if len(asked) == 6 else (204, {})

    with playing(failing) as url:
        server, _ = patient(url)
        with pytest.raises(EndpointError, match="set KG_ENDPOINT_USER"):
            pushing.push(store, server, tmp_path / "journal.jsonl")
        report = pushing.push(store, server, tmp_path / "journal.jsonl")
    assert (report.sent, report.unchanged) == (7, 5)
    assert len(set(asked)) == 12
    assert len((tmp_path / "journal.jsonl").read_text(encoding="utf-8").splitlines()) == 12


def test_a_journal_that_was_cut_off_is_read_as_far_as_it_goes(store: Store, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    with playing(lambda _: (204, {})) as url:
        server, _ = patient(url)
        pushing.push(store, server, journal)
        journal.write_bytes(journal.read_bytes()[:-20])
        assert pushing.push(store, server, journal).sent == 1
        other, _ = patient(f"{url}2")
        assert pushing.push(store, other, tmp_path / "other.jsonl").sent == 12


def test_a_journal_that_cannot_be_written_is_said(store: Store, tmp_path: Path) -> None:
    with playing(lambda _: (204, {})) as url, pytest.raises(StoreError, match="another place with --journal"):
        pushing.push(store, patient(url)[0], tmp_path / "none" / "journal.jsonl")


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        (
            {"KG_ENDPOINT_USER": "duck", "KG_ENDPOINT_PASSWORD": "pond"},
            "Basic " + base64.b64encode(b"duck:pond").decode(),
        ),
        ({"KG_ENDPOINT_TOKEN": "secret"}, "Bearer secret"),
    ],
)
def test_the_login_comes_from_the_environment(environment: dict[str, str], wanted: str) -> None:
    def guarded(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        known = handler.headers.get("Authorization") == wanted
        return (204, {}) if known else (401, {"WWW-Authenticate": 'Basic realm="pond"'})

    with playing(guarded) as url:
        patient(url, Login.of(environment))[0].request("PUT", body=b"x")
        with pytest.raises(EndpointError, match="401"):
            patient(url, Login.of({}))[0].request("PUT", body=b"x")


def test_a_digest_is_answered() -> None:
    def guarded(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        said = handler.headers.get("Authorization", "")
        known = said.startswith("Digest ") and 'username="duck"' in said
        return (204, {}) if known else (401, {"WWW-Authenticate": 'Digest realm="pond", nonce="1", qop="auth"'})

    with playing(guarded) as url:
        patient(url, Login("duck", "pond"))[0].request("PUT", body=b"x")


def test_a_token_is_not_sent_on_to_another_server() -> None:
    seen: list[str | None] = []

    def other(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        seen.append(handler.headers.get("Authorization"))
        return 200, {}

    with playing(other) as there, playing(lambda _: (302, {"Location": there})) as url:
        patient(url, Login(token="secret"))[0].request("GET")
    assert seen == [None]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://x.example/", "no address of a server"),
        ("news.kg", "no address of a server"),
        ("http://duck:pond@x.example/", "no password in an address"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, message: str) -> None:
    with pytest.raises(EndpointError, match=message) as caught:
        Server(url)
    assert "pond@" not in str(caught.value)


def test_a_password_is_not_printed() -> None:
    assert "pond" not in repr(Login("duck", "pond", "pond"))


def test_names_of_graphs_are_whole_addresses(store: Store, tmp_path: Path) -> None:
    asked: list[str] = []

    def noting(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        asked.append(handler.path)
        return 204, {}

    with playing(noting) as url:
        pushing.push(store, patient(url)[0], tmp_path / "journal.jsonl")
    assert all("graph=https%3A%2F%2Fw3id.org%2Fnewskg%2Farticle%2F" in path for path in asked)
    assert terms.ART.startswith("https://w3id.org/newskg/")


# --- manners and mistrust --------------------------------------------------------------------------


def test_a_pause_may_be_given_as_a_date() -> None:
    calls: list[int] = []

    def busy(_: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]]:
        calls.append(1)
        when = format_datetime(datetime.now(UTC) + timedelta(seconds=90))
        return (429, {"Retry-After": when}) if len(calls) < 2 else (204, {})

    with playing(busy) as url:
        server, waited = patient(url)
        server.request("GET")
    assert 80 < waited[0] <= 90


@pytest.mark.parametrize("said", ["soon", "-5", "", "1e9", "٣"])
def test_a_pause_that_is_none_is_not_kept_to(said: str) -> None:
    assert _asked_for(said) in (None, 3.0)


def test_a_server_that_wants_to_be_left_alone_for_long_is() -> None:
    with playing(lambda _: (503, {"Retry-After": "999999"})) as url:
        server, waited = patient(url)
        with pytest.raises(EndpointError, match="left alone for 999,999 seconds"):
            server.request("GET")
    assert waited == []


@pytest.mark.parametrize("place", ["ftp://other.example/x", "file:///etc/passwd", "data:text/plain,x"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_redirects_lead_to_the_web_only(place: str, method: str) -> None:
    with playing(lambda _: (302, {"Location": place})) as url:
        server, _ = patient(url)
        with pytest.raises(EndpointError, match="mend: "):
            server.request(method, body=b"x" if method == "POST" else None)


def test_no_redirect_leads_from_https_to_http() -> None:
    asked = urllib.request.Request("https://safe.example/", data=b"x", method="POST")
    with pytest.raises(EndpointError, match="not followed"):
        _Redirects().redirect_request(asked, io.BytesIO(), 307, "", HTTPMessage(), "http://safe.example/")


def test_a_certificate_that_is_not_to_be_trusted_ends_it_at_once(tmp_path: Path) -> None:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl to make a certificate with")
    key, paper = tmp_path / "key.pem", tmp_path / "cert.pem"
    options = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "1"]
    subprocess.run([program, *options, "-keyout", key, "-out", paper], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paper, key)
    with playing(lambda _: (204, {}), context) as url:
        server, waited = patient(url.replace("http:", "https:"))
        with pytest.raises(EndpointError, match=r"CERTIFICATE_VERIFY_FAILED.*never asked without a valid one"):
            server.request("GET")
    assert waited == []
