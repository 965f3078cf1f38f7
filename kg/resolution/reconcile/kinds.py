"""Types here and elsewhere: what a class of ours is called by a service, and whether its types agree with ours.

In: the ontology's classes, their labels and the like terms elsewhere. Out: the type to send with a query; and whether
a candidate's types say the same, something else, or nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from kg.resolution.reconcile.service import Service, bare

Types: TypeAlias = Iterable[tuple[str, str]]
# A class of which this is one says nothing of who somebody is: an actor may be a person or a ministry.
_LEAF = "Person"


class Kinds:
    """The classes of an ontology.

    Args:
        classes: each with itself and all above it.
        labels: what they are called.
        matches: like terms elsewhere (IRIs).
    """

    def __init__(
        self, classes: Mapping[str, frozenset[str]], labels: Mapping[str, str], matches: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._classes, self._matches = classes, matches
        self._broad = classes.get(_LEAF, frozenset()) - {_LEAF}
        self._by_iri: dict[str, set[str]] = {}
        self._by_word: dict[str, set[str]] = {}
        for name in classes:
            for iri in matches.get(name, ()):
                self._by_iri.setdefault(bare(iri), set()).add(name)
            for word in (name, labels.get(name, name)):
                self._by_word.setdefault(word.casefold(), set()).add(name)

    def hint(self, kind: str, service: Service) -> str | None:
        """What `kind` is called by the service: the nearest of the types that it offers, else the like term there."""
        offered = {key: self._denoted(key, name, service) for key, name in service.types}
        for wanted in self._upwards(kind):
            for key, found in offered.items():
                if wanted in found:
                    return key
        return next(filter(None, map(service.local, self._matches.get(kind, ()))), None)

    def agree(self, kind: str, types: Types, service: Service) -> bool | None:
        """Whether a candidate of these types can be a `kind`; None where they do not say enough.

        Two classes agree if one is the other or above it; they contradict each other if nothing that says what
        something is stands above both. A city and a region are both places: too near to contradict, too far to agree.
        """
        found = {name for key, label in types for name in self._denoted(key, label, service)} - self._broad
        if any(self._is_a(name, kind) or self._is_a(kind, name) for name in found):
            return True
        above = set(self._upwards(kind))
        if not found or any(not above.isdisjoint(self._upwards(name)) for name in found):
            return None
        return False

    def _is_a(self, kind: str, wanted: str) -> bool:
        return wanted in self._classes.get(kind, (kind,))

    def _upwards(self, kind: str) -> list[str]:
        """`kind` and what is above it, the narrowest first, without what is too broad to say anything."""
        above = self._classes.get(kind, frozenset((kind,))) - self._broad
        return sorted(above, key=lambda name: (-len(self._classes.get(name, ())), name != kind, name))

    def _denoted(self, key: str, label: str, service: Service) -> frozenset[str]:
        """Our classes that a type of the service is: by its IRI, or where it has none of the web, by its name."""
        iris = (key, *(space + key for space in (service.identifiers, service.schema) if space))
        found: list[Collection[str]] = [self._by_iri.get(bare(iri), ()) for iri in iris]
        found += [self._by_word.get(word.casefold(), ()) for word in (key, label) if word]
        return frozenset(name for names in found for name in names)
