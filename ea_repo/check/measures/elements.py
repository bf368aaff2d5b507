"""Measures of elements and of what is written of them."""

from __future__ import annotations

from collections import Counter

from ea_repo.check.measure import Facts, Value, number, share
from ea_repo.check.registry import measure
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.select import Selector

STAGES = ("planned", "under_way", "done")


@measure("percent")
def verified(facts: Facts, scope: Selector) -> Value:
    """The share of elements that somebody answers for: verified by the date, or attested by a word that still holds."""
    graph = facts.graph
    ids = scope.select(graph)
    count = sum(_is_verified(facts, id) for id in ids)
    return Value(100 * count / len(ids) if ids else None, len(ids), 0, count)


def _is_verified(facts: Facts, id: str) -> bool:
    day = facts.graph.value(id, "verified_on")
    if day is not None and first_day(day) <= facts.date:
        return True
    return any(_holds(facts, attestation) for attestation in facts.graph.targets(id, "attestations"))


def _holds(facts: Facts, attestation: str) -> bool:
    since, until = (facts.graph.value(attestation, field) for field in ("decided_on", "expires_on"))
    begun = since is None or first_day(since) <= facts.date
    return bool(facts.graph.targets(attestation, "by")) and begun and (until is None or facts.date <= last_day(until))


@measure("percent")
def proportion(facts: Facts, scope: Selector, where: Selector) -> Value:
    """The share of the elements in scope, in service, that match `where`; the unknown are on neither side."""
    answers = Counter(where.on(facts.graph, facts.settings.known).of(facts.in_service(scope)))
    return share(answers[True], answers[True] + answers[False], answers[None])


@measure("count")
def done(facts: Facts, scope: Selector) -> Value:
    """How many of the projects in scope are done at the date, and how many planned or under way.

    A project that has parts in scope is a programme: its parts are counted. Without dates its stage is unknown.
    """
    projects = leaves(facts.graph, scope.select(facts.graph))
    stages = Counter(_stage(facts, id) for id in projects)
    parts = {stage: number(stages[stage], len(projects), stages[None]) for stage in STAGES}
    return number(stages["done"], len(projects), stages[None], parts)


def leaves(graph: Graph, ids: list[str]) -> list[str]:
    """Those of the elements of which no other one is a part."""
    wholes = {upper for id in ids for upper in graph.wholes(id, "part_of")[1:]}
    return [id for id in ids if id not in wholes]


def _stage(facts: Facts, id: str) -> str | None:
    graph, date = facts.graph, facts.date
    starts, ends, off = (graph.value(id, field) for field in ("starts_on", "ends_on", "off_on"))
    if (ends and last_day(ends) < date) or (not ends and off and first_day(off) <= date):
        return "done"
    if starts:
        return "under_way" if first_day(starts) <= date else "planned"
    return "planned" if graph.phase(id) == "plan" else None
