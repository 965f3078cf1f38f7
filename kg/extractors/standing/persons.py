"""Who is a person though the name does not show it: "Olav Berg (born 1946)", "Welland Hart was a dancer".

In: a Scene. Out: nothing; actors that the text shows to be persons become ones before any fact is read. Only what a
body cannot be said to be counts: a body is no dancer and was not born.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.standing.bearers import closing, copula_behind

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.standing.facts import Scene

_SEVERAL = ("NNS", "NNPS")


def settle_persons(scene: Scene) -> None:
    """Make persons of the actors that are born or have a trade."""
    for n in list(_shown(scene)):
        actor = scene.who.actors[n]
        if not actor.known and not actor.unnamed and not scene.is_a(n, "Person"):
            scene.who.actors.retype(n, "Person")


def _shown(scene: Scene) -> Iterator[int]:
    for name, n in scene.names():
        if not scene.is_a(n, "Person") and (_is_born(scene, name) or _has_trade(scene, name)):
            yield n


def _is_born(scene: Scene, name: Span) -> bool:
    """ "(born 1946)", "(Greek: …; born 1946)", "was born"."""
    words, tree = scene.lexicon.words("bornWord"), scene.tree
    i = name.end
    if tree.words[i : i + 1] == ["("]:
        return any(tree.lower[j] in words for j in range(i, closing(scene, i)))
    return tree.lower[i : i + 2] == ["was", "born"]


def _has_trade(scene: Scene, name: Span) -> bool:
    """ "was an Irish poet": the noun that ends the first noun phrase is a person's."""
    tree, verb = scene.tree, copula_behind(scene, name.end)
    if verb is None:
        return False
    head = next((i for i in range(verb + 2, len(tree)) if _ends_phrase(scene, i)), None)
    if head is None or tree.lemma[head] not in scene.lexicon.words("trade"):
        return False
    return tree.lemma[head] not in scene.lexicon.words("tradeOfBodies") and tree.tag[head] not in _SEVERAL


def _ends_phrase(scene: Scene, i: int) -> bool:
    tag = scene.tree.tag
    return tag[i].startswith("NN") and not (i + 1 < len(tag) and tag[i + 1] in ("NN", "NNS", "NNP", "NNPS", "HYPH", "POS"))
