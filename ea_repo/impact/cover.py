"""What becomes of a process, at each place, when the applications that cover it are touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.loss import SEVERITY, State, said, worst
from ea_repo.impact.sites import EVERYWHERE, Sites
from ea_repo.metamodel import accepts


@dataclass(frozen=True, slots=True)
class Place:
    """A process at one place: its state certain and possible, and those untouched that cover it there."""

    state: State | None
    possible: State | None
    covered_by: tuple[str, ...]


Touched = Callable[[str], State | None]
"""The state of an application, None where it is untouched."""


class Cover:
    """Which applications in service cover which process where."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._sites = Sites.of(graph)
        self._of: dict[str, list[str]] = {}

    @classmethod
    def over(cls, graph: Graph) -> Cover:
        """The cover of a graph, looked up at most once however many questions are asked of it."""
        return graph.once(cls)

    def processes(self, applications: Iterable[str]) -> list[str]:
        """The processes that some of these applications cover."""
        return sorted(
            {
                each
                for id in applications
                if accepts("application", self._graph.kind(id))
                for each in self._graph.targets(id, "covers")
                if self._graph.in_service(each)
            }
        )

    def of(self, process: str) -> list[str]:
        """The applications in service that cover a process."""
        if process not in self._of:
            covering = self._graph.targets(process, "covered_by")
            self._of[process] = sorted(id for id in covering if self._graph.in_service(id))
        return self._of[process]

    def there(self, application: str, place: str) -> bool | None:
        """Whether an application is used at a place; None where nothing is recorded of it."""
        deployed = self._sites.deployed(application)
        if deployed is None:
            return True if place == EVERYWHERE else None
        return place in deployed

    def at(self, process: str, places: Iterable[str], state: Touched, possible: Touched) -> dict[str, Place]:
        """The states of a process at these places, those only where somebody touched covers it."""
        covering = self.of(process)
        found: dict[str, Place] = {}
        # Most places have the same applications: what these make of the process is worked out once.
        alike: dict[tuple[bool | None, ...], Place] = {}
        deployed = [self._sites.deployed(id) for id in covering]
        touched = [sites for id, sites in zip(covering, deployed, strict=True) if state(id) or possible(id)]
        near = None if None in touched else frozenset[str]().union(*filter(None, touched))
        for place in places:
            if near is not None and place not in near:
                continue
            unrecorded = True if place == EVERYWHERE else None
            there = tuple(unrecorded if sites is None else place in sites for sites in deployed)
            if there not in alike:
                alike[there] = self._where(dict(zip(covering, there, strict=True)), state, possible)
            one = alike[there]
            if one.state is not None or one.possible is not None:
                found[place] = one
        return found

    def _where(self, known: Mapping[str, bool | None], state: Touched, possible: Touched) -> Place:
        """The state of a process at a place, from whether each that covers it is there."""
        everywhere = [id for id, there in known.items() if there is not False]
        sure = [id for id, there in known.items() if there]
        unsure: dict[str, list[str]] = {}
        for id in everywhere:
            if known[id] is None:
                unsure.setdefault(self._sites.lender(id), []).append(id)
        # At the harshest, what is recorded nowhere is not there, or alone there.
        harsh = worst(self._mildest(each, possible) for each in (sure, *([*sure, *more] for more in unsure.values())))
        mild = self._mildest(everywhere, state)
        named = state if mild == "covered" else possible if mild is None and harsh == "covered" else None
        by = () if named is None else tuple(id for id in everywhere if named(id) is None and not self.passing(id))
        return Place(mild, harsh, by)

    def _mildest(self, covering: list[str], touched: Touched) -> State | None:
        """The state of a process by those that cover it; a proof of concept never makes it milder."""
        states = {id: touched(id) for id in covering}
        if not any(states.values()):
            return None
        lasting = [each for id, each in states.items() if not self.passing(id)]
        mildest = min(lasting, key=SEVERITY.__getitem__) if lasting else worst(states.values())
        return mildest or "covered"

    def passing(self, application: str) -> bool:
        """Whether an application is a proof of concept that nobody decided to keep, or a module of one."""
        decided = said(self._graph, application, "poc_decision")
        return said(self._graph, application, "type") == "poc" and decided != "industrialise"


def overall(places: Mapping[str, Place]) -> tuple[State | None, State | None]:
    """The worst states of a process over its places, certain and possible."""
    return worst(each.state for each in places.values()), worst(each.possible for each in places.values())
