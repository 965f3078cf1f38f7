"""`kg resolve`, `kg merge`, `kg split`, `kg undo`, `kg judgements`: who is who in a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import screen
from kg.cli.archive import StoreFolder
from kg.cli.arguments import AsJson
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.library.identity import Resolved
    from kg.resolution.identity import Judgement

_TOLD = 20
# Below this score a doubt is kept, but nobody is asked about it.
_ASKED = 0.3
_FORMS = ("ttl", "jsonl")

By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who judges; KG_USER if not given.", envvar="KG_USER")
]
Because = Annotated[str, typer.Option("--because", metavar="REASON", help="Why; kept with the judgement.")]


def resolve(
    store: StoreFolder,
    review: Annotated[bool, typer.Option("--review", help="Ask about each doubt, the most likely first.")] = False,
    accept: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, metavar="SCORE", help="Take doubts of this score on for judged.")
    ] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Only show what would be judged.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last judgements back, as kg undo does.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Show, or ask about, at most so many.")] = None,
    by: By = None,
    engine: Annotated[
        str, typer.Option("--engine", help="Where names are compared: local (here) or ray (a cluster).")
    ] = "local",
    workers: Annotated[int, typer.Option(min=1, help="With --engine ray: workers at most.")] = 2,
    as_json: AsJson = False,
) -> None:
    """Find who is who across articles: what is certain is judged, all else proposed. No article's graph is changed."""
    from kg.library import identity

    if undo:
        _undo(store, as_json=as_json)
        return
    if review and (as_json or dry):
        raise QueryError("--review asks in the terminal; mend: leave --json and --dry-run out")
    found = identity.resolve(store, accept=accept, keep=not dry, engine=engine, workers=workers)
    if as_json:
        screen.as_json({"names": found.names, "same": _records(found.same), "unsure": _records(found.unsure)})
    else:
        doubts = identity.doubts(store, (j for j in found.unsure if j.score >= _ASKED))
        _report(found, doubts, 0 if review else limit or _TOLD)
    if review:
        from kg.cli.review import ask

        ask(store, doubts[:limit], by=by or identity.PERSON)


def _report(found: Resolved, doubts: Sequence[Judgement], limit: int) -> None:
    screen.line(f"{found.names:,} names: {len(found.same):,} pairs judged by rule, {len(doubts):,} doubts worth a look")
    if doubts and limit:
        screen.heading("DOUBTS")
        _table(doubts[:limit])
    if len(doubts) > limit > 0:
        screen.note(f"… and {len(doubts) - limit:,} more; --review asks about each, --json has all")


def _table(judgements: Sequence[Judgement]) -> None:
    rows = [[f"{j.score:.2f}", j.one, j.other, j.reason] for j in judgements]
    screen.table(rows, heads=("score", "one", "other", "reason"), indent=2)


def _records(judgements: Sequence[Judgement]) -> list[dict[str, object]]:
    from dataclasses import asdict

    return [asdict(j) for j in judgements]


def merge(
    store: StoreFolder,
    one: Annotated[str, typer.Argument(metavar="ONE", help="An id, or a name that only one has.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same.")],
    by: By = None,
    because: Because = "",
    as_json: AsJson = False,
) -> None:
    """Judge two the same; what is read from the store shows them as one."""
    from kg.library import identity

    _tell([identity.merge(store, one, other, by=by or identity.PERSON, reason=because)], as_json=as_json)


def split(
    store: StoreFolder,
    one: Annotated[str, typer.Argument(metavar="ONE", help="An id, or a name that only one has.")],
    other: Annotated[str | None, typer.Argument(metavar="[OTHER]", help="Who is another.")] = None,
    article: Annotated[
        list[str] | None, typer.Option(help="An article, by id, that means another by this name; may be repeated.")
    ] = None,
    by: By = None,
    because: Because = "",
    as_json: AsJson = False,
) -> None:
    """Judge two different; or, with --article, whom some articles mean by a name another than all others mean."""
    from kg.library import identity

    made = identity.split(store, one, other, articles=article or (), by=by or identity.PERSON, reason=because)
    _tell(made, as_json=as_json)


def undo(store: StoreFolder, as_json: AsJson = False) -> None:
    """Take back the last judgements: what one merge, split, review answer or run of the rules has made."""
    _undo(store, as_json=as_json)


def _undo(store: Path, *, as_json: bool) -> None:
    from kg.library import judgements

    held = set(judgements.read(store))
    gone = judgements.undo(store)
    again = sorted(set(judgements.read(store)) - held)
    if as_json:
        screen.as_json(_records(gone))
        return
    if not gone and not again:
        screen.note("nothing to take back")
        raise typer.Exit(1)
    for what, some in (("taken back", gone), ("hold again", again)):
        if some:
            screen.line(f"{len(some):,} {what}")
        for judgement in some[:_TOLD]:
            screen.line(_sentence(judgement), indent=2)


def judgements(
    store: StoreFolder,
    verdict: Annotated[str | None, typer.Option(help="Only same, different or unsure.")] = None,
    name: Annotated[str | None, typer.Option(help="Only about this id or name.")] = None,
    form: Annotated[
        str, typer.Option("--format", help="table, jsonl, or ttl (owl:sameAs, owl:differentFrom).")
    ] = "table",
    as_json: AsJson = False,
) -> None:
    """List what was judged of who is who, by whom and why."""
    from kg.library import identity

    found = identity.listed(store, verdict=verdict, name=name)
    if as_json:
        screen.as_json(_records(found))
    elif form in _FORMS:
        screen.raw(identity.written(found, form))
    elif form != "table":
        raise QueryError(f"--format {form}: there are table, {', '.join(_FORMS)}")
    elif found:
        rows = [[j.verdict, f"{j.score:.2f}", j.one, j.other, j.by, j.reason] for j in found]
        screen.table(rows, heads=("verdict", "score", "one", "other", "by", "reason"))
    else:
        screen.note("nothing is judged")


def _tell(made: Sequence[Judgement], *, as_json: bool) -> None:
    if as_json:
        screen.as_json(_records(made))
        return
    for judgement in made:
        screen.line(_sentence(judgement))


def _sentence(judgement: Judgement) -> str:
    words = {"same": "is the same as", "different": "is another than", "unsure": "may be"}
    reason = f" ({judgement.reason})" if judgement.reason else ""
    return f"{judgement.one} {words[judgement.verdict]} {judgement.other}{reason}"
