"""How well names are joined: pairs of (article, entity) that are one, counted by clusters and not one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.library.identity import accepted, census
from kg.model import Knowledge
from kg.ontology import Ontology
from kg.resolution.identity import Judgement
from kg.resolution.proposals import NAMESAKES, ONE_NAMESAKE, proposals
from kg.resolution.view import View
from tests.identity.corpus import Corpus

# What pairs that the rules judge the same are held to.
PRECISION, RECALL = 0.995, 0.90


@dataclass(frozen=True)
class Pairs:
    """Precision and recall over pairs."""

    right: int
    joined: int
    one: int

    @property
    def precision(self) -> float:
        """The share of pairs that were joined that are one."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs that are one that were joined."""
        return self.right / self.one if self.one else 1.0

    def __str__(self) -> str:
        """Both, for people."""
        counts = f"({self.joined:,} pairs joined, {self.one:,} are one)"
        return f"precision {self.precision:.4f}  recall {self.recall:.4f}  {counts}"


def pairs(corpus: Corpus, cluster: Callable[[str, str], object]) -> Pairs:
    """How well clusters fit the truth."""
    cells: Counter[tuple[object, int]] = Counter()
    for (article, entity), key in corpus.truth.items():
        cells[cluster(entity, article), key] += 1
    found: Counter[object] = Counter()
    true: Counter[int] = Counter()
    for (mine, key), n in cells.items():
        found[mine] += n
        true[key] += n
    return Pairs(_two(cells.values()), _two(found.values()), _two(true.values()))


def _two(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def judged(corpus: Corpus, ontology: Ontology) -> list[Judgement]:
    """What the rules think of a corpus."""
    known = census((Knowledge.of([extraction]) for extraction in corpus.extractions), ontology)
    return proposals(known)


def scores(corpus: Corpus, found: list[Judgement]) -> dict[str, Pairs]:
    """By what names are joined: the same letters; what the rules judge the same; and what is seen by default."""
    names = {(x.article.id, e.id): e.name for x in corpus.extractions for e in x.entities}
    seen = View.of(found)
    # Two articles whose name was found to be perhaps another's are not judged the same by any rule.
    apart = [accepted(j, 0.0) if j.by in (NAMESAKES, ONE_NAMESAKE) else j for j in found]
    cautious = View.of(apart)
    return {
        "exact string": pairs(corpus, lambda e, a: names[a, e]),
        "judged the same": pairs(corpus, cautious.id),
        "seen by default": pairs(corpus, seen.id),
    }
