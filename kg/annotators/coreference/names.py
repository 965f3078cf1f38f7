"""Names that mean one thing: "Vladimir Putin" and "Putin", "the Labour Party" and "Labour", "Russians" and Russia.

In: Chains without chains. Out: a chain for everything that has a name, and what the text tells of a person's sex.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.annotators.coreference.spelling import is_part_of, is_same_body, is_same_occasion, words_of

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.annotators.coreference.chains import Chain, Chains

_ADDRESS = 3  # tokens before a name in which a title or a word for the person may stand


def join_names(chains: Chains) -> None:
    """A chain for each thing that is named; full names first, so that shorter ones find them."""
    names = list(chains.tree.doc.spans["names"])
    for span in sorted(names, key=_fullest_first):
        if (headed := _headed_by(chains, span)) is not None:
            chains.add(headed, span.start, span.end, "nominal")
            continue
        chain = next(iter(_candidates(chains, span)), None)
        chain = chain or chains.start(_own_name(chains, span), span.label_, span.kb_id_)
        chain.forms.setdefault(span.text, words_of(span.text))
        chain.said.append(span.text)
        if chain.female is None and chain.kind == "Person":
            chain.female = _is_woman(chains, chain, span)
        chains.add(chain, span.start, span.end, "name")
    _join_short_forms_in_brackets(chains, names)
    for people in chains.tree.doc.spans["demonyms"]:
        if people.label_ == "people":
            team = next(iter(_teams(chains, people.kb_id_)), None)
            chain = _country(chains, people.kb_id_) if team is None else team
            chains.add(chain, people.start, people.end, "nominal")


def _fullest_first(span: Span) -> tuple[int, int, int]:
    words = words_of(span.text)
    return -len(words), sum(len(word) == 1 for word in words), span.start


def best_name(chain: Chain) -> str:
    """The gazetteer's name, else the commonest of the full names."""
    if chain.known or not chain.forms or chain.kind == "SportsTeam":
        return chain.name
    often = Counter(chain.said)
    full = [form for form, words in chain.forms.items() if len(words) > 1] or list(chain.forms)
    return max(full, key=lambda form: (often[form], len(chain.forms[form]), len(form), form))


def _country(chains: Chains, known: str) -> Chain:
    for chain in chains.all:
        if chain.known == known:
            return chain
    return chains.start("", chains.ontology.places.all[known].type, known)


# --- which chain


def _own_name(chains: Chains, span: Span) -> str:
    """The name as written; of a team that is called like its state, a name that tells it from the state."""
    state = chains.ontology.places.well_known(span.text) if span.label_ == "SportsTeam" else None
    return span.text if state is None else f"{state.name} national team"


def _teams(chains: Chains, state: str) -> list[Chain]:
    """The chains of the team of `state`."""
    named = chains.ontology.places.well_known
    teams = [c for c in chains.all if c.kind == "SportsTeam"]
    return [c for c in teams if any((place := named(form)) and place.id == state for form in c.forms)]


def _candidates(chains: Chains, span: Span) -> list[Chain]:
    """The chains that the name may belong to, the likeliest first."""
    if span.kb_id_:
        return [c for c in chains.all if c.known == span.kb_id_]
    if span.label_ == "SportsTeam" and (state := chains.ontology.places.well_known(span.text)) is not None:
        return _teams(chains, state.id)
    unknown = [c for c in chains.all if not c.known and c.kind == span.label_]
    same = [c for c in unknown if span.text in c.forms]
    if span.label_ == "Person":
        return _persons(chains, unknown, span)
    if same or span.label_ == "Place":
        return same
    if span.label_ == "Event":
        common = chains.lexicon.words("occasion")
        return [c for c in unknown if any(is_same_occasion(span.text, form, common) for form in c.forms)]
    generic = chains.lexicon.words("genericBodyWord")
    return [c for c in unknown if any(is_same_body(span.text, form, generic) for form in c.forms)] or [
        *_longer(chains, unknown, span)
    ]


def _headed_by(chains: Chains, span: Span) -> Chain | None:
    """The one body with that head for "the Commission", "the Church", which is no name of its own."""
    before = span.start - 1
    if len(span) > 1 or span.kb_id_ or before < 0 or chains.tree.lower[before] != "the":
        return None
    if span.text not in chains.lexicon.body_words:
        return None
    found = [c for c in chains.all if _is_body(chains, c) and c.is_headed_by(span.text)]
    return found[0] if len(found) == 1 else None


def _longer(chains: Chains, bodies: list[Chain], span: Span) -> list[Chain]:
    """The one body whose name goes on with "of": "Comic Corps" for "Comic Corps of Canada", unless another owns it."""
    before = span.start - 1
    if len(span) < 2 or before in chains.people_of or chains.tree.tag[before : before + 1] == ["POS"]:
        return []
    named = [c for c in chains.all if any(span.text in form for form in c.forms)]
    return [c for c in bodies if named == [c] and any(f"{span.text} of " in form for form in c.forms)]


def _join_short_forms_in_brackets(chains: Chains, names: list[Span]) -> None:
    """ "Italian Episcopal Conference (CEI)", "CEI (Italian Episcopal Conference)": whatever the letters stand for."""
    words = chains.tree.words
    for one, other in pairwise(names):
        if one.end + 1 != other.start or words[one.end] != "(" or words[other.end : other.end + 1] != [")"]:
            continue
        short, full = sorted((one, other), key=len)
        if len(short) > 1 or len(full) < 2 or not short.text.isupper() or short.kb_id_:
            continue
        body, letters = chains.at[full.start], chains.at[short.start]
        if body is not letters and not letters.known and _is_body(chains, body) and _is_body(chains, letters):
            chains.join(body, letters)


def _is_body(chains: Chains, chain: Chain) -> bool:
    return "Organization" in chains.ontology.schema.classes.get(chain.kind, frozenset())


def _persons(chains: Chains, persons: list[Chain], span: Span) -> list[Chain]:
    """Who is called so in full, or in short; of several who may be, the one named most before, by surname first."""
    words, female = words_of(span.text), _addressed_as(chains, span)
    persons = [c for c in persons if female is None or c.female is not (not female)]
    same = [c for c in persons if span.text in c.forms]
    fits = same or [c for c in persons if any(is_part_of(words, full) for full in c.forms.values())]
    if len(words) == 1 and not same:  # "Bill", a child, is not the "Bill Clinton" of a later sentence
        fits = [c for c in fits if c.before(span.start) or any(full[-1] == words[0] for full in c.forms.values())]
    if len(fits) < 2:
        return fits
    fits = [c for c in fits if any(full[-1] == words[-1] for full in c.forms.values())] or fits
    before = [c for c in fits if c.before(span.start)]
    often = {id(c): (len(c.before(span.start)), -min(c.before(span.start)).start) for c in before}
    return [max(before, key=lambda c: often[id(c)])] if before else fits[:1]


def _addressed_as(chains: Chains, span: Span) -> bool | None:
    """ "Mrs. Clinton" is a woman, "Mr. Clinton" a man; None where nothing of the kind stands right before the name."""
    tree, before = chains.tree, span.start - 1
    if before < 0 or tree.sent[before] != tree.sent[span.start]:
        return None
    if tree.lower[before] not in chains.lexicon.words("personalHonorific"):
        return None
    if tree.lower[before] in chains.lexicon.words("femaleWord"):
        return True
    return False if tree.lower[before] in chains.lexicon.words("maleWord") else None


# --- woman or man


def _is_woman(chains: Chains, chain: Chain, span: Span) -> bool | None:
    """True for a woman, False for a man, None if the text and the lists do not tell."""
    tree, words = chains.tree, chains.lexicon.words
    before = range(max(0, span.start - _ADDRESS), span.start)
    around = {tree.lower[i] for i in before if tree.sent[i] == tree.sent[span.start]}
    if around & words("femaleWord"):
        return True
    if around & words("maleWord"):
        return False
    given = tree.words[span.start]
    if not _is_first_word(given, chain):
        return None
    if given in words("femaleName"):
        return True
    return False if given in words("maleName") else None


def _is_first_word(word: str, chain: Chain) -> bool:
    """Do the fullest names begin with `word`? Many a surname is another's given name ("Lindsey Graham", "Graham")."""
    longest = max(len(words) for words in chain.forms.values())
    firsts = [words[0] for words in chain.forms.values() if len(words) == longest]
    return any(word.casefold() == first.partition("-")[0] for first in firsts)  # the tokenizer cuts "Jean-Marie"
