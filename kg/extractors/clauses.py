"""Clauses: each verb with its subjects, objects and prepositional arguments, as they are understood.

In: a Tree. Out: one `Clause` a verb, in text order. Passives are turned round, shared subjects of coordinated verbs
supplied, and the understood subjects of infinitives, participles and relative clauses found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.syntax import Tree

_RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
_SKIPPED = frozenset(("aux", "auxpass", "amod", "compound", "punct", "case"))


@dataclass(slots=True)
class Clause:
    """A verb and the heads of its arguments. In a passive `subjects` are the agents and `objects` what it is done to."""

    verb: int
    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    preps: list[tuple[str, int]] = field(default_factory=list)  # (preposition in lower case, head of its object)
    particles: frozenset[str] = frozenset()
    complement: int | None = None  # predicative noun, adjective or participle
    passive: bool = False


def clauses(tree: Tree) -> dict[int, Clause]:
    """The clauses of the Doc by verb token."""
    found: dict[int, Clause] = {}
    for i in range(len(tree)):
        if tree.is_verb(i) and tree.dep[i] not in _SKIPPED:
            found[i] = _clause(tree, i)
    for clause in found.values():  # heads before dependents would be neater, but a conjunct's head comes first anyway
        if _wants(clause):
            _understood(tree, clause, found, set())
    return found


def _wants(clause: Clause) -> bool:
    """Has the clause still to be given what its grammatical subject stands for?"""
    return not clause.objects if clause.passive else not clause.subjects


def _clause(tree: Tree, verb: int) -> Clause:
    clause = Clause(verb)
    particles = set()
    for c in tree.children[verb]:
        dep = tree.dep[c]
        if dep in ("nsubj", "csubj", "expl"):
            clause.subjects.append(_antecedent(tree, c, verb))
        elif dep == "nsubjpass":
            clause.passive = True
            clause.objects.append(_antecedent(tree, c, verb))
        elif dep in ("dobj", "dative") and tree.dep[c] == "dobj":
            clause.objects.append(_antecedent(tree, c, verb))
        elif dep == "dative" and not tree.kids(c, "pobj"):
            clause.datives.append(c)
        elif dep == "auxpass":
            clause.passive = True
        elif dep in ("prt",) or (dep == "advmod" and tree.lower[c] in ("together", "back", "away", "out")):
            particles.add(tree.lower[c])
        elif dep in ("attr", "acomp", "oprd"):
            clause.complement = c
        if dep in ("prep", "dative", "agent"):
            clause.preps += _objects(tree, c)
    clause.particles = frozenset(particles)
    if clause.passive:
        _turn(tree, clause)
    elif tree.dep[verb] == "acl" and tree.tag[verb] == "VBN":
        clause.passive = True
        clause.objects.append(tree.head[verb])
        _turn(tree, clause)
    elif tree.dep[verb] == "relcl" and not clause.objects and tree.kids(verb, "nsubj") and _gapped(tree, verb):
        clause.objects.append(tree.head[verb])
    return clause


def _turn(tree: Tree, clause: Clause) -> None:
    """By-phrases of a passive are its subjects; a quoted object of a passive ditransitive stays where it is."""
    agents = [obj for prep, obj in clause.preps if prep == "by" and not _is_means(tree, obj)]
    clause.subjects = agents
    clause.preps = [(prep, obj) for prep, obj in clause.preps if prep != "by" or obj not in agents]


def _is_means(tree: Tree, i: int) -> bool:
    """"by email", "by mail", "by Friday": no agent."""
    return tree.lower[i] in ("email", "e-mail", "phone", "telephone", "mail", "letter", "air", "sea", "train", "plane", "car") or tree.doc[i].ent_type_ in (
        "DATE", "TIME", "PERCENT", "MONEY")


def _gapped(tree: Tree, verb: int) -> bool:
    """A relative clause whose object is the noun it stands at ("the man Russia arrested")."""
    return not tree.kids(verb, "dobj", "ccomp", "xcomp", "attr", "acomp", "prt") and not any(
        tree.lower[c] in _RELATIVES for c in tree.kids(verb, "nsubj", "nsubjpass"))


def _antecedent(tree: Tree, i: int, verb: int) -> int:
    """The noun that a relative pronoun stands for, else the token itself."""
    if tree.lower[i] in _RELATIVES and tree.tag[i] in ("WP", "WDT", "IN", "WP$"):
        up = tree.first_conjunct(verb)
        if tree.dep[up] == "relcl" and tree.head[up] != up:
            return tree.head[up]
    return i


def _objects(tree: Tree, prep: int) -> list[tuple[str, int]]:
    """(preposition, object) pairs of a prepositional phrase, "out of" and the like by their first word and their last."""
    word = tree.lower[prep]
    found = [(word, o) for o in tree.kids(prep, "pobj")]
    found += [(word, o) for o in tree.kids(prep, "pcomp")]
    for inner in tree.kids(prep, "prep"):
        found += _objects(tree, inner)
    return found


def _understood(tree: Tree, clause: Clause, known: dict[int, Clause], seen: set[int]) -> None:
    """Supply the subject (in a passive: the object) that the clause shares with the one it hangs on."""
    verb = clause.verb
    if verb in seen or tree.head[verb] == verb:
        return
    seen.add(verb)
    source = _controller(tree, verb, known, seen)
    if clause.passive and tree.dep[verb] != "conj":
        clause.objects = clause.objects or source
    elif clause.passive:
        shared = known.get(tree.head[verb])
        clause.objects = clause.objects or (list(shared.objects) if shared and shared.passive else source)
    else:
        clause.subjects = source


def _controller(tree: Tree, verb: int, known: dict[int, Clause], seen: set[int]) -> list[int]:
    head, dep = tree.head[verb], tree.dep[verb]
    if dep == "relcl":
        return [head] if not tree.kids(verb, "nsubj") else []
    if dep == "acl":
        return [head] if tree.tag[verb] == "VBG" else _of_noun(tree, head, known, seen)
    if dep == "pcomp":
        return _of_preposition(tree, head, known, seen)
    upper = known.get(head)
    if upper is None:
        return []
    _fill(tree, upper, known, seen)
    controlling = [o for o in upper.objects if head < o < verb]
    infinitive = dep == "xcomp" or (dep == "ccomp" and tree.tag[verb] in ("VB", "VBG"))
    if infinitive and controlling and not upper.passive:
        return controlling
    if dep == "advcl" and tree.tag[verb] == "VBG":
        beside = _with_phrase(tree, verb, head)
        if beside is not None:
            return [beside]
    if dep in ("conj", "xcomp", "ccomp", "advcl", "parataxis"):
        return list(upper.objects) if upper.passive and dep != "conj" else list(upper.subjects or (upper.objects if upper.passive else ()))
    return []


def _fill(tree: Tree, upper: Clause, known: dict[int, Clause], seen: set[int]) -> None:
    if _wants(upper):
        _understood(tree, upper, known, seen)


def _of_noun(tree: Tree, noun: int, known: dict[int, Clause], seen: set[int]) -> list[int]:
    """"the right to give", "an effort to": whoever has the noun."""
    owner = tree.kids(noun, "poss")
    if owner:
        return owner
    verb = tree.clause_of(noun)
    upper = known.get(verb)
    if upper is None:
        return []
    _fill(tree, upper, known, seen)
    return list(upper.subjects)


def _of_preposition(tree: Tree, prep: int, known: dict[int, Clause], seen: set[int]) -> list[int]:
    """"accused the U.S. of shifting", "by selling": the object of the verb, else its subject."""
    at = tree.head[prep]
    upper = known.get(at) or known.get(tree.clause_of(at))
    if upper is None:
        return []
    _fill(tree, upper, known, seen)
    takes_object = tree.lower[prep] in ("of", "from", "against", "into", "for")
    if takes_object and upper.objects and tree.head[prep] == upper.verb:
        return list(upper.objects)
    return list(upper.subjects)


def _with_phrase(tree: Tree, verb: int, head: int) -> int | None:
    """"…, with Wang Wenbin saying": the noun after "with" is the participle's subject."""
    for prep in tree.kids(head, "prep"):
        if tree.lower[prep] == "with" and prep < verb:
            for obj in tree.kids(prep, "pobj"):
                if tree.edges(obj)[1] >= verb - 1:
                    return obj
    return None
