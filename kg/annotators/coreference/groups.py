"""Groups of people and bodies without a name: "the protesters", "9/11 families", "the Afghan team".

In: Chains with names, descriptions and bodies joined. Out: a chain for each group, and what means it later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains
    from kg.syntax import Tree

_INSIDE = ("compound", "amod", "nmod", "attr", "appos")  # labels of nouns that are no phrase of their own
_TELLING_PHRASES = (["of"], ["from"], ["in"])
_LONGEST_OF = 6  # tokens of an of-phrase that still belongs to the group's name


class _Group(NamedTuple):
    """A group as it was first named: its noun, and the words that set it apart from others of that noun."""

    noun: str
    words: frozenset[str]
    chain: Chain


def join_groups(chains: Chains) -> None:
    """A chain for each group; "the Afghan team" before "the team", wherever they stand."""
    nouns = [(i, _modifiers(chains.tree, i)) for i in range(len(chains.tree)) if _is_group_noun(chains, i)]
    found = [(i, own) for i, own in nouns if _is_certain(chains, i, own)]
    groups: list[_Group] = []
    for i, own in sorted(found, key=lambda f: not f[1]):
        _join(chains, i, own, groups)


# --- what is a group


def _is_group_noun(chains: Chains, i: int) -> bool:
    """A plural noun for people, or a collective noun, that heads a phrase of its own."""
    tree, words = chains.tree, chains.lexicon.words
    people = tree.tag[i] == "NNS" and tree.lemma[i] in words("peopleNoun")
    if not people and not (tree.tag[i].startswith("NN") and tree.lemma[i] in words("bodyNoun")):
        return False
    return i not in chains.at and tree.dep[i] not in _INSIDE and not tree.kids(i, "appos")


def _is_certain(chains: Chains, i: int, own: list[int]) -> bool:
    """Neither "other protesters" nor "no protesters"; nor "NATO members", "Russian officials": NATO, Russia."""
    tree, words = chains.tree, chains.lexicon.words
    if not words("indefinite").isdisjoint(tree.lower[j] for j in own):
        return False
    if not words("indefiniteDeterminer").isdisjoint(_determiners(tree, i)):
        return False
    if tree.lemma[i] in words("memberNoun") and any(j in chains.at for j in own):
        return False
    return tree.lemma[i] not in words("standIn") or not any(j in chains.people_of or j in chains.at for j in own)


def _determiners(tree: Tree, i: int) -> set[str]:
    return {tree.lower[c] for c in tree.kids(i, "det", "poss", "neg")}


def _modifiers(tree: Tree, i: int) -> list[int]:
    """The tokens before noun `i` that tell which group it is, in text order; numbers do not, but "9/11" does."""
    before = [c for c in tree.kids(i, "amod", "compound", "nmod", "poss") if c < i and _is_telling(tree, c)]
    dates = [c for c in tree.kids(i, "nummod") if not tree.words[c].isdigit() and _has_digit(tree.words[c])]
    return sorted(
        j
        for c in [*before, *dates]
        for j in tree.subtree(c)
        if tree.tag[j] not in ("DT", "PRP$", "POS") and tree.dep[j] not in ("det", "advmod")
    )


def _is_telling(tree: Tree, i: int) -> bool:
    return tree.tag[i] not in ("PRP$", "JJR", "JJS") and all(tree.tag[j] != "CD" for j in tree.subtree(i))


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


# --- which group


def _join(chains: Chains, i: int, own: list[int], groups: list[_Group]) -> None:
    """A new group, or the one that was named before with the same noun and nothing that sets it apart."""
    tree = chains.tree
    origin = _origin(chains, i)
    words = frozenset(tree.lower[j] for j in own) | (
        {f"{tree.lower[i + 1]} {chains.at[origin].name}"} if origin else set()
    )
    chain = _same_group(chains, i, words, groups)
    if chain is None and not words and not _is_group_by_itself(chains, i):
        return
    if chain is None:
        chain = chains.start(_name(chains, i, own), "Group")
        groups.append(_Group(tree.lemma[i], words, chain))
    chains.add(chain, min([i, *own, *tree.kids(i, "det")]), i + 1, "nominal")


def _same_group(chains: Chains, i: int, words: frozenset[str], groups: list[_Group]) -> Chain | None:
    alike = [group for group in groups if group.noun == chains.tree.lemma[i]]
    same = [group.chain for group in alike if group.words == words]
    if same:
        return same[0]
    if words or chains.lexicon.words("pointingAtSeveral").isdisjoint(_determiners(chains.tree, i)):
        return None
    before = [group.chain for group in alike if group.chain.before(i)]
    return min(before, key=lambda c: (-len(c.mentions), c.mentions[0]), default=None)  # what the article is about


def _is_group_by_itself(chains: Chains, i: int) -> bool:
    """A collective noun in the singular, or a side in what happens with "the": an actor without a word more."""
    lemma, words = chains.tree.lemma[i], chains.lexicon.words
    singular = chains.tree.lower[i] == lemma
    return (lemma in words("bodyNoun") and singular) or (
        lemma in words("partyNoun") and "the" in _determiners(chains.tree, i)
    )


# --- what it is called


def _name(chains: Chains, i: int, own: list[int]) -> str:
    tree, end = chains.tree, _end_of_name(chains, i)
    if not own and end == i + 1:
        return tree.lower[i]
    return tree.text(_start_of_name(tree, i, own), end)


def _start_of_name(tree: Tree, i: int, own: list[int]) -> int:
    """The first token of the modifiers that is a word; with a hyphen before it ("high-ranking") two earlier."""
    first = min([i, *own])
    while first < i and not tree.words[first][0].isalnum():
        first += 1
    hyphen = first > 0 and tree.words[first - 1] == "-" and tree.dep[first] != "punct"
    return first - 2 if hyphen and first in [*tree.children[i], *own] else first


def _end_of_name(chains: Chains, i: int) -> int:
    """ "former members of Scientology": the name behind "of" belongs to the group's."""
    origin = _origin(chains, i)
    if origin is None:
        return i + 1
    return max(m.end for m in chains.at[origin].mentions if m.start <= origin < m.end)


def _origin(chains: Chains, i: int) -> int | None:
    """The head of the name that tells the group behind its noun: "critics of Scientology", "refugees from Syria"."""
    tree = chains.tree
    if tree.lower[i + 1 : i + 2] not in _TELLING_PHRASES or tree.head[i + 1] != i:
        return None
    objects = (o for o in tree.kids(i + 1, "pobj") if o in chains.at and tree.edges(o)[1] - i <= _LONGEST_OF)
    return next(objects, None)
