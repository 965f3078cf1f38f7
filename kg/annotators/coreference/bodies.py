"""Bodies, laws and occasions by their kind: "the company", "the bill", "legislation", "the contest".

In: Chains with the names joined. Out: the noun joined to the only one of its kind that is near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains

_NEAR = 2  # sentences; a paper names many organizations, but few bills, and for those there is no limit
_EVERYWHERE = 99


def join_bodies(chains: Chains) -> None:
    """Each such noun means the only one of its kind named before: an organization in this or the last two sentences."""
    kinds = dict.fromkeys(chains.lexicon.words("organizationNoun"), "Organization")
    kinds |= dict.fromkeys(chains.lexicon.words("lawNoun"), "Work")
    kinds |= dict.fromkeys(chains.lexicon.words("occasionNoun"), "Event")
    for i, lemma in enumerate(chains.tree.lemma):
        if lemma not in kinds or i in chains.at or not _points_back(chains, i):
            continue
        near = [c for c in chains.all if _is_kind(chains, c, kinds[lemma]) and _is_near(chains, c, i, kinds[lemma])]
        if len(near) == 1:
            chains.add(near[0], min([i, *chains.tree.kids(i, "det")[:1]]), i + 1, "nominal")


def _points_back(chains: Chains, i: int) -> bool:
    """Is the noun a phrase of its own, definite, and not described any further?"""
    tree, pointing = chains.tree, chains.lexicon.words("pointing")
    if tree.tag[i] not in ("NN", "NNP") or tree.dep[i] in ("compound", "nmod", "attr", "appos"):
        return False
    if tree.kids(i, "appos") or any(c < i and tree.lower[c] not in pointing for c in tree.children[i]):
        return False
    if any(tree.lower[c] == "of" for c in tree.kids(i, "prep")):
        return False
    if _needs_no_article(chains, i):
        return True
    dets = tree.kids(i, "det")
    return bool(dets) and tree.lower[dets[0]] in pointing and not tree.kids(i, "relcl", "acl")


def _needs_no_article(chains: Chains, i: int) -> bool:
    return chains.tree.lemma[i] in chains.lexicon.words("uncountableLaw")


def _is_kind(chains: Chains, chain: Chain, kind: str) -> bool:
    above = chains.ontology.schema.classes.get(chain.kind, frozenset())
    return kind in above and "Country" not in above


def _is_near(chains: Chains, chain: Chain, i: int, kind: str) -> bool:
    """Is the chain mentioned before token `i` and not too far away? ("Legislation" may come before its name.)"""
    mentions = chain.mentions if _needs_no_article(chains, i) else chain.before(i)
    reach = _NEAR if kind == "Organization" else _EVERYWHERE
    return any(chains.distance(m, i) <= reach for m in mentions)
