"""Teams that are called like their states, in hand-made Docs."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.ontology import load
from kg.pipeline import Reader, marked
from tests.docs import tree, wired

MATCH = "The/DT referee/NN saw/VBD a/DT goalless/JJ match/NN ,/, a/DT penalty/NN and/CC the/DT coach/NN ./. "


def chains(tokens: str) -> dict[str, tuple[str, list[str]]]:
    """Class and mentions by name."""
    found = marked(tree(wired(tokens)), load())
    groups = [group for _, group in found.doc.spans.items() if group.attrs.get("name")]
    return {str(g.attrs["name"]): (str(g.attrs["type"]), [span.text for span in g]) for g in groups}


def test_a_state_that_beats_another_in_the_report_of_a_match_is_a_team() -> None:
    beat = "Chile/NNP/nsubj/beat beat/VBD Peru/NNP/dobj/beat ./. Chile/NNP/nsubj rested/VBD ./."
    found = chains(MATCH + beat)
    assert found["Chile national team"] == ("SportsTeam", ["Chile", "Chile"])
    assert found["Peru national team"] == ("SportsTeam", ["Peru"])


def test_the_same_sentence_without_sport_is_about_states() -> None:
    assert chains("Chile/NNP/nsubj beat/VBD Peru/NNP/dobj ./.")["Chile"] == ("Country", ["Chile"])


def test_where_the_match_was_is_no_team() -> None:
    text = "Chile/NNP/nsubj/win win/VBP in/IN Peru/NNP/pobj/in ./. Chile/NNP left/VBD ./. "
    text += "In/IN Chile/NNP/pobj/In fans/NNS danced/VBD ./."
    found = chains(MATCH + text)
    assert found["Peru"][0] == "Country"
    assert found["Chile national team"][1] == ["Chile", "Chile"]
    assert found["Chile"] == ("Country", ["Chile"])


def test_a_state_that_does_not_play_stays_a_state() -> None:
    found = chains(MATCH + "Qatar/NNP/nsubj/denied denied/VBD charges/NNS/dobj ./.")
    assert found["Qatar"][0] == "Country"


@pytest.mark.parametrize(
    "score", ["Chile/NNP 2/CD –/: 0/CD South/NNP/compound/Korea Korea/NNP ./. Korea/NNP rested/VBD ./."]
)
def test_a_score_makes_the_team_whatever_it_is_called(score: str) -> None:
    text = "South/NNP/compound/Korea Korea/NNP/nsubj/lose lose/VBP ./. " + score
    found = chains(MATCH + text)
    assert found["South Korea national team"] == ("SportsTeam", ["South Korea", "South Korea", "Korea"])
    assert found["Chile national team"][0] == "SportsTeam"


def test_the_people_of_a_team_are_the_team() -> None:
    found = chains(MATCH + "Chile/NNP/nsubj/win win/VBP ./. The/DT Chileans/NNPS/nsubj danced/VBD ./.")
    assert found["Chile national team"][1] == ["Chile", "Chileans"]


@pytest.mark.parametrize(
    ("text", "teams"),
    [
        ("France beat Croatia in the final. France recalled its ambassador.", {"France", "Croatia"}),
        ("France won the World Cup. France criticised Turkey.", {"France"}),
        ("Brazil lost to Germany in the semi-final.", {"Brazil", "Germany"}),
        ("England and Scotland drew their match on Friday.", {"England", "Scotland"}),
        ("Iran defeated Iraq in the war.", set()),
        ("Russia won the war. China lost the contract.", set()),
        ("France beat Croatia in the final round of the bidding.", set()),
    ],
)
def test_one_sentence_of_a_match_makes_teams_of_those_in_it(reader: Reader, text: str, teams: set[str]) -> None:
    entities = reader.extract(Article(text)).entities
    assert {m.text for e in entities if e.type == "SportsTeam" for m in e.mentions} == teams
    assert all(len(e.mentions) == 1 for e in entities if e.type == "SportsTeam")
