"""`kg link`: who of a store is who in a reconciliation service elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import screen
from kg.cli.archive import StoreFolder
from kg.cli.arguments import AsJson
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.library.linking import Linked
    from kg.resolution.identity import Judgement

_INTERRUPTED = 130
_SHOWN = 20
_VERSIONS = ("0.1", "0.2", "1.0-draft")


Service = Annotated[str, typer.Option(metavar="URL", help="The endpoint of a W3C reconciliation service.")]
Classes = Annotated[
    list[str] | None,
    typer.Option(help="Only entities of this class and those below; Person, Organization, Place if not given."),
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many entities, those in most articles first.")]
Threshold = Annotated[float | None, typer.Option(help="The least score, on the service's own scale.")]
Properties = Annotated[
    list[str] | None,
    typer.Option(metavar="PREDICATE[=ID]", help="Send what facts say of this relation along; ID is the service's."),
]
Candidates = Annotated[int, typer.Option(min=1, max=50, help="How many the service may offer for a name.")]
Holds = Annotated[str | None, typer.Option(metavar="CLASS", help="What a candidate without a type is.")]
Ids = Annotated[str | None, typer.Option(metavar="PREFIX", help="Put before an id to make an IRI.")]
Api = Annotated[str | None, typer.Option(metavar="VERSION", help="0.1, 0.2 or 1.0-draft.")]
Rate = Annotated[float, typer.Option(min=0.001, max=100.0, help="Requests a second, at most.")]
Batch = Annotated[int | None, typer.Option(min=1, max=1000, help="Names a request, at most; 10 if not given.")]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that an answer may take.")]
CacheFolder = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Where answers are kept; the store's folder if not given.")
]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again what was answered before.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Send and write nothing; say what would be asked.")]


def link(
    store: StoreFolder,
    service: Service,
    type: Classes = None,  # noqa: A002
    limit: Limit = None,
    threshold: Threshold = None,
    property: Properties = None,  # noqa: A002
    candidates: Candidates = 3,
    holds: Holds = None,
    ids: Ids = None,
    api: Api = None,
    rate: Rate = 1.0,
    batch: Batch = None,
    timeout: Timeout = 30.0,
    cache: CacheFolder = None,
    refresh: Refresh = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Look a store's entities up in a reconciliation service, such as Wikidata's; see docs/linking.md."""
    from kg.library import asking, linking

    if api is not None and api not in _VERSIONS:
        raise InputError(f"--api {api}: there are {', '.join(_VERSIONS)}")
    wanted = asking.Wanted(
        tuple(type or asking.Wanted().kinds),
        limit,
        candidates,
        threshold,
        tuple(property or ()),
        holds,
        ids,
        api,  # type: ignore[arg-type]  # one of _VERSIONS
        rate,
        batch,
        timeout,
    )
    tick = _progress if sys.stderr.isatty() else None
    try:
        found = linking.link(store, service, wanted, cache=cache, refresh=refresh, dry_run=dry_run, tick=tick)
    except KeyboardInterrupt:
        screen.note("interrupted; what was answered is kept, and the same command goes on from there")
        raise typer.Exit(_INTERRUPTED) from None
    finally:
        if tick:
            screen.progress("")
    if as_json:
        screen.as_json(_record(found))
    else:
        _report(found, dry_run=dry_run)


def _progress(done: int, todo: int) -> None:
    screen.progress(f"{done:,} of {todo:,} names answered")


def _record(found: Linked) -> dict[str, Any]:
    """All of it, for programs."""
    names = {entity.id: entity.name for entity in found.named}
    return {
        "service": found.service and {"name": found.service.name, "version": found.service.version},
        "entities": len(found.named),
        "known": found.known,
        "fetched": found.fetched,
        "unasked": [{"query": q.name, "type": q.kind, "properties": q.properties} for q in found.unasked],
        "judgements": [_row(one, names) for one in found.judgements],
    }


def _row(judgement: Judgement, names: dict[str, str]) -> dict[str, Any]:
    from kg.resolution.reconcile.verdicts import inside, outside

    key = inside(judgement)
    return {
        "id": key,
        "name": names.get(key, key),
        "iri": outside(judgement),
        "verdict": judgement.verdict,
        "score": judgement.score,
        "by": judgement.by,
        "reason": judgement.reason,
    }


def _report(found: Linked, *, dry_run: bool) -> None:
    names = {entity.id: entity.name for entity in found.named}
    rows = [_row(one, names) for one in found.judgements]
    verdicts = Counter(row["verdict"] for row in rows)
    of = found.service.name if found.service else "a service that was never asked"
    screen.line(f"{len(found.named):,} entities, {found.known:,} of them known before; {of}")
    asked = f"{len(found.unasked):,} names would be asked" if dry_run else f"{found.fetched:,} names asked"
    screen.line(f"{asked}; {verdicts['same']:,} are the same, {verdicts['unsure']:,} may be")
    shown = sorted(rows, key=lambda row: (row["verdict"], -row["score"], row["name"], row["iri"]))[:_SHOWN]
    for row in shown:
        screen.line(f"{row['verdict']}: {row['name']} = {row['iri']}", indent=2)
        screen.line(row["reason"], indent=4)
    for query in found.unasked[: _SHOWN if dry_run else 0]:
        screen.line(f"would ask: {query.name}{f' ({query.kind})' if query.kind else ''}", indent=2)
    if len(rows) > len(shown):
        screen.note(f"… and {len(rows) - len(shown):,} more; --json has all")
