"""Who is who as Turtle: pairs of ids in, owl:sameAs, owl:differentFrom and skos:exactMatch out, sorted."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal

from kg.rdf import terms
from kg.rdf import vocabulary as v

_DIFFERENT, _MATCH = terms.named("owl:differentFrom"), terms.named("skos:exactMatch")


def turtle(
    same: Iterable[tuple[str, str]], different: Iterable[tuple[str, str]], elsewhere: Iterable[tuple[str, str]]
) -> str:
    """A file that can be loaded beside a store's articles; `elsewhere` are ids and IRIs of other registers."""
    lines = {f"{terms.entity(one)} {v.SAME_AS} {terms.entity(other)} ." for one, other in same}
    lines |= {f"{terms.entity(one)} {_DIFFERENT} {terms.entity(other)} ." for one, other in different}
    matches = ((one, terms.foreign(iri)) for one, iri in elsewhere)
    lines |= {f"{terms.entity(one)} {_MATCH} {iri} ." for one, iri in matches if not isinstance(iri, Literal)}
    return "".join(f"{line}\n" for line in sorted(lines))
