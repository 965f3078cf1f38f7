"""`kg build`: read articles, say what they say, write the graph."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from kg.library import Graph
    from kg.model import Extraction

FORMATS = "ttl,gexf,html,png"
SourceArgument = typer.Argument(..., help="A file (.txt .html .json .jsonl), a folder, or - for standard input.")
TitleOption = typer.Option(None, help="The headline.")
PublishedOption = typer.Option(None, help="Publication date, e.g. 2023-04-16; \"on Sunday\" is resolved against it.")
PublisherOption = typer.Option(None, help="The medium.")
UrlOption = typer.Option(None, help="Where the article stands.")
LanguageOption = typer.Option(None, help="Language tag, e.g. en.")
EncodingOption = typer.Option(None, help="Encoding of the text, if it is not UTF-8.")
ModelOption = typer.Option(None, envvar="KG_MODEL", help="A spaCy model by name.")
OutputOption = typer.Option(Path("output"), "-o", "--output", help="Folder for the files.")
FormatOption = typer.Option(FORMATS, "--format", help="Suffixes of the files to write, with commas.")
OpenOption = typer.Option(False, "--open", help="Also write the surface triples of every clause (.triples.jsonl).")
WorkersOption = typer.Option(1, min=1, help="Processes that read.")
JsonOption = typer.Option(False, "--json", help="Print JSON for programs.")


def build(source: str = SourceArgument, title: str | None = TitleOption, published: str | None = PublishedOption,  # noqa: PLR0913 - one parameter an option
          publisher: str | None = PublisherOption, url: str | None = UrlOption, language: str | None = LanguageOption,
          encoding: str | None = EncodingOption, model: str | None = ModelOption, output: Path = OutputOption,
          formats: str = FormatOption, open_triples: bool = OpenOption, workers: int = WorkersOption,
          as_json: bool = JsonOption) -> None:
    """Read an article (or a folder of them): who did what to whom, who claims what. Writes the graph to files."""
    from kg import library

    given = {"title": title, "published": published, "publisher": publisher, "url": url, "language": language, "encoding": encoding}
    graph = library.build(source, model=model, open=open_triples, workers=workers, tick=_ticker(source),
                          **{name: value for name, value in given.items() if value is not None})
    files = _write(graph, output, _stem(source), formats, open_triples=open_triples) if graph.statements or open_triples else []
    if as_json:
        _print_json(graph, files)
    else:
        _print(graph, files)
    if not graph.statements:
        raise typer.Exit(1)


def _ticker(source: str) -> Any:
    """Progress on the error stream for a folder read at a terminal."""
    import sys

    if source == "-" or not Path(source).is_dir() or not sys.stderr.isatty():
        return None
    count = 0

    def tick(extraction: Extraction) -> None:
        nonlocal count
        count += 1
        print(f"\r{count} articles, the last with {len(extraction.statements)} statements", end="", file=sys.stderr)
    return tick


def _stem(source: str) -> str:
    """A safe file name made from the source's."""
    name = "stdin" if source == "-" else Path(source).resolve().name
    stem = name.rsplit(".", 1)[0] if "." in name.strip(".") else name
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:100] or "graph"


def _write(graph: Graph, folder: Path, stem: str, formats: str, *, open_triples: bool) -> list[Path]:
    suffixes = [f".{f.strip().lstrip('.').lower()}" for f in formats.split(",") if f.strip()]
    for suffix in suffixes:
        graph.check_suffix(suffix)
    files = [graph.save(folder / f"{stem}{suffix}") for suffix in suffixes]
    if open_triples:
        target = folder / f"{stem}.triples.jsonl"
        target.write_text("".join(graph.triples_as_lines()), encoding="utf-8")
        files.append(target)
    return files


def _print_json(graph: Graph, files: list[Path]) -> None:
    from kg.cli.rows import records
    from kg.cli.screen import as_json

    as_json({
        "articles": [{"id": a.id, "title": a.title, "published": a.published, "publisher": a.publisher, "url": a.url} for a in graph.knowledge.articles],
        "statements": records(graph, map(graph.evidenced, graph.statements)), "files": [str(f) for f in files],
        "skipped": [str(s) for s in graph.skips], "failed": _failures(graph)})


def _failures(graph: Graph) -> list[str]:
    return [f"{x.article.title or x.article.id}: {reason}" for x in graph.extractions for reason, _ in x.skipped if reason.startswith("failed")]


def _print(graph: Graph, files: list[Path]) -> None:
    from kg.cli.rows import sentence
    from kg.cli.screen import heading, line, note, statements

    line(_title(graph))
    line(_counts(graph))
    for head, wanted in _sections(graph):
        if wanted:
            heading(head)
            statements([sentence(graph, found) for found in wanted])
    if not graph.statements:
        line("No statement between two entities was found: the text names too few actors, or says nothing that the ontology knows.")
    if files:
        heading("FILES")
        for file in files:
            print(f"  {file}")
    for skip in graph.skips:
        note(f"skipped: {skip}")
    for failure in _failures(graph):
        note(f"not read: {failure}")


def _title(graph: Graph) -> str:
    articles = graph.knowledge.articles
    if len(articles) != 1:
        return f"{len(articles)} articles"
    article = articles[0]
    words = article.title or " ".join(article.text.split()[:10]) + " …"
    return " · ".join(part for part in (words, article.publisher, (article.published or "")[:10]) if part)


def _counts(graph: Graph) -> str:
    claims = sum(bool(s.claimed_by) for s in graph.statements)
    facts = len(graph.facts)
    rest = len(graph.statements) - claims - facts
    return f"{len(graph.statements)} statements: {facts} facts, {claims} claims, {rest} denied, planned or only possible"


def _sections(graph: Graph) -> list[tuple[str, list[Any]]]:
    predicates = graph.ontology.schema.predicates
    found = [graph.evidenced(s) for s in graph.statements if not s.is_open]
    standing = {n for n, f in enumerate(found) if predicates[f.statement.predicate].family == "STATE"}
    return [
        ("WHAT HAPPENED", [f for n, f in enumerate(found) if f.statement.is_fact and n not in standing]),
        ("WHO IS WHO", [f for n, f in enumerate(found) if f.statement.is_fact and n in standing]),
        ("WHO CLAIMS WHAT", [f for f in found if f.statement.claimed_by]),
        ("DENIED, PLANNED OR ONLY POSSIBLE", [f for f in found if not f.statement.is_fact and not f.statement.claimed_by]),
    ]
