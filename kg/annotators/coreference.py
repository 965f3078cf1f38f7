"""Who is who within an article: coreference chains over names, descriptions and pronouns.

In: a Tree whose Doc has names, demonyms and titles. Out: `doc.spans["coref_clusters_1"]` … in order of first
mention: spans labelled name, nominal or pronoun; the group's `attrs` hold `name`, `type` and `known` (gazetteer id or
""). A description or a pronoun joins a chain only where exactly one candidate fits; otherwise it stays out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.syntax import Tree

_SINGULAR = frozenset(("he", "she", "his", "her", "him", "himself", "herself", "hers"))
_FEMALE = frozenset(("she", "her", "herself", "hers"))
_NEUTER = frozenset(("it", "its", "itself"))
_PLURAL = frozenset(("they", "their", "them", "themselves"))
_LOOK_BACK = 3  # sentences; farther back a pronoun's reading is a guess (measured on 62 he/she of news: 77 % at best)
_OFFICES = frozenset(("leads", "ministerOf", "holdsOffice", "spokespersonFor", "represents"))
_NOT_IT = frozenset(("Person", "Place", "City", "Region", "Facility", "Event", "Work"))
_INDEFINITE = frozenset(("other", "many", "more", "most", "some", "such", "various", "certain", "few"))
_GENERIC = frozenset(
    [
        "inc",
        "corp",
        "ltd",
        "co",
        "llc",
        "plc",
        "group",
        "party",
        "magazine",
        "newspaper",
        "news",
        "agency",
        "company",
        "corporation",
    ]
)


@dataclass(slots=True)
class Chain:
    """One entity of the article while it is being gathered."""

    name: str
    kind: str
    known: str = ""
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    offices: set[tuple[str, str]] = field(default_factory=set)  # (title in lower case, country id or "")
    female: bool | None = None


class Chains:
    """The chains of one article and the rules that join mentions to them."""

    def __init__(self, tree: Tree, ontology: Ontology) -> None:
        self.tree = tree
        self.ontology = ontology
        self.lexicon = ontology.lexicon
        self.all: list[Chain] = []
        self.at: dict[int, Chain] = {}  # token -> chain of the mention that covers it
        self.people_of: dict[int, str] = {
            i: s.kb_id_ for s in tree.doc.spans["demonyms"] for i in range(s.start, s.end)
        }

    def find(self) -> list[Chain]:
        """All chains, in order of first mention."""
        self._join_names()
        self._read_offices()
        self._join_descriptions()
        self._join_bodies()
        self._join_groups()
        self._join_pronouns()
        for chain in self.all:
            chain.mentions.sort()
        return sorted(self.all, key=lambda c: c.mentions[0])

    def _add(self, chain: Chain, start: int, end: int, kind: str) -> None:
        chain.mentions.append((start, end, kind))
        for i in range(start, end):
            self.at.setdefault(i, chain)

    # --- names

    def _join_names(self) -> None:
        names = list(self.tree.doc.spans["names"])
        for span in sorted(names, key=lambda s: (-len(_words(s.text)), s.start)):  # full names first
            chain = self._chain_for(span)
            chain.forms.add(span.text)
            chain.said.append(span.text)
            if chain.female is None and chain.kind == "Person":
                chain.female = self._gender(span)
            self._add(chain, span.start, span.end, "name")
        for people in self.tree.doc.spans["demonyms"]:
            if people.label_ == "people":
                self._add(self._country(people.kb_id_), people.start, people.end, "nominal")

    def _chain_for(self, span: Span) -> Chain:
        for chain in self._candidates(span):
            return chain
        place = self.ontology.places.all.get(span.kb_id_) if span.kb_id_ else None
        chain = Chain(place.name if place else span.text, span.label_, span.kb_id_)
        self.all.append(chain)
        return chain

    def _candidates(self, span: Span) -> list[Chain]:
        if span.kb_id_:
            return [c for c in self.all if c.known == span.kb_id_]
        same = [c for c in self.all if not c.known and span.text in c.forms and c.kind == span.label_]
        if same:
            return same
        if span.label_ == "Person":
            return self._persons(span)
        return [
            c
            for c in self.all
            if not c.known
            and c.kind == span.label_
            and c.kind != "Place"
            and any(_same_body(span.text, form) for form in c.forms)
        ]

    def _persons(self, span: Span) -> list[Chain]:
        """The one person whose full name the shorter name is part of; among several, the one last named before."""
        words = _words(span.text)
        fits = [
            c
            for c in self.all
            if c.kind == "Person" and not c.known and any(_part_of(words, _words(f)) for f in c.forms)
        ]
        if len(fits) < 2:
            return fits
        surname = [c for c in fits if any(_words(f)[-1] == words[-1] for f in c.forms)] or fits
        before = [c for c in surname if any(m[0] < span.start for m in c.mentions)]
        return (
            [max(before, key=lambda c: max(m[0] for m in c.mentions if m[0] < span.start))] if before else surname[:1]
        )

    def _country(self, known: str) -> Chain:
        for chain in self.all:
            if chain.known == known:
                return chain
        place = self.ontology.places.all[known]
        chain = Chain(place.name, place.type, known)
        self.all.append(chain)
        return chain

    def _gender(self, span: Span) -> bool | None:
        """True for a woman, False for a man, None if the text and the lists do not tell."""
        tree, start = self.tree, span.start
        around = {tree.lower[i] for i in range(max(0, start - 3), start) if tree.sent[i] == tree.sent[start]}
        if around & self.lexicon.words("femaleWord"):
            return True
        if around & self.lexicon.words("maleWord"):
            return False
        given = span[0].text
        if given in self.lexicon.words("femaleName"):
            return True
        return False if given in self.lexicon.words("maleName") else None

    # --- descriptions

    def _read_offices(self) -> None:
        """Remember the titles before, and in apposition to, each person's names."""
        for title in self.tree.doc.spans["titles"]:
            for chain in self._holders(title) if title.label_ in _OFFICES else ():
                chain.offices.add((title.text.lower(), title.kb_id_ or self._owner(title)))

    def _holders(self, title: Span) -> list[Chain]:
        tree, head = self.tree, title.end - 1
        linked = {tree.head[head]} if tree.dep[head] in ("compound", "nmod", "appos", "amod") else set()
        linked |= {c for c in tree.children[head] if tree.dep[c] == "appos"}
        if title.end < len(tree) and title.end in self.at and tree.sent[title.end] == tree.sent[head]:
            linked.add(title.end)
        return [self.at[i] for i in sorted(linked) if i in self.at and self.at[i].kind == "Person"][:1]

    def _owner(self, title: Span) -> str:
        """The country whose adjective or name stands in the title's noun phrase."""
        tree = self.tree
        left = title.start - 1
        while (
            left >= 0
            and tree.sent[left] == tree.sent[title.start]
            and tree.tag[left] in ("JJ", "NN", "NNP", "NNPS", "POS", "HYPH", "CC")
        ):
            if left in self.people_of:
                return self.people_of[left]
            if left in self.at and self.at[left].known:
                return self.at[left].known
            left -= 1
        for prep in tree.kids(title.end - 1, "prep"):
            for obj in tree.kids(prep, "pobj"):
                if obj in self.at and self.at[obj].known and tree.lower[prep] == "of":
                    return self.at[obj].known
        return ""

    def _join_descriptions(self) -> None:
        roles = self.lexicon.words("roleNoun")
        for i, lemma in enumerate(self.tree.lemma):
            if i in self.at or lemma not in roles or self.tree.tag[i] not in ("NN", "NNP"):
                continue
            start = self._phrase_start(i)
            if self.tree.lower[start] not in ("the",) or self._names_somebody(i):
                continue
            chain = self._described(i, start)
            if chain is not None:
                self._add(chain, start, i + 1, "nominal")

    def _names_somebody(self, i: int) -> bool:
        """Does the noun introduce a name ("the leader Kim", "the mayor, Ms Hidalgo") or belong to a longer noun?"""
        tree = self.tree
        return (
            tree.dep[i] in ("compound", "nmod", "appos", "attr")
            or bool(tree.kids(i, "appos", "conj"))
            or (i + 1 < len(tree) and i + 1 in self.at and tree.sent[i] == tree.sent[i + 1])
        )

    def _phrase_start(self, i: int) -> int:
        tree, start = self.tree, i
        while (
            start
            and tree.head[start - 1] in range(start, i + 1)
            and tree.sent[start - 1] == tree.sent[i]
            and tree.dep[start - 1] != "punct"
        ):
            start -= 1
        return start

    def _described(self, i: int, start: int) -> Chain | None:
        """The one person in office whom "the Russian leader", "the defense minister" or "the President" can mean."""
        tree = self.tree
        inner = [tree.lower[j] for j in range(start + 1, i + 1) if j not in self.people_of and tree.lower[j] != "'s"]
        country = next((self.people_of[j] for j in range(start, i) if j in self.people_of), "")
        wanted = " ".join(inner)
        heads = self.lexicon.words("headOfState")
        fits = []
        for chain in self.all:
            for title, owner in chain.offices:
                agrees = (
                    title == wanted
                    or title.endswith(" " + wanted)
                    or (country and wanted in heads and len(inner) == 1 and title in heads)
                )
                if agrees and (not country or owner == country):
                    fits.append(chain)
                    break
        if len(fits) > 1:
            fits = [
                c
                for c in fits
                if any(0 <= tree.sent[i] - tree.sent[m[0]] <= _LOOK_BACK and m[0] < i for m in c.mentions)
            ]
        return fits[0] if len(fits) == 1 else None

    def _join_bodies(self) -> None:
        """ "the company", "the bill", "the city": the only one of its kind named in this or the last two sentences."""
        tree = self.tree
        kinds = {
            "company": "Organization",
            "organization": "Organization",
            "organisation": "Organization",
            "group": "Organization",
            "agency": "Organization",
            "firm": "Organization",
            "party": "Organization",
            "newspaper": "Organization",
            "church": "Organization",
            "bank": "Organization",
            "bill": "Work",
            "legislation": "Work",
            "law": "Work",
            "act": "Work",
        }
        for i, lemma in enumerate(tree.lemma):
            kind = kinds.get(lemma)
            if (
                kind is None
                or i in self.at
                or tree.tag[i] not in ("NN", "NNP")
                or tree.dep[i] in ("compound", "nmod", "attr", "appos")
                or tree.kids(i, "appos")
            ):
                continue
            others = [c for c in tree.children[i] if c < i and tree.lower[c] not in ("the", "this")]
            dets = tree.kids(i, "det")
            bare = kind == "Work" and lemma == "legislation"
            if (
                others
                or not (bare or (dets and tree.lower[dets[0]] in ("the", "this")))
                or any(tree.lower[c] == "of" for c in tree.kids(i, "prep"))
            ):
                continue
            if not bare and tree.kids(i, "relcl", "acl"):
                continue
            reach = 2 if kind == "Organization" else 99
            near = [
                c
                for c in self.all
                if self._is_kind(c, kind)
                and any((m[0] < i or bare) and tree.sent[i] - tree.sent[m[0]] <= reach for m in c.mentions)
            ]
            if len(near) == 1:
                self._add(near[0], dets[0] if dets else i, i + 1, "nominal")

    def _is_kind(self, chain: Chain, kind: str) -> bool:
        above = self.ontology.schema.classes.get(chain.kind, frozenset())
        return kind in above and "Country" not in above

    # --- groups

    def _join_groups(self) -> None:
        """Groups of people and bodies without a name: "the protesters", "9/11 families", "the Afghan team"."""
        people, bodies, stand_ins = (self.lexicon.words(name) for name in ("peopleNoun", "bodyNoun", "standIn"))
        chains: list[tuple[str, frozenset[str], Chain]] = []
        found: list[tuple[int, list[int]]] = []
        for i, lemma in enumerate(self.tree.lemma):
            if (
                i in self.at
                or self.tree.dep[i] in ("compound", "amod", "nmod", "attr", "appos")
                or self.tree.kids(i, "appos")
            ):
                continue
            plural = self.tree.tag[i] == "NNS" and lemma in people
            if not plural and not (lemma in bodies and self.tree.tag[i].startswith("NN")):
                continue
            own = self._modifiers(i)
            if lemma == "member" and any(j in self.at for j in own):
                continue  # "NATO members" are NATO
            if {self.tree.lower[j] for j in own} & _INDEFINITE:
                continue
            if lemma in stand_ins and any(j in self.people_of or j in self.at for j in own):
                continue  # "Russian officials" are Russia
            found.append((i, own))
        for i, own in sorted(found, key=lambda f: not f[1]):  # "the Afghan team" before "the team", wherever they stand
            self._join_group(i, own, chains)

    def _modifiers(self, i: int) -> list[int]:
        tree = self.tree
        direct = [
            c
            for c in tree.kids(i, "amod", "compound", "nmod", "poss")
            if c < i
            and tree.tag[c] not in ("PRP$", "JJR", "JJS")
            and not any(tree.tag[j] == "CD" for j in tree.subtree(c))
        ]
        direct += [
            c
            for c in tree.kids(i, "nummod")
            if not tree.words[c].isdigit() and any(ch.isdigit() for ch in tree.words[c])
        ]  # "9/11"
        return sorted(
            {
                j
                for c in direct
                for j in tree.subtree(c)
                if tree.tag[j] not in ("DT", "PRP$", "POS") and tree.dep[j] not in ("det", "advmod")
            }
        )

    def _join_group(self, i: int, own: list[int], chains: list[tuple[str, frozenset[str], Chain]]) -> None:
        """A new group, or the one that was named before with the same noun and nothing that sets it apart."""
        tree = self.tree
        words = frozenset(tree.lower[j] for j in own)
        dets = {tree.lower[c] for c in tree.kids(i, "det", "poss", "neg")}
        if dets & {"no", "any", "some", "other", "another", "each", "every"}:
            return
        start = min([i, *own, *tree.kids(i, "det")])
        alike = [(known, chain) for lemma, known, chain in chains if lemma == tree.lemma[i]]
        same = [chain for known, chain in alike if words == known]
        if not same and not words and dets & {"the", "these", "those"}:
            before = [chain for _, chain in alike if any(m[0] < i for m in chain.mentions)]
            same = sorted(before, key=lambda c: (-len(c.mentions), c.mentions[0]))  # what the article is about
        if same:
            self._add(same[0], start, i + 1, "nominal")
            return
        if (
            not words
            and tree.lemma[i] not in self.lexicon.words("bodyNoun")
            and not (dets & {"the"} and tree.lemma[i] in self.lexicon.words("partyNoun"))
        ):
            return
        first = min([i, *own])
        while first < i and not tree.words[first][0].isalnum():
            first += 1
        if first and first in tree.children[i] + own and tree.words[first - 1] == "-" and tree.dep[first] != "punct":
            first -= 2  # "high-ranking"
        name = tree.text(first, self._end_of_group(i)) if own else tree.lower[i]
        chain = Chain(name, "Group")
        self._add(chain, start, i + 1, "nominal")
        self.all.append(chain)
        chains.append((tree.lemma[i], words, chain))

    def _end_of_group(self, i: int) -> int:
        """ "former members of Scientology": the name behind "of" belongs to the group's."""
        tree = self.tree
        if i + 1 < len(tree) and tree.lower[i + 1] == "of" and tree.head[i + 1] == i:
            for obj in tree.kids(i + 1, "pobj"):
                if obj in self.at and tree.edges(obj)[1] - i <= 6:
                    return max(m[1] for m in self.at[obj].mentions if m[0] <= obj < m[1])
        return i + 1

    # --- pronouns

    def _join_pronouns(self) -> None:
        quoted = _inside_quotes(self.tree)
        for i, word in enumerate(self.tree.lower):
            if not self.tree.tag[i].startswith("PRP"):
                continue
            if word in _SINGULAR:
                chain = self._person_for(i, female=word in _FEMALE)
            elif word in _NEUTER or word in _PLURAL:
                chain = self._body_for(i) if i not in quoted else None
            else:
                continue
            if chain is not None:
                self._add(chain, i, i + 1, "pronoun")

    def _person_for(self, i: int, *, female: bool) -> Chain | None:
        """The clause's subject for a possessive; else the last sentence's subject; else the only candidate near."""
        own = self._governing_subjects(i)
        for governor in own:
            chain = self.at.get(governor)
            if chain is not None and _may_be(chain, female):
                return chain
        near = [c for c in self.all if _may_be(c, female) and self._is_near(c, i)]
        sure = [c for c in near if c.female is female]
        if len(near) == 1:
            return near[0]
        if len(sure) == 1 and all(c.female is not None for c in near):
            return sure[0]
        subject = self._last_subject(i, female)
        main = max(near, key=lambda c: len(c.mentions), default=None)
        fits = subject is not None and (subject.female is female or subject is main)
        return subject if fits else None

    def _is_near(self, chain: Chain, i: int) -> bool:
        """Is the chain named or described before token `i`, in its sentence or the last two?"""
        sent = self.tree.sent
        return any(m[0] < i and sent[i] - sent[m[0]] < _LOOK_BACK and m[2] != "pronoun" for m in chain.mentions)

    def _governing_subjects(self, i: int) -> list[int]:
        """Subjects of the clauses around token `i`, nearest first, that stand before it and do not contain it."""
        tree = self.tree
        found = []
        at = i
        for up in tree.ancestors(i):
            subjects = tree.kids(up, "nsubj", "nsubjpass")
            found += [c for c in subjects if c != at and c < i and not _contains(tree, c, i)]
            at = up
        return found

    def _last_subject(self, i: int, female: bool) -> Chain | None:
        tree = self.tree
        for n in range(tree.sent[i] - 1, max(-1, tree.sent[i] - _LOOK_BACK), -1):
            start = tree.sent_starts[n]
            end = tree.sent_starts[n + 1] if n + 1 < len(tree.sent_starts) else len(tree)
            mains = [
                j
                for j in range(start, end)
                if tree.dep[j] in ("nsubj", "nsubjpass") and tree.dep[tree.head[j]] in ("ROOT", "conj")
            ]
            for j in mains:
                chain = self.at.get(j)
                if chain is not None and _may_be(chain, female):
                    return chain
        return None

    def _body_for(self, i: int) -> Chain | None:
        """ "it", "its", "they", "their": only the subject of a clause around, if it is a state or a body."""
        plural = self.tree.lower[i] in _PLURAL
        found: list[Chain] = []
        for subject in self._governing_subjects(i):
            if self.tree.lower[subject] in ("that", "which", "who"):
                continue
            if plural and len(self.tree.conjuncts(subject)) > 1:
                return None  # several: the statement readers spread them
            chain = self.at.get(subject)
            if chain is None or chain.kind in _NOT_IT:
                break
            found.append(chain)
        return found[0] if found and all(c is found[0] for c in found) else None


def mark_coreference(tree: Tree, ontology: Ontology) -> None:
    """Write the chains of the Doc into `doc.spans["coref_clusters_N"]`, N from 1."""
    for n, chain in enumerate(Chains(tree, ontology).find(), 1):
        key = f"coref_clusters_{n}"
        group = SpanGroup(
            tree.doc, name=key, attrs={"name": _best_name(chain), "type": chain.kind, "known": chain.known}
        )
        group.extend([Span(tree.doc, start, end, label=kind) for start, end, kind in chain.mentions])
        tree.doc.spans[key] = group


def _best_name(chain: Chain) -> str:
    if chain.known or not chain.forms:
        return chain.name
    often = Counter(chain.said)
    full = [form for form in chain.forms if len(_words(form)) > 1] or list(chain.forms)
    return max(full, key=lambda form: (often[form], len(_words(form)), len(form), form))


def _may_be(chain: Chain, female: bool) -> bool:
    return chain.kind == "Person" and chain.female is not (not female)


def _words(name: str) -> list[str]:
    return [w for w in re.split(r"[\s.]+", name.casefold()) if w] or [name]


def _part_of(short: list[str], full: list[str]) -> bool:
    """ "Putin", "Shangfu", "V. Putin" of a full name: every word is there, or is an initial, in order."""
    if len(short) >= len(full):
        return False
    rest = iter(full)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in short)


def _same_body(one: str, other: str) -> bool:
    """An acronym and its words, or two names that differ in "the", dots or a generic last word."""
    a, b = _words(one.replace("&", "and")), _words(other.replace("&", "and"))
    if (
        [w for w in a if w not in _GENERIC and w != "the"] == [w for w in b if w not in _GENERIC and w != "the"]
        and a
        and b
    ):
        return bool([w for w in a if w not in _GENERIC])
    return _acronym(one, other) or _acronym(other, one)


def _acronym(short: str, full: str) -> bool:
    letters = short.replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= 8) or " " in short:
        return False
    words = re.findall(r"\w+", full)
    initials = "".join(w[0] for w in words if w[0].isupper())
    return len(words) > 1 and letters == initials


def _contains(tree: Tree, top: int, i: int) -> bool:
    left, right = tree.edges(top)
    return left <= i < right


def _inside_quotes(tree: Tree) -> frozenset[int]:
    inside: set[int] = set()
    for span in tree.doc.spans.get("quotes", ()):
        inside.update(range(span.start, span.end))
    return frozenset(inside)


def chains_of(groups: Iterable[tuple[str, SpanGroup]]) -> list[SpanGroup]:
    """The coreference groups among `doc.spans.items()`, by their number."""
    found = [
        (int(key.removeprefix("coref_clusters_")), group) for key, group in groups if key.startswith("coref_clusters_")
    ]
    return [group for _, group in sorted(found, key=lambda pair: pair[0])]
