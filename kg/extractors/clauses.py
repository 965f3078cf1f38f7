"""Clauses: each verb with its subjects, objects and prepositional arguments, as they are understood.

In: a Tree. Out: one `Clause` a verb, in text order. Passives are turned round, shared subjects of coordinated verbs
supplied, and the understood subjects of infinitives, participles and relative clauses found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extractors.grammar import RELATIVES, SUBJECTS, cleft_noun

if TYPE_CHECKING:
    from kg.syntax import Tree

_NO_HEADS = frozenset(("aux", "auxpass", "amod", "compound", "punct", "case"))
_SHARING = ("conj", "xcomp", "ccomp", "advcl", "parataxis")  # clauses whose subject is that of the clause above
_PARTICLES = ("together", "back", "away", "out", "down")  # taken for adverbs by the parser
_TO_OBJECT = ("of", "from", "against", "into", "for")  # "accused the U.S. of shifting": the object is who shifts
_MEASURES = ("DATE", "TIME", "PERCENT", "MONEY")


@dataclass(slots=True)
class Clause:
    """A verb and the heads of its arguments; `preps` are (preposition in lower case, head of its object).

    In a passive `subjects` are the agents and `objects` what it is done to. `complement` is a predicative noun,
    adjective or participle.
    """

    verb: int
    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    preps: list[tuple[str, int]] = field(default_factory=list)
    particles: set[str] = field(default_factory=set)
    complement: int | None = None
    passive: bool = False

    @property
    def incomplete(self) -> bool:
        """Whether the clause has still to be given what its grammatical subject stands for."""
        return not self.objects if self.passive else not self.subjects


def clauses(
    tree: Tree, means: frozenset[str], resolves: frozenset[str] = frozenset(), messages: frozenset[str] = frozenset()
) -> dict[int, Clause]:
    """The clauses of the Doc by verb token.

    `means` are nouns that no passive has for agents ("by email"), `resolves` nouns of what somebody may, can or wants
    to do ("the right of Acme to sell"), `messages` nouns whose participle tells what their maker does ("a statement
    demanding …").
    """
    found = {i: _clause(tree, i, means) for i in range(len(tree)) if tree.is_verb(i) and tree.dep[i] not in _NO_HEADS}
    sharing = _Sharing(tree, found, resolves, messages)
    for clause in found.values():  # heads before dependents would be neater, but a conjunct's head comes first anyway
        sharing.complete(clause, set())
    return found


# --- a clause by itself


def _clause(tree: Tree, verb: int, means: frozenset[str]) -> Clause:
    clause = Clause(verb)
    for c in tree.children[verb]:
        _take(tree, clause, c)
        if tree.dep[c] in ("prep", "dative", "agent") and not _is_up_to(tree, c - 1):
            clause.preps += _objects(tree, c)
            clause.particles |= {tree.lower[c]} if tree.lower[c] == "out" and tree.kids(c, "prep") else set()
    if not clause.passive and tree.dep[verb] == "acl" and tree.tag[verb] == "VBN":  # "cities bombed by Russia"
        clause.passive = True
        clause.objects.append(tree.head[verb])
    if clause.passive:
        _turn(tree, clause, means)
    elif tree.dep[verb] == "relcl" and not clause.objects and tree.kids(verb, "nsubj") and _gapped(tree, verb):
        clause.objects.append(tree.head[verb])
    return clause


def _take(tree: Tree, clause: Clause, child: int) -> None:
    """Give the child of the verb its place in the clause."""
    dep = tree.dep[child]
    if dep in ("nsubj", "csubj", "expl"):
        clause.subjects.append(_antecedent(tree, child, clause.verb))
    elif dep == "nsubjpass":
        clause.passive = True
        if not _is_cut_off(tree, clause, child):
            clause.objects.append(_antecedent(tree, child, clause.verb))
    elif dep == "dobj" and not _is_cut_off(tree, clause, child):
        clause.objects.append(_antecedent(tree, child, clause.verb))
    elif dep == "dative" and not tree.kids(child, "pobj"):
        clause.datives.append(child)
    elif dep == "auxpass":
        clause.passive = True
    elif _is_up_to(tree, child):
        clause.objects += tree.kids(child + 1, "pobj")
    elif dep == "prt" or (dep == "advmod" and tree.lower[child] in _PARTICLES):
        clause.particles.add(tree.lower[child])
    elif dep in ("attr", "acomp", "oprd"):
        clause.complement = child


def _is_up_to(tree: Tree, i: int) -> bool:
    """ "kidnapped up to 16 advisers": the parser takes the number's "up" for the verb's."""
    return (
        tree.lower[i : i + 2] == ["up", "to"] and tree.tag[i + 2 : i + 3] == ["CD"] and bool(tree.kids(i + 1, "pobj"))
    )


def _is_cut_off(tree: Tree, clause: Clause, child: int) -> bool:
    """ "Agents abused migrants, a rights group charged": no second object stands behind a comma.

    Nor does a second subject of a passive: "Acme, located in Solapur, Maharashtra was bought".
    """
    behind = child > clause.verb
    return any((o > clause.verb) == behind and o < child and "," in tree.words[o:child] for o in clause.objects)


def _turn(tree: Tree, clause: Clause, means: frozenset[str]) -> None:
    """By-phrases of a passive are its subjects; a quoted object of a passive ditransitive stays where it is."""
    agents = [obj for prep, obj in clause.preps if prep == "by" and not _is_means(tree, obj, means)]
    clause.subjects = agents
    clause.preps = [(prep, obj) for prep, obj in clause.preps if prep != "by" or obj not in agents]


def _is_means(tree: Tree, i: int, means: frozenset[str]) -> bool:
    """ "by email", "by mail", "by Friday": no agent."""
    return tree.lower[i] in means or tree.doc[i].ent_type_ in _MEASURES


def _gapped(tree: Tree, verb: int) -> bool:
    """A relative clause whose object is the noun it stands at ("the man Russia arrested")."""
    filled = tree.kids(verb, "dobj", "ccomp", "xcomp", "attr", "acomp", "prt")
    return not filled and not any(tree.lower[c] in RELATIVES for c in tree.kids(verb, *SUBJECTS))


def _antecedent(tree: Tree, i: int, verb: int) -> int:
    """The noun that a relative pronoun stands for, else the token itself."""
    if tree.lower[i] in RELATIVES and tree.tag[i] in ("WP", "WDT", "IN", "WP$"):
        up = tree.first_conjunct(verb)
        if tree.dep[up] == "relcl" and tree.head[up] != up:
            return tree.head[up]
        picked = cleft_noun(tree, up)
        return i if picked is None else picked
    return i


def _objects(tree: Tree, prep: int) -> list[tuple[str, int]]:
    """(preposition, object) pairs of a prepositional phrase; in "out of" each preposition by its own word."""
    word = tree.lower[prep]
    found = [(word, o) for o in tree.kids(prep, "pobj")]
    found += [(word, o) for o in tree.kids(prep, "pcomp")]
    found += [(word, o) for o in tree.kids(prep, "amod") if word == "as"]  # "described it as illegal"
    for inner in tree.kids(prep, "prep") if word != "according" else ():  # "writes, according to the Times": not to it
        found += _objects(tree, inner)
    return found


# --- what clauses share


class _Sharing:
    """Supplies what a clause leaves out because the clause, noun or preposition it hangs on has it."""

    def __init__(
        self, tree: Tree, known: dict[int, Clause], resolves: frozenset[str], messages: frozenset[str]
    ) -> None:
        self.tree = tree
        self.known = known
        self.resolves = resolves
        self.messages = messages

    def complete(self, clause: Clause, seen: set[int]) -> None:
        """Supply the subject (in a passive: the object); `seen` are the verbs being completed, lest it goes round."""
        verb = clause.verb
        if not clause.incomplete or verb in seen or self.tree.head[verb] == verb:
            return
        seen.add(verb)
        source = self._controller(verb, seen)
        if not clause.passive:
            clause.subjects = source
            return
        above = self.known.get(self.tree.head[verb]) if self.tree.dep[verb] == "conj" else None
        clause.objects = list(above.objects) if above is not None and above.passive else source

    def _controller(self, verb: int, seen: set[int]) -> list[int]:
        tree, head, dep = self.tree, self.tree.head[verb], self.tree.dep[verb]
        infinitive = any(tree.lower[a] == "to" for a in tree.kids(verb, "aux"))  # "a strike to protest against …"
        if dep == "relcl" and not infinitive:
            return [head] if not tree.kids(verb, "nsubj") else []
        if dep in ("acl", "relcl"):
            told = tree.tag[verb] == "VBG" and tree.lemma[head] in self.messages  # "issued a statement demanding …"
            return [head] if tree.tag[verb] == "VBG" and not told else self._of_noun(head, seen)
        if dep == "pcomp":
            return self._of_preposition(head, seen)
        at = tree.head[head] if dep == "xcomp" and tree.dep[head] == "acomp" else head  # "is willing to withdraw"
        upper = self.known.get(at)
        return self._of_clause(verb, upper, seen) if upper is not None else []

    def _of_clause(self, verb: int, upper: Clause, seen: set[int]) -> list[int]:
        """ "ordered troops to leave": the object before an infinitive; else the subject of the clause above."""
        tree, dep = self.tree, self.tree.dep[verb]
        self.complete(upper, seen)
        controlling = [o for o in upper.objects if upper.verb < o < verb]
        infinitive = dep == "xcomp" or (dep == "ccomp" and tree.tag[verb] in ("VB", "VBG"))
        if infinitive and controlling and not upper.passive:
            return controlling
        beside = self._with_phrase(verb) if dep == "advcl" and tree.tag[verb] == "VBG" else None
        if beside is not None:
            return [beside]
        if dep not in _SHARING:
            return []
        if upper.passive:
            return list(upper.objects) if dep != "conj" else list(upper.subjects or upper.objects)
        return list(upper.subjects)

    def _of_noun(self, noun: int, seen: set[int]) -> list[int]:
        """ "the right to give", "an effort to", "the decision of Acme to": whoever has the noun."""
        tree = self.tree
        owner = tree.kids(noun, "poss")
        if not owner and tree.lemma[noun] in self.resolves:
            owner = [o for p in tree.kids(noun, "prep") if tree.lower[p] == "of" for o in tree.kids(p, "pobj")]
        if owner:
            return owner
        upper = self.known.get(tree.clause_of(noun))
        if upper is None:
            return []
        self.complete(upper, seen)
        return list(upper.subjects)

    def _of_preposition(self, prep: int, seen: set[int]) -> list[int]:
        """ "accused the U.S. of shifting", "by selling": the object of the verb, else its subject."""
        at = self.tree.head[prep]
        upper = self.known.get(at) or self.known.get(self.tree.clause_of(at))
        if upper is None:
            return []
        self.complete(upper, seen)
        if self.tree.lower[prep] in _TO_OBJECT and upper.objects and at == upper.verb:
            return list(upper.objects)
        return list(upper.subjects)

    def _with_phrase(self, verb: int) -> int | None:
        """ "…, with Wang Wenbin saying": the noun after "with" is the participle's subject."""
        tree = self.tree
        for prep in tree.kids(tree.head[verb], "prep"):
            if tree.lower[prep] == "with" and prep < verb:
                for obj in tree.kids(prep, "pobj"):
                    if tree.edges(obj)[1] >= verb - 1:
                        return obj
        return None
