"""The applications that an element is about: a flow joins two, a contract pays for some, a node carries others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ea_repo.graph import Graph
from ea_repo.metamodel import accepts

_LEADING = {"flow": ("source", "target"), "api": ("provided_by",), "project": ("delivers", "retires")}
"""Of the kinds whose links lead to applications, these links."""
_LED_TO = ("technology", "node", "contract")
"""The kinds to which applications lead."""


def is_application(graph: Graph, id: str) -> bool:
    """Whether an element is an application, a referential among them."""
    return accepts("application", graph.kind(id))


def applications_behind(graph: Graph, id: str) -> tuple[str, ...]:
    """The applications that an element is about, itself where it is one, each once; none of a process or an actor."""
    return tuple(id for id in dict.fromkeys(_behind(graph, id)) if is_application(graph, id))


def _behind(graph: Graph, id: str) -> Iterable[str]:
    kind = graph.kind(id)
    if kind in _LEADING:
        return (target for field in _LEADING[kind] for target in graph.targets(id, field))
    return _leading_to(graph, id) if kind in _LED_TO else (id,)


def _leading_to(graph: Graph, id: str) -> Iterator[str]:
    """The applications in service that point at an element, by whatever link."""
    ends_by_name = graph.vocabulary.inverses(graph.kind(id)).items()
    names = (name for name, ends in ends_by_name if any(accepts("application", end.kind) for end in ends))
    pointing = {application for name in names for application in graph.targets(id, name)}
    return (application for application in sorted(pointing) if graph.in_service(application))
