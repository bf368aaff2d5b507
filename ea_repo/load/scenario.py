"""What a change file says of itself: where it stands, and which decision settled it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph
from ea_repo.load.problems import finding as problem
from ea_repo.suggest import did_you_mean

Status = Literal["proposed", "accepted", "dropped"]
STATUSES: tuple[str, ...] = get_args(Status)
STATUS, DECISION = "status", "decided_by"
"""The keys of a change file beside kinds and the ids to remove."""
_GRANTED = frozenset(("accept", "conditions", "derogate"))
"""The verdicts of a decision by which something is accepted."""


@dataclass(frozen=True)
class Scenario:
    """The head of a change file; each part has its place where it is written."""

    name: str
    """The path of the file; of an option of a request, `requests/beds.yaml#C`."""
    status: str | None = None
    decided_by: str | None = None
    """The id of a decision."""
    status_at: Position | None = None
    decided_at: Position | None = None

    def with_head(self, key: str, value: Any, at: Position) -> Scenario:
        """The same with one of the two keys, as it is written; what is wrong in it is told by `findings`."""
        written = None if value is None else str(value)
        if key == STATUS:
            return replace(self, status=written, status_at=at)
        return replace(self, decided_by=written, decided_at=at)

    def findings(self, graph: Graph) -> list[Finding]:
        """What is wrong in the head: a status that is none, a decision that does not exist, two that disagree."""
        wrong: list[Finding] = []
        if self.status is not None and self.status_at is not None and self.status not in STATUSES:
            choices, hint = ", ".join(STATUSES), did_you_mean(self.status, STATUSES)
            facts: dict[str, str | Text] = {"value": self.status, "field": STATUS, "choices": choices, "hint": hint}
            wrong.append(problem("wrong-choice", self.status_at, self.name, STATUS, **facts))
        if self.status == "dropped" and self.status_at is not None:
            wrong.append(problem("change-dropped", self.status_at, self.name, STATUS))
        if self.decided_by is not None and self.decided_at is not None:
            wrong += self._of_the_decision(graph, self.decided_by, self.decided_at)
        return wrong

    def _of_the_decision(self, graph: Graph, id: str, at: Position) -> list[Finding]:
        if id not in graph or graph.kind(id) != "decision":
            hint = did_you_mean(id, graph.of("decision"))
            return [problem("unknown-decision", at, self.name, DECISION, id=id, hint=hint)]
        verdict = graph.value(id, "verdict")
        if verdict is None or self.status not in ("accepted", "dropped"):
            return []
        if (verdict in _GRANTED) == (self.status == "accepted"):
            return []
        return [problem("change-undecided", at, self.name, DECISION, id=id, verdict=str(verdict), status=self.status)]
