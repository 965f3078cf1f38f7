"""Status of events in hand-made Docs: what negates, plans, doubts, and what does not."""

from __future__ import annotations

import pytest

from kg.extractors.attribution import Claims
from kg.extractors.clauses import clauses
from kg.extractors.factuality import Statuses
from kg.extractors.status import Status
from kg.ontology import load
from tests.docs import at, tree

ACTUAL, NOT, PLANNED, POSSIBLE = "positive actual", "negative actual", "positive planned", "positive possible"
TALKS = "Talks/NNS/nsubjpass/4/talk in/IN/prep/0 Kyiv/NNP/pobj/1 were/VBD/auxpass/4/be {}/VBN/ROOT/4/{}"

# (what, tokens, event word, status)
TABLE = [
    ("plain", "Iran/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Israel/NNP/dobj/1", "attacked", ACTUAL),
    # the word's own company
    ("not", "Iran/NNP/nsubj/3 did/VBD/aux/3/do not/RB/neg/3 attack/VB/ROOT/3 Israel/NNP/dobj/3", "attack", NOT),
    ("never", "Iran/NNP/nsubj/2 never/RB/neg/2 attacked/VBD/ROOT/2/attack Israel/NNP/dobj/2", "attacked", NOT),
    (
        "not only",
        "Iran/NNP/nsubj/3 not/RB/preconj/3 only/RB/advmod/1 attacked/VBD/ROOT/3/attack Israel/NNP/dobj/3",
        "attacked",
        ACTUAL,
    ),
    ("no troops", "No/DT/det/1 troops/NNS/nsubj/2/troop attacked/VBD/ROOT/2/attack Israel/NNP/dobj/2", "attacked", NOT),
    ("no attack", "There/EX/expl/1 was/VBD/ROOT/1/be no/DT/det/3 attack/NN/attr/1", "attack", NOT),
    ("will", "Iran/NNP/nsubj/2 will/MD/aux/2 attack/VB/ROOT/2 Israel/NNP/dobj/2", "attack", PLANNED),
    ("may", "Iran/NNP/nsubj/2 may/MD/aux/2 attack/VB/ROOT/2 Israel/NNP/dobj/2", "attack", POSSIBLE),
    (
        "will not",
        "Iran/NNP/nsubj/3 will/MD/aux/3 not/RB/neg/3 attack/VB/ROOT/3 Israel/NNP/dobj/3",
        "attack",
        "negative planned",
    ),
    (
        "allegedly",
        "Iran/NNP/nsubj/2 allegedly/RB/advmod/2 attacked/VBD/ROOT/2/attack Israel/NNP/dobj/2",
        "attacked",
        POSSIBLE,
    ),
    (
        "planned attack",
        "The/DT/det/2 planned/VBN/amod/2/plan attack/NN/nsubj/3 began/VBD/ROOT/3/begin",
        "attack",
        PLANNED,
    ),
    (
        "alleged attack",
        "The/DT/det/2 alleged/VBN/amod/2/allege attack/NN/nsubj/3 began/VBD/ROOT/3/begin",
        "attack",
        POSSIBLE,
    ),
    (
        "question",
        "Did/VBD/aux/2/do Iran/NNP/nsubj/2 attack/VB/ROOT/2 Israel/NNP/dobj/2 ?/./punct/2",
        "attack",
        POSSIBLE,
    ),
    ("imperative", "Attack/VB/ROOT/0 Israel/NNP/dobj/0 !/./punct/0", "Attack", POSSIBLE),
    # what governs it
    ("refused to", "Iran/NNP/nsubj/1 refused/VBD/ROOT/1/refuse to/TO/aux/3 attack/VB/xcomp/1", "attack", NOT),
    ("managed to", "Iran/NNP/nsubj/1 managed/VBD/ROOT/1/manage to/TO/aux/3 attack/VB/xcomp/1", "attack", ACTUAL),
    ("plans to", "Iran/NNP/nsubj/1 plans/VBZ/ROOT/1/plan to/TO/aux/3 attack/VB/xcomp/1", "attack", PLANNED),
    ("wants to", "Iran/NNP/nsubj/1 wants/VBZ/ROOT/1/want to/TO/aux/3 attack/VB/xcomp/1", "attack", POSSIBLE),
    (
        "an unknown governor of an infinitive",
        "Iran/NNP/nsubj/1 zorped/VBD/ROOT/1/zorp to/TO/aux/3 attack/VB/xcomp/1",
        "attack",
        POSSIBLE,
    ),
    ("are to", "They/PRP/nsubj/1 are/VBP/ROOT/1/be to/TO/aux/3 attack/VB/xcomp/1", "attack", PLANNED),
    ("has yet to", "Iran/NNP/nsubj/1 has/VBZ/ROOT/1/have yet/RB/advmod/1 to/TO/aux/4 attack/VB/xcomp/1", "attack", NOT),
    (
        "did not refuse to",
        "Iran/NNP/nsubj/3 did/VBD/aux/3/do not/RB/neg/3 refuse/VB/ROOT/3 to/TO/aux/5 attack/VB/xcomp/3",
        "attack",
        ACTUAL,
    ),
    (
        "if",
        "If/IN/mark/2 Iran/NNP/nsubj/2 attacks/VBZ/advcl/4/attack Syria/NNP/nsubj/4 loses/VBZ/ROOT/4/lose",
        "attacks",
        POSSIBLE,
    ),
    ("in order to", "Iran/NNP/nsubj/1 armed/VBD/ROOT/1/arm to/TO/aux/3 attack/VB/advcl/1", "attack", POSSIBLE),
    (
        "without",
        "Iran/NNP/nsubj/1 left/VBD/ROOT/1/leave without/IN/prep/1 attacking/VBG/pcomp/2/attack",
        "attacking",
        NOT,
    ),
    (
        "called for",
        "Iran/NNP/nsubj/1 called/VBD/ROOT/1/call for/IN/prep/1 an/DT/det/4 attack/NN/pobj/2",
        "attack",
        POSSIBLE,
    ),
    (
        "possibility of",
        "The/DT/det/1 possibility/NN/nsubj/5 of/IN/prep/1 an/DT/det/4 attack/NN/pobj/2 grew/VBD/ROOT/5/grow",
        "attack",
        POSSIBLE,
    ),
    (
        "ruled out attacking",
        "Iran/NNP/nsubj/1 ruled/VBD/ROOT/1/rule out/RP/prt/1 attacking/VBG/xcomp/1/attack Israel/NNP/dobj/3",
        "attacking",
        NOT,
    ),
    (
        "rejected the attack",
        "Iran/NNP/nsubj/1 rejected/VBD/ROOT/1/reject the/DT/det/3 attack/NN/dobj/1",
        "attack",
        ACTUAL,
    ),
    (
        "launched an attack",
        "Iran/NNP/nsubj/2 may/MD/aux/2 launch/VB/ROOT/2 an/DT/det/4 attack/NN/dobj/2",
        "attack",
        POSSIBLE,
    ),
    ("plan to", "The/DT/det/1 plan/NN/nsubj/4 to/TO/aux/3 attack/VB/acl/1 failed/VBD/ROOT/4/fail", "attack", PLANNED),
    (
        "relative clause of a doubted noun",
        "Iran/NNP/nsubj/1 wants/VBZ/ROOT/1/want tanks/NNS/dobj/1 that/WDT/nsubj/4 "
        "attacked/VBD/relcl/2/attack Syria/NNP/dobj/4",
        "attacked",
        ACTUAL,
    ),
    # an event as subject
    ("cancelled", TALKS.format("cancelled", "cancel"), "Talks", NOT),
    ("postponed", TALKS.format("postponed", "postpone"), "Talks", PLANNED),
    ("held", TALKS.format("held", "hold"), "Talks", ACTUAL),
    ("will take place", "Talks/NNS/nsubj/2/talk will/MD/aux/2 take/VB/ROOT/2 place/NN/dobj/2", "Talks", PLANNED),
    # coordination
    ("shared modal", "Iran/NNP/nsubj/2 may/MD/aux/2 arm/VB/ROOT/2 and/CC/cc/2 attack/VB/conj/2", "attack", POSSIBLE),
    (
        "a clause of its own",
        "Iran/NNP/nsubj/2 may/MD/aux/2 arm/VB/ROOT/2 and/CC/cc/2 Syria/NNP/nsubj/5 attacked/VBD/conj/2/attack",
        "attacked",
        ACTUAL,
    ),
    # cues
    (
        "denied",
        "Iran/NNP/nsubj/1 denied/VBD/ROOT/1/deny that/IN/mark/4 it/PRP/nsubj/4 attacked/VBD/ccomp/1/attack",
        "attacked",
        NOT,
    ),
    (
        "said",
        "Iran/NNP/nsubj/1 said/VBD/ROOT/1/say that/IN/mark/4 Syria/NNP/nsubj/4 attacked/VBD/ccomp/1/attack",
        "attacked",
        ACTUAL,
    ),
    (
        "hoped",
        "Iran/NNP/nsubj/1 hoped/VBD/ROOT/1/hope that/IN/mark/4 Syria/NNP/nsubj/4 attacked/VBD/ccomp/1/attack",
        "attacked",
        POSSIBLE,
    ),
    (
        "promised",
        "Iran/NNP/nsubj/1 promised/VBD/ROOT/1/promise that/IN/mark/4 it/PRP/nsubj/4 attacks/VBZ/ccomp/1/attack",
        "attacks",
        PLANNED,
    ),
    (
        "nothing prevented",
        "Nothing/NN/nsubj/1 prevented/VBD/ROOT/1/prevent Iran/NNP/dobj/1 from/IN/prep/1 attacking/VBG/pcomp/3/attack",
        "attacking",
        POSSIBLE,
    ),
    (
        "did not say",
        "Iran/NNP/nsubj/3 did/VBD/aux/3/do not/RB/neg/3 say/VB/ROOT/3 "
        "that/IN/mark/6 it/PRP/nsubj/6 attacked/VBD/ccomp/3/attack",
        "attacked",
        POSSIBLE,
    ),
]


def status(tokens: str, event: str) -> Status:
    parsed, lexicon = tree(tokens), load().lexicon
    parsed.doc.spans["quotes"] = []
    found = clauses(parsed, lexicon.words("means"))
    return Statuses(parsed, Claims(parsed, found, lexicon), lexicon).of(at(parsed, event))


@pytest.mark.parametrize(("tokens", "event", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_an_event_has_the_status_that_its_words_give_it(tokens: str, event: str, wanted: str) -> None:
    found = status(tokens, event)
    assert f"{found.polarity} {found.factuality}" == wanted


def test_the_weaker_status_wins() -> None:
    found = Status()
    found.weaken("possible")
    found.weaken("planned")
    assert found.factuality == "possible"


def test_two_negations_are_none() -> None:
    found = Status()
    found.negate()
    found.negate()
    assert found.polarity == "positive"
