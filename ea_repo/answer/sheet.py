"""One element as its page shows it: its card, its flows from both ends, what it stands on, its data, its people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ea_repo.answer.card import Card
from ea_repo.graph import Graph, Phase
from ea_repo.metamodel import accepts
from ea_repo.semantics.answerable import EVERY_BY, By, answerable
from ea_repo.semantics.contacts import Contact, contacts
from ea_repo.semantics.hosting import HostedTechnology, nodes_under, technologies_under

_STANDING = ("application", "node")
"""The kinds that run on something."""


@dataclass(frozen=True)
class FlowLine:
    """A flow of an element: by which of its parts, with whom, what it carries and how."""

    id: str
    own: str
    """The end on this side, which may be a module of the element."""
    other: str | None
    data: tuple[str, ...]
    data_recorded: bool
    """Whether what it carries is written at all."""
    mode: str | None
    need: str | None
    via: tuple[str, ...]
    phase: Phase
    in_service: bool


@dataclass(frozen=True)
class Sheet:
    """Everything known of an element, as its page shows it."""

    card: Card
    part_of: tuple[str, ...]
    """What it is part of, the nearest first."""
    incoming: tuple[FlowLine, ...]
    outgoing: tuple[FlowLine, ...]
    nodes: tuple[str, ...]
    """The nodes under it, whose loss would touch it."""
    technologies: tuple[HostedTechnology, ...]
    answerable: Mapping[By, tuple[str, ...]]
    """Who answers for it, as it says itself or as its whole does."""
    contacts: tuple[Contact, ...]


def sheet(graph: Graph, id: str, card: Card) -> Sheet:
    """The sheet of an element at the graph's date."""
    is_application = accepts("application", graph.kind(id))
    stands = any(accepts(kind_name, graph.kind(id)) for kind_name in _STANDING)
    modules = sorted(part for part in graph.parts(id)) if is_application else []
    return Sheet(
        card,
        tuple(graph.wholes(id, "part_of")[1:]) if "part_of" in graph.definition(id).links else (),
        tuple(_flows(graph, modules, "receives", "source")),
        tuple(_flows(graph, modules, "sends", "target")),
        tuple(sorted(nodes_under(graph, id))) if stands else (),
        tuple(technologies_under(graph, id)) if stands else (),
        {by: answerable(graph, id, by) for by in EVERY_BY},
        contacts(graph, [id]),
    )


def _flows(graph: Graph, modules: Iterable[str], relation: str, far_end: str) -> Iterator[FlowLine]:
    """The flows of an application and of its modules on one side, whatever their dates; those between them are left
    out."""
    inside = frozenset(modules)
    for own in sorted(inside):
        for flow in graph.targets(own, relation):
            others = graph.targets(flow, far_end)
            if others and others[0] in inside:
                continue
            yield FlowLine(
                flow,
                own,
                others[0] if others else None,
                tuple(graph.targets(flow, "data")),
                graph.recorded(flow, "data"),
                graph.value(flow, "mode"),
                graph.value(flow, "need"),
                tuple(graph.targets(flow, "via")),
                graph.phase(flow),
                graph.in_service(flow, alone=True),
            )
