"""Who is a person and what a place though the name does not show it: "Olav Berg (born 1946)", "was born in Hart".

In: a Scene. Out: nothing; actors that the text shows to be persons or places become ones before any fact is read. Only
what cannot be said of anything else counts: a body is no dancer and was not born, and nobody is born in a body.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.standing.bearers import closing, copula_behind

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.standing.facts import Scene

_BEFORE_PLACES = ("in", "of", "to", "from", "near", "at", "around", "the", "leave", "left", ",")
_NEAR = 3  # tokens from the verb to the school: "attended the", "graduated from the"
_SEVERAL = ("NNS", "NNPS")


def settle_kinds(scene: Scene) -> None:
    """Make persons of actors that are born or have a trade, and places of those in which somebody is born or lives."""
    for n in list(_places(scene)):
        _settle(scene, n, "Place")
    for n in list(_shown(scene)):
        _settle(scene, n, "Person")


def _settle(scene: Scene, n: int, kind: str) -> None:
    actor = scene.who.actors[n]
    if not actor.known and not actor.unnamed and not scene.is_a(n, kind):
        scene.who.actors.retype(n, kind)


def _places(scene: Scene) -> Iterator[int]:
    """What stands behind "born", "based" or "lives" and "in", with nothing but a date between, and has no other use."""
    words, tree = scene.lexicon.words("placeAhead"), scene.tree
    for i, word in enumerate(tree.lower):
        if word not in words:
            continue
        at = _in_behind(scene, i)
        n = scene.who.actor_at.get(at) if at is not None else None
        if n is not None and all(_is_placed(scene, m.start) for m in scene.who.actors[n].mentions):
            yield n


def _in_behind(scene: Scene, i: int) -> int | None:
    """The token behind "in" in "born (on 7 May 1932) in"."""
    tree, at = scene.tree, i + 1
    while at < len(tree) and tree.lower[at] in ("on", ",", "and", "raised", "up", "c."):
        at += 1
    at = scene.times[at][-1].end if at in scene.times else at
    at += tree.words[at : at + 1] == [","]
    return at + 1 if tree.lower[at : at + 1] == ["in"] and at + 1 < len(tree) else None


def _is_placed(scene: Scene, offset: int) -> bool:
    """Whether a preposition of place stands before the mention."""
    token = scene.tree.doc.char_span(offset, offset + 1, alignment_mode="expand")
    before = token.start - 1 if token is not None else -1
    return before >= 0 and scene.tree.lower[before] in _BEFORE_PLACES


def _shown(scene: Scene) -> Iterator[int]:
    for name, n in scene.names():
        marks = (_is_born, _has_trade, _is_kin, _is_student)
        if not scene.is_a(n, "Person") and any(shown(scene, name) for shown in marks):
            yield n


def _is_student(scene: Scene, name: Span) -> bool:
    """ "Berg attended Leeds University", "Berg graduated from Leeds College": no body goes to school."""
    tree, words = scene.tree, scene.lexicon.words
    if tree.lemma[name.end : name.end + 1] == [] or tree.lemma[name.end] not in words("studyVerb"):
        return False
    behind = next((m for m in scene.tree.doc.spans["names"] if name.end < m.start <= name.end + _NEAR), None)
    return behind is not None and not words("schoolWord").isdisjoint(tree.lower[behind.start : behind.end])


def _is_kin(scene: Scene, name: Span) -> bool:
    """ "married to Ann Lee", "the daughter of Ann Lee", "his wife Ann Lee": none but a person has kin."""
    words, before = scene.lexicon.words, scene.tree.lower[max(0, name.start - 2) : name.start]
    if len(name) == 1 or not words("genericBodyWord").isdisjoint(
        w.lower() for w in scene.tree.words[name.start : name.end]
    ):
        return False
    kin = words("spouseNoun") | words("childNoun") | words("parentNoun") | words("marriedWord")
    told = before[:-1] if before[-1:] in (["of"], ["to"]) else before
    return not kin.isdisjoint(told[-1:])


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
    return tag[i].startswith("NN") and not (
        i + 1 < len(tag) and tag[i + 1] in ("NN", "NNS", "NNP", "NNPS", "HYPH", "POS")
    )
