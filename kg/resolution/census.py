"""Who is named in which articles, and what is said of them there: all that two ids are compared by.

In: knowledge, article by article. Out: a `Census` of entries by number, with counts of how many articles name whom and
how many people bear which name. Statements count as evidence where they are facts of the ontology.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.model import Entity, Knowledge, Statement, Text
from kg.resolution.bodies import initials_of
from kg.resolution.names import Person, is_description, person
from kg.resolution.words import Words, fold

Trait: TypeAlias = tuple[str, str]  # kind and value

# What a predicate tells of its subject. All other standing relations tell whom or what somebody belongs to.
_TRAITS = {"bornOn": "born", "bornIn": "birthplace", "citizenOf": "country"}
_OFFICES = (
    "leads",
    "holdsOffice",
    "ministerOf",
    "ambassadorTo",
    "spokespersonFor",
    "represents",
    "memberOf",
    "worksFor",
)
_ROLE_WORDS = 4  # of a phrase; longer ones are no office's name


@dataclass(slots=True)
class Entry:
    """An id: all its names, its sort (`Person`, `Organization`, …), and what is said of it in each of its articles."""

    id: str
    sort: str
    names: set[str] = field(default_factory=set)
    articles: list[int] = field(default_factory=list)
    traits: dict[int, frozenset[Trait]] = field(default_factory=dict)
    same_as: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    person: Person | None = None

    @property
    def name(self) -> str:
        """What most articles call it; of several the fullest."""
        return max(self.labels, key=lambda n: (self.labels[n], len(n), n))


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Entries as some articles have them, taken together for one: what is compared."""

    parts: tuple[tuple[Entry, int], ...]

    @classmethod
    def of(cls, entry: Entry) -> Occurrences:
        """An entry as all its articles have it."""
        return cls(tuple((entry, article) for article in entry.articles))

    @property
    def articles(self) -> tuple[int, ...]:
        """The articles, in order."""
        return tuple(sorted({article for _, article in self.parts}))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, those with most of the articles first."""
        often = Counter(entry.id for entry, _ in self.parts)
        known = {entry.id: entry for entry, _ in self.parts}
        return tuple(known[key] for key in sorted(known, key=lambda key: (-often[key], key)))

    def traits(self) -> set[Trait]:
        """All that these articles say of it."""
        return {trait for entry, article in self.parts for trait in entry.traits.get(article, ())}


class Census:
    """Entries by number, and the counts by which rare is told from common.

    Args:
        words: what names are made of.
        sort_of: the sort of a type: only entries of one sort are compared.
        facts: which predicates are standing relations.
        known: ids that are known for certain, as a gazetteer's are.
    """

    def __init__(
        self, words: Words, sort_of: Callable[[str], str], facts: Container[str], known: Container[str] = ()
    ) -> None:
        self.words, self.known = words, known
        self.entries: list[Entry] = []
        self.article_ids: list[str] = []
        self.named: list[tuple[int, ...]] = []  # by article: the entries that may tell who is who
        self.trait_articles: Counter[Trait] = Counter()
        self.surnames: Counter[str] = Counter()
        self.givens: Counter[str] = Counter()
        self.initials: Counter[str] = Counter()
        self.short: Counter[tuple[str, str]] = Counter()  # distinct names by surname and initial
        self.called: Counter[str] = Counter()  # bodies by what articles call them as well, folded
        self.bodies: Counter[str] = Counter()  # bodies by the letters with which their words begin
        self.people = 0
        self._sort_of, self._facts = sort_of, facts
        self._numbers: dict[str, int] = {}
        self._stands: list[int] = []
        self._often: Counter[int] = Counter()
        self._beside: list[tuple[int, ...]] = []
        self._company: dict[tuple[int, ...], Counter[int]] = {}

    def __getitem__(self, key: str) -> Entry:
        return self.entries[self._numbers[key]]

    def number(self, key: str) -> int:
        """The number of an id."""
        return self._numbers[key]

    def settled(self, entry: Entry) -> int:
        """The number under which an entry is counted beside others."""
        return self._stands[self._numbers[entry.id]]

    def clusters(self) -> Iterator[list[Entry]]:
        """The entries of each who is counted as one."""
        found: dict[int, list[Entry]] = defaultdict(list)
        for n, entry in enumerate(self.entries):
            found[self._stands[n]].append(entry)
        yield from found.values()

    def beside(self, article: int) -> tuple[int, ...]:
        """Who is named in an article, by the numbers under which they are counted."""
        return self._beside[article]

    def often(self, n: int) -> int:
        """How many articles name one who is counted by this number."""
        return self._often[n]

    # --- reading

    def read(self, articles: Iterable[Knowledge]) -> Census:
        """Take in what articles say, each with one article in it; the census itself."""
        for known in articles:
            article = len(self.article_ids)
            self.article_ids.append(known.articles[0].id if known.articles else "")
            numbers = [self._add(entity, article) for entity in known.entities]
            self.named.append(tuple(n for n in numbers if self.entries[n].sort in _COMPANY))
            self._note(known.statements, article)
        self._count()
        self.settle(())
        return self

    def settle(self, same: Iterable[tuple[int, int]]) -> None:
        """Count those who are one as one, where they are named beside others."""
        stands = list(range(len(self.entries)))

        def root(n: int) -> int:
            while stands[n] != n:
                stands[n] = stands[stands[n]]
                n = stands[n]
            return n

        for one, other in same:
            a, b = sorted((root(one), root(other)))
            stands[b] = a
        self._stands = [root(n) for n in stands]
        self._company.clear()
        self._beside = [tuple(sorted({self._stands[n] for n in named})) for named in self.named]
        self._often = Counter(n for named in self._beside for n in named)

    def _add(self, entity: Entity, article: int) -> int:
        n = self._numbers.get(entity.id)
        if n is None:
            n = self._numbers[entity.id] = len(self.entries)
            self.entries.append(Entry(entity.id, self._sort_of(entity.type)))
        entry = self.entries[n]
        entry.names.update((entity.name, *entity.aliases))
        entry.labels[entity.name] += 1
        entry.same_as.update(entity.same_as)
        entry.articles.append(article)
        return n

    def _note(self, statements: Iterable[Statement], article: int) -> None:
        found: dict[str, set[Trait]] = defaultdict(set)
        for statement in statements:
            if statement.is_fact and statement.predicate in self._facts and statement.subject in self._numbers:
                found[statement.subject].update(self._traits(statement))
        for key, traits in found.items():
            self[key].traits[article] = frozenset(traits)
            self.trait_articles.update(traits)

    def _traits(self, statement: Statement) -> Iterator[Trait]:
        obj = statement.object
        value = obj.value if isinstance(obj, Text) else obj
        yield _TRAITS.get(statement.predicate, "tie"), value
        if statement.predicate not in _OFFICES:
            return
        if not isinstance(obj, Text) and self._sort_of_id(obj) == "Country":
            yield "country", value
        role = tuple(statement.phrase.casefold().split())
        if 0 < len(role) <= _ROLE_WORDS and role[-1].isalpha() and len(role[-1]) > 2:
            yield "role", role[-1]

    def _sort_of_id(self, key: str) -> str:
        n = self._numbers.get(key)
        return "" if n is None else self.entries[n].sort

    def _count(self) -> None:
        forms: set[tuple[str, ...]] = set()
        for entry in self.entries:
            if entry.sort == "Organization":
                self.bodies[initials_of(entry.name, self.words)] += 1
                self.called.update({fold(name) for name in entry.names - {entry.name}})
            if entry.sort != "Person":
                continue
            entry.person = None if is_description(entry.id, entry.name) else person(entry.name, self.words)
            if entry.person and len(entry.person.words) > 1:
                forms.add(entry.person.words)
        for form in forms:
            self.surnames[form[-1]] += 1
            self.givens[form[0]] += 1
            self.initials[form[0][0]] += 1
            self.short[form[-1], form[0][0]] += len(form[0]) > 1
        self.people = len(forms)

    # --- asking

    def company(self, articles: tuple[int, ...]) -> Counter[int]:
        """Who is named in articles, and in how many of these."""
        found = self._company.get(articles)
        if found is None:
            found = Counter(n for a in articles for n in self._beside[a])
            if len(articles) > _KEPT:
                self._company[articles] = found
        return found

    def share_of_given(self, given: str) -> float:
        """The share of people who bear a given name, one of its nicknames, or begin with it if it is an initial."""
        if not given:
            return 1.0
        if len(given) == 1:
            return (self.initials[given] + _ELSEWHERE / _LETTERS) / (self.people + _ELSEWHERE)
        others: Mapping[str, frozenset[str]] = self.words.nicknames
        bearers = self.givens[given] + sum(self.givens[n] for n in others.get(given, ()))
        return (bearers + _ELSEWHERE / _GIVEN_NAMES) / (self.people + _ELSEWHERE)

    def same_initials(self, letters: str) -> int:
        """How many bodies have words that begin with these letters."""
        return max(1, self.bodies[letters])


# What tells one bearer of a name from another by being named beside them: nearly every article names some country.
_COMPANY = ("Person", "Organization")
# People who are not in the articles: so many, with so many given names that begin with so many letters, are added, so
# that in a few articles nobody's name is taken for common.
_ELSEWHERE, _GIVEN_NAMES, _LETTERS = 200, 400, 15
_KEPT = 20  # articles from which on it pays to keep whom they name
