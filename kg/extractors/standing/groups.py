"""Standing facts of people by what they belong to: states, parties, bodies.

In: a Scene. Out: Standings of citizenOf, memberOf and worksFor that no title states.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.grammar import DASHES
from kg.extractors.standing.facts import Scene, Standing


def groups_of_states(scene: Scene) -> Iterator[Standing]:
    """ "the Afghan team", "Syrian refugees": of that state. Kept only where the group does something."""
    actors = scene.who.actors
    for n, actor in enumerate(actors):
        if not actor.unnamed or not actor.mentions:
            continue
        mentioned = actor.mentions[0].text.split()  # without the number that the name has: "Ten US soldiers"
        word = next((word for word in actor.name.split() if word in mentioned), "")
        country = actors.places.adjectives.get(word) or actors.places.peoples.get(word)
        span = scene.tree.doc.char_span(actor.mentions[0].start, actor.mentions[0].end) if country else None
        state = actors.known(country) if country else None
        if state is not None and span is not None and actors.is_a(state, "Country"):  # nobody is a citizen of Europe
            yield Standing(n, "citizenOf", state, [span.root.i])


def parties(scene: Scene) -> Iterator[Standing]:
    """ "Mitch McConnell, R-Ky.,": the letter is the party."""
    tree, actors = scene.tree, scene.who.actors
    for span in tree.doc.spans["names"]:
        letter = span.end + 1
        if letter + 2 >= len(tree) or tree.words[span.end] not in (",", "(") or tree.words[letter + 1] not in DASHES:
            continue
        party = scene.lexicon.parties.get(tree.words[letter])
        person = scene.person_at(span.start)
        if party is not None and party in actors.places.all and person is not None:
            yield Standing(person, "memberOf", actors.known(party), [letter])


def persons_of_bodies(scene: Scene) -> Iterator[Standing]:
    """ "Chuck Todd of NBC": works for it."""
    tree, who = scene.tree, scene.who
    for span, person in scene.names():
        if not scene.is_a(person, "Person"):
            continue
        for prep in tree.kids(span.root.i, "prep"):
            beside = prep == span.end or tree.words[span.end : prep] == [","]
            if tree.lower[prep] not in ("of", "from") or not beside:
                continue
            bodies = [n for o in tree.kids(prep, "pobj") if o in who.actor_at for n in who.of(o)]
            for n in (n for n in bodies if scene.is_a(n, "Organization")):
                yield Standing(person, "memberOf" if scene.is_a(n, "PoliticalParty") else "worksFor", n, [prep])
