"""The elements that an audit names: what people call them, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ea_repo.check.run import Result
from ea_repo.finding import Finding
from ea_repo.graph import Graph
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

    def as_json(self) -> list[Any]:
        """The same as JSON can say it."""
        return [self.name, self.kind, {**self.people}, {**self.answerable}, self.solutions]

    @classmethod
    def from_json(cls, written: list[Any]) -> NamedElement:
        """The one of which `as_json` wrote this."""
        name, kind, people, answerable_, solutions = written
        by_role, by = ({key: tuple(several) for key, several in ids.items()} for ids in (people, answerable_))
        return cls(name, kind, by_role, by, tuple(solutions))


def named_ids(
    graph: Graph, results: Iterable[Result], text: Iterable[Finding], also: Iterable[str] = ()
) -> frozenset[str]:
    """The ids of the elements of findings and unknowns, and those of `also`; what is no element is left out."""
    return frozenset(id for id in {*_ids(results, text), *also} if id in graph)


def elements_named(graph: Graph, ids: Iterable[str]) -> dict[str, NamedElement]:
    """What to call these elements and those who answer for them, in the order of the ids."""
    named = {id: _named(graph, id) for id in ids}
    actors = {actor for element in named.values() for ids in element.answerable.values() for actor in ids}
    named |= {id: _named(graph, id) for id in actors - named.keys() if id in graph}
    return dict(sorted(named.items()))


def _named(graph: Graph, id: str) -> NamedElement:
    solutions = dict.fromkeys(map(graph.solution, applications_behind(graph, id)))
    answering = {by: answerable(graph, id, by) for by in EVERY_BY}
    names = tuple(map(graph.name, solutions))
    return NamedElement(graph.name(id), graph.kind(id), _people(graph, id), answering, names)


def _ids(results: Iterable[Result], text: Iterable[Finding]) -> Iterator[str]:
    findings = [*text]
    for result in results:
        findings += result.findings
        yield from (unknown.subject for unknown in result.unknown)
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
