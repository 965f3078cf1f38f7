"""`kg resolve --review`: both cards of a doubt side by side, and the question who is who.

An answer is kept at once, as an act of its own, so that nothing is lost when the terminal is closed, and `kg undo`
takes one answer back.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli import card, rows, screen

if TYPE_CHECKING:
    from kg.library import Graph
    from kg.resolution.identity import Judgement, Verdict

_ANSWERS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}
_SKIP, _QUIT = ("k", ""), "q"
_QUOTES = 4


def ask(store: Path, doubts: Sequence[Judgement], *, by: str) -> None:
    """Ask about each doubt until all are answered or the user quits."""
    from kg import library
    from kg.library import identity

    graph = library.load(store, judged=False)
    answered = 0
    for n, doubt in enumerate(doubts, 1):
        screen.heading(f"{n} of {len(doubts)} · score {doubt.score:.2f} · {doubt.reason} [{doubt.by}]")
        for key in (doubt.one, doubt.other):
            _show(graph, key)
        answer = _answer()
        if answer == _QUIT:
            break
        if answer in _ANSWERS:
            identity.judge(store, doubt.one, doubt.other, _ANSWERS[answer], by=by, reason=f"asked about {doubt.by}")
            answered += 1
    screen.line(f"{answered} answered; kg undo takes the last one back")


def _answer() -> str:
    while True:
        try:
            said = typer.prompt("same, different, unsure, skip or quit? [s/d/u/k/q]", default="", show_default=False)
        except typer.Abort:
            return _QUIT
        letter = "k" if said.strip().casefold() == "skip" else said.strip().casefold()[:1]
        if letter in (*_ANSWERS, *_SKIP, _QUIT):
            return letter
        screen.note("one of s, d, u, k, q")


def _show(graph: Graph, key: str) -> None:
    """The short card of an id; of an id of one article, what that article has."""
    from kg.library.cards import card as made
    from kg.resolution.view import base

    entity, article = base(key)
    part = graph if article is None else graph.restricted(articles=[article])
    found = made(part, entity)
    screen.line()
    card.head(part, found)
    if article is not None:
        screen.line(f"in article {rows.source(graph.store.article(article), article)} [{article}]")
    some = [rows.sentence(part, one) for one in found.statements[:_QUOTES]]
    if some:
        screen.statements(some)
    elif found.articles and article is None:
        for one in found.articles[:_QUOTES]:
            screen.line(f"named in {rows.source(one, one.id)}", indent=2)
