"""`python -m tests.cluster measure`: how fast shards are made, by each engine and number of workers, beside bare spaCy.

`python -m tests.cluster run SOURCE OUTPUT`: shards with the hostile reader, for tests that kill the run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from kg.cluster.build import build
from kg.cluster.reading import Orders
from tests import hostile


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; the exit code."""
    ap = argparse.ArgumentParser(
        "python -m tests.cluster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = ap.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run")
    run.add_argument("source")
    run.add_argument("output")
    run.add_argument("--engine", default="local")
    run.add_argument("--workers", type=int, default=2)
    run.add_argument("--words", type=int, default=60)
    run.add_argument("--limit", type=float, default=60.0)
    measure = verbs.add_parser("measure")
    measure.add_argument("--articles", type=int, default=400)
    args = ap.parse_args(arguments)
    if args.verb == "measure":
        from tests.cluster_measures import measured

        for line in measured(args.articles):
            print(line, flush=True)
        return 0
    orders = Orders(factory=hostile.FACTORY, limit=args.limit)
    build([args.source], args.output, engine=args.engine, workers=args.workers, words=args.words, orders=orders)
    return 0


if __name__ == "__main__":
    sys.exit(main())
