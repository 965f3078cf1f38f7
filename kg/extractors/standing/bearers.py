"""Who is meant by a noun that says what somebody is: "Mascarino was a painter" gives Mascarino for "painter".

In: a Scene and tokens. Out: actors. Used where a participle hangs on such a noun ("a painter born in Bologna").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extractors.grammar import ROLE_COPULAS, SUBJECTS

if TYPE_CHECKING:
    from kg.extractors.standing.facts import Scene

_DEEPEST = 4  # steps from a noun to whom it is said of
_LONGEST_ASIDE = 60  # tokens of the brackets between a name and its verb


def bearers(scene: Scene, heads: Iterable[int]) -> list[int]:
    """The actors that the noun phrases mean, by themselves or as what somebody is said to be."""
    return list(dict.fromkeys(n for head in heads for n in bearer(scene, head)))


def bearer(scene: Scene, i: int) -> list[int]:
    """The actors that the noun phrase headed by `i` means or is said of."""
    if scene.tree.dep[i] == "attr" and scene.tree.lemma[i] in scene.lexicon.words("trade"):
        persons = [n for n in said_of(scene, i) if scene.is_a(n, "Person")]
        if persons:  # "is a diplomat who served as": no state is meant
            return persons
    found = scene.who.of(i)
    return [n for n in found if not scene.who.actors[n].unnamed] or said_of(scene, i) or found


def said_of(scene: Scene, i: int) -> list[int]:
    """Of whom noun `i` is said: the subject of its copula, or the name that it stands in apposition to."""
    return said_by(scene, i)[0]


def said_by(scene: Scene, i: int) -> tuple[list[int], int | None]:
    """Of whom noun `i` is said, and the copula that says it if one does."""
    tree = scene.tree
    for _ in range(_DEEPEST):
        head = tree.head[i]
        if tree.dep[i] == "attr" and tree.lemma[head] in ROLE_COPULAS:
            return subjects(scene, head), head
        if tree.dep[i] == "appos":
            if found := scene.who.of(head)[:1]:
                return found, None
        elif tree.dep[i] != "conj":
            break
        i = head
    return [], None


def subjects(scene: Scene, verb: int, depth: int = 0) -> list[int]:
    """The actors of the verb's subject; where it means none, the one named right before the verb or its brackets."""
    tree, clause = scene.tree, scene.clauses.get(verb)
    heads = [_antecedent(scene, s, verb) for s in tree.kids(verb, *SUBJECTS)]
    if not heads and clause is not None and not clause.passive:
        heads = clause.subjects
    found = [n for s in heads for n in scene.who.of(s)]
    if not found and depth < _DEEPEST and any(tree.dep[h] == "attr" for h in heads):  # "is a chemist who was head of"
        found = [n for h in heads if tree.dep[h] == "attr" for n in subjects(scene, tree.head[h], depth + 1)]
    if found:
        return found
    before = before_brackets(scene, verb)
    return [] if before is None else [before]


def before_brackets(scene: Scene, i: int) -> int | None:
    """Who is named right before token `i`, but for commas and brackets: "Jane Doe (born 1950) was"."""
    words, sent, depth = scene.tree.words, scene.tree.sent, 0
    for j in range(i - 1, max(-1, i - _LONGEST_ASIDE), -1):
        if depth == 0 and j in scene.who.actor_at:
            return scene.who.actor_at[j] if depth == 0 and j < i - 1 else None
        depth += (words[j] == ")") - (words[j] == "(")
        if depth == 0 and words[j] not in (",", "("):
            return None
        if sent[j] != sent[i] and depth == 0:
            return None
    return None


def undergoers(scene: Scene, verb: int) -> list[int]:
    """To whom a passive or a participle happens: "was born", "born in Bologna, he …", "a painter born in Bologna"."""
    clause, tree = scene.clauses.get(verb), scene.tree
    heads = list(clause.objects or clause.subjects) if clause is not None else []
    if not heads and tree.dep[verb] in ("acl", "amod", "relcl"):
        heads = [tree.head[verb]]
    return bearers(scene, heads)


def _antecedent(scene: Scene, subject: int, verb: int) -> int:
    """ "John, who was a painter": of the relative pronoun its noun."""
    clause = scene.clauses.get(verb)
    return clause.subjects[0] if clause is not None and clause.subjects else subject


# --- owners

_OWNED_BY = {"his": "Person", "her": "Person", "its": "Organization"}


def owners(scene: Scene, i: int) -> list[int]:
    """Whom the possessive `i` means; "Acme and its founder" shows it even where nothing else does."""
    tree, who = scene.tree, scene.who
    if tree.tag[i] != "PRP$":
        return who.of(i)
    found = who.owners_of_pronoun(i)
    kind = _OWNED_BY.get(tree.lower[i])
    if found or kind is None or i < 2 or tree.lower[i - 1] not in ("and", "&"):
        return found
    beside = who.actor_at.get(i - 2)
    return [beside] if beside is not None and scene.is_a(beside, kind) else []


# --- brackets


def closing(scene: Scene, opening: int) -> int:
    """Where the bracket closes that opens at `opening`; there where it never does."""
    words, depth = scene.tree.words, 0
    for i in range(opening, min(len(words), opening + _LONGEST_ASIDE)):
        depth += (words[i] == "(") - (words[i] == ")")
        if not depth:
            return i
    return opening


def copula_behind(scene: Scene, i: int) -> int | None:
    """The "is" or "was" of "is a" that stands at token `i` or behind the brackets there."""
    words, depth = scene.tree.words, 0
    for j in range(i, min(len(words) - 2, i + _LONGEST_ASIDE)):
        depth += (words[j] == "(") - (words[j] == ")")
        if depth == 0 and words[j] not in (")", ","):
            indefinite = scene.tree.lower[j + 1] in ("a", "an")
            return j if scene.tree.lower[j] in ("is", "was") and indefinite else None
    return None
