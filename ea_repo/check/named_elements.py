"""The elements that an audit names: what people call them, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from ea_repo.check.run import Result
from ea_repo.finding import Finding
from ea_repo.graph import Graph, LazyDict
from ea_repo.semantics.answerable import EVERY_BY, By, answerable
from ea_repo.semantics.applications_behind import applications_behind

ROLES = ("moa", "moe", "owner")
"""The links that say who answers for an element, in the order of reports."""
_ENDS = ("source", "target")


@dataclass(frozen=True)
class NamedElement:
    """An element that an audit names: what people call it, its kind, and who answers for it, by role.

    A role with nobody is one that the model could fill and does not.
    """

    name: str
    kind: str
    people: Mapping[str, tuple[str, ...]]
    answerable: Mapping[By, tuple[str, ...]] = field(default_factory=dict)
    """The ids of those who answer for it, or for the applications that it is about."""
    solutions: tuple[str, ...] = ()
    """The names of the solutions that it is about: a flow's source comes first."""


class NamedElements(Mapping[str, NamedElement]):
    """What to call some elements and those who answer for them, by their ids, in order.

    Each is worked out when it is looked up, as few formats of an audit name them all; any element of the graph may be.
    """

    def __init__(self, graph: Graph, ids: Iterable[str]) -> None:
        """What is no element (a file, a rule) is left out."""
        self._graph = graph
        self._ids = frozenset(id for id in ids if id in graph)
        self._named: Mapping[str, NamedElement] = LazyDict(partial(_named, graph))

    @cached_property
    def _all(self) -> list[str]:
        answerable = (ids for id in self._ids for ids in self[id].answerable.values())
        actors = {actor for ids in answerable for actor in ids if actor in self._graph}
        return sorted(self._ids | actors)

    def __getitem__(self, id: str) -> NamedElement:
        if id not in self._graph:
            raise KeyError(id)
        return self._named[id]

    def __contains__(self, id: object) -> bool:
        return id in self._graph

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def named_elements(
    graph: Graph, results: Iterable[Result], text: Iterable[Finding], also: Iterable[str] = ()
) -> NamedElements:
    """What to call the elements of findings and unknowns, those who answer for them, and those of `also`."""
    return NamedElements(graph, {*_ids(results, text), *also})


def _named(graph: Graph, id: str) -> NamedElement:
    solutions = dict.fromkeys(map(graph.solution, applications_behind(graph, id)))
    answering = {by: answerable(graph, id, by) for by in EVERY_BY}
    names = tuple(map(graph.name, solutions))
    return NamedElement(_called(graph, id), graph.kind(id), _people(graph, id), answering, names)


def _called(graph: Graph, id: str) -> str:
    """What people call an element; one without a name that speaks of others, as a derogation does, is called so."""
    name = graph.name(id)
    about = graph.targets(id, "subjects") if name == id and "subjects" in graph.definition(id).links else ()
    return ", ".join(map(graph.name, about)) or name


def _ids(results: Iterable[Result], text: Iterable[Finding]) -> Iterator[str]:
    findings = [*text]
    for result in results:
        findings += result.findings
        yield from (id for unknown in result.unknown for id in dict.fromkeys((unknown.subject, unknown.written_by)))
    for finding in findings:
        yield from (finding.subject, *finding.related, *finding.offenders)
        if finding.accepted_by:
            yield finding.accepted_by


def _people(graph: Graph, id: str) -> dict[str, tuple[str, ...]]:
    """Who answers for an element; for what has no such field but two ends, who answers for these."""
    links = graph.definition(id).links
    has_roles = any(role in links for role in ROLES)
    elements = [id] if has_roles else [end for field in _ENDS if field in links for end in graph.targets(id, field)]
    people: dict[str, list[str]] = {}
    for element in elements:
        for role in ROLES:
            if role in graph.definition(element).links:
                people.setdefault(role, []).extend(map(graph.name, graph.targets(element, role)))
    return {role: tuple(dict.fromkeys(names)) for role, names in people.items()}
