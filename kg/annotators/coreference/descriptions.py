"""Persons described by their office: "the Russian leader", "the defense minister", "the President".

In: Chains whose persons have their offices. Out: the description joined to the one person whom it fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains

_LOOK_BACK = 3  # sentences in which one of several holders of an office must have been mentioned


def join_descriptions(chains: Chains) -> None:
    """Each "the … minister" that names nobody itself means the person who holds that office."""
    roles, tree = chains.lexicon.words("roleNoun"), chains.tree
    for i, lemma in enumerate(tree.lemma):
        if lemma not in roles or i in chains.at or tree.tag[i] not in ("NN", "NNP"):
            continue
        start = _phrase_start(chains, i)
        if tree.lower[start] != "the" or _names_somebody(chains, i):
            continue
        chain = _described(chains, start, i)
        if chain is not None:
            chains.add(chain, start, i + 1, "nominal")


def _phrase_start(chains: Chains, i: int) -> int:
    """The first token of the noun phrase that ends at its head `i`."""
    tree, start = chains.tree, i
    while (
        start
        and start <= tree.head[start - 1] <= i
        and tree.sent[start - 1] == tree.sent[i]
        and tree.dep[start - 1] != "punct"
    ):
        start -= 1
    return start


def _names_somebody(chains: Chains, i: int) -> bool:
    """Does the noun introduce a name ("the leader Kim", "the mayor, Ms Hidalgo") or belong to a longer noun?"""
    tree = chains.tree
    named = i + 1 in chains.at and tree.sent[i] == tree.sent[i + 1]
    return named or tree.dep[i] in ("compound", "nmod", "appos", "attr") or bool(tree.kids(i, "appos", "conj"))


def _described(chains: Chains, start: int, i: int) -> Chain | None:
    """The one person in office whom the phrase can mean; of several, the one mentioned a little before."""
    country = next((chains.people_of[j] for j in range(start, i) if j in chains.people_of), "")
    office = _office(chains, start, i)
    fits = [c for c in chains.all if any(_agrees(chains, held, office, country) for held in c.offices)]
    if not fits and country and chains.year is None:
        fits = [c for c in chains.all if c.known and _has_led(chains, c.known, office, country)]
    if len(fits) > 1:
        fits = [c for c in fits if any(0 <= chains.distance(m, i) <= _LOOK_BACK for m in c.before(i))]
    return fits[0] if len(fits) == 1 else None


def _office(chains: Chains, start: int, i: int) -> str:
    """The words of the phrase without "the" and the country."""
    tree = chains.tree
    words = [tree.lower[j] for j in range(start + 1, i + 1) if j not in chains.people_of]
    return " ".join(word for word in words if word != "'s")


def _agrees(chains: Chains, held: tuple[str, str], office: str, country: str) -> bool:
    """Can a person in the office `held` be called `office`, of `country` if that is said?"""
    title, owner = held
    if country and owner != country:
        return False
    if title == office or title.endswith(f" {office}"):
        return True
    heads = chains.lexicon.words("headOfState")
    return bool(country) and office in heads and title in heads  # "the Russian leader" is its president


def _has_led(chains: Chains, known: str, office: str, country: str) -> bool:
    """Is it a leader of whom the program knows that office of the state? For articles that do not say when they are."""
    leader = chains.ontology.leaders.all.get(known)
    if leader is None or country not in leader.states:
        return False
    return office in leader.offices or office in chains.lexicon.words("headOfState")
