"""Statements with the names of those in them: what `why` and `show` answer with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Article, Statement

if TYPE_CHECKING:
    from kg.library.graphs import Graph


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A statement with the names of its ends and the articles that it was read in."""

    statement: Statement
    subject: str
    object: str
    predicate: str
    claimed_by: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()


def evidenced(graph: Graph, statement: Statement, article: Callable[[str], Article | None]) -> Evidenced:
    """`statement` with the names that `graph` has; `article` tells what is known of one by its id."""
    obj = graph.name(statement.object) if isinstance(statement.object, str) else statement.object.value
    label = graph.ontology.schema.labels.get(statement.predicate, statement.predicate.removeprefix("rel:"))
    read_in = map(article, sorted({e.article for e in statement.evidence}))
    return Evidenced(
        statement,
        graph.name(statement.subject),
        obj,
        label,
        tuple(graph.name(c) for c in statement.claimed_by),
        tuple(found for found in read_in if found is not None),
    )
