"""Which offices the persons of an article hold, so that "the Russian leader" finds Putin.

In: Chains with the names joined, titles in the Doc. Out: each person's `offices`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.annotators.coreference.chains import Chain, Chains

_OFFICES = frozenset(("leads", "ministerOf", "holdsOffice", "spokespersonFor", "represents"))
_BEFORE = ("compound", "nmod", "appos", "amod")  # labels of a title that hangs on the name
_IN_PHRASE = ("JJ", "NN", "NNP", "NNPS", "POS", "HYPH", "CC")  # tags between a country and its office


def read_offices(chains: Chains) -> None:
    """Remember the titles before, and in apposition to, each person's names."""
    for title in chains.tree.doc.spans["titles"]:
        holder = _holder(chains, title) if title.label_ in _OFFICES else None
        if holder is not None:
            holder.offices.add((title.text.lower(), title.kb_id_ or _state(chains, title)))


def _holder(chains: Chains, title: Span) -> Chain | None:
    """The person in whose name or apposition the title stands, or who is named right behind it."""
    tree, head, after = chains.tree, title.end - 1, title.end
    linked = {tree.head[head]} if tree.dep[head] in _BEFORE else set()
    linked.update(tree.kids(head, "appos"))
    if after < len(tree) and tree.sent[after] == tree.sent[head]:
        linked.add(after)
    persons = [chains.at[i] for i in sorted(linked) if i in chains.at and chains.at[i].kind == "Person"]
    return persons[0] if persons else None


def _state(chains: Chains, title: Span) -> str:
    """The state or body whose adjective or name stands in the title's noun phrase, "" if none does."""
    return _state_before(chains, title) or _state_behind(chains, title)


def _state_before(chains: Chains, title: Span) -> str:
    tree, i = chains.tree, title.start - 1
    while i >= 0 and tree.sent[i] == tree.sent[title.start] and tree.tag[i] in _IN_PHRASE:
        if i in chains.people_of:
            return chains.people_of[i]
        if i in chains.at and chains.at[i].known:
            return chains.at[i].known
        i -= 1
    return ""


def _state_behind(chains: Chains, title: Span) -> str:
    tree = chains.tree
    for prep in tree.kids(title.end - 1, "prep"):
        owners = tree.kids(prep, "pobj") if tree.lower[prep] == "of" else []
        known = [chains.at[i].known for i in owners if i in chains.at and chains.at[i].known]
        if known:
            return known[0]
    return ""
