"""What is well known, from its files: places.ttl, cities.ttl and bodies.ttl -> `Places`.

In: the triples of the three files. Out: a record for each place and body, and the tables by which they are found, the
likeliest first. A file that says of a place what it cannot mean is an OntologyError.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from kg.errors import OntologyError
from kg.ontology.files import parse
from kg.ontology.places import Place, Places, lengths_by_start, straight

FILES = ("places.ttl", "cities.ttl", "bodies.ttl")
# A bare city name counts wherever it stands only from this many people on; below are too many namesakes of persons
# ("Austin", "Charlotte", "Lincoln"). Capitals from a tenth of it: "Victoria" and "Roseau" are left to the context.
METROPOLIS = 1_000_000
CAPITAL = METROPOLIS // 10
# Cities above this outrank a state or province of the same name: "New York", "Washington".
LARGE = 500_000

_ENT = "https://w3id.org/newskg/entity/"
_ONTOLOGY = "https://w3id.org/newskg/ontology#"
_GENERAL = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "type",
    "http://www.w3.org/2000/01/rdf-schema#label": "label",
    "http://www.w3.org/2004/02/skos/core#altLabel": "altLabel",
    "http://www.w3.org/2004/02/skos/core#exactMatch": "exactMatch",
    "http://www.w3.org/2003/01/geo/wgs84_pos#lat": "lat",
    "http://www.w3.org/2003/01/geo/wgs84_pos#long": "long",
}


def short_names(*own: str) -> dict[str, str]:
    """IRI -> short name of the properties that every file has, and of `own` ones of the ontology."""
    return _GENERAL | {_ONTOLOGY + name: name for name in own}


def entity_of(iri: str) -> str | None:
    """The id of an entity, None for any other IRI."""
    return _id(iri) if iri.startswith(_ENT) else None


_SHORT = short_names(
    "abbreviation",
    "capital",
    "capitalOf",
    "country",
    "demonym",
    "demonymPlural",
    "demonymSingular",
    "iso2",
    "iso3",
    "isoNumeric",
    "metonym",
    "partOf",
    "population",
    "seatOf",
    "wellKnown",
)


def load_places(folder: Path) -> Places:
    """The places and bodies of `folder`.

    Raises:
        OntologyError: a file is missing or broken, or says of a place what it cannot mean.
    """
    places: dict[str, Place] = {}
    for name in FILES:
        path = folder / name
        for key, values in _blocks(path).items():
            if key in places:
                raise OntologyError(f"{path}: {key!r} is described twice, here and in another file; mend: keep one")
            places[key] = _place(key, values, path)
    places = _with_seats(places)
    return _indexed(places)


# --- one place ---------------------------------------------------------------------------------


def _blocks(path: Path) -> dict[str, dict[str, list[str]]]:
    """Values by short property name, by id, in the order of the file."""
    found: dict[str, dict[str, list[str]]] = {}
    last, values = "", {}  # a block's triples follow each other, so the look-up of the subject is saved
    for triple in parse(path):
        subject = triple.subject.value
        if subject != last:
            last, values = subject, found.setdefault(subject, {})
        if short := _SHORT.get(triple.predicate.value):
            values.setdefault(short, []).append(triple.object.value)
    return {_id(subject): values for subject, values in found.items() if subject.startswith(_ENT)}


def _id(iri: str) -> str:
    step = iri[len(_ENT) :]
    return unquote(step) if "%" in step else step


def _place(key: str, values: Mapping[str, list[str]], path: Path) -> Place:
    kinds, labels = values.get("type", ()), values.get("label", ())
    if len(kinds) != 1 or len(labels) != 1:
        what = f"{len(kinds)} types and {len(labels)} labels"
        raise OntologyError(f"{path}: {key!r} has {what}; mend: give it one of each")

    def many(name: str) -> tuple[str, ...]:
        return tuple(values.get(name, ()))

    def other(name: str) -> str | None:
        return _id(values[name][0]) if name in values else None

    def one(name: str) -> str | None:
        return values[name][0] if name in values else None

    kind, population = kinds[0].removeprefix(_ONTOLOGY), _number(values, "population", key, path)
    known = kind != "City" or "wellKnown" in values or population >= (CAPITAL if "capitalOf" in values else METROPOLIS)
    return Place(
        key,
        labels[0],
        kind,
        many("altLabel"),
        other("country"),
        other("partOf"),
        other("capitalOf"),
        other("seatOf"),
        tuple(_id(iri) for iri in values.get("capital", ())),
        many("metonym"),
        many("demonym"),
        many("demonymSingular"),
        many("demonymPlural"),
        many("abbreviation"),
        one("iso2"),
        one("iso3"),
        one("isoNumeric"),
        _number(values, "lat", key, path) if "lat" in values else None,
        _number(values, "long", key, path) if "long" in values else None,
        int(population),
        many("exactMatch"),
        known,
    )


def _number(values: Mapping[str, list[str]], name: str, key: str, path: Path) -> float:
    text = values.get(name, ["0"])[0]
    try:
        return float(text)
    except ValueError as error:
        raise OntologyError(f"{path}: {name} of {key!r} is {text!r}; mend: write a number") from error


# --- all of them -------------------------------------------------------------------------------


def _with_seats(places: dict[str, Place]) -> dict[str, Place]:
    """`places`, each state with the names of its capitals and seats as metonyms; unless the name is its own."""
    metonyms: dict[str, list[str]] = {}
    for place in places.values():
        state = place.capital_of or place.seat_of
        if state is None:
            continue
        if state not in places:
            raise OntologyError(f"{place.id!r} is the seat of {state!r}, which no file describes; mend: correct it")
        own = {places[state].name, *places[state].aliases}
        metonyms.setdefault(state, []).extend(n for n in (place.name, *place.aliases) if n not in own)
    return places | {key: replace(places[key], metonyms=tuple(names)) for key, names in metonyms.items()}


def _indexed(places: Mapping[str, Place]) -> Places:
    ranked = sorted(places.values(), key=_rank)
    labels = {straight(p.name): p.id for p in reversed(ranked)}
    seats = {p.id: state for p in ranked if (state := p.capital_of or p.seat_of)}
    metonyms = {straight(n): p.id for p in reversed(ranked) if p.type == "Country" for n in p.metonyms}
    metonyms |= {straight(n): p.id for p in reversed(ranked) if p.type != "Country" for n in p.metonyms}
    names = _by_name((n, p.id) for p in ranked for n in (p.name, *p.aliases))
    for name, ids in names.items():
        if len(ids) > 1 and name in labels and not places[ids[0]].iso2:
            names[name] = (labels[name], *(i for i in ids if i != labels[name]))
    spare = _by_name((n, p.id) for p in ranked if p.type != "Country" for n in p.metonyms)
    names |= {name: ids for name, ids in spare.items() if name not in names}
    states = tuple(p for _, p in sorted(places.items()) if p.type == "Country" and p.iso2)
    return Places(
        places,
        names,
        _first((w, p.id) for p in ranked for w in p.adjectives),
        _first((w, p.id) for p in ranked for w in (*p.people, *p.person)),
        seats,
        metonyms,
        _by_name((a, p.id) for p in ranked for a in p.abbreviations),
        lengths_by_start(names),
        states,
        {letter: tuple(pairs) for letter, pairs in _by_letter(states).items()},
    )


def _by_letter(states: Iterable[Place]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for place in states:
        for name in (place.name, *place.aliases):
            found.setdefault(name[0], []).append((name, place.id))
    return found


def _rank(place: Place) -> tuple[int, int, str]:
    """States, large cities, regions and bodies, small cities; the more people the earlier."""
    if place.type == "Country":
        tier = 0 if place.iso2 else 2
    elif place.type == "City":
        tier = 1 if place.population >= LARGE else 3
    else:
        tier = 2
    return tier, -place.population, place.id


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, key in pairs:
        name = straight(name)
        before = found.get(name)
        if before is None:
            found[name] = (key,)
        elif key not in before:
            found[name] = (*before, key)
    return found


def _first(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, key in pairs:
        found.setdefault(word, key)
    return found
