"""The statements of an article: what its clauses, event nouns and standing facts say, with status and claimants.

In: a Tree and the ontology. Out: the article's `Statement` records. The other extractors find; this one asks them in
turn. A match whose ends are no entities, or whose types the predicate does not allow, is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.attribution import Claims
from kg.extractors.circumstances import Circumstances
from kg.extractors.clauses import clauses
from kg.extractors.factuality import Statuses
from kg.extractors.matching import Match, Matcher
from kg.extractors.participants import Participants
from kg.extractors.passages import Passages
from kg.extractors.readings import Readings
from kg.extractors.recording import Finding, Recorder
from kg.extractors.speakers import Speakers
from kg.extractors.standing import Dated, Scene, Standing, standing_facts
from kg.extractors.status import Status
from kg.extractors.tense import Tenses
from kg.extractors.understood import Understood
from kg.model import Attribution, Statement, Text, merged
from kg.ontology.patterns import Pattern

if TYPE_CHECKING:
    from kg.extractors.referents import Referents
    from kg.ontology import Ontology
    from kg.ontology.schema import Predicate
    from kg.syntax import Tree

_PICTURED = Pattern("met", "with")  # what a caption without a verb says of two persons
_EVENT_NOUNS = ("NN", "NNS", "NNP", "VBG")


class StatementReader:
    """Reads the statements of one Doc.

    `clauses` are its clauses by verb; `used` the actors that the statements name, `skipped` the matches left out, by
    reason, once `read` has run.
    """

    def __init__(self, tree: Tree, ontology: Ontology, who: Referents, published: str | None = None) -> None:
        lexicon, readings = ontology.lexicon, Readings(ontology)
        self.tree = tree
        self.who = who
        self.clauses = clauses(tree, lexicon.words("means"), lexicon.words("resolve"), lexicon.words("message"))
        self.claims = Claims(tree, self.clauses, lexicon)
        self.skipped: Counter[str] = Counter()
        self._predicates = ontology.schema.predicates
        self._matcher = Matcher(tree, self.clauses, lexicon)
        self._passages = Passages(tree, who.actors.article)
        self._statuses = Statuses(tree, self.claims, lexicon)
        self._speakers = Speakers(tree, who, self.claims, lexicon)
        self._understood = Understood(tree, who, self.claims, lexicon, readings)
        self._circumstances = Circumstances(tree, who)
        self._scene = Scene(tree, who, lexicon, readings, self.clauses, self._circumstances)
        self._tenses = Tenses(tree, lexicon, readings)
        self._participants = Participants(tree, ontology, who, readings, self._understood, self._scene)
        self._recorder = Recorder(tree, who, self._passages, published)
        self._worth_saying: set[str | Text] = set()
        self._quoted = {i for span in tree.doc.spans.get("quotes", ()) for i in range(span.start, span.end)}
        self._aside = lexicon.words("aside")
        self._others = lexicon.words("malePronoun") | lexicon.words("femalePronoun")

    @property
    def used(self) -> set[int]:
        """The numbers of the actors that the statements name."""
        return self._recorder.used

    def read(self) -> tuple[Statement, ...]:
        """The article's statements, doubles merged. What groups without a name are counts only where they act."""
        found = [*self._standing(), *self._bodies(), *self._pictured()]
        self._speakers.resolve_first_person()
        events = list(self._events())
        acting = {end for s in events for end in (s.subject, s.object)} | self._worth_saying
        unnamed = {actor.id for actor in self.who.actors if actor.unnamed and not actor.nameless}
        return merged([*(s for s in found if s.subject in acting or s.subject not in unnamed), *events])

    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, as it stands in the text, with the speaker's entity where it is known."""
        return self.claims.records(self._speakers.by_source())

    # --- standing facts

    def _standing(self) -> Iterator[Statement]:
        for fact in standing_facts(self._scene):
            if isinstance(fact, Dated):
                yield from self._dated_statement(fact)
                continue
            self._note_state(fact)
            if fact.unnamed:
                self._worth_saying.add(self.who.actors[fact.subject].id)
            if self._passages.is_read(fact.trigger[0]):
                yield from self._standing_statement(fact)

    def _note_state(self, fact: Standing) -> None:
        """Remember which state an office-holder acts for, and of what body his office is."""
        actors = self.who.actors
        readings = self._scene.readings
        office = fact.predicate in readings["endsAsEmployment"] and fact.predicate not in readings["postAbroad"]
        if office and actors.is_a(fact.subject, "Person"):
            self._understood.hold(fact.subject, fact.object)
        holder = actors[fact.subject]
        gives = fact.predicate in readings["actsForState"]
        if gives and not holder.country and actors.is_a(fact.subject, "Person"):
            state = actors.state_of(fact.object)
            holder.country = actors[state].known if state is not None else ""

    def _bodies(self) -> Iterator[Statement]:
        """ "the Chinese foreign ministry" is part of China."""
        actors = self.who.actors
        for n, actor in enumerate(actors):
            if not actor.country or actor.known or not actors.is_a(n, "Organization"):
                continue
            for first in actor.mentions[:1]:
                span = self.tree.doc.char_span(first.start, first.end, alignment_mode="expand")
                trigger = list(range(span.start, span.end)) if span is not None else []
                if trigger:
                    yield from self._standing_statement(Standing(n, "partOf", actors.known(actor.country), trigger))

    def _dated_statement(self, fact: Dated) -> Iterator[Statement]:
        """ "born on 4 May 1929": the date is the object."""
        predicate = self._predicates[fact.predicate]
        fits = not predicate.domain.isdisjoint(self.who.actors.classes_of(fact.subject))
        if fits and self._passages.is_read(fact.trigger[0]):
            status = Status() if fact.event is None else self._statuses.of(fact.event)
            claimants = () if fact.event is None else self._speakers.claimants(fact.event)
            event = fact.trigger[0] if fact.event is None else fact.event
            yield self._recorder.dated(fact, predicate, status, event, claimants)

    def _standing_statement(self, fact: Standing) -> Iterator[Statement]:
        pair = self._participants.fit(self._predicates[fact.predicate], fact.subject, fact.object)
        if pair is None:
            return
        if fact.event is None:
            predicate = self._predicates[fact.predicate]
            yield self._recorded(Finding(pair, predicate, Status(), fact.trigger, fact.trigger[0]))
        elif (held := self._held(self._predicates[fact.predicate], pair, fact.event)) is not None:
            status, claimants = self._statuses.of(fact.event), self._speakers.claimants(fact.event)
            timed = fact.timed or self._tenses.is_past_office(fact.predicate, fact.event)
            yield self._recorded(Finding(pair, held, status, fact.trigger, fact.event, claimants, timed=timed))

    def _held(self, predicate: Predicate, pair: tuple[int, int], verb: int) -> Predicate | None:
        """The predicate; of an office of the past without a time, that it was once held, which only bodies have."""
        if not self._tenses.is_past_office(predicate.name, verb) or self._circumstances.time(verb) is not None:
            return predicate
        return self._predicates["workedFor"] if self.who.actors.is_a(pair[1], "Organization") else None

    def _recorded(self, found: Finding) -> Statement:
        return self._recorder.statement(found, self._circumstances, self._speakers)

    # --- events

    def _pictured(self) -> Iterator[Statement]:
        """ "Merkel with France's President Macron in Paris on Monday": a picture of two together is a meeting."""
        for root in self._passages.verbless_captions():
            for prep in self.tree.kids(root, "prep"):
                if self.tree.lower[prep] == "with":
                    for obj in self.tree.kids(prep, "pobj"):
                        yield from self._statements(Match(_PICTURED, prep, [root], [obj], trigger=[prep]))

    def _events(self) -> Iterator[Statement]:
        nouns = self._scene.lexicon.nouns
        for i in range(len(self.tree)):
            matches: list[Match] = []
            if i in self.clauses:
                matches = self._matcher.of_verb(i) if self._passages.is_read(i) else []
            elif self.tree.lemma[i] in nouns and self.tree.tag[i] in _EVENT_NOUNS:
                matches = self._matcher.of_noun(i) if self._passages.is_read(i) else []
            for match in matches:
                found = list(self._statements(match))
                if found:
                    yield from found
                    break

    def _statements(self, match: Match) -> Iterator[Statement]:
        predicate = self._predicate(match)
        if predicate is None or self._is_of_others(match, predicate):
            return
        pairs = self._participants.of(match, predicate)
        if not pairs:
            self.skipped["no entity at both ends"] += 1
            return
        standing = predicate.family == "STATE" and not self.tree.is_verb(match.event)
        status = self._status(match, standing=standing)
        if status is None:
            return
        claimants = self._speakers.claimants(match.event)
        timed = not standing and (len(pairs) == 1 or not self._circumstances.has_several(match.event))
        for first, second in pairs:
            pair = self._allowed(match, predicate, (second, first) if match.pattern.inverse else (first, second))
            if pair is None:
                self.skipped["types the predicate does not allow"] += 1
                continue
            if self._is_himself(match, pair, claimants):
                self.skipped["a he or she in the words of that person"] += 1
                continue
            if self._is_perhaps_said(match, predicate, pair):
                self.skipped["an attack that may be one in words"] += 1
                continue
            held = self._held(predicate, pair, match.event)
            if held is None:
                self.skipped["an office of the past without a time"] += 1
                continue
            statement = self._recorded(
                Finding(pair, held, status, match.trigger, match.event, claimants, tuple(match.themes), timed=timed)
            )
            self._understood.note(match.event, pair, predicate, statement.place)
            yield statement

    def _is_himself(self, match: Match, pair: tuple[int, int], claimants: tuple[int, ...]) -> bool:
        """Is a "she" within quotation marks taken for the one who speaks? Who says "she" means another."""
        tree, speaker = self.tree, claimants[-1] if claimants else -1
        if speaker not in pair or match.event not in self._quoted:
            return False
        said = [h for h in (*match.subjects, *match.objects) if speaker in self.who.of(h)]
        return bool(said) and all(tree.tag[h].startswith("PRP") and tree.lower[h] in self._others for h in said)

    def _is_perhaps_said(self, match: Match, predicate: Predicate, pair: tuple[int, int]) -> bool:
        """ "Trump's attacks on Rubio": between two persons the noun says mostly words."""
        noun = not self.tree.is_verb(match.event) and predicate.name in self._scene.readings["perhapsInWords"]
        return noun and all(self.who.actors.is_a(n, "Person") for n in pair)

    def _is_of_others(self, match: Match, predicate: Predicate) -> bool:
        """ "tweeted after an attack on Israel": who tweets made none, as who speaks after a visit may have made it."""
        prep = self.tree.head[match.event]
        beside = self.tree.dep[match.event] == "pobj" and self.tree.dep[prep] == "prep"
        above = self.clauses.get(self.tree.head[prep]) if beside and not self.tree.is_verb(match.event) else None
        if above is None or not match.subjects or predicate.quad != "material conflict":
            return False
        aside = above.passive or self.tree.lower[prep] in self._aside
        return aside and match.subjects == (above.subjects or above.objects)

    def _predicate(self, match: Match) -> Predicate | None:
        """What the match says; a promise to do harm is a threat, one to do nobody knows what is left out."""
        name = match.pattern.predicate
        if match.below is not None and name in self._scene.readings["goodPromise"]:
            quad = self._spirit(match.below)
            if quad.endswith("cooperation"):
                return self._predicates.get(name)
            threat = quad == "material conflict" and name not in self._scene.readings["onlyGood"]
            name = next(iter(sorted(self._scene.readings["badPromise"]))) if threat else ""
            if not name:
                self.skipped["a promise of unknown spirit"] += 1
        elif name not in self._predicates:
            self.skipped[f"the ontology has no predicate {name!r}"] += 1
        return self._predicates.get(name)

    def _spirit(self, verb: int) -> str:
        """The quad class of what an infinitive says, by itself or by its object; "" if the ontology does not know."""
        if self.tree.kids(verb, "neg"):
            return ""  # "promised not to attack"
        nouns = [o for o in self.clauses[verb].objects if self.tree.lemma[o] in self._scene.lexicon.nouns]
        found = [*self._matcher.of_verb(verb), *(m for o in nouns for m in self._matcher.of_noun(o))]
        found.sort(key=lambda m: bool(m.pattern.kind))  # what is said of one class only comes last
        quads = (self._predicates[m.pattern.predicate].quad for m in found if m.pattern.predicate in self._predicates)
        return next((quad for quad in quads if quad), "")

    def _status(self, match: Match, *, standing: bool) -> Status | None:
        """The status of the event; None where the pattern wants a negation ("not accept O") and the text has none."""
        status = Status() if standing else self._statuses.of(match.event)
        if match.pattern.negated:
            status.negate()
        return None if match.pattern.negated and status.polarity == "negative" else status

    def _allowed(self, match: Match, predicate: Predicate, pair: tuple[int, int]) -> tuple[int, int] | None:
        """The pair as domain, range and the pattern's own class allow it."""
        fitting = self._participants.fit(predicate, *pair)
        kind = match.pattern.kind
        if fitting is None or not kind:
            return fitting
        other = fitting[0] if match.pattern.inverse else fitting[1]
        return fitting if self.who.actors.is_a(other, kind) else None
