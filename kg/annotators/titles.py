"""Offices and roles: "Russian President", "Secretary of State", "a spokesperson for", each with the words it covers.

In: a Tree and the lexicon's titles. Out: `doc.spans["titles"]`; a span covers the title words alone, its `label_` is
the predicate that the title expresses, its `kb_id_` the body that the title fixes ("" where the text must say it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

if TYPE_CHECKING:
    from kg.ontology.lexicon import Lexicon, Title
    from kg.syntax import Tree


def mark_titles(tree: Tree, lexicon: Lexicon) -> None:
    """Write the titles of the Doc into `doc.spans["titles"]`, in text order, longest first where two end alike."""
    group = SpanGroup(tree.doc, name="titles")
    for start, end, title in _titles(tree, lexicon):
        group.append(Span(tree.doc, start, end, label=title.predicate, kb_id=title.of or ""))
    tree.doc.spans["titles"] = group


def _titles(tree: Tree, lexicon: Lexicon) -> list[tuple[int, int, Title]]:
    """(start, end, title), "secretary of state" before "secretary", without overlaps."""
    found = [
        (i + 1 - len(title.words), i + 1, title) for i in range(len(tree)) for title in _ending_at(tree, i, lexicon)
    ]
    taken: set[int] = set()
    kept = []
    for start, end, title in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, title))
    return sorted(kept, key=lambda k: k[0])


def _ending_at(tree: Tree, i: int, lexicon: Lexicon) -> list[Title]:
    """The longest title whose last word is token `i`, none if there is none."""
    if not tree.tag[i].startswith(("NN", "JJ")) or _qualifies(tree, i):
        return []
    last = tree.lemma[i] if tree.tag[i] == "NNS" else tree.lower[i]  # the singular of a plural noun
    return [title for title in lexicon.titles.get(last, ()) if _fits(tree, i + 1 - len(title.words), title)][:1]


def _qualifies(tree: Tree, i: int) -> bool:
    """Is it an adjective before a noun: "a national group"?"""
    return tree.tag[i] == "JJ" and tree.tag[i + 1 : i + 2] in (["NN"], ["NNS"], ["JJ"])


def _fits(tree: Tree, start: int, title: Title) -> bool:
    inner = title.words[:-1]
    if start < 0 or tuple(tree.lower[start : start + len(inner)]) != inner:
        return False
    return not (inner and start and _ends_name(tree, start, start + len(inner)))


def _ends_name(tree: Tree, first: int, last: int) -> bool:
    """Is the first word the end of a name, and only the last the title: "Zorb Party leader"?"""
    named = tree.tag[first - 1] in ("NNP", "NNPS") and tree.sent[first - 1] == tree.sent[first]
    return named and tree.words[first][0].isupper() and tree.words[last].islower()
