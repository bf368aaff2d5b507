"""What becomes of a process, at each place, when the applications that cover it are touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph, LazyDict
from ea_repo.impact.loss import SEVERITY, State, worst
from ea_repo.metamodel import accepts
from ea_repo.semantics.application_types import is_undecided_poc
from ea_repo.semantics.deployment import EVERYWHERE, Deployment


@dataclass(frozen=True, slots=True)
class PlaceCover:
    """A process at one place: its state certain and possible, and those untouched that cover it there."""

    state: State | None
    possible: State | None
    covered_by: tuple[str, ...]


StateOf = Callable[[str], State | None]
"""The state of an application, None where it is untouched."""


class Cover:
    """Which applications in service cover which process where."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._deployment = Deployment.of(graph)
        self._covering: Mapping[str, list[str]] = LazyDict(self._covering_in_service)

    @classmethod
    def of(cls, graph: Graph) -> Cover:
        """The cover of a graph, looked up at most once however many questions are asked of it."""
        return graph.once(cls)

    def processes(self, applications: Iterable[str]) -> list[str]:
        """The processes that some of these applications cover."""
        return sorted(
            {
                process
                for id in applications
                if accepts("application", self._graph.kind(id))
                for process in self._graph.targets(id, "covers")
                if self._graph.in_service(process)
            }
        )

    def covering(self, process: str) -> list[str]:
        """The applications in service that cover a process."""
        return self._covering[process]

    def _covering_in_service(self, process: str) -> list[str]:
        covering = self._graph.targets(process, "covered_by")
        return sorted(application for application in covering if self._graph.in_service(application))

    def at(self, process: str, places: Iterable[str], state: StateOf, possible: StateOf) -> dict[str, PlaceCover]:
        """The states of a process at these places, those only where somebody touched covers it."""
        covering = self.covering(process)
        by_place: dict[str, PlaceCover] = {}
        # Most places have the same applications: what these make of the process is worked out once.
        alike: dict[tuple[bool | None, ...], PlaceCover] = {}
        deployed = [self._deployment.places_of(id) for id in covering]
        touched = [places_of for id, places_of in zip(covering, deployed, strict=True) if state(id) or possible(id)]
        near = None if None in touched else frozenset[str]().union(*filter(None, touched))
        for place in places:
            if near is not None and place not in near:
                continue
            unrecorded = True if place == EVERYWHERE else None
            used = tuple(unrecorded if places_of is None else place in places_of for places_of in deployed)
            if used not in alike:
                alike[used] = self._judged(dict(zip(covering, used, strict=True)), state, possible)
            cover = alike[used]
            if cover.state is not None or cover.possible is not None:
                by_place[place] = cover
        return by_place

    def _judged(self, used: Mapping[str, bool | None], state: StateOf, possible: StateOf) -> PlaceCover:
        """The state of a process at a place, from whether each that covers it is used there."""
        perhaps_there = [id for id, there in used.items() if there is not False]
        surely_there = [id for id, there in used.items() if there]
        doubtful: dict[str, list[str]] = {}
        for id in perhaps_there:
            if used[id] is None:
                doubtful.setdefault(self._deployment.recorded_by(id), []).append(id)
        # At the harshest, what is recorded nowhere is not there, or alone there.
        cases = (surely_there, *([*surely_there, *together] for together in doubtful.values()))
        harsh = worst(self._mildest(case, possible) for case in cases)
        mild = self._mildest(perhaps_there, state)
        reading = state if mild == "covered" else possible if mild is None and harsh == "covered" else None
        if reading is None:
            return PlaceCover(mild, harsh, ())
        untouched = (id for id in perhaps_there if reading(id) is None)
        return PlaceCover(mild, harsh, tuple(id for id in untouched if not is_undecided_poc(self._graph, id)))

    def _mildest(self, covering: list[str], state_of: StateOf) -> State | None:
        """The state of a process by those that cover it; a proof of concept never makes it milder."""
        states = {id: state_of(id) for id in covering}
        if not any(states.values()):
            return None
        lasting = [state for id, state in states.items() if not is_undecided_poc(self._graph, id)]
        mildest = min(lasting, key=SEVERITY.__getitem__) if lasting else worst(states.values())
        return mildest or "covered"


def overall(places: Mapping[str, PlaceCover]) -> tuple[State | None, State | None]:
    """The worst states of a process over its places, certain and possible."""
    return worst(cover.state for cover in places.values()), worst(cover.possible for cover in places.values())
