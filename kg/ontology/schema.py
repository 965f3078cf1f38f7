"""Classes and predicates: ontology/news.ttl -> `Schema`.

In: the triples of news.ttl. Out: frozen records that answer by one dict look-up. An ontology that contradicts itself
(an unknown parent, a circle, a predicate without domain or label) is an OntologyError with file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.files import local, parse, place_of

ROOT = "relatedTo"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SHORT = {
    _RDF + "type": "type",
    _OWL + "inverseOf": "inverseOf",
    _SKOS + "definition": "definition",
    **{_RDFS + name: name for name in ("label", "subClassOf", "subPropertyOf", "domain", "range")},
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """One way in which a subject can stand to an object.

    `label` reads from subject to object ("met"), `inverse_label` from object to subject. `family` is the PLOVER event
    type or STATE ("" for what is above the families), `quad` its quarter of the event space (None for STATE).
    `domain` and `range` are names of classes, any of which will do. `inverse` is the predicate that says the same the
    other way round, `parents` those that follow from it. `one_at_a_time` has "object" where a subject has only one
    object of a kind at a time, and "subject" where an object has only one subject.
    """

    name: str
    label: str
    definition: str
    family: str
    quad: str | None
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    inverse: str | None = None
    parents: tuple[str, ...] = ()
    plover: str | None = None
    cameo: tuple[str, ...] = ()
    inverse_label: str | None = None
    one_at_a_time: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Schema:
    """What there is and how it can be related.

    `classes` and `properties` map a name to itself and all that is above it. `predicates` has the same keys as
    `properties`: the ones that statements use, and those above them up to `relatedTo`. `qualifiers` are the roles that
    words can have in a statement; `labels` has a label for every term; `matches` the IRIs of the same or nearly the
    same term elsewhere (skos:exactMatch, skos:closeMatch), sorted.
    """

    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    properties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    predicates: Mapping[str, Predicate] = field(default_factory=dict)
    qualifiers: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def is_a(self, kind: str, wanted: str) -> bool:
        """Whether the class `kind` is `wanted` or below it. An unknown class is nothing but itself."""
        return wanted in self.classes.get(kind, (kind,))

    def accepts(self, predicate: str, subject: str, obj: str | None = None) -> bool:
        """Whether things of these classes can stand in `predicate`; an object that is words (None) always can.

        An unknown predicate, such as an open relation, takes anything.
        """
        known = self.predicates.get(predicate)
        if known is None:
            return True
        return self._fits(subject, known.domain) and (obj is None or self._fits(obj, known.range))

    def _fits(self, kind: str, wanted: frozenset[str]) -> bool:
        return not wanted.isdisjoint(self.classes.get(kind, (kind,)))


def load_schema(folder: Path) -> Schema:
    """The schema of `folder / "news.ttl"`.

    Raises:
        OntologyError: the file is broken or contradicts itself.
    """
    return _Reading(folder / "news.ttl").schema()


class _Reading:
    """The terms of one file, by short name of property, and the checks on them. Lives only while the file is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.terms: dict[str, dict[str, list[str]]] = {}
        for triple in parse(path):
            name, key = local(triple.subject.value), triple.predicate.value
            if name is not None:
                said = self.terms.setdefault(name, {})
                said.setdefault(_SHORT.get(key) or local(key) or key, []).append(triple.object.value)

    def schema(self) -> Schema:
        """Everything, checked."""
        classes = self._closed(_OWL + "Class", "subClassOf")
        below = self._closed(_OWL + "ObjectProperty", "subPropertyOf")
        properties = {name: above for name, above in below.items() if ROOT in above}
        predicates = {name: self._predicate(name, properties, classes) for name in properties}
        return Schema(
            classes,
            properties,
            predicates,
            self._qualifiers(),
            {name: said["label"][0] for name, said in sorted(self.terms.items()) if "label" in said},
            {name: found for name, said in sorted(self.terms.items()) if (found := _matches(said))},
        )

    def _closed(self, kind: str, upwards: str) -> dict[str, frozenset[str]]:
        """Every term of `kind` with itself and all above it."""
        parents = {
            name: self._parents(name, kind, upwards)
            for name, said in sorted(self.terms.items())
            if kind in said.get("type", ())
        }
        return {name: self._above(name, parents.__getitem__) for name in parents}

    def _parents(self, name: str, kind: str, upwards: str) -> tuple[str, ...]:
        found = tuple(parent for iri in self.terms[name].get(upwards, ()) if (parent := local(iri)))
        for parent in found:
            if kind not in self.terms.get(parent, {}).get("type", ()):
                what = f"kg:{name} is put below kg:{parent}, which is not declared"
                raise self._error(name, what, self._nearest(parent, kind))
        return found

    def _above(self, name: str, parents: Callable[[str], tuple[str, ...]]) -> frozenset[str]:
        found: dict[str, None] = {name: None}
        pending = [name]
        while pending:
            for parent in parents(pending.pop()):
                if parent == name:
                    raise self._error(name, f"kg:{name} is below itself", "take one link of the circle away")
                if parent not in found:
                    found[parent] = None
                    pending.append(parent)
        return frozenset(found)

    def _inherited(self, name: str, key: str, properties: Mapping[str, frozenset[str]]) -> str | None:
        """The one value of `key` on `name` or anything above it."""
        values = sorted({value for above in properties[name] for value in self.terms[above].get(key, ())})
        if len(values) > 1:
            raise self._error(name, f"kg:{name} belongs to more than one {key}: {', '.join(values)}", "keep one parent")
        return values[0] if values else None

    def _predicate(
        self, name: str, properties: Mapping[str, frozenset[str]], classes: Mapping[str, frozenset[str]]
    ) -> Predicate:
        said = self.terms[name]
        family = self._inherited(name, "family", properties) or ""
        inverses = sorted(filter(None, map(local, said.get("inverseOf", ()))))
        return Predicate(
            name,
            self._needed(name, "label"),
            self._needed(name, "definition"),
            family,
            self._inherited(name, "quad", properties),
            self._class(name, "domain", classes),
            self._class(name, "range", classes),
            _OWL + "SymmetricProperty" in said["type"],
            inverses[0] if inverses else None,
            tuple(filter(None, map(local, said.get("subPropertyOf", ())))),
            said["plover"][0] if "plover" in said else None if family == "STATE" else family or None,
            tuple(sorted(said.get("cameo", ()))),
            said.get("inverseLabel", [None])[0],
            self._ends(name),
        )

    def _ends(self, name: str) -> frozenset[str]:
        """The ends of which there is one at a time."""
        found = frozenset(self.terms[name].get("oneAtATime", ()))
        if not found <= {"subject", "object"}:
            what = f"kg:oneAtATime of kg:{name} is {', '.join(sorted(found))}"
            raise self._error(name, what, 'write "subject", "object" or both')
        return found

    def _needed(self, name: str, key: str) -> str:
        values = self.terms[name].get(key)
        if not values:
            raise self._error(name, f"kg:{name} has no {key}", "write one, as its neighbours do")
        return values[0]

    def _class(self, name: str, key: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
        wanted = local(self._needed(name, key))
        if wanted not in classes:
            mend = self._nearest(wanted or "", _OWL + "Class")
            raise self._error(name, f"the {key} of kg:{name} is no class of this ontology", mend)
        return frozenset(filter(None, (wanted,)))

    def _qualifiers(self) -> frozenset[str]:
        return frozenset(
            name for name, said in self.terms.items() if "qualifier" in map(local, said.get("subPropertyOf", ()))
        )

    def _nearest(self, name: str, kind: str) -> str:
        known = sorted(n for n, said in self.terms.items() if kind in said.get("type", ()))
        close = get_close_matches(name, known, 3)
        return f"perhaps kg:{' or kg:'.join(close)}" if close else f"declare kg:{name}"

    def _error(self, name: str, what: str, mend: str) -> OntologyError:
        return OntologyError(f"{place_of(self.path, name)}: {what}; mend: {mend}")


def _matches(said: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(sorted({iri for kind in ("exactMatch", "closeMatch") for iri in said.get(_SKOS + kind, ())}))
