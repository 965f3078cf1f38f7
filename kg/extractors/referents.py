"""Whom a noun phrase means: from a token to the article's entities, coordination spread out.

In: a Tree with coreference chains in its Doc, the ontology. Out: `Referents`: the article's entities and, for any head
word, the entities it stands for: by name, description or pronoun; "Russian troops" for Russia; "the agency TASS" for TASS;
"Western nations, including NATO members" for both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast

from kg.model import Entity, Mention, content_id

if TYPE_CHECKING:
    from spacy.tokens import SpanGroup

    from kg.ontology import Ontology
    from kg.syntax import Tree

_AREA_NOUNS = frozenset(["region", "city", "province", "area", "district", "state", "town", "village", "republic", "peninsula", "county", "municipality", "oblast", "island", "islands", "border", "capital", "territory", "prefecture", "governorate"])
_LISTING = ("including", "like")
_CALLED = frozenset(("called", "named", "dubbed", "titled"))
_PLURAL_OWNERS = ("their", "our")


@dataclass(slots=True)
class Actor:
    """An entity of the article while statements are read. `country` is the state it acts for, if the text says so."""

    id: str
    name: str
    kind: str
    known: str = ""
    country: str = ""
    unnamed: bool = False
    mentions: list[Mention] = field(default_factory=list)


class Referents:
    """The entities of one article, and what each token refers to."""

    def __init__(self, tree: Tree, ontology: Ontology, article: str) -> None:
        self.tree = tree
        self.ontology = ontology
        self.article = article
        self.actors: list[Actor] = []
        self.index: dict[str, int] = {}
        self.at: dict[int, int] = {}  # token -> actor, for the tokens of mentions
        self.head_of: dict[int, int] = {}  # token -> last token of its mention
        self.people: dict[int, str] = {i: s.kb_id_ for s in tree.doc.spans["demonyms"] for i in range(s.start, s.end)}
        self._home: tuple[int | None] | None = None
        self.extra: dict[int, tuple[int, ...]] = {}  # tokens resolved later, by who speaks: "we", "our countries"
        self._stand_ins = ontology.lexicon.words("standIn")
        self._groups = ontology.lexicon.words("groupNoun")
        self._state_bodies = ontology.lexicon.words("stateBody")

    # --- entities

    def add_chain(self, group: SpanGroup) -> int:
        """Make the chain an entity and note its mentions."""
        attrs = cast("dict[str, str]", group.attrs)
        unnamed = all(span.label_ != "name" for span in group)
        n = self._place(attrs["known"]) if attrs["known"] else self._actor(attrs["name"], attrs["type"], unnamed=unnamed)
        actor = self.actors[n]
        for span in group:
            kind = cast('Literal["name", "nominal", "pronoun"]', span.label_)
            actor.mentions.append(Mention(span.start_char, span.end_char, span.text, kind))
            for i in range(span.start, span.end):
                self.at.setdefault(i, n)
                self.head_of[i] = span.root.i
        return n

    def _actor(self, name: str, kind: str, *, unnamed: bool) -> int:
        """A lone one-word person, or a group without a name, cannot be told from others elsewhere: its id stays within the article."""
        local = unnamed or (kind == "Person" and len(name.split()) < 2)
        key = entity_id(name) + (f".{self.article}" if local else "")
        if key in self.index and self.actors[self.index[key]].kind != kind:
            key = f"{key}_({kind})"
        return self._new(Actor(key, name, kind, unnamed=unnamed))

    def _new(self, actor: Actor) -> int:
        if actor.id not in self.index:
            self.index[actor.id] = len(self.actors)
            self.actors.append(actor)
        return self.index[actor.id]

    def _place(self, known: str) -> int:
        place = self.ontology.places.all[known]
        return self._new(Actor(known, place.name, place.type, known, place.country or ""))

    def known(self, known: str) -> int:
        """The actor of a gazetteer id, made if the article has not named it."""
        return self._place(known)

    def is_a(self, n: int, *classes: str) -> bool:
        """Is the actor of one of `classes`, or of a class below?"""
        above = self.ontology.schema.classes.get(self.actors[n].kind, frozenset())
        return any(c in above for c in classes)

    def seat_of(self, n: int) -> int | None:
        """The state whose capital or seat of government the place is."""
        actor = self.actors[n]
        state = self.ontology.places.seats.get(actor.known) if actor.known else None
        return self.known(state) if state else None

    def state_of(self, n: int) -> int | None:
        """The state itself, the state whose capital or seat it is, or the state a person or body acts for."""
        actor = self.actors[n]
        if self.is_a(n, "Country"):
            return n
        seat = self.seat_of(n)
        if seat is not None:
            return seat
        return self.known(actor.country) if actor.country in self.ontology.places.all else None

    def home(self) -> int | None:
        """The state that the article is about: at least three mentions, and as many as all other states' together.

        "Prime Minister Rishi Sunak", "the government" and "the Supreme Court" without a country are that state's.
        """
        if self._home is None:
            counts = {n: len(a.mentions) for n, a in enumerate(self.actors) if self.is_a(n, "Country")}
            for country in self.people.values():
                n = self.known(country)
                counts[n] = counts.get(n, 0) + 1
            for actor in list(self.actors):  # "the Home Office" speaks of Britain as "London" does not
                if actor.known and actor.country and self.is_a(self.index[actor.id], "Organization"):
                    n = self.known(actor.country)
                    counts[n] = counts.get(n, 0) + len(actor.mentions)
            best = max(counts, key=lambda n: (counts[n], self.actors[n].id), default=None)
            if best is not None and (counts[best] < 3 or 2 * counts[best] < sum(counts.values())):
                best = None
            self._home = (best,)
        return self._home[0]

    # --- tokens

    def of(self, i: int, *, loosely: bool = False) -> list[int]:
        """The entities that the noun phrase headed by token `i` stands for, in text order, without doubles.

        `loosely` also takes the owner of a thing: "praised Haiti's efforts" is praise for Haiti.
        """
        found: dict[int, None] = {}
        for j in self.tree.conjuncts(i):
            for n in self._one(j, loosely):
                found.setdefault(n)
            for member in self._listed(j):
                found.setdefault(member)
        return list(found)

    def _listed(self, i: int) -> list[int]:
        """Members named after "including" or "such as"."""
        tree = self.tree
        members = []
        for prep in tree.kids(i, "prep"):
            if tree.lower[prep] in _LISTING or (tree.lower[prep] == "as" and tree.kids(prep, "amod")):
                for obj in tree.kids(prep, "pobj"):
                    members += self.of(obj)
            elif tree.lower[prep] in ("of", "from") and tree.tag[i] == "NNS":  # "defectors from the group including A and B"
                members += [n for obj in tree.kids(prep, "pobj") for n in self._listed(obj) if self.is_a(n, "Person")]
        return members

    def _one(self, i: int, loosely: bool) -> list[int]:
        tree = self.tree
        if i in self.extra:
            return list(self.extra[i])
        if i in self.at:
            return [self.at[i]]
        if i in self.people:
            return [self.known(self.people[i])]
        named = self._in_apposition(i)
        if named:
            return named
        if tree.lemma[i] in self._state_bodies:
            return self._bodies(i)
        if tree.lemma[i] in self._stand_ins or tree.lower[i] in self._stand_ins:
            return self.owners(i) or self._own_government(i)
        if tree.lemma[i] in _AREA_NOUNS:
            return [n for n in self._before(i) if self.is_a(n, "Place")][-1:]
        if tree.lemma[i] in self._groups:
            return self._group(i)
        return self.owners(i) if loosely else []

    def _in_apposition(self, i: int) -> list[int]:
        tree = self.tree
        beside = [i + 1] if i + 1 in self.at and self._twin_subjects(i) else []
        called = [o for c in tree.kids(i, "acl", "relcl") if tree.lower[c] in _CALLED for o in tree.kids(c, "oprd", "dobj", "attr")]
        return [self.at[c] for c in [*tree.kids(i, "appos"), *beside, *called] if c in self.at and c > i][:1]

    def _twin_subjects(self, i: int) -> bool:
        """"The Russian news agency TASS reported": the parser hangs noun and name side by side on the verb."""
        tree, name = self.tree, self.head_of.get(i + 1)
        return (name is not None and tree.dep[i] in ("nsubj", "nsubjpass") and tree.dep[name] == tree.dep[i]
                and tree.head[name] == tree.head[i] and tree.sent[name] == tree.sent[i])

    def _group(self, i: int) -> list[int]:
        """"Western nations" is the West, "NATO members" NATO, "their countries" the states of those who own them."""
        tree = self.tree
        owners = tree.kids(i, "poss")
        if owners and tree.tag[owners[0]] == "PRP$":
            return [s for n in self.owners_of_pronoun(owners[0]) if (s := self.state_of(n)) is not None]
        return [n for n in [*self._adjectives(i), *self._before(i)] if tree.tag[i] == "NNS" or tree.lemma[i] == "member"]

    def _own_government(self, i: int) -> list[int]:
        """"the government", with no word whose: the state that the article is about."""
        bare = all(self.tree.dep[c] in ("det", "case", "punct") for c in self.tree.children[i])
        home = self.home() if bare and self.tree.lower[i] == "government" else None
        return [home] if home is not None else []

    def _bodies(self, i: int) -> list[int]:
        """"the Russian and Chinese foreign ministries": one body for each adjective, acting for its state."""
        tree = self.tree
        kind = "Parliament" if tree.lemma[i] == "parliament" else "Ministry" if tree.lemma[i] == "ministry" else "Organization"
        field_words = [tree.lower[c] for c in tree.kids(i, "amod", "compound", "nmod") if c not in self.people and c not in self.at
                       and tree.lower[c] not in ("affairs", "new", "own")]
        field_words += [tree.lower[d] for c in tree.kids(i, "compound") for d in tree.kids(c, "amod") if d not in self.people]
        states = list(dict.fromkeys(self._adjectives(i) + [self.at[c] for c in tree.kids(i, "poss") if c in self.at]))
        found = []
        for state in states:
            if not self.is_a(state, "Country"):
                continue
            place = self.ontology.places.all[self.actors[state].known]
            name = " ".join([place.adjective or place.name, *sorted(set(field_words), key=field_words.index), tree.lemma[i]])
            n = self._new(Actor(entity_id(name), name, kind, country=self.actors[state].known))
            start, end = tree.edges(i)[0], i + 1
            while tree.tag[start] in ("DT", "IN") and start < i:
                start += 1
            span = tree.doc[start:end]
            self.actors[n].mentions.append(Mention(span.start_char, span.end_char, span.text, "nominal"))
            found.append(n)
        return found

    def owners(self, i: int) -> list[int]:
        """The entities that own, form or qualify the noun: possessives, adjectives of country, names before it, of-phrases."""
        tree = self.tree
        found = [n for p in tree.kids(i, "poss") for n in (self.owners_of_pronoun(p) if tree.tag[p] == "PRP$" else self.of(p))]
        found += self._adjectives(i) + self._before(i)
        if not found:
            found = [n for prep in tree.kids(i, "prep") if tree.lower[prep] in ("of", "from") for o in tree.kids(prep, "pobj") for n in self.of(o)]
        return list(dict.fromkeys(found))

    def owners_of_pronoun(self, i: int) -> list[int]:
        """Whom "his", "its" or "their" means: its chain, or the coordinated subject of a clause around it."""
        if i in self.extra:
            return list(self.extra[i])
        if i in self.at:
            return [self.at[i]]
        tree = self.tree
        if tree.lower[i] not in _PLURAL_OWNERS:
            return []
        for up in tree.ancestors(i):
            for s in tree.kids(up, "nsubj", "nsubjpass"):
                if s < i and len(found := self.of(s)) > 1:
                    return found
        return []

    def _adjectives(self, i: int) -> list[int]:
        tree = self.tree
        return [self.known(self.people[j]) for c in tree.kids(i, "amod", "compound", "nmod") if c < i
                for j in tree.conjuncts(c) if j in self.people and j < i]

    def _before(self, i: int) -> list[int]:
        tree = self.tree
        return [self.at[j] for c in tree.kids(i, "compound", "nmod", "amod") if c < i
                for j in [*(h for h in tree.kids(c, "compound", "amod", "nmod") if h == c - 2 and tree.words[h + 1] == "-"), *tree.conjuncts(c)]
                if j in self.at and j < i]

    # --- records

    def entities(self, wanted: set[int]) -> tuple[Entity, ...]:
        """The records of the actors in `wanted` and of all that have a mention, sorted by id."""
        records = []
        for n, actor in enumerate(self.actors):
            if n not in wanted and (not actor.mentions or actor.unnamed):
                continue
            place = self.ontology.places.all.get(actor.known) if actor.known else None
            forms = {m.text for m in actor.mentions if m.kind == "name"} - {actor.name}
            mentions = tuple(sorted(set(actor.mentions), key=lambda m: (m.start, m.end)))
            records.append(Entity(actor.id, actor.name, actor.kind, tuple(sorted(forms)), mentions,
                                  tuple(sorted(place.same_as)) if place else ()))
        return tuple(sorted(records, key=lambda e: e.id))


def entity_id(name: str) -> str:
    """The id that a name gives: its words joined by `_`; a very long one is cut and marked by a hash."""
    words = "_".join(name.split())
    return words if len(words) <= 120 else f"{words[:100]}_{content_id(words)}"
