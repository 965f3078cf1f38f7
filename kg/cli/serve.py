"""`kg serve`: the explorer page and the SPARQL endpoint of a graph."""

from __future__ import annotations

import ipaddress
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import screen

if TYPE_CHECKING:
    import socket

    from kg.library import Graph


def serve(
    source: Annotated[
        Path, typer.Argument(metavar="GRAPH", help="A file that kg wrote, a store's folder, or an article to be read.")
    ],
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8420,
    text: Annotated[
        list[Path] | None, typer.Option(help="Articles' texts, files or folders, to show statements in.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may run.")] = 30.0,
    rows: Annotated[int, typer.Option(min=1, help="Rows that a query may answer with.")] = 1_000_000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Queries that run at once.")] = 3,
    cors: Annotated[str | None, typer.Option(help='A site whose scripts may ask here, "*" for all.')] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="Another name by which the server may be called.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Look at a graph in the browser and ask it in SPARQL: the explorer page, an endpoint, linked data. Read-only."""
    import socket

    import uvicorn

    from kg.serve.app import application
    from kg.serve.limits import Limits

    graph = _graph(source)
    limits = Limits(seconds=timeout, rows=rows, workers=workers)
    names = [*(allow_host or ()), *(() if _is_local(host) else (host, socket.gethostname()))]
    app = application(graph, texts=_texts(graph, text or []), limits=limits, hosts=names, cors=cors)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="error", server_header=False, date_header=False, access_log=False
    )
    bound = _bound(host, port)
    address = f"http://{_shown(host)}:{bound.getsockname()[1]}/"
    for name, value in (("page", address), ("SPARQL", f"{address}sparql"), ("stop", "Ctrl-C")):
        screen.line(f"{name}: {value}")
    sys.stdout.flush()
    if not _is_local(host):
        screen.note(
            f"kg: listening on {host}, so everyone who can reach this machine can read this graph and its articles; "
            "there is no password. 127.0.0.1 would be for this machine alone."
        )
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    uvicorn.Server(config).run(sockets=[bound])


def _graph(source: Path) -> Graph:
    """A graph's file or store, or else an article that is read now."""
    from kg import library
    from kg.rdf.formats import WRITERS

    if library.is_store(source) or source.suffix.lower() in WRITERS or not source.exists():
        return library.load(source)
    return library.build(source)


def _texts(graph: Graph, places: list[Path]) -> dict[str, str]:
    """The texts at `places` that articles of the graph were read from, by article."""
    from kg import library
    from kg.model import Article

    found = (item.text for place in places for item in library.read(place) if isinstance(item, Article))
    return graph.recognized(list(found)) if places else {}


def _bound(host: str, port: int) -> socket.socket:
    import socket

    from kg.errors import InputError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small answers at once only where it knows it is TCP.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(2048)  # whoever comes before the workers are ready waits
    except OSError as error:
        raise InputError(f"{host}:{port}: {error.strerror or error}; give another --port, or 0 for any") from error
    return made


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
