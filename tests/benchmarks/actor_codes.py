"""Who an actor is in PLOVER's terms: an ISO 3166 alpha-3 code and at most one sector ("RUSGOV", "PSEREB", "IGO").

In: an extraction and what the ontology knows of classes and states. Out: codes. Persons, ministries and the like get
their country by the standing statements of the same extraction. This coding is the benchmark's, not the graph's, so it
lives here and not in `ontology/`. Source: PLOVER's manual (github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Entity, Evidence, Extraction, Mention, Statement, Text

# Classes of the ontology, the more special first: what an entity's own class says of its sector.
SECTOR_OF_CLASS: tuple[tuple[str, str], ...] = (
    ("Military", "MIL"),
    ("Police", "COP"),
    ("Parliament", "LEG"),
    ("Court", "JUD"),
    ("IntelligenceAgency", "SPY"),
    ("PublicBody", "GOV"),
    ("PoliticalParty", "PTY"),
    ("ArmedGroup", "REB"),
    ("CriminalOrganization", "CRM"),
    ("NewsMedium", "JRN"),
    ("Company", "BUS"),
    ("University", "EDU"),
    ("School", "EDU"),
    ("TradeUnion", "LAB"),
    ("ReligiousOrganization", "REL"),
    ("People", "CVL"),
)
# Classes whose actors stand in the place of a country.
STANDS_FOR_COUNTRY: tuple[tuple[str, str], ...] = (
    ("InternationalOrganization", "IGO"),
    ("NonGovernmentalOrganization", "NGO"),
)
# Without an office these are the people of their state; a capital is its government, by its name alone.
PRIVATE = frozenset(("Person", "City", "Region"))
STATELESS_SECTOR = {"REB": "IMG"}  # a transnational armed group
# Role nouns by sector; the last one in a phrase decides ("army court", "Israeli army chief").
ROLE_NOUNS: Mapping[str, str] = {
    word: sector
    for sector, words in {
        "GOV": "government administration cabinet president premier minister chancellor king queen emir ministry "
        "embassy "
        "ambassador diplomat envoy official authority governor mayor regime leadership leader consulate spokesman",
        "MIL": "army military troop soldier force navy warship general admiral commander jet warplane helicopter tank "
        "marine airstrike peacekeeper",
        "COP": "police policeman policemen officer sheriff gendarme",
        "LEG": "parliament congress senate lawmaker legislator legislature senator congressman deputy",
        "JUD": "court judge judiciary prosecutor magistrate tribunal",
        "SPY": "intelligence spy spies",
        "PTY": "party",
        "OPP": "opposition opponent dissident demonstrator protester activist",
        "REB": "rebel guerrilla insurgent militant militia militiaman militiamen fighter separatist",
        "UAF": "gunman gunmen attacker assailant hijacker bomber",
        "CRM": "gang criminal cartel smuggler trafficker pirate",
        "REF": "refugee migrant asylum-seeker",
        "CVL": "civilian citizen people person villager resident woman women man men child children youth teenager "
        "family "
        "tourist population adviser national worker passenger",
        "JRN": "journalist reporter newspaper media press broadcaster",
        "EDU": "student teacher university school professor",
        "BUS": "company firm corporation bank business businessman businessmen investor",
        "LAB": "union labor labour",
        "MED": "doctor nurse hospital medic",
        "REL": "church clergy bishop priest imam cleric",
        "AGR": "farmer",
    }.items()
    for word in words.split()
}
# Standing statements that lead from an actor to its country, the most telling first.
OFFICES = ("leads", "holdsOffice", "ministerOf", "spokespersonFor")
TIES = (*OFFICES, "represents", "worksFor", "memberOf", "partOf", "subsidiaryOf", "basedIn", "locatedIn", "citizenOf")
# Role nouns that leave the word to one before them: "rebel leaders" are rebels, "army officers" the army.
WEAK_ROLES = frozenset("leader leadership officer official commander spokesman chief authority worker".split())
LONGEST_NAME = 5  # words: "Democratic Republic of the Congo"
WORD = re.compile(r"[^\W_]+(?:[.\-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Lore:
    """What the coding needs of the ontology.

    Superclasses by class; codes by what a state, its seat of government or an organisation of states is called; codes
    of the states that well-known bodies and towns belong to, by entity id.
    """

    classes: Mapping[str, frozenset[str]]
    states: Mapping[str, str]
    homes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """A country (or what stands for one) and a sector; either may be empty."""

    country: str = ""
    sector: str = ""

    def __str__(self) -> str:
        """As the benchmark writes it; empty if there is no country."""
        return self.country + self.sector if self.country else ""


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of one extraction and the ties between them."""

    lore: Lore
    entities: Mapping[str, Entity]
    ties: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, extraction: Extraction, lore: Lore) -> Actors:
        """Read the entities and the standing statements once."""
        ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for s in extraction.statements:
            if s.predicate in TIES and s.polarity == "positive" and isinstance(s.object, str):
                ties[s.subject].append((s.predicate, s.object))
        ordered = {who: tuple(sorted(known, key=lambda tie: TIES.index(tie[0]))) for who, known in ties.items()}
        return cls(lore, {e.id: e for e in extraction.entities}, ordered)

    def code(self, actor: str | Text, evidence: tuple[Evidence, ...] = ()) -> Code:
        """The code of an entity or of words; a country's sector is taken from its mentions in `evidence`."""
        if isinstance(actor, Text):
            return code_of_words(actor.value, self.lore)
        code = self._code(actor, frozenset())
        if code.sector or actor not in self.entities:
            return code
        near = mentions_within(self.entities[actor], evidence)
        sectors = [sector for m in near if (sector := sector_of_words(m.text))]
        return Code(code.country, sectors[0]) if sectors else code

    def code_there(self, statement: Statement) -> Code:
        """The code of a statement's nameless object by the place of what happened: "killed 23 people in Tel Aviv"."""
        entity = self.entities.get(statement.object) if isinstance(statement.object, str) else None
        place = self.code(statement.place).country if statement.place else ""
        if entity is None or not place or "Group" not in kinds(entity, self.lore):
            return Code()
        return Code(place, sector_of_words(entity.name) or "CVL")

    def _code(self, actor: str, seen: frozenset[str]) -> Code:
        """`seen` are the actors on the way here, so that a circle of ties ends."""
        entity = self.entities.get(actor)
        if entity is None or actor in seen:
            return Code()
        own = code_of_entity(entity, self.lore)
        if own.country:
            return own
        home = self.lore.homes.get(actor, "")
        if home and not any(predicate in OFFICES for predicate, _ in self.ties.get(actor, ())):
            return Code(home, own.sector)  # a leader whom everybody knows, of whom the text says nothing
        tied = self._by_ties(actor, own.sector, seen | {actor})
        return tied if tied.country or own.sector not in STATELESS_SECTOR else Code(STATELESS_SECTOR[own.sector])

    def _by_ties(self, actor: str, sector: str, seen: frozenset[str]) -> Code:
        private = bool(PRIVATE & kinds(self.entities[actor], self.lore))
        for predicate, other in self.ties.get(actor, ()):
            found = self._code(other, seen)
            if not found.country:
                continue
            if not sector and predicate != "citizenOf":
                sector = found.sector or ("GOV" if predicate in OFFICES else "")
            return Code(found.country, sector or ("CVL" if private else ""))
        return Code("", sector)


def code_of_entity(entity: Entity, lore: Lore) -> Code:
    """What the entity's class and names say by themselves; nothing of a person but what its class says."""
    above = kinds(entity, lore)
    stand_in = next((code for kind, code in STANDS_FOR_COUNTRY if kind in above), "")
    sector = next((code for kind, code in SECTOR_OF_CLASS if kind in above), "")
    if stand_in or "Person" in above:
        return Code(stand_in, sector)
    names = (entity.name, *entity.aliases)
    whole = next((lore.states[n] for n in names if n in lore.states), "")
    if whole:
        return Code(whole, sector)
    home = lore.homes.get(entity.id) or country_in(entity.name, lore)
    return Code(home, sector or sector_of_words(entity.name) or ("CVL" if home and PRIVATE & above else ""))


def code_of_words(words: str, lore: Lore) -> Code:
    """The state that `words` name and the last role noun in them."""
    return Code(country_in(words, lore), sector_of_words(words))


def country_in(words: str, lore: Lore) -> str:
    """The alpha-3 code of the first state named in `words`, by its longest name there; empty if none is.

    Case counts: "us" is no state.
    """
    found = WORD.findall(words)
    for start in range(len(found)):
        for size in range(min(LONGEST_NAME, len(found) - start), 0, -1):
            name = " ".join(found[start : start + size])
            if code := lore.states.get(name) or lore.states.get(name.rstrip(".")):
                return code
    return ""


def sector_of_words(words: str) -> str:
    """The sector of the last role noun in `words` that is not weak; "former" makes a private person of its holder."""
    found = [w.lower().rstrip(".") for w in WORD.findall(words)]
    forms = ((word, word.removesuffix("s"), word.removesuffix("ies") + "y") for word in reversed(found))
    roles = [role for some in forms if (role := next((form for form in some if form in ROLE_NOUNS), ""))]
    if not roles:
        return ""
    role = roles[1] if len(roles) > 1 and roles[0] in WEAK_ROLES else roles[0]
    return "ELI" if "former" in found else ROLE_NOUNS[role]


def kinds(entity: Entity, lore: Lore) -> frozenset[str]:
    """The entity's class and all above it."""
    return lore.classes.get(entity.type, frozenset((entity.type,)))


def mentions_within(entity: Entity, evidence: tuple[Evidence, ...]) -> list[Mention]:
    """The entity's mentions inside the evidence, in text order."""
    return [m for m in entity.mentions if any(e.start <= m.start and m.end <= e.end for e in evidence)]
