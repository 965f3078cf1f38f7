"""Offices and honorifics cut off the names behind them: "President Putin", "Mrs. Clinton".

In: the names of a Tree whose Doc has titles. Out: the names without them; what is nothing but a title is no name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.names.name import Name
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree


def without_titles(tree: Tree, names: Iterable[Name], lexicon: Lexicon, peoples: Iterable[Name] = ()) -> Iterator[Name]:
    """`names` with what stands in front cut off; one behind "Mr." or an office is a person's."""
    ends = {i: span.end for span in tree.doc.spans["titles"] for i in range(span.start, span.end)}
    starts = {span.start for span in tree.doc.spans["titles"]}
    nations = {i for people in peoples for i in people.tokens}
    personal = lexicon.words("personalHonorific")
    for name in names:
        rest = name if name.sure else _cut(tree, _before_title(name, starts, ends), ends, lexicon)
        if rest is not name and all(i in nations for i in rest.tokens):
            continue
        if not any(_looks_named(word) for word in tree.words[rest.start : rest.end]):
            continue
        addressed = name.start > 0 and tree.lower[name.start - 1] in personal
        yield replace(rest, kind="Person") if addressed and not name.sure else rest


def _before_title(name: Name, starts: set[int], ends: dict[int, int]) -> Name:
    """ "British Defence | Secretary": what reaches into a title ends where the title begins."""
    into = next((i for i in range(name.start + 1, name.end) if i in starts and ends[i] > name.end), name.end)
    return replace(name, end=into)


def _cut(tree: Tree, name: Name, ends: dict[int, int], lexicon: Lexicon) -> Name:
    """What is left of `name`, perhaps nothing, when titles and honorifics are taken from its front."""
    start, kind = name.start, name.kind
    while start < name.end:
        word = tree.lower[start]
        if word in lexicon.words("honorific") and start + 1 < name.end:
            kind = "Person" if word in lexicon.words("personalHonorific") else kind
            start += 1
        elif start in ends and (kind == "Person" or ends[start] >= name.end):
            start = min(ends[start], name.end)
            kind = "Person" if start < name.end else kind
        else:
            break
    return replace(name, start=start, kind=kind)


def _looks_named(word: str) -> bool:
    first = word[:1]
    return (first.isalpha() and first.isupper()) or first.isdigit() or first in ("#", "@")
