"""Did it happen? Polarity and factuality of an event word, from the words around it and those that govern it.

In: a Tree, the claims, the lexicon. Out: for a verb or event noun its `Status`. The rules walk from the word to the
top of its clause (or to the claim that holds it) and let each governor have its say; where a governor is unknown, an
infinitive or a that-clause under it is only possible. In doubt the weaker status wins: a false fact is worse than a
missing one. The values follow GRaSP and FactBank: certain, planned, possible; positive, negative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.governors import Governors
from kg.extractors.grammar import FUTURE, MODALS, NOBODY, SUBJECTS
from kg.extractors.status import Status

if TYPE_CHECKING:
    from kg.extractors.attribution import Claims
    from kg.extractors.cues import Claim
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_NO_ADVERBS = frozenset(("no", "neither", "not", "never"))
_RATHER = ["rather", "than"]
_INVERTED = ("had", "should", "were")  # auxiliaries before the subject of a condition without "if"
_QUESTION_END = 4  # tokens; a question mark farther from the sentence's end is a quotation's


class Statuses:
    """The status of any token of one Doc."""

    def __init__(self, tree: Tree, claims: Claims, lexicon: Lexicon) -> None:
        self.tree = tree
        self.claims = claims
        self._governors = Governors(tree, lexicon)
        words = lexicon.words
        self._negators, self._merely = words("negator"), words("merely")
        self._never, self._fiction = words("neverNoun"), words("fiction")
        self._hedges = words("hedge") | words("hearsay")
        self._marks = words("condition") - {"before"}  # "before" doubts a verb below it, not its own
        self._decisive = words("negativeImplicative") | words("implicative")
        self._planned, self._possible = words("plannedAdjective"), words("possibleAdjective")
        self._denying, self._doubtful, self._promising = words("denying"), words("doubtfulCue"), words("promisingCue")
        self._questions = {n for n in range(len(tree.sent_starts)) if self._asks(n)}

    def _asks(self, n: int) -> bool:
        starts = self.tree.sent_starts
        end = starts[n + 1] if n + 1 < len(starts) else len(self.tree)
        return "?" in self.tree.words[max(starts[n], end - _QUESTION_END) : end]

    def of(self, event: int) -> Status:
        """The status of the event that token `event` expresses."""
        status = Status()
        if self.tree.sent[event] in self._questions:
            status.weaken("possible")
        node = event
        for _ in range(len(self.tree)):
            self._own_words(node, status, event)
            claim = self.claims.by_root.get(node) or self._trailing(node, event)
            if claim is not None:
                self._cue(claim.cue, status)
                break
            if self.tree.head[node] == node or not self._governors.pass_up(node, status):
                break
            node = self.tree.head[node]
        for claim in self.claims.over(event):
            if claim.root is None and self.claims.is_denial(claim):
                status.negate()
        return status

    def _trailing(self, node: int, event: int) -> Claim | None:
        """The claim whose cue stands behind what it tells and above it in the parse: "Russia attacked, Peskov said"."""
        above = self.tree.head[node]
        return next((c for c in self.claims.over(event) if c.root is None and c.cue == above), None)

    # --- the word's own company

    def _own_words(self, node: int, status: Status, event: int) -> None:
        tree = self.tree
        is_verb = tree.is_verb(node)
        if node == event or is_verb or tree.dep[node] in ("prep", "pobj", "pcomp"):
            inherited = node != event and tree.dep[event] == "conj" and not self._shares_negation(event)
            for c in tree.children[node]:
                self._company(c, status, inherited=inherited)
        if is_verb:
            if tree.dep[node] == "conj" and self._is_after_nor(node):
                status.negate()
            self._verb_words(node, status, event)
        else:
            self._noun_words(node, status)

    def _shares_negation(self, verb: int) -> bool:
        """ "did not arm or attack"; but not "did not arm but attacked", and not a clause with a subject of its own."""
        tree, first = self.tree, self.tree.head[verb]
        before = [tree.lower[c] for c in tree.kids(first, "cc") if c < verb]
        finite = tree.tag[first] == "VB" and tree.tag[verb] in ("VBD", "VBZ", "VBP")
        return not tree.kids(verb, *SUBJECTS) and before[-1:] != ["but"] and not finite

    def _is_after_nor(self, verb: int) -> bool:
        """ "…, nor did it attack": of a clause of its own, for one that shares its subject has the negation before."""
        tree, first = self.tree, self.tree.head[verb]
        before = [tree.lower[c] for c in [*tree.kids(first, "cc"), *tree.kids(verb, "cc", "preconj")] if c < verb]
        return before[-1:] == ["nor"] and bool(tree.kids(verb, *SUBJECTS, "aux", "auxpass"))

    def _company(self, i: int, status: Status, *, inherited: bool) -> None:
        """Negation, modal, hedge or mark `i`; a coordinated clause with its own subject has inherited no negation."""
        word, dep = self.tree.lower[i], self.tree.dep[i]
        if dep == "neg" or (dep in ("advmod", "preconj") and self._negates(i)):
            if not inherited and not self._is_merely(i):
                status.negate()
        elif dep == "aux" and word in FUTURE:
            status.weaken("planned")
        elif (
            (dep == "aux" and word in MODALS)
            or (dep == "advmod" and word in self._hedges)
            or (dep == "mark" and word in self._marks)
        ):
            status.weaken("possible")

    def _negates(self, i: int) -> bool:
        """ "never", "hardly ever"."""
        lower = self.tree.lower
        return lower[i] in self._negators or (
            lower[i] == "ever" and any(lower[c] in self._negators for c in self.tree.kids(i, "advmod", "neg"))
        )

    def _is_merely(self, i: int) -> bool:
        """ "not only": no negation."""
        return i + 1 < len(self.tree) and self.tree.lower[i + 1] in self._merely

    def _verb_words(self, node: int, status: Status, event: int) -> None:
        tree = self.tree
        if self._is_rather_than(node):
            status.negate()
        if self._is_inverted(node) or self._is_fiction(node):
            status.weaken("possible")
        if node != event and self._is_of_none(tree.kids(node, *SUBJECTS)):
            status.weaken("possible")
            if tree.lemma[node] in self._decisive:
                status.negate()  # "nothing prevented X from going"
        if node == event:
            for c in tree.kids(node, *SUBJECTS, "dobj"):
                if self._is_of_none([c]):
                    status.negate()
            if self._is_never(node):
                status.negate()
            for c in tree.kids(node, "attr"):  # "is not even a member": the parser may hang it on the noun
                if any(tree.lower[d] in self._negators for d in tree.kids(c, "neg", "det", "advmod", "preconj")):
                    status.negate()
        if tree.tag[node] == "VB" and tree.dep[node] == "ROOT" and not tree.kids(node, *SUBJECTS, "aux"):
            status.weaken("possible")  # an imperative
        bare = tree.tag[node] == "VB" and tree.dep[node] == "ROOT" and bool(tree.kids(node, *SUBJECTS))
        if bare and [tree.lower[c] for c in tree.kids(node, "aux")] == ["to"]:
            status.weaken("planned")  # a headline: "Acme to close"

    def _is_rather_than(self, verb: int) -> bool:
        """ "rather than attack Japan, China left": before the phrase of the verb or at its beginning."""
        left, lower = self.tree.edges(verb)[0], self.tree.lower
        return _RATHER in (lower[max(0, left - 2) : left], lower[left : left + 2])

    def _is_inverted(self, verb: int) -> bool:
        """ "Had China attacked Japan, Russia …": a condition."""
        tree = self.tree
        if tree.dep[verb] != "advcl":
            return False
        first = next((c for c in tree.children[verb] if tree.dep[c] in ("aux", "auxpass", *SUBJECTS)), None)
        return first is not None and tree.lower[first] in _INVERTED and bool(tree.kids(verb, *SUBJECTS))

    def _is_fiction(self, verb: int) -> bool:
        """ "In the film, China attacks Japan"."""
        tree = self.tree
        where = [o for p in tree.kids(verb, "prep") if tree.lower[p] == "in" for o in tree.kids(p, "pobj")]
        return any(tree.lemma[o] in self._fiction and tree.kids(o, "det", "poss") for o in where)

    def _is_of_none(self, heads: list[int]) -> bool:
        """ "nobody", "no minister", "neither Iran nor Iraq"."""
        tree = self.tree
        return any(tree.lower[d] in NOBODY for c in heads for d in [c, *tree.kids(c, "det", "preconj")])

    def _is_never(self, verb: int) -> bool:
        """ "met with neither", "at no time did"; but "with no warning" it did."""
        tree, never = self.tree, self._never
        objects = [o for p in tree.kids(verb, "prep", "dative", "agent") for o in tree.kids(p, "pobj")]
        neither = any(tree.lower[c] == "neither" for o in objects for c in [o, *tree.kids(o, "det", "preconj")])
        return neither or any(tree.lemma[o] in never and self._is_of_none([o]) for o in objects)

    def _noun_words(self, node: int, status: Status) -> None:
        for c in self.tree.kids(node, "det", "amod", "compound", "neg", "advmod"):
            word = self.tree.lower[c]
            if word in _NO_ADVERBS:
                status.negate()
            elif word in self._planned:
                status.weaken("planned")
            elif word in self._possible:
                status.weaken("possible")

    # --- the claim that holds it

    def _cue(self, cue: int, status: Status) -> None:
        """The verb of saying or thinking itself: denied, doubted, not said, hoped."""
        tree, lemma = self.tree, self.tree.lemma[cue]
        if lemma in self._denying:
            status.negate()
        elif lemma in self._doubtful:
            status.weaken("possible")
        elif lemma in self._promising:
            status.weaken("planned")
        if self._is_of_none(tree.kids(cue, *SUBJECTS)):
            status.weaken("possible")  # "nobody believes that"
        if tree.kids(cue, "neg") or any(tree.lower[c] in MODALS for c in tree.kids(cue, "aux")):
            status.weaken("possible")
