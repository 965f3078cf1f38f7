"""Libraries that only some sources need: asked for when such a source comes, with the command that installs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import FormatError


def needed(module: str, source: str, extra: str) -> Any:
    """The module that `source` needs.

    Raises:
        FormatError: it is not installed.

    Example:
        >>> needed("no_such_module", "news.warc", "warc")
        Traceback (most recent call last):
        kg.errors.FormatError: news.warc: no_such_module is not installed. Mend: pip install 'newskg[warc]'
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise FormatError(f"{source}: {name} is not installed. Mend: pip install 'newskg[{extra}]'") from error
