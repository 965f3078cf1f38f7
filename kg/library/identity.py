"""Who is who in a store: rules propose, people judge, and what was judged is kept with the store.

In: a store's folder, names or ids. Out: judgements, kept by `kg.library.judgements`. Only what stands in the articles
is compared; no article's graph is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UnknownName
from kg.library import judgements
from kg.resolution.identity import RULE, VERDICTS, Judgement, Verdict
from kg.resolution.view import View, base, local

if TYPE_CHECKING:
    from kg.library.graphs import Graph
    from kg.model import Knowledge
    from kg.ontology import Ontology
    from kg.resolution.census import Census
    from kg.resolution.proposals import Matching
    from kg.resolution.words import Words

PERSON = "person"  # who judged, where no name is given
_SORTS = ("Country", "Person", "Organization", "Place", "Group", "Event", "Work")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a run of the rules found: how many names there are, and the judgements, sorted."""

    names: int
    same: tuple[Judgement, ...]
    unsure: tuple[Judgement, ...]


def resolve(
    store: str | Path, *, accept: float | None = None, keep: bool = True, engine: str = "local", workers: int = 1
) -> Resolved:
    """What the rules think of who is who in a store; kept with it in place of what they thought before.

    Args:
        store: the store's folder.
        accept: take what is at least so sure for judged, not only what the rules are certain of.
        keep: False only looks.
        engine: "local" for this process, "ray" for a cluster; what is found is the same.
        workers: how many of the cluster's workers, at most.

    Raises:
        InputError: the engine is not known.
        StoreError: the folder is no store, or cannot be written.
    """
    from kg.resolution.proposals import proposals

    engines = _matching(engine, workers)
    graph = _loaded(store, judged=False)
    known = census(graph.store.each(), graph.ontology)
    with engines as matching:
        found = [accepted(j, accept) if accept is not None else j for j in proposals(known, matching=matching)]
    if keep:
        judgements.replace(store, found, RULE)
    same, unsure = (tuple(j for j in found if (j.verdict == "unsure") is doubt) for doubt in (False, True))
    return Resolved(len(known.entries), same, unsure)


def _matching(engine: str, workers: int) -> AbstractContextManager[Matching | None]:
    if engine == "local":
        return nullcontext()
    if engine != "ray":
        raise InputError(f"{engine}: no such engine; there are local, ray")
    from kg.cluster.matching import OnRay

    return OnRay(workers)


def accepted(judgement: Judgement, score: float) -> Judgement:
    """A proposal as judged if it is at least so sure: "same", or "different" where two of one name are meant."""
    from kg.resolution.proposals import NAMESAKES

    if judgement.verdict != "unsure" or judgement.score < score:
        return judgement
    return replace(judgement, verdict="different" if judgement.by == NAMESAKES else "same")


def census(articles: Iterable[Knowledge], ontology: Ontology) -> Census:
    """Who is named where, from articles one by one."""
    from kg.resolution.census import Census

    schema = ontology.schema
    standing = frozenset(name for name, above in schema.properties.items() if "standingRelation" in above)

    def sort_of(kind: str) -> str:
        return next((sort for sort in _SORTS if schema.is_a(kind, sort)), kind)

    return Census(words(ontology), sort_of, standing, ontology.places.all).read(articles)


def words(ontology: Ontology) -> Words:
    """What names are made of: the ontology's lists, and English nicknames."""
    from kg.ontology.nicknames import nicknames
    from kg.resolution.words import Words

    def listed(name: str) -> frozenset[str]:
        return frozenset(word.rstrip(".") for word in ontology.lexicon.words(name))

    return Words(
        honorifics=listed("honorific"),
        particles=listed("nameParticle"),
        suffixes=listed("nameSuffix"),
        legal=listed("legalForm"),
        generic=listed("genericBodyWord"),
        links=listed("bodyLink"),
        nicknames=nicknames(),
    )


def doubts(store: str | Path, unsure: Iterable[Judgement]) -> list[Judgement]:
    """Those of `unsure` that nobody has answered and no other judgement has settled, the most likely first.

    Who may be one comes before those of one name who may be two.
    """
    from kg.resolution.proposals import NAMESAKES, ONE_NAMESAKE

    known = judgements.read(store)
    answered = {(j.one, j.other) for j in known if j.is_personal}
    view = View.of(known)
    left = (j for j in unsure if (j.one, j.other) not in answered and view.id(j.one) != view.id(j.other))
    return sorted(left, key=lambda j: (j.by in (NAMESAKES, ONE_NAMESAKE), -j.score, j))


def listed(store: str | Path, *, verdict: str | None = None, name: str | None = None) -> list[Judgement]:
    """The judgements that hold in a store, sorted; only those of one verdict, or about one id or name, if given.

    Raises:
        InputError: there is no such verdict.
        UnknownName: nobody is called so.
    """
    if verdict is not None and verdict not in VERDICTS:
        raise InputError(f"{verdict!r} is no verdict; there are {', '.join(VERDICTS)}")
    graph = _loaded(store)
    meant = set(graph.reading.view.members(graph.find(name))) if name is not None else None
    return [
        j
        for j in graph.judgements
        if (verdict is None or j.verdict == verdict)
        and (meant is None or not meant.isdisjoint((j.one, j.other, base(j.one)[0], base(j.other)[0])))
    ]


def written(found: Sequence[Judgement], form: str) -> str:
    """Judgements as lines of JSON (jsonl), or what they come to as Turtle (ttl): each id, and the one it stands for.

    In Turtle an id is owl:sameAs the one that stands for it and owl:differentFrom those it was judged not to be, and
    what it is elsewhere is a skos:exactMatch. Doubts are left out.
    """
    from kg.rdf.sameness import turtle
    from kg.resolution.identity import to_lines

    if form == "jsonl":
        return to_lines(found)
    view = View.of(found)
    same = [(key, seen) for key, seen in view.ids.items() if key != seen]
    different = [(j.one, j.other) for j in found if j.verdict == "different"]
    elsewhere = [(key, iri) for key, iris in view.elsewhere.items() for iri in iris]
    return turtle(same, different, elsewhere)


# --- what people judge


def judge(
    store: str | Path, one: str, other: str, verdict: Verdict, *, by: str = PERSON, reason: str = ""
) -> Judgement:
    """Keep what somebody thinks of two ids.

    Raises:
        InputError: they are one id.
        StoreError: the folder is no store, or cannot be written.
    """
    if one == other:
        raise InputError(f"{one}: this is one id; mend: name two, or an article whose {one} is another: --article ID")
    made = Judgement(one, other, verdict, by, reason)
    judgements.add(store, [made])
    return made


def merge(store: str | Path, one: str, other: str, *, by: str = PERSON, reason: str = "") -> Judgement:
    """Judge two, named by id or by a name that only one has, the same.

    Raises:
        UnknownName: nobody is, or several are, called so; the message lists them.
        InputError: they are one already.
    """
    graph = _loaded(store)
    a, b = (_named(graph, name) for name in (one, other))
    if a == b or graph.reading.view.id(a) == graph.reading.view.id(b):
        raise InputError(f"{one!r} and {other!r} are one already: {graph.reading.view.id(a)}")
    return judge(store, a, b, "same", by=by, reason=reason)


def split(
    store: str | Path,
    one: str,
    other: str | None = None,
    *,
    articles: Sequence[str] = (),
    by: str = PERSON,
    reason: str = "",
) -> list[Judgement]:
    """Judge two different; or, with `articles`, whom these articles mean by a name another than all others mean.

    Raises:
        UnknownName: nobody is, or several are, called so, or an article does not name them.
        InputError: there is nothing to be split.
    """
    graph = _loaded(store)
    if not articles:
        if other is None:
            raise InputError(
                f"{one!r}: split from whom? mend: name two, or an article that means another: --article ID"
            )
        return [judge(store, _named(graph, one), _named(graph, other), "different", by=by, reason=reason)]
    if other is not None:
        raise InputError("two names and articles; mend: either two names, or one name and --article")
    made = [*_apart(graph, _named(graph, one), articles, by, reason)]
    judgements.add(store, made)
    return made


def _apart(graph: Graph, key: str, articles: Sequence[str], by: str, reason: str) -> Iterable[Judgement]:
    """That some articles mean another by an id, and all of them the same."""
    told = {article: entity for entity, article, _ in graph.reading.told(graph.reading.view.id(key))}
    unknown = [article for article in articles if article not in told]
    if unknown:
        has = ", ".join(sorted(told)[:8])
        raise UnknownName(f"article {unknown[0]!r} does not name {key!r}; these do: {has}")
    if not set(told) - set(articles):
        raise InputError(f"{key!r} is in no other article, so there is nobody to be told apart from")
    ids = sorted(local(told[article], article) for article in set(articles))
    yield from (Judgement(base(i)[0], i, "different", by, reason) for i in ids)
    yield from (Judgement(ids[0], i, "same", by, reason) for i in ids[1:])


def _loaded(store: str | Path, *, judged: bool = True) -> Graph:
    from kg import library
    from kg.errors import StoreError

    if not library.is_store(Path(store)):
        raise StoreError(f"{store}: no store; judgements are kept with stores, which `kg build … --store` makes")
    return library.load(store, judged=judged)


def _named(graph: Graph, name: str) -> str:
    """The id meant by an id as it was read, or by a name."""
    entity, article = base(name)
    if article is not None and graph.store.knows(entity):
        return name
    return name if graph.store.knows(name) else graph.find(name)
