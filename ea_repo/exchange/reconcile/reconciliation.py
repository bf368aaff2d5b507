"""Declared and not seen, seen and not declared, differing: each with its place, on the day looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange.inventory import Note, Rejected
from ea_repo.exchange.mapping.draft import Draft, Proposal
from ea_repo.exchange.merge.said import Said, said_by
from ea_repo.exchange.merge.three_way import same
from ea_repo.exchange.naming import Names
from ea_repo.exchange.place import Place
from ea_repo.exchange.reconcile.matching import Matches, Near, matches, seen_in
from ea_repo.finding import Position
from ea_repo.graph import Graph
from ea_repo.load.locate import Locate
from ea_repo.metamodel import family, kinds
from ea_repo.select.paths import fields as written_fields

_NOT_COMPARED = frozenset(("name", "aliases", "description", "properties", "imported", "source", "quote"))
"""What is told in words of its own on each side, and may differ without anybody being wrong."""
_FLOW_ENDS = frozenset(("source", "target"))
_TYPED = "node"
"""The kind of which a source holds some types only: a CMDB of servers has no rooms."""


@dataclass(frozen=True, slots=True)
class Declared:
    """An element that is declared here, and that the source has not seen."""

    id: str
    kind: str
    name: str
    written: Position


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that the source has seen, and that is not declared here; it may be what is near."""

    key: str
    kind: str
    name: str
    at: Place
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that is declared otherwise than it was seen."""

    id: str
    key: str
    field: str
    declared: Any
    seen: Any
    at: Place
    written: Position


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A source held against the repository."""

    source: str
    format: str
    matched: int
    kinds: tuple[str, ...]
    """The kinds of what the source holds: of these alone is asked whether it has seen what is declared."""
    declared: tuple[Declared, ...]
    seen: tuple[Seen, ...]
    differing: tuple[Differing, ...]
    rejected: tuple[Rejected, ...]
    notes: tuple[Note, ...]

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.declared or self.seen or self.differing)


def reconciled(draft: Draft, source: str, graph: Graph, locate: Locate, written: Mapping[str, str]) -> Reconciliation:
    """A draft held against the elements of a graph, on its day."""
    found = matches(draft, source, graph, written)
    ids = Names(draft, found.ids, graph, graph.vocabulary).give()
    said = said_by(draft, ids, source, {}, graph.vocabulary)
    seen = seen_in(draft)
    held = tuple(kind for kind in kinds() if any(proposal.kind == kind and not proposal.inferred for proposal in seen))
    return Reconciliation(
        source=source,
        format=draft.inventory.format,
        matched=len(found.ids),
        kinds=held,
        declared=tuple(_not_seen(seen, found, graph, locate)),
        seen=tuple(
            Seen(
                proposal.key,
                proposal.kind,
                proposal.name or proposal.key,
                proposal.at,
                found.near.get(proposal.key, ()),
            )
            for proposal in seen
            if not proposal.inferred and proposal.key not in found.ids
        ),
        differing=tuple(
            difference
            for key, id in found.ids.items()
            if id in graph
            for difference in _differences(said[key], id, graph, locate)
        ),
        rejected=tuple(draft.rejected),
        notes=tuple(draft.notes),
    )


def _not_seen(seen: list[Proposal], found: Matches, graph: Graph, locate: Locate) -> Iterator[Declared]:
    """What is declared and in service, of the kinds that the source holds, and that it has not seen."""
    taken = set(found.ids.values())
    types = {str(proposal.fields.get("type", "")) for proposal in seen if proposal.kind == _TYPED}
    held = {name for proposal in seen if not proposal.inferred for name in family(proposal.kind)}
    for id in graph:
        kind_name = graph.kind(id)
        if id in taken or kind_name not in held or not graph.in_service(id, alone=True):
            continue
        type = graph.value(id, "type")
        if kind_name == _TYPED and type is not None and type not in types:
            continue
        if not graph.value(id, "illustrative"):
            yield Declared(id, kind_name, graph.name_alone(id), locate(id))


def _differences(said: Said, id: str, graph: Graph, locate: Locate) -> Iterator[Differing]:
    """The fields that both tell, and tell otherwise; what is out of service here and seen all the same."""
    here = written_fields(graph, id)
    if graph.phase(id) == "end_of_life":
        yield Differing(id, said.key, "phase", "end_of_life", "seen", said.at, locate(id))
    for name, value in said.fields.items():
        if name in _NOT_COMPARED or (said.kind == "flow" and name in _FLOW_ENDS) or name not in here:
            continue
        if not same(_targets(here[name]), _targets(value)):
            yield Differing(id, said.key, name, here[name], value, said.place(name), locate(id, name))


def _targets(value: Any) -> Any:
    """The values of a link without their details, which few sources know."""
    if isinstance(value, list):
        return [part["to"] if isinstance(part, dict) and "to" in part else part for part in value]
    return value
