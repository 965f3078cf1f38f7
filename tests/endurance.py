"""`python -m tests.endurance kills|flat|grow`: builds that are killed, and builds that go on for long.

    kills   kill -9 `kg build … --store` at random moments, go on each time, and compare the end with an undisturbed run
    flat    build 500 and then 2,000 articles; words a second beside bare spaCy, and the peak of memory
    grow    build with the stub reader of tests/growing.py; what the quick tests kill

Exit codes: 0 all holds; 1 something does not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from kg.errors import StoreError
from kg.rdf import formats
from kg.rdf.store import Store
from tests import growing
from tests.benchmarks.bench import bench_folder

ROOT = Path(__file__).parent.parent
KILLED = -signal.SIGKILL


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; the exit code."""
    ap = argparse.ArgumentParser(
        "python -m tests.endurance", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = ap.add_subparsers(dest="verb", required=True)
    kill = verbs.add_parser("kills")
    kill.add_argument("--times", type=int, default=100)
    kill.add_argument("--articles", type=int, default=500)
    kill.add_argument("--workers", type=int, default=1)
    kill.add_argument("--seed", type=int, default=20)
    kill.add_argument("--chars", type=int, default=4000, help="of each article")
    flat = verbs.add_parser("flat")
    flat.add_argument("--articles", type=int, default=2000)
    flat.add_argument("--chars", type=int, default=1500, help="of each article")
    flat.add_argument("--workers", type=int, default=1)
    flat.add_argument("--bare", action="store_true", help="measure bare spaCy in between; it has memory of its own")
    grow = verbs.add_parser("grow")
    grow.add_argument("source")
    grow.add_argument("store", type=Path)
    grow.add_argument("--pause", type=float, default=0.0)
    args = ap.parse_args(arguments)
    return {"kills": kills, "flat": run_flat, "grow": run_grow}[args.verb](args)


# --- grow ----------------------------------------------------------------------------------------


def run_grow(args: argparse.Namespace) -> int:
    """A build with the stub reader in this process."""
    from kg import library
    from kg.library import growth

    with Store(args.store, schema=growing.SCHEMA) as store:
        growth.grow(store, library.read(args.source), growing.Stub(args.pause))
    return 0


# --- kills ---------------------------------------------------------------------------------------


def killed(command: Sequence[str], after: float) -> bool:
    """Run a command and kill it after so many seconds; whether it was still running."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, said = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    if process.returncode:
        raise AssertionError(f"the build itself failed: {said.decode()}")
    return False


def first_written(command: Sequence[str], path: Path) -> float:
    """Run a build until an article is in its store, and kill it; the seconds that this took."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not written(path):
        time.sleep(0.05)
    seconds = time.monotonic() - began
    process.kill()
    process.wait()
    return seconds


def written(path: Path) -> int:
    """How many articles are in a store that somebody may be writing to."""
    try:
        with Store(path, read_only=True) as store:
            return len(store.articles())
    except StoreError:
        return 0


def dump(path: Path) -> bytes:
    """What a store says, as sorted N-Quads; its union is checked on the way."""
    with Store(path) as store:
        growing.check(store)
        return formats.write(store.quads(), ".nq")


def whole(path: Path, expected: set[str]) -> int:
    """Open a store that a killed run left; the number of articles in it, each of which must be there to the last quad.

    Raises:
        AssertionError: a quad is missing or too many.
    """
    if not (path / "oxigraph").exists():
        return 0
    with Store(path) as store:
        growing.check(store)
        there = set(store.articles())
        found = {line for line in formats.write(store.quads(), ".nq").decode().splitlines() if line}
        wanted = {line for line in expected if line.rsplit("article/", 1)[1].split(">")[0] in there}
        assert found == wanted, f"{len(wanted - found)} quads lost, {len(found - wanted)} too many"
        return len(there)


def kills(args: argparse.Namespace) -> int:
    """The long run of kills with the real command."""
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = sources(folder / "articles.jsonl", args.articles, args.chars)
        build = [sys.executable, "-m", "kg", "build", str(source), "--workers", str(args.workers), "--store"]
        began = time.monotonic()
        subprocess.run([*build, str(folder / "whole.kg")], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - began
        expected = dump(folder / "whole.kg")
        idle = first_written([*build, str(folder / "first.kg")], folder / "first.kg")
        print(f"undisturbed: {seconds:.0f} s, {len(expected.splitlines()):,} quads; first written at {idle:.1f} s")
        done, store, lines = 0, folder / "killed.kg", set(expected.decode().splitlines())
        while done < args.times:
            # On the way to the models of the workers nothing is written; most kills shall come when something is.
            after = (
                idle * chance.uniform(0.3, 1.0)
                if chance.random() < 0.2
                else idle + chance.uniform(0, 2 * seconds / args.times)
            )
            if not killed([*build, str(store)], after):
                print(f"  complete after {done} kills: once more from the beginning")
                assert dump(store) == expected
                store = folder / f"killed-{done}.kg"
                continue
            done += 1
            there = whole(store, lines)
            print(f"  kill {done} after {after:.1f} s: {there} articles, all whole", flush=True)
        subprocess.run([*build, str(store)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        assert dump(store) == expected, "the end is another than that of the undisturbed run"
        left = orphans(str(source))
        print(f"{done} kills: the same {len(expected.splitlines()):,} quads; processes left over: {left}")
        return 1 if left else 0


def orphans(word: str) -> int:
    """The processes still running whose command has a word."""
    found = 0
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += word.encode() in entry.read_bytes() and entry.parent.name != str(os.getpid())
        except OSError:
            continue
    return found


def sources(path: Path, count: int, chars: int) -> Path:
    """So many articles of the bench's corpus as a file, each cut to `chars`; when they run out, with another url."""
    rows = map(json.loads, (bench_folder() / "corpus" / "polnear.jsonl").read_text(encoding="utf-8").splitlines())
    with path.open("w", encoding="utf-8") as file:
        for n, row in enumerate(islice(cycle(list(rows)), count)):
            record = {"text": row["text"][:chars], "title": row["title"], "date": row["date"]}
            record |= {"publisher": row["source"], "url": f"https://news.example/{n}"}
            file.write(json.dumps(record) + "\n")
    return path


# --- flat ----------------------------------------------------------------------------------------


def run_flat(args: argparse.Namespace) -> int:
    """Speed and memory of a long build; bare spaCy reads in between, so that a busy machine slows both."""
    from kg import library
    from kg.library.growth import Growth

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = sources(folder / "articles.jsonl", args.articles, args.chars)
        peaks: dict[int, int] = {}
        bare = Bare(source, args.workers) if args.bare else None
        began, away = 0.0, 0.0

        def tick(found: Growth) -> None:
            nonlocal began, away
            began = began or time.monotonic()
            if found.read % 100 == 0:
                peaks[found.read] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                away += bare.read() if bare else 0.0
                ours = found.words / (time.monotonic() - began - away)
                print(f"  {found.read}: {peaks[found.read]} MB, {ours:,.0f} words/s", flush=True)

        found = library.grow(source, store=folder / "news.kg", workers=args.workers, tick=tick)
        ours = found.words / (time.monotonic() - began - away)
        size = sum(f.stat().st_size for f in (folder / "news.kg").rglob("*") if f.is_file())
    quarter = min(peaks, key=lambda n: abs(n - args.articles // 4))
    growth = peaks[max(peaks)] / peaks[quarter] - 1
    print(f"store: {ours:,.0f} words/s, {size / 1e6:.0f} MB on disk")
    print(f"memory: {peaks[quarter]} MB after {quarter} articles, {peaks[max(peaks)]} MB at the end: {growth:+.1%}")
    if bare:
        print(f"bare spaCy: {bare.speed():,.0f} words/s; share {ours / bare.speed():.2f}")
    return 0 if growth <= 0.1 else 1


class Bare:
    """The model with all its pipes, which reads some of the same articles again and again."""

    def __init__(self, source: Path, workers: int) -> None:
        import spacy

        from kg.pipeline import load_model

        meta = load_model().meta
        self.nlp = spacy.load(f"{meta['lang']}_{meta['name']}")
        lines = source.read_text(encoding="utf-8").splitlines()
        self.texts = cycle([json.loads(line)["text"] for line in lines[: len(lines) // 2]])
        self.workers, self.words, self.seconds = workers, 0, 0.0

    def read(self, count: int = 30) -> float:
        """Read some articles; the seconds that it took."""
        texts = list(islice(self.texts, count * self.workers))
        began = time.monotonic()
        for _ in self.nlp.pipe(texts, n_process=self.workers, batch_size=8):
            pass
        spent = time.monotonic() - began
        self.words += sum(len(text.split()) for text in texts)
        self.seconds += spent
        return spent

    def speed(self) -> float:
        """Words a second so far."""
        return self.words / self.seconds


if __name__ == "__main__":
    sys.exit(main())
