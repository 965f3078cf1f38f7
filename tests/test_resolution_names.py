"""Names of persons and bodies: what may be one, and what never is."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.library.identity import words
from kg.resolution.bodies import body_likeness
from kg.resolution.names import is_description, likeness, person

WORDS = words(ontology.load())


def told(one: str, other: str) -> str | None:
    """How given name and surname are alike, None for two people."""
    a, b = person(one, WORDS), person(other, WORDS)
    assert a is not None
    assert b is not None
    found = likeness(a, b, WORDS)
    assert found == likeness(b, a, WORDS)
    return None if found is None else f"{found.given} {found.surname}"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("José García", "Jose Garcia", "equal equal"),
        ("Mr. John Ward", "John Ward", "equal equal"),
        ("Robert Ward Jr.", "Robert Ward", "equal equal"),
        ("Joseph R. Ward", "Joseph Ward", "equal equal"),
        ("Recep Tayyip Yıldız", "Recep Yildiz", "equal equal"),
        ("Ana Pérez Gil", "Ana Pérez", "equal equal"),
        ("Ursula van der Berg", "Ursula Berg", "equal equal"),
        ("Kim Min-woo", "Kim Minwoo", "equal equal"),
        ("Shen Guowei", "Guowei Shen", "equal equal"),
        ("Bill Ward", "William Ward", "nickname equal"),
        ("J. Ward", "Joseph Ward", "initial equal"),
        ("Sergei Orlov", "Sergey Orlov", "sound equal"),
        ("Mohammed Haddad", "Muhammad Haddad", "sound equal"),
        ("Olena Zelinskyy", "Olena Zelinskiy", "equal sound"),
        ("Marta Hofmann", "Marta Hofnann", "equal letter"),
        ("Micheal Ward", "Michael Ward", "sound equal"),
        ("Mivhael Ward", "Michael Ward", "letter equal"),
    ],
)
def test_names_of_one(one: str, other: str, how: str) -> None:
    assert told(one, other) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Ward", "James Ward"),
        ("John Ward", "John Wood"),
        ("J. Ward", "Robert Ward"),
        ("Dennis W. Brown", "Dennis I. Brown"),
        ("Robert Ward Jr.", "Robert Ward Sr."),
        ("Wei Lee", "Wei Li"),
        ("Mivhael Hofnann", "Michael Hofmann"),
        ("T. Yildiz", "Recep Tayyip Yildiz"),
        ("Anna Marin", "Anna"),
        ("Li Wei", "Li Na"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    assert told(one, other) is None


@pytest.mark.parametrize("name", ["", "...", "Mr.", "@", "的", "Ä", "-", "  "])
def test_strange_names_do_no_harm(name: str) -> None:
    found = person(name, WORDS)
    assert found is None or all(found.words)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Ward Steel Inc.", "Ward Steel", "spelling"),
        ("World Sugar Organisation", "World Sugar Organization", "spelling"),
        ("The Centre for Forests", "Center for Forests", "spelling"),
        ("WSO", "World Sugar Organization", "acronym"),
        ("W.S.O.", "World Sugar Organization", "acronym"),
        ("Harvest Party", "Harvest", "generic"),
        ("Federal Fisheries Bureau", "Federal Fisherias Bureau", "letter"),
    ],
)
def test_names_of_one_body(one: str, other: str, how: str) -> None:
    assert body_likeness(one, other, WORDS) == body_likeness(other, one, WORDS) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bank of Laputa", "Bank of Lilliput"),
        ("University of Laputa", "University of Laputa North"),
        ("Northern Council", "Southern Council"),
        ("Laputa National Security Council", "Laputa"),
        ("WS", "Ward Steel"),
        ("Third Army", "Fifth Army"),
    ],
)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert body_likeness(one, other, WORDS) is None


@pytest.mark.parametrize(
    ("key", "name", "wanted"),
    [
        ("unnamed_man.955a351a3f368f03", "unnamed man", True),
        ("Syrian_boy.f4e018ff13ab9c00", "Syrian boy", True),
        ("the_author.955a351a3f368f03_(Person)", "the author", True),
        ("bell_hooks", "bell hooks", False),
        ("Jordan.955a351a3f368f03", "Jordan", False),
        ("Ada_Byron", "Ada Byron", False),
    ],
)
def test_a_description_is_no_name(key: str, name: str, wanted: bool) -> None:
    assert is_description(key, name) is wanted
