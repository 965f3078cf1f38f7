"""Which body a title belongs to, and how it is read of that body.

In: a Scene, a title and its holder. Out: (predicate, actor) pairs. "American professor" is a citizen, not an employee,
of the United States; "Republican candidate" is a party member; "Prime Minister Sunak" leads the state that the article
is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.standing.bearers import owners

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.extractors.standing.facts import Scene

_OF = ("of", "for", "at", "to")
_OF_OR_WITH = (*_OF, "with", "in")
_IN_PHRASE = ("JJ", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "HYPH", "PRP$", "VBG", "VBN")
_COORDINATED = ("NN", "NNP", "JJ")
_FIELD = ("JJ", "NN", "NNP", "NNS", "NNPS")
_ADJECTIVES = ("JJ", "VBN")
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
        for body in _bodies(scene, title, holder):
            predicate = _read_of(scene, title, body)
            if predicate == "leads" and _is_only_in(scene, title, body):
                continue
            if predicate == "leads" and scene.is_a(body, "Place"):
                predicate = _of_place(scene, title, body)
            if predicate == "leads" and (_is_part(scene, title, body) or _through_part(scene, title)):
                predicate = "memberOf" if scene.is_a(body, "PoliticalParty") else "worksFor"
            if predicate is not None:
                yield predicate, body


def is_former(scene: Scene, title: Span) -> bool:
    """Whether a word before the title says that the office is held no more, or not really ("acting", "would-be")."""
    first = _phrase_start(scene, title)
    while first and title.start - first < _REACH and scene.tree.tag[first - 1] in _ADJECTIVES:
        first -= 1  # "former supreme allied commander"
    return not scene.lexicon.words("former").isdisjoint(scene.tree.lower[max(0, first - 1) : title.start])


def _party(scene: Scene, title: Span) -> int | None:
    return next((n for n in _owners(scene, title) if scene.is_a(n, "PoliticalParty")), None)


def _bodies(scene: Scene, title: Span, holder: int) -> list[int]:
    """The owners of the title; for an office of a state whose state is not said, the article's own state."""
    who, found = scene.who, _owners(scene, title)
    if title.label_ not in scene.readings["officeOfState"] or who.actors[holder].country:
        return found
    if any(scene.is_a(n, "Country") or who.actors[n].known for n in found):
        return found
    home = who.home() if _is_national(scene, title, found) else None
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
    elif predicate == "worksFor" and scene.is_a(body, "Place") and not scene.is_a(body, "Organization"):
        return None  # "a Texas media consultant" may work for anybody
    elif scene.is_a(body, "PoliticalParty") and (
        predicate in readings["partyIsMembership"] or scene.tree.lower[title.end - 1] == "representative"
    ):
        return "memberOf"
    elif scene.is_a(body, "Person"):
        return predicate if predicate in readings["betweenPersons"] or predicate in readings["servesPerson"] else None
    return predicate if predicate not in readings["betweenPersons"] else None


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
        i for i in range(_phrase_start(scene, title), tree.edges(title.end - 1)[1]) if who.actor_at.get(i) == body
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
        return "leads"
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


# --- owners


def _owners(scene: Scene, title: Span) -> list[int]:
    """The actors of the title's of-phrase, else the last that is named before it, else the article's own group."""
    tree = scene.tree
    found = [
        n
        for prep in tree.kids(title.end - 1, "prep")
        if tree.lower[prep] in _OF_OR_WITH
        for o in tree.kids(prep, "pobj")
        for n in _body_at(scene, o)
    ]
    found = found or _shared(scene, title)
    if found:
        return found[:2]
    tokens = range(_phrase_start(scene, title), title.start)
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


def _is_only_in(scene: Scene, title: Span, body: int) -> bool:
    """ "the leader in South Carolina" does not lead the place."""
    preps = [p for p in scene.tree.kids(title.end - 1, "prep") if scene.tree.lower[p] == "in"]
    return scene.is_a(body, "Place") and any(body in scene.in_phrase(p) for p in preps)


def _through_part(scene: Scene, title: Span) -> bool:
    """ "head of the department of physics at Yale": of a part of it; a chairman of the board is of all of it."""
    tree = scene.tree
    objects = [o for p in tree.kids(title.end - 1, "prep") if tree.lower[p] in _OF for o in tree.kids(p, "pobj")]
    parts = scene.lexicon.words("bodyPart")
    return any(tree.lemma[o] in parts and tree.lemma[o] != "board" and o not in scene.who.actor_at for o in objects)


def _named_at(scene: Scene, i: int) -> int | None:
    """The actor that a word before the title names: itself, by the adjective of a party, or of a state."""
    who, word = scene.who, scene.tree.words[i]
    if i in who.actor_at:
        return who.actor_at[i]
    party = scene.lexicon.parties.get(word) if len(word) > 1 else None
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


# --- the noun phrase around a title


def _phrase_start(scene: Scene, title: Span) -> int:
    """The first of the words before the title that belong to it: "the | Chinese foreign ministry's spokesman"."""
    tree, left = scene.tree, title.start
    while left and tree.sent[left - 1] == tree.sent[title.start] and not _ends_person(scene, left - 1):
        inner = tree.tag[left - 1] in _IN_PHRASE and _belongs(scene, left - 1, title)
        if not inner and not _joins(scene, left - 1):
            break
        left -= 1
    return left


def _joins(scene: Scene, i: int) -> bool:
    """ "prime minister and party leader": a conjunction between two words of a noun phrase."""
    tag = scene.tree.tag
    return tag[i] == "CC" and i >= 1 and tag[i + 1] in _COORDINATED and tag[i - 1] in _COORDINATED


def _belongs(scene: Scene, i: int, title: Span) -> bool:
    """Does the word hang inside the title's noun phrase ("the Syrian refugees President Obama wants" has two)?

    "France's interior and overseas minister": the parser makes "interior" the head of it all.
    """
    tree = scene.tree
    shared = tree.first_conjunct(title.end - 1)
    inside = i < tree.head[i] <= title.end + _REACH
    return inside or tree.tag[i] == "POS" or (shared < title.start and shared in (i, tree.head[i]))


def _ends_person(scene: Scene, i: int) -> bool:
    return scene.tree.tag[i + 1] in ("CC", ",") and scene.person_at(i) is not None
