"""`python -m tests.benchmarks [NAME…]`: the reader on every benchmark, beside its rivals.

Exit codes: 0 done, and above all floors if asked; 1 below a floor; 2 wrong usage; 3 the bench folder, or a part of it
that was asked for, is not there, so nothing was proven.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import gate, publish, speed, tables
from tests.benchmarks.bench import SPLITS, Bench, Benchmark, Reading, bench_folder, fingerprint
from tests.benchmarks.suite import BENCHMARKS, chosen, run

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.pipeline import Reader

DONE, BELOW, USAGE, ABSENT = 0, 1, 2, 3
SPEED = "speed"


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    ap = argparse.ArgumentParser(
        "python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = (*BENCHMARKS, SPEED)
    ap.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(names)}; all but speed if none is given")
    ap.add_argument("--split", choices=SPLITS, default=SPLITS[0])
    ap.add_argument("--model", help="a spaCy model; the reader's own if not given")
    ap.add_argument("--predictions", type=Path, metavar="DIR", help="keep what was predicted as DIR/NAME.jsonl")
    ap.add_argument("--no-rivals", action="store_true", help="score our predictions only")
    form = ap.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--markdown", action="store_true", help="print Markdown tables, as in docs/benchmarks.md")
    form.add_argument("--publish", action="store_true", help="write the tables to README.md and docs/benchmarks.md")
    ap.add_argument("--gate", action="store_true", help="fail below the floors of tests/benchmarks/floors.json")
    ap.add_argument("--update", action="store_true", help="with --gate: raise the floors to what was reached")
    ap.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    return ap


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; the exit code."""
    ap = parser()
    args = ap.parse_args(arguments)
    if unknown := sorted(set(args.names) - {*BENCHMARKS, SPEED}):
        ap.error(f"no benchmark {', '.join(unknown)}; there are {', '.join((*BENCHMARKS, SPEED))}")
    if (args.update and not args.gate) or (args.allow_regression and not args.update):
        ap.error("--update goes with --gate, --allow-regression with --update")
    if args.publish and (args.names or args.no_rivals or args.gate):
        ap.error("--publish measures everything, rivals too")
    if args.gate and args.split != SPLITS[0]:
        ap.error("floors are for dev")
    bench = Bench(bench_folder(), args.split)
    present, absent = available(args.names, bench)
    results = measured(args, bench, present) if present else []
    if args.publish and not absent:
        publish.publish(results)
    show(results, args)
    code = judge(results, bench, args) if args.gate and results else DONE
    for name in absent:
        print(
            f"{name}: no {args.split} data in {bench.folder}, not measured. "
            "Mend: set KG_BENCH to the folder of benchmarks.",
            file=sys.stderr,
        )
    return code or (ABSENT if absent else DONE)


def available(names: Sequence[str], bench: Bench) -> tuple[list[str], list[str]]:
    """Which of the benchmarks asked for are there, and which are not."""
    benchmarks = chosen(names) if set(names) != {SPEED} else []
    known = {b.name: b.is_present(bench) for b in benchmarks}
    if SPEED in names:
        known[SPEED] = speed.corpus(bench).is_file()
    return [n for n, there in known.items() if there], [n for n, there in known.items() if not there]


def measured(args: argparse.Namespace, bench: Bench, names: Sequence[str]) -> list[tables.Result]:
    """Read and score, one reader for all."""
    from kg.ontology import load
    from kg.pipeline import Reader

    ontology = load()
    reader = Reader(args.model, ontology)
    reading = Reading(bench, reader, ontology)
    rivals = not (args.no_rivals or args.gate)
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.predictions or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        return [
            speed.run(bench, reader, full_model(reader, args.model))
            if name == SPEED
            else run(BENCHMARKS[name], reading, folder, rivals=rivals)
            for name in names
        ]


def full_model(reader: Reader, name: str | None) -> Language:
    """The reader's model once more, with nothing left out."""
    import spacy

    meta = reader.nlp.meta
    return spacy.load(name or f"{meta['lang']}_{meta['name']}")


def show(results: Sequence[tables.Result], args: argparse.Namespace) -> None:
    """Print the scores in the form asked for."""
    if args.json:
        print(tables.as_json(results, args.split))
    for result in () if args.json else results:
        print(tables.as_markdown(result) if args.markdown else tables.as_text(result) + "\n")


def judge(results: Sequence[tables.Result], bench: Bench, args: argparse.Namespace) -> int:
    """Hold the scores against the floors, or move the floors; the exit code. Speaks on stderr, scores are on stdout."""
    floors = gate.load()
    scores = {r.name: r.ours for r in results}
    golds = {r.name: fingerprint(gold_files(BENCHMARKS[r.name], bench)) for r in results if r.name != SPEED}
    found = gate.checks(scores, floors)
    if args.update:
        floors, lines = gate.raised(scores, golds, floors, allow_regression=args.allow_regression)
        gate.save(floors)
        print("\n".join(lines) or "no floor moved", file=sys.stderr)
        found = gate.checks(scores, floors)
    strange = gate.other_gold(golds, floors)
    other = [f"FAIL {name}: the gold is not the one that the floors were measured on" for name in strange]
    unheld = [f"{name}: no floors in {gate.FLOORS.name}" for name in scores if name not in floors]
    print("\n".join([*map(str, found), *other, *unheld]), file=sys.stderr)
    return DONE if all(check.holds for check in found) and not strange else BELOW


def gold_files(benchmark: Benchmark, bench: Bench) -> list[Path]:
    """The files of the gold, in a fixed order."""
    return sorted(benchmark.gold(bench))


if __name__ == "__main__":
    sys.exit(main())
