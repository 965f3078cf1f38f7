"""The pattern language, and that the triggers, the code and the schema speak of the same things."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import load
from kg.ontology.lexicon import Lexicon, load_lexicon
from kg.ontology.patterns import Pattern, Slot, compile_pattern

PACKAGE = Path(__file__).parent.parent / "kg"
LISTS = {"weapon": frozenset(("missile",))}
ENTITY, ANY = Slot(entity=True), Slot()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load().lexicon


def compiled(text: str) -> Pattern:
    return compile_pattern("p", text, LISTS)


def words(*names: str) -> Slot:
    return Slot(words=frozenset(names))


# --- notation

NOTATION = [
    ("arm O", Pattern("p", "arm", object=ENTITY)),
    ("win O:Event", Pattern("p", "win", object=Slot(entity=True, kind="Event"))),
    ("provide _ to O", Pattern("p", "provide", object=ANY, preps=(("to", ENTITY),))),
    ("provide _weapon to O", Pattern("p", "provide", object=words("missile"), preps=(("to", ENTITY),))),
    ("sign deal|pact with O", Pattern("p", "sign", object=words("deal", "pact"), preps=(("with", ENTITY),))),
    ("advise O on _", Pattern("p", "advise", object=ENTITY, preps=(("on", ANY),))),
    ("_weapon hit O", Pattern("p", "hit", object=ENTITY, doer=words("missile"))),
    ("demand that O", Pattern("p", "demand", preps=(("that", ENTITY),))),
    ("reach +out to O", Pattern("p", "reach", particle="out", preps=(("to", ENTITY),))),
    ("be located in O", Pattern("p", "be located", preps=(("in", ENTITY),))),
    ("be in O", Pattern("p", "be", preps=(("in", ENTITY),))),
    ("not accept O", Pattern("p", "accept", object=ENTITY, negated=True)),
    ("& meet", Pattern("p", "meet", reciprocal=True)),
    ("meeting between &", Pattern("p", "meeting", preps=(("between", ENTITY),), reciprocal=True)),
    ("visit", Pattern("p", "visit")),
]


@pytest.mark.parametrize(("text", "wanted"), NOTATION, ids=[text for text, _ in NOTATION])
def test_the_notation_means_this(text: str, wanted: Pattern) -> None:
    assert compiled(text) == wanted


def test_an_inverse_pattern_says_so() -> None:
    assert compile_pattern("p", "receive O", LISTS, inverse=True).inverse


@pytest.mark.parametrize(
    "texts",
    [
        ("send O", "send _ to O", "send O to O", "send _weapon to O"),
        ("give O", "give +up O"),
        ("be in O", "be in O for _"),
    ],
)
def test_more_demanding_patterns_weigh_more(texts: tuple[str, ...]) -> None:
    weights = [compiled(text).weight for text in texts]
    assert weights == sorted(set(weights))


def test_an_unknown_word_list_is_an_error_that_names_it() -> None:
    with pytest.raises(OntologyError, match="'send _sword to O' names the word list 'sword'"):
        compiled("send _sword to O")


@pytest.mark.parametrize("text", ["", "not", "&", "not &"])
def test_a_pattern_without_a_head_is_an_error(text: str) -> None:
    with pytest.raises(OntologyError, match="has no head"):
        compiled(text)


# --- files


def written(folder: Path, turtle: str) -> Lexicon:
    prefixes = "@prefix kg: <https://w3id.org/newskg/ontology#> .\n"
    (folder / "triggers.en.ttl").write_text(prefixes + turtle, encoding="utf-8")
    return load_lexicon(folder)


def test_patterns_stand_under_their_head_most_specific_first(tmp_path: Path) -> None:
    found = written(tmp_path, 'kg:a kg:verb "send O" . kg:b kg:verb "send _ to O" ; kg:noun "sending to O" .')
    assert [p.predicate for p in found.verbs["send"]] == ["b", "a"]
    assert [p.predicate for p in found.nouns["sending"]] == ["b"]


def test_a_title_may_fix_its_body(tmp_path: Path) -> None:
    found = written(tmp_path, 'kg:leads kg:title "chief executive", "secretary-general @ United_Nations" .')
    assert [(t.words, t.of) for t in found.titles["general"]] == [(("secretary", "-", "general"), "United_Nations")]
    assert [(t.words, t.of) for t in found.titles["executive"]] == [(("chief", "executive"), None)]


def test_a_mark_has_its_predicates(tmp_path: Path) -> None:
    found = written(tmp_path, 'kg:leads kg:readAs "actsForState" . kg:represents kg:readAs "actsForState" .')
    assert found.read_as("actsForState") == {"leads", "represents"}


@pytest.mark.parametrize("ask", [lambda lexicon: lexicon.words("nothing"), lambda lexicon: lexicon.read_as("nothing")])
def test_asking_for_what_is_not_there_is_an_error_that_says_what_is(
    lexicon: Lexicon, ask: Callable[[Lexicon], object]
) -> None:
    with pytest.raises(OntologyError, match="'nothing'; there are: "):
        ask(lexicon)


def test_a_folder_without_triggers_has_an_empty_lexicon(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path) == Lexicon()


# --- triggers, code and schema agree

SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
TURTLE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(load().folder.glob("triggers.*.ttl")))
LITERALS = re.findall(r'"([^"]*)"', re.sub(r"(?m)^#.*$", "", TURTLE))


def test_every_pattern_and_title_is_of_a_predicate_of_the_schema(lexicon: Lexicon) -> None:
    tables = (lexicon.verbs, lexicon.nouns, lexicon.roles, lexicon.titles)
    named = {entry.predicate for table in tables for entries in table.values() for entry in entries}
    assert named - set(load().schema.predicates) == set()


def test_every_mark_is_of_predicates_of_the_schema(lexicon: Lexicon) -> None:
    assert {name for names in lexicon.marks.values() for name in names} - set(load().schema.predicates) == set()


def test_every_class_that_a_pattern_wants_is_in_the_schema(lexicon: Lexicon) -> None:
    kinds = {p.kind for table in (lexicon.verbs, lexicon.nouns) for patterns in table.values() for p in patterns}
    assert kinds - {""} - set(load().schema.classes) == set()


def test_every_word_list_that_code_names_is_there(lexicon: Lexicon) -> None:
    assert set(re.findall(r'words\("(\w+)"\)', SOURCES)) - set(lexicon.lists) == set()


def test_every_word_list_is_used_by_code_or_by_a_pattern(lexicon: Lexicon) -> None:
    in_patterns = {name for literal in LITERALS for name in re.findall(r"(?:^|\s)_(\w+)", literal)}
    in_code = set(re.findall(r'"(\w+)"', SOURCES))
    assert set(lexicon.lists) - in_patterns - in_code == set()


def test_every_mark_is_used_by_code_and_every_mark_of_code_is_there(lexicon: Lexicon) -> None:
    assert set(re.findall(r'readings\["(\w+)"\]', SOURCES)) == set(lexicon.marks)


def test_no_list_says_a_word_twice() -> None:
    lists = [re.findall(r'"([^"]*)"', values) for values in re.findall(r'kg:word ((?:"[^"]*"(?:, )?)+)', TURTLE)]
    assert {word for values in lists for word in values if values.count(word) > 1} == set()
