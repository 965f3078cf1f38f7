"""The judgements of identity that are kept with a store: beside the articles' graphs, never in them.

In: a store's folder and `Judgement`s. Out: `newskg-judgements.jsonl` in it, one judgement a line, written whole or not
at all. Each line has the number of the act that it was made in; an act is taken back as it was made, whole, and what it
had overruled holds again. There is no clock in it: the same acts give the same bytes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import InputError, StoreError
from kg.resolution.identity import Judgement

FILE = "newskg-judgements.jsonl"
_LOCK = "newskg-judgements.lock"
_NUMBERS = {"act": None, "until": 0, "before": 0}  # of a line, with what they are if left out
_PATIENCE = 10.0  # seconds to wait for another process that is writing judgements, which takes it less than one


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """One judgement of one act; acts are numbered from 1.

    `until` is the act that put others in its place, 0 while it holds; `before` the act that had made it
    already, where a later one has made it again. Both are what taking the later act back needs.
    """

    number: int
    judgement: Judgement
    until: int = 0
    before: int = 0


def read(store: str | Path) -> list[Judgement]:
    """The judgements that hold, sorted: of each pair the last one made by a person, else the last by a service or rule.

    Raises:
        InputError: a line of the file is no judgement; the message has its number.
    """
    return standing(acts(store))


def acts(store: str | Path) -> list[Act]:
    """All that was judged and not taken back, in the order of the acts."""
    path = Path(store) / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return [_act(line, f"{path}, line {n}") for n, line in enumerate(text.splitlines(), 1) if line.strip()]


def standing(made: Iterable[Act]) -> list[Judgement]:
    """Those of `made` that no later one about the same pair overrules; a rule or a service never overrules a person."""
    last: dict[tuple[str, str], Act] = {}
    for act in sorted((act for act in made if not act.until), key=lambda a: (a.judgement.is_personal, a)):
        last[act.judgement.one, act.judgement.other] = act
    return sorted(act.judgement for act in last.values())


def add(store: str | Path, judgements: Iterable[Judgement]) -> int:
    """Keep judgements as one act; how many are kept now that were not before.

    Raises:
        StoreError: the folder is no store, or cannot be written.
    """
    wanted = set(judgements)

    def change(made: list[Act]) -> list[Act]:
        number = _next(made)
        return [*made, *(Act(number, j) for j in wanted - set(standing(made)))]

    before, after = _changed(store, change)
    return len(after) - len(before)


def replace(store: str | Path, judgements: Iterable[Judgement], by: str) -> int:
    """Keep `judgements` in place of all whose `by` begins with the words given, as one act; how many are new.

    This is for what can be worked out again, such as the judgements of rules: `by` is "rule:".
    """
    wanted = set(judgements)
    known: dict[Judgement, int] = {}

    def change(made: list[Act]) -> list[Act]:
        known.update((a.judgement, a.number) for a in made if a.judgement.by.startswith(by) and not a.until)
        if known.keys() == wanted:
            return made
        number = _next(made)
        others = [act for act in made if not act.judgement.by.startswith(by)]
        # What goes is kept once, so that this act can be taken back; what went before it is lost.
        gone = [Act(old, judgement, until=number) for judgement, old in known.items() if judgement not in wanted]
        return [*others, *gone, *(Act(number, j, before=known.get(j, 0)) for j in wanted)]

    _changed(store, change)
    return len(wanted - known.keys())


def undo(store: str | Path) -> list[Judgement]:
    """Take back the last act, and let hold again what it had replaced; the judgements that it had made.

    None if there is nothing to take back, or the act had only let some go.
    """

    def change(made: list[Act]) -> list[Act]:
        last = _next(made) - 1
        return list(filter(None, (_without(last, act) for act in made)))

    before, after = _changed(store, change)
    kept = {act.judgement for act in after}
    return sorted(act.judgement for act in before if act.judgement not in kept)


def _without(last: int, act: Act) -> Act | None:
    """What is left of a line when an act is taken back."""
    if act.number == last:
        return Act(act.before, act.judgement) if act.before else None
    return dataclasses.replace(act, until=0) if act.until == last else act


def forget(store: str | Path, gone: Callable[[Judgement], bool]) -> int:
    """Drop the judgements that `gone` picks out, whatever act they are of; how many went."""
    if not (Path(store) / FILE).exists():
        return 0
    before, after = _changed(store, lambda made: [act for act in made if not gone(act.judgement)])
    return len(before) - len(after)


def to_lines(made: Iterable[Act]) -> str:
    """The acts as JSON lines, sorted."""
    found = (
        {"act": act.number, **asdict(act.judgement), **{k: n for k in ("until", "before") if (n := getattr(act, k))}}
        for act in sorted(set(made))
    )
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in found)


def _act(line: str, where: str) -> Act:
    try:
        fields = json.loads(line)
        number, until, before = (int(fields.pop(key, default)) for key, default in _NUMBERS.items())
        return Act(number, Judgement(**fields), until, before)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise InputError(f"{where}: no judgement ({error}); mend: correct or delete the line") from error


def _next(made: Iterable[Act]) -> int:
    return max((max(act.number, act.until) for act in made), default=0) + 1


def _changed(store: str | Path, change: Callable[[list[Act]], list[Act]]) -> tuple[list[Act], list[Act]]:
    """What was kept before and after a change; nobody else changes it meanwhile."""
    from kg.rdf import folder

    path = Path(store)
    folder.check(path, must_exist=True)
    with _alone(path):
        for litter in path.glob(f"{FILE}.*"):  # of somebody who was killed while he wrote it
            litter.unlink(missing_ok=True)
        before = acts(path)
        after = change(list(before))
        if after != before:
            try:
                folder.write_whole(path / FILE, to_lines(after))
            except OSError as error:
                raise folder.failed(path, error) from error
    return before, after


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from changing the judgements; the system lets go of the lock of one that was killed."""
    from filelock import FileLock, Timeout

    lock = FileLock(path / _LOCK)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        raise StoreError(f"{path}: another process is writing judgements; wait until it has ended") from error
    except OSError as error:
        raise StoreError(f"{path}: may not be written ({error.strerror}); change the folder's permissions") from error
    try:
        yield
    finally:
        lock.release()
