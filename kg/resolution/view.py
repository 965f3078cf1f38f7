"""Knowledge seen through judgements: records in, the same records with those who are one made one out.

An id `ENTITY@ARTICLE` means whom that article alone means by the entity's name: a judgement that it is another than the
entity itself takes the article's part away from the entity. Nothing that was read is changed.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.model import Article, Entity, Knowledge, Mention, Statement, merged, merged_entity
from kg.resolution.closure import canonical, is_outside
from kg.resolution.identity import LOCAL, Judgement

_LOCAL = re.compile(rf"(.+){LOCAL}([0-9a-f]{{16}})", re.DOTALL)


def local(entity: str, article: str) -> str:
    """The id of whom an article alone means by an entity's name."""
    return f"{entity}{LOCAL}{article}"


def base(key: str) -> tuple[str, str | None]:
    """An id without its article, and the article, if it is of one.

    >>> base("John_Smith@18e9b29345cb2113"), base("John_Smith")
    (('John_Smith', '18e9b29345cb2113'), ('John_Smith', None))
    """
    found = _LOCAL.fullmatch(key)
    return (found[1], found[2]) if found else (key, None)


@dataclass(frozen=True, slots=True)
class View:
    """How ids are seen: `ids` what each joined one is taken for, `apart` in which articles an entity is another.

    `elsewhere` has the IRIs that an entity, by its canonical id, was judged to be.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note who is taken for whom the other way round as well."""
        for key, seen in self.ids.items():
            self._members.setdefault(seen, []).append(key)

    @classmethod
    def of(cls, judgements: Iterable[Judgement], *, first: Container[str] = ()) -> View:
        """The view that judgements give; `first` are ids that are rather taken than others to stand for a group."""
        known = list(judgements)
        apart: dict[str, set[str]] = {}
        for judgement in known:
            entity, article = base(judgement.other)
            if judgement.verdict == "different" and article and entity == judgement.one:
                apart.setdefault(entity, set()).add(article)
        standing = [j for j in known if _is_meant(j.one, apart) and _is_meant(j.other, apart)]
        ids = canonical(standing, first=first)
        return cls(
            {key: seen for key, seen in ids.items() if not is_outside(key)},
            {key: frozenset(apart[key]) for key in sorted(apart)},
            _elsewhere(ids),
        )

    def __bool__(self) -> bool:
        """Whether anything is seen otherwise than it was read."""
        return bool(self.ids or self.apart or self.elsewhere)

    def id(self, entity: str, article: str | None = None) -> str:
        """Whom `entity` is taken for in `article`, or where no article is a matter of its own."""
        if article is not None and article in self.apart.get(entity, ()):
            entity = local(entity, article)
        return self.ids.get(entity, entity)

    def members(self, key: str) -> list[str]:
        """The ids that are taken for `key`, itself among them if it is."""
        return self._members.get(key) or [key]

    def concerns(self, key: str) -> bool:
        """Whether anything was judged of `key`, so that what was read under it is not just what is seen."""
        return key in self.ids or base(key)[0] in self.apart


def _is_meant(key: str, apart: Mapping[str, set[str]]) -> bool:
    """An id of one article is somebody only where that article has been taken away from its entity."""
    entity, article = base(key)
    return article is None or is_outside(key) or article in apart.get(entity, ())


def _elsewhere(ids: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, seen in sorted(ids.items()):
        if is_outside(key):
            found.setdefault(seen, []).append(key)
    return {key: tuple(iris) for key, iris in sorted(found.items())}


def seen_through(knowledge: Knowledge, view: View) -> Knowledge:
    """`knowledge` with every id replaced by what it is taken for, entities and statements that become one merged."""
    return union([knowledge], view)


def union(parts: Iterable[Knowledge], view: View) -> Knowledge:
    """What several parts, such as the articles one by one, say together, seen through a view."""
    articles: dict[str, Article] = {}
    entities: dict[str, list[tuple[str, Entity]]] = {}
    statements: list[Statement] = []
    mentions: list[tuple[str, str, Mention]] = []
    for part in parts:
        articles.update((a.id, a) for a in part.articles)
        only = part.articles[0].id if len(part.articles) == 1 else None
        for key, entity in _entities(part.entities, view, only):
            entities.setdefault(key, []).append((entity.id, entity))
        statements += seen_statements(part.statements, view)
        mentions += [(article, view.id(entity, article), mention) for article, entity, mention in part.mentions]
    return Knowledge(
        tuple(articles[key] for key in sorted(articles)),
        tuple(seen_entity(key, entities[key], view) for key in sorted(entities)),
        tuple(sorted(merged(statements), key=lambda s: s.id)),
        tuple(sorted(mentions, key=lambda found: (found[0], found[2].start, found[2].end, found[1]))),
    )


def seen_entity(key: str, told: Iterable[tuple[str, Entity]], view: View) -> Entity:
    """One entity out of the records of all ids that are taken for `key`, given with these ids.

    It is called by the name that goes with `key`: the fullest of all might be a slip of the pen. `same_as` has the IRIs
    that it was judged to be as well.
    """
    known = list(told)
    entity = merged_entity(replace(record, id=key) for _, record in known)
    name = max((e.name for read, e in known if read == key), key=lambda n: (len(n), n), default=entity.name)
    others = tuple(sorted({entity.name, *entity.aliases} - {name}))
    same_as = tuple(sorted({*entity.same_as, *view.elsewhere.get(key, ())}))
    return replace(entity, name=name, aliases=others, same_as=same_as)


def _entities(entities: Iterable[Entity], view: View, article: str | None) -> Iterator[tuple[str, Entity]]:
    """The records by the ids they are seen by; where several articles are one record, those apart get its name."""
    for entity in entities:
        if article is None:
            for other in sorted(view.apart.get(entity.id, ())):
                yield view.id(entity.id, other), Entity(local(entity.id, other), entity.name, entity.type)
        yield view.id(entity.id, article), entity


def seen_statements(statements: Iterable[Statement], view: View) -> Iterator[Statement]:
    """The statements under the ids their ends are seen by; what says something of one and himself is left out."""
    for statement in statements:
        for article, part in _by_article(statement, view):
            seen = _seen(part, view, article)
            if seen.subject != seen.object or statement.subject == statement.object:
                yield seen


def _by_article(statement: Statement, view: View) -> Iterator[tuple[str | None, Statement]]:
    """The statement, in pieces where its ends are not the same in all articles that make it."""
    apart = {a for end in ends(statement) for a in view.apart.get(end, ())} if view.apart else set()
    if not apart:
        yield None, statement
        return
    rest = tuple(e for e in statement.evidence if e.article not in apart)
    if rest or not statement.evidence:
        yield None, replace(statement, evidence=rest)
    for article in sorted(apart):
        if own := tuple(e for e in statement.evidence if e.article == article):
            yield article, replace(statement, evidence=own)


def ends(statement: Statement) -> Iterator[str]:
    """Every id that a statement names, one after the other, doubles too."""
    yield statement.subject
    yield from statement.claimed_by
    yield from filter(None, (statement.object if isinstance(statement.object, str) else None, statement.place))


def _seen(statement: Statement, view: View, article: str | None) -> Statement:
    obj, place = statement.object, statement.place
    if not any(key in view.ids or key in view.apart for key in ends(statement)):
        return statement
    return replace(
        statement,
        subject=view.id(statement.subject, article),
        object=view.id(obj, article) if isinstance(obj, str) else obj,
        claimed_by=tuple(view.id(c, article) for c in statement.claimed_by),
        place=view.id(place, article) if place else None,
    )
