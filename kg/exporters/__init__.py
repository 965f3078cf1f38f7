"""Files for other programs and people: records in, the bytes of one format out; one file a format.

The same knowledge gives the same bytes. `EXPORTERS` is the place to add a format: a suffix and a function of the
knowledge and the schema. Each is imported when it is first used. RDF is written by `kg.rdf.formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from kg.model import Knowledge
    from kg.ontology.schema import Schema

Exporter: TypeAlias = "Callable[[Knowledge, Schema], bytes]"


def _lazy(name: str, module: str | None = None) -> Exporter:
    """The function of a module that is imported when it is called: networkx and matplotlib are slow to load."""

    def export(knowledge: Knowledge, schema: Schema) -> bytes:
        found = cast("Exporter", getattr(import_module(f"{__name__}.{module or name}"), f"to_{name}"))
        return found(knowledge, schema)

    export.__name__ = f"to_{name}"
    return export


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        ".gexf": _lazy("gexf"),
        ".graphml": _lazy("graphml"),
        ".cyjs": _lazy("cyjs"),
        ".dot": _lazy("dot"),
        ".csv": _lazy("csv", "table"),
        ".parquet": _lazy("parquet", "frame"),
        ".html": _lazy("html", "page"),
        ".png": _lazy("png", "image"),
    }
)
