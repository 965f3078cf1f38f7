"""The arguments that several verbs share, so that they are called and explained alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

GraphFile: TypeAlias = Annotated[
    Path, typer.Argument(metavar="GRAPH", help="A file that kg wrote (.ttl .trig .nq .nt .jsonld) or a store's folder.")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
