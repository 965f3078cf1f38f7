"""Which body a title belongs to, and how it is read of that body.

In: a Scene, a title and its holder. Out: (predicate, actor) pairs. "American professor" is a citizen, not an employee,
of the United States; "Republican candidate" is a party member; "Prime Minister Sunak" leads the state that the article
is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.standing.bearers import owners
from kg.extractors.standing.lead import lead
from kg.extractors.standing.phrases import phrase_start

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.standing.facts import Scene

_OF = ("of", "for", "at", "to")
_OF_OR_WITH = (*_OF, "with", "in")
_ADJECTIVES = ("JJ", "VBN")
_EMPLOYERS = ("Organization", "Group", "Person")
_REACH = 6  # tokens between a word and the head it hangs on, for a title inside a longer noun phrase


def offices(scene: Scene, title: Span, holder: int) -> Iterator[tuple[str, int]]:
    """What the title says of its holder: the body that it fixes, else the bodies that the noun phrase names."""
    fixed = title.kb_id_
    party = _party(scene, title) if fixed or is_former(scene, title) else None
    if party is not None:
        yield "memberOf", party
    elif fixed and scene.tree.lower[max(0, title.start - 1) : title.start] == ["state"]:
        return  # "Arizona State Senator": of another senate
    elif fixed:
        if fixed in scene.who.actors.places.all:
            yield title.label_, scene.who.actors.known(fixed)
    else:
        yield from (("ambassadorTo", host) for host in _hosts(scene, title))
        for body in _bodies(scene, title, holder):
            predicate = _read_of(scene, title, body)
            predicate = lead(scene, title, body) if predicate == "leads" else predicate
            if predicate is not None:
                yield predicate, body


def is_former(scene: Scene, title: Span) -> bool:
    """Whether a word before the title says that the office is held no more, or not really ("acting", "would-be")."""
    first = phrase_start(scene, title)
    while first and title.start - first < _REACH and scene.tree.tag[first - 1] in _ADJECTIVES:
        first -= 1  # "former supreme allied commander"
    return not scene.lexicon.words("former").isdisjoint(scene.tree.lower[max(0, first - 1) : title.start])


def _party(scene: Scene, title: Span) -> int | None:
    return next((n for n in _owners(scene, title) if scene.is_a(n, "PoliticalParty")), None)


def _bodies(scene: Scene, title: Span, holder: int) -> list[int]:
    """The owners of the title; for an office of a state whose state is not said, the article's own state."""
    who, found = scene.who, _owners(scene, title)
    state = who.actors[holder].country
    if title.label_ not in scene.readings["officeOfState"] or (state and not who.actors[holder].known):
        return found
    if any(scene.is_a(n, "Country") or who.actors[n].known for n in found):
        return found
    home = who.home() if _is_national(scene, title, found) else None
    known = who.actors.places.all.get(who.actors[holder].known)
    if home is not None and known is not None and who.actors[home].known != known.country:
        return found  # "President Reagan" in an article on the Soviet Union
    if state and home is not None and who.actors[home].known != state:
        return found  # a leader known from elsewhere, of another state than the article's own
    if found and title.label_ not in scene.readings["stateUnderstood"]:
        return found
    return [home] if home is not None else []


def _is_national(scene: Scene, title: Span, whose: list[int]) -> bool:
    """ "Prime Minister Sunak", "Minister of Education Giannini": an office of a state, though no state is named."""
    home = scene.who.home()
    if home is not None:
        lacking = scene.lexicon.lacking.get(scene.who.actors[home].known, ())
        if title.text.lower() in lacking:
            return False
    if title.label_ in scene.readings["stateUnderstood"]:
        return True
    words = scene.tree.lower[title.start : title.end]
    capital = scene.tree.words[title.start][:1].isupper()
    return capital and not whose and not scene.lexicon.words("nationalOffice").isdisjoint(words)


def _read_of(scene: Scene, title: Span, body: int) -> str | None:
    """The predicate between holder and `body`, None where the title cannot be read of it."""
    predicate, readings = title.label_, scene.readings
    if scene.is_a(body, "Country"):
        if predicate in readings["stateIsRepresented"]:
            return "represents"
        if predicate in readings["stateIsNationality"] and _by_adjective(scene, title):
            return None if _is_of_sport(scene, title) else "citizenOf"
        if predicate == "represents" and title.start - 1 in scene.who.demonyms and _is_counsel(scene, title):
            return "citizenOf"
    elif predicate in ("worksFor", "memberOf") and not scene.is_a(body, *_EMPLOYERS):
        return None  # "a Texas media consultant", "a Cold War historian" may work for anybody
    elif scene.is_a(body, "PoliticalParty") and (
        predicate in readings["partyIsMembership"] or scene.tree.lower[title.end - 1] == "representative"
    ):
        return "memberOf"
    elif scene.is_a(body, "Person"):
        return predicate if predicate in readings["betweenPersons"] or predicate in readings["servesPerson"] else None
    return predicate if predicate not in readings["betweenPersons"] else None


def _is_counsel(scene: Scene, title: Span) -> bool:
    """ "a Norwegian lawyer" does not stand for Norway, as its ambassador does."""
    return title[-1].lower_ in scene.lexicon.words("counsel")


def _is_of_sport(scene: Scene, title: Span) -> bool:
    """ "an American football linebacker" is of any nation."""
    before = title.start - 1
    return scene.tree.lower[before] in scene.lexicon.words("sportOfNation") and before - 1 in scene.who.demonyms


def _by_adjective(scene: Scene, title: Span) -> bool:
    """ "American professor": the country is stated as a nationality, not as an employer."""
    return not any(scene.tree.lower[p] in _OF for p in scene.tree.kids(title.end - 1, "prep"))


def _hosts(scene: Scene, title: Span) -> list[int]:
    """Where an envoy is sent: "the British ambassador to China" represents Britain, not China."""
    return _behind(scene, title, ("to",)) if _is_envoy(scene, title) else []


def _is_envoy(scene: Scene, title: Span) -> bool:
    return not scene.lexicon.words("envoyOffice").isdisjoint(scene.tree.lower[title.start : title.end])


# --- owners


def _behind(scene: Scene, title: Span, prepositions: tuple[str, ...]) -> list[int]:
    """The bodies that the title's prepositional phrases name."""
    tree = scene.tree
    return [
        n
        for prep in tree.kids(title.end - 1, "prep")
        if tree.lower[prep] in prepositions
        for o in tree.kids(prep, "pobj")
        for n in _body_at(scene, o)
        if tree.lower[prep] != "in" or scene.is_a(n, "Organization", "Country")  # "a spokesman in Baghdad"
    ]


def _owners(scene: Scene, title: Span) -> list[int]:
    """The actors of the title's of-phrase, else the last that is named before it, else the article's own group."""
    tree = scene.tree
    behind = tuple(p for p in _OF_OR_WITH if p != "to") if _is_envoy(scene, title) else _OF_OR_WITH
    found = _behind(scene, title, behind)
    found = found or _shared(scene, title)
    if found:
        return found[:2]
    tokens = range(phrase_start(scene, title), title.start)
    found = [n for j in tokens if (n := _named_at(scene, j)) is not None]
    found += [n for j in tokens if tree.tag[j] == "PRP$" for n in owners(scene, j)]
    return list(dict.fromkeys(found))[-1:] or _own_group(scene, title)


def _shared(scene: Scene, title: Span) -> list[int]:
    """ "president and chief executive of Acme": the body of the office beside it, if it is a body that has both."""
    tree = scene.tree
    if title.label_ not in scene.readings["sharedOffice"]:
        return []
    if scene.lexicon.words("nationalOffice") >= set(tree.lower[title.start : title.end]) - {"president"} != set():
        return []
    own = title.end - 1
    beside = sorted((c for c in tree.conjuncts(tree.first_conjunct(own)) if c != own), key=lambda c: abs(c - own))[:1]
    found = [
        n
        for head in beside
        if head in scene.title_ends
        for prep in tree.kids(head, "prep")
        if tree.lower[prep] in _OF
        for o in tree.kids(prep, "pobj")
        for n in scene.who.of(o)
    ]
    public = ("Country", "PoliticalParty", "PublicBody")
    return [n for n in found if scene.is_a(n, "Organization") and not scene.is_a(n, *public)]


def _named_at(scene: Scene, i: int) -> int | None:
    """The actor that a word before the title names: itself, by the adjective of a party, or of a state."""
    who, word = scene.who, scene.tree.words[i]
    if i in who.actor_at:
        return who.actor_at[i]
    party = scene.lexicon.parties.get(word) if len(word) > 1 else None
    first = i in scene.tree.sent_starts  # "Conservative radio host Hugh Hewitt" is of no party
    if first and word.lower() in scene.lexicon.words("partyWord"):
        return None
    if party is not None and party in who.actors.places.all:
        return who.actors.known(party)
    return who.actors.known(who.demonyms[i]) if i in who.demonyms else None


def _own_group(scene: Scene, title: Span) -> list[int]:
    """ "team member": the team that the article is about."""
    word = title[0].lower_ if len(title) > 1 else ""
    actors = scene.who.actors
    groups = [n for n, a in enumerate(actors) if a.unnamed and a.name.lower().endswith(f" {word}")] if word else []
    return sorted(groups, key=lambda n: (-len(actors[n].mentions), n))[:1]


def _body_at(scene: Scene, i: int) -> list[int]:
    """The body that a prepositional object names: "the foreign ministry" is one even where it has no name."""
    lemma = scene.tree.lemma[i]
    if lemma in scene.lexicon.words("bodyPart"):  # "professor in the department of physics at Yale"
        inner = [scene.who.of(o) for p in scene.tree.kids(i, "prep") for o in scene.tree.kids(p, "pobj")]
        return scene.who.of(i) or scene.who.owners(i)[:1] or [n for found in inner for n in found][:1]
    owned = lemma in scene.lexicon.words("ministryNoun") or lemma in scene.lexicon.words("publicBody")
    return scene.who.of(i) or (scene.who.owners(i)[:1] if owned else [])
