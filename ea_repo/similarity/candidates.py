"""Candidates for redundancy that nobody declared: the solutions that resemble one, or a need that is described."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.semantics.application_types import is_external, is_platform
from ea_repo.similarity.likeness import Likeness, Reason, attainable, score
from ea_repo.similarity.profile import Profile, Profiles, words_of

Against = Literal["external", "platform", "retired", "succeeds", "succeeded", "fed", "feeds", "referential"]
BAR = 0.3
"""The score from which a likeness is worth a person's look: benchmarks/RESULTS.md says what is above it for nothing."""


@dataclass(frozen=True)
class Candidate:
    """A solution that resembles what was asked: how much (0 to 1), by what, and what speaks against it."""

    id: str
    score: float
    reasons: tuple[Reason, ...]
    against: tuple[Against, ...]


def similar_to(graph: Graph, application: str) -> tuple[Candidate, ...]:
    """The solutions that resemble that of an application, the nearest first; its own is left out."""
    profiles = Profiles.of(graph)
    solution = graph.solution(application, product=True)
    return _ranked(graph, profiles, profiles.by_solution[solution], solution)


def similar_to_text(graph: Graph, text: str) -> tuple[Candidate, ...]:
    """The solutions that resemble a need said in words, the nearest first."""
    return similar_to_profile(graph, Profile(words=words_of([text])))


def similar_to_profile(graph: Graph, wanted: Profile) -> tuple[Candidate, ...]:
    """The solutions that resemble what is described, the nearest first."""
    return _ranked(graph, Profiles.of(graph), wanted, None)


def _ranked(graph: Graph, profiles: Profiles, wanted: Profile, own: str | None) -> tuple[Candidate, ...]:
    likeness = graph.once(_likeness)
    candidates = []
    for solution, profile in profiles.by_solution.items():
        if solution == own:
            continue
        reasons = tuple(likeness.reasons(wanted, profile))
        if reasons:
            against = tuple(_against(graph, own, solution, profiles))
            candidates.append(Candidate(solution, round(score(reasons) / attainable(wanted), 3), reasons, against))
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.id)))


def _likeness(graph: Graph) -> Likeness:
    return Likeness(Profiles.of(graph).by_solution.values())


def _against(graph: Graph, own: str | None, other: str, profiles: Profiles) -> Iterator[Against]:
    """What would make a redundancy of the two no one, or a known one."""
    members = profiles.members[other]
    if all(is_external(graph, member) for member in members):
        yield "external"
    if all(is_platform(graph, member) for member in members):
        yield "platform"
    if graph.kind(other) == "referential":
        yield "referential"
    if not any(graph.in_service(member) or _is_to_come(graph, member) for member in members):
        yield "retired"
    if own is None:
        return
    owners = profiles.members[own]
    succeeding = {to for member in members for to in graph.targets(member, "successor")}
    succeeded = {to for member in owners for to in graph.targets(member, "successor")}
    if succeeding & set(owners):
        yield "succeeded"
    if succeeded & set(members):
        yield "succeeds"
    if other in profiles.by_solution[own].neighbours:
        yield "fed" if _feeds(graph, members, owners) else "feeds"


def _feeds(graph: Graph, sources: list[str], targets: list[str]) -> bool:
    flows = {flow for source in sources for flow in graph.targets(source, "sends")}
    return any(target in targets for flow in flows for target in graph.targets(flow, "target"))


def _is_to_come(graph: Graph, id: str) -> bool:
    day: dt.date | None = graph.date
    return day is not None and graph.phase(id) in ("plan", "phase_in")
