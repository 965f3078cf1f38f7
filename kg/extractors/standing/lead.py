"""Does the holder of an office lead the body, or a part of it, or is he or she only of that place?

In: a Scene, a title that may mean to lead, and a body. Out: "leads" or what it is instead; None where it is nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.standing.phrases import phrase_start

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.standing.facts import Scene

_OF = ("of", "for", "at", "to")
_FIELD = ("JJ", "NN", "NNP", "NNS", "NNPS")
_ADJECTIVES = ("JJ", "VBN")


def lead(scene: Scene, title: Span, body: int) -> str | None:
    """The predicate between the holder of an office that leads and the body that it is of."""
    if _is_only_in(scene, title, body):
        return None
    if _is_by_party(scene, title, body):
        return "memberOf"
    predicate = _of_place(scene, title, body) if scene.is_a(body, "Place") else "leads"
    if predicate == "leads" and (
        _is_part(scene, title, body) or _through_part(scene, title) or _is_of_field(scene, title, body)
    ):
        return "memberOf" if scene.is_a(body, "PoliticalParty") else "worksFor"
    return predicate


def _is_by_party(scene: Scene, title: Span, body: int) -> bool:
    """ "the Iowa Republican governor": what the party's member leads is not the party."""
    adjective = scene.tree.words[title.start - 1] in scene.lexicon.parties
    office = scene.tree.lower[title.end - 1]
    return scene.is_a(body, "PoliticalParty") and adjective and office in scene.lexicon.words("electedOffice")


def _is_of_field(scene: Scene, title: Span, body: int) -> bool:
    """ "UMWA Director of Government Affairs": of a field of the body that is named before."""
    tree, at = scene.tree, scene.who.actor_at
    if tree.lower[title.end - 1] not in scene.lexicon.words("fieldOffice"):
        return False
    before = body in (at.get(i) for i in range(phrase_start(scene, title), title.start))
    ofs = [p for p in tree.kids(title.end - 1, "prep") if p == title.end and tree.lower[p] == "of"]
    return before and any(o not in at for p in ofs for o in tree.kids(p, "pobj"))


def _is_part(scene: Scene, title: Span, body: int) -> bool:
    """ "White House political director", "chairman of the Texas GOP": of a part of the body, not of all of it."""
    tree, who = scene.tree, scene.who
    before = title.start - 1
    field = tree.tag[before] in _FIELD and before not in who.actor_at and before not in who.demonyms
    plain = scene.lexicon.words("plainModifier") | scene.lexicon.words("former")
    of_field = field and tree.head[before] == title.end - 1 and tree.lower[before] not in plain
    if of_field and title[-1].lower_ in scene.lexicon.words("fieldOffice"):
        return True
    mentions = [
        i for i in range(phrase_start(scene, title), tree.edges(title.end - 1)[1]) if who.actor_at.get(i) == body
    ]
    return bool(mentions) and any(
        tree.tag[c] == "NNP" and c not in who.demonyms and who.actor_at.get(c) != body and not _is_state(scene, c)
        for c in tree.kids(mentions[-1], "compound", "nmod", "poss")
        if c < mentions[0]
    )


def _is_state(scene: Scene, i: int) -> bool:
    n = scene.who.actor_at.get(i)
    return n is not None and scene.is_a(n, "Country")


def _of_place(scene: Scene, title: Span, place: int) -> str | None:
    """ "Russian opposition leader", "Canadian church leader": a citizen; "army chief" works for the state.

    Only the head of state or government leads a state, and by no field; a captain leads a team that is called like it.
    """
    words, tree = scene.lexicon.words, scene.tree
    office = tree.lower[title.end - 1]
    if office in words("teamOffice"):
        return None
    if not scene.is_a(place, "Country"):
        return _of_part(scene, title, place)
    if office not in words("headOfState") | words("nationalOffice") | words("stateHead"):
        return "worksFor"
    if tree.lower[title.start] == "party":
        return "citizenOf"
    plain = words("plainModifier") | words("former") | words("topModifier")
    i = title.start - 1
    while i >= 0 and tree.tag[i] in (*_FIELD, *_ADJECTIVES, "RB", "HYPH") and i not in scene.who.actor_at:
        if i in scene.who.demonyms:
            break
        if tree.tag[i] in (*_FIELD, *_ADJECTIVES) and tree.lower[i] not in plain:
            return "citizenOf" if office in words("headOfAnything") else "leads"
        i -= 1
    return "leads"


def _of_part(scene: Scene, title: Span, place: int) -> str | None:
    """ "the governor of Ohio", "Ohio's Republican governor"; but "the Chicago police chief" is no chief of Chicago."""
    tree = scene.tree
    if scene.is_a(place, "Facility"):
        return "leads"
    owners = [i for i in range(phrase_start(scene, title), title.start) if scene.who.actor_at.get(i) == place]
    if not owners:
        return "leads"
    between = range(owners[-1] + 1, title.start)
    apart = any(
        tree.tag[i] not in ("POS", *_ADJECTIVES) and tree.words[i] not in scene.lexicon.parties for i in between
    )
    return None if apart or tree.lower[title.end - 1] not in scene.lexicon.words("placeOffice") else "leads"


def _is_only_in(scene: Scene, title: Span, body: int) -> bool:
    """ "the leader in South Carolina" does not lead the place."""
    preps = [p for p in scene.tree.kids(title.end - 1, "prep") if scene.tree.lower[p] in ("in", "for")]
    return scene.is_a(body, "Place") and any(body in scene.in_phrase(p) for p in preps)


def _through_part(scene: Scene, title: Span) -> bool:
    """ "head of the department of physics at Yale": of a part of it; a chairman of the board is of all of it."""
    tree = scene.tree
    objects = [o for p in tree.kids(title.end - 1, "prep") if tree.lower[p] in _OF for o in tree.kids(p, "pobj")]
    parts = scene.lexicon.words("bodyPart")
    return any(tree.lemma[o] in parts and tree.lemma[o] != "board" and o not in scene.who.actor_at for o in objects)
