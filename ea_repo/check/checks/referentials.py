"""Referentials are neither duplicated nor ignored (SDSI, D.1 and D.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Chain, Names, Outcome, Unknown, Violation
from ea_repo.graph import Graph, LazyDict
from ea_repo.metamodel.dates import first_day
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.masters import masters_in_service, names_up_to_a_master
from ea_repo.semantics.production import among_in_use
from ea_repo.semantics.takers import Takers, takers_of, width


class Masters:
    """Who masters which data at the date: elements, their solutions, and the referentials among them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._of: Mapping[tuple[str, str], list[str]] = LazyDict(lambda key: self._referentials_of(*key))

    @cached_property
    def by_solution(self) -> dict[str, dict[str, str]]:
        """For each solution in service, the data that it masters, each with the element that says so."""
        by_solution: dict[str, dict[str, str]] = {}
        for id in self.graph.of("application"):
            if self.graph.recorded(id, "masters") and self.graph.in_service(id):
                solution = self.graph.solution(id)
                if self.graph.in_service(solution):
                    for datum in self.graph.targets(id, "masters"):
                        by_solution.setdefault(solution, {}).setdefault(datum, id)
        return by_solution

    @cached_property
    def referentials(self) -> dict[str, frozenset[str]]:
        """The referentials in service, each with the data that it and its modules master."""
        return {
            referential: frozenset(
                datum
                for part in self.graph.parts(referential)
                if self.graph.in_service(part)
                for datum in self.graph.targets(part, "masters")
            )
            for referential in self.graph.of("referential")
            if self.graph.in_service(referential)
        }

    def of(self, datum: str, solution: str) -> list[str]:
        """The referentials from which a solution is to get a datum: sanctuarised where one is.

        Those that master it, or a whole of it, for the most limited takers of which the solution is one; among them
        those of its name, else of its nearest whole.
        """
        return self._of[datum, solution]

    def _referentials_of(self, datum: str, solution: str) -> list[str]:
        by_rank: dict[tuple[int, int], list[str]] = {}
        for distance, name in enumerate(self.graph.wholes(datum, "part_of")):
            for referential, widths in self._offers.get(name, {}).items():
                fitting = [place for takers in widths if (place := width(self.graph, solution, takers)) is not None]
                if fitting:
                    by_rank.setdefault((min(fitting), distance), []).append(referential)
        masters = by_rank[min(by_rank)] if by_rank else []
        return [referential for referential in masters if self.graph.value(referential, "sanctuarised")] or masters

    @cached_property
    def _offers(self) -> dict[str, dict[str, list[Takers]]]:
        """For each datum that referentials master by its name: these, each with whom it does so for."""
        offers: dict[str, dict[str, list[Takers]]] = {}
        for referential in self.referentials:
            for part in sorted(self.graph.parts(referential)):
                if self.graph.in_service(part):
                    for datum in self.graph.targets(part, "masters"):
                        takers = takers_of(self.graph, part, datum)
                        offers.setdefault(datum, {}).setdefault(referential, []).extend(takers)
        return offers

    def held(self, datum: str, solution: str) -> bool:
        """Whether a solution masters a datum itself: by its name, or a whole of it no wider than its referentials'."""
        names = names_up_to_a_master(self.graph, datum, self._mastered.__contains__)
        return not self.by_solution.get(solution, {}).keys().isdisjoint(names)

    @cached_property
    def _mastered(self) -> frozenset[str]:
        return frozenset().union(*self.referentials.values())

    def institution(self, id: str) -> bool:
        """Whether a referential is one of the institution, which is what one is unless written otherwise."""
        return self.graph.value(id, "scope") in (None, "institution")


def _mastering(scope: Scope) -> list[str]:
    """The solutions of the elements in scope that master something."""
    masters = scope.graph.once(Masters)
    return sorted({scope.graph.solution(id) for id in scope.ids} & masters.by_solution.keys())


@check(asks=_mastering, facts=("data", "referentials"))
def one_master(scope: Scope) -> Iterator[Outcome]:
    """Flags every solution that masters data (or a part of them) which a sanctuarised referential masters."""
    graph, masters = scope.graph, scope.graph.once(Masters)
    doubles = list(_doubles(graph, masters))
    for solution in scope.ids:
        data = tuple(sorted({double.datum for double in doubles if double.solution == solution}))
        if data:
            referentials = tuple(sorted({double.referential for double in doubles if double.solution == solution}))
            facts = {"data": Names(data), "referentials": Names(referentials)}
            written = masters.by_solution[solution][data[0]]
            yield Violation(solution, "masters", data, (*referentials, *data), facts, written=written)


@dataclass(frozen=True)
class _Double:
    """A solution that masters a datum which a referential masters already."""

    solution: str
    datum: str
    referential: str


@dataclass(frozen=True)
class _Mastering:
    """An element that masters a datum, for some or for everybody, with the referential that it is (in), if any."""

    element: str
    datum: str
    takers: Takers
    referential: str | None


def _masterings(graph: Graph, masters: Masters) -> dict[str, list[_Mastering]]:
    """What each solution masters, by the datum; what a national or regional referential masters is left out."""
    by_datum: dict[str, list[_Mastering]] = {}
    for data in masters.by_solution.values():
        for datum in data:
            by_datum.setdefault(datum, [])
    for datum, masterings in by_datum.items():
        for element in masters_in_service(graph, datum):
            wholes = graph.wholes(element, "part_of")
            referential = next((whole for whole in wholes if whole in masters.referentials), None)
            if graph.in_service(wholes[-1]) and (referential is None or masters.institution(referential)):
                takers = takers_of(graph, element, datum)
                masterings += [_Mastering(element, datum, some, referential) for some in takers]
    return by_datum


def _doubles(graph: Graph, masters: Masters) -> Iterator[_Double]:
    by_datum = _masterings(graph, masters)
    for masterings in by_datum.values():
        for mastering in masterings:
            for whole in graph.wholes(mastering.datum, "part_of"):
                for reference in by_datum.get(whole, ()):
                    if _doubled(graph, mastering, reference):
                        yield _the_younger(graph, mastering, reference)


def _doubled(graph: Graph, mastering: _Mastering, reference: _Mastering) -> bool:
    """Whether an element masters what a sanctuarised referential of the institution masters, for the same takers."""
    if reference.referential is None or not graph.value(reference.referential, "sanctuarised"):
        return False
    solution, other = graph.solution(mastering.element), graph.solution(reference.element)
    return _are_rivals(graph, solution, other) and _meet(graph, mastering, reference)


def _meet(graph: Graph, mastering: _Mastering, reference: _Mastering) -> bool:
    """Whether some take a datum from both: referentials that serve takers that differ leave each other alone."""
    if mastering.referential is None:
        return width(graph, graph.solution(mastering.element), reference.takers) is not None
    return mastering.takers == reference.takers or not mastering.takers.isdisjoint(reference.takers)


def _the_younger(graph: Graph, mastering: _Mastering, reference: _Mastering) -> _Double:
    """What is at fault of two: the one that is not sanctuarised, else the referential that came later."""
    own, other = mastering.referential, reference.referential or reference.element
    if own is None or not graph.value(own, "sanctuarised") or _is_younger(graph, own, other):
        return _Double(graph.solution(mastering.element), mastering.datum, other)
    return _Double(graph.solution(reference.element), reference.datum, own)


def _is_younger(graph: Graph, referential: str, other: str) -> bool:
    return _seniority(graph, referential) > _seniority(graph, other)


def _are_rivals(graph: Graph, solution: str, other: str) -> bool:
    """Whether two solutions are different, and neither is an allowed replica of the other."""
    parts, parts_of_other = graph.parts(solution), graph.parts(other)
    replicas = (_replicas(graph, parts) & parts_of_other) | (_replicas(graph, parts_of_other) & parts)
    return solution != other and not replicas


def _replicas(graph: Graph, ids: frozenset[str]) -> set[str]:
    """What elements are allowed replicas of."""
    return {original for id in ids for original in graph.targets(id, "replica_of")}


def _seniority(graph: Graph, id: str) -> tuple[str, str]:
    """Sorts referentials by age: the earliest live date first, none being the earliest, then by id."""
    live_on = graph.value(id, "live_on")
    return (first_day(live_on).isoformat() if live_on else "", id)


class Supply:
    """What solutions use, and the flows in service that bring it to them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.masters = graph.once(Masters)
        self.wanted: Mapping[str, dict[str, list[str]]] = LazyDict(self._wanted)
        """The data that a solution uses or receives and should have from a referential, with these referentials."""
        self._reaching: Mapping[str, list[str]] = LazyDict(self._flows_reaching)

    @cached_property
    def used(self) -> dict[str, set[str]]:
        """The data that each solution says it uses, by itself or by its modules in service."""
        used: dict[str, set[str]] = {}
        for id in self.graph.of("application"):
            if self.graph.recorded(id, "uses") and self.graph.in_service(id):
                used.setdefault(self.graph.solution(id), set()).update(self.graph.targets(id, "uses"))
        return used

    def _flows_reaching(self, solution: str) -> list[str]:
        """The flows that reach a solution from outside it, or from nobody recorded."""
        # A sender that left service is a source still, as long as its flow is there.
        taken = Exchanges.connected(self.graph, many=True).taken(solution)
        return sorted([*(exchange.flow for exchange in taken), *self._without_source.get(solution, ())])

    @cached_property
    def _without_source(self) -> dict[str, list[str]]:
        """The flows of which no source is recorded, by the solution that they reach."""
        sources, targets = self.graph.along("source"), self.graph.along("target")
        by_solution: dict[str, list[str]] = {}
        for flow in among_in_use(self.graph, self.graph.of("flow")):
            if targets[flow] and not sources[flow]:
                by_solution.setdefault(self.graph.solution(targets[flow][0]), []).append(flow)
        return by_solution

    def _wanted(self, solution: str) -> dict[str, list[str]]:
        if is_platform(self.graph, solution):
            return {}
        carried = map(self.graph.along("data").__getitem__, self._reaching[solution])
        data = self.used.get(solution, set()).union(*carried)
        wanted = {datum: referentials for datum in sorted(data) if (referentials := self.masters.of(datum, solution))}
        return {datum: of for datum, of in wanted.items() if not self.masters.held(datum, solution)}

    def bringing(self, solution: str, datum: str, referentials: list[str]) -> list[str]:
        """The flows that bring a datum to a solution, by its name or by a whole of it that the referential masters."""
        mastered = frozenset().union(*(self.masters.referentials[referential] for referential in referentials))
        names = {datum, *mastered.intersection(self.graph.wholes(datum, "part_of"))}
        data = self.graph.along("data")
        return [flow for flow in self._reaching[solution] if not names.isdisjoint(data[flow])]

    def authorised(self, flows: Sequence[str], referentials: list[str]) -> bool:
        """Whether one of these flows comes from one of these referentials or from a relay of it."""
        graph = self.graph
        # What a module masters or relays, its solution does.
        names = (id for referential in referentials for id in (referential, *graph.targets(referential, "relays")))
        allowed = set(map(graph.solution, names))
        givers = (giver for flow in flows for link in ("source", "via") for giver in graph.targets(flow, link))
        return any(graph.solution(giver) in allowed for giver in givers)

    def chain(self, solution: str, datum: str, source: str) -> tuple[str, ...]:
        """The way by which a datum really comes, from the first sender recorded to the solution."""
        way = [solution, source]
        while True:
            feeder = self.graph.solution(way[-1])
            feeding = self.bringing(feeder, datum, self.masters.of(datum, feeder))
            sources = (source for flow in feeding for source in self.graph.targets(flow, "source"))
            further = next((source for source in sources if source not in way), None)
            if further is None:
                return tuple(reversed(way))
            way.append(further)


def _supplied(scope: Scope) -> list[str]:
    """The solutions in scope that use or receive data which a referential masters."""
    supply = scope.graph.once(Supply)
    solutions = {scope.graph.solution(id) for id in scope.ids}
    return sorted(solution for solution in solutions if scope.graph.in_service(solution) and supply.wanted[solution])


@check(asks=_supplied, facts=("data", "referentials", "chain"))
def sourced_from_master(scope: Scope) -> Iterator[Outcome]:
    """Flags every solution to which recorded flows bring a referential's data, none from it or a relay of it."""
    graph, supply = scope.graph, scope.graph.once(Supply)
    for solution in scope.ids:
        sources_by_datum: dict[str, list[str]] = {}
        unrecorded: list[str] = []
        for datum, referentials in supply.wanted[solution].items():
            flows = supply.bringing(solution, datum, referentials)
            if supply.authorised(flows, referentials):
                continue
            if not flows or not all(graph.targets(flow, "source") for flow in flows):
                unrecorded.append(datum)
            else:
                sources_by_datum[datum] = sorted({source for flow in flows for source in graph.targets(flow, "source")})
        if sources_by_datum:
            yield _ignoring(supply, solution, sources_by_datum)
        elif unrecorded:
            yield Unknown(solution, "flow")


def _ignoring(supply: Supply, solution: str, sources_by_datum: dict[str, list[str]]) -> Violation:
    sources = tuple(sorted({source for sources in sources_by_datum.values() for source in sources}))
    referentials = {referential for datum in sources_by_datum for referential in supply.masters.of(datum, solution)}
    datum, (first, *_) = next(iter(sources_by_datum.items()))
    facts: dict[str, Any] = {
        "data": Names(tuple(sources_by_datum)),
        "referentials": Names(tuple(sorted(referentials))),
        "chain": Chain(supply.chain(solution, datum, first)),
    }
    return Violation(solution, None, sources, sources, facts)
