"""Where the ontology lies and how its Turtle is read: folder -> triples.

In: nothing, or a folder of the user's. Out: its path, and the triples of one file. A broken file is an OntologyError
with file, line and what; nobody else opens files of the ontology.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol, cast

from pyoxigraph import RdfFormat
from pyoxigraph import parse as parse_rdf

from kg.errors import OntologyError

KG = "https://w3id.org/newskg/ontology#"
_PACKAGE = Path(__file__).resolve().parent.parent
_HOMES = (_PACKAGE / "_ontology", _PACKAGE.parent / "ontology")  # the wheel's, the checkout's


class Term(Protocol):
    """An IRI, blank node or literal of pyoxigraph's."""

    @property
    def value(self) -> str:
        """The IRI, the node's name, or the literal's text."""


class Triple(Protocol):
    """One triple of a file: pyoxigraph's own object, typed as what a file of the ontology can hold."""

    @property
    def subject(self) -> Term:
        """What is described."""

    @property
    def predicate(self) -> Term:
        """The property."""

    @property
    def object(self) -> Term:
        """The value."""


def find_folder(folder: Path | None = None) -> Path:
    """The folder with the ontology's files: `folder` if it is given, else the one that came with the package.

    Raises:
        OntologyError: there is no such folder, or no `news.ttl` in it.
    """
    homes = _HOMES if folder is None else (folder.resolve(),)
    for home in homes:
        if (home / "news.ttl").is_file():
            return home
    looked = " or ".join(str(home) for home in homes)
    raise OntologyError(f"no news.ttl in {looked}; mend: copy the package's ontology folder there and change the copy")


def parse(path: Path) -> list[Triple]:
    """The triples of the Turtle file `path`, in the order of the file.

    Raises:
        OntologyError: the file cannot be read, or is no Turtle; the message has file, line and what.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        mend = "copy the file from the package's ontology folder"
        raise OntologyError(f"{path}: {error.strerror}; mend: {mend}") from error
    try:
        return cast("list[Triple]", list(parse_rdf(data, format=RdfFormat.TURTLE)))
    except SyntaxError as error:
        what = re.sub(r"^Parser error at line \d+.*?: ", "", error.msg)
        raise OntologyError(f"{path}, line {error.lineno}: {what}; mend: correct the Turtle there") from error


def local(iri: str) -> str | None:
    """The local name of a term of this ontology, None for any other IRI.

    >>> local("https://w3id.org/newskg/ontology#met"), local("https://schema.org/Person")
    ('met', None)
    """
    return iri[len(KG) :] if iri.startswith(KG) else None


def place_of(path: Path, name: str) -> str:
    """`file, line n` where the block of the term `name` begins, for an error message; the file alone if it has none."""
    begins = re.compile(rf"(kg:|<{re.escape(KG)}){re.escape(name)}[\s>]")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if begins.match(line):
            return f"{path}, line {number}"
    return str(path)
