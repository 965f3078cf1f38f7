"""Which ids are one in the end: judgements in, the groups that they make out.

Two that were judged different are never joined, not even by way of others. What people judged comes first, then what is
surest; a "same" that would join two that are apart is left out. It is a union-find in which each group knows those it
must not be joined with, so that time grows with the number of judgements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator

from kg.resolution.identity import LOCAL, Judgement

_IRI = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_OF_AN_ARTICLE = re.compile(r"\.[0-9a-f]{16}$")
_ACRONYM = re.compile(r"[A-Z][A-Z.&]+")
_INITIAL = re.compile(r"^\w\.?_|_\w\.?(_|$)")


def is_outside(identifier: str) -> bool:
    """Whether an id is an IRI of something elsewhere.

    >>> is_outside("http://www.wikidata.org/entity/Q7747"), is_outside("Vladimir_Putin")
    (True, False)
    """
    return _IRI.fullmatch(identifier) is not None


def groups(judgements: Iterable[Judgement]) -> list[tuple[str, ...]]:
    """The sets of ids that are one, each sorted, in the order of their first; ids that stand alone are left out."""
    joining = _Joining()
    for judgement in sorted(set(judgements), key=_surest_first):
        if judgement.verdict == "different":
            joining.part(judgement.one, judgement.other)
        elif judgement.verdict == "same":
            joining.join(judgement.one, judgement.other, firmly=judgement.is_personal)
    return sorted(tuple(sorted(members)) for members in joining.members.values() if len(members) > 1)


def canonical(judgements: Iterable[Judgement], *, first: Container[str] = ()) -> dict[str, str]:
    """Each joined id with the id that stands for its group.

    That is one of `first` if there is any in it, else one that is of no single article, else one without an initial
    that is no acronym, else the one that most others were judged to be (a slip of the pen is compared with the usual
    spelling), else the shortest, else the first by spelling; never an IRI of something elsewhere.
    """
    known = list(judgements)
    joined = groups(known)
    place = {key: n for n, group in enumerate(joined) for key in group if not is_outside(key)}
    often = Counter(
        key
        for j in known
        if j.verdict == "same" and j.one in place and place[j.one] == place.get(j.other)
        for key in (j.one, j.other)
    )
    found: dict[str, str] = {}
    for group in joined:
        keys = [key for key in group if not is_outside(key)]
        if keys:
            chosen = min(keys, key=lambda key: (*_plainest(key, first), -often[key], len(key), key))
            found.update(dict.fromkeys(group, chosen))
    return dict(sorted(found.items()))


def _plainest(key: str, first: Container[str]) -> tuple[bool, bool, bool]:
    local = LOCAL in key or _OF_AN_ARTICLE.search(key) is not None
    return key not in first, local, _INITIAL.search(key) is not None or _ACRONYM.fullmatch(key) is not None


def _surest_first(judgement: Judgement) -> tuple[object, ...]:
    return not judgement.is_personal, judgement.verdict != "different", -judgement.score, judgement


class _Joining:
    """Groups in the making. Lives for one closure."""

    def __init__(self) -> None:
        self.members: dict[str, list[str]] = {}
        self._above: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}  # roots, both ways
        self._known_as: dict[str, dict[str, str]] = {}  # root -> register -> the one id that the group has in it

    def part(self, one: str, other: str) -> None:
        """Keep two apart, unless somebody with more say has joined them."""
        a, b = self._root(one), self._root(other)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def join(self, one: str, other: str, *, firmly: bool) -> None:
        """Make two groups one, unless they are apart or, where not `firmly`, two things of one register elsewhere."""
        a, b = self._root(one), self._root(other)
        if a == b or b in self._apart[a] or (not firmly and self._are_two_elsewhere(a, b)):
            return
        if self._size(a) < self._size(b):
            a, b = b, a
        self._above[b] = a
        self.members[a] += self.members.pop(b)
        for enemy in self._apart.pop(b):
            self._apart[enemy].discard(b)
            self._apart[enemy].add(a)
            self._apart[a].add(enemy)
        self._known_as[a] = {**self._known_as.pop(b), **self._known_as[a]}

    def _are_two_elsewhere(self, a: str, b: str) -> bool:
        mine, yours = self._known_as[a], self._known_as[b]
        return any(mine[register] != yours[register] for register in mine.keys() & yours.keys())

    def _size(self, root: str) -> int:
        return len(self.members[root]) + len(self._apart[root])

    def _root(self, key: str) -> str:
        if key not in self._above:
            self._above[key] = key
            self.members[key], self._apart[key] = [key], set()
            self._known_as[key] = dict(_register(key))
        for step in (trail := list(self._way_up(key))):
            self._above[step] = trail[-1]
        return trail[-1]

    def _way_up(self, key: str) -> Iterator[str]:
        yield key
        while (above := self._above[key]) != key:
            key = above
            yield key


def _register(key: str) -> Iterator[tuple[str, str]]:
    """The register that an IRI is of (all before its last step), and the IRI."""
    if is_outside(key):
        yield re.sub(r"[^/#=]*$", "", key).removeprefix("http://").removeprefix("https://"), key
