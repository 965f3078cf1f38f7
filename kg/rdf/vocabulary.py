"""The properties and classes of an article's graph, shared by the writer (`dataset`) and the reader (`records`)."""

from __future__ import annotations

from kg.rdf.terms import kg, named

TYPE, LABEL, ALT_LABEL = named("rdf:type"), named("rdfs:label"), named("skos:altLabel")
SUB_PROPERTY, SAME_AS, IDENTIFIER = named("rdfs:subPropertyOf"), named("owl:sameAs"), named("schema:identifier")

STATEMENT, CLAIM = kg("Statement"), kg("Claim")
SUBJECT, PREDICATE, OBJECT = named("rdf:subject"), named("rdf:predicate"), named("rdf:object")
POLARITY, POSITIVE, NEGATIVE = kg("polarity"), kg("Positive"), kg("Negative")
FACTUALITY, ACTUAL, PLANNED, POSSIBLE = kg("factuality"), kg("Actual"), kg("Planned"), kg("Possible")
CLAIMED_BY, CHAIN = kg("claimedBy"), kg("claimChain")
TIME, PLACE, PHRASE, CONFIDENCE, EVIDENCE = kg("time"), kg("place"), kg("phrase"), kg("confidence"), kg("evidence")

EVIDENCE_CLASS, QUOTE, QUOTED_FROM = kg("Evidence"), kg("quote"), named("prov:wasQuotedFrom")
BEGIN, END = named("nif:beginIndex"), named("nif:endIndex")

NEWS_ARTICLE, MENTIONED_IN = named("schema:NewsArticle"), kg("mentionedIn")
HEADLINE, PUBLISHED, URL = named("schema:headline"), named("schema:datePublished"), named("schema:url")
GENERATED_BY, ACTIVITY = named("prov:wasGeneratedBy"), named("prov:Activity")
ASSOCIATED_WITH, AGENT = named("prov:wasAssociatedWith"), named("prov:SoftwareAgent")

FAMILY, QUAD, OPEN = kg("family"), kg("quad"), kg("openRelation")

# The article's fields that are plain words.
WORDS = {
    "publisher": named("schema:publisher"),
    "language": named("schema:inLanguage"),
    "author": named("schema:author"),
}

# Properties of a statement that are no qualifier; a role of such a name gets "Words" behind it.
RESERVED = frozenset(
    {"polarity", "factuality", "time", "place", "claimedBy", "claimChain", "phrase", "confidence", "evidence"}
)

# Between the claimants of kg:claimChain, outermost first. Encoded ids hold neither space nor ">".
CHAIN_MARK = " > "
