"""Write anew what is kept equal to the program's output: the README's example and the sample in output/.

    python -m tests.refresh

Read the difference before committing it.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from kg.cli import app

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SAMPLE = "putin-li-shangfu"
_BLOCK = re.compile(r"(<!-- output: build -->\n```text\n)(.*?)(```)", re.DOTALL)


def build_arguments() -> list[str]:
    """The words after `kg` in the README's command that runs the main job."""
    command = re.search(r"<!-- command: build -->\s*```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert command, "README.md has lost its build command"
    words = shlex.split(command[1].replace("\\\n", " "))
    return words[words.index(next(w for w in words if w.endswith("bin/kg"))) + 1 :]


def run_build(folder: Path) -> str:
    """What the README's command prints, its files written to `folder` but named as the reader will see them."""
    words = build_arguments()
    words[1] = str(ROOT / words[1])
    result = CliRunner().invoke(app, [*words, "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return result.output.replace(f"{folder}/", "output/")


def shown_output() -> str:
    """The output that the README shows."""
    found = _BLOCK.search(README.read_text(encoding="utf-8"))
    assert found, "README.md has lost its output block"
    return found[2]


def main() -> None:
    """Refresh README.md and output/."""
    said = run_build(ROOT / "output")
    text = README.read_text(encoding="utf-8")
    README.write_text(_BLOCK.sub(lambda m: m[1] + said + m[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
