"""Whom to call when something stops: those who use what is touched, and what one must know to talk with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.loss import SEVERITY, State
from ea_repo.metamodel import accepts


@dataclass(frozen=True)
class Use:
    """An application or a process that is touched, and how long and how one can do without it, where that is written.

    `criticality` is what is written of an application; of a process, `critical` where it is said to be so.
    """

    element: str
    state: State | None
    possible: State | None
    criticality: str | None
    rto: str | None
    degraded_mode: str | None

    @property
    def is_urgent(self) -> bool:
        """Whether something is written of it that one must know even where nobody is recorded as using it."""
        return bool(self.rto or self.degraded_mode or self.criticality in ("critical", "important"))


@dataclass(frozen=True)
class Call:
    """Somebody who uses what is touched, the worst first; `actor` is None for what nobody is recorded as using."""

    actor: str | None
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Concern:
    """Something concerned by a loss, and the elements touched by which it is."""

    id: str
    by: tuple[str, ...]


Touched = tuple[str, State | None, State | None]
"""An element, and its states: certain, then possible."""


def whom_to_call(graph: Graph, touched: Iterable[Touched]) -> tuple[Call, ...]:
    """The users at the date of the applications and processes touched: certain losses first, then the worst.

    What has no user recorded is told as well where it is critical or says how one goes on without it, and a process
    wherever it is certainly lost: behind the users of what is as certain to be lost. What stays covered calls nobody.
    """
    uses_by_actor: dict[str | None, list[Use]] = {}
    for id, state, possible in touched:
        if not _is_used(graph, id) or possible == "covered":
            continue
        use = Use(id, state, possible, _criticality(graph, id), graph.value(id, "rto"), _degraded_mode(graph, id))
        actors: list[str | None] = [*graph.targets(id, "used_by")]
        if not actors and (use.is_urgent or (state == "lost" and graph.kind(id) == "process")):
            actors = [None]
        for actor in actors:
            uses_by_actor.setdefault(actor, []).append(use)
    calls = [Call(actor, tuple(sorted(uses, key=_worst_first))) for actor, uses in uses_by_actor.items()]
    return tuple(sorted(calls, key=_certain_losses_first))


def treatments_concerned(graph: Graph, ids: Iterable[str]) -> tuple[Concern, ...]:
    """The entries of the register of processing activities that concern what is touched, or treat data that are."""

    def treatments(id: str) -> Iterable[str]:
        field = {"data_object": "treatment"}.get(graph.kind(id), "treatments")
        return graph.targets(id, field) if graph.kind(id) == "data_object" or _is_used(graph, id) else ()

    return _concerned(ids, treatments)


def data_concerned(graph: Graph, ids: Iterable[str]) -> tuple[Concern, ...]:
    """The data that the processes touched need or make, and those kept on the nodes touched."""

    def data(id: str) -> Iterable[str]:
        field = {"process": "handles", "node": "data"}.get(graph.kind(id))
        return graph.targets(id, field) if field else ()

    return _concerned(ids, data)


def _concerned(ids: Iterable[str], of: Callable[[str], Iterable[str]]) -> tuple[Concern, ...]:
    by_element: dict[str, list[str]] = {}
    for id in sorted(set(ids)):
        for concerned in of(id):
            by_element.setdefault(concerned, []).append(id)
    return tuple(Concern(concerned, tuple(by)) for concerned, by in sorted(by_element.items()))


def _is_used(graph: Graph, id: str) -> bool:
    return graph.kind(id) == "process" or accepts("application", graph.kind(id))


def _criticality(graph: Graph, id: str) -> str | None:
    if graph.kind(id) != "process":
        criticality: str | None = graph.value(id, "criticality")
        return criticality
    return "critical" if graph.value(id, "critical") else None


def _degraded_mode(graph: Graph, id: str) -> str | None:
    mode: str | None = graph.value(id, "degraded_mode") if graph.kind(id) == "process" else None
    return mode


def _certain_losses_first(call: Call) -> tuple[bool, bool, tuple[int, int, int], str]:
    worst = call.uses[0]
    return worst.state != "lost", call.actor is None, _worst_first(worst)[:3], call.actor or ""


def _worst_first(use: Use) -> tuple[int, int, int, str]:
    critical = ("critical", "important").index(use.criticality) if use.criticality in ("critical", "important") else 2
    return -SEVERITY[use.state], -SEVERITY[use.possible], critical, use.element
