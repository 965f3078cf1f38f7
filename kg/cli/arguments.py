"""The arguments that several verbs share, so that they are called and explained alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

GraphFile: TypeAlias = Annotated[
    Path, typer.Argument(metavar="GRAPH", help="A file that kg wrote (.ttl .trig .nq .nt .jsonld) or a store's folder.")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…",
        help="Files (.txt .html .json .jsonl .parquet .warc), folders, urls such as s3://…, - for standard input.",
    ),
]
Output = Annotated[
    str, typer.Option("-o", "--output", help="Folder for the files; of shards also a url such as s3://….")
]
Engine = Annotated[
    str | None, typer.Option(help="Write shards into the folder: local (processes here) or ray (a cluster).")
]
Limit = Annotated[float, typer.Option(min=1, help="With --engine: seconds that one article may take.")]
ShardWords = Annotated[int, typer.Option(min=1, help="With --engine: about so many words in a shard.")]
