"""A store read through judgements of identity: the one place where what was read becomes what is shown.

In: a store and a `View`. Out: the records that the store itself would give, with those who are one made one. Where
nothing was judged the store answers itself. SPARQL, TriG and N-Quads have what the articles say, and are not read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Article, Entity, Knowledge, Statement, merged
from kg.rdf.selection import Selection
from kg.resolution.view import View, base, ends, seen_entity, seen_statements

if TYPE_CHECKING:
    from kg.rdf.store import Store


class Reading:
    """What a store holds, as seen through a view."""

    def __init__(self, store: Store, view: View | None = None) -> None:
        self.store, self.view = store, view or View()

    def knowledge(self) -> Knowledge:
        """What the articles say together."""
        plain = self.store.knowledge()
        if not self.view:
            return plain
        statements = merged(self._statements(plain.statements, Selection()))
        return Knowledge(
            plain.articles, tuple(self._entities(plain.entities)), tuple(sorted(statements, key=lambda s: s.id))
        )

    def selected(self, wanted: Selection) -> Knowledge:
        """The part of it that is wanted; the actors in `wanted` are ids as they are seen."""
        if not self.view:
            return self.store.selected(wanted)
        raw = {base(member)[0] for key in wanted.actors for member in self.view.members(key)}
        found = self.store.selected(replace(wanted, actors=tuple(sorted(raw))))
        statements = merged(s for s in self._statements(found.statements, wanted) if _has_part(s, wanted.actors))
        named = {end for s in statements for end in ends(s)}
        known = {entity.id: entity for entity in found.entities}
        entities = (self._entity(key, known, wanted.articles) for key in sorted(named))
        return Knowledge(
            self._articles(found.articles, statements),
            tuple(entity for entity in entities if entity is not None),
            tuple(sorted(statements, key=lambda s: s.id)),
        )

    def roster(self) -> tuple[Entity, ...]:
        """Every entity with all that it is called, and nothing else."""
        plain = self.store.roster()
        if not self.view:
            return plain
        several: dict[str, list[tuple[str, Entity]]] = {}
        for entity in plain:
            several.setdefault(self.view.id(entity.id), []).append((entity.id, entity))
        found = {key: seen_entity(key, told, self.view) for key, told in several.items()}
        split = {self.view.id(entity, a) for entity, articles in self.view.apart.items() for a in articles}
        for key in sorted(split | {self.view.id(entity) for entity in self.view.apart}):
            if judged := self._judged(key, ()):
                found[key] = judged
            else:
                found.pop(key, None)  # every article that names it means another
        return tuple(found[key] for key in sorted(found))

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Which entity is named in which article, by their ids."""
        if not self.view:
            return self.store.mentions()
        return iter(sorted({(self.view.id(entity, article), article) for entity, article in self.store.mentions()}))

    def known(self, key: str) -> str | None:
        """Whom an id, as it was read or as it is seen, is taken for; None if there is nobody of that id."""
        entity, article = base(key)
        if article and article in self.view.apart.get(entity, ()):
            return self.view.id(entity, article)
        return self.view.id(key) if self.store.knows(key) else None

    def read_as(self, key: str) -> list[str]:
        """The ids under which the articles have an entity, sorted."""
        return sorted({base(member)[0] for member in self.view.members(key)})

    def name(self, key: str) -> str:
        """What an entity is called; its id where nothing is known of it."""
        if not self.view.concerns(key):
            return self.store.name(key)
        judged = self._judged(key, ())
        return judged.name if judged else key

    def told(self, key: str) -> Iterator[tuple[str, str, Entity]]:
        """Who is seen as one: the id as read, the article, and what that article calls it."""
        for entity in self.read_as(key):
            for article, record in self.store.told(entity):
                if self.view.id(entity, article) == key:
                    yield entity, article, record

    # --- parts

    def _entities(self, plain: Iterable[Entity]) -> Iterator[Entity]:
        """All entities as seen, sorted. The articles are asked only where the sum of them does not tell enough."""
        several: dict[str, list[Entity]] = {}
        for entity in plain:
            several.setdefault(self.view.id(entity.id), []).append(entity)
        split = {self.view.id(entity, a) for entity, articles in self.view.apart.items() for a in (None, *articles)}
        for key in sorted(several.keys() | split):
            if key in split or len({entity.type for entity in several[key]}) > 1:
                if judged := self._judged(key, ()):  # else every article that names it means another
                    yield judged
            else:
                yield seen_entity(key, ((entity.id, entity) for entity in several[key]), self.view)

    def _statements(self, statements: Sequence[Statement], wanted: Selection) -> Iterator[Statement]:
        """The statements as seen; those of which articles mean different ones are read article by article.

        So are those for which articles name different places: which of them is kept is settled as they are seen.
        """
        split: dict[str, Statement] = {}
        several = any(s.place and len(s.evidence) > 1 for s in statements)
        various = self.store.placed_variously() if several else frozenset()
        for statement in statements:
            apart = statement.id in various or any(end in self.view.apart for end in ends(statement))
            if apart and len(statement.evidence) > 1:
                split[statement.id] = statement
            else:
                yield from seen_statements([statement], self.view)
        for article in sorted({e.article for s in split.values() for e in s.evidence}):
            own = replace(wanted, actors=(), since=None, until=None, articles=(article,))
            again = (s for s in self.store.selected(own).statements if s.id in split)
            yield from seen_statements(again, self.view)

    def _entity(self, key: str, known: dict[str, Entity], articles: tuple[str, ...]) -> Entity | None:
        return self._judged(key, articles) if self.view.concerns(key) else known.get(key)

    def _judged(self, key: str, articles: tuple[str, ...]) -> Entity | None:
        found = [(read, e) for read, article, e in self.told(key) if not articles or article in articles]
        return seen_entity(key, found, self.view) if found else None

    def _articles(self, found: Iterable[Article], statements: Iterable[Statement]) -> tuple[Article, ...]:
        named = {e.article for s in statements for e in s.evidence}
        return tuple(article for article in found if article.id in named)


def _has_part(statement: Statement, actors: tuple[str, ...]) -> bool:
    part = {statement.subject, statement.object, *statement.claimed_by}
    return not actors or not part.isdisjoint(actors)
