"""From matches to statements: who the heads are, whether the ontology allows them, what status they have.

In: a Tree and everything the other readers found in it. Out: the article's `Statement` records. A match whose ends are no
entities, or whose types the predicate's domain and range do not allow, is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from kg.extractors.attribution import Claim, Claims
from kg.extractors.circumstances import Circumstances
from kg.extractors.clauses import Clause, clauses
from kg.extractors.factuality import Status, Statuses
from kg.extractors.matching import Match, noun_matches, verb_matches
from kg.extractors.referents import Referents
from kg.extractors.standing import Standing, StandingFacts
from kg.extractors.understood import Understood
from kg.model import Attribution, Evidence, Statement, Text, merged
from kg.ontology.lexicon import Pattern

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.ontology.schema import Predicate
    from kg.syntax import Tree

_STATE_GIVING = frozenset(("leads", "ministerOf", "holdsOffice", "represents", "spokespersonFor"))
_TAKES_PLACES = frozenset(("visited", "basedIn", "locatedIn"))
_TERRITORIAL = frozenset(("ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "STATE"))
_OWNED = frozenset(("CONCEDE", "SUPPORT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "SANCTION"))
_HITS_PROPERTY = frozenset(("attacked", "bombed", "hacked", "raided", "invaded"))
_READ = frozenset(("body", "caption"))


class StatementReader:
    """Reads the statements of one Doc."""

    def __init__(self, tree: Tree, ontology: Ontology, referents: Referents, published: str | None = None) -> None:
        self.tree = tree
        self.published = (published or "")[:10]
        self.ontology = ontology
        self.predicates = ontology.schema.predicates
        self.classes = ontology.schema.classes
        self.who = referents
        self.clauses: dict[int, Clause] = clauses(tree)
        self.claims = Claims(tree, self.clauses, ontology.lexicon)
        self.statuses = Statuses(tree, self.claims, ontology.lexicon)
        self.when_where = Circumstances(tree, referents)
        self.understood = Understood(tree, referents, self.claims)
        self.skipped: Counter[str] = Counter()
        self.used: set[int] = set()
        self._worth_saying: set[str | Text] = set()
        self._plain_headlines = self._find_plain_headlines()
        self._kinds = {i: span.label_ for span in tree.doc.spans["layout"] for i in range(span.start, span.end)}

    def read(self) -> tuple[Statement, ...]:
        """The article's statements, doubles merged."""
        found = [*self._standing(), *self._verbless_captions()]
        self._resolve_first_person()
        events = list(self._events())
        acting = {end for s in events for end in (s.subject, s.object)} | self._worth_saying
        return merged([*(s for s in found if s.subject in acting or not self.who.actors[self.who.index[s.subject]].unnamed), *events])

    def _resolve_first_person(self) -> None:
        """Inside somebody's words "I" is the speaker and "we" the speaker's state, if there is one."""
        for claim in self.claims.all:
            speakers = self._sources(claim)[:1]
            for i in claim.content:
                word = self.tree.lower[i]
                if not speakers or self.tree.tag[i] not in ("PRP", "PRP$") or i in self.who.extra:
                    continue
                if word in ("i", "me", "my"):
                    self.who.extra[i] = tuple(speakers)
                elif word in ("we", "us", "our"):
                    state = self.who.state_of(speakers[0])
                    if state is not None:
                        self.who.extra[i] = (state,)

    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, as it stands in the text, with the speaker's entity where it is known."""
        speakers = {c.source: n for c in self.claims.all if c.source is not None for n in self.who.of(c.source)[:1]}
        return self.claims.records({i: self.who.actors[n].id for i, n in speakers.items()})

    # --- standing facts

    def _standing(self) -> Iterator[Statement]:
        for fact in StandingFacts(self.tree, self.who, self.ontology.lexicon).find():
            self._note_state(fact)
            if fact.unnamed:
                self._worth_saying.add(self.who.actors[fact.subject].id)
            if self._is_read(fact.trigger[0]):
                yield from self._standing_statement(fact)
        for actor in list(self.who.actors):
            if actor.country and not actor.known and actor.kind in ("Ministry", "Parliament", "Organization"):
                yield from self._part_of_state(actor.id, actor.country)

    def _verbless_captions(self) -> Iterator[Statement]:
        """"Merkel with France's President Macron in Paris on Monday": a picture of two together is a meeting."""
        tree = self.tree
        for n, start in enumerate(tree.sent_starts):
            if self._kinds.get(start) != "caption":
                continue
            end = tree.sent_starts[n + 1] if n + 1 < len(tree.sent_starts) else len(tree)
            root = next((i for i in range(start, end) if tree.head[i] == i), start)
            if tree.is_verb(root) or any(tree.is_verb(i) and tree.tag[i] != "VBN" for i in range(start, end)):
                continue
            for prep in tree.kids(root, "prep"):
                if tree.lower[prep] == "with":
                    for obj in tree.kids(prep, "pobj"):
                        yield from self._statements(Match(Pattern("met", "with"), prep, [root], [obj], trigger=[prep]))

    def _note_state(self, fact: Standing) -> None:
        """Remember which state an office-holder acts for."""
        holder = self.who.actors[fact.subject]
        if fact.predicate in _STATE_GIVING and not holder.country and self.who.is_a(fact.subject, "Person"):
            state = self.who.state_of(fact.object)
            holder.country = self.who.actors[state].known if state is not None else ""

    def _part_of_state(self, body: str, country: str) -> Iterator[Statement]:
        n = self.who.index[body]
        for mention in self.who.actors[n].mentions[:1]:
            token = self.tree.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if token is not None:
                yield from self._standing_statement(Standing(n, "partOf", self.who.known(country), list(range(token.start, token.end))))

    def _standing_statement(self, fact: Standing) -> Iterator[Statement]:
        predicate = self.predicates[fact.predicate]
        pair = self._fit(predicate, fact.subject, fact.object)
        if pair is None:
            return
        status = self.statuses.of(fact.event) if fact.event is not None else Status()
        event = fact.event if fact.event is not None else fact.trigger[0]
        claimants = self._claimants(event) if fact.event is not None else ()
        yield self._statement(pair, predicate, status, claimants, fact.trigger, event, timed=False)

    # --- events

    def _events(self) -> Iterator[Statement]:
        nouns = self.ontology.lexicon.nouns
        for i in range(len(self.tree)):
            if not self._is_read(i):
                continue
            if i in self.clauses:
                matches: Iterable[Match] = verb_matches(self.tree, self.clauses[i], self.ontology.lexicon)
            elif self.tree.lemma[i] in nouns and self.tree.tag[i] in ("NN", "NNS", "NNP", "VBG"):
                matches = noun_matches(self.tree, i, self.clauses, self.ontology.lexicon)
            else:
                continue
            for match in matches:
                yield from self._statements(match)

    def _is_read(self, i: int) -> bool:
        kind = self._kinds.get(i, "")
        return kind in _READ or (kind == "headline" and self.tree.sent[i] in self._plain_headlines)

    def _find_plain_headlines(self) -> set[int]:
        """Headlines written like sentences; the parser cannot be trusted with Title Case."""
        found = set()
        for span in self.tree.doc.spans["layout"]:
            words = [w for w in self.tree.words[span.start:span.end] if len(w) > 3 and w[0].isalpha()]
            if span.label_ == "headline" and 2 * sum(w.islower() for w in words) > len(words):
                found.add(self.tree.sent[span.start])
        return found

    def _statements(self, match: Match) -> Iterator[Statement]:
        predicate = self.predicates.get(match.pattern.predicate)
        if predicate is None:
            return
        pairs = list(self._pairs(match, predicate)) or self.understood.pairs(match, predicate)
        if not pairs:
            self.skipped["no entity at both ends"] += 1
            return
        standing = predicate.family == "STATE" and not self.tree.is_verb(match.event)
        status = Status() if standing else self.statuses.of(match.event)
        if match.pattern.negated:
            status.negate()
            if status.polarity == "negative":
                return
        claimants = self._claimants(match.event)
        for subject, obj in pairs:
            if match.pattern.inverse:
                subject, obj = obj, subject
            pair = self._fit(predicate, subject, obj)
            kind = match.pattern.kind
            if pair is None or (kind and not self.who.is_a(pair[0 if match.pattern.inverse else 1], kind)):
                self.skipped["types the predicate does not allow"] += 1
                continue
            statement = self._statement(pair, predicate, status, claimants, match.trigger, match.event, themes=match.themes,
                                        timed=not standing)
            self.understood.note(match.event, pair, predicate, statement.place)
            yield statement

    def _pairs(self, match: Match, predicate: Predicate) -> Iterator[tuple[int, int]]:
        loosely = predicate.family in _OWNED
        subjects = [n for h in match.subjects for n in self.understood.speakers(h) or self.who.of(h)]
        if self._is_amid(match):  # "X hailed … amid tensions with the West": the tensions are those of X's state
            subjects = [state if (state := self.who.state_of(n)) is not None else n for n in subjects]
        objects = [n for h in match.objects for n in self.who.of(h, loosely=loosely or predicate.name in _HITS_PROPERTY)]
        if match.pattern.reciprocal:
            yield from combinations(dict.fromkeys([*subjects, *objects]), 2)
            return
        for s in dict.fromkeys(subjects):
            for o in dict.fromkeys(objects):
                if s != o:
                    yield s, o

    def _is_amid(self, match: Match) -> bool:
        head = self.tree.head[match.event]
        return self.tree.dep[match.event] == "pobj" and self.tree.lower[head] in ("amid", "amidst")

    # --- types

    def _fit(self, predicate: Predicate, subject: int, obj: int) -> tuple[int, int] | None:
        """Subject and object as the predicate's domain and range allow them; a capital that acts is its state."""
        s = self._as(subject, predicate.domain, territorial=predicate.name in _TAKES_PLACES or predicate.family == "STATE")
        o = self._as(obj, predicate.range, territorial=predicate.name in _TAKES_PLACES or predicate.family in _TERRITORIAL)
        return (s, o) if s is not None and o is not None and s != o else None

    def _as(self, n: int, allowed: frozenset[str], *, territorial: bool) -> int | None:
        above = self.classes.get(self.who.actors[n].kind, frozenset())
        is_place = "Place" in above and "Country" not in above
        state = self.who.seat_of(n) if is_place else None
        if state is not None and not territorial and self.classes["Country"] & allowed:
            return state
        return n if not allowed or above & allowed else None

    # --- claims

    def _claimants(self, event: int) -> tuple[int, ...]:
        chain: list[int] = []
        for claim in self.claims.over(event):
            if claim.cue == event or self.claims.is_background(event, claim):
                continue
            for n in self._sources(claim)[:1]:
                if n not in chain:
                    chain.append(n)
        return tuple(chain)

    def _sources(self, claim: Claim) -> list[int]:
        found = [n for s in claim.sources for n in self.who.of(s, loosely=False)]
        return [state if self.who.is_a(n, "Place") and (state := self.who.state_of(n)) is not None else n for n in found]

    def _is_claimed_by_nobody(self, event: int) -> bool:
        """Is the event in somebody's words, though the reader cannot say whose?"""
        return any(claim.cue != event and not self._sources(claim) and not self.claims.is_background(event, claim)
                   for claim in self.claims.over(event))

    # --- records

    def _statement(self, pair: tuple[int, int], predicate: Predicate, status: Status, claimants: tuple[int, ...],
                   trigger: list[int], event: int, *, themes: list[int] | None = None, timed: bool = True) -> Statement:
        factuality = status.factuality
        if not claimants and factuality == "actual" and timed and self._is_claimed_by_nobody(event):
            factuality = "possible"
        time = self.when_where.time(event) if timed else None
        if time is not None and factuality == "actual" and self.published and time[0].rsplit("/", 1)[-1] > self.published:
            factuality = "planned"  # "is meeting … between Sunday and Tuesday": not over when it was written
        place = self.when_where.place(event) if timed else None
        self.used.update([*pair, *claimants, *([place] if place is not None else [])])
        subject, obj = (self.who.actors[n].id for n in self._ordered(pair, predicate))
        qualifiers = [("topic", self._phrase(t)) for t in themes or ()]
        if time is not None:
            qualifiers.append(("when", time[1]))
        return Statement(
            subject, predicate.name, obj, status.polarity, factuality,
            tuple(self.who.actors[n].id for n in claimants), time[0] if time else None,
            self.who.actors[place].id if place is not None else None,
            tuple(sorted(set(qualifiers))), " ".join(self.tree.words[i] for i in sorted(set(trigger))), (self._evidence(event),))

    def _ordered(self, pair: tuple[int, int], predicate: Predicate) -> tuple[int, int]:
        """A symmetric relation is written one way, so that "A met B" and "B met A" are one statement."""
        if predicate.symmetric and self.who.actors[pair[1]].id < self.who.actors[pair[0]].id:
            return pair[1], pair[0]
        return pair

    def _phrase(self, head: int) -> str:
        left, right = self.tree.edges(head)
        return self.tree.text(left, min(right, left + 12))

    def _evidence(self, event: int) -> Evidence:
        tree = self.tree
        n = tree.sent[event]
        start = tree.sent_starts[n]
        end = tree.sent_starts[n + 1] if n + 1 < len(tree.sent_starts) else len(tree)
        while end > start + 1 and tree.pos[end - 1] == "SPACE":
            end -= 1
        while start < end - 1 and tree.pos[start] == "SPACE":
            start += 1
        span = tree.doc[start:end]
        return Evidence(self.who.article, span.start_char, span.end_char, span.text)
