"""Who is who within an article: coreference chains over names, descriptions and pronouns.

In: a Tree whose Doc has names, demonyms and titles. Out: `doc.spans["coref_clusters_1"]` … in order of first
mention: spans labelled name, nominal or pronoun; the group's `attrs` hold `name`, `type`, `known` (gazetteer id or
""), `state` (the id of the state that a body belongs to, or ""), `local` (the name does not tell it from another
article's) and `retired` (a leader out of office). A description or a pronoun joins a chain only where exactly one
candidate fits; otherwise it stays out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

from kg.annotators.coreference.bodies import join_bodies
from kg.annotators.coreference.chains import Chains
from kg.annotators.coreference.descriptions import join_descriptions
from kg.annotators.coreference.groups import join_groups
from kg.annotators.coreference.leaders import know_leaders
from kg.annotators.coreference.nameless import join_nameless
from kg.annotators.coreference.names import best_name, join_names
from kg.annotators.coreference.nested import join_nested
from kg.annotators.coreference.offices import read_offices
from kg.annotators.coreference.pronouns import join_pronouns
from kg.annotators.coreference.respelt import join_respelt
from kg.annotators.coreference.state_bodies import is_common_body, join_state_bodies, name_of_body

if TYPE_CHECKING:
    from kg.annotators.coreference.chains import Chain
    from kg.ontology import Ontology
    from kg.syntax import Tree

__all__ = ["chains_of", "mark_coreference"]

_WORDS = 2  # of a name whose last word tells its class, at least
_KEY = "coref_clusters_"  # spaCy's own name for them
# Each step may use what the steps before it have joined.
_STEPS = (
    join_names,
    read_offices,
    know_leaders,
    join_respelt,
    join_descriptions,
    join_state_bodies,
    join_bodies,
    join_groups,
    join_pronouns,
    join_nameless,
    join_nested,
)


def mark_coreference(tree: Tree, ontology: Ontology, published: str | None = None) -> None:
    """Write the chains of the Doc into `doc.spans["coref_clusters_N"]`, N from 1."""
    found = Chains(tree, ontology, int(published[:4]) if published else None)
    for step in _STEPS:
        step(found)
    for n, chain in enumerate(found.in_order(), 1):
        key = f"{_KEY}{n}"
        group = SpanGroup(tree.doc, name=key, attrs=_attributes(found, chain))
        group.extend([Span(tree.doc, m.start, m.end, label=m.kind) for m in chain.mentions])
        tree.doc.spans[key] = group


def _attributes(chains: Chains, chain: Chain) -> dict[str, object]:
    name = best_name(chain)
    chain.kind = _narrowed(name, chain, chains.ontology)
    return {
        "name": name_of_body(chains, chain, name),
        "type": chain.kind,
        "known": chain.known,
        "state": chain.state,
        "local": is_common_body(chains, chain),
        "retired": chain.retired,
    }


def _narrowed(name: str, chain: Chain, ontology: Ontology) -> str:
    """ "the Progress Party" is a party, "University of Oslo" a university: by the last word, or the one before "of"."""
    words = name.split()
    if chain.known or chain.kind != "Organization" or (len(words) < _WORDS and not chain.state):
        return chain.kind
    last = next((i for i, word in enumerate(words) if i and word in ("of", "for")), len(words)) - 1
    return ontology.lexicon.kinds.get(words[last], chain.kind)


def chains_of(groups: Iterable[tuple[str, SpanGroup]]) -> list[SpanGroup]:
    """The coreference groups among `doc.spans.items()`, by their number."""
    found = [(int(key.removeprefix(_KEY)), group) for key, group in groups if key.startswith(_KEY)]
    return [group for _, group in sorted(found, key=lambda pair: pair[0])]
