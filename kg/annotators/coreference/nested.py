"""Names within names: "University of Sheffield" also names Sheffield, "United States Navy" the United States.

In: Chains with the names joined. Out: a mention more for the state, town or body that is named inside; the tokens
still mean what the whole name means. A paper is called after its town and means nothing by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kg.annotators.coreference.chains import Chain, Chains
    from kg.ontology.places import Place, Places

_WHOLES = frozenset(("Organization", "Event", "Facility", "Work"))
_OPAQUE = frozenset(("NewsMedium", "SportsTeam", "Country"))  # "the Boston Globe"; "South Korea" as a team
_BEFORE_TOWNS = ("of", "at", "in")
_NAMING = ("Company", "InternationalOrganization")  # "Google Science Fair", "FIFA World Cup"


def join_nested(chains: Chains) -> None:
    """A mention for what is named inside the name of a body, an occasion or a building."""
    for span in chains.tree.doc.spans["names"]:
        if len(span) > 1 and _may_hold_names(chains, span):
            whole = chains.at[span.start]
            for start, end, part in list(_parts(chains, span, whole)):
                chains.add(part, start, end, "name")


def _may_hold_names(chains: Chains, span: Span) -> bool:
    above = chains.ontology.schema.classes.get(span.label_, frozenset())
    same = chains.ontology.places.well_known(span.text)
    if above & _OPAQUE or chains.tree.words[span.start] == "Team" or (same is not None and not same.is_body):
        return False
    return bool(above & _WHOLES) or (span.label_ == "Place" and "of" in span.text.split())  # "Municipality of Zorb"


def _parts(chains: Chains, span: Span, whole: Chain) -> Iterator[tuple[int, int, Chain]]:
    """The chains named inside `span` and where, the longest first, none inside another."""
    start = last = span.start
    while start < span.end:
        for end in range(span.end, start, -1):
            part = _named(chains, span, start, end, beside=start == last) if end - start < len(span) else None
            if part is not None and part is not whole:
                yield start, end, part
                start = last = end
                break
        else:
            start += 1


def _named(chains: Chains, span: Span, start: int, end: int, *, beside: bool) -> Chain | None:
    """What tokens `start` to before `end` of `span` name by themselves; `beside` another name ("Texas Arlington")."""
    text, places = chains.tree.text(start, end), chains.ontology.places
    if not text[0].isupper() or (text in places.adjectives and places.well_known(text) is None):
        return None  # "U.S." is both
    if span.label_ == "Work":  # titles name what they like, but "Google Chrome" is Google's
        maker = places.well_known(text) if start == span.start else None
        return _chain_of(chains, maker) if maker is not None and maker.type == "Company" else None
    # "Zorb Guard of Kenya" is a body of its own, not the "Zorb Guard" of another state.
    first = start == span.start and chains.tree.lower[end] != "of"
    called = [c for c in chains.all if text in c.forms]
    if called:
        return next((c for c in called if _is_called_so(chains, c, end - start, first=first)), None)
    place = _place(places, text, sure=_says_where(chains, span, start, beside=beside), first=start == span.start)
    if place is None and span.label_ == "Place" and end == span.end and chains.tree.lower[start - 1] == "of":
        return chains.start(text, "Place")  # "Municipality of Zorb"
    return None if place is None else _chain_of(chains, place)


def _is_called_so(chains: Chains, chain: Chain, words: int, *, first: bool) -> bool:
    """Can the chain be meant inside another name? Any place can; a body where it comes first.

    "University of Zorb Students" are at the university; the "Kenyan Ministry of Zorbs" is not any other state's. A
    single word may be any word, unless it is well known.
    """
    above = chains.ontology.schema.classes.get(chain.kind, frozenset())
    if "Place" in above or "Country" in above:
        return True
    return "Organization" in above and first and (words > 1 or chain.kind in _NAMING)


def _says_where(chains: Chains, span: Span, start: int, *, beside: bool) -> bool:
    """Does "of", a comma or another place stand before it, inside the name?"""
    before = start - 1
    if before < span.start:
        return False
    return beside or chains.tree.lower[before] in (*_BEFORE_TOWNS, ",")


def _place(places: Places, text: str, *, sure: bool, first: bool) -> Place | None:
    """The place, or the body that lends its name: a small town only where the name says that it is one."""
    known = places.well_known(text)
    if known is not None and (not known.is_body or (first and known.type in _NAMING)):
        return known
    town = places.best(text, place_like=True) if sure else None
    return None if town is None or town.is_body else town


def _chain_of(chains: Chains, place: Place) -> Chain:
    found = next((c for c in chains.all if c.known == place.id), None)
    return chains.start(place.name, place.type, place.id) if found is None else found
