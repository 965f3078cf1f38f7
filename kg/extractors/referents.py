"""Whom a noun phrase means: from a token to the article's actors, coordination spread out.

In: a Tree with coreference chains in its Doc, the ontology. Out: `Referents`: for any head word the actors it stands
for: by name, description or pronoun; "Russian troops" for Russia; "the agency TASS" for TASS; "Western nations,
including NATO members" for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from kg.extractors.actors import Actors
from kg.extractors.grammar import MODIFIERS, SUBJECTS, hyphenated
from kg.extractors.home import home_state
from kg.extractors.state_bodies import bodies_of_states
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Span, SpanGroup

    from kg.ontology import Ontology
    from kg.syntax import Tree

_LISTING = ("including", "like")  # and "such as"
_OWNING = ("of", "from", "by")  # "the request by Kenya"
_PLURAL_OWNERS = ("their", "our")


class Referents:
    """The actors of one article, and which of them each token means."""

    def __init__(self, tree: Tree, ontology: Ontology, article: str) -> None:
        self.tree = tree
        self.actors = Actors(ontology, article)
        self.actor_at: dict[int, int] = {}  # tokens of mentions
        self.by_context: dict[int, tuple[int, ...]] = {}  # tokens resolved by who speaks or what stands beside: "we"
        self.demonyms = {i: span.kb_id_ for span in tree.doc.spans["demonyms"] for i in range(span.start, span.end)}
        self._name_at = {i: (s.start, s.end) for s in tree.doc.spans["names"] for i in range(s.start, s.end)}
        self._mention_head: dict[int, int] = {}  # token of a mention -> the mention's head
        self._peoples = {s.end - 1 for s in tree.doc.spans["demonyms"] if s.label_ == "people"}
        self._title_ends = {span.end - 1 for span in tree.doc.spans["titles"]}
        self._home: tuple[int | None] | None = None
        self._lexicon = ontology.lexicon
        words = self._lexicon.words
        self._stand_ins = words("standIn") | words("headOfGovernment")
        self._groups, self._members = words("groupNoun"), words("memberNoun")
        self._areas, self._calling, self._government = words("areaNoun"), words("calling"), words("government")
        self._state_bodies = words("stateBody")
        self._shared, self._partitives, self._unofficial = words("sharedNoun"), words("partitive"), words("unofficial")
        self._about = words("aboutNoun")
        self._people, self._towns = words("peopleNoun"), words("settlement") | words("listedArea")

    def add_chain(self, group: SpanGroup) -> int:
        """The number of the actor that a coreference chain means; its mentions are noted."""
        attrs = cast("dict[str, str]", group.attrs)
        unnamed = not attrs["state"] and all(span.label_ != "name" for span in group)
        known = attrs["known"]
        own = {"unnamed": unnamed, "local": bool(attrs["local"])}
        n = self.actors.known(known) if known else self.actors.described(attrs["name"], attrs["type"], **own)
        self.actors[n].country = self.actors[n].country or attrs["state"]
        self.actors[n].nameless = all(span.label_ == "pronoun" for span in group)
        if attrs.get("retired"):
            self.actors[n].country = ""  # who is out of office acts for no state
        for span in group:
            kind = cast('Literal["name", "nominal", "pronoun"]', span.label_)
            meant = self.actors.described(span.text, "People", unnamed=True) if self._is_some_people(span) else n
            self.actors[meant].mentions.append(Mention(span.start_char, span.end_char, span.text, kind))
            if kind == "name" and self._name_at[span.start] != (span.start, span.end):
                continue  # "Sheffield" in "University of Sheffield": the words mean the university
            for i in range(span.start, span.end):
                self.actor_at.setdefault(i, meant)
                self._mention_head[i] = span.root.i
        return n

    def _is_some_people(self, span: Span) -> bool:
        """ "100 Palestinians" and "Egyptians" are people; "the Russians", with nothing more, are the state."""
        tree, i = self.tree, span.root.i
        if span.label_ != "nominal" or i not in self._peoples:
            return False
        return {tree.lower[c] for c in tree.children[i] if tree.dep[c] in ("det", *MODIFIERS, "nummod")} != {"the"}

    # --- the article's own state

    def home(self) -> int | None:
        """The state that the article is about: at least three mentions, and as many as all other states' together.

        "Prime Minister Rishi Sunak", "the government" and "the Supreme Court" without a country are that state's.
        """
        if self._home is None:
            self._home = (home_state(self.actors, self.demonyms.values()),)
        return self._home[0]

    # --- tokens

    def of(self, i: int, *, loosely: bool = False) -> list[int]:
        """The actors that the noun phrase headed by token `i` stands for, in text order, without doubles.

        `loosely` also takes the owner of a thing: "praised Haiti's efforts" is praise for Haiti.
        """
        found: dict[int, None] = {}
        for j in self.tree.members(i):
            listed = self.listed_members(j)
            whole = [n for n in self._one(j, loosely=loosely) if not (listed and self.actors[n].unnamed)]
            for n in [*whole, *listed]:
                found.setdefault(n)
        return list(found)

    def listed_members(self, i: int) -> list[int]:
        """The members of a group that are named after "including" or "such as"."""
        tree = self.tree
        if tree.lemma[i] == "committee":
            return []  # "committees, including Commerce": no bodies of those names
        members: list[int] = []
        after = [p for p in tree.kids(tree.head[i], "prep") if p == tree.edges(i)[1] and tree.dep[i] == "dobj"]
        for prep in [*tree.kids(i, "prep"), *after]:
            word = tree.lower[prep]
            if word in _LISTING or (word == "as" and tree.kids(prep, "amod")):
                members += [n for obj in tree.kids(prep, "pobj") for n in self.of(obj)]
            elif word in ("of", "from") and tree.tag[i] == "NNS":  # "defectors from the group including A and B"
                members += [
                    n
                    for obj in tree.kids(prep, "pobj")
                    for n in self.listed_members(obj)
                    if self.actors.is_a(n, "Person")
                ]
        return members

    def _one(self, i: int, *, loosely: bool) -> list[int]:
        """What token `i` alone stands for: what is marked there, else what is named beside it, else by its noun."""
        if i in self.by_context:
            return list(self.by_context[i])
        if i in self.actor_at:
            return [self.actor_at[i]]
        if i in self.demonyms:
            return [self.actors.known(self.demonyms[i])]
        return self.named_beside(i) or self._by_noun(i, loosely=loosely)

    def _by_noun(self, i: int, *, loosely: bool) -> list[int]:
        lemma = self.tree.lemma[i]
        if lemma in self._state_bodies:
            return bodies_of_states(self, i, self._lexicon)
        if lemma in self._stand_ins or self.tree.lower[i] in self._stand_ins:
            return [] if self._is_unofficial(i) else self._governments(self.owners(i)) or self._own_government(i)
        if lemma in self._partitives:
            return self._part(i)
        if lemma in self._areas:
            places = [n for n in self.names_before(i) if self.actors.is_a(n, "Place")][-1:]
            return places or self._area_of(i) or (self.owners(i) if loosely else [])
        if lemma in self._groups:
            return self._group(i)
        return self.owners(i) if loosely and not self._is_people(i) else []

    def _area_of(self, i: int) -> list[int]:
        """ "the town of Cizre" is Cizre; "the regions of Ukraine" are no place of that name."""
        if self.tree.tag[i] == "NNS" or self.tree.lemma[i] not in self._towns:
            return []
        ofs = [p for p in self.tree.kids(i, "prep") if self.tree.lower[p] == "of"]
        named = [self.actor_at[o] for p in ofs for o in self.tree.kids(p, "pobj") if o in self.actor_at]
        return [n for n in named if self.actors.is_a(n, "Place") and not self.actors.is_a(n, "Country")]

    def _is_people(self, i: int) -> bool:
        """ "other Syrian refugees", "the Texas senator", though nobody's mention, are not what belongs to a state."""
        return self.tree.lemma[i] in self._people or (self.tree.tag[i] != "NNS" and i in self._title_ends)

    def _governments(self, owners: list[int]) -> list[int]:
        """ "Assad's forces", "the Biden administration": the state that the person is known to act for."""
        states = [self.actors.state_of(n) if self.actors.is_a(n, "Person") else n for n in owners]
        return list(dict.fromkeys(n if s is None else s for n, s in zip(owners, states, strict=True)))

    def _is_unofficial(self, i: int) -> bool:  # "Afghan rebel leaders", "the former Irish president"
        return any(self.tree.lower[c] in self._unofficial for c in self.tree.kids(i, *MODIFIERS))

    def _part(self, i: int) -> list[int]:
        """ "a group of Moroccan diplomats", "dozens of them": whoever stands behind "of"."""
        ofs = [p for p in self.tree.kids(i, "prep") if self.tree.lower[p] == "of"]
        return [n for p in ofs for o in self.tree.kids(p, "pobj") for n in self.of(o)]

    def named_beside(self, i: int) -> list[int]:
        """The name in apposition to noun `i`: "the agency TASS", "a group called Hamas"."""
        tree = self.tree
        beside = [i + 1] if i + 1 in self.actor_at and self._twin_subjects(i) else []
        called = [
            o
            for c in tree.kids(i, "acl", "relcl")
            if tree.lower[c] in self._calling
            for o in tree.kids(c, "oprd", "dobj", "attr")
        ]
        named = [c for c in [*tree.kids(i, "appos"), *beside, *called] if c in self.actor_at and c > i]
        return [self.actor_at[c] for c in named[:1]] or self._holder_behind(i)

    def _holder_behind(self, i: int) -> list[int]:
        """ "Co-founder of Google, Sergey Brin, met …": the person named right behind the title's of-phrase.

        However the parser attaches it; nothing but the body's name may stand between.
        """
        tree, j = self.tree, i + 1
        if i not in self._title_ends or tree.lower[j : j + 1] not in (["of"], ["at"], ["for"]):
            return []
        j += 2 if tree.tag[j + 1 : j + 2] == ["DT"] else 1
        body = self.actor_at.get(j)
        while body is not None and self.actor_at.get(j) == body:
            j += 1
        j += tree.words[j : j + 1] == [","]
        person = self.actor_at.get(j)
        same_sentence = j < len(tree) and tree.sent[j] == tree.sent[i]
        return [person] if person is not None and same_sentence and self.actors.is_a(person, "Person") else []

    def _twin_subjects(self, i: int) -> bool:
        """ "The Russian news agency TASS reported": the parser hangs noun and name side by side on the verb."""
        tree, name = self.tree, self._mention_head.get(i + 1)
        return (
            name is not None
            and tree.dep[i] in SUBJECTS
            and tree.dep[name] == tree.dep[i]
            and tree.head[name] == tree.head[i]
            and tree.sent[name] == tree.sent[i]
        )

    def _group(self, i: int) -> list[int]:
        """ "Western nations" is the West, "NATO members" NATO, "their countries" the states of those who own them."""
        tree = self.tree
        owners = tree.kids(i, "poss")
        if owners and tree.tag[owners[0]] == "PRP$":
            states = [self.actors.state_of(n) for n in self.owners_of_pronoun(owners[0])]
            return [state for state in states if state is not None]
        whole = tree.tag[i] == "NNS" or tree.lemma[i] in self._members
        return [*self.states_of_adjectives(i), *self.names_before(i)] if whole else []

    def _own_government(self, i: int) -> list[int]:
        """ "the government", with no word whose: the state the article is about; but "professor of government"."""
        bare = all(self.tree.dep[c] in ("det", "case", "punct") for c in self.tree.children[i])
        field = self.tree.lower[i - 1 : i] == ["of"]
        home = self.home() if bare and not field and self.tree.lower[i] in self._government else None
        return [home] if home is not None else []

    # --- owners

    def owners(self, i: int) -> list[int]:
        """The actors that own, form or qualify noun `i`.

        Possessives, adjectives of country and names before it; if there are none, its of-phrases.
        """
        tree = self.tree
        found = [
            n
            for p in tree.kids(i, "poss")
            for n in (self.owners_of_pronoun(p) if tree.tag[p] == "PRP$" else self.of(p))
        ]
        if found or tree.lemma[i] not in self._about:  # "the Iran nuclear deal" is not Iran's
            found += self.states_of_adjectives(i) + self.names_before(i)
        if not found:
            found = [
                n
                for prep in tree.kids(i, "prep")
                if tree.lower[prep] in _OWNING or (tree.lower[prep] == "with" and tree.lemma[i] in self._shared)
                for o in tree.kids(prep, "pobj")
                for n in self.of(o)
            ]
        return list(dict.fromkeys(found or self._makers(i)))

    def _makers(self, i: int) -> list[int]:
        """ "crimes committed by Croat forces" are theirs."""
        tree = self.tree
        done = [c for c in tree.kids(i, "acl") if tree.tag[c] == "VBN"]
        return [n for c in done for by in tree.kids(c, "agent") for o in tree.kids(by, "pobj") for n in self.of(o)]

    def owners_of_pronoun(self, i: int) -> list[int]:
        """Whom "his", "its" or "their" means: its chain, or the coordinated subject of a clause around it."""
        if i in self.by_context:
            return list(self.by_context[i])
        if i in self.actor_at:
            return [self.actor_at[i]]
        tree = self.tree
        if tree.lower[i] not in _PLURAL_OWNERS:
            return []
        for up in tree.ancestors(i):
            for s in tree.kids(up, *SUBJECTS):
                if tree.edges(s)[1] <= i and len(found := self.of(s)) > 1:  # a phrase does not own itself
                    return found
        return []

    def states_of_adjectives(self, i: int) -> list[int]:
        """The states that adjectives before noun `i` name: "Russian and Chinese ships"."""
        tree = self.tree
        return [
            self.actors.known(self.demonyms[j])
            for c in tree.kids(i, *MODIFIERS)
            if c < i
            for j in [*hyphenated(tree, c), *tree.conjuncts(c)]
            if j in self.demonyms and j < i
        ]

    def names_before(self, i: int) -> list[int]:
        """The actors whose names stand before noun `i`: "the NATO and EU members", "the Russia-Ukraine war"."""
        tree = self.tree
        before = [c for c in tree.kids(i, *MODIFIERS) if c < i]
        inner = [j for c in before for j in [*hyphenated(tree, c), *tree.conjuncts(c)] if j < i]
        return [self.actor_at[j] for j in inner if j in self.actor_at]
