"""What changes for flows between two graphs: those that come into service, that go, and that go otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ea_repo.graph import Edit, Graph, edits


@dataclass(frozen=True)
class FlowEdit:
    """A flow in service on both sides of which something else is written, field by field."""

    flow: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class ChangedFlows:
    """`comes` and `goes` are in service on one side only."""

    comes: tuple[str, ...]
    goes: tuple[str, ...]
    changed: tuple[FlowEdit, ...]

    @property
    def any(self) -> bool:
        return bool(self.comes or self.goes or self.changed)


def changed_flows(before: Graph, after: Graph, otherwise: Iterable[str]) -> ChangedFlows:
    """What changes for the flows in service, each side on its own day.

    `otherwise` are the elements of one side only, those that are written otherwise, those whose phase or service is
    another: what is and stands alike goes as it went.
    """
    among = [*otherwise]
    old, new = _in_service(before, among), _in_service(after, among)
    both = ((flow, edits(before, after, flow)) for flow in sorted(old & new))
    return ChangedFlows(
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
        tuple(FlowEdit(flow, changes) for flow, changes in both if changes),
    )


def _in_service(graph: Graph, among: Iterable[str]) -> set[str]:
    there = (id for id in among if id in graph and graph.vocabulary.accepts("flow", graph.kind(id)))
    return {flow for flow in there if graph.in_service(flow)}
