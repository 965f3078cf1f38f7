"""Who may import whom: the table of rooms, held against the import statements themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
COMMON = {"errors", "model"}
ALLOWED = {
    "errors": set(),
    "model": {"packing"},
    "packing": set(),
    "syntax": set(),
    "ontology": set(),
    "readers": set(),
    "resolution": set(),
    "annotators": {"ontology", "syntax"},
    "extractors": {"ontology", "syntax"},
    "rdf": {"ontology"},
    "graph": {"rdf", "ontology"},
    "exporters": {"graph", "rdf", "ontology"},
    "pipeline": {"readers", "annotators", "extractors", "resolution", "rdf", "ontology", "syntax"},
    "cluster": {"readers", "resolution", "pipeline", "rdf", "exporters", "ontology"},
    "library": {"cluster", "readers", "resolution", "pipeline", "rdf", "graph", "exporters", "ontology"},
    "serve": {"library", "exporters", "rdf", "graph", "ontology"},
    "cli": {
        "cluster",
        "serve",
        "library",
        "readers",
        "resolution",
        "pipeline",
        "rdf",
        "graph",
        "exporters",
        "ontology",
    },
    "__init__": {"library"},
    "__main__": {"cli"},
}
OUTSIDE = {
    "spacy": {"annotators", "extractors", "pipeline", "syntax"},
    "rdflib": {"ontology", "rdf", "graph"},
    "pyoxigraph": {"ontology", "rdf", "graph", "library", "serve"},
    "networkx": {"graph", "exporters", "library"},
    "pyshacl": {"rdf"},
    "matplotlib": {"exporters"},
    "trafilatura": {"readers"},
    "pandas": {"exporters", "library", "cluster"},
    "filelock": {"library"},
    "nicknames": {"ontology"},
    "rapidfuzz": {"resolution"},
    "pyarrow": {"exporters", "readers"},
    "fastwarc": {"readers"},
    "py3langid": {"readers"},
    "fsspec": {"cluster"},
    "ray": {"cluster"},
    "typer": {"cli"},
    "rich": {"cli"},
    "starlette": {"serve"},
    "uvicorn": {"cli"},
}
# Imported at the top of a module that `kg --help` loads, these would cost more than the help itself.
HEAVY = {"spacy", "rdflib", "networkx", "matplotlib", "trafilatura", "pyshacl", "scipy", "pandas", "pyarrow"} | {
    "starlette",
    "uvicorn",
    "ray",
    "fsspec",
}


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    own = room(path)
    inner = {name.split(".")[1] for name in imports(path) if name.startswith("kg.")} - {own, "__version__"} - COMMON
    assert inner <= ALLOWED[own], f"{own} imports {inner - ALLOWED[own]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_library_is_used_only_in_its_rooms(path: Path) -> None:
    outer = {name.split(".")[0] for name in imports(path)}
    assert {library for library in outer & set(OUTSIDE) if room(path) not in OUTSIDE[library]} == set()


def test_one_file_alone_opens_connections_to_servers() -> None:
    """What asks others (push, pull, query, link) goes through kg/rdf/remote.py, which knows its manners."""
    network = {"urllib.request", "http.client", "ssl", "ftplib", "smtplib", "telnetlib", "requests", "httpx", "aiohttp"}
    asking = {str(path.relative_to(PACKAGE)) for path in MODULES if network & set(imports(path))}
    assert asking == {"rdf/remote.py"}


def test_the_records_load_nothing_of_ours() -> None:
    """They know how they are packed, but only when they are asked to be."""
    top = ast.parse((PACKAGE / "model.py").read_text(encoding="utf-8")).body
    assert [n.module for n in top if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("kg")] == []


def test_every_room_is_in_the_table() -> None:
    assert {room(path) for path in MODULES} <= set(ALLOWED)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_fits_in_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_function_fits_in_60_lines(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 60] == []


def test_nothing_prints_but_the_command_line() -> None:
    loud = [
        path
        for path in MODULES
        if room(path) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert loud == []


def test_the_public_names_are_what_they_say() -> None:
    import kg

    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert len(kg.__all__) <= 10
