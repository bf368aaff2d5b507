"""Referentials are neither duplicated nor ignored (SDSI, D.1 and D.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Chain, Names, Outcome, Unknown, Violation
from ea_repo.graph import Graph, LazyDict
from ea_repo.metamodel.dates import first_day
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.applications_behind import is_application
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.masters import masters_in_service, names_up_to_a_master
from ea_repo.semantics.production import among_in_use
from ea_repo.semantics.takers import Takers, takers_of, width


class Masters:
    """Who masters which data at the date: solutions, and the referentials among them; looked up when asked for."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.by_solution: Mapping[str, dict[str, str]] = LazyDict(self._mastered_by)
        """For each solution in service, the data that it masters, each with the element that says so."""
        self.offers: Mapping[str, dict[str, list[Takers]]] = LazyDict(self._offered)
        """For each datum, the referentials that master it by its name, each with whom it does so for."""
        self.data: Mapping[str, frozenset[str]] = LazyDict(self._data_of)
        """For each referential in service, the data that it and its modules master."""
        self._of: Mapping[tuple[str, str], list[str]] = LazyDict(lambda key: self._referentials_of(*key))

    def _mastered_by(self, solution: str) -> dict[str, str]:
        graph = self.graph
        parts = sorted(graph.parts(solution)) if graph.in_service(solution) else []
        saying = [part for part in parts if graph.recorded(part, "masters") and graph.in_service(part)]
        return {datum: part for part in reversed(saying) for datum in graph.targets(part, "masters")}

    def referentials_in(self, element: str) -> Iterator[str]:
        """The referentials in service that an element is, or is a part of, the nearest first."""
        graph, kinds = self.graph, self.graph.vocabulary.family("referential")
        return (id for id in graph.wholes(element, "part_of") if graph.kind(id) in kinds and graph.in_service(id))

    def _data_of(self, referential: str) -> frozenset[str]:
        parts = filter(self.graph.in_service, self.graph.parts(referential))
        return frozenset(datum for part in parts for datum in self.graph.targets(part, "masters"))

    def _offered(self, datum: str) -> dict[str, list[Takers]]:
        offers: dict[str, list[Takers]] = {}
        for master in masters_in_service(self.graph, datum):
            for referential in self.referentials_in(master):
                offers.setdefault(referential, []).extend(takers_of(self.graph, master, datum))
        return dict(sorted(offers.items()))

    def of(self, datum: str, solution: str) -> list[str]:
        """The referentials from which a solution is to get a datum: sanctuarised where one is.

        Those that master it, or a whole of it, for the most limited takers of which the solution is one; among them
        those of its name, else of its nearest whole.
        """
        return self._of[datum, solution]

    def _referentials_of(self, datum: str, solution: str) -> list[str]:
        by_rank: dict[tuple[int, int], list[str]] = {}
        for distance, name in enumerate(self.graph.wholes(datum, "part_of")):
            for referential, widths in self.offers[name].items():
                fitting = [place for takers in widths if (place := width(self.graph, solution, takers)) is not None]
                if fitting:
                    by_rank.setdefault((min(fitting), distance), []).append(referential)
        masters = by_rank[min(by_rank)] if by_rank else []
        return [referential for referential in masters if self.graph.value(referential, "sanctuarised")] or masters

    def held(self, datum: str, solution: str) -> bool:
        """Whether a solution masters a datum itself: by its name, or a whole of it no wider than its referentials'."""
        names = names_up_to_a_master(self.graph, datum, lambda name: bool(self.offers[name]))
        return not self.by_solution[solution].keys().isdisjoint(names)

    def institution(self, id: str) -> bool:
        """Whether a referential is one of the institution, which is what one is unless written otherwise."""
        return self.graph.value(id, "scope") in (None, "institution")


def _mastering(scope: Scope) -> list[str]:
    """The solutions of the elements in scope that master something."""
    masters = scope.graph.once(Masters)
    return sorted(solution for solution in {*map(scope.graph.solution, scope.ids)} if masters.by_solution[solution])


@check(asks=_mastering, facts=("data", "referentials"), near=5)
def one_master(scope: Scope) -> Iterator[Outcome]:
    """Flags every solution that masters data (or a part of them) which a sanctuarised referential masters."""
    masters, masterings = scope.graph.once(Masters), scope.graph.once(_Masterings)
    for solution in scope.ids:
        doubles = [*masterings.doubles(solution)]
        if doubles:
            data = tuple(sorted({double.datum for double in doubles}))
            referentials = tuple(sorted({double.referential for double in doubles}))
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


class _Masterings:
    """What elements in service master; what a national or regional referential masters is left out."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._masters = graph, graph.once(Masters)
        self._of: Mapping[str, dict[str, list[_Mastering]]] = LazyDict(self._by_solution)
        """By datum, then by the solution that masters it."""
        self._sanctuarised: Mapping[str, list[_Mastering]] = LazyDict(self._by_sanctuarised)
        """By datum, the masterings of sanctuarised referentials."""

    def _by_solution(self, datum: str) -> dict[str, list[_Mastering]]:
        graph, masters = self._graph, self._masters
        by_solution: dict[str, list[_Mastering]] = {}
        for element in masters_in_service(graph, datum):
            referential = next(masters.referentials_in(element), None)
            solution = graph.solution(element)
            if graph.in_service(solution) and (referential is None or masters.institution(referential)):
                masterings = (
                    _Mastering(element, datum, some, referential) for some in takers_of(graph, element, datum)
                )
                by_solution.setdefault(solution, []).extend(masterings)
        return by_solution

    def _by_sanctuarised(self, datum: str) -> list[_Mastering]:
        masterings = chain.from_iterable(self._of[datum].values())
        return [mastering for mastering in masterings if self._is_sanctuarised(mastering)]

    def _is_sanctuarised(self, mastering: _Mastering) -> bool:
        referential = mastering.referential
        return referential is not None and bool(self._graph.value(referential, "sanctuarised"))

    def doubles(self, solution: str) -> Iterator[_Double]:
        """What a solution masters that a referential masters already, for the same takers."""
        graph = self._graph
        own = chain.from_iterable(self._of[datum].get(solution, ()) for datum in self._masters.by_solution[solution])
        for mastering in own:
            for whole in graph.wholes(mastering.datum, "part_of"):
                pairs = ((mastering, reference) for reference in self._sanctuarised[whole])
                yield from self._at_fault(solution, pairs)
            if self._is_sanctuarised(mastering):
                for part in graph.parts(mastering.datum):
                    others = chain.from_iterable(self._of[part].values())
                    yield from self._at_fault(solution, ((other, mastering) for other in others))

    def _at_fault(self, solution: str, pairs: Iterable[tuple[_Mastering, _Mastering]]) -> Iterator[_Double]:
        """Of masterings, each with one of a sanctuarised referential, those where the solution is at fault."""
        graph = self._graph
        for mastering, reference in pairs:
            solutions = (graph.solution(mastering.element), graph.solution(reference.element))
            if _are_rivals(graph, *solutions) and _meet(graph, mastering, reference):
                double = _the_younger(graph, mastering, reference)
                if double.solution == solution:
                    yield double


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
        self._speaking_for: Mapping[str, frozenset[str]] = LazyDict(self._spoken_for_by)

    def _used(self, solution: str) -> set[str]:
        """The data that a solution says it uses, by itself or by its modules in service."""
        parts = filter(self.graph.in_service, self.graph.parts(solution))
        return {datum for part in parts for datum in self.graph.targets(part, "uses")}

    def _flows_reaching(self, solution: str) -> list[str]:
        """The flows that reach a solution from outside it, or from nobody recorded."""
        # A sender that left service is a source still, as long as its flow is there.
        graph, solutions = self.graph, self.graph.solutions
        sources, targets = graph.along("source"), graph.along("target")
        arriving = {flow for part in graph.parts(solution) for flow in graph.targets(part, "receives")}
        return [
            flow
            for flow in sorted(among_in_use(graph, [*arriving]))
            if not sources[flow] or solutions[sources[flow][0]] != solution == solutions[targets[flow][0]]
        ]

    def _wanted(self, solution: str) -> dict[str, list[str]]:
        if is_platform(self.graph, solution):
            return {}
        carried = map(self.graph.along("data").__getitem__, self._reaching[solution])
        data = self._used(solution).union(*carried)
        wanted = {datum: referentials for datum in sorted(data) if (referentials := self.masters.of(datum, solution))}
        return {datum: of for datum, of in wanted.items() if not self.masters.held(datum, solution)}

    def bringing(self, solution: str, datum: str, referentials: list[str]) -> list[str]:
        """The flows that bring a datum to a solution, by its name or by a whole of it that the referential masters."""
        mastered = frozenset().union(*map(self.masters.data.__getitem__, referentials))
        names = {datum, *mastered.intersection(self.graph.wholes(datum, "part_of"))}
        data = self.graph.along("data")
        return [flow for flow in self._reaching[solution] if not names.isdisjoint(data[flow])]

    def authorised(self, flows: Sequence[str], referentials: list[str]) -> bool:
        """Whether one of these flows comes from one of these referentials or from a relay of it."""
        graph = self.graph
        givers = (giver for flow in flows for link in ("source", "via") for giver in graph.targets(flow, link))
        return any(not self._speaking_for[graph.solution(giver)].isdisjoint(referentials) for giver in givers)

    def _spoken_for_by(self, solution: str) -> frozenset[str]:
        """The referentials that a solution is, or is a relay of, by itself or by its modules."""
        graph = self.graph
        parts = [part for part in graph.parts(solution) if graph.solution(part) == solution]
        return frozenset(chain(parts, *(graph.targets(part, "relay_of") for part in parts)))

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


def _fed_by(scope: Scope) -> set[str]:
    """The solutions that get data from those in scope, also by way of others: their chains may lead through these."""
    graph, exchanges = scope.graph, Exchanges.connected(scope.graph)
    givers = {graph.solution(id) for id in scope.ids if is_application(graph, id)}
    pending = [exchange for giver in givers for exchange in exchanges.given(giver)]
    flows = {exchange.flow for exchange in pending}
    fed: set[str] = set()
    while pending:
        exchange = pending.pop()
        fed.add(exchange.taker)
        brought = frozenset(exchanges.brought(exchange))
        for further in exchanges.given(exchange.taker):
            if further.flow not in flows and not brought.isdisjoint(exchanges.brought(further)):
                flows.add(further.flow)
                pending.append(further)
    return fed


@check(asks=_supplied, facts=("data", "referentials", "chain"), near=4, beyond=_fed_by)
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
