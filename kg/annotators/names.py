"""Proper names with their types: what the model finds, mended by the gazetteer and by the document as a whole.

In: a Tree (whose Doc has entities and titles) and the ontology. Out: `doc.spans["names"]`: `label_` is a class of the
ontology, `kb_id_` the gazetteer's id or ""; and `doc.spans["demonyms"]`: adjectives and peoples, `kb_id_` the country.
A name never crosses a line, a bracket or a possessive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.ontology.lexicon import Lexicon
    from kg.ontology.places import Place, Places
    from kg.syntax import Tree

_CLASSES = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "NORP": "Group",
    "EVENT": "Event",
    "WORK_OF_ART": "Work",
    "PRODUCT": "Work",
    "LAW": "Work",
}
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_BREAKS = frozenset(("(", ")", "[", "]", "{", "}", '"', "“", "”", ";", ":", "|", "--", "–", "—", "/", "..."))
_HONORIFICS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "prof",
        "rev",
        "gen",
        "sen",
        "rep",
        "gov",
        "lt",
        "col",
        "sgt",
        "capt",
        "maj",
        "adm",
        "st",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "rev.",
        "gen.",
        "sen.",
        "rep.",
        "gov.",
        "lt.",
        "col.",
        "sgt.",
        "capt.",
        "maj.",
        "adm.",
    )
)
_PERSON_ONLY = frozenset(("mr", "mrs", "ms", "miss", "mr.", "mrs.", "ms.", "dr.", "dr"))
_LAWS = frozenset(("Act", "Bill", "Treaty", "Accord", "Accords", "Convention", "Protocol", "Amendment"))
_PROPER = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    kind: str
    known: str = ""
    sure: bool = False


def mark_names(tree: Tree, ontology: Ontology) -> None:
    """Write names and demonyms of the Doc into its span groups, in text order."""
    places = ontology.places
    demonyms = list(_demonyms(tree, places))
    found = _without_overlaps(
        [*_known(tree, places), *_found_by_model(tree, places, ontology), *_overlooked(tree, ontology.lexicon)]
    )
    found = _without_titles(tree, _without_foreign_bodies(tree, found, demonyms, places), ontology)
    found = _retyped(tree, _found_again(tree, _without_unread(tree, found)))
    names = SpanGroup(tree.doc, name="names")
    names.extend([Span(tree.doc, n.start, n.end, label=n.kind, kb_id=n.known) for n in found])
    tree.doc.spans["names"] = names
    covered = {i for n in found for i in range(n.start, n.end)}
    peoples = SpanGroup(tree.doc, name="demonyms")
    peoples.extend(
        [
            Span(tree.doc, i, j, label=label, kb_id=country)
            for i, j, label, country in demonyms
            if not covered.intersection(range(i, j))
        ]
    )
    tree.doc.spans["demonyms"] = peoples


# --- gazetteer ---------------------------------------------------------------------------------


def _demonyms(tree: Tree, places: Places) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, "adjective" | "people", country id) for "Russian", "South Korean", "Russians"."""
    i = 0
    while i < len(tree):
        two = f"{tree.words[i]} {tree.words[i + 1]}" if i + 1 < len(tree) and tree.sent[i] == tree.sent[i + 1] else ""
        for words, size in ((two, 2), (tree.words[i], 1)):
            country = places.adjectives.get(words) or places.peoples.get(words)
            if country and words[0].isupper():
                label = (
                    "people" if words in places.peoples and tree.tag[i + size - 1] in ("NNPS", "NNS") else "adjective"
                )
                yield i, i + size, label, country
                i += size - 1
                break
        i += 1


def _known(tree: Tree, places: Places) -> Iterator[_Name]:
    """States, capitals, regions and bodies of the gazetteer, longest first, written as it writes them."""
    i = 0
    while i < len(tree):
        if not tree.words[i][:1].isupper() and not tree.words[i][:1].isdigit():
            i += 1
            continue
        for end in range(min(len(tree), i + places.longest), i, -1):
            place = places.well_known(tree.text(i, end)) if tree.sent[i] == tree.sent[end - 1] else None
            if place is not None and _may_be(tree, i, end, place):
                yield _Name(i, end, place.type, place.id, sure=True)
                i = end - 1
                break
        i += 1


def _may_be(tree: Tree, start: int, end: int, place: Place) -> bool:
    """A single word counts only as a proper noun, and not inside a longer person's name ("Jordan Peterson")."""
    if end - start > 1:
        return True
    if tree.tag[start] not in _PROPER and not tree.words[start].isupper():
        return False
    ent = tree.doc[start].ent_type_
    if ent == "PERSON":
        return not _neighbour_in_name(tree, start)
    return True


def _neighbour_in_name(tree: Tree, i: int) -> bool:
    token = tree.doc[i]
    before = i > 0 and token.ent_iob_ == "I"
    after = i + 1 < len(tree) and tree.doc[i + 1].ent_iob_ == "I"
    return before or after


# --- the model ---------------------------------------------------------------------------------


def _found_by_model(tree: Tree, places: Places, ontology: Ontology) -> Iterator[_Name]:
    for ent in tree.doc.ents:
        kind = _CLASSES.get(ent.label_)
        if kind is None:
            continue
        for start, end in _members(tree, places, ent.start, ent.end):
            text = tree.text(start, end)
            if end - start == 1 and text in ontology.lexicon.parties:
                continue  # "Republican candidate": an adjective
            if (
                ent.label_ == "NORP"
                and end - start > 1
                and all(tag == "JJ" for tag in tree.tag[start:end])
                and not places.best(text)
            ):
                continue  # "Eastern European"
            if all(w in places.adjectives or w in places.peoples or not w.isalpha() for w in tree.words[start:end]):
                continue  # "Russian", "Chinese-Russian"
            place = places.best(text, place_like=ent.label_ in ("GPE", "LOC", "FAC")) or _body_of_state(text, places)
            if place is not None and not (ent.label_ == "PERSON" and end - start > 1):
                yield _Name(start, end, place.type, place.id, sure=True)
            else:
                yield _Name(start, end, kind)


def _members(tree: Tree, places: Places, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a span; "Kyiv and Kharkiv" are two where one of them is known, "Johnson and Johnson" is one."""
    for left, right in _pieces(tree, start, end):
        cuts = [i for i in range(left + 1, right - 1) if tree.lower[i] in ("and", "&")]
        if any(places.best(tree.text(a, b), place_like=True) for i in cuts for a, b in ((left, i), (i + 1, right))):
            for a, b in zip([left, *(i + 1 for i in cuts)], [*cuts, right], strict=True):
                yield from _pieces(tree, a, b)
        else:
            yield left, right


def _overlooked(tree: Tree, lexicon: Lexicon) -> Iterator[_Name]:
    """Full names that the model has overlooked: a given name and what follows it, all proper nouns of one phrase."""
    given = lexicon.words("femaleName") | lexicon.words("maleName")
    i = 0
    while i < len(tree):
        end = i + 1
        if (
            tree.words[i] in given
            and tree.tag[i] == "NNP"
            and not tree.doc[i].ent_type_
            and tree.dep[i] in ("compound", "amod")
        ):
            while (
                end < len(tree)
                and end - i < 4
                and tree.tag[end] == "NNP"
                and not tree.doc[end].ent_type_
                and tree.sent[end] == tree.sent[i]
            ):
                end += 1
            if end - i > 1 and tree.head[i] < end:
                yield _Name(i, end, "Person")
        i = end


def _body_of_state(text: str, places: Places) -> Place | None:
    """ "United Kingdom Home Office", "US State Department": a known body with its own state's name in front."""
    words = text.split()
    for size in range(1, len(words)):
        before = " ".join(words[:size])
        country = places.adjectives.get(before)
        state = places.well_known(before) if country is None else None
        country = country or (state.id if state is not None and state.type == "Country" else None)
        body = places.well_known(" ".join(words[size:])) if country else None
        if body is not None and body.country == country and body.is_body:
            return body
    return None


def _pieces(tree: Tree, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a span between lines, brackets, quotes and possessives, without articles at the edges."""
    at = start
    for i in range(start, end + 1):
        if i < end and not (
            tree.words[i] in _BREAKS
            or tree.pos[i] == "SPACE"
            or "\n" in tree.words[i]
            or (tree.words[i] in _POSSESSIVE and (tree.tag[i] == "POS" or i > start) and not _is_office(tree, i, end))
        ):
            continue
        left, right = _trimmed(tree, at, i)
        if left < right:
            yield left, right
        at = i + 1


def _is_office(tree: Tree, i: int, end: int) -> bool:
    """ "the Los Angeles Sheriff's office": one body, though its last word is not a name."""
    return i + 2 == end and tree.lower[i + 1] in ("office", "department")


def _trimmed(tree: Tree, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        tree.lower[start] in ("the", "a", "an", "his", "her", "its", "their")
        or tree.tag[start] in ("DT", "PRP$", "CC", "IN", ",")
        or (not tree.words[start][0].isalnum() and tree.words[start][0] not in "#@")
    ):
        start += 1
    while end > start and (not tree.words[end - 1][-1].isalnum() and tree.words[end - 1][-1] not in ".!"):
        end -= 1
    return start, end


# --- the document as a whole -------------------------------------------------------------------


def _without_overlaps(names: Iterable[_Name]) -> list[_Name]:
    """Longest first; of two of one length the surer one."""
    taken: set[int] = set()
    kept: list[_Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, not n.sure, n.start)):
        inside = set(range(name.start, name.end))
        if not taken & inside:
            taken |= inside
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


_STATE_BODIES = frozenset(("Court", "Parliament", "Ministry", "Government", "Police", "Military"))


def _without_foreign_bodies(
    tree: Tree, names: list[_Name], demonyms: list[tuple[int, int, str, str]], places: Places
) -> list[_Name]:
    """A bare "Supreme Court" or "Senate" is the gazetteer's only in an article that speaks most of that state."""
    counts = Counter(country for _, _, _, country in demonyms)
    counts.update(n.known for n in names if n.kind == "Country")
    most = max(counts.values(), default=0)
    out = []
    for name in names:
        place = places.all[name.known] if name.known and name.kind in _STATE_BODIES else None
        foreign = place is not None and place.country and counts and counts[place.country] < most
        named = place is not None and any(
            w in tree.text(name.start, name.end) for w in _words_of(places.all.get(place.country or ""))
        )
        out.append(replace(name, kind="Organization", known="", sure=False) if foreign and not named else name)
    return out


def _words_of(state: Place | None) -> tuple[str, ...]:
    return (state.name, *state.aliases, *state.adjectives) if state is not None else ()


def _is_title_case(words: list[str]) -> bool:
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return 2 * sum(w.islower() for w in long) <= len(long)


def _without_unread(tree: Tree, names: list[_Name]) -> list[_Name]:
    """What the model sees in a Title Case headline or a photo credit counts only if the text names it too."""
    kinds = {
        i: "title"
        if block.label_ == "headline" and _is_title_case(tree.words[block.start : block.end])
        else block.label_
        for block in tree.doc.spans["layout"]
        for i in range(block.start, block.end)
    }
    said = {tree.text(n.start, n.end) for n in names if kinds.get(n.start) not in ("title", "credit")}
    return [n for n in names if n.sure or kinds.get(n.start) != "title" or tree.text(n.start, n.end) in said]


def _without_titles(tree: Tree, names: Iterable[_Name], ontology: Ontology) -> list[_Name]:
    """Names with leading offices and honorifics cut off; those that are nothing but a title are left out."""
    titles = {i: span.end for span in tree.doc.spans["titles"] for i in range(span.start, span.end)}
    kept: list[_Name] = []
    for name in names:
        start, kind = name.start, name.kind
        while start < name.end and not name.sure:
            if tree.lower[start] in _HONORIFICS and start + 1 < name.end:
                kind = "Person" if tree.lower[start] in _PERSON_ONLY else kind
                start += 1
            elif start in titles and (kind == "Person" or titles[start] >= name.end):
                start = min(titles[start], name.end)
                kind = "Person" if start < name.end else kind
            else:
                break
        if start < name.end and any(
            (w[:1].isalpha() and w[:1].isupper()) or w[:1] in "#@" or w[:1].isdigit()
            for w in tree.words[start : name.end]
        ):
            before = tree.lower[name.start - 1] if name.start else ""
            kind = "Person" if before in _PERSON_ONLY and not name.sure else kind
            kept.append(replace(name, start=start, kind=kind))
    return kept


def _found_again(tree: Tree, names: list[_Name]) -> list[_Name]:
    """`names`, and every other place where a known name, or the surname of a known person, is written."""
    covered = {i for n in names for i in range(n.start, n.end)}
    full = {tuple(tree.words[n.start : n.end]): n for n in names}
    for name in names:
        if name.kind == "Person" and name.end - name.start > 1:
            full.setdefault((tree.words[name.end - 1],), replace(name, known=""))
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for words in full:
        firsts.setdefault(words[0], []).append(words)
    more: list[_Name] = []
    for i, word in enumerate(tree.words):
        if i in covered or word not in firsts or not word[:1].isupper() or not tree.tag[i].startswith("NN"):
            continue
        for words in sorted(firsts[word], key=len, reverse=True):
            end = i + len(words)
            if tuple(tree.words[i:end]) == words and not covered.intersection(range(i, end)):
                more.append(replace(full[words], start=i, end=end, sure=False))
                covered |= set(range(i, end))
                break
    return sorted([*names, *more], key=lambda n: n.start)


def _retyped(tree: Tree, names: list[_Name]) -> list[_Name]:
    """One type for one name: the gazetteer's, else the full name's, else the commonest in the document."""
    votes: dict[str, Counter[str]] = {}
    titled = {span.end for span in tree.doc.spans["titles"] if span.label_ not in ("capitalOf",)}
    surnames = {tree.words[n.end - 1] for n in names if n.kind == "Person" and n.end - n.start > 1 and not n.known}
    firsts = {tree.words[n.start] for n in names if n.kind == "Person" and n.end - n.start > 1 and not n.known}
    for name in names:
        text = tree.text(name.start, name.end)
        weight = (
            3
            if name.start in titled and tree.tag[name.start] in _PROPER and tree.words[name.start - 1][:1].isupper()
            else 1
        )
        kind = "Person" if weight > 1 and not name.known else name.kind
        votes.setdefault(text, Counter())[kind] += weight
    out = []
    for name in names:
        text = tree.text(name.start, name.end)
        if name.known:
            out.append(name)
        elif (name.end - name.start > 1 and tree.words[name.end - 1] in _LAWS) or (
            tree.words[name.start] in _LAWS and tree.lower[min(name.start + 1, len(tree) - 1)] in ("of", "on")
        ):
            out.append(replace(name, kind="Work"))
        elif name.end - name.start == 1 and (text in surnames or text in firsts):
            out.append(replace(name, kind="Person"))
        else:
            best = min(votes[text].items(), key=lambda item: (-item[1], item[0]))[0]
            out.append(replace(name, kind=best))
    return out
