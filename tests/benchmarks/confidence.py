"""`python -m tests.benchmarks.confidence`: fits the confidences of surface triples anew.

In: the dev halves of BenchIE-FL and CaRB. Out: `kg/extractors/open/confidence.json`, and a table of how well they hold
on sentences that were not fitted on. A fact is right (1) if BenchIE-FL has it and no earlier triple of the sentence
claimed it; a clause is right as far as its words are CaRB's. Logistic regression with a ridge, by Newton's method:
the same input gives the same numbers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extractors.clauses import clauses
from kg.extractors.open.confidence import Confidence
from kg.extractors.open_triples import OpenReader
from kg.model import Article
from tests.benchmarks.bench import Bench, bench_folder, scorer

if TYPE_CHECKING:
    from kg.pipeline import Reader

WEIGHTS = Path(__file__).parents[2] / "kg" / "extractors" / "open" / "confidence.json"
RIDGE = 4.0
FOLDS = 5
ROUNDS = 30
ORIGIN = (
    "Logistic regression on the triples read from the dev halves of BenchIE-FL (facts, implied facts) and CaRB "
    "(clauses); fitted by `python -m tests.benchmarks.confidence`"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A triple's features, how right it is, and which sentence it is from."""

    features: tuple[str, ...]
    right: float
    sentence: int


def examples(reader: Reader, bench: Bench) -> list[Example]:
    """Facts with BenchIE-FL's verdicts, clauses with CaRB's."""
    module = scorer(bench, "openie")
    out: list[Example] = []
    for n, row in enumerate(module.load_gold("benchie_fl", bench.split)):
        clusters = [[module.Fact(p) for p in cluster] for cluster in row["clusters"]]
        read = _read(reader, row["sentence"], module, ("fact", "implied"))
        rights = _claims(module, clusters, [slots for _, slots in read])
        out += [Example(f, float(r), n) for (f, _), r in zip(read, rights, strict=True)]
    for n, row in enumerate(module.load_gold("carb", bench.split)):
        for features, slots in _read(reader, row["sentence"], module, ("clause",)):
            pairs = [module.carb_pair(module.Extraction(*slots), fact)[0] for fact in row["tuples"]]
            out.append(Example(features, max(pairs, default=0.0), n))
    return out


def _read(reader: Reader, text: str, module: Any, forms: Iterable[str]) -> list[tuple[tuple[str, ...], Any]]:
    """Features and words of the sentence's triples, each wording once."""
    tree = reader.annotate(Article(text))
    read = OpenReader(tree, clauses(tree, reader.ontology.lexicon.words("means")), "")
    confidence, tokens = Confidence(tree), set(text.split())
    found: dict[Any, tuple[str, ...]] = {}
    for f in read.found():
        t = read.triple(f)
        slots = tuple(module.retokenise(words, tokens) for words in (t.subject, t.relation, t.object))
        if f.form in forms and slots[0] and (slots[2] or f.form == "clause"):
            found.setdefault(slots, tuple(confidence.features(f)))
    return [(features, slots) for slots, features in found.items()]


def _claims(module: Any, clusters: Sequence[Any], triples: Sequence[Any]) -> list[bool]:
    """Which triples state a fact of the gold that none before them stated."""
    claimed: set[int] = set()
    out = []
    for slots in triples:
        hits = {j for j, cluster in enumerate(clusters) if _states(module, slots, cluster, clusters)}
        out.append(bool(hits - claimed))
        claimed |= hits
    return out


def _states(module: Any, slots: Any, cluster: Any, clusters: Any) -> bool:
    clean = [module.unpunctuated(slot).strip() for slot in slots]
    return (
        any(fact.matches(slots) or fact.matches_clean(clean) for fact in cluster)
        or any(fact.matches(other) for other in module.alternatives(slots, clusters) for fact in cluster)
        or any(module.loosely(slots, cluster, clusters, form) for form in (module.plain, module.unpunctuated))
    )


def fitted(known: Sequence[Example]) -> dict[str, float]:
    """Weights by feature: the maximum of the likelihood less the ridge."""
    import numpy as np

    names = sorted({name for e in known for name in e.features})
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(known), len(names)))
    for row, e in enumerate(known):
        for name in e.features:
            x[row, at[name]] += 1
    y = np.array([e.right for e in known])
    w = np.zeros(len(names))
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - RIDGE * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        w = w + np.linalg.solve(bend, slope)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def predicted(features: Iterable[str], known: dict[str, float]) -> float:
    """What `kg.extractors.open.confidence` computes, for weights not yet written."""
    import math

    return 1 / (1 + math.exp(-sum(known.get(name, 0.0) for name in features)))


def held_out(known: Sequence[Example]) -> list[tuple[float, float]]:
    """(predicted, right) of each example, the weights fitted on the other folds' sentences."""
    out = []
    for fold in range(FOLDS):
        learned = fitted([e for e in known if e.sentence % FOLDS != fold])
        out += [(predicted(e.features, learned), e.right) for e in known if e.sentence % FOLDS == fold]
    return out


def calibration(pairs: Sequence[tuple[float, float]]) -> str:
    """A table: triples, mean confidence and share right, by tenths of confidence."""
    lines = ["confidence  triples  mean  right"]
    for tenth in range(10):
        inside = [(p, r) for p, r in pairs if tenth / 10 <= p < (tenth + 1) / 10]
        if inside:
            mean, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            lines.append(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}  {len(inside):7d}  {mean:.2f}  {right:.2f}")
    return "\n".join(lines)


def main() -> int:
    """Fit, show how it holds, write."""
    from kg.pipeline import Reader

    known = examples(Reader(), Bench(bench_folder()))
    for title, kind in (("facts", "fact"), ("clauses", "clause")):
        part = [e for e in known if e.features[0] == kind]
        print(f"== {title}, on sentences not fitted on\n{calibration(held_out(part))}")
    data = {"origin": ORIGIN, "weights": fitted(known)}
    WEIGHTS.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
