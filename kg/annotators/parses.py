"""Attachments that the parser gets wrong and the text shows to be so: lists of names taken for appositions, and others.

In: a Tree whose Doc has entities, the lexicon. Out: the same Tree with heads and labels mended. Each rule asks for
marks that can be seen (commas, "and", entities of one kind, words for persons), never for a likely meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_LISTED = ("ORG", "PERSON", "FAC")  # entities of which a list is made; of places "Paris, France" is none
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubjpass")


def mend_parse(tree: Tree, lexicon: Lexicon) -> None:
    """Mend the attachments of nouns, in text order."""
    kin = lexicon.words("childNoun") | lexicon.words("parentNoun") | lexicon.words("spouseNoun")
    offices = lexicon.words("roleNoun") | lexicon.words("office")
    for i, label in enumerate(tree.dep):
        if label == "appos":
            if _is_listed(tree, i):
                tree.dep[i] = "conj"
            elif (trade := _trade_before(tree, i)) is not None:
                _attach(tree, i, trade, "appos")
            elif (office := _office_before(tree, i, offices)) is not None:
                _attach(tree, i, office, "conj")
        elif label in _SUBJECTS and tree.dep[tree.head[i]] in ("aux", "auxpass"):
            _attach(tree, i, tree.head[tree.head[i]], label)  # "China has neither armed …": a subject of the verb
        elif label in _SUBJECTS and (told := _kin_told_of(tree, i)) is not None:
            _part_subjects(tree, i, told)
        elif label == "nmod" and _is_first_of_two(tree, i):
            _coordinate(tree, i)
        elif label == "attr":
            if (body := _body_before(tree, i)) is not None:
                _attach(tree, i, body, "appos")
        elif label == "conj" and (verb := _finite_verb_above(tree, i)) is not None:
            _attach(tree, i, verb, "conj")
        elif label == "conj" and tree.lemma[tree.head[i]] in kin and (person := _other_person(tree, i)) is not None:
            _attach(tree, i, person, "conj")


def _attach(tree: Tree, i: int, head: int, label: str) -> None:
    tree.children[tree.head[i]].remove(i)
    tree.children[head] = sorted([*tree.children[head], i])
    tree.head[i], tree.dep[i] = head, label


def _kin_told_of(tree: Tree, i: int) -> int | None:
    """ "Ann, whose father, Tom Hall, was mayor, …": the name before the verb, which is the subject of that verb."""
    verb = tree.head[i]
    last = next((j for j in range(verb - 1, i, -1) if tree.words[j] != "," and tree.dep[j] not in ("aux", "neg")), i)
    start, end, label = _entity(tree, last)
    if label != "PERSON" or "whose" not in tree.lower[i:start] or tree.words[end : end + 1] != [","]:
        return None
    return next((j for j in range(start, end) if not start <= tree.head[j] < end), None)


def _part_subjects(tree: Tree, i: int, kin: int) -> None:
    """Give the verb its own subject, and `i` to the coordinated verb behind it, if that has none."""
    verb, label = tree.head[i], tree.dep[i]
    _attach(tree, kin, verb, label)
    main = next((c for c in tree.kids(verb, "conj") if not tree.kids(c, *_SUBJECTS)), None)
    _attach(tree, i, verb if main is None else main, "dep" if main is None else "nsubj")


def _is_first_of_two(tree: Tree, i: int) -> bool:
    """ "an American official and Gilbert Hall": a noun before "and", taken for a part of the person's name."""
    start, _, label = _entity(tree, tree.head[i])
    return label == "PERSON" and i < start and any(i < c < start and tree.lower[c] == "and" for c in tree.kids(i, "cc"))


def _coordinate(tree: Tree, i: int) -> None:
    """Make of noun `i` and its head two conjuncts, `i` the first of them; what stands before `i` is its own."""
    second = tree.head[i]
    if tree.head[second] == second:
        return
    above, label = tree.head[second], tree.dep[second]
    _attach(tree, i, above, label)
    for c in [c for c in tree.children[second] if c < i]:
        _attach(tree, c, i, tree.dep[c])
    _attach(tree, second, i, "conj")


def _entity(tree: Tree, i: int) -> tuple[int, int, str]:
    """Start, end and label of the entity in which token `i` stands; of no other token than itself if there is none."""
    start, end, label = i, i + 1, tree.doc[i].ent_type_
    while label and start > 0 and tree.doc[start].ent_iob_ == "I":
        start -= 1
    while label and end < len(tree) and tree.doc[end].ent_iob_ == "I":
        end += 1
    return start, end, label


def _is_listed(tree: Tree, i: int) -> bool:
    """ "Leeds University, the University of Oslo, and Yale": names of one kind, of which the last has an "and"."""
    start, _, label = _entity(tree, i)
    _, end, other = _entity(tree, tree.head[i])
    between = [w for w in tree.lower[end:start] if w != "the"]
    named = label == other and label in _LISTED and between == [","]
    return named and any(tree.kids(c, "cc") and _ends_list(tree, c, label) for c in tree.conjuncts(i))


def _ends_list(tree: Tree, i: int, label: str) -> bool:
    return any(_entity(tree, c)[2] == label for c in tree.kids(i, "conj"))


def _trade_before(tree: Tree, i: int) -> int | None:
    """ "the son of physician John Lee": the noun right before a person's name is what the name stands beside."""
    start, _, label = _entity(tree, i)
    trade = start - 1
    beside = label == "PERSON" and trade > tree.head[i] and tree.tag[trade] == "NN"
    above = list(tree.ancestors(trade)) if beside else []
    return trade if tree.head[i] in above and i not in above else None


def _office_before(tree: Tree, i: int, offices: frozenset[str]) -> int | None:
    """ "chairman of Zorb, a director of Acme": somebody is both; a director is no other word for a body."""
    prep = tree.head[tree.head[i]]
    office = tree.head[prep]
    holds = tree.dep[prep] == "prep" and tree.lemma[i] in offices and tree.lemma[office] in offices
    return office if holds and _entity(tree, tree.head[i])[2] == "ORG" and not _entity(tree, i)[2] else None


def _body_before(tree: Tree, i: int) -> int | None:
    """ "is head of Zorb, a group based in Oslo": a second predicate behind a comma is said of the body before it."""
    left = min(tree.subtree(i))
    start, _, label = _entity(tree, left - 2) if left > 1 else (0, 0, "")
    first = any(c < start for c in tree.kids(tree.head[i], "attr"))
    if not first or label != "ORG" or tree.words[left - 1] != "," or tree.lower[left] not in ("a", "an", "the"):
        return None
    return next((j for j in range(left - 2, start - 1, -1) if tree.head[j] < start or tree.head[j] >= left - 1), None)


def _finite_verb_above(tree: Tree, i: int) -> int | None:
    """ "refused to arm Iran and attacked Japan": a verb in the past is coordinated with no infinitive."""
    first = tree.head[i]
    infinitive = tree.tag[first] == "VB" and any(tree.lower[c] == "to" for c in tree.kids(first, "aux"))
    if not infinitive or tree.tag[i] not in _FINITE or tree.kids(i, "aux", *_SUBJECTS):
        return None
    above = next((j for j in tree.ancestors(first) if tree.tag[j] in _FINITE), None)
    return above if above is not None and above < first and tree.tag[above] == tree.tag[i] else None


def _other_person(tree: Tree, i: int) -> int | None:
    """ "the son of Ann Lee and teacher John Lee": the parent before "and", with whom the name is coordinated."""
    noun = tree.head[i]
    parents = [o for p in tree.kids(noun, "prep") if tree.lower[p] == "of" for o in tree.kids(p, "pobj")]
    person = next((o for o in parents if _entity(tree, o)[2] == "PERSON"), None)
    joined = person is not None and tree.lower[_entity(tree, person)[1]] == "and"
    return person if joined and person is not None and tree.tag[i] == "NNP" and person < i else None
