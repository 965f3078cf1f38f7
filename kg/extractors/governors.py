"""What the words above an event word make of it: "refused to", "plans for", "the possibility of", "was cancelled".

In: a Tree, the lexicon, a token and its status so far. Out: the status, weakened or negated by the word above, and
whether the walk goes on. One rule a kind of dependency.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.grammar import FUTURE, MODALS, cleft_noun

if TYPE_CHECKING:
    from kg.extractors.status import Status
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_CLAUSAL = ("ccomp", "xcomp", "csubj", "csubjpass")
_NOMINAL = ("pcomp", "pobj", "attr", "oprd", "appos", "dative", "compound", "poss", "nmod")
_INDEFINITE = {"a", "an", "any", "no", "some"}
_RIGHT_BEHIND = 2  # tokens: a verb, perhaps its particle, and the gerund
_TOWARDS = ("against", "toward", "towards")


class Governors:
    """The governors of one Doc's tokens."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        words = lexicon.words
        self._planning, self._planning_infinitive = words("planning"), words("planningInfinitive")
        self._possible = words("possibility") | words("thought")
        self._possible_stances = words("possibility") | words("stance")
        self._undone, self._undone_clause = words("negativeImplicative"), words("negativeImplicativeClause")
        self._conditions, self._aiming, self._instead = words("condition"), words("aiming"), words("instead")
        self._light = words("implicative") | words("light")
        self._true_below = self._light | words("factive")
        self._rules = words("ruleNoun") | self._possible
        self._performed = words("performed")
        self._occurring = words("occurring")
        self._doubtful, self._doubts = words("doubtfulAdjective"), words("doubtfulPhrase")
        self._true_nouns = words("factiveNoun")
        self._open_gerunds, self._done = words("openGerund"), words("doneGerund")
        self._called_off, self._put_off = words("calledOff"), words("putOff")

    def pass_up(self, node: int, status: Status) -> bool:
        """Let the word above `node` have its say; False where its status no longer matters."""
        dep, head = self.tree.dep[node], self.tree.head[node]
        if dep in ("relcl", "acl"):
            return self._on_noun(node, status)
        if dep in ("nsubj", "nsubjpass"):
            return self._subject_of(head, dep, status)
        if dep in _CLAUSAL:
            self._complement_of(node, status)
        elif dep == "prep":
            self._after_preposition(node, status)
            self._lexical(head, status)
        elif dep in _NOMINAL:
            self._lexical(head, status)
        else:
            return self._of_clause(node, dep, status)
        return True

    def _of_clause(self, node: int, dep: str, status: Status) -> bool:
        if dep == "conj":
            return self._shares(node)
        if dep == "advcl":
            return self._adverbial(node, status)
        if dep == "dobj":
            return self._object_of(node, status)
        return dep != "parataxis"

    # --- one kind of dependency each

    def _shares(self, node: int) -> bool:
        """A coordinated verb takes over the governors of the first, its modals if it has none, and a bare negation."""
        tree = self.tree
        return not tree.is_verb(node) or not tree.kids(node, "nsubj", "nsubjpass", "aux", "auxpass")

    def _on_noun(self, node: int, status: Status) -> bool:
        """ "a plan to invade" is planned; what a relative clause tells is told for itself."""
        head = self.tree.head[node]
        if cleft_noun(self.tree, node) is not None:
            return True  # "it was not Iran that attacked" denies the attack
        if self._is_infinitive(node):
            if not self._lexical(head, status) and self.tree.lemma[node] not in self._performed:
                status.weaken("possible")  # "a hunger strike to protest" protests
            return True
        if self.tree.lemma[head] in self._possible_stances:
            self._lexical(head, status)
        elif self._is_content(node) and self.tree.lemma[head] not in self._true_nouns:
            status.weaken("possible")  # "no evidence that", "the idea that"
        if self._is_ruled(node):
            status.weaken("possible")
        return False

    def _is_content(self, node: int) -> bool:
        """Is it the that-clause of a noun, and no relative clause?"""
        tree = self.tree
        return tree.dep[node] in ("acl", "relcl") and any(tree.lower[c] == "that" for c in tree.kids(node, "mark"))

    def _is_ruled(self, node: int) -> bool:
        """ "a ban on people entering", "policies regarding people travelling": nobody is said to enter or to travel."""
        tree, head = self.tree, self.tree.head[node]
        above = tree.head[head]
        if tree.tag[node] != "VBG" or tree.dep[head] not in ("pobj", "dobj") or tree.dep[above] not in ("prep", "acl"):
            return False
        return tree.lemma[tree.head[above]] in self._rules

    def _adverbial(self, node: int, status: Status) -> bool:
        tree, head = self.tree, self.tree.head[node]
        marks = {tree.lower[c] for c in tree.kids(node, "mark", "advmod")}
        if self._is_infinitive(node) and tree.lemma[node] in self._performed and not marks:
            return True
        if marks & self._conditions or self._is_infinitive(node):
            status.weaken("possible")
            return False
        if tree.tag[node] == "VBG" and node - head <= _RIGHT_BEHIND:
            self._lexical(head, status)  # "ruled out attacking": the parser takes the complement for a circumstance
        return tree.tag[node] in ("VBG", "VBN") and not marks

    def _is_infinitive(self, i: int) -> bool:
        tree = self.tree
        return tree.tag[i] == "VB" and any(tree.lower[c] == "to" for c in tree.kids(i, "aux"))

    def _complement_of(self, node: int, status: Status) -> None:
        tree, head = self.tree, self.tree.head[node]
        if self._lexical(head, status):
            return
        lemma = tree.lemma[head]
        around = [*tree.children[head], *tree.children[node]]
        if lemma in ("have", "be") and any(tree.lower[c] == "yet" for c in around):
            status.negate()  # "has yet to attack"
            return
        if lemma == "be" and any(tree.lemma[c] in self._doubtful for c in tree.kids(head, "acomp", "attr")):
            status.weaken("possible")  # "it is false that"
        if lemma == "be" and tree.dep[node] == "xcomp" and tree.tag[node] == "VB":
            status.weaken("planned")  # "they are to travel"
        if lemma not in self._true_below:
            status.weaken("possible")

    def _object_of(self, node: int, status: Status) -> bool:
        """What was held or given has the verb's status; what was accepted or discussed is taken for granted."""
        tree, head = self.tree, self.tree.head[node]
        if self._lexical(head, status) or tree.lemma[head] in self._light:
            return True
        definite = {tree.lower[c] for c in tree.kids(node, "det", "poss")} - _INDEFINITE
        if not definite:
            self._modals(head, status)
        return False

    def _subject_of(self, head: int, dep: str, status: Status) -> bool:
        """An event noun as subject: "the visit was cancelled", "talks will take place", "the deal would end …"."""
        lemma = self.tree.lemma[head]
        if dep == "nsubjpass":
            if lemma in self._called_off:
                status.negate()
                return True
            if lemma in self._put_off or lemma in self._planning:
                status.weaken("planned")
            if lemma in self._possible:
                status.weaken("possible")  # "an attack is feared"
            if lemma in self._put_off or lemma in self._light:
                return True
        if lemma in self._occurring:
            return True
        self._modals(head, status)
        return False

    def _modals(self, verb: int, status: Status) -> None:
        for c in self.tree.kids(verb, "aux"):
            if self.tree.lower[c] in FUTURE:
                status.weaken("planned")
            elif self.tree.lower[c] in MODALS:
                status.weaken("possible")

    def _after_preposition(self, node: int, status: Status) -> None:
        """ "instead of attacking" is no attack, "called for an attack" a wish."""
        tree, head = self.tree, self.tree.head[node]
        word = tree.lower[node]
        before = {tree.lower[c] for c in tree.kids(node, "advmod", "amod")}  # "instead of": the adverb hangs on "of"
        if word in self._instead or before & self._instead:
            status.negate()
        elif self._doubts_below(node, head):
            status.weaken("possible")

    def _doubts_below(self, node: int, head: int) -> bool:
        """ "mobilized against", "called for", "far from", "capable of attacking"."""
        tree, preposition = self.tree, self.tree.lower[node]
        if preposition in _TOWARDS:
            return tree.is_verb(head)
        if self._is_untold_gerund(node, head):
            return True
        if preposition == "for" and tree.lemma[head] in self._aiming:
            return True
        return f"{tree.lemma[head]} {preposition}" in self._doubts

    def _is_untold_gerund(self, node: int, head: int) -> bool:
        """ "talked about attacking", "afraid of attacking": done or not, unless the word before says it."""
        tree = self.tree
        gerund = any(tree.tag[c] == "VBG" for c in tree.kids(node, "pcomp"))
        fronted = node < head and tree.is_verb(head)  # "on leaving Iran, China attacked"
        return gerund and not fronted and tree.lower[node] in self._open_gerunds and tree.lemma[head] not in self._done

    # --- the governor's own word

    def _lexical(self, head: int, status: Status) -> bool:
        """Whether the lists know the governor; then its say is written into the status."""
        lemma = self.tree.lemma[head]
        if lemma in self._undone and self._undoes(head):
            status.negate()
        elif lemma in self._planning and self._plans(head):
            status.weaken("planned")
        elif lemma in self._possible:
            status.weaken("possible")
        else:
            return False
        return True

    def _undoes(self, head: int) -> bool:
        """ "ruled out attacking" undoes the attack; "rejected an attack" does not say that there was none."""
        if self.tree.lemma[head] not in self._undone_clause or not self.tree.is_verb(head):
            return True
        tree = self.tree
        gerund = any(tree.tag[c] == "VBG" and c - head <= _RIGHT_BEHIND for c in tree.kids(head, "advcl"))
        return (
            gerund
            or bool(tree.kids(head, "xcomp", "pcomp", "ccomp"))
            or any(self.tree.kids(p, "pcomp") for p in self.tree.kids(head, "prep"))
        )

    def _plans(self, head: int) -> bool:
        """ "set" and "about" plan only what follows as an infinitive, not what was."""
        tree = self.tree
        return tree.lemma[head] not in self._planning_infinitive or bool(tree.kids(head, "xcomp", "acl", "advcl"))
