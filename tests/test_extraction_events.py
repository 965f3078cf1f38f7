"""Sentences about what states, groups and people do to each other, read with the real model; and near misses."""

from __future__ import annotations

import pytest

from kg.model import Article, Statement
from kg.pipeline import Reader

EVENTS = [
    ("Egypt settled its dispute with Israel.", "Egypt agreedWith Israel"),
    ("Egypt and Israel reached a compromise in Cairo.", "Egypt agreedWith Israel"),
    ("Egypt clinched a deal with Israel.", "Egypt agreedWith Israel"),
    ("Egypt and Israel initialed a treaty on Monday.", "Egypt signedAgreementWith Israel"),
    ("Peru renewed its pact with Chile.", "Peru signedAgreementWith Chile"),
    ("Japan announced aid for Kenya.", "Japan promised Kenya"),
    ("Japan approved a loan for Kenya.", "Japan promised Kenya"),
    ("Germany is willing to help Ukraine.", "Germany willingTowards Ukraine"),
    ("Germany signalled readiness to help Ukraine.", "Germany willingTowards Ukraine"),
    ("Cuba stood up for Venezuela.", "Cuba supported Venezuela"),
    ("Cuba declared its support for Venezuela.", "Cuba supported Venezuela"),
    ("Cuba sent condolences to Venezuela.", "Cuba supported Venezuela"),
    ("Cuba heaped praise on Venezuela.", "Cuba praised Venezuela"),
    ("Cuba welcomed the decision by Venezuela.", "Cuba praised Venezuela"),
    ("Peru and Chile restored ties.", "Peru recognized Chile"),
    ("Peru exchanged ambassadors with Chile.", "Peru recognized Chile"),
    ("Sri Lanka opened an embassy in Iran.", "Sri_Lanka recognized Iran"),
    ("Peru backed down to Chile.", "Peru concededTo Chile"),
    ("Peru dropped charges against Hamas.", "Peru concededTo Hamas"),
    ("Turkey lifted the curfew in the town of Cizre.", "Turkey easedRestrictionsOn Cizre"),
    ("Sudan lifted a state of emergency in Darfur.", "Sudan easedRestrictionsOn Darfur"),
    ("Egypt reopened its border crossing to Israel.", "Egypt easedRestrictionsOn Israel"),
    ("Egypt strengthened its ties with Israel.", "Egypt cooperatedWith Israel"),
    ("India and Japan conducted joint patrols.", "India exercisedWith Japan"),
    ("Japan donated food aid to Kenya.", "Japan aided Kenya"),
    ("Japan airlifted thousands of tons of food aid to Kenya.", "Japan aided Kenya"),
    ("France abandoned its base in Mali.", "France withdrewFrom Mali"),
    ("Ethiopia pulled its forces out of Somalia.", "Ethiopia withdrewFrom Somalia"),
    ("Egypt and Israel declared a ceasefire.", "Egypt ceasedFireWith Israel"),
    ("Egypt suspended attacks on Israel.", "Egypt ceasedFireWith Israel"),
    ("Egypt demanded an apology from Israel.", "Egypt demandedFrom Israel"),
    ("Egypt issued a statement demanding that Israel leave.", "Egypt demandedFrom Israel"),
    ("Kenya requested assistance from Japan.", "Kenya appealedTo Japan"),
    ("Egypt prodded Israel.", "Egypt urged Israel"),
    ("Egypt lodged a protest with Israel.", "Egypt accused Israel"),
    ("Egypt voiced concern about Israel.", "Egypt criticized Israel"),
    ("Egypt regretted the decision by Israel.", "Egypt criticized Israel"),
    ("France ordered an inquiry into Google.", "France investigated Google"),
    ("Egypt summoned the Israeli ambassador Amira Oron.", "Egypt summoned Amira_Oron"),
    ("Egypt rejected an offer by Israel.", "Egypt rejected Israel"),
    ("Egypt ruled out talks with Israel.", "Egypt rejected Israel"),
    ("Egypt did not respond to Israel.", "Egypt rejected Israel"),
    ("Egypt is unwilling to help Israel.", "Egypt refused Israel"),
    ("Egypt voiced its opposition to Israel.", "Egypt opposed Israel"),
    ("Russia vetoed a Security Council resolution.", "Russia vetoed UN_Security_Council"),
    ("Iran threatened retaliation against Israel.", "Iran threatened Israel"),
    ("Iran vowed revenge on Israel.", "Iran threatened Israel"),
    (
        "Mohammed Mamoun began a hunger strike to protest against the policy of Bashar al-Assad.",
        "Mohammed_Mamoun protestedAgainst Bashar_al-Assad",
    ),
    ("Aung Min staged a hunger strike in protest against China's policy.", "Aung_Min protestedAgainst China"),
    ("The demonstrators threw stones at China's embassy.", "demonstrators protestedAgainst Chinese_embassy"),
    ("Japan froze the assets of Russia.", "Japan sanctioned Russia"),
    ("Japan tightened sanctions against Russia.", "Japan sanctioned Russia"),
    ("Japan cancelled aid to Myanmar.", "Japan stoppedAidTo Myanmar"),
    (
        "The Israeli army forced out more than 1,000 Palestinian refugees.",
        "Israel_Defense_Forces expelled 1,000_Palestinian_refugees",
    ),
    ("Iran withdrew its diplomats from Canada.", "Iran cutTiesWith Canada"),
    ("Iran pulled out of talks with Canada.", "Iran cutTiesWith Canada"),
    ("Russia built up forces along the border of Estonia.", "Russia mobilizedAgainst Estonia"),
    ("France rushed troops to Chad.", "France deployedTo Chad"),
    (
        "Liberian riot police used tear gas to disperse demonstrators in Monrovia.",
        "Liberian_riot_police coerced demonstrators_in_Monrovia",
    ),
    ("Turkish authorities have imposed a curfew in the town of Cizre.", "Turkey restricted Cizre"),
    ("Russia cut off electricity to Ukraine.", "Russia restricted Ukraine"),
    ("Turkey suspended the publication of the BBC.", "Turkey censored BBC"),
    ("Iran seized a ship of Greece.", "Iran seized Greece"),
    ("Israel fired a barrage of rockets into Gaza.", "Israel attacked Gaza_Strip"),
    ("Israel launched a series of attacks on Syria.", "Israel attacked Syria"),
    ("A Kurdish militant group attacked a village in Turkey.", "Kurdish_militant_group attacked Turkey"),
    ("Afghan guerillas exploded a series of bombs in Kabul.", "Afghan_guerillas bombed Kabul"),
    ("Palestinian gunmen killed 23 people.", "Palestinian_gunmen killed 23_people"),
    ("The militant group Hamas killed three soldiers.", "Hamas killed three_soldiers"),
    ("Egypt and Israel traded fire on Monday.", "Egypt fought Israel"),
    ("Kabul fell to the Taliban.", "Taliban captured Kabul"),
    ("Burmese troops captured a stronghold of the Karen.", "Myanmar captured Karen"),
    ("Afghan rebels have kidnapped up to 16 Russian advisers.", "Afghan_rebels abducted 16_Russian_advisers"),
    ("Italian police arrested a US national.", "Italian_police arrested US_national"),
    ("An Argentine judge ordered Carlos Menem to appear.", "Argentine_judge ordered Carlos_Menem"),
    ("A human rights group criticized Croatia.", "human_rights_group criticized Croatia"),
    ("Seven opposition parties in Nepal criticized India.", "Seven_opposition_parties_in_Nepal criticized India"),
    ("The UNITA militarist wing attacked Angola.", "UNITA attacked Angola"),
    ("Georgian President Eduard Shevardnadze resigned on Sunday.", "Eduard_Shevardnadze resigned Georgia"),
    ("Guido Crosetto, the president of Italy, stepped down.", "Guido_Crosetto resigned Italy"),
    ("North Korea broke into the network of Sony.", "North_Korea hacked Sony"),
    ("Bangladeshi peacekeeping troops arrived in Sierra Leone.", "Bangladesh deployedTo Sierra_Leone"),
    ("The first deployment of NATO troops has arrived in Bosnia.", "NATO deployedTo Bosnia_and_Herzegovina"),
    ("French troops left Mali on Monday.", "France withdrewFrom Mali"),
    ("Politico allowed Mike Allen to chart his own course.", "Politico permitted Mike_Allen"),
    ("Blair Effron is advising Pfizer.", "Blair_Effron advises Pfizer"),
    ("Police questioned Donald Trump.", "police investigated Donald_Trump"),
    ("MOSCOW (AP) — Russia attacked Ukraine on Monday.", "Russia attacked Ukraine"),
    ("Hillary Clinton has the support of Barack Obama.", "Barack_Obama supported Hillary_Clinton"),
    ("Ted Cruz received the endorsement of Mike Pence.", "Mike_Pence endorsed Ted_Cruz"),
    ("Rebels attacked Aleppo on Monday.", "rebels attacked Aleppo"),
    ("Serbian police opened an inquiry into crimes committed by Hamas.", "Serbian_police investigated Hamas"),
]

# (what, sentence, statement that nobody made)
UNSAID = [
    ("who complains to somebody", "Egypt complained to the United Nations.", "Egypt accused United_Nations"),
    ("a warning of a third", "France warned that Russia will attack.", "France threatened Russia"),
    ("a plan handed in", "Egypt submitted a plan to Israel.", "Egypt concededTo Israel"),
    ("being ready to strike", "Iran is ready to attack Israel.", "Iran threatened Israel"),
    (
        "a result",
        "Eighty UN peacekeepers left Gorazde, leaving 100 UN troops.",
        "UN_peacekeepers withdrewFrom United_Nations",
    ),
    (
        "an act inside a rising",
        "Hamas gunmen died in an attack in the Palestinian uprising.",
        "Hamas attacked Palestine",
    ),
    ("a city's own office", "The Ankara district administration criticized Israel.", "Turkey criticized Israel"),
    ("suicide bombers", "Two Palestinian suicide bombers killed 23 people.", "Palestine killed 23_people"),
    ("whom one speaks for", "Peru defended the right of Chile to bomb Bolivia.", "Peru bombed Bolivia"),
    ("where somebody writes", "On Twitter, Jeb Bush called Donald Trump unhinged.", "Jeb_Bush urged Twitter"),
    ("what a deal is about", "Donald Trump lambasted the Iran nuclear deal.", "Donald_Trump criticized Iran"),
    ("going all in", "Marco Rubio is going all in to defeat Donald Trump.", "Marco_Rubio defeated Donald_Trump"),
    ("a headline's plan", "AFL-CIO to endorse Hillary Clinton.", "AFL-CIO endorsed Hillary_Clinton"),
    ("whose logic is in question", "Ann Lee questioned Donald Trump's logic.", "Ann_Lee investigated Donald_Trump"),
    ("whom one watches", "Ann Lee was watching Donald Trump talk.", "Ann_Lee monitored Donald_Trump"),
    ("whose strikes", "An Iraqi sought to retaliate for U.S. drone strikes in Pakistan.", "Iraq attacked Pakistan"),
    (
        "who she is",
        "Chris Christie blamed Hillary Clinton after she hit Donald Trump.",
        "Chris_Christie criticized Donald_Trump",
    ),
    ("a dateline", "CONCORD, N.H. - Ann Lee won the vote, embarrassing Bob Lee.", "CONCORD angered Bob_Lee"),
    ("whose support", "Hillary Clinton has the support of Barack Obama.", "Hillary_Clinton supported Barack_Obama"),
    ("who is liked", "Voters saw Donald Trump's appeal to white voters.", "Donald_Trump appealedTo white_voters"),
    ("where something is", "In France, public schools serve fish.", "public_schools worksFor France"),
    ("a plan to leave", "Alain Berset, president of Switzerland, may resign.", "Alain_Berset resigned Switzerland"),
    (
        "a sentence behind a comma",
        "French agents abused migrants, a rights group charged on Saturday.",
        "French_agents assaulted rights_group",
    ),
]


def told(statement: Statement) -> str:
    ends = statement.subject.split(".")[0], statement.predicate, str(statement.object).split(".", maxsplit=1)[0]
    return " ".join(ends)


def facts(reader: Reader, text: str) -> list[str]:
    return [told(s) for s in reader.extract(Article(text, published="2023-04-16")).statements if s.is_fact]


@pytest.mark.parametrize(("text", "fact"), EVENTS)
def test_an_event_is_read(reader: Reader, text: str, fact: str) -> None:
    subject, predicate, obj = fact.split()
    found = facts(reader, text)
    assert fact in found or f"{obj} {predicate} {subject}" in found


@pytest.mark.parametrize(("what", "text", "fact"), UNSAID)
def test_nobody_is_said_to_have_done_it(reader: Reader, what: str, text: str, fact: str) -> None:
    assert fact not in facts(reader, text), what
