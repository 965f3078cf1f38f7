"""A small hand-made knowledge with all that can go wrong in it: hostile names, claims, denials, parallel edges."""

from __future__ import annotations

from kg.model import Article, Entity, Evidence, Knowledge, Statement, Text
from kg.ontology.schema import Predicate, Schema

SCRIPT = "</script><script>alert('x')</script>"
QUOTED = 'Conan "the <b>" O\'Brien & Sons\\'
TURNED = "evil\u202egnp.exe"
BROKEN = "Null\x00\x0bZero\ud800"
BROKEN_TWIN = "Null\x01\x0bZero\ud800"
EMOJI = "Ministry_of_😀_Ünïcode"
FORMULA = '=HYPERLINK("http://example.org","x")'

_PARENTS = {
    "Person": "Actor",
    "Organization": "Actor",
    "Ministry": "PublicBody",
    "Military": "PublicBody",
    "PublicBody": "Organization",
    "InternationalOrganization": "Organization",
    "NewsMedium": "Organization",
    "Country": "Actor",
    "City": "Place",
    "Place": "Entity",
    "Actor": "Entity",
    "Entity": "",
}


def _above(kind: str) -> frozenset[str]:
    both = {"Place"} if kind == "Country" else set()
    return frozenset({kind, *both, *(_above(_PARENTS[kind]) if _PARENTS[kind] else ())})


def _predicate(name: str, label: str, family: str, quad: str | None, *, symmetric: bool = False) -> Predicate:
    anything = frozenset({"Entity"})
    return Predicate(name, label, label, family, quad, anything, anything, symmetric=symmetric)


_PREDICATES = (
    _predicate("met", "met", "CONSULT", "verbal cooperation", symmetric=True),
    _predicate("armed", "armed", "AID", "material cooperation"),
    _predicate("accused", "accused", "ACCUSE", "verbal conflict"),
    _predicate("attacked", "attacked", "ASSAULT", "material conflict"),
    *(
        _predicate(name, label, "STATE", None)
        for name, label in (
            ("leads", "leads"),
            ("ministerOf", "is a minister of"),
            ("spokespersonFor", "is a spokesperson for"),
            ("partOf", "is part of"),
            ("memberOf", "is a member of"),
            ("citizenOf", "is a citizen of"),
            ("worksFor", "works for"),
            ("basedIn", "is based in"),
            ("capitalOf", "is the capital of"),
            ("locatedIn", "is located in"),
            ("announced", "announced"),
        )
    ),
)

SCHEMA = Schema(
    {kind: _above(kind) for kind in _PARENTS},
    {},
    {p.name: p for p in _PREDICATES},
    frozenset({"topic"}),
    {kind: kind.lower() for kind in _PARENTS},
)

ARTICLE = Article(
    "Putin met Li. " * 20, f"Talks {SCRIPT}", "2023-04-16", 'The "Daily" <News>', "javascript:alert(1)", id="aaaa"
)
SECOND = Article(
    "Wang accused the US.", None, "2023-04-17T08:00:00Z", None, "https://example.org/a?b=1&c=<2>", id="bbbb"
)


def entity(name: str, kind: str, *aliases: str, identifier: str = "") -> Entity:
    return Entity(identifier or name.replace(" ", "_"), name, kind, aliases)


ENTITIES = (
    entity("Vladimir Putin", "Person", "Putin", "V. Putin"),
    entity("Li Shangfu", "Person", "Shangfu"),
    entity("Wang Wenbin", "Person", "Wang"),
    entity("Recep Tayyip Erdoğan", "Person"),
    entity("Russia", "Country", "Russian Federation"),
    entity("China", "Country", "PRC"),
    entity("United States", "Country", "U.S.", "America"),
    entity("NATO", "InternationalOrganization"),
    entity("Chinese foreign ministry", "Ministry"),
    entity("Moscow", "City"),
    entity("Brussels", "City"),
    entity("Belgium", "Country"),
    entity("Reuters", "NewsMedium"),
    entity("TASS", "NewsMedium"),
    entity("Smith", "Person", identifier="Smith.18e9b29345cb2113"),
    entity("Smith", "Person", identifier="Smith.00ff"),
    entity(SCRIPT, "Person"),
    entity(QUOTED, "Organization"),
    entity(TURNED, "Person"),
    entity(BROKEN, "Person"),
    entity(BROKEN_TWIN, "Person"),
    entity(EMOJI, "Ministry"),
    entity(FORMULA, "Organization"),
)


def said(
    subject: str,
    predicate: str,
    obj: str | Text,
    *,
    quote: str = "",
    article: str = "aaaa",
    start: int = 0,
    claimed_by: tuple[str, ...] = (),
    time: str | None = None,
    **more: str,
) -> Statement:
    words = quote or f"{subject} {predicate} …"
    return Statement(
        subject,
        predicate,
        obj,
        claimed_by=claimed_by,
        time=time,
        phrase=predicate,
        evidence=(Evidence(article, start, start + len(words), words),),
        **more,
    )  # type: ignore[arg-type]


STATEMENTS = (
    said(
        "Vladimir_Putin", "met", "Li_Shangfu", time="2023-04-16", place="Moscow", quote="During a meeting with Shangfu"
    ),
    said("Vladimir_Putin", "met", "Li_Shangfu", claimed_by=("Reuters",), time="2023-04", start=5),
    said("Li_Shangfu", "met", "Vladimir_Putin", factuality="planned", time="2023-04-16/2023-04-18", start=6),
    said("Vladimir_Putin", "leads", "Russia", start=7),
    said("Li_Shangfu", "ministerOf", "China", start=8),
    said("Wang_Wenbin", "spokespersonFor", "Chinese_foreign_ministry", article="bbbb"),
    said("Chinese_foreign_ministry", "partOf", "China", article="bbbb", start=1),
    said("Wang_Wenbin", "accused", "United_States", article="bbbb", start=2),
    said("China", "armed", "Russia", claimed_by=("Reuters", "United_States"), factuality="possible", start=9),
    said("China", "armed", "Russia", polarity="negative", time="2023", start=10),
    said("China", "armed", "Russia", polarity="negative", claimed_by=("Wang_Wenbin",), start=11),
    said("NATO", "basedIn", "Brussels", start=12),
    said("Brussels", "capitalOf", "Belgium", start=13),
    said("NATO", "accused", "Russia", start=14),
    said("TASS", "basedIn", "Moscow", start=15),
    said(SCRIPT.replace(" ", "_"), "accused", QUOTED.replace(" ", "_"), start=16, quote=f"+1 {SCRIPT} {BROKEN}"),
    said(TURNED, "met", BROKEN, start=17, quote=TURNED),
    said(BROKEN_TWIN, "met", EMOJI, start=18),
    said(FORMULA, "attacked", "China", start=19, time="soon", quote="@SUM(1)"),
    said("China", "attacked", "China", start=20),
    said("Russia", "rel:deepen_ties_with", "China", start=21),
    said("China", "announced", Text(f"-a plan {SCRIPT}\r\nof two lines"), start=22),
)

KNOWLEDGE = Knowledge(
    (ARTICLE, SECOND), tuple(sorted(ENTITIES, key=lambda e: e.id)), tuple(sorted(STATEMENTS, key=lambda s: s.id))
)
# What is an edge of a drawing: neither the open relation nor the object that is words.
EDGES = len(STATEMENTS) - 2
