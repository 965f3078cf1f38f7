"""The recipe for other engines in docs/cluster.md does what it says; files for clusters are what their tools take."""

from __future__ import annotations

import gzip
import re
from importlib import import_module

import pytest

from kg.cluster.reading import Reading
from kg.cluster.shard import read_shard
from kg.model import Article
from tests.conftest import ROOT

DOCS = ROOT / "docs" / "cluster.md"


def recipe(name: str) -> str:
    found = re.search(rf"<!-- tested: {name} -->\n```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    assert found, name
    return found[1]


def test_sparks_function_gives_the_shard_of_its_rows() -> None:
    import pandas as pd

    names: dict[str, object] = {}
    exec(compile(recipe("spark"), str(DOCS), "exec"), names)
    articles = [Article("Russia invaded Ukraine.", url="https://duck.example/1"), Article("China met Japan.")]
    frame = pd.DataFrame([{"text": a.text, "url": a.url} for a in articles])
    (row,) = [row for found in names["shards"]([frame]) for row in found.to_dict("records")]  # type: ignore[operator]
    expected = read_shard(articles, Reading())
    assert (row["articles"], row["statements"]) == (2, expected.report["statements"])
    assert gzip.decompress(row["quads"]) == b"".join(expected.lines)
    assert row["parquet"] == expected.statements()


@pytest.mark.parametrize("name", ["aws.yaml", "kubernetes.yaml"])
def test_files_for_clusters_are_yaml_without_a_machine_of_ours(name: str) -> None:
    text = (ROOT / "docs" / "cluster" / name).read_text(encoding="utf-8")
    assert import_module("yaml").safe_load(text)
    assert "REGISTRY/newskg" in text
