"""What resembles a solution or a need: the candidates for a redundancy that nobody declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.similarity.candidates import BAR, Candidate


@dataclass(frozen=True)
class Similar:
    """What was asked (an application, or a need in words), and the candidates, the nearest first."""

    application: str | None
    text: str
    candidates: tuple[Candidate, ...]
    names: Mapping[str, str]
    """What to call the elements that the candidates and their reasons name."""

    @property
    def above(self) -> tuple[Candidate, ...]:
        """Those that are worth a person's look."""
        return tuple(candidate for candidate in self.candidates if candidate.score >= BAR)


def similar(graph: Graph, application: str | None, text: str, candidates: tuple[Candidate, ...]) -> Similar:
    """The answer, with the names of all that it mentions."""
    ids = {candidate.id for candidate in candidates}
    ids |= {id for candidate in candidates for reason in candidate.reasons for id in reason.common if id in graph}
    return Similar(application, text, candidates, {id: graph.name(id) for id in sorted(ids)})
