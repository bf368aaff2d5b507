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


def changed_flows(before: Graph, after: Graph, written_otherwise: Iterable[str]) -> ChangedFlows:
    """What changes for the flows in service, each side on its own day; what is written alike goes as it went."""
    old, new = _in_service(before), _in_service(after)
    both = ((flow, edits(before, after, flow)) for flow in sorted((old & new).intersection(written_otherwise)))
    return ChangedFlows(
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
        tuple(FlowEdit(flow, changes) for flow, changes in both if changes),
    )


def _in_service(graph: Graph) -> set[str]:
    return {flow for flow in graph.of("flow") if graph.in_service(flow)}
