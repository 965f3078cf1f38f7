"""relations: are standing relations read correctly from sentences?

In: `data/SPLIT/knowledgenet.jsonl`. Out: one row a document, {"id", "relations"}, with all mentions of both ends. Our
predicates become the 15 properties of KnowledgeNet; what it has no property for is left out, and so is what the text
denies, plans or holds possible. Two things are said by the graph and not by one statement: whose place lies in another
(stated in the same sentence) stands in the relation to both, and the words of a nationality are the adjective.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Article, Entity, Evidence, Extraction, Span, Statement, Text
from kg.ontology.places import Places
from tests.benchmarks.bench import Bench, Benchmark, Reading, Row, Scores, overview, rows, scorer

CHIEF = re.compile(r"\bceo\b|chief executive", re.IGNORECASE)
PARTY = re.compile(r"\bParty\b|\b(Social|Christian|Liberal) Democrats$")
WIKIDATA = "wikidata.org/entity/"
WHEN = "when"
# Relative pronouns are mentions here, and none in our records, which leave out what only repeats a noun.
RELATIVE = re.compile(r"\b(?:(?P<who>who|whom|whose)|(?P<what>which|that)|(?P<where>where))\b")
REPEATED = {"who": ("Person",), "what": ("Organization",), "where": ("Organization", "Place")}
SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]|\n")


@dataclass(frozen=True, slots=True)
class Rule:
    """A property that a predicate stands for; the ends' classes where the property demands them."""

    property: str
    inverse: bool = False
    subject: str = ""
    object: str = ""
    not_object: str = ""
    chief: bool = False


_EMPLOYEE = Rule("EMPLOYEE_OR_MEMBER_OF", subject="Person", object="Organization", not_object="PoliticalParty")
_PARTY = Rule("POLITICAL_AFFILIATION", subject="Person", object="PoliticalParty")
_OWNED = Rule("SUBSIDIARY_OF", inverse=True, subject="Organization", object="Organization")
RULES: Mapping[str, tuple[Rule, ...]] = {
    "bornIn": (Rule("PLACE_OF_BIRTH"),),
    "residesIn": (Rule("PLACE_OF_RESIDENCE", subject="Person"),),
    "grewUpIn": (Rule("PLACE_OF_RESIDENCE", subject="Person"),),
    "fledTo": (Rule("PLACE_OF_RESIDENCE", subject="Person", object="Place"),),
    "citizenOf": (Rule("NATIONALITY", subject="Person"),),
    "studiedAt": (Rule("EDUCATED_AT"),),
    "spouseOf": (Rule("SPOUSE"), Rule("SPOUSE", inverse=True)),
    "parentOf": (Rule("CHILD_OF", inverse=True),),
    "childOf": (Rule("CHILD_OF"),),
    "worksFor": (_EMPLOYEE, _PARTY),
    "workedFor": (_EMPLOYEE, _PARTY, Rule("CEO", inverse=True, subject="Person", object="Organization", chief=True)),
    "memberOf": (_EMPLOYEE, _PARTY),
    "represents": (_EMPLOYEE, _PARTY),
    "candidateFor": (_PARTY,),
    "coaches": (_EMPLOYEE,),
    "resigned": (_EMPLOYEE, _PARTY),
    "electedTo": (_EMPLOYEE,),
    "withdrewFrom": (_EMPLOYEE, _PARTY),
    "holdsOffice": (_EMPLOYEE, _PARTY),
    "spokespersonFor": (_EMPLOYEE,),
    "ministerOf": (_EMPLOYEE,),
    "leads": (_EMPLOYEE, _PARTY, Rule("CEO", inverse=True, subject="Person", object="Organization", chief=True)),
    "founded": (Rule("FOUNDED_BY", inverse=True, object="Organization"),),
    "created": (Rule("FOUNDED_BY", inverse=True, object="Organization"),),
    "basedIn": (Rule("HEADQUARTERS", subject="Organization"), Rule("PLACE_OF_RESIDENCE", subject="Person")),
    "locatedIn": (Rule("HEADQUARTERS", subject="Organization"),),
    "subsidiaryOf": (Rule("SUBSIDIARY_OF"),),
    "partOf": (Rule("SUBSIDIARY_OF", subject="Organization", object="Organization"),),
    "owns": (_OWNED,),
    "controls": (_OWNED,),
    "acquired": (_OWNED,),
}
# Properties whose object is a date: the "when" of a statement. Inverse: the date is the object's.
DATES: Mapping[str, Rule] = {
    "bornIn": Rule("DATE_OF_BIRTH"),
    "diedIn": Rule("DATE_OF_DEATH"),
    "founded": Rule("DATE_FOUNDED", inverse=True),
    "bornOn": Rule("DATE_OF_BIRTH"),
    "diedOn": Rule("DATE_OF_DEATH"),
    "foundedOn": Rule("DATE_FOUNDED"),
}
# Who is born, lives or sits in a place is so in the places around it.
SPREADING = frozenset(("bornIn", "residesIn", "grewUpIn", "basedIn", "locatedIn"))


def predict(reading: Reading) -> Iterator[Row]:
    """One row a document."""
    docs = rows(gold(reading.bench)[0])
    read = reading.extract([Article(doc["text"]) for doc in docs])
    classes = reading.ontology.schema.classes
    for doc, extraction in zip(docs, read, strict=True):
        yield {"id": doc["id"], "relations": relation_rows(extraction, classes, reading.ontology.places)}


def relation_rows(
    extraction: Extraction, classes: Mapping[str, frozenset[str]], places: Places | None = None
) -> list[Row]:
    """The relations of one document, one row for each place that says so, in the order of the statements."""
    ends = Ends(extraction, classes, places)
    told = [s for s in extraction.statements if s.polarity == "positive" and s.factuality == "actual"]
    out: list[Row] = []
    for statement in told:
        for evidence in statement.evidence:
            for said in (statement, *_wider(statement, evidence, told)):
                out += [row for row in _rows(said, evidence, ends) if row not in out]
    return out


def _wider(statement: Statement, evidence: Evidence, told: Sequence[Statement]) -> list[Statement]:
    """The statement with the places around its place, as the same sentence names them: "Irving, Texas"."""
    found = [statement] if statement.predicate in SPREADING else []
    for inner in found:
        around = [s.object for s in told if s.predicate == "locatedIn" and s.subject == inner.object]
        same = [s.object for s in told if s.predicate == "locatedIn" and evidence in s.evidence]
        found += [replace(statement, object=o) for o in around if o in same and all(o != f.object for f in found)]
    return found[1:]


class Ends:
    """The ends of one document's statements: what they are and where they stand in the text."""

    def __init__(
        self, extraction: Extraction, classes: Mapping[str, frozenset[str]], places: Places | None = None
    ) -> None:
        """Look up the entities of `extraction` once."""
        self.text = extraction.article.text
        self.places = places
        self.entities: Mapping[str, Entity] = {e.id: e for e in extraction.entities}
        self.classes = classes
        self.relatives = self._relatives()

    def is_a(self, end: str | Text, kind: str) -> bool:
        """Is the end an entity of class `kind` or of one below it?"""
        entity = None if isinstance(end, Text) else self.entities.get(end)
        if entity is not None and kind == "PoliticalParty" and PARTY.search(entity.name):
            return True
        return entity is not None and kind in self.classes.get(entity.type, frozenset((entity.type,)))

    def argument(self, end: str | Text, evidence: Evidence) -> Row | None:
        """The end's mentions, with its Wikidata id if known; None if it stands nowhere."""
        if isinstance(end, Text):
            span = locate(end.value, self.text, evidence)
            return {"spans": [list(span)]} if span else None
        entity = self.entities.get(end)
        spans = [] if entity is None else [*self._mentions(entity), *self._adjectives(entity, evidence)]
        if entity is None or not spans:
            return None
        qids = [iri.rpartition("/")[2] for iri in entity.same_as if WIKIDATA in iri]
        return {"spans": spans} | ({"qid": qids[0]} if qids else {})

    def _mentions(self, entity: Entity) -> Iterator[list[int]]:
        """The entity's mentions, and the relative pronouns that repeat them."""
        yield from ([m.start, m.end] for m in entity.mentions)
        yield from (list(span) for span in self.relatives.get(entity.id, ()))

    def _relatives(self) -> dict[str, list[Span]]:
        """The relative pronouns of each entity: that of the last fitting mention before it in the sentence."""
        mentions = sorted((m.start, m.end, e.id) for e in self.entities.values() for m in e.mentions)
        found: dict[str, list[Span]] = {}
        for pronoun in RELATIVE.finditer(self.text):
            kinds = REPEATED[pronoun.lastgroup or ""]
            before = [m for m in mentions if m[1] <= pronoun.start() and any(self.is_a(m[2], k) for k in kinds)]
            if before and not SENTENCE_END.search(self.text, before[-1][1], pronoun.start()):
                found.setdefault(before[-1][2], []).append(pronoun.span())
        return found

    def _adjectives(self, entity: Entity, evidence: Evidence) -> Iterator[list[int]]:
        """Where the evidence names a state by its people: "an Irish poet", "a Briton"."""
        place = self.places.all.get(entity.id) if self.places is not None else None
        for word in place.demonyms if place is not None else ():
            for found in re.finditer(rf"\b{re.escape(word)}\b", self.text[evidence.start : evidence.end]):
                yield [evidence.start + found.start(), evidence.start + found.end()]


def locate(words: str, text: str, evidence: Evidence) -> Span | None:
    """Where `words` stand: inside the evidence, else anywhere in the text."""
    for start, end in ((evidence.start, evidence.end), (0, len(text))):
        at = text.find(words, start, end) if words else -1
        if at >= 0:
            return at, at + len(words)
    return None


def _rows(statement: Statement, evidence: Evidence, ends: Ends) -> Iterator[Row]:
    for rule in RULES.get(statement.predicate, ()):
        if _fits(rule, statement, ends):
            yield from _row(rule, statement.subject, statement.object, evidence, ends)
    if date := DATES.get(statement.predicate):
        yield from _date_row(date, statement, evidence, ends)


def _fits(rule: Rule, statement: Statement, ends: Ends) -> bool:
    if rule.subject and not ends.is_a(statement.subject, rule.subject):
        return False
    if rule.object and not ends.is_a(statement.object, rule.object):
        return False
    if rule.not_object and ends.is_a(statement.object, rule.not_object):
        return False
    said = [statement.phrase, *(words for _, words in statement.qualifiers)]
    return not rule.chief or any(CHIEF.search(words) for words in said)


def _date_row(rule: Rule, statement: Statement, evidence: Evidence, ends: Ends) -> Iterator[Row]:
    whose = statement.object if rule.inverse else statement.subject
    when = [Text(words) for role, words in statement.qualifiers if role == WHEN]
    for date in when[:1]:
        yield from _row(Rule(rule.property), whose, date, evidence, ends)


def _row(rule: Rule, subject: str | Text, obj: str | Text, evidence: Evidence, ends: Ends) -> Iterator[Row]:
    a, b = ends.argument(subject, evidence), ends.argument(obj, evidence)
    if a and b:
        first, second = (b, a) if rule.inverse else (a, b)
        where = [evidence.start, evidence.end]
        yield {"property": rule.property, "subject": first, "object": second, "evidence": where}


def gold(bench: Bench) -> list[Path]:
    """The gold file."""
    return [bench.data("relations", "knowledgenet.jsonl")]


def score(bench: Bench, predictions: Path) -> Scores:
    """Overlap (the headline), exact spans, Wikidata ids, presence; `PROPERTY.f1` for each property."""
    module = scorer(bench, "relations")
    said = {row["id"]: row["relations"] for row in rows(predictions)}
    found = module.score(module.load(gold(bench)[0]), said).as_dict()
    out: Scores = {"macro_f1": found["macro_overlap_f1"]}
    for level in ("overlap", "exact", "qid", "present"):
        out |= {
            f"{level}_f1": found[level]["f1"],
            f"{level}_precision": found[level]["p"],
            f"{level}_recall": found[level]["r"],
        }
    out |= {f"{name}.f1": one["f1"] for name, one in found["by_property"].items()}
    return out | {f"{kind}.recall": one["r"] for kind, one in found["recall_by_subject_kind"].items()}


def rivals(bench: Bench) -> dict[str, Scores]:
    """The floor that the bench folder's overview gives; no rival's predictions lie there."""
    floor = overview(bench, "relations")
    return {} if floor is None else {"typed pairs and trigger words": {"overlap_f1": floor}}


BENCHMARK = Benchmark(
    "relations",
    "are standing relations (employer, birthplace …) read correctly?",
    gold,
    (
        ("overlap_f1", "F1"),
        ("overlap_precision", "P"),
        ("overlap_recall", "R"),
        ("exact_f1", "exact F1"),
        ("present_f1", "present F1"),
        ("macro_f1", "macro F1"),
        ("name.recall", "R name"),
        ("nominal.recall", "R nominal"),
        ("pronoun.recall", "R pronoun"),
    ),
    predict,
    score,
    rivals,
)
