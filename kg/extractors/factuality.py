"""Did it happen? Polarity and factuality of an event word, from the words that govern it.

In: a Tree, the claims, the lexicon. Out: for a verb or event noun its `Status`. The rules walk from the word to the
top of its clause (or to the claim that holds it) and let each governor have its say; where a governor is unknown, an
infinitive or a that-clause under it is only possible. In doubt the weaker status wins: a false fact is worse than a
missing one. The values follow GRaSP and FactBank: certain, planned, possible; positive, negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Factuality, Polarity

if TYPE_CHECKING:
    from kg.extractors.attribution import Claims
    from kg.ontology.lexicon import Lexicon
    from kg.syntax import Tree

_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"))
_MODAL = frozenset(("may", "might", "could", "can", "ca", "should", "must", "ought", "need"))
_RANK: dict[str, int] = {"actual": 0, "planned": 1, "possible": 2}
_OCCUR = frozenset(["be", "take", "occur", "happen", "come", "begin", "start", "continue", "go", "last", "proceed", "resume", "end", "follow", "remain"])
_CALLED_OFF = frozenset(["cancel", "postpone", "avert", "prevent", "thwart", "foil", "abandon", "call", "avoid", "suspend", "delay"])


@dataclass(slots=True)
class Status:
    """What is known of an event word so far."""

    polarity: Polarity = "positive"
    factuality: Factuality = "actual"

    def negate(self) -> None:
        """Turn the polarity round."""
        self.polarity = "negative" if self.polarity == "positive" else "positive"

    def weaken(self, factuality: Factuality) -> None:
        """Take the weaker of the two."""
        if _RANK[factuality] > _RANK[self.factuality]:
            self.factuality = factuality


class Statuses:
    """The status of any token of one Doc."""

    def __init__(self, tree: Tree, claims: Claims, lexicon: Lexicon) -> None:
        self.tree = tree
        self.claims = claims
        self.negators = lexicon.words("negator")
        self.undone = lexicon.words("negativeImplicative")
        self.planning = lexicon.words("planning")
        self.possibility = lexicon.words("possibility")
        self.conditions = lexicon.words("condition")
        self.hedges = lexicon.words("hedge") | lexicon.words("hearsay")
        self.factive = lexicon.words("factive")
        self.implicative = lexicon.words("implicative") | lexicon.words("light")
        self.thought = lexicon.words("thought")
        self.questions = {n for n in range(len(tree.sent_starts)) if self._asks(n)}

    def _asks(self, n: int) -> bool:
        starts = self.tree.sent_starts
        end = starts[n + 1] if n + 1 < len(starts) else len(self.tree)
        return "?" in self.tree.words[max(starts[n], end - 4):end]

    def of(self, event: int) -> Status:
        """The status of the event that token `event` expresses."""
        status = Status()
        if self.tree.sent[event] in self.questions:
            status.weaken("possible")
        node = event
        for _ in range(len(self.tree)):
            self._own_words(node, status, event)
            claim = self.claims.by_root.get(node)
            if claim is not None:
                self._cue(claim.cue, status)
                break
            if self.tree.head[node] == node or not self._governor(node, status):
                break
            node = self.tree.head[node]
        for claim in self.claims.over(event):
            if claim.root is None and self.claims.is_denial(claim):
                status.negate()
        return status

    # --- the word's own company

    def _own_words(self, node: int, status: Status, event: int) -> None:
        tree = self.tree
        if node != event and tree.dep[node] not in ("prep", "pobj", "pcomp") and not tree.is_verb(node):
            return self._noun_words(node, status)
        inherited = node != event and self._has_own_subject(event)
        for c in tree.children[node]:
            word, dep = tree.lower[c], tree.dep[c]
            if dep == "neg" or (dep in ("advmod", "preconj", "cc") and word in self.negators):
                if not self._only(c) and not inherited:
                    status.negate()
            elif dep == "aux" and word in _FUTURE:
                status.weaken("planned")
            elif (dep == "aux" and word in _MODAL) or (dep == "advmod" and word in self.hedges) or (dep == "mark" and word in self.conditions and word != "before"):
                status.weaken("possible")
        if tree.is_verb(node):
            self._verb_words(node, status, event)
        else:
            self._noun_words(node, status)
        return None

    def _has_own_subject(self, event: int) -> bool:
        return self.tree.dep[event] == "conj" and bool(self.tree.kids(event, "nsubj", "nsubjpass"))

    def _only(self, i: int) -> bool:
        """"not only": no negation."""
        return i + 1 < len(self.tree) and self.tree.lower[i + 1] in ("only", "just", "merely")

    def _verb_words(self, node: int, status: Status, event: int) -> None:
        tree = self.tree
        if node == event:
            for c in tree.kids(node, "nsubj", "nsubjpass", "dobj"):
                if any(tree.lower[d] in ("no", "neither", "none", "nobody") for d in [c, *tree.kids(c, "det")]):
                    status.negate()
        if tree.tag[node] == "VB" and tree.dep[node] == "ROOT" and not tree.kids(node, "nsubj", "nsubjpass", "aux"):
            status.weaken("possible")  # an imperative

    def _noun_words(self, node: int, status: Status) -> None:
        tree = self.tree
        for c in tree.kids(node, "det", "amod", "compound", "neg", "advmod"):
            word = tree.lower[c]
            if word in ("no", "neither", "not", "never"):
                status.negate()
            elif word in ("planned", "scheduled", "upcoming", "forthcoming", "proposed", "future", "next"):
                status.weaken("planned")
            elif word in ("possible", "potential", "alleged", "would-be", "likely", "hypothetical", "supposed", "any", "suspected", "attempted"):
                status.weaken("possible")

    # --- what governs it

    def _governor(self, node: int, status: Status) -> bool:
        """Let the word above have its say; False where its status no longer matters."""
        tree, dep = self.tree, self.tree.dep[node]
        head = tree.head[node]
        if dep == "conj":
            return self._shares(node, head, status)
        if dep in ("relcl", "acl"):
            return self._on_noun(node, head, status)
        if dep == "advcl":
            return self._adverbial(node, status)
        if dep == "parataxis":
            return False
        if dep in ("ccomp", "xcomp", "csubj", "csubjpass"):
            self._complement_of(node, head, status)
        elif dep in ("nsubj", "nsubjpass"):
            return self._subject_of(head, dep, status)
        elif dep == "dobj":
            return self._object_of(node, head, status)
        elif dep == "prep":
            self._after_preposition(node, status)
            if self._lexical(head, status) and not tree.is_verb(head):
                return True
        elif dep in ("pcomp", "pobj", "attr", "oprd", "appos", "dative", "compound", "poss", "nmod"):
            self._lexical(head, status)
        return True

    def _shares(self, node: int, head: int, status: Status) -> bool:
        """A coordinated verb takes over the governors of the first, its modals if it has none, and a bare negation."""
        tree = self.tree
        if not tree.is_verb(node):
            return True
        return not tree.kids(node, "nsubj", "nsubjpass", "aux", "auxpass")

    def _on_noun(self, node: int, head: int, status: Status) -> bool:
        tree = self.tree
        infinitive = tree.tag[node] == "VB" and any(tree.lower[c] == "to" for c in tree.kids(node, "aux"))
        if infinitive:
            known = self._lexical(head, status)
            if not known:
                status.weaken("possible")
            return True
        if tree.lemma[head] in self.possibility or tree.lemma[head] in ("position", "policy"):
            self._lexical(head, status)
        return False

    def _adverbial(self, node: int, status: Status) -> bool:
        tree = self.tree
        marks = {tree.lower[c] for c in tree.kids(node, "mark", "advmod")}
        if marks & self.conditions:
            status.weaken("possible")
            return False
        if tree.tag[node] == "VB" and any(tree.lower[c] == "to" for c in tree.kids(node, "aux")):
            status.weaken("possible")
            return False
        return tree.tag[node] in ("VBG", "VBN") and not marks

    def _complement_of(self, node: int, head: int, status: Status) -> None:
        if self._lexical(head, status):
            return
        lemma = self.tree.lemma[head]
        if lemma in ("have", "be") and any(self.tree.lower[c] == "yet" for c in [*self.tree.children[head], *self.tree.children[node]]):
            status.negate()  # "has yet to attack"
            return
        if lemma == "be" and self.tree.dep[node] == "xcomp" and self.tree.tag[node] == "VB":
            status.weaken("planned")  # "they are to travel"
        if lemma in self.implicative or lemma in self.factive:
            return
        status.weaken("possible")

    def _object_of(self, node: int, head: int, status: Status) -> bool:
        """What was held, launched, given has the verb's status; what was (not) accepted or discussed is taken for granted."""
        if self._lexical(head, status) or self.tree.lemma[head] in self.implicative:
            return True
        definite = {self.tree.lower[c] for c in self.tree.kids(node, "det", "poss")} - {"a", "an", "any", "no", "some"}
        if not definite:
            self._modals(head, status)
        return False

    def _modals(self, verb: int, status: Status) -> None:
        for c in self.tree.kids(verb, "aux"):
            if self.tree.lower[c] in _FUTURE:
                status.weaken("planned")
            elif self.tree.lower[c] in _MODAL:
                status.weaken("possible")

    def _subject_of(self, head: int, dep: str, status: Status) -> bool:
        """An event noun as subject: "the visit was cancelled", "talks will take place", "the deal would end …"."""
        tree = self.tree
        lemma = tree.lemma[head]
        if dep == "nsubjpass" and lemma in _CALLED_OFF:
            status.negate() if lemma not in ("postpone", "suspend", "delay", "call") else status.weaken("planned")
            return True
        if lemma in self.planning and dep == "nsubjpass":
            status.weaken("planned")
        if lemma in _OCCUR or (dep == "nsubjpass" and lemma in self.implicative):
            return True
        self._modals(head, status)
        return False

    def _after_preposition(self, node: int, status: Status) -> None:
        word = self.tree.lower[node]
        if word in ("without", "instead", "lieu"):
            status.negate()
        elif (word in ("against", "toward", "towards") and self.tree.is_verb(self.tree.head[node])) or (word == "for" and self.tree.lemma[self.tree.head[node]] in ("call", "ask", "push", "appeal", "prepare", "hope", "plan", "responsible", "ready", "press")):
            status.weaken("possible")

    def _lexical(self, head: int, status: Status) -> bool:
        """The governor's own word, if the lists know it."""
        lemma = self.tree.lemma[head]
        if lemma in self.undone and not (self.tree.is_verb(head) and lemma in ("rule", "stop", "reject", "deny", "block") and not self._takes_clause(head)):
            status.negate()
            return True
        if lemma in self.planning and self._is_plan(head, lemma):
            status.weaken("planned")
            return True
        if lemma in self.possibility or lemma in self.thought:
            status.weaken("possible")
            return True
        return False

    def _takes_clause(self, head: int) -> bool:
        return bool(self.tree.kids(head, "xcomp", "pcomp", "ccomp")) or bool(
            [c for p in self.tree.kids(head, "prep") for c in self.tree.kids(p, "pcomp")])

    def _is_plan(self, head: int, lemma: str) -> bool:
        """"announce" and "set" plan only what follows as an infinitive or noun of the future, not what was."""
        return lemma not in ("about", "set", "going", "due") or bool(self.tree.kids(head, "xcomp", "acl", "advcl"))

    def _cue(self, cue: int, status: Status) -> None:
        """The verb of saying or thinking itself: denied, doubted, not said, hoped."""
        tree = self.tree
        lemma = tree.lemma[cue]
        if lemma in ("deny", "dispute", "refute"):
            status.negate()
        elif lemma in ("doubt", "hope", "fear", "wish", "suspect", "wonder", "worry", "speculate", "suggest", "propose", "recommend", "urge",
                       "demand", "ask", "guess", "imagine", "concerned", "worried", "afraid", "hopeful", "fear", "concern", "suspicion", "speculation"):
            status.weaken("possible")
        elif lemma in ("expect", "predict", "promise", "vow", "pledge", "swear", "anticipate"):
            status.weaken("planned")
        if any(tree.dep[c] == "neg" for c in tree.children[cue]) or any(tree.lower[c] in _MODAL for c in tree.kids(cue, "aux")):
            status.weaken("possible")
