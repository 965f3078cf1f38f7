"""What stands between quotation marks in hand-made Docs."""

from __future__ import annotations

import pytest
from spacy.tokens import Span, SpanGroup

from kg.annotators.quotations import mark_quotations
from kg.syntax import Tree
from tests.docs import tree, wired

TABLE = [
    ("curly marks", "She said : “ We go ” .", ["We go"]),
    ("straight marks", 'She said : " We go " .', ["We go"]),
    ("marks of a typewriter", "She said : `` We go '' .", ["We go"]),
    ("guillemets", "She said : « We go » .", ["We go"]),
    ("two quotations", "“ We go ” , she said , “ and stay ” .", ["We go", "and stay"]),
    ("no marks", "She said that we go .", []),
    ("apostrophes", "The ' new ' minister 's plan", []),
    ("an empty quotation", "She said “ ” .", []),
    ("a mark that only closes", "We go ” , she said .", []),
    ("a mark that is never closed", "She said : “ We go .", ["We go."]),
    ("one opened twice", "“ We “ go ” now", ["We “go"]),
    ("nothing", "x", []),
]


def quotes(found: Tree) -> list[str]:
    mark_quotations(found)
    return [span.text for span in found.doc.spans["quotes"]]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_quoted_is(text: str, wanted: list[str]) -> None:
    assert quotes(tree(wired(" ".join(f"{word}/NN" for word in text.split())))) == wanted


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    found = tree(wired(" ".join(f"{word}/NN" for word in "“ We go . “ We stay . ” She left .".split())))
    group = SpanGroup(found.doc, name="layout")
    group.extend([Span(found.doc, 0, 4, label="body"), Span(found.doc, 4, len(found), label="body")])
    found.doc.spans["layout"] = group
    assert quotes(found) == ["We go.", "We stay."]
