"""Surface triples, one module a kind: what verbs say, what nouns imply, whole clauses, confidence."""
