"""Standing facts between bodies, and between bodies and states.

In: a Scene. Out: Standings of basedIn and partOf. "the Chinese foreign ministry" itself is made by the referents.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extractors.standing.bearers import owners, said_of
from kg.extractors.standing.facts import Scene, Standing

if TYPE_CHECKING:
    from spacy.tokens import Span

_POSSESSIVE = ("'s", "’s", "'", "’")
_LONGEST_STATE = 3  # words of a state's name or adjective at the head of a body's: "the United Arab Emirates Navy"


def bodies_of_states(scene: Scene) -> Iterator[Standing]:
    """ "the Russian news agency TASS": based in Russia; "the Fox channel FX": part of Fox."""
    kinds = scene.lexicon.words("newsOrganization")
    for i, lemma in enumerate(scene.tree.lemma):
        if lemma in kinds:
            for body in (scene.who.named_beside(i) or _named_behind(scene, i))[:1]:
                if scene.is_a(body, "Organization"):
                    yield from _located(scene, i, body)


def _located(scene: Scene, i: int, body: int) -> Iterator[Standing]:
    for state in scene.who.states_of_adjectives(i)[:1]:
        yield Standing(body, "basedIn", state, [i])
    for owner in scene.who.names_before(i)[:1]:
        if owner != body and scene.is_a(owner, "Organization"):
            yield Standing(body, "partOf", owner, [i])


def _named_behind(scene: Scene, i: int) -> list[int]:
    """ "the Scientology publication Freedom Magazine": the noun hangs on the name behind it."""
    tree, after = scene.tree, scene.who.actor_at.get(i + 1)
    return [after] if after is not None and tree.dep[i] in ("compound", "nmod") and tree.head[i] > i else []


def owners_of_bodies(scene: Scene) -> Iterator[Standing]:
    """ "Acme is the parent company of Brightwater", "Brightwater's parent company, Acme"."""
    tree, kinds = scene.tree, scene.lexicon.words("wholeNoun")
    for i, lemma in enumerate(tree.lemma):
        whole = i - 1 if lemma in kinds and tree.lemma[i - 1] == "parent" else i if lemma == "parent" else None
        if whole is None or (whole == i and tree.lemma[i + 1 : i + 2] and tree.lemma[i + 1] in kinds):
            continue
        first = tree.first_conjunct(i)
        verb = tree.head[first] if tree.dep[first] == "attr" else None
        parts = [n for p in tree.kids(i, "prep") if tree.lower[p] in ("of", "to") for n in scene.in_phrase(p)]
        whose = tree.kids(i, "poss") or (tree.kids(tree.head[i], "poss") if tree.dep[i] == "compound" else [])
        parts += [n for p in whose for n in owners(scene, p)]
        wholes = said_of(scene, i) or [scene.who.actor_at[c] for c in tree.kids(i, "appos") if c in scene.who.actor_at]
        wholes = wholes or [scene.who.actor_at[i + 1]] if i + 1 in scene.who.actor_at else wholes
        pairs = [(part, n) for part in parts for n in wholes if part != n]
        if all(scene.is_a(n, "Organization") for pair in pairs for n in pair):
            yield from (Standing(part, "subsidiaryOf", n, [whole], verb) for part, n in pairs)


def works_of_media(scene: Scene) -> Iterator[Standing]:
    """ "NBC's Meet the Press": part of NBC."""
    tree, actor_at = scene.tree, scene.who.actor_at
    title_words = {i for title in tree.doc.spans["titles"] for i in range(title.start, title.end)}
    for owner, work in pairwise(tree.doc.spans["names"]):
        a, b = actor_at.get(owner.start), actor_at.get(work.start)
        if a is None or b is None or a == b:
            continue
        if work.start - owner.end != 1 or tree.lower[owner.end] not in _POSSESSIVE:
            continue
        titled = any(i in title_words for i in range(work.start, work.end + 1))  # "NBC's Chuck Todd, host"
        if not titled and scene.is_a(a, "Organization") and scene.is_a(b, "Work", "Organization"):
            yield Standing(b, "partOf", a, [owner.end])


def named_after_states(scene: Scene) -> Iterator[Standing]:
    """ "the Italian Supreme Court", "the United Kingdom Home Office": a body whose name begins with its state."""
    public_words = scene.lexicon.words("publicBody")
    private_words = scene.lexicon.words("newsOrganization") | scene.lexicon.words("establishment")
    for span, n in scene.names():
        if len(span) < 2 or not scene.is_a(n, "Organization") or scene.who.actors[n].known:
            continue
        words = scene.tree.lower[span.start : span.end]
        public = _is_public(words, public_words)
        state = _state_in(scene, span) if public or not private_words.isdisjoint(words) else None
        if state is not None:
            yield Standing(n, "partOf" if public else "basedIn", state, [span.start])


def _is_public(words: list[str], public_words: frozenset[str]) -> bool:
    """Does the name's own noun say so: its last, or one before "of"? The "US Air Force Association" is no force."""
    nouns = [w for w, after in pairwise(words) if after in ("of", "for")]
    return not public_words.isdisjoint((words[-1], *nouns))


def owned_by_states(scene: Scene) -> Iterator[Standing]:
    """ "Israel's Cabinet", "Iran's Revolutionary Guards", "the Ghanaian Supreme Court" named without its state."""
    public_words = scene.lexicon.words("publicBody")
    for span, n in scene.names():
        if not scene.is_a(n, "Organization") or scene.is_a(n, "InternationalOrganization", "NewsMedium"):
            continue
        known = scene.who.actors[n].known
        state = _state_before(scene, span)
        if state is not None and not (known and known in scene.who.actors.places.all and scene.who.actors[n].country):
            public = _is_public(scene.tree.lower[span.start : span.end], public_words)
            yield Standing(n, "partOf" if public or scene.is_a(n, "PublicBody") else "basedIn", state, [span.start])


def _state_before(scene: Scene, span: Span) -> int | None:
    """The state that owns the name, or whose adjective stands right before it."""
    who, tree = scene.who, scene.tree
    if span.start - 1 in who.demonyms and tree.head[span.start - 1] in range(span.start, span.end):
        found = who.actors.known(who.demonyms[span.start - 1])
        return found if scene.is_a(found, "Country") else None
    owners = [who.actor_at[p] for p in tree.kids(span.root.i, "poss") if p < span.start and p in who.actor_at]
    return next((n for n in owners if scene.is_a(n, "Country")), None)


def _state_in(scene: Scene, span: Span) -> int | None:
    """The state whose name or adjective begins the name and is not all of it."""
    actors = scene.who.actors
    for size in range(_LONGEST_STATE, 0, -1):
        words = scene.tree.text(span.start, min(span.start + size, span.end - 1))
        country = actors.places.adjectives.get(words)
        if country:
            found = actors.known(country)
            return found if actors.is_a(found, "Country") else None  # nothing is part of the Arab world
        place = actors.places.well_known(words)
        if place is not None and place.type == "Country":
            return actors.known(place.id)
    return None


def parts_by_name(scene: Scene) -> Iterator[Standing]:
    """ "University of Texas Muslim Student Association" is part of the "University of Texas" of the same article."""
    bodies = {n: a.name for n, a in enumerate(scene.who.actors) if scene.is_a(n, "Organization") and not a.unnamed}
    apart = set(scene.who.actor_at.values())  # of what is named inside other names only the article says nothing
    by_name = {name: n for n, name in bodies.items() if n in apart}
    for span, n in scene.names():
        if n not in bodies:
            continue
        for size in range(len(span) - 1, 1, -1):  # two words at least: "Ford Motor Credit" is not part of every "Ford"
            whole = by_name.get(scene.tree.text(span.start, span.start + size))
            if whole is not None and whole != n and scene.tree.tag[span.start + size].startswith("NNP"):
                yield Standing(n, "partOf", whole, [span.start])
                break
