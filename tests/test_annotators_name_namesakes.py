"""Places of one name: the one in the state of which the article speaks, else the likeliest."""

from __future__ import annotations

import pytest

from tests.docs import marks

SUED = "sued/VBD ./."


def known(tokens: str, **ents: str) -> dict[str, str]:
    return {text: place for text, _, place in marks("names", tokens, ents)}


@pytest.mark.parametrize(
    ("tokens", "name", "place"),
    [
        (f"Victoria/NNP/nsubj {SUED} Australia/NNP {SUED}", "Victoria", "Victoria_Australia"),
        (f"Victoria/NNP/nsubj {SUED} Canada/NNP {SUED}", "Victoria", "Victoria_British_Columbia"),
        (f"Victoria/NNP/nsubj {SUED} Canada/NNP {SUED} Australia/NNP {SUED}", "Victoria", "Victoria_Australia"),
        (f"Victoria/NNP/nsubj {SUED} Seychellois/JJ police/NN {SUED}", "Victoria", "Victoria"),
        (f"Georgia/NNP/nsubj {SUED} Alabama/NNP {SUED}", "Georgia", "Georgia_U.S._state"),
        (f"Georgia/NNP/nsubj {SUED} American/JJ police/NN {SUED}", "Georgia", "Georgia"),
        (f"Georgia/NNP/nsubj {SUED} Alabama/NNP {SUED} Tbilisi/NNP {SUED}", "Georgia", "Georgia"),
        (f"Punjab/NNP/nsubj {SUED} Indian/JJ police/NN {SUED}", "Punjab", "Punjab_India"),
        (f"Punjab/NNP/nsubj {SUED} Indian/JJ police/NN {SUED} Pakistan/NNP {SUED}", "Punjab", "Punjab"),
        (f"London/NNP/nsubj {SUED} Canada/NNP {SUED}", "London", "London"),
        (f"London/NNP/nsubj {SUED} Ontario/NNP {SUED}", "London", "London_Ontario"),
        (f"Tripoli/NNP/nsubj {SUED}", "Tripoli", "Tripoli"),
    ],
)
def test_a_namesake_is_the_one_in_the_state_of_the_article(tokens: str, name: str, place: str) -> None:
    assert known(tokens, **{name: "GPE"})[name] == place


def test_what_is_named_like_a_person_is_no_city() -> None:
    assert known(f"Lincoln/NNP/nsubj {SUED} America/NNP {SUED}", Lincoln="PERSON")["Lincoln"] == ""
