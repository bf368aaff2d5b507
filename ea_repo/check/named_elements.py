"""The elements that an audit names: what people call them, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ea_repo.check.run import Result
from ea_repo.finding import Finding, Text
from ea_repo.graph import Graph

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
    label: Text
    """What people call an element of its kind."""


def named_elements(graph: Graph, results: Iterable[Result], text: Iterable[Finding]) -> dict[str, NamedElement]:
    """What to call the elements of findings and unknowns; what is no element (a file, a rule) is left out."""
    ids = {id for id in _ids(results, text) if id in graph}
    return {
        id: NamedElement(graph.name(id), graph.kind(id), _people(graph, id), graph.definition(id).label)
        for id in sorted(ids)
    }


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
