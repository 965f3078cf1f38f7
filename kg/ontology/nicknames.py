"""Given names and those that are short for them: "Bill" and "William".

In: the list of English nicknames of the package `nicknames`. Out: for each name in lower case, those it may stand for
or be called, each way round.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """Every given name of the list with the names that one person may bear instead of it."""
    from nicknames import name_triplets

    found: dict[str, set[str]] = {}
    for pair in name_triplets():
        found.setdefault(pair.name1, set()).add(pair.name2)
        found.setdefault(pair.name2, set()).add(pair.name1)
    return {name: frozenset(others) for name, others in found.items()}
