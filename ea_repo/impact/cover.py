"""What becomes of a process, at each place, when the applications that cover or support it are touched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.impact.loss import NEED, SEVERITY, Reading, State, worst
from ea_repo.metamodel import accepts
from ea_repo.semantics.deployment import EVERYWHERE, Deployment
from ea_repo.semantics.process_needs import ProcessNeed, ProcessNeeds, agreed_need
from ea_repo.semantics.stand_ins import stands_in_by_cover, stands_in_by_support

StateOf = Callable[[str], State | None]
"""The state of an application, None where it is untouched."""


@dataclass(frozen=True, slots=True, order=True)
class Server:
    """An application by which a process has its state at a place: it covers the process, or supports a need of it."""

    application: str
    by: Literal["covers", "supports"]


@dataclass(frozen=True, slots=True)
class PlaceNeed:
    """A need of a process that the loss touches at a place: what that does to the process, certain and possible.

    `words` are those of the need (None: they are not written), `supporters` all those that are perhaps there, `need`
    what they say together: vital, useful, None where it is not settled for want of what the `unsaid` do not say.
    `supply` is what becomes of what they bring: what is certain or, where nothing is, the worst that is possible.
    """

    words: str | None
    supporters: tuple[str, ...]
    need: str | None
    unsaid: tuple[str, ...]
    state: State | None
    possible: State | None
    supply: State | None


@dataclass(frozen=True, slots=True)
class PlaceCover:
    """A process at one place: its state certain and possible, and those untouched that cover it there.

    `needs` are those that the loss touches; `servers` those by which the process is in its state, by reading.
    """

    state: State | None
    possible: State | None
    covered_by: tuple[str, ...]
    needs: tuple[PlaceNeed, ...] = ()
    servers: Mapping[Reading, frozenset[Server]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Case:
    """What a process becomes when some applications are there, in one reading: by its cover, by each of its needs.

    `supplies`: what becomes of what each need is met by.
    """

    cover: State | None
    needs: tuple[State | None, ...]
    supplies: tuple[State | None, ...]
    servers: Mapping[State, frozenset[Server]]
    """By the state that they give it."""

    @property
    def state(self) -> State | None:
        return worst((self.cover, *self.needs))

    def giving(self, state: State | None) -> frozenset[Server]:
        """Those by which the process would be in that state."""
        return frozenset() if state is None else self.servers.get(state, frozenset())


class Cover:
    """Which applications in service cover or support which process where."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._deployment = Deployment.of(graph)
        self._needs = ProcessNeeds.of(graph)

    @classmethod
    def of(cls, graph: Graph) -> Cover:
        """The cover of a graph, looked up at most once however many questions are asked of it."""
        return graph.once(cls)

    def processes(self, applications: Iterable[str]) -> list[str]:
        """The processes that some of these applications cover or support."""
        return sorted(
            {
                process
                for id in applications
                if accepts("application", self._graph.kind(id))
                for process in chain(self._graph.targets(id, "covers"), self._graph.targets(id, "supports"))
                if self._graph.in_service(process)
            }
        )

    def covering(self, process: str) -> list[str]:
        """The applications in service that cover a process."""
        return self._needs.covering(process)

    def at(self, process: str, places: Iterable[str], state: StateOf, possible: StateOf) -> dict[str, PlaceCover]:
        """The states of a process at these places, those only where the loss of those who serve it touches it."""
        serving = list(dict.fromkeys((*self._needs.covering(process), *self._needs.supporting(process))))
        deployed = [self._deployment.places_of(id) for id in serving]
        touched = [places_of for id, places_of in zip(serving, deployed, strict=True) if state(id) or possible(id)]
        near = None if None in touched else frozenset[str]().union(*filter(None, touched))
        by_place: dict[str, PlaceCover] = {}
        # Most places have the same applications: what these make of the process is worked out once.
        alike: dict[tuple[bool | None, ...], PlaceCover] = {}
        for place in places:
            if near is not None and place not in near:
                continue
            unrecorded = True if place == EVERYWHERE else None
            used = tuple(unrecorded if places_of is None else place in places_of for places_of in deployed)
            if used not in alike:
                there = dict(zip(serving, used, strict=True))
                alike[used] = _Place(self._graph, process, place, there).judged(state, possible)
            cover = alike[used]
            if cover.state is not None or cover.possible is not None:
                by_place[place] = cover
        return by_place


class _Place:
    """A process at a place, and whether each application that serves it is used there (None: perhaps)."""

    def __init__(self, graph: Graph, process: str, place: str, used: Mapping[str, bool | None]) -> None:
        needs, deployment = ProcessNeeds.of(graph), Deployment.of(graph)
        self._perhaps_there = [id for id, there in used.items() if there is not False]
        self._covering = [id for id in needs.covering(process) if used[id] is not False]
        self._needs = needs.needs(process)
        self._lasting = frozenset(id for id in self._covering if stands_in_by_cover(graph, id, place))
        self._lasting_support = frozenset(id for id in self._perhaps_there if stands_in_by_support(graph, id))
        surely_there = [id for id, there in used.items() if there]
        doubtful: dict[str, list[str]] = {}
        for id in self._perhaps_there:
            if used[id] is None:
                doubtful.setdefault(deployment.recorded_by(id), []).append(id)
        # At the harshest, what is recorded nowhere is not there, or alone there; or with one that saves nothing, and
        # says of the need that it is vital.
        saving_nothing = [
            owner
            for owner, together in doubtful.items()
            if any(id not in self._lasting_support and id not in self._covering for id in together)
        ]
        self._harsh_cases = (
            surely_there,
            *([*surely_there, *together] for together in doubtful.values()),
            *(
                [*surely_there, *doubtful[owner], *together]
                for owner in saving_nothing
                for other, together in doubtful.items()
                if other != owner
            ),
        )

    def judged(self, state: StateOf, possible: StateOf) -> PlaceCover:
        """What becomes of the process."""
        mild = self._case(self._perhaps_there, state, "state")
        cases = [self._case(there, possible, "possible") for there in self._harsh_cases]
        harsh_cover, harsh = worst(case.cover for case in cases), worst(case.state for case in cases)
        needs = (self._need_there(need, number, mild, cases) for number, need in enumerate(self._needs))
        return PlaceCover(
            mild.state,
            harsh,
            self._still_covering(mild, harsh_cover, state, possible),
            tuple(need for need in needs if need.state or need.possible),
            {
                "state": mild.giving(mild.state),
                "possible": frozenset[Server]().union(*(case.giving(harsh) for case in cases)),
            },
        )

    def _need_there(self, need: ProcessNeed, number: int, mild: _Case, harsh: Sequence[_Case]) -> PlaceNeed:
        there = {id: weight for id, weight in need.need_by_supporter.items() if id in self._perhaps_there}
        agreed = agreed_need(there.values())
        unsaid = tuple(id for id, weight in there.items() if weight is None and agreed is None)
        possible = worst(case.needs[number] for case in harsh)
        supply = mild.supplies[number] or worst(case.supplies[number] for case in harsh)
        return PlaceNeed(need.words, tuple(there), agreed, unsaid, mild.needs[number], possible, supply)

    def _still_covering(
        self, mild: _Case, harsh_cover: State | None, state: StateOf, possible: StateOf
    ) -> tuple[str, ...]:
        """Those untouched that cover the process, by name, in the reading that touches it first."""
        if mild.state is None and harsh_cover not in (None, "covered"):
            return ()
        reading = possible if mild.state is None else state
        return tuple(id for id in self._covering if id in self._lasting and reading(id) is None)

    def _case(self, there: Collection[str], state_of: StateOf, reading: Reading) -> _Case:
        """What becomes of the process when these are there."""
        covering = {id: state_of(id) for id in self._covering if id in there}
        cover = _mildest(covering, self._lasting) if any(covering.values()) else None
        servers: dict[State, set[Server]] = {}
        if cover is not None:
            in_its_state = [id for id, state in covering.items() if state and cover in (state, "covered")]
            servers.setdefault(cover, set()).update(Server(id, "covers") for id in in_its_state)
        still_covered = any(state is None and id in self._lasting for id, state in covering.items())
        needs, supplies = [], []
        for need in self._needs:
            supporting = {id: state_of(id) for id in need.supporters if id in there}
            mildest = self._unmet(supporting)
            effect = mildest and _effect(need, supporting, mildest, reading, still_covered=still_covered)
            if effect is not None:
                blamed = (id for id, state in supporting.items() if state == mildest)
                servers.setdefault(effect, set()).update(Server(id, "supports") for id in blamed)
            needs.append(effect)
            supplies.append(mildest)
        return _Case(
            cover, tuple(needs), tuple(supplies), {state: frozenset(these) for state, these in servers.items()}
        )

    def _unmet(self, supporting: Mapping[str, State | None]) -> State | None:
        """The state of a need by those that support it, None where somebody untouched still meets it."""
        if not any(supporting.values()):
            return None
        mildest = _mildest(supporting, self._lasting_support)
        return None if mildest == "covered" else mildest


def _mildest(states: Mapping[str, State | None], lasting: Collection[str]) -> State:
    """The state of what several serve, some of them touched; those that do not last never make it milder."""
    counting = [state for id, state in states.items() if id in lasting]
    mildest = min(counting, key=SEVERITY.__getitem__) if counting else worst(states.values())
    return mildest or "covered"


def _effect(
    need: ProcessNeed, supporting: Iterable[str], state: State, reading: Reading, *, still_covered: bool
) -> State:
    """What a need that is in a state does to the process: to one that is covered, or where it is only useful, less."""
    weight = agreed_need(need.need_by_supporter[id] for id in supporting) or NEED[reading]
    return "degraded" if still_covered or weight == "useful" else state


def overall(places: Mapping[str, PlaceCover]) -> tuple[State | None, State | None]:
    """The worst states of a process over its places, certain and possible."""
    return worst(cover.state for cover in places.values()), worst(cover.possible for cover in places.values())
