"""Persons of whom a text speaks without a name: "He was born in Leeds." and nobody named before; "I", who writes it.

In: Chains with all pronouns joined that can be. Out: a chain for the one "he", the one "she" and the author, where the
text leaves no doubt that there is one: before the first person whom it names or lets act, and where nobody is quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains
    from kg.syntax import Tree

_AUTHOR = "the author"
_ACTING = ("nsubj", "nsubjpass", "dobj")
_LABEL = 5  # tokens at the beginning of a block in which a colon makes it a turn of an interview


def join_nameless(chains: Chains) -> None:
    """Chains of pronouns alone."""
    words = chains.lexicon.words
    described = _first_described(chains)
    for name, pronouns, female in (
        ("unnamed man", words("malePronoun"), False),
        ("unnamed woman", words("femalePronoun"), True),
    ):
        free = [i for i in _loose(chains, pronouns) if i < described and not _is_anybody_named(chains, i)]
        _join(chains, free, name, female)
    if _has_one_voice(chains.tree):
        _join(chains, _loose(chains, words("authorPronoun")), _AUTHOR, None)


def _loose(chains: Chains, pronouns: frozenset[str]) -> list[int]:
    """The pronouns that mean nobody yet, outside quotation marks."""
    tree = chains.tree
    quoted = chains.quoted
    free = (i for i, word in enumerate(tree.lower) if word in pronouns and i not in quoted and i not in chains.at)
    return [i for i in free if tree.tag[i].startswith("PRP")]


def _first_described(chains: Chains) -> int:
    """The beginning of the sentence that first lets somebody act who has no name ("a lawyer"), or the text's end."""
    tree, words = chains.tree, chains.lexicon.words
    persons = words("roleNoun") | words("trade") | words("femaleWord") | words("maleWord")
    for i, lemma in enumerate(tree.lemma):
        if lemma in persons and tree.tag[i] == "NN" and tree.dep[i] in _ACTING:
            return tree.sent_starts[tree.sent[i]]
    return len(tree)


def _is_anybody_named(chains: Chains, i: int) -> bool:
    """Has the text before token `i`, or its own sentence, a person, of whichever sex the name seems to be?"""
    tree = chains.tree
    end = next((start for start in tree.sent_starts if start > i), len(tree))
    return any(c.kind == "Person" and c.before(end) for c in chains.all)


def _has_one_voice(tree: Tree) -> bool:
    """Is it no report and no interview: does nobody speak in it but the author?"""
    blocks = tree.doc.spans.get("layout", ())
    turns = any(":" in tree.words[block.start : min(block.end, block.start + _LABEL)] for block in blocks)
    return not turns and not tree.doc.spans.get("quotes", ())


def _join(chains: Chains, pronouns: list[int], name: str, female: bool | None) -> None:
    chain: Chain | None = None
    for i in pronouns:
        if chain is None:
            chain = chains.start(name, "Person")
            chain.female = female
        chains.add(chain, i, i + 1, "pronoun")
