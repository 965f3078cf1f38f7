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
_KIN = frozenset(("parentOf", "spouseOf", "relativeOf", "counterpartOf", "succeeded"))


@dataclass(slots=True)
class Standing:
    """One standing fact between two actors; `trigger` are the tokens that state it, `event` the one whose status counts."""

    subject: int
    predicate: str
    object: int
    trigger: list[int]
    event: int | None = None


class StandingFacts:
    """The readers of standing facts, one method a construction."""

    def __init__(self, tree: Tree, referents: Referents, lexicon: Lexicon) -> None:
        self.tree = tree
        self.who = referents
        self.bodies = lexicon.words("newsOrganization")
        self.state_bodies = lexicon.words("ministryNoun")
        self.national = lexicon.words("headOfState")

    def find(self) -> Iterator[Standing]:
        """All standing facts, construction by construction."""
        yield from self._titles()
        yield from self._bodies_of_states()
        yield from self._places_in_places()
        yield from self._members_listed()
        yield from self._persons_of_bodies()
        yield from self._works_of_media()

    # --- titles

    def _titles(self) -> Iterator[Standing]:
        for title in self.tree.doc.spans["titles"]:
            former = self._is_former(title)
            for holder, event in self._holders(title):
                for predicate, owner in self._offices(title, holder):
                    if owner != holder and not former:
                        yield Standing(holder, predicate, owner, list(range(title.start, title.end)), event)

    def _is_former(self, title: Span) -> bool:
        left = [self.tree.lower[j] for j in range(max(0, title.start - 3), title.start) if self.tree.sent[j] == self.tree.sent[title.start]]
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
        for c in tree.kids(head, "appos"):
            if c in self.who.at and self._person(self.who.at[c]):
                yield self.who.at[c], None
                return
        if tree.dep[head] == "attr" and tree.lemma[tree.head[head]] in ("be", "become"):
            for s in tree.kids(tree.head[head], "nsubj"):
                yield from ((n, tree.head[head]) for n in self.who.of(s) if self._person(n))

    def _person(self, n: int) -> bool:
        return self.who.is_a(n, "Person")

    def _offices(self, title: Span, holder: int) -> Iterator[tuple[str, int]]:
        """(predicate, body) pairs: the fixed body, else what the noun phrase names."""
        if title.kb_id_:
            if title.kb_id_ in self.who.ontology.places.all:
                yield title.label_, self.who.known(title.kb_id_)
            return
        kin = title.label_ in _KIN
        for n in self._owners(title):
            if title.label_ == "counterpartOf" and self.who.is_a(n, "Country"):
                yield "represents", n
            if self._person(n) != kin and not (title.label_ == "spokespersonFor" and self._person(n)):
                continue
            yield title.label_, n

    def _owners(self, title: Span) -> list[int]:
        tree, head = self.tree, title.end - 1
        found = [n for prep in tree.kids(head, "prep") if tree.lower[prep] in ("of", "for", "at", "to", "with", "in")
                 for o in tree.kids(prep, "pobj") for n in self._body_at(o)]
        if found:
            return found[:2]
        tokens = range(self._phrase_start(title), title.start)
        found = [self.who.known(self.who.people[j]) for j in tokens if j in self.who.people]
        found += [self.who.at[j] for j in tokens if j in self.who.at]
        found += [n for j in tokens if tree.tag[j] == "PRP$" for n in self.who.owners_of_pronoun(j)]
        return list(dict.fromkeys(found))[:2]

    def _body_at(self, i: int) -> list[int]:
        """The body that a prepositional object names: "the foreign ministry" is one even where it has no name."""
        return self.who.of(i) or (self.who.owners(i)[:1] if self.tree.lemma[i] in self.state_bodies else [])

    def _phrase_start(self, title: Span) -> int:
        tree, left = self.tree, title.start
        while left and tree.sent[left - 1] == tree.sent[title.start] and not self._ends_a_person(left - 1) and (
                tree.tag[left - 1] in ("JJ", "NN", "NNP", "NNPS", "NNS", "POS", "HYPH", "PRP$") or (
                    tree.tag[left - 1] == "CC" and tree.tag[left] in ("NN", "NNP", "JJ") and left - 2 >= 0 and tree.tag[left - 2] in ("NN", "NNP", "JJ"))):
            left -= 1
        return left

    def _ends_a_person(self, i: int) -> bool:
        return i in self.who.at and self._person(self.who.at[i]) and self.tree.words[i + 1] not in ("'s", "’s", "'", "’")

    # --- bodies and places

    def _bodies_of_states(self) -> Iterator[Standing]:
        """"the Russian news agency TASS": based in Russia; "the Chinese foreign ministry" is made by the names stage."""
        tree = self.tree
        for i in range(len(tree)):
            if tree.lemma[i] not in self.bodies:
                continue
            named = [self.who.at[c] for c in tree.kids(i, "appos") if c in self.who.at]
            for body in named[:1]:
                if self.who.is_a(body, "Organization"):
                    for state in [*self.who._adjectives(i)][:1]:
                        yield Standing(body, "basedIn", state, [i])

    def _places_in_places(self) -> Iterator[Standing]:
        """"Irving, Texas", "the Kremlin in Moscow", "Kyiv" after "Ukrainian cities, including"."""
        tree = self.tree
        names = list(tree.doc.spans["names"])
        for one, other in zip(names, names[1:], strict=False):
            a, b = self.who.at.get(one.start), self.who.at.get(other.start)
            if a is None or b is None or a == b or not self.who.is_a(a, "Place") or not self.who.is_a(b, "Place"):
                continue
            between = tree.lower[one.end:other.start]
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
            if self.who.is_a(a, "Organization") and self.who.is_a(b, "Work", "Organization"):
                yield Standing(b, "partOf", a, [one.end])
