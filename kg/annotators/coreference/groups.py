"""Groups, bodies and persons without a name: "the protesters", "the Afghan team", "23 people", "an Argentine judge".

In: Chains with names, descriptions and bodies joined. Out: a chain for each group, and what means it later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains, Mention
    from kg.syntax import Tree

_INSIDE = ("compound", "amod", "nmod", "attr", "appos")  # labels of nouns that are no phrase of their own
_TELLING_PHRASES = (["of"], ["from"], ["in"])
_LONGEST_OF = 6  # tokens from a group's noun to the name in its of-phrase


class _Description(NamedTuple):
    """What a group is called: its noun, its number, and the words that set it apart from others of that noun."""

    noun: str
    number: str
    words: frozenset[str]


class _Group(NamedTuple):
    """A group and how it was first described."""

    described: _Description
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
    """A plural noun for people, a collective noun, or one person of a state, that heads a phrase of its own."""
    tree, words = chains.tree, chains.lexicon.words
    if not tree.tag[i].startswith("NN") or i in chains.at or tree.dep[i] in _INSIDE or tree.kids(i, "appos"):
        return False
    if tree.lemma[i] in words("peopleNoun"):
        return tree.tag[i] == "NNS" or _is_person_of_state(chains, i)
    return tree.lemma[i] in words("bodyNoun") or _is_told_apart(chains, i)


def _is_person_of_state(chains: Chains, i: int) -> bool:
    """ "an Argentine judge", "the Iranian general": one person, of whom the text tells the state and no name."""
    tree = chains.tree
    if tree.tag[i] != "NN" or tree.lemma[i] not in chains.lexicon.words("peopleNoun") or not _determiners(tree, i):
        return False  # "American academic and professor Marc Hill"
    if tree.lemma[i] in chains.lexicon.words("noPerson"):
        return False  # "the Eastern European country"
    return any(j in chains.people_of or _is_state(chains, j) for j in tree.kids(i, "amod", "compound", "nmod"))


def _is_state(chains: Chains, i: int) -> bool:
    return i in chains.at and chains.at[i].kind == "Country"


def _is_told_apart(chains: Chains, i: int) -> bool:
    """ "a human rights group", "opposition parties": a kind of body, with a noun or a state that tells which."""
    tree, words = chains.tree, chains.lexicon.words
    if tree.lemma[i] not in words("kindOfBody") or any(tree.lower[p] == "of" for p in tree.kids(i, "prep")):
        return False
    before = [j for j in tree.kids(i, "amod", "compound", "nmod") if j < i]
    if not before:  # "the group" may mean one that was told apart before
        return tree.tag[i] == "NN" and not words("pointingAtSeveral").isdisjoint(_determiners(tree, i))
    tells = (j in chains.people_of or tree.tag[j].startswith("NN") for j in before)
    return any(tells) and words("noBody").isdisjoint(tree.lower[j] for j in before)


def _is_certain(chains: Chains, i: int, own: list[int]) -> bool:
    """Neither "other protesters" nor "no protesters"; nor "NATO members", "Russian officials": NATO, Russia."""
    tree, words = chains.tree, chains.lexicon.words
    if not words("indefinite").isdisjoint(tree.lower[j] for j in own):
        return False
    if not words("indefiniteDeterminer").isdisjoint(_determiners(tree, i)):
        return False
    if tree.lemma[i] in words("memberNoun") and any(j in chains.at for j in own):
        return False
    if tree.lemma[i] not in words("standIn") or not words("unofficial").isdisjoint(tree.lower[j] for j in own):
        return True
    return not any(j in chains.people_of or j in chains.at for j in own)


def _determiners(tree: Tree, i: int) -> set[str]:
    return {tree.lower[c] for c in tree.kids(i, "det", "poss", "neg")}


def _modifiers(tree: Tree, i: int) -> list[int]:
    """The tokens before noun `i` that tell which group it is, in text order; numbers do not, but "9/11" does."""
    before = [c for c in tree.kids(i, "amod", "compound", "nmod", "poss") if c < i and _is_telling(tree, c)]
    dates = [c for c in tree.kids(i, "nummod") if _is_date(tree.words[c])]
    return sorted(
        j
        for c in [*before, *dates]
        for j in tree.subtree(c)
        if tree.tag[j] not in ("DT", "PRP$", "POS") and tree.dep[j] not in ("det", "advmod")
    )


def _is_telling(tree: Tree, i: int) -> bool:
    return tree.tag[i] not in ("PRP$", "JJR", "JJS") and all(tree.tag[j] != "CD" for j in tree.subtree(i))


def _number(chains: Chains, i: int) -> list[int]:
    """The number of "killed 23 people": those who are counted are told apart by it."""
    tree = chains.tree
    if tree.tag[i] != "NNS" or not chains.lexicon.words("pointingAtSeveral").isdisjoint(_determiners(tree, i)):
        return []
    return [j for c in tree.kids(i, "nummod") for j in tree.subtree(c) if tree.tag[j] == "CD"]


def _is_date(word: str) -> bool:
    """ "9/11", not "1,000"."""
    return any(sign.isdigit() for sign in word) and not word.replace(",", "").replace(".", "").isdigit()


# --- which group


def _join(chains: Chains, i: int, own: list[int], groups: list[_Group]) -> None:
    """A new group, or the one that was named before with the same noun and nothing that sets it apart."""
    tree = chains.tree
    counted = _number(chains, i)
    described = _Description(tree.lemma[i], " ".join(tree.lower[j] for j in counted), _telling_words(chains, i, own))
    chain = _same_group(chains, i, described, groups)
    if chain is None and not described.words and not counted and not _is_group_by_itself(chains, i):
        return
    if chain is None:
        kind = "Person" if _is_person_of_state(chains, i) else "Group"
        chain = chains.start(_name(chains, i, [*counted, *own]), kind)
        groups.append(_Group(described, chain))
    chains.add(chain, min([i, *own, *tree.kids(i, "det")]), i + 1, "nominal")


def _telling_words(chains: Chains, i: int, own: list[int]) -> frozenset[str]:
    origin = _origin(chains, i)
    words = frozenset(chains.tree.lower[j] for j in own)
    return words if origin is None else words | {f"{chains.tree.lower[i + 1]} {chains.at[origin].name}"}


def _same_group(chains: Chains, i: int, new: _Description, groups: list[_Group]) -> Chain | None:
    """ "the US soldiers" may be the "three US soldiers" named before; "five US soldiers" are not."""
    alike = [(old, chain) for old, chain in groups if old.noun == new.noun]
    if new.words or new.number:
        same = (c for old, c in alike if old.words == new.words and new.number in ("", old.number))
        return next(same, None)
    if chains.lexicon.words("pointingAtSeveral").isdisjoint(_determiners(chains.tree, i)):
        return None
    before = [chain for _, chain in alike if chain.before(i)]
    return min(before, key=lambda c: (-len(c.mentions), c.mentions[0]), default=None)  # what the article is about


def _is_group_by_itself(chains: Chains, i: int) -> bool:
    """A collective noun in the singular, or a side in what happens that is pointed at, or does something."""
    lemma, words = chains.tree.lemma[i], chains.lexicon.words
    singular = chains.tree.lower[i] == lemma
    if lemma in words("bodyNoun") and singular:
        return True
    bare = not chains.tree.kids(i, "det", "poss", "amod", "compound", "prep", "relcl", "acl")
    acting = chains.tree.dep[i] in ("nsubj", "nsubjpass", "dobj") and bare  # "Rebels attacked Acre"
    return lemma in words("partyNoun") and ("the" in _determiners(chains.tree, i) or acting)


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
    return _mention(chains, origin).end


def _origin(chains: Chains, i: int) -> int | None:
    """The head of the name that tells the group behind its noun: "critics of Scientology", "refugees from Syria"."""
    tree = chains.tree
    if tree.lower[i + 1 : i + 2] not in _TELLING_PHRASES or tree.head[i + 1] != i:
        return None
    named = (o for o in tree.kids(i + 1, "pobj") if o in chains.at and not tree.kids(o, "conj"))
    return next((o for o in named if _mention(chains, o).start - i < _LONGEST_OF), None)


def _mention(chains: Chains, i: int) -> Mention:
    """The mention that covers token `i`."""
    return max(m for m in chains.at[i].mentions if m.start <= i < m.end)
