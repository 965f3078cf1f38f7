"""The ontology as Python sees it: what there is, where it is, and which words say it.

In: the folder of Turtle files. Out: one `Ontology`, each part of which is read when it is first asked for.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ontology.files import find_folder

if TYPE_CHECKING:
    from kg.ontology.leaders import Leaders
    from kg.ontology.lexicon import Lexicon
    from kg.ontology.places import Places
    from kg.ontology.schema import Schema

__all__ = ["Ontology", "load"]


class Ontology:
    """The schema, places and lexicon of one folder. Made by `load`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def schema(self) -> Schema:
        """Classes and predicates, from news.ttl."""
        from kg.ontology.schema import load_schema

        return load_schema(self.folder)

    @cached_property
    def places(self) -> Places:
        """States, cities and well-known bodies, from places.ttl; leaders by their ids alone."""
        from kg.ontology.place_files import load_places

        places = load_places(self.folder)
        persons = {key: leader.as_place() for key, leader in self.leaders.all.items()}
        return replace(places, all={**places.all, **persons})

    @cached_property
    def leaders(self) -> Leaders:
        """Heads of state and government, from leaders.ttl."""
        from kg.ontology.leaders import load_leaders

        return load_leaders(self.folder)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that express the predicates, from triggers.*.ttl."""
        from kg.ontology.lexicon import load_lexicon

        return load_lexicon(self.folder)


def load(folder: Path | str | None = None) -> Ontology:
    """The ontology in `folder`, or the package's own; the same object when asked again.

    Raises:
        OntologyError: there is no ontology in `folder`. A broken file is told of when its part is first used.
    """
    return _loaded(find_folder(None if folder is None else Path(folder)))


@cache
def _loaded(folder: Path) -> Ontology:
    return Ontology(folder)
