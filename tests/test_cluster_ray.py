"""The engine for a cluster, on two nodes of Ray's on this machine: workers and nodes are killed, the bytes the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article
from tests import growing
from tests.conftest import ARTICLE, ROOT
from tests.reaping import processes, reap
from tests.test_cluster import _wait, built, contents

Nodes = Any  # ray.cluster_utils.Cluster, which has no types

SLOW = [Article(f"{a.text} #slow=25", url=a.url, publisher="Duck") for a in growing.articles(160)]


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    """A cluster of two nodes, each with room for one worker."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ray.cluster_utils import Cluster

        quiet = {"num_cpus": 1, "include_dashboard": False}
        cluster = Cluster(initialize_head=True, head_node_args=quiet)
        try:
            cluster.add_node(num_cpus=1)
            yield cluster
        finally:
            started = [process for node in cluster.list_all_nodes() for process in processes(node)]
            cluster.shutdown()
            reap(started)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A source, and the shards that processes on this machine make of it."""
    folder = tmp_path_factory.mktemp("calm")
    source = growing.write(folder / "a.jsonl", SLOW)
    built(folder / "shards", source)
    return source, contents(folder / "shards")


def started(cluster: Nodes, source: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.cluster", "run", str(source), str(output), "--engine", "ray"]
    environment = {**os.environ, "RAY_ADDRESS": cluster.address}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
    _wait(lambda: len(list(output.glob("reports/*.json"))) > 3 or process.poll() is not None, 60)
    assert process.poll() is None, process.communicate()[1].decode()
    return process


def ended(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()


def readers(cluster: Nodes) -> list[int]:
    """The processes of the actors that read, on all nodes of this cluster."""
    found = []
    for node in cluster.list_all_nodes():
        raylet = node.all_processes["raylet"][0].process.pid
        for task in Path(f"/proc/{raylet}/task").glob("*/children"):
            for pid in map(int, task.read_text().split()):
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
                found += [pid] if b"_Read" in command and b"ray::" in command else []
    return found


def test_a_worker_that_is_killed_changes_nothing(
    nodes: Nodes, calm: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, expected = calm
    process = started(nodes, source, tmp_path)
    first, *_ = both = readers(nodes)
    os.kill(first, signal.SIGKILL)
    ended(process)
    assert len(both) == 2
    assert contents(tmp_path) == expected


def test_a_node_that_goes_away_changes_nothing(
    nodes: Nodes, calm: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, expected = calm
    process = started(nodes, source, tmp_path)
    nodes.remove_node(nodes.list_all_nodes()[-1], allow_graceful=False)
    ended(process)
    assert contents(tmp_path) == expected


def test_what_a_worker_cannot_do_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "quads").touch()
    source = growing.write(tmp_path / "a.jsonl", growing.articles(2))
    command = [sys.executable, "-m", "kg", "build", str(source), "--engine", "ray", "-o", str(tmp_path / "x")]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert "kg: " in found.stderr
    assert "start again" in found.stderr.splitlines()[-1]


def test_the_command_reads_on_a_cluster_of_its_own(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    text = ARTICLE.read_text(encoding="utf-8")
    rows = [{"text": f"{text}\n\nEdition {n}.", "url": f"https://duck.example/{n}"} for n in range(4)]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for engine in ("local", "ray"):
        more = ["--engine", engine, "-o", str(tmp_path / engine), "--workers", "2", "--shard-words", "500"]
        environment = {**os.environ, "RAY_ADDRESS": "local"}  # not the nodes of the other tests
        subprocess.run(
            [sys.executable, "-m", "kg", "build", str(source), *more],
            cwd=ROOT,
            env=environment,
            check=True,
            timeout=120,
        )
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")
