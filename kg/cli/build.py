"""`kg build`: read articles, say what they say, write the graph."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import screen
from kg.cli.arguments import AsJson, Engine, Limit, Output, ShardWords, Sources
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.cli.files import Artist
    from kg.library import Graph
    from kg.model import Extraction


def build(
    sources: Sources,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    published: Annotated[
        str | None, typer.Option(help='Publication date, e.g. 2023-04-16; "on Sunday" is resolved against it.')
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="The medium.")] = None,
    url: Annotated[str | None, typer.Option(help="Where the article stands.")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    language: Annotated[str | None, typer.Option(help="Language tag, e.g. en.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding of the text, if it is not UTF-8.")] = None,
    model: Annotated[str | None, typer.Option(envvar="KG_MODEL", help="A spaCy model by name.")] = None,
    output: Output = "output",
    name: Annotated[str | None, typer.Option(help="Name of the files, without a suffix; the source's own.")] = None,
    formats: Annotated[
        str, typer.Option("--format", help="Suffixes of the files to write, with commas.")
    ] = "ttl,gexf,html,png",
    open_triples: Annotated[
        bool, typer.Option("--open", help="Also write the surface triples of every clause (NAME.triples.jsonl).")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    store: Annotated[
        Path | None, typer.Option(help="Read into this store's folder; what is in it already is not read again.")
    ] = None,
    engine: Engine = None,
    limit: Limit = 120.0,
    shard_words: ShardWords = 100_000,
    as_json: AsJson = False,
) -> None:
    """Read articles: who did what to whom, who claims what. Prints it and writes the graph to files."""
    from kg import library
    from kg.cli import archive, files, shards

    known = {"title": title, "published": published, "publisher": publisher, "url": url, "author": author}
    known |= {"language": language, "encoding": encoding}
    given = {key: value for key, value in known.items() if value is not None}
    if engine is not None:
        shards.check(store, open_triples, title, url)
        sizes = shards.Sizes(workers=workers, limit=limit, words=shard_words)
        shards.build(sources, output, engine=engine, model=model, as_json=as_json, sizes=sizes, **given)
        return
    if store is not None:
        if open_triples:
            raise InputError("--open: a store keeps no surface triples; mend: build without --store for them")
        archive.grow(sources, store, model=model, workers=workers, as_json=as_json, **given)
        return
    target = Path(output) / (files.safe(name) if name else files.stem(sources))
    wanted = files.suffixes(formats)
    files.check_places([_beside(target, suffix) for suffix in wanted], sources)
    tick = _ticker(sources)
    with files.Artist(wanted) as artist:
        graph = library.build(*sources, model=model, open=open_triples, workers=workers, tick=tick, **given)
        written = _drawn(graph, target, wanted, artist, as_json=as_json)
    if open_triples:
        written.append(_write_triples(graph, _beside(target, ".triples.jsonl")))
    _tell(graph, written, as_json=as_json)


def _drawn(graph: Graph, target: Path, wanted: Sequence[str], artist: Artist, *, as_json: bool) -> list[Path]:
    """Print what a graph says while it is drawn, and write its files."""
    from kg.cli import report

    if sys.stderr.isatty():
        screen.progress("")
    artist.begin(graph)
    if not as_json:
        report.statements(graph)
    return _write(graph, target, wanted, artist) if graph.statements else []


def _tell(graph: Graph, written: list[Path], *, as_json: bool) -> None:
    """Say what was written and skipped; leave with 1 if nothing was found."""
    from kg.cli import report

    if as_json:
        report.as_json(graph, written)
    else:
        report.files(written)
        report.skipped(graph)
    if not graph.statements:
        raise typer.Exit(1)


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(target.name + suffix)


def _write(graph: Graph, target: Path, wanted: Sequence[str], artist: Artist) -> list[Path]:
    """Write a file of each suffix: RDF here, what the artist has drawn, and here again what it has not."""
    from kg.library.files import save
    from kg.rdf.formats import WRITERS

    own = {suffix: graph.to_bytes(suffix) for suffix in wanted if suffix in WRITERS}
    made = own | artist.made()
    return [save(_beside(target, suffix), made.get(suffix) or graph.to_bytes(suffix)) for suffix in wanted]


def _write_triples(graph: Graph, target: Path) -> Path:
    from kg.library.files import save

    return save(target, "".join(graph.triples_as_lines()).encode())


def _ticker(sources: Sequence[str]) -> Callable[[Extraction], None] | None:
    """Progress on the error stream, where many articles are read at a terminal."""
    many = len(sources) > 1 or (sources[0] != "-" and Path(sources[0]).is_dir())
    if not many or not sys.stderr.isatty():
        return None
    count = statements = 0

    def tick(extraction: Extraction) -> None:
        nonlocal count, statements
        count, statements = count + 1, statements + len(extraction.statements)
        screen.progress(f"{count} articles read, {statements} statements found")

    return tick
