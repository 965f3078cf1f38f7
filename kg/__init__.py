"""News as a knowledge graph: who did what to whom, who says so, when, and where it stands in the text.

    >>> import kg
    >>> [s.predicate for s in kg.extract("Putin met Li Shangfu in Moscow.").statements]
    ['met']

Names are loaded when they are first used, so that `import kg` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.library import Graph, build, diff, extract, load, read
    from kg.model import Article, Extraction, Statement

__version__ = "0.1.0"
__all__ = ["Article", "Extraction", "Graph", "KGError", "Statement", "build", "diff", "extract", "load", "read"]

_HOMES = {"Article": "kg.model", "Extraction": "kg.model", "Statement": "kg.model", "KGError": "kg.errors"}


def __getattr__(name: str) -> Any:
    """The public name, from the module that defines it."""
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "kg.library")), name)
