"""Sentences about people and bodies, the standing relations they state, read with the real model; and near misses."""

from __future__ import annotations

import pytest

from kg.model import Article, Statement, Text
from kg.pipeline import Reader

STATED = [
    # births and deaths
    ("Evan Thorne (6 August 1923 – 5 November 2004) was a cricketer.", "Evan_Thorne bornOn 1923-08-06"),
    ("Evan Thorne (6 August 1923 – 5 November 2004) was a cricketer.", "Evan_Thorne diedOn 2004-11-05"),
    ("Marion Hale (born 3 July 1962 in Leeds) is a critic.", "Marion_Hale bornOn 1962-07-03"),
    ("Marion Hale (born 3 July 1962 in Leeds) is a critic.", "Marion_Hale bornIn Leeds"),
    ("Robert Hale, PhD (born 1962) is a critic.", "Robert_Hale bornOn 1962"),
    ("Jane Mallory was born in London, Ontario, Canada.", "Ontario locatedIn Canada"),
    ("John Brown was born to Karl Brown and Anna Lee in Leeds.", "Anna_Lee parentOf John_Brown"),
    ("John Brown was born to Karl Brown and Anna Lee in Leeds.", "John_Brown bornIn Leeds"),
    ("The critics wrote little until the death of Karl Brown in 1994.", "Karl_Brown diedOn 1994"),
    ("Karl Brown was murdered in 1994.", "Karl_Brown diedOn 1994"),
    ("Boston native Robert Hale won the prize.", "Robert_Hale bornIn Boston"),
    ("A native of Boston, Robert Hale moved to Paris.", "Robert_Hale bornIn Boston"),
    # homes
    ("Born and raised in Singapore, Elvin Tan studied law.", "Elvin_Tan grewUpIn Singapore"),
    ("Kay Jones lives and works in Vienna.", "Kay_Jones residesIn Vienna"),
    ("Robert Hale settled at Brighton.", "Robert_Hale residesIn Brighton"),
    ("A resident of Boston since 1977, Robert Hale is a lawyer.", "Robert_Hale residesIn Boston"),
    # nationality, studies
    ("Robert Hale (born 4 May 1929) is a retired Irish poet.", "Robert_Hale citizenOf Ireland"),
    ("The prize went to the Turkish sculptor Leyla Aydin.", "Leyla_Aydin citizenOf Turkey"),
    ("Karina Stone holds a PhD in physics from Brown University.", "Karina_Stone studiedAt Brown_University"),
    ("Karina Stone attended Topeka High School.", "Karina_Stone studiedAt Topeka_High_School"),
    # work
    ("Paul Weller is president and chief executive officer of Sony Pictures.", "Paul_Weller leads Sony_Pictures"),
    ("Anton Weber is a chemist who is head of Goodyear Holdings.", "Anton_Weber leads Goodyear_Holdings"),
    ("Robert Hale was appointed director of Siemens.", "Robert_Hale leads Siemens"),
    ("Robert Hale has served as director of Siemens since 2008.", "Robert_Hale leads Siemens"),
    ("Robert Hale served as director of Siemens.", "Robert_Hale workedFor Siemens"),
    ("After talks with Xi Jinping, Vladimir Putin left.", "Vladimir_Putin negotiatedWith Xi_Jinping"),
    ("Hamas killed three people in an attack on Israel.", "Hamas attacked Israel"),
    ("Former CIA Director David Petraeus resigned.", "David_Petraeus workedFor CIA"),
    ("NASA engineer Jane Doe retired.", "Jane_Doe worksFor NASA"),
    ("Ohio Governor Jane Doe signed the law.", "Jane_Doe leads Ohio"),
    ("Jane Doe was appointed Chief Executive Officer of Zorbia Arab Bank plc.", "Jane_Doe leads Zorbia_Arab_Bank_plc"),
    ("Clapp attended Syracuse University.", "Clapp studiedAt Syracuse_University"),
    ("Jane Doe was raised on Long Island.", "Jane_Doe grewUpIn Long_Island"),
    ("Jane Doe was born in Bay Shore, New York and raised on a farm.", "Bay_Shore locatedIn New_York_state"),
    ("Jane Doe lives in Buffalo, New York.", "Buffalo locatedIn New_York_state"),
    ("Jane Doe, the mayor of Leeds, signed the law.", "Jane_Doe leads Leeds"),
    ("The Ohio Republican governor, Jane Doe, resigned.", "Jane_Doe memberOf Republican_Party"),
    ("Reopening began despite pleas from Ohio's governor, Jane Doe.", "Jane_Doe leads Ohio"),
    ("Turkey returned the artifacts to Iraq.", "Turkey returned Iraq"),
    ("Iran's minister returned to Syria.", "Iran visited Syria"),
    ("Robert Hale joined the faculty of Stanford University.", "Robert_Hale memberOf Stanford_University"),
    ("The current MP is Judith Collins, of the National Party.", "Judith_Collins memberOf National_Party"),
    ("Kofi Annan is a Ghanaian diplomat who served as Secretary-General of NATO.", "Kofi_Annan workedFor NATO"),
    ("Michael Stone has held senior positions with Boeing.", "Michael_Stone workedFor Boeing"),
    ("Anna Stone was appointed to the United States Supreme Court.", "Anna_Stone memberOf US_Supreme_Court"),
    ("Republican Representative Anna Stone spoke.", "Anna_Stone memberOf Republican_Party"),
    ("The Conservative lawmaker Anna Stone spoke.", "Anna_Stone memberOf Conservative_Party"),
    ("In 1993, Robert Hale entered the University of Manitoba.", "Robert_Hale studiedAt University_of_Manitoba"),
    # bodies
    ("David Brown co-founded Amnesty International.", "David_Brown founded Amnesty_International"),
    ("The Bank of Orient was a bank founded in 1972 by Anton Meyer.", "Anton_Meyer founded Bank_of_Orient"),
    ("The Bank of Orient was a bank founded in 1972 by Anton Meyer.", "Bank_of_Orient foundedOn 1972"),
    ("The magazine wrote about Siemens and its founder, Werner Holm.", "Werner_Holm founded Siemens"),
    ("Goodyear Holdings is a company headquartered in Oslo.", "Goodyear_Holdings basedIn Oslo"),
    ("The Brussels-based Egmont Foundation wrote a report.", "Egmont_Foundation basedIn Brussels"),
    ("Siemens sold its subsidiary Orange Computer Services.", "Orange_Computer_Services subsidiaryOf Siemens"),
    ("Siemens is the parent company of Orange Computer Services.", "Orange_Computer_Services subsidiaryOf Siemens"),
    ("Orange Computer Services operates as a subsidiary of Siemens.", "Orange_Computer_Services subsidiaryOf Siemens"),
    ("Israel's Cabinet condemned Hamas.", "Cabinet partOf Israel"),
    ("The Ivory Coast's Supreme Court condemned Hamas.", "Ivorian_Supreme_Court partOf Ivory_Coast"),
    # offices of states
    ("Jordan's visiting King Abdullah II criticized Syria.", "Abdullah_II leads Jordan"),
    ("China's paramount leader Deng Xiaoping spoke.", "Deng_Xiaoping leads China"),
    ("Russian opposition leader Alexei Navalny spoke.", "Alexei_Navalny citizenOf Russia"),
    ("Sudan's rebel leader John Garang spoke.", "John_Garang citizenOf Sudan"),
    ("U.N. mediator Diego Cordovez spoke.", "Diego_Cordovez holdsOffice United_Nations"),
    # kin
    ("Robert Hale had two sons, Karl and Otto, and a daughter, Mary.", "Robert_Hale parentOf Otto"),
    ("Mary Hale is the eldest daughter of former President Robert Hale.", "Robert_Hale parentOf Mary_Hale"),
    ("John Hale was the son of Sam Hale, a baker, and his wife Mary Stone.", "Mary_Stone spouseOf Sam_Hale"),
    ("Robert Hale is married to Olena Stone.", "Olena_Stone spouseOf Robert_Hale"),
    ("Robert Hale is the son of Josephine Jones.", "Josephine_Jones parentOf Robert_Hale"),
    ("Dan Brown and his wife Carol live in Oslo.", "Carol spouseOf Dan_Brown"),
]

UNSAID = [
    ("an attack after which somebody speaks", "Jane Doe tweeted after a lone-wolf attack on Israel.", ("attacked",)),
    ("an attack of which somebody is accused", "Jane Doe was blamed for an attack on Israel.", ("attacked",)),
    ("service abroad", "Jane Doe served in Kuwait.", ("worksFor", "workedFor")),
    (
        "a child with a president's first name",
        "Ruth's children, Michael and Bill, left. Jane Doe praised Iran. Bill Clinton left.",
        ("leads",),
    ),
    ("an adjective where a sentence begins", "Conservative radio host Jane Doe praised Iran.", ("memberOf",)),
    (
        "a field of study",
        "The United States acted. American troops left the United States. Jane Doe, a professor of government, spoke.",
        ("worksFor", "leads"),
    ),
    ("a break through", "Bernie Sanders broke through with young voters.", ("criticized", "cutTiesWith", "rejected")),
    ("a source is not written to", "Joe Conason writes in his book, according to the New York Times.", ("contacted",)),
    ("the adjective of a faith", "Bernie Sanders would be the nation's first Jewish president.", ("leads",)),
    ("a private body that is called after a state's force", "The US Air Force Association sued Iran.", ("partOf",)),
    ("an adjective is no title", "Jane Doe met a national group in Oslo.", ("citizenOf",)),
    ("towns in a list", "Jane Doe visited London, New York and Paris.", ("locatedIn",)),
    ("a town's own police chief", "Leeds's police chief, Jane Doe, resigned.", ("leads", "worksFor")),
    ("a town's police chief", "Leeds police chief Jane Doe resigned.", ("leads", "worksFor")),
    ("a region before a director", "Ohio director Jane Doe resigned.", ("leads",)),
    ("one senator of a region", "The Texas senator visited Mexico.", ("visited",)),
    ("a boy of a state", "A Syrian boy who cried met Vladimir Putin.", ("leads", "worksFor")),
    ("a match that is returned", "The player returned the ball to Hungary.", ("returned",)),
    ("a term of office is no life", "President Jimmy Carter (1977–1981) spoke.", ("bornOn", "diedOn")),
    ("a year alone is no birth", "Robert Hale (1964) is a classic.", ("bornOn",)),
    ("a hyphen in a name", "Robert Hale (born 3 July 1962 in Kiel, Schleswig-Holstein) is a critic.", ("diedIn",)),
    ("a year and a place before a noun", "Sean Smith died in the 2012 Benghazi attack.", ("diedIn",)),
    ("a sport's adjective", "Eric Henderson is an American football linebacker.", ("citizenOf",)),
    ("an honorary degree", "Karina Stone received an honorary degree from Brown University.", ("studiedAt",)),
    ("a former office", "Robert Hale, formerly chief executive officer at Siemens, left.", ("leads",)),
    ("a former commander", "Wesley Clark, a former supreme allied commander of NATO, spoke.", ("leads", "holdsOffice")),
    ("a state's own senate", "Arizona State Senator Kelli Ward spoke.", ("memberOf",)),
    ("an opposition leader", "Russian opposition leader Alexei Navalny spoke.", ("leads", "worksFor")),
    ("a church leader", "Canadian church leader John Smith spoke.", ("leads", "worksFor")),
    ("a party leader", "Poland's ruling party leader Jaroslaw Kaczynski spoke.", ("leads",)),
    ("a field of the body", "UMWA Director of Government Affairs Phil Smith spoke.", ("leads",)),
    ("a town's activist", "New York City-based activist Al Sharpton spoke.", ("memberOf",)),
    ("a region of states", "The Arab American Institute praised Barack Obama.", ("basedIn", "partOf")),
    ("a former member", "Robert Hale is a former member of the Socialist Party.", ("memberOf",)),
    ("a short stay", "The lawyer Robert Hale stayed in Kyiv.", ("residesIn",)),
    ("a place behind a comma", "Acme Works, located at Solapur, Maharashtra has been acquired by Tata.", ("owns",)),
    ("a commander", "Ukraine's top commander Valery Zaluzhny spoke.", ("leads",)),
    ("a team's captain", "England captain Harry Kane spoke.", ("leads", "worksFor")),
    ("a leader in a place", "Robert Hale is the polling leader in South Carolina.", ("leads",)),
    ("who moved something else", "Robert Hale relocated 1,400 jobs to Vienna.", ("residesIn",)),
    ("a part of the body", "Anna Keller is head of the department of physics at Yale.", ("leads",)),
]


def spoken(statement: Statement) -> str:
    obj = statement.object.value if isinstance(statement.object, Text) else statement.object.split(".")[0]
    return f"{statement.subject.split('.')[0]} {statement.predicate} {obj}"


def read(reader: Reader, text: str) -> tuple[Statement, ...]:
    return reader.extract(Article(text, published="2023-04-16")).statements


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_a_sentence_states_its_standing_relation(reader: Reader, text: str, wanted: str) -> None:
    said = read(reader, text)
    assert wanted in [spoken(s) for s in said if s.is_fact], [spoken(s) for s in said]


@pytest.mark.parametrize(("text", "predicates"), [row[1:] for row in UNSAID], ids=[row[0] for row in UNSAID])
def test_a_near_miss_states_nothing(reader: Reader, text: str, predicates: tuple[str, ...]) -> None:
    assert not [spoken(s) for s in read(reader, text) if s.predicate in predicates]


def test_a_birth_that_is_denied_is_no_fact(reader: Reader) -> None:
    said = [s for s in read(reader, "Barack Obama was not born in Kenya.") if s.predicate == "bornIn"]
    assert said
    assert not any(s.is_fact for s in said)


def test_a_date_is_the_object_and_its_words_stand_beside_it(reader: Reader) -> None:
    (found,) = [s for s in read(reader, "Marion Hale was born on 3 July 1962.") if s.predicate == "bornOn"]
    assert found.object == Text("1962-07-03")
    assert [words for role, words in found.qualifiers if role == "when"] == ["3 July 1962"]
    assert found.evidence[0].quote == "Marion Hale was born on 3 July 1962."


def test_one_birth_is_one_statement_in_whatever_way_it_is_read(reader: Reader) -> None:
    said = [s for s in read(reader, "Marion Hale was born in Leeds on 3 July 1962.") if s.predicate == "bornIn"]
    assert len(said) == 1


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Welland Hart was a dancer.", "Welland Hart", "Person"),
        ("Karl Quast studied at the University of Bergen.", "University of Bergen", "University"),
        ("The National Growth Party won.", "National Growth Party", "PoliticalParty"),
        ("Lorna Dunn (born 23 February 1972 in Cirencester) is a critic.", "Cirencester", "Place"),
    ],
)
def test_births_and_trades_show_what_an_entity_is(reader: Reader, text: str, name: str, kind: str) -> None:
    found = {e.name: e.type for e in reader.extract(Article(text)).entities}
    assert found[name] == kind


def test_of_several_dates_none_is_every_schools(reader: Reader) -> None:
    text = "Robert Hale graduated from Topeka High School in 1958, from Yale University with a B.A. in 1961."
    found = [s for s in reader.extract(Article(text)).statements if s.predicate == "studiedAt"]
    assert [s.time for s in found] == [None, None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann Lee worked for Siemens.", ["workedFor"]),
        ("Ann Lee works for Siemens.", ["worksFor"]),
        ("Ann Lee has worked for Siemens since 1990.", ["worksFor"]),
        ("Ann Lee worked for Siemens from 1990 to 1995.", ["worksFor 1990/1995"]),
        ("Siemens employed Ann Lee.", ["workedFor"]),
        ("Siemens hired Ann Lee.", ["worksFor"]),
        ("Ann Lee was president of Siemens.", ["workedFor"]),
        ("Ann Lee was president of Siemens from 1990 to 1995.", ["leads 1990/1995"]),
        ("Ann Lee became president of Siemens.", ["leads"]),
        ("Ann Lee said she was president of Siemens.", ["leads"]),
        ("Ann Lee was not president of Siemens.", ["not leads"]),
        ("Ann Lee ran Siemens.", ["workedFor"]),
        ("Ann Lee was Prime Minister of Japan.", []),
        ("Ann Lee was Prime Minister of Japan from 1990 to 1992.", ["leads 1990/1992"]),
        ("Ann Lee is Prime Minister of Japan.", ["leads"]),
        ("Ann Lee was a member of the Labour Party.", ["workedFor"]),
        ("Ann Lee joined the Labour Party.", ["memberOf"]),
    ],
)
def test_an_office_of_the_past_has_its_time_or_is_over(reader: Reader, text: str, wanted: list[str]) -> None:
    said = [s for s in read(reader, text) if s.subject == "Ann_Lee"]
    told = [f"{'not ' * (s.polarity == 'negative')}{s.predicate} {s.time or ''}".strip() for s in said]
    assert told == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann Lee, the mayor of Leeds, resigned on Monday.", "Leeds"),
        ("Keir Starmer, leader of the Labour Party, resigned.", "Labour_Party"),
        ("President Eduard Shevardnadze of Georgia resigned.", "Georgia"),
        ("The British ambassador to China, Ann Lee, resigned.", "United_Kingdom"),
        ("Google CEO Sundar Pichai resigned. He was born in India.", "Google"),
        ("German climber Tom Hall resigned.", None),
        ("Robert Mugabe resigned.", "Zimbabwe"),
    ],
)
def test_who_resigns_does_so_from_the_office_that_the_text_gives(reader: Reader, text: str, wanted: str | None) -> None:
    said = reader.extract(Article(text)).statements
    assert [s.object for s in said if s.predicate == "resigned"] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tom Hall is the French ambassador to Iran.", {"Tom_Hall represents France", "Tom_Hall ambassadorTo Iran"}),
        ("Tom Hall, a military spokesman in Baghdad, left.", set()),
        ("Tom Hall is ambassador to Iran.", {"Tom_Hall ambassadorTo Iran"}),
        ("Ann Lee served as ambassador to China.", set()),
        ("Ann Lee is the ambassador of France.", {"Ann_Lee represents France"}),
    ],
)
def test_an_envoy_represents_who_sends_him(reader: Reader, text: str, wanted: set[str]) -> None:
    assert {spoken(s) for s in read(reader, text)} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "President Reagan said that the Soviet Union was evil. The Soviet Union fell. The Soviet Union left.",
        "Ann Lee, a magnate whose father-in-law, Leonid Kuchma, was president of Ukraine, has given money to Google.",
        "Ann Lee, a poet whose father-in-law, Tom Hall, was president of Ukraine in 1994, has met Vladimir Putin.",
        "He met a senior American government official and Gilbert Chagoury, a developer.",
        "Ann Lee serves on several committees, including Armed Forces, Commerce and Homeland Security.",
        "Ann Lee is a Cold War historian.",
    ],
)
def test_nobody_gets_the_office_or_state_of_another(reader: Reader, text: str) -> None:
    said = [s for s in read(reader, text) if s.predicate in ("leads", "citizenOf", "memberOf", "worksFor", "workedFor")]
    assert not [s for s in said if s.subject in ("Ann_Lee", "Ronald_Reagan", "Gilbert_Chagoury")]
