"""`python -m tests.scale`: a store of a million triples, made of a few articles read once, and how fast it answers.

The articles of the bench's corpus are read once and multiplied: each copy has another article, another day, and persons
and bodies of its own for every tenth copy, while countries and places stay the hubs that they are. Beside it the same
queries run on rdflib's store in memory, on as many triples as `--rdflib` says.

Exit codes: 0 done and within the limits; 1 something is slower than it shall be.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg import library
from kg.model import Article, Entity, Evidence, Extraction, Statement, Text
from kg.ontology import Ontology, load
from kg.pipeline import Reader
from kg.rdf import bulk, formats, terms
from kg.rdf.dataset import article_quads
from kg.rdf.sparql import ask, questions, run
from kg.rdf.store import Store
from tests.benchmarks.bench import bench_folder

ROUNDS = 5
_HUBS = ("Country", "City", "Place", "InternationalOrganization")

BOUND = "SELECT ?b ?s { ?s rdf:subject ent:%s ; rdf:predicate ?p ; rdf:object ?b } LIMIT 100"
EVIDENCE = "SELECT ?q { ?s rdf:subject ent:%s ; kg:evidence ?e . ?e kg:quote ?q } LIMIT 100"
TWO_HOPS = "SELECT DISTINCT ?c { ent:%s ?p ?b . ?b ?q ?c . ?p kg:quad ?event . ?q kg:quad ?other }"
PAIRS = """SELECT ?a ?b (COUNT(*) AS ?n) { ?s rdf:subject ?a ; rdf:object ?b FILTER(isIRI(?b)) }
GROUP BY ?a ?b ORDER BY DESC(?n) ?a ?b LIMIT 20"""
# What the ready-made queries are asked about; the rest of them is asked about everything.
_VALUES = {"class": "Person", "predicate": "met", "text": "CONSULT"}
_OF_ONE = ("speaker", "who", "subject")
# Seconds that an answer may take.
LIMITS = {"open": 0.5, "bound pattern": 0.05, "evidence of one": 0.05, "2 hops": 0.05, "pairs": 1.5}


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the store and measure; the exit code."""
    ap = argparse.ArgumentParser(
        "python -m tests.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--triples", type=int, default=1_000_000, help="in the union")
    ap.add_argument("--articles", type=int, default=60, help="read once")
    ap.add_argument("--rdflib", type=int, default=100_000, help="triples for rdflib; 0 leaves it out")
    ap.add_argument("--keep", type=Path, help="make, or use again, the store and its dump in this folder")
    args = ap.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "many.nq").is_file():
            _write(folder / "many.nq", args.triples, args.articles)
        seconds = loading(folder)
        seconds |= asking(folder / "many.kg")
        if args.rdflib:
            seconds |= beside(folder / "many.nq", args.rdflib)
    slow = [name for name, limit in LIMITS.items() if seconds[name] > limit]
    print(f"too slow: {', '.join(slow)}" if slow else "all within the limits")
    return 1 if slow else 0


# --- many articles of few --------------------------------------------------------------------------


def _write(path: Path, triples: int, count: int) -> None:
    """A dump with so many triples in its union, made of so many articles."""
    ontology = load()
    found, number, lines = list(_read(ontology, count)), 0, 0
    union: set[int] = set()
    with path.open("w", encoding="utf-8") as file:
        while len(union) < triples:
            for extraction in found:
                for quad in article_quads(copied(extraction, number), ontology.schema, model="copy 1.0"):
                    union.add(hash((quad.subject, quad.predicate, quad.object)))
                    file.write(f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n")
                    lines += 1
            number += 1
    print(f"{number * len(found):,} articles, {lines:,} quads, {len(union):,} triples in the union")


def _read(ontology: Ontology, count: int) -> Iterator[Extraction]:
    rows = (bench_folder() / "corpus" / "polnear.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    known = (json.loads(row) for row in rows)
    articles = [
        Article(r["text"], r["title"], r["date"], r["source"], f"https://news.example/{r['id']}") for r in known
    ]
    return Reader(ontology=ontology).extract_many(articles)


def copied(extraction: Extraction, number: int) -> Extraction:
    """The extraction as if it were of another article, day and, but for hubs, other actors."""
    article = replace(extraction.article, url=f"{extraction.article.url}/{number}", id="")
    hubs = {e.id for e in extraction.entities if e.type in _HUBS}
    mark = f"_{number // 10}" if number else ""

    def name(key: str) -> str:
        return key if key in hubs else key + mark

    def moved(s: Statement) -> Statement:
        return replace(
            s,
            subject=name(s.subject),
            object=s.object if isinstance(s.object, Text) else name(s.object),
            claimed_by=tuple(map(name, s.claimed_by)),
            place=name(s.place) if s.place else None,
            time=f"{2000 + number // 300}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}",
            evidence=tuple(Evidence(article.id, e.start, e.end, e.quote) for e in s.evidence),
        )

    def renamed(e: Entity) -> Entity:
        return replace(e, id=name(e.id), name=e.name if e.id in hubs else e.name + mark.replace("_", " "))

    return Extraction(article, tuple(map(renamed, extraction.entities)), tuple(map(moved, extraction.statements)))


# --- measures ------------------------------------------------------------------------------------


def loading(folder: Path) -> dict[str, float]:
    """Bulk load of ours, and of Oxigraph alone with the union as a second file."""
    import shutil

    for name in ("many.kg", "alone"):
        shutil.rmtree(folder / name, ignore_errors=True)
    began = time.perf_counter()
    bulk.load(folder / "many.kg", [folder / "many.nq"])
    ours = time.perf_counter() - began
    with (folder / "union.nt").open("w", encoding="utf-8") as file:
        file.writelines(
            sorted({line.rsplit(" <", 1)[0] + " .\n" for line in (folder / "many.nq").open(encoding="utf-8")})
        )
    began = time.perf_counter()
    alone = ox.Store(str(folder / "alone"))
    alone.bulk_load(path=str(folder / "many.nq"))
    once = time.perf_counter() - began
    alone.bulk_load(path=str(folder / "union.nt"))
    alone.flush()
    alone.optimize()
    both = time.perf_counter() - began
    size = sum(f.stat().st_size for f in (folder / "many.kg").rglob("*") if f.is_file())
    print(
        f"bulk load {ours:.1f} s; Oxigraph alone {both:.1f} s ({once:.1f} s without the union), share {both / ours:.2f}"
    )
    print(f"{size / 1e6:.0f} MB on disk")
    return {"bulk load": ours}


def timed(name: str, work: Callable[[], object], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of the seconds that some work takes."""
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    print(f"{name:<28} {statistics.median(spent) * 1000:10.1f} ms   (first {spent[0] * 1000:.1f})", flush=True)
    return {name: statistics.median(spent)}


def busiest(store: Store) -> list[str]:
    """The entities with the most statements."""
    query = "SELECT ?a (COUNT(*) AS ?n) { ?s rdf:subject ?a } GROUP BY ?a ORDER BY DESC(?n) ?a LIMIT 20"
    return [terms.entity_id(row[0]) or "" for row in run(store, query).rows if row[0] is not None]


def asking(path: Path) -> dict[str, float]:
    """How long a store takes to open and to answer."""
    found = timed("open", lambda: Store(path, read_only=True))
    store = Store(path, read_only=True)
    hubs = busiest(store)
    one = terms.encoded(hubs[0])
    print(f"asked of: {hubs[0]}")
    for name, query in (("bound pattern", BOUND), ("evidence of one", EVIDENCE), ("2 hops", TWO_HOPS)):
        found |= timed(name, lambda query=query: run(store, query % one))  # type: ignore[misc]
    found |= timed("pairs", lambda: run(store, PAIRS), 3)
    for asked in questions():
        some = {p.name: _VALUES.get(p.kind, hubs[0]) for p in asked.parameters if p.needed or p.name in _OF_ONE}
        what = f"{asked.name}.rq{' of one' if some else ''}"
        found |= timed(what, lambda name=asked.name, some=some: ask(store, name, **some), 1)  # type: ignore[misc]
    graph = library.load(path)
    found |= timed("find by name", lambda: library.load(path).find("Hillary Clinton"), 3)
    found |= timed("network of one actor", lambda: graph.restricted(actors=[hubs[5]]).network, 3)
    found |= timed("network of one relation", lambda: graph.restricted(predicates=["met"]).network, 1)
    found |= timed("network of one month", lambda: graph.restricted(since="2000-02", until="2000-02").network, 1)
    found |= timed("network of all", lambda: library.load(path).network, 1)
    return found


def beside(dump: Path, triples: int) -> dict[str, float]:
    """The same queries on rdflib's store in memory, with fewer triples."""
    import rdflib

    graph = rdflib.Graph()
    quads = (q for q in ox.parse(path=str(dump)))
    some = [q for q, _ in zip(quads, range(triples), strict=False)]
    graph = formats.rdflib_graph(some)
    counts: dict[str, int] = {}
    for q in some:
        if q.predicate == terms.named("rdf:subject") and (key := terms.entity_id(q.object)):
            counts[key] = counts.get(key, 0) + 1
    one = terms.encoded(max(counts, key=lambda key: (counts[key], key)))
    print(f"rdflib in memory, {len(graph):,} triples:")
    found = {}
    for name, query in (("bound pattern", BOUND % one), ("evidence of one", EVIDENCE % one), ("pairs", PAIRS)):
        found |= timed(f"rdflib: {name}", lambda query=query: list(graph.query(query)), 1)  # type: ignore[misc]
    return found


if __name__ == "__main__":
    sys.exit(main())
