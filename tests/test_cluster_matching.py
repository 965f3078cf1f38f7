"""Who is who on Ray: the same judgements as in one process, also where a key has more members than are paired."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from kg.cluster.matching import OnRay
from kg.errors import InputError
from kg.library import identity
from kg.model import Article, Entity, Knowledge
from kg.ontology import load
from kg.resolution.blocking import pairs
from kg.resolution.census import Census
from kg.resolution.proposals import proposals
from tests.identity.corpus import corpus
from tests.reaping import processes, reap

ONTOLOGY = load()


@pytest.fixture(scope="module")
def engine() -> Iterator[OnRay]:
    before = os.environ.get("RAY_ADDRESS")
    os.environ["RAY_ADDRESS"] = "local"
    with OnRay(2) as found:
        from ray._private.worker import _global_node as node

        started = processes(node)
        yield found
    reap(started)
    os.environ.pop("RAY_ADDRESS")
    if before is not None:
        os.environ["RAY_ADDRESS"] = before


def namesakes(count: int) -> list[Knowledge]:
    """So many articles, each with another Smith, and one with a lone one."""
    given = [f"{a}{b}an" for a in "BCDFGHJKLMNPRSTVWZ" for b in "aeiou"][:count]
    names = [*(f"{name} Smith" for name in given), "Smith"]
    return [
        Knowledge(
            (Article("x", url=f"https://duck.example/{n}"),), (Entity(name.replace(" ", "_"), name, "Person"),), ()
        )
        for n, name in enumerate(names)
    ]


def census(articles: list[Knowledge]) -> Census:
    return identity.census(articles, ONTOLOGY)


def test_the_judgements_are_those_of_one_process(engine: OnRay) -> None:
    articles = [Knowledge.of([extraction]) for extraction in corpus(1500).extractions]
    expected = proposals(census(articles))
    assert {j.verdict for j in expected} == {"same", "unsure"}
    assert proposals(census(articles), matching=engine) == expected


def test_a_key_that_too_many_share_gives_no_pairs_there_either(engine: OnRay) -> None:
    known = census(namesakes(60))
    assert engine.pairs(known) == list(pairs(known))


def test_an_engine_that_is_not_known_is_refused(tmp_path: object) -> None:
    with pytest.raises(InputError, match="there are local, ray"):
        identity.resolve(str(tmp_path), engine="abacus")
