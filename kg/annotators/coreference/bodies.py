"""Bodies, places, laws and occasions by their kind: "the company", "the city", "the bill", "The Commission".

In: Chains with the names joined. Out: the noun joined to the one that the text has called so ("Busan, a port city"),
whose name has it for its head ("the European Commission"), or that is the only one of the noun's class near.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains
    from kg.syntax import Tree

_NEAR = 2  # sentences; a paper names many organizations, but few bills, and for those there is no limit
_DESCRIBED = 5  # sentences behind the last mention of what the text calls so
_EVERYWHERE = 99
_SORTS = ("Organization", "Place", "Event", "Work")
_CAPITAL = "capital"
_COPULAS = ("be", "become", "remain")


def join_bodies(chains: Chains) -> None:
    """Each such noun means the only one of its kind named before: an organization in this or the last two sentences."""
    kinds, tree = chains.lexicon.pointing, chains.tree
    described = _descriptions(chains)
    introduced = [i for i in range(len(tree)) if _is_introduced(chains, i)]
    for i, lemma in enumerate(tree.lemma):
        if i not in chains.at and lemma == _CAPITAL:
            _join_capital(chains, i)
        if i in chains.at or not _points_back(chains, i):
            continue
        found = _near(chains, described.get(lemma, []), i, _DESCRIBED) or _named_so(chains, i)
        if not found and (kind := kinds.get(lemma)):
            found = _of_kind(chains, i, kind)
        found = [c for c in found if not _is_another(chains, c, i, introduced)]
        if len(found) == 1:
            chains.add(found[0], min([i, *tree.kids(i, "det")[:1]]), i + 1, "nominal")


def _near(chains: Chains, those: list[Chain], i: int, reach: int) -> list[Chain]:
    """Those that are mentioned before token `i`, at most so many sentences away."""
    return [c for c in those if any(chains.distance(m, i) <= reach for m in c.before(i))]


def _is_introduced(chains: Chains, i: int) -> bool:
    """ "a bill", of which nothing named is said to be one."""
    tree = chains.tree
    indefinite = any(tree.lower[d] in ("a", "an") for d in tree.kids(i, "det"))
    return indefinite and i not in chains.at and _described(chains, tree, i) is None


def _is_another(chains: Chains, chain: Chain, i: int, introduced: list[int]) -> bool:
    """Has "a bill" been spoken of since the chain was last named? Then "the bill" is that one."""
    tree, last = chains.tree, max((m.end for m in chain.before(i)), default=0)
    return any(last < j < i and tree.lemma[j] == tree.lemma[i] for j in introduced)


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


def _join_capital(chains: Chains, i: int) -> None:
    """ "the Russian capital", "France's capital": the city, also where the text does not name it."""
    tree, places = chains.tree, chains.ontology.places
    if tree.tag[i] != "NN" or tree.dep[i] in ("compound", "nmod", "attr", "appos") or tree.kids(i, "appos", "compound"):
        return
    if not tree.kids(i, "det", "poss"):
        return  # "Russian capital flowed into Cyprus"
    before = [*tree.kids(i, "amod", "nmod"), *(p for p in tree.kids(i, "poss") if tree.lower[i - 1] in ("'s", "’s"))]
    behind = [o for p in tree.kids(i, "prep") if tree.lower[p] == "of" for o in tree.kids(p, "pobj")]
    states = {chains.people_of.get(j) or (chains.at[j].known if j in chains.at else "") for j in [*before, *behind]}
    capitals = [c for state in states if state in places.all for c in places.all[state].capitals]
    if len(capitals) == 1:
        city = next((c for c in chains.all if c.known == capitals[0]), None)
        city = city or chains.start("", places.all[capitals[0]].type, capitals[0])
        chains.add(city, min([i, *before, *tree.kids(i, "det")]), i + 1, "nominal")


# --- what the text calls it


def _descriptions(chains: Chains) -> dict[str, list[Chain]]:
    """Who or what the text says to be a so-and-so, by the noun: "Busan, a port city", "Ann Lee is a lawyer"."""
    tree, words = chains.tree, chains.lexicon.words
    known = words("roleNoun") | words("peopleNoun") | chains.lexicon.pointing.keys()
    heads = words("headOfState")  # "the president" is the head of the state before he is one of a bank
    found: dict[str, list[Chain]] = {}
    for i, lemma in enumerate(tree.lemma):
        if tree.tag[i] != "NN" or i in chains.at or lemma in heads or lemma not in known:
            continue
        chain = _described(chains, tree, i)
        if chain is None or not _can_be(chains, chain, chains.lexicon.pointing.get(lemma)):
            continue
        if all(chain is not other for other in found.setdefault(lemma, [])):
            found[lemma].append(chain)
    return found


def _described(chains: Chains, tree: Tree, i: int) -> Chain | None:
    """Of whom the noun is said, in apposition or by a copula; "not a city" and "a former city" say nothing."""
    head = tree.head[i]
    if not chains.lexicon.words("former").isdisjoint(tree.lower[c] for c in tree.kids(i, "amod")):
        return None
    if tree.dep[i] == "appos":
        return chains.at.get(head)
    if tree.dep[i] == "attr" and tree.lemma[head] in _COPULAS and not tree.kids(head, "neg"):
        subjects = [s for s in tree.kids(head, "nsubj") if s in chains.at]
        return chains.at[subjects[0]] if len(subjects) == 1 else None
    named = [c for c in tree.kids(i, "appos") if c in chains.at]
    return chains.at[named[0]] if len(named) == 1 else None


def _can_be(chains: Chains, chain: Chain, kind: str | None) -> bool:
    """No place is a newspaper, whatever the parser makes of a list."""
    return kind is None or any(_is_a(chains, chain.kind, sort) and _is_a(chains, kind, sort) for sort in _SORTS)


def _named_so(chains: Chains, i: int) -> list[Chain]:
    """ "the European Commission" for "the Commission": the bodies whose name has the capitalized noun for its head."""
    word = chains.tree.words[i]
    if word not in chains.lexicon.body_words:
        return []
    return [c for c in chains.all if c.kind != "Person" and c.before(i) and c.is_headed_by(word)]


# --- what it is


def _of_kind(chains: Chains, i: int, kind: str) -> list[Chain]:
    """The chains of the class that are near; for a country none where the text speaks of the people of another."""
    lasting = _is_a(chains, kind, "Work") or _is_a(chains, kind, "Event")
    near = _near(chains, chains.all, i, _EVERYWHERE if lasting else _NEAR)
    if _needs_no_article(chains, i):
        near = chains.all  # "legislation" may come before its name
    found = [c for c in near if _is_kind(chains, c, kind)]
    if kind != "Country" or not found:
        return found
    if i in chains.quoted:
        return []  # "this country" is the speaker's
    tree = chains.tree
    others = {state for j, state in chains.people_of.items() if j < i and tree.sent[i] - tree.sent[j] <= _NEAR}
    return found if others <= {found[0].known} and _is_most_named(chains, found[0], i) else []


def _is_most_named(chains: Chains, country: Chain, i: int) -> bool:
    """Does the text up to token `i` speak of no other country, or its people, more often?"""
    often = Counter(state for j, state in chains.people_of.items() if j < i)
    for chain in chains.all:
        if chain.kind == "Country":
            often[chain.known] += len(chain.before(i))
    return often[country.known] >= max(often.values(), default=0)


def _is_kind(chains: Chains, chain: Chain, kind: str) -> bool:
    """Is the chain of the class, or for a firm a body of which no more is known?"""
    telling = {"Work": "statuteWord", "Event": "occasion"}.get(kind)
    if telling is not None:
        words = {word for form in chain.forms for word in (*form.split(), *form.casefold().split())}
        return _is_a(chains, chain.kind, kind) and not words.isdisjoint(chains.lexicon.words(telling))
    untold = chain.kind == "Organization" and kind == "Company"
    return untold or (_is_a(chains, chain.kind, kind) and (kind == "Country" or chain.kind != "Country"))


def _is_a(chains: Chains, kind: str, above: str) -> bool:
    return above in chains.ontology.schema.classes.get(kind, frozenset())
