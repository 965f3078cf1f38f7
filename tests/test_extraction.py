"""Sentences and what they say, read with the real model: events, claims, status, standing facts, time and place.

Each row is (sentence, statements that must come out). `fact` rows name all facts: nothing else may come out as one.
"""

from __future__ import annotations

import pytest

from kg.model import Article, Extraction, Statement, Text
from kg.pipeline import Reader

PUBLISHED = "2023-04-16"


def spoken(statement: Statement) -> str:
    """A statement on one line: `Russia invaded Ukraine`, with its status behind it in brackets."""
    ends = statement.subject.split(".")[0], statement.predicate, str(statement.object).split(".", maxsplit=1)[0]
    status = ["not"] * (statement.polarity == "negative") + [statement.factuality] * (statement.factuality != "actual")
    status += [f"says {' < '.join(c.split('.')[0] for c in statement.claimed_by)}"] * bool(statement.claimed_by)
    return " ".join(ends) + (f" [{', '.join(status)}]" if status else "")


def read(reader: Reader, text: str) -> Extraction:
    return reader.extract(Article(text, published=PUBLISHED))


EVENTS = [
    ("Russia invaded Ukraine in February 2022.", "Russia invaded Ukraine"),
    ("Kyiv was bombed by Russia on Friday.", "Russia bombed Kyiv"),
    ("The Russian invasion of Ukraine began in 2022.", "Russia invaded Ukraine"),
    (
        "Erdogan met Vladimir Putin and Volodymyr Zelensky in Istanbul on Tuesday.",
        "Recep_Tayyip_Erdogan met Vladimir_Putin",
    ),
    (
        "Erdogan met Vladimir Putin and Volodymyr Zelensky in Istanbul on Tuesday.",
        "Recep_Tayyip_Erdogan met Volodymyr_Zelensky",
    ),
    (
        "During a meeting with Angela Merkel in Berlin, Emmanuel Macron praised Germany.",
        "Angela_Merkel met Emmanuel_Macron",
    ),
    ("Talks between India and Pakistan resumed on Monday.", "India negotiatedWith Pakistan"),
    ("The Iran-Iraq war lasted eight years.", "Iran fought Iraq"),
    ("Germany has supplied Ukraine with tanks and artillery.", "Germany armed Ukraine"),
    ("Iran sent missiles to Syria.", "Iran armed Syria"),
    ("Turkey received weapons from Russia.", "Russia armed Turkey"),
    ("Washington imposed sanctions on Iran.", "United_States sanctioned Iran"),
    ("Japan managed to sign an agreement with Vietnam.", "Japan signedAgreementWith Vietnam"),
    ("Poland accused Belarus of hacking.", "Poland accused Belarus"),
    ("Beijing warned Tokyo against visiting Taiwan.", "China warned Japan"),
    ("Canada expelled Indian diplomats.", "Canada expelled India"),
    ("Jordan criticised Iran. Jordanian officials praised Mr. Jordan.", "Jordan criticized Iran"),
    ("Chancellor Olaf Scholz, who visited Kyiv in June, praised Ukraine's army.", "Olaf_Scholz visited Kyiv"),
    ("Greece demanded that Turkey leave Cyprus.", "Greece demandedFrom Turkey"),
    ("Sweden and Finland joined NATO.", "Sweden memberOf NATO"),
    ("Police arrested Alexei Navalny in Moscow.", "police arrested Alexei_Navalny"),
    ("The protesters were supported by Amnesty International.", "Amnesty_International supported protesters"),
]

ACTS_OF_SPEECH = [
    ("Iran threatened to cut off gas to Turkey.", "Iran threatened Turkey"),
    ("Iran vowed to attack Israel.", "Iran threatened Israel"),
    ("Iran vowed to help Syria.", "Iran promised Syria"),
    ("Moldova refused to meet Vladimir Putin.", "Moldova refused Vladimir_Putin"),
    ("Russia said Georgia must return the ships.", "Russia demandedFrom Georgia"),
    ("“Israel needs to stop the attacks,” Mahmoud Abbas said.", "Mahmoud_Abbas demandedFrom Israel"),
    ("Poland demanded an apology by Germany.", "Poland demandedFrom Germany"),
    ("Kenya rejected calls by the United Nations to open its borders.", "Kenya rejected United_Nations"),
    ("Russia called the United States dangerous.", "Russia criticized United_States"),
    ("Russia described the United States as reckless.", "Russia criticized United_States"),
    ("Ali Khan was denied a visa to enter the United States.", "United_States refused Ali_Khan"),
    ("Russia massed troops on the border with Ukraine.", "Russia mobilizedAgainst Ukraine"),
]
WHO = [
    ("A group of Moroccan diplomats met Barack Obama.", "Barack_Obama met Morocco"),
    ("Sudan's president accused Chad of lying.", "Sudan accused Chad"),
    ("US President Barack Obama left. The Obama administration condemned Iran.", "United_States condemned Iran"),
    ("Co-founder of Google, Sergey Brin, personally met with Ahmed Mohamed.", "Ahmed_Mohamed met Sergey_Brin"),
    ("Freedom House criticized ministers including Jane Doe and Ali Khan.", "Freedom_House criticized Ali_Khan"),
    ("The Russians attacked Ukraine.", "Russia attacked Ukraine"),
]
NOBODY_SAYS = [
    ("Thousands of Egyptians marched to protest against Israel.", "Egypt", "Israel"),
    ("Israeli soldiers arrested 100 Palestinians.", "Israel", "Palestine"),
    ("Afghan rebel leaders criticized Iran.", "Afghanistan", "Iran"),
    ("Archbishop Desmond Tutu called for sanctions against Nigeria.", "Archbishop_Desmond_Tutu", "Nigeria"),
    ("Judge Gonzalo Curiel is handling lawsuits against Boeing.", "Gonzalo_Curiel", "Boeing"),
    ("Nathan Deal has vowed to block other Syrian refugees.", "Nathan_Deal", "Syria"),
    ("Lionel Sosa, a Texas media consultant, spoke.", "Lionel_Sosa", "Texas"),
    ("Iran promised not to help Syria.", "Iran", "Syria"),
    ("Iran vowed to respond to Israel.", "Iran", "Israel"),
    ("Joe Biden said Vladimir Putin must be mad.", "Joe_Biden", "Vladimir_Putin"),
    ("Joe Biden said Vladimir Putin must have known.", "Joe_Biden", "Vladimir_Putin"),
    ("Donald Trump's policies regarding Canadians travelling to Mexico drew fire.", "Canada", "Mexico"),
]
STANDING = [
    ("Russian President Vladimir Putin spoke.", "Vladimir_Putin leads Russia"),
    ("Kenya's President William Ruto left.", "William_Ruto leads Kenya"),
    ("U.S. Secretary of State Antony Blinken left.", "Antony_Blinken ministerOf United_States"),
    (
        "Wang Wenbin, a spokesperson for the Chinese foreign ministry, spoke.",
        "Wang_Wenbin spokespersonFor Chinese_foreign_ministry",
    ),
    ("Wang Wenbin, a spokesperson for the Chinese foreign ministry, spoke.", "Chinese_foreign_ministry partOf China"),
    ("CIA Director William Burns spoke.", "William_Burns leads CIA"),
    ("Jane Doe, a Norwegian lawyer, grew up in Oslo.", "Jane_Doe citizenOf Norway"),
    ("Jane Doe, a Norwegian lawyer, grew up in Oslo.", "Jane_Doe grewUpIn Oslo"),
    ("Ali Khan is a retired Austrian footballer.", "Ali_Khan citizenOf Austria"),
    ("Jane Doe studied at Oxford University.", "Jane_Doe studiedAt University_of_Oxford"),
    ("Mark Parkinson was appointed chief executive of Boeing in 2012.", "Mark_Parkinson leads Boeing"),
    ("David Simas, the White House political director, spoke.", "David_Simas worksFor White_House"),
    ("Brian Murphy, chairman of the Rockingham County GOP, spoke.", "Brian_Murphy memberOf Republican_Party"),
    ("Ray Halbritter is not even a legitimate member of NATO.", "Ray_Halbritter memberOf NATO [not]"),
    ("Chuck Todd of NBC asked him.", "Chuck_Todd worksFor NBC"),
    ("Mark Zuckerberg, co-founder of Facebook, spoke.", "Mark_Zuckerberg founded Facebook"),
    ("Senate Majority Leader Mitch McConnell, R-Ky., spoke.", "Mitch_McConnell memberOf Republican_Party"),
    ("Mariupol, which is located in Ukraine, was quiet.", "Mariupol locatedIn Ukraine"),
    ("He lives in Irving, Texas.", "Irving locatedIn Texas"),
    ("Ukrainian cities, including Kyiv and Kharkiv, were dark.", "Kharkiv locatedIn Ukraine"),
    ("The Russian news agency TASS reported it.", "TASS basedIn Russia"),
]

STATUS = [
    ("China wouldn't arm Moscow.", "China armed Russia [not, planned]"),
    ("Vladimir Putin did not meet Volodymyr Zelensky.", "Vladimir_Putin met Volodymyr_Zelensky [not]"),
    ("Joe Biden will meet Xi Jinping in Bali next month.", "Joe_Biden met Xi_Jinping [planned]"),
    ("Emmanuel Macron and Rishi Sunak are to visit Kyiv.", "Emmanuel_Macron visited Kyiv [planned]"),
    ("Israel may attack Iran.", "Israel attacked Iran [possible]"),
    ("If Russia attacks Poland, NATO will defend Poland.", "Russia attacked Poland [possible]"),
    ("The United States denied that it had bombed Syria.", "United_States bombed Syria [not, says United_States]"),
    ("Iran denied attacking Saudi Arabia.", "Iran attacked Saudi_Arabia [not, says Iran]"),
    ("Talks between Russia and Ukraine were cancelled.", "Russia negotiatedWith Ukraine [not]"),
    ("Germany refused to arm Ukraine.", "Germany armed Ukraine [not]"),
    ("Iran has yet to attack Israel.", "Iran attacked Israel [not]"),
    ("Turkey threatened to invade Syria.", "Turkey invaded Syria [possible]"),
    ("Poland is considering arming Ukraine.", "Poland armed Ukraine [possible]"),
    ("Has China armed Russia?", "China armed Russia [possible]"),
    ("North Korea allegedly supplied Russia with missiles.", "North_Korea armed Russia [possible]"),
    ("The possibility of a Chinese invasion of Taiwan worries Japan.", "China invaded Taiwan [possible]"),
    ("According to Reuters, Iran attacked Israel.", "Iran attacked Israel [says Reuters]"),
    ("Hamas said Israel had killed Yahya Sinwar.", "Israel killed Yahya_Sinwar [says Hamas]"),
    ("Russia invaded Ukraine, Dmitry Peskov said.", "Russia invaded Ukraine [says Dmitry_Peskov]"),
    ("Russia did not invade Ukraine, Dmitry Peskov said.", "Russia invaded Ukraine [not, says Dmitry_Peskov]"),
    ("Russia may attack Poland, Dmitry Peskov said.", "Russia attacked Poland [possible, says Dmitry_Peskov]"),
    ("Ukraine accused Russia of bombing Kyiv.", "Russia bombed Kyiv [says Ukraine]"),
    ("Neither Russia nor China condemned Iran.", "China condemned Iran [not]"),
    (
        "TASS reported that Vladimir Putin said Iran had attacked Israel.",
        "Iran attacked Israel [says TASS < Vladimir_Putin]",
    ),
    ("Joe Biden is meeting Xi Jinping between Sunday and Tuesday.", "Joe_Biden met Xi_Jinping [planned]"),
]


@pytest.mark.parametrize(("sentence", "wanted"), EVENTS + ACTS_OF_SPEECH + WHO + STANDING + STATUS)
def test_a_sentence_says_this(reader: Reader, sentence: str, wanted: str) -> None:
    assert wanted in [spoken(s) for s in read(reader, sentence).statements]


HEDGES = [
    "{} did not {} {}.",
    "{} never {}ed {}.",
    "{} will {} {}.",
    "{} may {} {}.",
    "{} could {} {}.",
    "{} has yet to {} {}.",
    "{} refused to {} {}.",
    "{} failed to {} {}.",
    "{} threatened to {} {}.",
    "{} wants to {} {}.",
    "{} plans to {} {}.",
    "Did {} {} {}?",
    "If {} were to {} {}, war would follow.",
    "Officials said that {} did {} {}.",
    "{} is ready to {} {}.",
    "{} was urged to {} {}.",
    "{} considered whether to {} {}.",
    "{} has no right to {} {}.",
    "{} tried to {} {}.",
    "Nobody believes that {} would {} {}.",
    "It is possible that {} will {} {}.",
    "{} promised not to {} {}.",
]


def test_a_phrase_that_owns_itself_ends_no_reading(reader: Reader) -> None:
    assert read(reader, "The presidents of their countries said that they met.").skipped is not None


@pytest.mark.parametrize(("sentence", "one", "other"), NOBODY_SAYS)
def test_nobody_says_that_these_two_had_to_do_with_each_other(
    reader: Reader, sentence: str, one: str, other: str
) -> None:
    facts = [s for s in read(reader, sentence).statements if s.is_fact]
    assert [spoken(s) for s in facts if {s.subject, s.object} == {one, other}] == []


@pytest.mark.parametrize("frame", HEDGES)
@pytest.mark.parametrize(
    ("verb", "subject", "obj"),
    [("attack", "Iran", "Israel"), ("support", "Turkey", "Hamas"), ("bomb", "Russia", "Poland")],
)
def test_nothing_negated_modal_asked_or_claimed_is_a_fact(
    reader: Reader, frame: str, verb: str, subject: str, obj: str
) -> None:
    facts = [s for s in read(reader, frame.format(subject, verb, obj)).statements if s.is_fact]
    acts = [
        s for s in facts if s.predicate not in ("refused", "threatened", "willingTowards")
    ]  # which these frames say
    assert [s for s in acts if {s.subject, s.object} == {subject, obj}] == []


def test_time_is_resolved_against_the_publication_date(reader: Reader) -> None:
    found = read(reader, "Vladimir Putin met Xi Jinping in Moscow on Sunday.").statements
    assert [(s.time, s.place) for s in found if s.predicate == "met"] == [("2023-04-16", "Moscow")]


def test_time_is_never_guessed(reader: Reader) -> None:
    assert [s.time for s in read(reader, "Vladimir Putin met Xi Jinping.").statements if s.predicate == "met"] == [None]


def test_every_statement_stands_where_it_says(extraction: Extraction) -> None:
    text = extraction.article.text
    spans = [e for s in extraction.statements for e in s.evidence]
    assert spans
    assert all(text[e.start : e.end] == e.quote for e in spans)


def test_every_mention_stands_where_it_says(extraction: Extraction) -> None:
    text = extraction.article.text
    assert all(text[m.start : m.end] == m.text for e in extraction.entities for m in e.mentions)


def test_the_real_article_says_that_putin_met_li(extraction: Extraction) -> None:
    met = [
        s
        for s in extraction.statements
        if s.predicate == "met" and {s.subject, s.object} == {"Vladimir_Putin", "Li_Shangfu"}
    ]
    assert [(s.is_fact, s.time, s.place) for s in met] == [(True, "2023-04-16", "Moscow")]


def test_the_real_article_does_not_say_that_china_arms_russia(extraction: Extraction) -> None:
    armed = [
        s
        for s in extraction.statements
        if (s.subject, s.object) == ("China", "Russia") and s.predicate in ("armed", "aided", "suppliedTo")
    ]
    assert armed
    assert not any(s.is_fact for s in armed)


def test_a_photo_credit_is_nobody(extraction: Extraction) -> None:
    ends = {end for s in extraction.statements for end in (s.subject, s.object)}
    assert not {e for e in ends if "MAISHEV" in str(e) or "Getty" in str(e)}


def test_surnames_titles_and_pronouns_are_one_person(extraction: Extraction) -> None:
    putin = next(e for e in extraction.entities if e.id == "Vladimir_Putin")
    assert {"Putin", "Vladimir Putin", "the Russian leader", "He"} <= {m.text for m in putin.mentions}


def test_one_article_read_twice_is_the_same(reader: Reader, extraction: Extraction) -> None:
    assert reader.extract(extraction.article).to_json() == extraction.to_json()


def test_open_triples_keep_negation(reader: Reader) -> None:
    triples = reader.extract(Article("China will not arm Russia."), open=True).triples
    assert {(t.subject, t.relation, t.object) for t in triples} == {("China", "will not arm", "Russia")}
    assert [t.form for t in triples] == ["clause", "fact"]


LIVES = [
    ("Peter Stöger (born 11 April 1966) is a retired Austrian footballer.", {"bornOn": "1966-04-11"}),
    ("William Hollister (1818–1886) was a rancher.", {"bornOn": "1818", "diedOn": "1886"}),
    ("Jane Doe (June 18, 1918 – September 25, 2003) was a poet.", {"bornOn": "1918-06-18", "diedOn": "2003-09-25"}),
    ("President Jimmy Carter (1977-1981) met Menachem Begin.", {}),
]


@pytest.mark.parametrize(("text", "wanted"), LIVES)
def test_dates_of_a_life_are_literals_and_terms_of_office_are_none(
    reader: Reader, text: str, wanted: dict[str, str]
) -> None:
    found = {s.predicate: s.object.value for s in read(reader, text).statements if isinstance(s.object, Text)}
    assert found == wanted


def test_a_norwegian_lawyer_does_not_represent_norway(reader: Reader) -> None:
    found = read(reader, "Jane Doe, a Norwegian lawyer, spoke. Ali Khan is not a French poet.").statements
    assert not [s for s in found if s.predicate == "represents"]
    assert not [s for s in found if s.subject == "Ali_Khan" and s.is_fact]


OCCASIONS = [
    (
        "Angela Merkel attended the FIRST Global robotics competition. The contest was held in Washington.",
        "FIRST_Global_robotics_competition locatedIn Washington",
    ),
    ("Joe Biden attended the Munich Security Conference.", "Joe_Biden participatedIn Munich_Security_Conference"),
    (
        "The Joint Council for the Welfare of Immigrants criticized Suella Braverman.",
        "Joint_Council_for_the_Welfare_of_Immigrants criticized Suella_Braverman",
    ),
    ("The president of the Lombardy region, Roberto Maroni, spoke.", "Roberto_Maroni leads Lombardy"),
    ("Critics of Hamas criticized Iran.", "Critics_of_Hamas criticized Iran"),
]


@pytest.mark.parametrize(("text", "wanted"), OCCASIONS)
def test_longer_names_are_read_to_their_ends(reader: Reader, text: str, wanted: str) -> None:
    assert wanted in [spoken(s) for s in read(reader, text).statements]


def test_a_summit_told_by_its_place_has_no_name(reader: Reader) -> None:
    names = [e.name for e in read(reader, "The Moscow summit was held in Geneva.").entities]
    assert names == ["Geneva", "Moscow"]


def test_nobody_is_a_citizen_of_a_continent(reader: Reader) -> None:
    found = read(reader, "The European team attacked Russia.").statements
    assert not [s for s in found if s.predicate == "citizenOf"]
