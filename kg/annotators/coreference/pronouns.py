"""Whom "he", "her", "it" and "their" mean.

In: Chains with all that is named or described. Out: the pronoun joined to the one whom it can mean; "we", "you" and
what is said of things inside quotation marks stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain, Chains
    from kg.syntax import Tree

_LOOK_BACK = 3  # sentences; farther back a pronoun's reading is a guess (measured on 62 he/she of news: 77 % at best)
_NOT_IT = frozenset(("Person", "Place", "City", "Region", "Facility", "Event", "Work"))
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative")


def join_pronouns(chains: Chains) -> None:
    """Each pronoun of the third person means whom it can only mean."""
    words = chains.lexicon.words
    men, women, plural = words("malePronoun"), words("femalePronoun"), words("pluralPronoun")
    bodies = words("neuterPronoun") | plural
    for i, word in enumerate(chains.tree.lower):
        if not chains.tree.tag[i].startswith("PRP"):
            continue
        chain = None
        if word in men or word in women:
            chain = _person(chains, i, female=word in women)
        elif word in bodies and i not in chains.quoted:
            chain = _body(chains, i, plural=word in plural)
        if chain is not None:
            chains.add(chain, i, i + 1, "pronoun")


def _subjects_around(tree: Tree, i: int) -> Iterator[int]:
    """Subjects of the clauses around token `i`, nearest first, that stand before it and do not contain it."""
    for up in tree.ancestors(i):
        for subject in tree.kids(up, *_SUBJECTS):
            if subject < i and i >= tree.edges(subject)[1]:
                yield subject


# --- he and she


def _person(chains: Chains, i: int, *, female: bool) -> Chain | None:
    """The subject of a clause around; else the only candidate near; else the last sentence's subject."""
    joined = _conjoined(chains, i, female=female)
    if joined is not None:
        return joined
    others = _who_acts_on(chains, i)
    for subject in _subjects_around(chains.tree, i):
        chain = chains.at.get(subject)
        if chain is not None and chain.may_be(female=female) and not any(chain is other for other in others):
            return chain if chain.female is female else _surer(chains, i, female=female) or chain
    near = [c for c in chains.all if c.may_be(female=female) and _is_near(chains, c, i)]
    near = [c for c in near if not any(c is other for other in others)]
    sure = [c for c in near if c.female is female]
    if len(near) == 1:
        return near[0]
    if len(sure) == 1 and all(c.female is not None for c in near):
        return sure[0]
    last = _last_subject(chains, i, near, female=female)
    return None if any(last is other for other in others) else last


def _who_acts_on(chains: Chains, i: int) -> list[Chain]:
    """Who is named as subject of the verb whose object the pronoun is: whoever "praised her" is another."""
    tree = chains.tree
    if tree.tag[i] != "PRP" or tree.dep[i] not in _OBJECTS or tree.lower[i].endswith("self"):
        return []
    subjects = tree.kids(tree.head[i], *_SUBJECTS)
    named = [j for subject in subjects for j in tree.conjuncts(subject) if not tree.tag[j].startswith("PRP")]
    return [chains.at[j] for j in named if j in chains.at]


def _surer(chains: Chains, i: int, *, female: bool) -> Chain | None:
    """ "Chris Christie blamed Hillary Clinton after she …": the only one of the sentence whose sex surely fits."""
    sentence = chains.tree.sent[i]
    fit = (c for c in chains.all if c.kind == "Person" and c.female is female)
    found = [c for c in fit if any(chains.tree.sent[m.start] == sentence for m in c.before(i))]
    return found[0] if len(found) == 1 else None


def _conjoined(chains: Chains, i: int, *, female: bool) -> Chain | None:
    """ "the son of Samuel Hale and his wife": he who stands right before the "and"."""
    tree = chains.tree
    if tree.tag[i] != "PRP$" or tree.lower[i - 1] not in ("and", "or") or i < 2:
        return None
    for j in range(i - 2, tree.sent_starts[tree.sent[i]] - 1, -1):
        chain = chains.at.get(j)
        if chain is not None and chain.may_be(female=female):
            return chain
        if tree.is_verb(j):
            break
    return None


def _is_near(chains: Chains, chain: Chain, i: int) -> bool:
    """Is the chain named or described before token `i`, in its sentence or the last two?"""
    return any(m.kind != "pronoun" and chains.distance(m, i) < _LOOK_BACK for m in chain.before(i))


def _last_subject(chains: Chains, i: int, near: list[Chain], *, female: bool) -> Chain | None:
    """The subject of the last sentence that has a person for one, if the sex is sure or it is the main person near."""
    subject = next((c for c in _earlier_subjects(chains, i) if c.may_be(female=female)), None)
    if subject is None or subject.female is female:
        return subject
    return subject if subject is max(near, key=lambda c: len(c.mentions), default=None) else None


def _earlier_subjects(chains: Chains, i: int) -> Iterator[Chain]:
    """Who is subject of a main clause in the sentences before, the nearest sentence first."""
    tree = chains.tree
    ends = [*tree.sent_starts[1:], len(tree)]
    for n in range(tree.sent[i] - 1, max(-1, tree.sent[i] - _LOOK_BACK), -1):
        for j in range(tree.sent_starts[n], ends[n]):
            if tree.dep[j] in _SUBJECTS and tree.dep[tree.head[j]] in ("ROOT", "conj") and j in chains.at:
                yield chains.at[j]


# --- it and they


def _body(chains: Chains, i: int, *, plural: bool) -> Chain | None:
    """The subject of the clauses around, if it is a state or a body and the same in all that have one."""
    tree, relative = chains.tree, chains.lexicon.words("relativePronoun")
    found: list[Chain] = []
    for subject in _subjects_around(tree, i):
        if tree.lower[subject] in relative:
            continue
        if plural and len(tree.conjuncts(subject)) > 1:
            return None  # several: the statement readers spread them
        chain = chains.at.get(subject)
        if chain is None or chain.kind in _NOT_IT:
            break
        found.append(chain)
    return found[0] if found and all(chain is found[0] for chain in found) else None
