"""Bodies of states, one whatever way the text says whose: "Kenya's Supreme Court", "the Kenyan parliament".

In: Chains with the names joined. Out: the state of each such chain, if the text tells it; chains for bodies without a
name of their own; and "the ministry" or "the court" joined to the only one that was meant before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains, Mention

_RENAMED = frozenset(("Court", "Embassy", "Ministry", "Parliament"))  # called by state and kind, in any order
_QUALIFIED = ("amod", "compound", "nmod")
_INSIDE = ("compound", "amod", "nmod", "appos")


def join_state_bodies(chains: Chains) -> None:
    """The state of every named body, then bodies that are only described, then those pointed back at."""
    for chain in chains.all:
        if _is_public(chains, chain):
            chain.state = next((s for m in chain.mentions for s in _states_of_name(chains, m)), "")
    for i in _nouns(chains, "stateBody"):
        _describe(chains, i)
    for i in _nouns(chains, "publicBodyNoun"):
        _point_back(chains, i)


def name_of_body(chains: Chains, chain: Chain, name: str) -> str:
    """What a state's body is called: "Ministry of Defence of Kenya" and "Kenya's Ministry of Defence" are one."""
    if not chain.state or chain.known or chain.kind not in _RENAMED:
        return name
    state = chains.ontology.places.all[chain.state]
    own = next((end for end in _ends(state.name, *state.aliases) if name.endswith(end)), "")
    bare = name.removesuffix(own)
    if state.adjective is None or any(word in bare for word in (state.name, *state.aliases, *state.adjectives)):
        return name
    return f"{state.adjective} {bare}"


def is_common_body(chains: Chains, chain: Chain) -> bool:
    """ "the Supreme Court", "the Ministry of Defence", and no word of which state: another article's is another."""
    if chain.known or chain.state or chain.kind not in _RENAMED:
        return False
    common = chains.lexicon.words("commonBodyWord")
    words = {word.lower() for form in chain.forms for word in form.split()}
    return chain.kind == "Ministry" or words <= common


def _ends(*names: str) -> Iterator[str]:
    for name in names:
        yield from (f" of {name}", f" of the {name}")


def _is_public(chains: Chains, chain: Chain) -> bool:
    above = chains.ontology.schema.classes.get(chain.kind, frozenset())
    if chain.known or "Organization" not in above:
        return False
    words = {word.lower() for form in chain.forms for word in form.split()}
    return "PublicBody" in above or not words.isdisjoint(chains.lexicon.words("publicBody"))


def _nouns(chains: Chains, words: str) -> Iterator[int]:
    """The tokens that head a phrase of their own and are one of a list of nouns, in the singular."""
    tree, listed = chains.tree, chains.lexicon.words(words)
    for i, lemma in enumerate(tree.lemma):
        if lemma in listed and i not in chains.at and tree.tag[i] in ("NN", "NNP") and tree.dep[i] not in _INSIDE:
            yield i


# --- whose


def _states_of_name(chains: Chains, mention: Mention) -> Iterator[str]:
    """The states that own a named body, stand before it as an adjective, or behind it after "of"."""
    tree, before = chains.tree, mention.start - 1
    if before in chains.people_of and tree.head[before] in range(mention.start, mention.end):
        yield chains.people_of[before]
    for i in range(mention.start, mention.end):
        if i in chains.people_of:
            yield chains.people_of[i]
        yield from _owners(chains, i)
    yield from _named_inside(chains, mention)
    yield from _behind(chains, mention.end)


def _owners(chains: Chains, i: int) -> Iterator[str]:
    for p in chains.tree.kids(i, "poss"):
        if (owner := chains.at.get(p)) is not None and _is_state(owner):
            yield owner.known


def _named_inside(chains: Chains, mention: Mention) -> Iterator[str]:
    """ "Ministry of Defence of Ukraine": the words from some "of" to the end name a state."""
    tree = chains.tree
    for i in range(mention.start + 1, mention.end - 1):
        if tree.lower[i] == "of":
            start = i + 2 if tree.lower[i + 1] == "the" else i + 1
            state = chains.ontology.places.well_known(tree.text(start, mention.end)) if start < mention.end else None
            if state is not None and state.type == "Country":
                yield state.id


def _behind(chains: Chains, end: int) -> Iterator[str]:
    """The state behind "of" at token `end`."""
    tree = chains.tree
    if tree.lower[end : end + 1] == ["of"]:
        at = end + 2 if tree.lower[end + 1 : end + 2] == ["the"] else end + 1
        if (owner := chains.at.get(at)) is not None and _is_state(owner):
            yield owner.known


def _is_state(chain: Chain) -> bool:
    return chain.kind == "Country" and bool(chain.known)


# --- without a name


def _describe(chains: Chains, i: int) -> None:
    """ "the Kenyan parliament", "the foreign ministry of Kenya": the body of the one state that is said."""
    states = list(dict.fromkeys(_states_of_noun(chains, i)))
    if len(states) != 1 or chains.tree.kids(i, "conj", "cc"):
        return
    tree, place = chains.tree, chains.ontology.places.all[states[0]]
    field = _field(chains, i)
    name = " ".join([place.adjective or place.name, *(tree.lower[j] for j in field), tree.lemma[i]])
    chain = next((c for c in chains.all if c.state == states[0] and _is_called(c, name)), None)
    if chain is None:
        chain = chains.start(name, chains.lexicon.kinds.get(tree.lemma[i].capitalize(), "Organization"))
        chain.state = states[0]
    chains.add(chain, min([i, *tree.kids(i, *_QUALIFIED)]), i + 1, "nominal")


def _is_called(chain: Chain, name: str) -> bool:
    return chain.name.casefold() == name.casefold()


def _states_of_noun(chains: Chains, i: int) -> Iterator[str]:
    tree = chains.tree
    for c in tree.kids(i, *_QUALIFIED):
        for j in tree.conjuncts(c):
            if j in chains.people_of and j < i:
                yield chains.people_of[j]
    yield from _owners(chains, i)
    yield from _behind(chains, i + 1)


def _field(chains: Chains, i: int) -> list[int]:
    """The tokens that tell what the body is for: "foreign" of "the Chinese foreign ministry"."""
    tree, fieldless = chains.tree, chains.lexicon.words("fieldless")
    own = [c for c in tree.kids(i, *_QUALIFIED) if c not in chains.at and tree.lower[c] not in fieldless]
    own += [d for c in tree.kids(i, "compound") for d in tree.kids(c, "amod")]
    return list(dict.fromkeys(j for j in own if j not in chains.people_of))


# --- pointed back at


def _point_back(chains: Chains, i: int) -> None:
    """ "The ministry": the only body of that kind before, unless one of them was not told apart ("a court")."""
    tree = chains.tree
    if [tree.lower[c] for c in tree.children[i] if c < i] != ["the"] or tree.kids(i, "prep", "appos", "relcl", "acl"):
        return
    if any(tree.lemma[j] == tree.lemma[i] and _is_indefinite(chains, j) for j in range(i)):
        return
    meant = [c for c in chains.all if c.before(i) and _has_noun(chains, c, tree.lemma[i])]
    if len(meant) == 1:
        chains.add(meant[0], i - 1, i + 1, "nominal")


def _is_indefinite(chains: Chains, i: int) -> bool:
    return i not in chains.at and {chains.tree.lower[c] for c in chains.tree.kids(i, "det")} != {"the"}


def _has_noun(chains: Chains, chain: Chain, noun: str) -> bool:
    if "Organization" not in chains.ontology.schema.classes.get(chain.kind, frozenset()):
        return False
    return any(noun in form.lower().split() for form in (*chain.forms, chain.name))
