"""The gazetteer itself: who and where is found under which name."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.ontology.files import find_folder
from kg.ontology.place_files import load_places
from kg.ontology.places import Places

# "Congolese" and "Dominican" are the larger namesake's.
WITHOUT_ADJECTIVE = {"Republic_of_the_Congo", "Dominica"}
WITHOUT_CAPITAL = {"Monaco", "Singapore", "Vatican_City"}  # they are their own


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(find_folder())


def meant(places: Places, name: str) -> str | None:
    found = places.well_known(name)
    return found.id if found else None


# --- states


def test_all_states_are_there(places: Places) -> None:
    others = {"VA", "PS", "XK", "TW"}
    codes = {state.iso2 for state in places.states}
    assert len(places.states) == 193 + len(others)
    assert others <= codes


@pytest.mark.parametrize("field", ["iso2", "iso3", "iso_numeric"])
def test_codes_are_unique(places: Places, field: str) -> None:
    codes = [code for place in places.all.values() if (code := getattr(place, field))]
    assert len(codes) == len(set(codes))


def test_every_state_has_its_data(places: Places) -> None:
    for state in places.states:
        assert None not in (state.iso2, state.iso3, state.lat, state.lon), state.id
        assert any("geonames" in iri for iri in state.same_as), state.id
        assert any("wikidata" in iri for iri in state.same_as), state.id


def test_every_state_has_a_capital_that_leads_back_to_it(places: Places) -> None:
    assert {state.id for state in places.states if not state.capitals} == WITHOUT_CAPITAL
    for state in places.states:
        assert all(places.all[key].capital_of == state.id == places.seats[key] for key in state.capitals)


def test_every_state_has_an_adjective(places: Places) -> None:
    assert {state.id for state in places.states if not state.adjectives} == WITHOUT_ADJECTIVE


def test_each_demonym_means_one_place(places: Places) -> None:
    owners = Counter(word for place in places.all.values() for word in set(place.demonyms))
    assert [word for word, number in owners.items() if number > 1] == []


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Korean", "South_Korea"),
        ("Congolese", "Democratic_Republic_of_the_Congo"),
        ("Indian", "India"),
        ("American", "United_States"),
        ("Dominican", "Dominican_Republic"),
        ("Guinean", "Guinea"),
        ("Georgian", "Georgia"),
        ("Irish", "Ireland"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Macedonian", "North_Macedonia"),
        ("U.S.", "United_States"),
        ("British", "United_Kingdom"),
        ("Scottish", "Scotland"),
        ("Western", "Western_world"),
        ("European", "Europe"),
        ("Afghan", "Afghanistan"),
        ("Palestinian", "Palestine"),
    ],
)
def test_adjective_of(places: Places, word: str, place: str) -> None:
    assert places.adjectives[word] == place


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Russians", "Russia"),
        ("Turks", "Turkey"),
        ("Turk", "Turkey"),
        ("Britons", "United_Kingdom"),
        ("Spaniards", "Spain"),
        ("French", "France"),
        ("Poles", "Poland"),
        ("Chinese", "China"),
        ("Filipinos", "Philippines"),
        ("Kurds", "Kurdistan"),
    ],
)
def test_people_of(places: Places, word: str, place: str) -> None:
    assert places.peoples[word] == place


# --- names


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Beijing", "Beijing"),
        ("Moscow", "Moscow"),
        ("Kremlin", "Kremlin"),
        ("Kyiv", "Kyiv"),
        ("Kiev", "Kyiv"),
        ("Odessa", "Odesa"),
        ("Kherson", "Kherson"),
        ("Bakhmut", "Bakhmut"),
        ("Donetsk", "Donetsk"),
        ("Donetsk region", "Donetsk_Oblast"),
        ("Far East", "Far_East"),
        ("Europe", "Europe"),
        ("West", "Western_world"),
        ("NATO", "NATO"),
        ("TASS", "TASS"),
        ("CIA", "CIA"),
        ("Reuters", "Reuters"),
        ("Newsweek", "Newsweek"),
        ("NBC", "NBC"),
        ("CBS News", "CBS_News"),
        ("UK", "United_Kingdom"),
        ("U.S.", "United_States"),
        ("US", "United_States"),
        ("America", "United_States"),
        ("DR Congo", "Democratic_Republic_of_the_Congo"),
        ("Holland", "Netherlands"),
        ("Burma", "Myanmar"),
        ("U.N.", "United_Nations"),
        ("WHO", "World_Health_Organization"),
        ("Downing Street", "Downing_Street"),
        ("Pentagon", "US_Defense_Department"),
        ("Bundestag", "Bundestag"),
        ("People’s Daily", "People's_Daily"),
        ("Channel", "English_Channel"),
        ("Bosphorus", "Bosporus"),
        ("Dnipro River", "Dnieper"),
        ("Spratlys", "Spratly_Islands"),
        ("West Philippine Sea", "South_China_Sea"),
        ("Movimento 5 Stelle", "Five_Star_Movement"),
        ("Washington, D.C.", "Washington"),
        ("Solent", "The_Solent"),
    ],
)
def test_names_in_the_news_are_found(places: Places, name: str, place: str) -> None:
    assert meant(places, name) == place


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Georgia", ["Georgia", "Georgia_U.S._state"]),
        ("New York", ["New_York_City", "New_York_state"]),
        ("Washington", ["Washington", "Washington_state"]),
        ("Valencia", ["Valencia", "Valencia_Venezuela"]),
        ("London", ["London", "London_Ontario"]),
        ("Punjab", ["Punjab", "Punjab_India", "Punjab_Pakistan"]),
        ("Congo", ["Democratic_Republic_of_the_Congo", "Republic_of_the_Congo"]),
    ],
)
def test_all_namesakes_are_kept_the_likeliest_first(places: Places, name: str, ids: list[str]) -> None:
    assert [place.id for place in places.named(name)] == ids


@pytest.mark.parametrize("word", ["who", "us", "Post", "Reading", "Mobile", "Nobody Known", "", "OR", "Miss."])
def test_ordinary_words_are_no_names(places: Places, word: str) -> None:
    assert places.named(word) == ()


def test_a_city_with_a_persons_name_needs_a_context(places: Places) -> None:
    assert meant(places, "Charlotte") is None
    assert places.best("Charlotte") is None
    found = places.best("Charlotte", place_like=True)
    assert found is not None
    assert found.country == "United_States"


def test_a_short_form_counts_after_a_comma(places: Places) -> None:
    for name in ("TX", "Tex.", "Texas"):
        found = places.after_comma(name)
        assert found is not None
        assert found.id == "Texas"


def test_after_a_comma_the_country_tells_namesakes_apart(places: Places) -> None:
    found = places.after_comma("Georgia", "United_States")
    assert found is not None
    assert found.id == "Georgia_U.S._state"


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Beijing", "China"),
        ("Moscow", "Russia"),
        ("Kremlin", "Russia"),
        ("White House", "United_States"),
        ("Kiev", "Ukraine"),
        ("Washington", "United_States"),
        ("Elysee Palace", "France"),
        ("Pretoria", "South_Africa"),
        ("Zhongnanhai", "China"),
    ],
)
def test_capitals_and_seats_stand_for_their_state(places: Places, name: str, state: str) -> None:
    assert places.metonyms[name] == state
    assert name in places.all[state].metonyms


def test_brussels_stands_for_the_union_first(places: Places) -> None:
    assert places.metonyms["Brussels"] == "European_Union"
    assert places.seats["Brussels"] == "Belgium"


# --- the data as a whole


def test_links_lead_to_places_that_are_described(places: Places) -> None:
    for place in places.all.values():
        links = [place.country, place.part_of, place.capital_of, place.seat_of, *place.capitals]
        assert all(link in places.all for link in links if link), place.id


def test_no_two_places_share_an_id_elsewhere(places: Places) -> None:
    ids = Counter(iri for place in places.all.values() for iri in place.same_as)
    assert [iri for iri, number in ids.items() if number > 1] == []


def test_the_turtle_says_what_the_source_tables_say(places: Places) -> None:
    table = (find_folder() / "source" / "countries.psv").read_text(encoding="utf-8")
    lines = [line.split("|") for line in table.splitlines() if not line.startswith("#")]
    written = {
        (s.iso2, s.name, next(i for i in s.same_as if "wikidata" in i).rpartition("/")[2], s.adjectives)
        for s in places.states
    }
    assert written == {
        (iso2, name, wikidata, tuple(filter(None, adjectives.split(";"))))
        for iso2, name, wikidata, adjectives, *_ in lines
    }


@pytest.mark.parametrize(
    ("name", "body", "state"),
    [
        ("European Community", "European_Community", None),
        ("International Labor Office", "International_Labour_Organization", None),
        ("OAU", "Organization_of_African_Unity", None),
        ("Warsaw Pact", "Warsaw_Pact", None),
        ("UNITA", "UNITA", "Angola"),
        ("SPLM/A", "Sudan_People's_Liberation_Army", "Sudan"),
        ("Kosovo Liberation Army", "Kosovo_Liberation_Army", "Kosovo"),
        ("Liberation Tigers", "Tamil_Tigers", "Sri_Lanka"),
        ("Fatah Party", "Fatah", "Palestine"),
    ],
)
def test_bodies_of_the_past_are_known_with_their_states(
    places: Places, name: str, body: str, state: str | None
) -> None:
    found = places.well_known(name)
    assert found is not None
    assert (found.id, found.country) == (body, state)


@pytest.mark.parametrize("name", ["KIA", "ICU", "MEND", "GAM", "Solidarity", "Amal", "November 17", "FIS"])
def test_words_that_mean_much_else_name_no_body(places: Places, name: str) -> None:
    assert places.well_known(name) is None


@pytest.mark.parametrize(
    ("city", "part"),
    [("Irving", "Texas"), ("Fort_Collins", "Colorado"), ("Edmonton", "Alberta"), ("Leeds", "England"), ("Oslo", None)],
)
def test_a_city_lies_in_the_part_of_its_state(places: Places, city: str, part: str | None) -> None:
    assert places.all[city].part_of == part


def test_the_capital_is_shown_as_it_is_told_from_the_state(places: Places) -> None:
    assert places.all["Washington"].name == "Washington, D.C."
    assert "Washington" in places.all["Washington"].aliases


@pytest.mark.parametrize("name", ["Upper West Side", "North Shore", "Deer Valley"])
def test_districts_are_no_cities(places: Places, name: str) -> None:
    assert places.named(name) == ()
