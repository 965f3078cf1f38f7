"""What the whole document says of its names: which overlap, which are said again, which type each of them has.

In: the `Name`s of a Tree. Out: fewer, more, or better typed ones, always in text order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology.places import Place, Places
    from kg.syntax import Tree

_STATE_BODIES = frozenset(("Court", "Parliament", "Ministry", "Government", "Police", "Military"))


def without_overlaps(names: Iterable[Name]) -> list[Name]:
    """Longest first; of two of one length the surer one."""
    taken: set[int] = set()
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (-len(n), not n.sure, n.start)):
        if taken.isdisjoint(name.tokens):
            taken.update(name.tokens)
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


# --- bodies of other states


def without_foreign_bodies(tree: Tree, names: list[Name], demonyms: Iterable[Name], places: Places) -> list[Name]:
    """A bare "Supreme Court" or "Senate" is the gazetteer's only in an article that speaks most of that state."""
    counts = Counter(demonym.known for demonym in demonyms)
    counts.update(n.known for n in names if n.kind == "Country")
    most = max(counts.values(), default=0)

    def is_foreign(name: Name) -> bool:
        state = _state_of(places.all[name.known], places) if name.known and name.kind in _STATE_BODIES else None
        return state is not None and counts[state] < most and not _says_state(tree, name, places.all.get(state))

    return [replace(n, kind="Organization", known="", sure=False) if is_foreign(n) else n for n in names]


def of_regions(tree: Tree, names: list[Name]) -> list[Name]:
    """`names`, with "Utah | State | Senate" one body of its own, not the Senate of the state."""
    regions = {n.end: n for n in names if n.kind == "Region"}
    found = []
    for name in names:
        before = name.start - (tree.lower[name.start - 1 : name.start] == ["state"])
        region = regions.get(before) if name.kind in _STATE_BODIES and name.known else None
        if region is not None and tree.sent[region.start] == tree.sent[name.start]:
            name = replace(name, start=region.start, known="", sure=False)
        found.append(name)
    return found


def _state_of(body: Place, places: Places) -> str | None:
    """The id of the body's state, or of the state of the body it is part of (the Senate, of Congress)."""
    whole = places.all.get(body.part_of or "")
    return body.country or (whole.country if whole else None)


def _says_state(tree: Tree, name: Name, state: Place | None) -> bool:
    """Does the name itself say whose it is ("British Parliament")?"""
    if state is None:
        return False
    text = tree.text(name.start, name.end)
    return any(word in text for word in (state.name, *state.aliases, *state.adjectives))


# --- headlines and credits


def without_unread(tree: Tree, names: list[Name]) -> list[Name]:
    """What the model sees in a Title Case headline or a photo credit counts only if the text names it too."""
    kinds = _blocks_by_token(tree)
    said = {tree.text(n.start, n.end) for n in names if kinds.get(n.start) not in ("title", "credit")}
    return [n for n in names if n.sure or kinds.get(n.start) != "title" or tree.text(n.start, n.end) in said]


def _blocks_by_token(tree: Tree) -> dict[int, str]:
    """The kind of block in which each token stands; a headline in Title Case is a "title"."""
    kinds: dict[int, str] = {}
    for block in tree.doc.spans["layout"]:
        title = block.label_ == "headline" and _is_title_case(tree.words[block.start : block.end])
        kinds.update(dict.fromkeys(range(block.start, block.end), "title" if title else block.label_))
    return kinds


def _is_title_case(words: list[str]) -> bool:
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return 2 * sum(w.islower() for w in long) <= len(long)


# --- said again


def found_again(tree: Tree, names: list[Name], generic: frozenset[str] = frozenset()) -> list[Name]:
    """`names`, and every other place where a known name, or the surname of a known person, is written.

    A body is known without its last word too, if that is one of the `generic` words: "Freedom Magazine".
    """
    names = _without_pieces(tree, names)
    covered = {i for name in names for i in name.tokens}
    known = _written_forms(tree, names, generic)
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(known, key=len, reverse=True):
        firsts.setdefault(words[0], []).append(words)
    more: list[Name] = []
    for i, word in enumerate(tree.words):
        if word not in firsts or i in covered or not word[:1].isupper() or not tree.tag[i].startswith("NN"):
            continue
        for words in firsts[word]:
            end = i + len(words)
            if tuple(tree.words[i:end]) == words and covered.isdisjoint(range(i, end)):
                more.append(replace(known[words], start=i, end=end, sure=False))
                covered.update(range(i, end))
                break
    return sorted([*names, *more], key=lambda n: n.start)


def _without_pieces(tree: Tree, names: list[Name]) -> list[Name]:
    """`names` but those of whose neighbours and them the article makes one person: "Dries", "Mertens"."""
    full = {tuple(tree.words[n.start : n.end]) for n in names if n.kind == "Person" and len(n) > 1}
    pieces = {
        one.start
        for one, other in pairwise(names)
        if one.end == other.start and tuple(tree.words[one.start : other.end]) in full
    }
    ends = {n.end for n in names if n.start in pieces}
    return [n for n in names if n.start not in pieces and n.start not in ends]


def _written_forms(tree: Tree, names: list[Name], generic: frozenset[str]) -> dict[tuple[str, ...], Name]:
    """The names by their words, the persons by their last word too, and bodies without a generic last word."""
    forms = {tuple(tree.words[n.start : n.end]): n for n in names}
    for name in names:
        if name.kind == "Person" and len(name) > 1:
            forms.setdefault((tree.words[name.end - 1],), replace(name, known=""))
        elif len(name) > 1 and tree.lower[name.end - 1] in generic:
            short = tuple(tree.words[name.start : name.end - 1])
            if tree.words.count(short[0].casefold()) == 0:
                forms.setdefault(short, name)  # "freedom" is no name where the text speaks of freedom
    return forms
