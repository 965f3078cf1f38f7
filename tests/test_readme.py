"""The README is true: its example is the program's output, its files are what the command writes."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from tests.refresh import README, ROOT, SAMPLE, run_build, shown_output


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("output")
    return run_build(folder), folder


def test_the_readme_shows_the_true_output(built: tuple[str, Path]) -> None:
    assert shown_output() == built[0], "mend: python -m tests.refresh, and read the difference"


@pytest.mark.parametrize("suffix", ["ttl", "gexf", "html"])
def test_the_sample_is_what_the_command_writes(built: tuple[str, Path], suffix: str) -> None:
    sample = ROOT / "output" / f"{SAMPLE}.{suffix}"
    assert sample.read_bytes() == (built[1] / sample.name).read_bytes(), "mend: python -m tests.refresh"


def test_the_sample_picture_is_the_one_that_the_command_draws(built: tuple[str, Path]) -> None:
    from matplotlib.image import imread

    sample, drawn = (imread(folder / f"{SAMPLE}.png") for folder in (ROOT / "output", built[1]))
    assert sample.shape == drawn.shape
    assert float(np.abs(sample - drawn).mean()) < 0.01  # other builds of the font library move edges by a shade


def test_links_in_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_the_decisions_are_dated() -> None:
    names = [path.name for path in (ROOT / "docs" / "decisions").iterdir()]
    assert names
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z0-9-]+\.md", name) for name in names)
