"""The explorer in a real browser: looked at, searched, filtered, clicked, saved; hostile articles; screenshots."""

from __future__ import annotations

import csv
import io
import os
import re
import time
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import library
from kg.model import Article, Entity, Evidence, Extraction, Knowledge, Mention, Statement
from kg.rdf import terms
from kg.rdf.store import Store
from tests.browsing import Window, chromium
from tests.conftest import ARTICLE
from tests.sample import KNOWLEDGE, SCHEMA
from tests.serving import served

# Where CI keeps what the page looked like.
SHOTS = os.environ.get("KG_SCREENSHOTS")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def graph():
    return library.build(
        ARTICLE, published="2023-04-16", publisher="Newsweek", title="Putin and China Tout Their Military Cooperation"
    )


@pytest.fixture(scope="module")
def file(graph, tmp_path_factory):
    return graph.save(tmp_path_factory.mktemp("page") / "graph.html")


@pytest.fixture
def window(browser, file):
    found = Window(browser, file.as_uri())
    yield found
    found.close()


@pytest.fixture(scope="module")
def server(graph, tmp_path_factory):
    with served(graph.save(tmp_path_factory.mktemp("served") / "graph.nq"), "--text", str(ARTICLE)) as address:
        yield address


@pytest.fixture(params=["file", "server"])
def either(request, browser, file, server):
    """The same page as one file and from a server."""
    found = Window(browser, file.as_uri() if request.param == "file" else f"{server}/")
    yield found
    found.close()


# --- the way through the page


def test_the_page_shows_the_article_at_once(either):
    page = either.page
    assert page.inner_text("#title") == "Putin and China Tout Their Military Cooperation"
    assert re.fullmatch(r"\d+ statements", either.count())
    assert page.locator("#network canvas").count() >= 3
    assert page.locator("#panel .event").count() >= 5


def test_search_suggests_and_the_card_tells(either):
    page = either.page
    page.keyboard.press("/")
    page.keyboard.type("shang")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "option-0"
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2:has-text('Li Shangfu')")
    assert either.state()["node"] == ["Li_Shangfu"]
    assert page.locator("#panel .card").count() >= 2
    assert "is a minister of" in page.inner_text("#panel")


def test_status_switches_take_claims_away_and_the_address_keeps_them(either):
    page = either.page
    before = int(either.count().split()[0])
    page.click("#statuses label:has-text('Claims')")
    after = int(either.count().split()[0])
    assert 0 < after < before
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert int(either.count().split()[0]) == after
    page.click("#reset")
    assert int(either.count().split()[0]) == before


def test_an_edge_leads_to_its_quotes_and_a_quote_to_its_place_in_the_text(either):
    page = either.page
    page.goto(page.url.split("#")[0] + "#pair=China&pair=Russia")
    page.wait_for_selector("#panel .card")
    assert page.locator("#panel .badge.claimed").count() >= 1
    quote = page.inner_text("#panel .quote >> nth=0").strip("“”")
    page.click("#panel .quote >> nth=0")
    page.wait_for_selector("#panel .text mark.chosen")
    marked = "".join(page.locator("#panel .text mark.chosen").all_inner_texts())
    assert quote in marked
    assert page.locator("#panel .text").inner_text().split() == ARTICLE.read_text("utf-8").split()


def test_a_line_of_the_picture_can_be_clicked(window):
    page = window.page
    box = page.locator("#network").bounding_box()
    for x in range(30, 75, 2):
        at = box["x"] + box["width"] * x / 100, box["y"] + box["height"] * 0.55
        page.mouse.move(*at)
        if page.evaluate("document.getElementById('network').style.cursor") != "pointer":
            continue
        page.mouse.click(*at)
        page.wait_for_timeout(400)  # longer than a double click
        if "pair" in window.state():
            page.wait_for_selector("#panel .card .quote")
            return
        page.click("#panel .back")
        page.click("#whole")
        page.wait_for_timeout(400)
    pytest.fail("no line found across the picture")


def test_a_mention_leads_to_its_actor(window):
    page = window.page
    page.click("#panel .linkish")
    page.click(".text .mention >> nth=0")
    assert "node" in window.state()


def test_words_filter_the_statements(window):
    window.page.fill("#search", "cooperated")
    window.page.keyboard.press("Enter")
    assert " of " in window.count()
    window.page.click("#worded button")
    assert " of " not in window.count()


def test_the_timeline_chooses_a_time(window):
    page = window.page
    page.locator("#histogram input.from").evaluate("e => { e.value = 40; e.dispatchEvent(new Event('change')); }")
    assert "from" in window.state()
    assert " of " in window.count()
    assert "without a date hidden" in page.inner_text("#histogram")


def test_the_matrix_is_linked_with_the_picture(window):
    page = window.page
    page.click("#tab-countries")
    page.click("#matrix td button >> nth=0")
    assert window.state()["countries"] == ["1"]
    assert len(window.state()["pair"]) == 2
    page.wait_for_selector("#panel .card")


def test_a_path_is_found_between_two(window):
    page = window.page
    page.goto(page.url.split("#")[0] + "#path=Wang_Wenbin&path=NATO")
    page.wait_for_selector("#panel h3:has-text('1.')")
    assert page.locator("#panel .card").count() >= 3


def test_focus_keeps_an_actor_and_its_neighbours(window):
    page = window.page
    page.goto(page.url.split("#")[0] + "#node=NATO")
    page.click("button:has-text('Only this and its neighbours')")
    assert window.state()["focus"] == ["NATO"]
    assert " of " in window.count()


def test_the_page_goes_by_keyboard_alone(window):
    page = window.page
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    first = window.state()["node"]
    page.keyboard.press("ArrowRight")
    assert window.state()["node"] != first
    page.focus("#tab-timeline")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-countries", "aria-selected") == "true"
    page.keyboard.press("ArrowRight")
    page.focus("#all-statements tbody button >> nth=0")
    page.keyboard.press("Enter")
    assert "statement" in window.state()


def test_back_goes_back(window):
    page = window.page
    page.click("#panel .actor >> nth=0")
    page.go_back()
    page.wait_for_function("() => !document.body.classList.contains('with-panel')")


def test_lists_and_controls_have_names(window):
    for tab in ("countries", "statements"):
        window.page.click(f"#tab-{tab}")
    nameless = window.page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, [role=button], [role=tabpanel]")]
            .filter((e) => e.checkVisibility() && !(e.ariaLabel || e.innerText?.trim() || e.labels?.length
                || e.getAttribute("aria-labelledby"))).map((e) => e.outerHTML)"""
    )
    assert nameless == []


def test_a_file_says_where_sparql_is(window):
    window.page.click("#tab-sparql")
    assert "kg serve" in window.page.inner_text("#query")


def test_the_query_editor_asks_the_server(browser, server):
    window = Window(browser, f"{server}/#tab=sparql")
    page = window.page
    page.click("button.run")
    page.wait_for_selector(".results tbody tr")
    assert page.locator(".results th").all_inner_texts() == ["who", "what", "whom", "quote"]
    page.wait_for_selector(".ask select option >> nth=20", state="attached")
    page.select_option(".ask select", "met")
    assert "Who met whom" in page.inner_text(".editor .cm-content")
    with page.expect_download() as waiting:
        page.click(".downloads button:has-text('CSV')")
    assert len(waiting.value.path().read_text("utf-8").splitlines()) > 2
    editor = page.locator(".editor .cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("CONSTRUCT { ?a kg:met ?b } { ?a kg:met ?b }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".results svg circle")
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT nonsense")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".failed")
    page.wait_for_timeout(300)  # for the browser to tell of the refusal, which is what is expected here
    # Chromium's own editing tries to keep a style when all is typed over; the policy stops it, which harms nothing.
    expected = ("400 (Bad Request)", "Applying inline style")
    window.problems = [each for each in window.problems if not any(words in each for words in expected)]
    window.close()


def test_an_address_of_linked_data_opens_its_card(browser, server):
    window = Window(browser, f"{server}/entity/NATO")
    window.page.wait_for_selector("#panel h2:has-text('NATO')")
    window.close()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """A server of more actors than are drawn: one met by all, and two at the end of the alphabet who met each other."""
    folder = tmp_path_factory.mktemp("crowd") / "crowd.kg"
    article = Article("All met.", published="2023-04-16", publisher="Herald")
    ends = [(f"Guest_{n}", "Host") for n in range(5200)] + [("Zadig_Zola", "Zeno_Zander")]
    evidence = (Evidence(article.id, 0, 8, "All met."),)
    names = sorted({end for pair in ends for end in pair})
    known = tuple(Entity(name, name.replace("_", " "), "Person") for name in names)
    said = tuple(Statement(a, "met", b, evidence=evidence) for a, b in ends)
    with Store(folder) as store:
        store.add(Extraction(article, known, said))
    with served(folder) as address:
        yield address


def test_a_part_says_so_and_search_leads_to_whoever_is_not_drawn(browser, crowd):
    window = Window(browser, f"{crowd}/")
    assert "the weightiest of 5,203 names" in window.page.inner_text("#subtitle")
    window.page.fill("#search", "zola")
    window.page.click("#suggestions li:has-text('Zadig Zola')")
    window.page.wait_for_selector("#panel h2:has-text('Zadig Zola')")
    assert window.count() == "1 statement"
    assert "around Zadig Zola" in window.page.inner_text("#subtitle")
    window.page.click("#subtitle a")
    window.page.wait_for_selector("#subtitle:has-text('the weightiest of 5,203 names')")
    window.close()


def test_an_address_of_somebody_not_drawn_opens_his_part(browser, crowd):
    window = Window(browser, f"{crowd}/entity/Zeno_Zander")
    window.page.wait_for_selector("#panel h2:has-text('Zeno Zander')")
    window.close()


# --- files


def test_what_is_seen_is_saved_in_five_formats(window, graph):
    shown = [s for s in graph.statements if not s.is_open]
    assert window.save("png").startswith(b"\x89PNG")
    drawing = ET.fromstring(window.save("svg"))
    assert "China" in [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    table = list(csv.DictReader(io.StringIO(window.save("csv").decode())))
    assert {row["id"] for row in table} == {s.id for s in shown}
    assert all(row["quote"] for row in table)
    network = ET.fromstring(window.save("gexf"))
    edges = [each.get("id") for each in network.iter("{http://www.gexf.net/1.2draft}edge")]
    assert set(edges) == {s.id for s in shown if isinstance(s.object, str)}


def test_the_saved_turtle_says_what_the_graph_says_and_no_claim_as_a_fact(window, graph):
    said = {(t.subject, t.predicate, t.object) for t in ox.parse(window.save("ttl"), ox.RdfFormat.TURTLE)}
    known = {(q.subject, q.predicate, q.object) for q in graph.store.union()}
    assert said
    assert said - known == set()
    facts = {(terms.entity(s.subject), terms.predicate(s.predicate)) for s in graph.facts if not s.is_open}
    assert facts <= {(s, p) for s, p, _ in said}


def test_only_what_is_switched_on_is_saved(window):
    for status in ("Claims", "Denials", "Plans", "Possible"):
        window.page.click(f"#statuses label:has-text('{status}')")
    rows = list(csv.DictReader(io.StringIO(window.save("csv").decode())))
    assert {row["status"] for row in rows} == {"fact"}


# --- hostile articles

EVIL = [
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "javascript:window.pwned=1",
    "${window.pwned=1}{{constructor.constructor('window.pwned=1')()}}",
    "\u202eevil\u2066\u2067",
    "A" * 100_000,
    "__proto__",
    "constructor",
    "'\"><svg/onload=window.pwned=1>",
    "Null\x00\x0b\ud800",
]


def hostile() -> Knowledge:
    text = "😀 " + " met ".join(EVIL) + " met nobody."
    entities, mentions = [], []
    for name in EVIL:
        start = text.index(name)
        mention = Mention(start, start + len(name), name)
        mentions.append(mention)
        entities.append(Entity(name, name, "Person", (name + "!",), (mention,), ("javascript:window.pwned=1", name)))
    article = Article(text, title=EVIL[0], published="2023-04-16", publisher=EVIL[1], url="javascript:window.pwned=1")
    statements = tuple(
        Statement(
            a,
            "met",
            b,
            claimed_by=(EVIL[0],) if i % 2 else (),
            time=EVIL[2] if i == 3 else "2023-04-16",
            place=EVIL[0],
            qualifiers=((EVIL[1], EVIL[0]),),
            phrase=EVIL[1],
            evidence=(Evidence(article.id, 0, len(text), text),),
        )
        for i, (a, b) in enumerate(pairwise(EVIL))
    )
    return Knowledge.of([Extraction(article, tuple(entities), statements)])


@pytest.mark.parametrize("knowledge", [KNOWLEDGE, hostile()], ids=["odd", "hostile"])
def test_nothing_of_a_hostile_article_runs_or_is_markup(browser, tmp_path, knowledge):
    from kg.exporters.page import to_html

    page = tmp_path / "hostile.html"
    page.write_bytes(to_html(knowledge, SCHEMA))
    window = Window(browser, page.as_uri())
    for tab in ("countries", "statements", "timeline"):
        window.page.click(f"#tab-{tab}")
    window.page.fill("#search", "<img")
    window.page.keyboard.press("Escape")
    if window.page.locator("#panel .linkish").count():
        window.page.click("#panel .linkish >> nth=0")
        window.page.wait_for_selector("#panel .text")
    for hash_ in (
        "#node=__proto__",
        "#node=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "#article=x&statement=y&quads=a",
    ):
        window.page.goto(page.as_uri() + hash_)
        window.page.wait_for_timeout(100)
    for kind in ("svg", "gexf"):
        assert ET.fromstring(window.save(kind)) is not None
    assert b"\n" in window.save("csv")
    assert list(ox.parse(window.save("ttl"), ox.RdfFormat.TURTLE))
    assert window.page.evaluate("window.pwned") is None
    assert window.page.evaluate("document.querySelectorAll('img, iframe, object, [onerror], [onload]').length") == 0
    links = window.page.evaluate("[...document.links].map((a) => a.protocol)")
    assert set(links) <= {"http:", "https:"}
    wide = window.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    window.close()


def test_an_injected_script_is_stopped_by_the_policy(browser, file, server):
    for address in (file.as_uri(), f"{server}/"):
        window = Window(browser, address)
        window.page.evaluate(
            """() => { const s = document.createElement("script"); s.textContent = "window.pwned = 1"; document.body.append(s);
                const b = document.createElement("b"); b.setAttribute("onclick", "window.pwned = 1"); document.body.append(b); b.click();
                fetch("http://127.0.0.1:9/").catch(() => {}); }"""  # noqa: E501
        )
        assert window.page.evaluate("window.pwned") is None
        assert len(window.problems) >= 3  # each told of by the browser: refused
        window.problems = []
        window.context.close()


# --- how it looks


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_fits_the_window(browser, file, size, dark):
    window = Window(browser, file.as_uri() + "#pair=China&pair=Russia", dark=dark, size=size)
    window.page.wait_for_selector("#panel .card")
    window.page.wait_for_timeout(600)
    wide = window.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    background = window.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(21, 23, 27)") is dark
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        window.page.screenshot(path=f"{SHOTS}/explorer-{size[0]}-{'dark' if dark else 'light'}.png")
    window.close()


def test_the_page_of_the_article_is_small_and_quick(browser, file):
    assert file.stat().st_size < 1_500_000
    begun = time.monotonic()
    window = Window(browser, file.as_uri())
    assert time.monotonic() - begun < 5
    window.close()
