"""Two hand-made articles for the tests of kg.rdf: facts, claims, a denial, a plan, words, an open relation."""

from __future__ import annotations

from kg.model import Article, Entity, Evidence, Extraction, Mention, Statement, Text

FIRST_TEXT = (
    "Rufus Firefly, the president of Freedonia, met Ambassador Trentino of Sylvania in Fredville on Monday. "
    "Freedonia sanctioned Sylvania over its tests. Freedonia aided Sylvania with grain. "
    'Trentino said, according to Herald, that "Firefly attacked Sylvania". Sylvania denied that it armed Osterlich. '
    "Firefly will visit Osterlich in June. Firefly thanked the crowd. Freedonia did not attack Osterlich. "
    "Firefly stoked Trentino."
)
SECOND_TEXT = "Firefly met Trentino in Fredville, Herald reported. Freedonia attacked Osterlich, said Trentino."

FIRST = Article(
    FIRST_TEXT,
    title="Firefly meets Trentino",
    published="1933-11-20",
    publisher="Daily Duck",
    url="https://news.example/duck/1",
    language="en",
    author="Chico",
)
SECOND = Article(SECOND_TEXT, title="Once more", published="1933-11-21T10:00:00Z", publisher="Herald")


def quoted(article: Article, words: str) -> tuple[Evidence, ...]:
    start = article.text.index(words)
    return (Evidence(article.id, start, start + len(words), words),)


FIREFLY = Entity(
    "Rufus_Firefly",
    "Rufus Firefly",
    "Person",
    ("Firefly",),
    (Mention(0, 13, "Rufus Firefly"),),
    ("http://www.wikidata.org/entity/Q1",),
)
TRENTINO = Entity("Trentino", "Trentino", "Person", ("Ambassador Trentino",))
FREEDONIA = Entity("Freedonia", "Freedonia", "Country")
SYLVANIA = Entity("Sylvania", "Sylvania", "Country")
OSTERLICH = Entity("Osterlich", "Osterlich", "Country")
FREDVILLE = Entity("Fredville", "Fredville", "City")
HERALD = Entity("Herald", "Herald", "NewsMedium")
PEOPLE = (FIREFLY, TRENTINO, FREEDONIA, SYLVANIA, OSTERLICH, FREDVILLE, HERALD)

LEADS = Statement(
    "Rufus_Firefly",
    "leads",
    "Freedonia",
    phrase="the president of",
    qualifiers=(("role", "president"),),
    evidence=quoted(FIRST, "Rufus Firefly, the president of Freedonia"),
)
REPRESENTS = Statement(
    "Trentino",
    "represents",
    "Sylvania",
    phrase="Ambassador … of",
    evidence=quoted(FIRST, "Ambassador Trentino of Sylvania"),
)
MET = Statement(
    "Rufus_Firefly",
    "met",
    "Trentino",
    time="1933-11-20",
    place="Fredville",
    phrase="met",
    qualifiers=(("when", "on Monday"),),
    evidence=quoted(FIRST, "met Ambassador Trentino"),
    confidence=0.9,
)
SANCTIONED = Statement(
    "Freedonia",
    "sanctioned",
    "Sylvania",
    qualifiers=(("reason", "over its tests"),),
    phrase="sanctioned",
    evidence=quoted(FIRST, "Freedonia sanctioned Sylvania over its tests."),
)
AIDED = Statement(
    "Freedonia", "aided", "Sylvania", phrase="aided", evidence=quoted(FIRST, "Freedonia aided Sylvania with grain.")
)
CLAIM = Statement(
    "Rufus_Firefly",
    "attacked",
    "Sylvania",
    claimed_by=("Herald", "Trentino"),
    phrase="attacked",
    evidence=quoted(FIRST, "Firefly attacked Sylvania"),
)
DENIAL = Statement(
    "Sylvania",
    "armed",
    "Osterlich",
    polarity="negative",
    claimed_by=("Sylvania",),
    phrase="armed",
    evidence=quoted(FIRST, "Sylvania denied that it armed Osterlich."),
)
PLAN = Statement(
    "Rufus_Firefly",
    "visited",
    "Osterlich",
    factuality="planned",
    time="1934-06",
    phrase="visit",
    evidence=quoted(FIRST, "Firefly will visit Osterlich in June."),
)
THANKED = Statement(
    "Rufus_Firefly",
    "thanked",
    Text("the crowd"),
    phrase="thanked",
    evidence=quoted(FIRST, "Firefly thanked the crowd."),
)
PEACE = Statement(
    "Freedonia",
    "attacked",
    "Osterlich",
    polarity="negative",
    phrase="attack",
    evidence=quoted(FIRST, "Freedonia did not attack Osterlich."),
)
STOKED = Statement(
    "Rufus_Firefly", "rel:stoke", "Trentino", phrase="stoked", evidence=quoted(FIRST, "Firefly stoked Trentino.")
)

MET_AGAIN = Statement(
    "Rufus_Firefly",
    "met",
    "Trentino",
    time="1933-11-20",
    place="Fredville",
    phrase="met",
    evidence=quoted(SECOND, "Firefly met Trentino in Fredville"),
)
CHARGE = Statement(
    "Freedonia",
    "attacked",
    "Osterlich",
    claimed_by=("Trentino",),
    phrase="attacked",
    evidence=quoted(SECOND, "Freedonia attacked Osterlich"),
)

ONE = Extraction(
    FIRST, PEOPLE, (LEADS, REPRESENTS, MET, SANCTIONED, AIDED, CLAIM, DENIAL, PLAN, THANKED, PEACE, STOKED)
)
TWO = Extraction(SECOND, (FIREFLY, TRENTINO, FREEDONIA, OSTERLICH, FREDVILLE, HERALD), (MET_AGAIN, CHARGE))
