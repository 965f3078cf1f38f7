"""What can go wrong, said once: every message says what, where and the mend.

KGError
├── InputError (ValueError)        a source cannot be read: not text, empty, broken
├── OntologyError (ValueError)     a file of the ontology is broken or contradicts itself
├── ModelError (LookupError)       a spaCy model is not installed
├── UnknownName (LookupError)      nobody and nothing of that name in the graph
├── StoreError (OSError)           a folder that is no store, or that somebody else is writing to
├── QueryError (ValueError)        a query that cannot be run
├── EndpointError (OSError)         a server that cannot be reached, or that refuses
├── FormatError (ValueError)       no reader or writer for a file's suffix
└── ShapeError (ValueError)        data that breaks the shapes
"""

from __future__ import annotations


class KGError(Exception):
    """Any failure that this package foresees; its text is fit to be shown to a user."""


class InputError(KGError, ValueError):
    """A source cannot be read as news text."""


class OntologyError(KGError, ValueError):
    """A file of the ontology is broken or contradicts itself."""


class ModelError(KGError, LookupError):
    """A spaCy model is not installed or cannot be used."""


class UnknownName(KGError, LookupError):
    """Nothing of that name is in the graph."""


class StoreError(KGError, OSError):
    """A folder that cannot be opened as a store."""


class QueryError(KGError, ValueError):
    """A query that cannot be parsed, or that this package refuses to run."""


class EndpointError(KGError, OSError):
    """A SPARQL server that cannot be reached, or that refuses what it is asked."""


class FormatError(KGError, ValueError):
    """No reader or writer is known for a file's suffix."""


class ShapeError(KGError, ValueError):
    """Data that breaks the SHACL shapes."""
