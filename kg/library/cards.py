"""The card of one entity: what it is called where, what it is and was, and why all its mentions were taken for one.

In: a `Graph` and a name. Out: a frozen `Card`. Each join is explained: that articles use the same name, that an article
calls one by several names, or a judgement with who made it and why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.library.evidenced import Evidenced
from kg.library.identity import words as name_words
from kg.model import Article, Entity, Evidence
from kg.resolution.aliases import alias_rule
from kg.resolution.view import base

if TYPE_CHECKING:
    from kg.library.graphs import Graph

# Predicates by which somebody is something, and not does something.
_OFFICES = ("leads", "holdsOffice", "ambassadorTo", "represents", "memberOf", "worksFor", "workedFor")


@dataclass(frozen=True, slots=True)
class Name:
    """What articles call an entity: how many do, and a sentence that does, if a statement about it has one."""

    text: str
    articles: int
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Why mentions are taken for one: by which rule or whom, what it joins, the reason, and a sentence; `apart` are two
    that were judged not to be one."""

    by: str
    what: tuple[str, ...]
    reason: str
    score: float = 1.0
    evidence: Evidence | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one entity."""

    entity: Entity
    names: tuple[Name, ...]
    offices: tuple[Evidenced, ...]
    statements: tuple[Evidenced, ...]
    articles: tuple[Article, ...]
    joins: tuple[Join, ...]


def card(graph: Graph, name: str) -> Card:
    """The card of the entity called `name`.

    Raises:
        UnknownName: nobody is, or several are, called so.
    """
    key = graph.find(name)
    found = graph.about(key)
    told = list(_told(graph, key))
    statements = tuple(f for f in found if not _is_office(graph, f, key))
    return Card(
        _entity(graph, key),
        tuple(_names(told, found)),
        tuple(
            sorted(
                (f for f in found if _is_office(graph, f, key)), key=lambda f: (f.statement.time or "", f.statement.id)
            )
        ),
        statements,
        _articles(graph, told, found),
        (*_same_names(told), *_aliases(graph, told, found), *_judged(graph, key)),
    )


def _entity(graph: Graph, key: str) -> Entity:
    part = graph.restricted(actors=[key]) if not graph.extractions and graph.selection is None else graph
    known = {e.id: e for e in part.entities}.get(key)
    if known is not None:
        return known
    return next((e for e in graph.entities if e.id == key), Entity(key, graph.name(key), "Entity"))


def _told(graph: Graph, key: str) -> Iterator[tuple[str, str, Entity]]:
    chosen = None if graph.selection is None else {a.id for a in graph.knowledge.articles}
    return (one for one in graph.reading.told(key) if chosen is None or one[1] in chosen)


def _is_office(graph: Graph, found: Evidenced, key: str) -> bool:
    above = graph.ontology.schema.properties.get(found.statement.predicate, frozenset())
    return found.statement.subject == key and any(office in above for office in _OFFICES)


# --- names


def _names(told: Iterable[tuple[str, str, Entity]], found: Iterable[Evidenced]) -> Iterator[Name]:
    """What articles call it, what most do first."""
    often = Counter(name for _, _, entity in told for name in (entity.name, *entity.aliases))
    quotes = _quotes(found)
    for name in sorted(often, key=lambda n: (-often[n], n)):
        yield Name(name, often[name], next((e for e in quotes if name in e.quote), None))


def _quotes(found: Iterable[Evidenced]) -> list[Evidence]:
    return sorted({e for one in found for e in one.statement.evidence})


def _articles(graph: Graph, told: Iterable[tuple[str, str, Entity]], found: Iterable[Evidenced]) -> tuple[Article, ...]:
    known = {a.id: a for one in found for a in one.articles}
    for _, article, _ in told:
        if article not in known:
            known[article] = graph.store.article(article)
    return tuple(sorted(known.values(), key=lambda a: (a.published or "", a.id)))


# --- joins


def _same_names(told: Iterable[tuple[str, str, Entity]]) -> Iterator[Join]:
    """Articles that use one id: it is made from the name."""
    often: dict[str, set[str]] = defaultdict(set)
    for key, article, _ in told:
        often[key].add(article)
    for key, articles in sorted(often.items()):
        if len(articles) > 1:
            yield Join(
                "rule:same-name", (key,), f"{len(articles)} articles name somebody so, and all are taken for one"
            )


def _aliases(graph: Graph, told: Iterable[tuple[str, str, Entity]], found: Iterable[Evidenced]) -> Iterator[Join]:
    """Names that one article uses for one, each with its rule and a sentence that has it."""
    quotes = _quotes(found)
    words = name_words(graph.ontology)
    seen: set[tuple[str, str]] = set()
    for key, article, entity in told:
        is_person = graph.ontology.schema.is_a(entity.type, "Person")
        for alias in entity.aliases:
            if (entity.name, alias) not in seen:
                seen.add((entity.name, alias))
                quote = next((e for e in quotes if e.article == article and alias in e.quote), None)
                rule = alias_rule(entity.name, alias, words, is_person=is_person, is_known=bool(entity.same_as))
                reason = f"one article calls {entity.name} {alias!r} too: {rule.reason}"
                yield Join(f"rule:{rule.name}", (key,), reason, evidence=quote)


def _judged(graph: Graph, key: str) -> Iterator[Join]:
    members = {*graph.reading.view.members(key), key}
    split = {base(member)[0] for member in members if base(member)[1]}
    for judgement in graph.judgements:
        ends = {judgement.one, judgement.other}
        if judgement.verdict == "same" and ends & members:
            yield Join(judgement.by, (judgement.one, judgement.other), judgement.reason, judgement.score)
        elif judgement.verdict == "different" and (ends & members or judgement.one in split):
            yield Join(judgement.by, (judgement.one, judgement.other), judgement.reason, judgement.score, apart=True)
