"""`python -m tests.identity`: how well the rules tell who is who, and how fast.

    python -m tests.identity                 # 20,000 names with known truth: precision and recall over pairs
    python -m tests.identity scale           # `kg resolve` on a store of 100,000 distinct names: seconds and memory

Exit codes: 0 done and within the limits; 1 below or beyond one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.ontology import load
from kg.rdf.store import Store
from tests.identity.corpus import corpus
from tests.identity.score import PRECISION, RECALL, judged, scores

SECONDS, MEGABYTES = 180, 2000
_NAMES_A_MENTION = 0.27  # distinct ids for each mention of a corpus


def main(given: Sequence[str] | None = None) -> int:
    """Run what is asked for; whether it is within the limits."""
    parser = argparse.ArgumentParser(prog="python -m tests.identity", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=("truth", "scale"), default="truth")
    parser.add_argument("--mentions", type=int, default=20_000)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, help="how many people there are; a seventh of the mentions if not given")
    parser.add_argument("--store", type=Path, help="where scale makes its store, and finds it the next time")
    args = parser.parse_args(given)
    if args.what == "scale":
        return scale(args.names, args.seed, args.store)
    return truth(args.mentions, args.seed, args.people)


def truth(mentions: int, seed: int, people: int | None) -> int:
    """Print precision and recall; 1 if what the rules judge is below its floors."""
    made = corpus(mentions, seed=seed, persons=people)
    names = len({entity for _, entity in made.truth})
    print(
        f"{len(made.truth):,} mentions of {len(set(made.truth.values())):,} in {len(made.extractions):,} articles, "
        f"{names:,} ids"
    )
    began = time.perf_counter()
    found = judged(made, load())
    verdicts = Counter(j.verdict for j in found)
    print(
        f"judged in {time.perf_counter() - began:.1f} s: {verdicts['same']:,} the same, {verdicts['unsure']:,} unsure"
    )
    rows = scores(made, found)
    for name, row in rows.items():
        print(f"  {name:<16} {row}")
    mine = rows["judged the same"]
    return 0 if mine.precision >= PRECISION and mine.recall >= RECALL else 1


def scale(names: int, seed: int, store: Path | None) -> int:
    """Print what `kg resolve` takes for a store of so many names; 1 if that is too much."""
    with tempfile.TemporaryDirectory(prefix="newskg-") as scratch:
        folder = store or Path(scratch) / "news.kg"
        if not folder.exists():
            _fill(folder, names, seed)
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "kg", "resolve", str(folder)])
        _, status, usage = os.wait4(process.pid, 0)
        seconds, megabytes = time.perf_counter() - began, usage.ru_maxrss / 1024
    print(f"kg resolve: {seconds:.0f} s, {megabytes:,.0f} MB (limits: {SECONDS} s, {MEGABYTES:,} MB)")
    return 0 if status == 0 and seconds <= SECONDS and megabytes <= MEGABYTES else 1


def _fill(folder: Path, names: int, seed: int) -> None:
    began = time.perf_counter()
    made = corpus(int(names / _NAMES_A_MENTION), seed=seed)
    found = len({entity for _, entity in made.truth})
    with Store(folder) as opened:
        for extraction in made.extractions:
            opened.add(extraction)
    print(
        f"{found:,} ids, {len(made.truth):,} mentions, {len(made.extractions):,} articles; "
        f"store made in {time.perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
