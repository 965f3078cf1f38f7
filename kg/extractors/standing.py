"""Standing facts: offices, membership, location, kinship, as titles, appositions, copulas and possessives state them.

In: a Tree with titles and names, the referents. Out: `Standing` facts (subject, predicate, object, trigger tokens). They say what
holds, not what happened, and carry the status of the clause only where a copula states them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.referents import Referents
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_FORMER = frozenset(("former", "ex", "late", "then", "onetime", "ex-", "previous", "would-be", "acting", "shadow"))
_TRADES = frozenset(("worksFor", "studiedAt", "memberOf", "founded", "owns", "created", "candidateFor", "residesIn"))
_NATIONAL = frozenset(("leads", "ministerOf"))
_KIN = frozenset(("parentOf", "spouseOf", "relativeOf", "counterpartOf", "succeeded"))


@dataclass(slots=True)
class Standing:
    """One standing fact between two actors; `trigger` are the tokens that state it, `event` the one whose status counts."""

    subject: int
    predicate: str
    object: int
    trigger: list[int]
    event: int | None = None
    unnamed: bool = False  # worth saying even of a group without a name that does nothing else


class StandingFacts:
    """The readers of standing facts, one method a construction."""

    def __init__(self, tree: Tree, referents: Referents, lexicon: Lexicon) -> None:
        self.tree = tree
        self.who = referents
        self.lexicon = lexicon
        self.bodies = lexicon.words("newsOrganization")
        self.state_bodies = lexicon.words("ministryNoun")
        self._title_starts = {i for t in tree.doc.spans["titles"] for i in range(t.start, t.end)}

    def find(self) -> Iterator[Standing]:
        """All standing facts, construction by construction."""
        yield from self._titles()
        yield from self._bodies_of_states()
        yield from self._places_in_places()
        yield from self._members_listed()
        yield from self._persons_of_bodies()
        yield from self._works_of_media()
        yield from self._roles()
        yield from self._origins()
        yield from self._named_after_states()
        yield from self._groups_of_states()
        yield from self._parties()
        yield from self._parts_by_name()

    def _roles(self) -> Iterator[Standing]:
        """"Insurgency Wiki, a spinoff of 4chan", "she was a guest at the fair": what stands beside the role noun has it."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemma):
            patterns = self.lexicon.roles.get(lemma)
            if not patterns or i in self.who.at:
                continue
            bearers, event = self._bearers(i)
            for pattern in patterns if bearers else ():
                wanted = {prep for prep, _ in pattern.preps}
                objects = [n for p in tree.kids(i, "prep") if tree.lower[p] in wanted for o in tree.kids(p, "pobj") for n in self.who.of(o)]
                pairs = [(b, o) for b in bearers for o in objects if b != o]
                if pairs:
                    yield from (Standing(*((o, pattern.predicate, b) if pattern.inverse else (b, pattern.predicate, o)), [i], event) for b, o in pairs)
                    break

    def _origins(self) -> Iterator[Standing]:
        """"refugees from Syria and Iraq" are their citizens; "Instituto Gonzaga, a school in Milan" lies there."""
        tree = self.tree
        people, schools = self.lexicon.words("peopleNoun"), self.lexicon.words("establishment")
        for i, lemma in enumerate(tree.lemma):
            if lemma in people and tree.tag[i] == "NNS":
                word, predicate, bearers = "from", "citizenOf", self.who.of(i)
            elif lemma in schools:
                word, predicate, bearers = "in", "locatedIn", self._bearers(i)[0]
            elif lemma in people and tree.dep[i] == "appos":
                word, predicate, bearers = "from", "residesIn", [n for n in self._bearers(i)[0] if self._person(n)]
            else:
                continue
            for prep in tree.kids(i, "prep") if bearers else ():
                if tree.lower[prep] == word:
                    for n in (n for o in tree.kids(prep, "pobj") for n in self.who.of(o)):
                        if self.who.is_a(n, "Country" if predicate == "citizenOf" else "Place"):
                            yield from (Standing(b, predicate, n, [i, prep], unnamed=True) for b in bearers if b != n)

    def _named_after_states(self) -> Iterator[Standing]:
        """"the Italian Supreme Court", "the United Kingdom Home Office": a body whose name begins with its state."""
        tree = self.tree
        for span in tree.doc.spans["names"]:
            n = self.who.at.get(span.start)
            if n is None or len(span) < 2 or not self.who.is_a(n, "Organization") or self.who.actors[n].known:
                continue
            words = {tree.lower[i] for i in range(span.start, span.end)}
            public = bool(words & self.lexicon.words("publicBody"))
            state = self._state_in(span) if public or words & (self.bodies | self.lexicon.words("establishment")) else None
            if state is not None:
                yield Standing(n, "partOf" if public else "basedIn", state, [span.start])

    def _groups_of_states(self) -> Iterator[Standing]:
        """"the Afghan team", "Syrian refugees": of that state. Kept only where the group does something."""
        for n, actor in enumerate(self.who.actors):
            country = self.who.ontology.places.adjectives.get(actor.name.split()[0]) if actor.unnamed and actor.mentions else None
            span = self.tree.doc.char_span(actor.mentions[0].start, actor.mentions[0].end) if country and actor.mentions else None
            if country and span is not None:
                yield Standing(n, "citizenOf", self.who.known(country), [span.root.i])

    def _parts_by_name(self) -> Iterator[Standing]:
        """"University of Texas Muslim Student Association" is part of the "University of Texas" of the same article."""
        bodies = [n for n, a in enumerate(self.who.actors) if self.who.is_a(n, "Organization") and not a.unnamed]
        names = {self.who.actors[n].name: n for n in bodies}
        for span in self.tree.doc.spans["names"]:
            n = self.who.at.get(span.start)
            for size in range(len(span) - 1, 0, -1):
                whole = names.get(self.tree.text(span.start, span.start + size)) if n in bodies else None
                if whole is not None and n is not None and whole != n and self.tree.tag[span.start + size].startswith("NNP"):
                    yield Standing(n, "partOf", whole, [span.start])
                    break

    def _state_in(self, span: Span) -> int | None:
        places = self.who.ontology.places
        for size in (3, 2, 1):
            words = self.tree.text(span.start, min(span.start + size, span.end - 1))
            country = places.adjectives.get(words)
            place = places.well_known(words)
            if country or (place is not None and place.type == "Country"):
                return self.who.known(country or place.id)
        return None

    def _bearers(self, i: int) -> tuple[list[int], int | None]:
        tree, head = self.tree, self.tree.head[i]
        listed = self.who._listed(i)
        if listed:
            return listed, None  # "supporters of the bill, such as Bob Corker"
        if tree.dep[i] == "appos":
            return self.who.of(head)[:1], None
        if tree.dep[i] == "attr" and tree.lemma[head] in ("be", "become", "remain"):
            return [n for s in tree.kids(head, "nsubj") for n in self.who.of(s)], head
        return [self.who.at[c] for c in tree.kids(i, "appos") if c in self.who.at], None

    def _parties(self) -> Iterator[Standing]:
        """"Mitch McConnell, R-Ky.,": the letter is the party."""
        tree = self.tree
        for span in tree.doc.spans["names"]:
            at = span.end + 1
            if at + 2 >= len(tree) or tree.words[span.end] not in (",", "(") or tree.words[at + 1] not in ("-", "–"):
                continue
            party = self.lexicon.parties.get(tree.words[at])
            n = self.who.at.get(span.start)
            if party in self.who.ontology.places.all and n is not None and self._person(n):
                yield Standing(n, "memberOf", self.who.known(party), [at])

    # --- titles

    def _titles(self) -> Iterator[Standing]:
        for title in self.tree.doc.spans["titles"]:
            if title.start in self.who.at:
                continue  # part of a name: "Muslim Student Association"
            former = self._is_former(title)
            for holder, event in self._holders(title):
                if event is None and self.tree.dep[title.end - 1] not in ("compound", "nmod", "appos"):
                    self.who.extra.setdefault(title.end - 1, (holder,))  # "Co-founder of Google, Sergey Brin, met …"
                for predicate, owner in self._offices(title, holder):
                    if self.who.is_a(owner, "PoliticalParty") and (former or title.label_ == "ministerOf"):
                        yield Standing(holder, "memberOf", owner, list(range(title.start, title.end)), event)
                    elif owner != holder and not former:
                        yield Standing(holder, predicate, owner, list(range(title.start, title.end)), event)

    def _is_former(self, title: Span) -> bool:
        first = self._phrase_start(title)
        left = self.tree.lower[max(0, first - 1):title.start]
        return bool(_FORMER & set(left))

    def _holders(self, title: Span) -> Iterator[tuple[int, int | None]]:
        """Persons before or after the title: "President Xi", "Xi, president of", "Xi is president of" (with the verb)."""
        tree, head = self.tree, title.end - 1
        if head + 1 < len(tree) and head + 1 in self.who.at and tree.sent[head + 1] == tree.sent[head] and self._person(self.who.at[head + 1]):
            yield self.who.at[head + 1], None
            return
        if tree.dep[head] in ("appos", "compound", "nmod"):
            up = tree.head[head]
            while tree.dep[up] == "compound":
                up = tree.head[up]
            if up in self.who.at and self._person(self.who.at[up]):
                yield self.who.at[up], None
                return
        after = self._after_phrase(head)
        for c in [*tree.kids(head, "appos"), *([after] if after is not None else [])]:
            if c in self.who.at and self._person(self.who.at[c]):
                yield self.who.at[c], None
                return
        if tree.dep[head] == "attr" and tree.lemma[tree.head[head]] in ("be", "become"):
            for s in tree.kids(tree.head[head], "nsubj"):
                yield from ((n, tree.head[head]) for n in self.who.of(s) if self._person(n))

    def _after_phrase(self, head: int) -> int | None:
        """The name after "CEO of the Refugee Council" or "Co-founder of Google,", wherever the parser hung it."""
        tree = self.tree
        objects = [o for p in tree.kids(head, "prep") if p == head + 1 and tree.lower[p] in ("of", "for", "at") for o in tree.kids(p, "pobj")]
        if not objects:
            return None
        at = objects[0]
        while at + 1 < len(tree) and self.who.at.get(at + 1) == self.who.at.get(at) and at in self.who.at:
            at += 1
        at += 1
        if at + 1 < len(tree) and tree.words[at] == ",":
            at += 1
        inside = at < len(tree) and tree.sent[at] == tree.sent[head] and at in self.who.at and self._person(self.who.at[at])
        return at if inside and not (objects[0] in self.who.at and self._person(self.who.at[objects[0]])) else None

    def _person(self, n: int) -> bool:
        return self.who.is_a(n, "Person")

    def _offices(self, title: Span, holder: int) -> Iterator[tuple[str, int]]:
        """(predicate, body) pairs: the fixed body, else what the noun phrase names."""
        party = [n for n in self._owners(title) if self.who.is_a(n, "PoliticalParty")] if title.kb_id_ or self._is_former(title) else []
        if party:
            yield "memberOf", party[0]
            return
        if title.kb_id_:
            if title.kb_id_ in self.who.ontology.places.all:
                yield title.label_, self.who.known(title.kb_id_)
            return
        kin = title.label_ in _KIN
        owners = self._owners(title)
        if title.label_ in _NATIONAL and not self.who.actors[holder].country and not any(self.who.is_a(n, "Country") or self.who.actors[n].known for n in owners):
            home = self.who.home() if self._is_national(title, owners) else None
            if title.label_ == "ministerOf" or not owners:
                owners = [home] if home is not None else []
        for n in owners:
            if title.label_ == "counterpartOf" and self.who.is_a(n, "Country"):
                yield "represents", n
            elif title.label_ in _TRADES and self.who.is_a(n, "Country") and self._by_adjective(title):
                yield "citizenOf", n
                continue
            elif title.label_ in ("candidateFor", "worksFor") and self.who.is_a(n, "PoliticalParty"):
                yield "memberOf", n
                continue
            if self._person(n) != kin and not (title.label_ == "spokespersonFor" and self._person(n)):
                continue
            yield title.label_, n

    def _is_national(self, title: Span, owners: list[int]) -> bool:
        """"Prime Minister Sunak", "Minister of Education Giannini": an office of a state, though no state is named."""
        words = {self.tree.lower[i] for i in range(title.start, title.end)}
        home = self.who.home()
        if home is not None and title.text.lower() in self.lexicon.lacking.get(self.who.actors[home].known, ()):
            return False
        capital = self.tree.words[title.start][:1].isupper()
        return title.label_ == "ministerOf" or (capital and not owners and bool(words & self.lexicon.words("nationalOffice")))

    def _by_adjective(self, title: Span) -> bool:
        """"American professor": the country is stated as a nationality, not as an employer."""
        return not any(self.tree.lower[p] in ("of", "for", "at", "to") for p in self.tree.kids(title.end - 1, "prep"))

    def _owners(self, title: Span) -> list[int]:
        tree, head = self.tree, title.end - 1
        found = [n for prep in tree.kids(head, "prep") if tree.lower[prep] in ("of", "for", "at", "to", "with", "in")
                 for o in tree.kids(prep, "pobj") for n in self._body_at(o)]
        if found:
            return found[:2]
        tokens = range(self._phrase_start(title), title.start)
        parties = {j: p for j in tokens if (p := self.lexicon.parties.get(tree.words[j])) in self.who.ontology.places.all and len(tree.words[j]) > 1}
        found = [self.who.at[j] if j in self.who.at else self.who.known(parties.get(j) or self.who.people[j]) for j in tokens
                 if j in self.who.at or j in self.who.people or j in parties]
        found += [n for j in tokens if tree.tag[j] == "PRP$" for n in self.who.owners_of_pronoun(j)]
        return list(dict.fromkeys(found))[-1:] or self._own_group(title)

    def _own_group(self, title: Span) -> list[int]:
        """"team member": the team that the article is about."""
        word = title[0].lower_ if len(title) > 1 else ""
        groups = [n for n, a in enumerate(self.who.actors) if a.unnamed and a.name.lower().endswith(" " + word)] if word else []
        return sorted(groups, key=lambda n: (-len(self.who.actors[n].mentions), n))[:1]

    def _body_at(self, i: int) -> list[int]:
        """The body that a prepositional object names: "the foreign ministry" is one even where it has no name."""
        owned = self.tree.lemma[i] in self.state_bodies or self.tree.lemma[i] in self.lexicon.words("publicBody")
        return self.who.of(i) or (self.who.owners(i)[:1] if owned else [])

    def _phrase_start(self, title: Span) -> int:
        tree, left = self.tree, title.start
        while left and tree.sent[left - 1] == tree.sent[title.start] and not self._ends_a_person(left - 1) and (
                (tree.tag[left - 1] in ("JJ", "NN", "NNP", "NNPS", "NNS", "POS", "HYPH", "PRP$") and self._belongs(left - 1, title)) or (
                    tree.tag[left - 1] == "CC" and tree.tag[left] in ("NN", "NNP", "JJ") and left - 2 >= 0 and tree.tag[left - 2] in ("NN", "NNP", "JJ"))):
            left -= 1
        return left

    def _belongs(self, i: int, title: Span) -> bool:
        """Does the word hang inside the title's noun phrase ("the Syrian refugees President Obama wants" has two)?"""
        return self.tree.tag[i] == "POS" or i < self.tree.head[i] <= title.end + 6

    def _ends_a_person(self, i: int) -> bool:
        return i in self.who.at and self._person(self.who.at[i]) and self.tree.tag[i + 1] in ("CC", ",")

    # --- bodies and places

    def _bodies_of_states(self) -> Iterator[Standing]:
        """"the Russian news agency TASS": based in Russia; "the Chinese foreign ministry" is made by the names stage."""
        tree = self.tree
        for i in range(len(tree)):
            if tree.lemma[i] not in self.bodies:
                continue
            named = self.who._in_apposition(i) or self._name_after(i)
            for body in named[:1]:
                if self.who.is_a(body, "Organization"):
                    for state in [*self.who._adjectives(i)][:1]:
                        yield Standing(body, "basedIn", state, [i])
                    for owner in self.who._before(i)[:1]:
                        if owner != body and self.who.is_a(owner, "Organization"):
                            yield Standing(body, "partOf", owner, [i])

    def _name_after(self, i: int) -> list[int]:
        """"the Scientology publication Freedom Magazine": the noun hangs on the name behind it."""
        after = self.who.at.get(i + 1)
        return [after] if after is not None and self.tree.dep[i] in ("compound", "nmod") and self.tree.head[i] > i else []

    def _places_in_places(self) -> Iterator[Standing]:
        """"Irving, Texas", "the Kremlin in Moscow", "Kyiv" after "Ukrainian cities, including"."""
        tree = self.tree
        names = list(tree.doc.spans["names"])
        for one, other in zip(names, names[1:], strict=False):
            a, b = self.who.at.get(one.start), self.who.at.get(other.start)
            between = tree.lower[one.end:other.start]
            if b is not None and between == [","] and not self.who.is_a(b, "Place"):
                region = self.who.ontology.places.after_comma(other.text)
                b = self.who.known(region.id) if region is not None and region.type in ("Region", "Country") else b
            if a is None or b is None or a == b or not self.who.is_a(a, "Place") or not self.who.is_a(b, "Place"):
                continue
            if between == [","] and self.who.is_a(b, "Country", "Region") and not self.who.is_a(a, "Country", "Region") and tree.dep[other.root.i] in ("appos", "npadvmod", "pobj", "conj", "nmod", "compound"):
                if not self._in_list(other):
                    yield Standing(a, "locatedIn", b, [one.start, other.end - 1])
            elif between in (["in"], ["in", "the"]) and tree.head[other.start - len(between) + 0] == one.root.i and not self.who.is_a(a, "Country"):
                yield Standing(a, "locatedIn", b, [one.start, other.end - 1])

    def _in_list(self, span: Span) -> bool:
        """Is the comma one of a list ("Paris, France and Rome" is not told apart from "Paris, Kyiv and Rome" by it)?"""
        tree = self.tree
        return tree.dep[span.root.i] == "conj" and any(tree.dep[c] == "cc" for c in tree.children[tree.head[span.root.i]])

    def _members_listed(self) -> Iterator[Standing]:
        """"Ukrainian cities, including Kyiv and Odessa": each lies in Ukraine."""
        tree = self.tree
        for i in range(len(tree)):
            if tree.tag[i] == "NNS" and tree.lemma[i] in ("city", "town", "region", "province", "village"):
                for state in self.who._adjectives(i)[:1]:
                    for n in self.who._listed(i):
                        if self.who.is_a(n, "Place") and n != state:
                            yield Standing(n, "locatedIn", state, [i])

    def _persons_of_bodies(self) -> Iterator[Standing]:
        """"Chuck Todd of NBC": works for it."""
        tree = self.tree
        for span in tree.doc.spans["names"]:
            n = self.who.at.get(span.start)
            if n is None or not self._person(n):
                continue
            for prep in tree.kids(span.root.i, "prep"):
                if tree.lower[prep] in ("of", "from") and prep == span.end:
                    for o in tree.kids(prep, "pobj"):
                        for body in self.who.of(o):
                            if self.who.is_a(body, "Organization") and o in self.who.at:
                                yield Standing(n, "worksFor", body, [prep])

    def _works_of_media(self) -> Iterator[Standing]:
        """"NBC's Meet the Press": part of NBC."""
        tree = self.tree
        names = list(tree.doc.spans["names"])
        for one, other in zip(names, names[1:], strict=False):
            a, b = self.who.at.get(one.start), self.who.at.get(other.start)
            if a is None or b is None or a == b or other.start - one.end != 1 or tree.lower[one.end] not in ("'s", "’s", "'", "’"):
                continue
            if other.end in self._title_starts or any(i in self._title_starts for i in range(other.start, other.end)):
                continue
            if self.who.is_a(a, "Organization") and self.who.is_a(b, "Work", "Organization"):
                yield Standing(b, "partOf", a, [one.end])
