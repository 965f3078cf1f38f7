"""Articles about a made-up world: what a reader would find in each, and who is really meant by every name.

Each article is of one story and by one outlet, which has its own ways to write names: with or without accents, its own
romanization, middle initials, short forms. Slips of the pen come at random. What is said of people (country, office,
birth) is said now and then, and now and then wrong.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extractors.actors import entity_id
from kg.model import Article, Entity, Evidence, Extraction, Statement, Text
from tests.identity.world import LISTS, Somebody, world

_SLIP = 0.012  # of mentions have one letter wrong
_WRONG = 0.01  # of what is said of somebody is said of another
_KEYS = "abcdefghijklmnopqrstuvwxyz"
# How outlets write the sounds of Russian and Arabic names, each in one of the ways.
_ROMAN = tuple(
    tuple(ways.replace("_", " ").split("/"))
    for ways in """
    ei_/ey_/ei_ yev/ev/iev yov/ev/yov yo/e/io kh/kh/h Ye/E/Ye Mohammed/Mohamed/Muhammad Hussein/Husain/Hussain
    Youssef/Yousef/Yusuf Khaled/Khalid/Khaled Suleiman/Sulaiman/Soliman Dmitry/Dmitri/Dmitriy Yuri/Yury/Iurii
    Alexander/Aleksandr/Alexander Alexei/Aleksey/Alexey Qasim/Kassem/Qassim
    """.split()
)
_FIRSTS = "|".join(sorted(LISTS["China", "first"], key=len, reverse=True))
_SHORT = dict(
    pair.split("/")
    for pair in """
    William/Bill Robert/Bob James/Jim Joseph/Joe Thomas/Tom Michael/Mike Richard/Dick Charles/Chuck
    Christopher/Chris Daniel/Dan Matthew/Matt Anthony/Tony Edward/Ted Elizabeth/Liz Margaret/Peggy Katherine/Kate
    Jennifer/Jenny Patricia/Pat Susan/Sue Benjamin/Ben Samuel/Sam Timothy/Tim Kenneth/Ken Steven/Steve Ronald/Ron
    Donald/Don Gregory/Greg Alexander/Alex Nicholas/Nick Andrew/Andy David/Dave Deborah/Debbie
    """.split()
)


@dataclass(frozen=True)
class Outlet:
    """How a paper writes names."""

    romanization: int
    accents: bool
    middles: float
    shorts: float
    legal: bool


@dataclass
class Corpus:
    """Extractions, and who each entity of each article really is."""

    extractions: list[Extraction] = field(default_factory=list)
    truth: dict[tuple[str, str], int] = field(default_factory=dict)


def corpus(mentions: int, *, seed: int = 1, persons: int | None = None) -> Corpus:
    """A corpus of so many names in articles (one for each entity of each article)."""
    rng = random.Random(seed)
    people = persons or max(40, mentions // 7)
    bodies, stories = people // 3, max(4, people // 12)
    everybody = world(rng, people, bodies, stories)
    cast = _casts(rng, everybody, stories)
    outlets = [
        Outlet(
            rng.randrange(3), rng.random() < 0.5, rng.choice((0.02, 0.3)), rng.choice((0.1, 0.5)), rng.random() < 0.3
        )
        for _ in range(30)
    ]
    found = Corpus()
    while len(found.truth) < mentions:
        story = min(rng.randrange(stories), rng.randrange(stories))
        _write(rng, found, everybody, cast[story], rng.choice(outlets))
    return found


def _casts(rng: random.Random, everybody: list[Somebody], stories: int) -> list[list[int]]:
    """Who has a part in each story: those of the story, the bodies they belong to, and a few from elsewhere."""
    cast: list[list[int]] = [[] for _ in range(stories)]
    for one in everybody:
        cast[one.story].append(one.key)
        if rng.random() < 0.25:
            cast[rng.randrange(stories)].append(one.key)
    return [some or [0] for some in cast]


def _write(rng: random.Random, found: Corpus, everybody: list[Somebody], cast: list[int], outlet: Outlet) -> None:
    """One article."""
    article = Article(f"Article {len(found.extractions)} of {len(cast)}.", published="2023-04-16")
    chosen = {cast[min(rng.randrange(len(cast)), rng.randrange(len(cast)))] for _ in range(rng.randrange(4, 11))}
    chosen.update(min(rng.randrange(len(everybody)) for _ in range(4)) for _ in range(rng.randrange(2)))
    entities: dict[str, Entity] = {}
    statements: list[Statement] = []
    evidence = (Evidence(article.id, 0, len(article.text), article.text),)
    for key in sorted(chosen):
        entity = _named(rng, everybody[key], outlet, article.id)
        if entity.id in entities:
            continue
        entities[entity.id] = entity
        found.truth[article.id, entity.id] = key
        statements += _said(rng, everybody[key], entity.id, everybody, entities, evidence)
    for state in sorted({str(s.object) for s in statements} - entities.keys()):
        if not state[0].isdigit() and "Text" not in state:
            entities[state] = Entity(state, state.replace("_", " "), "Country")
    ordered = tuple(entities[key] for key in sorted(entities))
    found.extractions.append(Extraction(article, ordered, tuple({s.id: s for s in statements}.values())))


def _said(
    rng: random.Random,
    one: Somebody,
    key: str,
    everybody: list[Somebody],
    entities: dict[str, Entity],
    evidence: tuple[Evidence, ...],
) -> Iterator[Statement]:
    """What the article tells of somebody."""
    if one.sort != "Person":
        return
    meant = rng.choice(everybody) if rng.random() < _WRONG else one
    country = meant.country
    if rng.random() < 0.2:
        yield Statement(key, "citizenOf", country, phrase="national", evidence=evidence)
    if rng.random() < 0.25 and one.role:
        if one.role in ("minister", "president", "ambassador", "senator"):
            yield Statement(key, "leads", country, phrase=one.role, evidence=evidence)
        else:
            body = everybody[one.employer]
            entities.setdefault(entity_id(body.name), Entity(entity_id(body.name), body.name, body.sort))
            yield Statement(key, "holdsOffice", entity_id(body.name), phrase=one.role, evidence=evidence)
    if rng.random() < 0.03:
        yield Statement(key, "bornOn", Text(str(meant.born or 1950)), phrase="born", evidence=evidence)


# --- names


def _named(rng: random.Random, one: Somebody, outlet: Outlet, article: str) -> Entity:
    if one.sort != "Person":
        return _body(rng, one, outlet)
    given, surname = _forms(rng, one, outlet)
    full = f"{surname} {given}" if one.country == "China" and rng.random() > 0.04 else f"{given} {surname}"
    if one.middle and rng.random() < outlet.middles:
        middle = one.middle if rng.random() < 0.2 else f"{one.middle[0]}."
        full = f"{given} {middle} {surname}"
    chance = rng.random()
    if chance < 0.035 and one.country != "China":
        full = f"{given[0]}. {surname}"
    elif chance < 0.055:
        full = f"{rng.choice(('Mr', 'Dr.', 'Sir', 'Gen.'))} {full}"
    elif chance < 0.09:
        return Entity(f"{entity_id(surname.split()[-1])}.{article}", surname.split()[-1], "Person")
    short = surname if rng.random() < 0.6 else ""
    return Entity(entity_id(full), full, "Person", (short,) if short and short != full else ())


def _forms(rng: random.Random, one: Somebody, outlet: Outlet) -> tuple[str, str]:
    """Given name and surname as the outlet has them, perhaps with a slip."""
    given, surname = one.given, one.surname
    if given in _SHORT and (one.key % 3 == 0) == (rng.random() > outlet.shorts):
        given = _SHORT[given]
    if one.country in ("Russia", "Egypt"):
        given, surname = _roman(f"{given} ", outlet).strip(), _roman(surname, outlet)
    if one.country == "China" and outlet.romanization == 1:
        given = re.sub(f"^({_FIRSTS})(?=.)", r"\1-", given)
    if " " in surname and rng.random() < 0.3:
        surname = surname.split()[0]
    if not outlet.accents:
        given, surname = _plain(given), _plain(surname)
    if rng.random() < _SLIP:
        surname = _slip(rng, surname)
    elif rng.random() < _SLIP / 2:
        given = _slip(rng, given)
    return given, surname


def _roman(name: str, outlet: Outlet) -> str:
    for ways in _ROMAN:
        name = name.replace(ways[0], ways[outlet.romanization])
    return name


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _slip(rng: random.Random, word: str) -> str:
    """One letter left out, doubled, exchanged with its neighbour or mistaken."""
    if len(word) < 4:
        return word
    n = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:n] + word[n + 1 :]
    if kind == 1:
        return word[:n] + word[n] + word[n:]
    if kind == 2:
        return word[:n] + word[n + 1] + word[n] + word[n + 2 :]
    return word[:n] + rng.choice(_KEYS) + word[n + 1 :]


def _body(rng: random.Random, one: Somebody, outlet: Outlet) -> Entity:
    name, sort = one.name, one.sort
    if outlet.accents and "ization" in name:
        name = name.replace("ization", "isation")
    if one.form and (outlet.legal or rng.random() < 0.1):
        name = f"{name} {one.form}{'.' if rng.random() < 0.3 and one.form in ('Inc', 'Corp') else ''}"
    words = [word for word in one.name.split() if word[0].isupper()]
    letters = "".join(word[0] for word in words) if sort == "Organization" else ""
    if len(letters) > 2 and one.key % 2:
        chance = rng.random()
        if chance < 0.12:
            return Entity(letters, letters, sort)
        if chance < 0.4:
            return Entity(entity_id(name), name, sort, (letters,))
    if rng.random() < _SLIP:
        name = _slip(rng, name)
    return Entity(entity_id(name), name, sort)
