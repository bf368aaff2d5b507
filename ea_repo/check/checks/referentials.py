"""Referentials are neither duplicated nor ignored (SDSI, D.1 and D.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ea_repo.check.exchanges import living
from ea_repo.check.outcome import Chain, Names, Outcome, Scope, Unknown, Violation
from ea_repo.check.registry import check
from ea_repo.graph import Graph, LazyDict
from ea_repo.metamodel.dates import first_day


class Masters:
    """Who masters which data at the date: elements, their solutions, and the referentials among them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._of: dict[str, list[str]] = {}

    @cached_property
    def by_solution(self) -> dict[str, dict[str, str]]:
        """For each solution in service, the data that it masters, each with the element that says so."""
        found: dict[str, dict[str, str]] = {}
        for id in self.graph.of("application"):
            if self.graph.recorded(id, "masters") and self.graph.in_service(id):
                solution = self.graph.solution(id)
                if self.graph.in_service(solution):
                    for datum in self.graph.targets(id, "masters"):
                        found.setdefault(solution, {}).setdefault(datum, id)
        return found

    @cached_property
    def referentials(self) -> dict[str, frozenset[str]]:
        """The referentials in service, each with the data that it and its modules master."""
        current = [each for each in self.graph.of("referential") if self.graph.in_service(each)]
        return {
            each: frozenset(
                datum
                for part in self.graph.parts(each)
                if self.graph.in_service(part)
                for datum in self.graph.targets(part, "masters")
            )
            for each in current
        }

    def of(self, datum: str) -> list[str]:
        """The referentials to get a datum from: of its name, else of its nearest whole; sanctuarised where one is."""
        if datum not in self._of:
            reached = self._reaches(datum)[-1]
            masters = [id for id, data in self.referentials.items() if reached in data]
            self._of[datum] = [id for id in masters if self.graph.value(id, "sanctuarised")] or masters
        return self._of[datum]

    def held(self, datum: str, solution: str) -> bool:
        """Whether a solution masters a datum itself: by its name, or a whole of it no wider than its referentials'."""
        return not self.by_solution.get(solution, {}).keys().isdisjoint(self._reaches(datum))

    def _reaches(self, datum: str) -> Sequence[str]:
        """A datum and its wholes, up to the nearest that a referential masters."""
        wholes = self.graph.wholes(datum, "part_of")
        place = next((place for place, each in enumerate(wholes) if each in self._mastered), len(wholes) - 1)
        return wholes[: place + 1]

    @cached_property
    def _mastered(self) -> frozenset[str]:
        return frozenset().union(*self.referentials.values())

    def institution(self, id: str) -> bool:
        return self.graph.value(id, "scope") in (None, "institution")


def _mastering(scope: Scope) -> list[str]:
    """The solutions of the elements in scope that master something."""
    masters = scope.graph.once(Masters)
    return sorted({scope.graph.solution(each) for each in scope.ids} & masters.by_solution.keys())


@check(asks=_mastering)
def one_master(scope: Scope) -> Iterator[Outcome]:
    """Flags every solution that masters data (or a part of them) which a sanctuarised referential masters."""
    graph, masters = scope.graph, scope.graph.once(Masters)
    sanctuarised = {
        id: data
        for id, data in masters.referentials.items()
        if graph.value(id, "sanctuarised") and masters.institution(id)
    }
    pairs = list(_doubles(graph, masters, sanctuarised))
    for solution in scope.ids:
        mine = masters.by_solution[solution]
        data = tuple(sorted({each.datum for each in pairs if each.double == solution}))
        if data:
            referentials = tuple(sorted({each.referential for each in pairs if each.double == solution}))
            facts = {"data": Names(data), "referentials": Names(referentials)}
            yield Violation(solution, "masters", data, (*referentials, *data), facts, written=mine[data[0]])


@dataclass(frozen=True)
class _Double:
    """A solution that masters a datum which a referential masters already."""

    double: str
    datum: str
    referential: str


def _doubles(graph: Graph, masters: Masters, sanctuarised: dict[str, frozenset[str]]) -> Iterator[_Double]:
    for solution, mine in masters.by_solution.items():
        inside = graph.parts(solution)
        if any(each in masters.referentials and not masters.institution(each) for each in inside):
            continue
        for referential, data in sanctuarised.items():
            for datum in mine:
                for whole in data.intersection(graph.wholes(datum, "part_of")):
                    if not _apart(graph, solution, graph.solution(referential)):
                        continue
                    rivals = [each for each in inside if datum in sanctuarised.get(each, ())]
                    younger = max(rivals, key=lambda each: _seniority(graph, each), default=None)
                    if younger is None or _seniority(graph, younger) > _seniority(graph, referential):
                        yield _Double(solution, datum, referential)
                    else:
                        yield _Double(graph.solution(referential), whole, younger)


def _apart(graph: Graph, one: str, other: str) -> bool:
    """Whether two solutions are different, and neither is an allowed replica of the other."""
    first, second = graph.parts(one), graph.parts(other)
    return one != other and not (_replicas(graph, first) & second or _replicas(graph, second) & first)


def _replicas(graph: Graph, ids: frozenset[str]) -> set[str]:
    return {target for each in ids for target in graph.targets(each, "replica_of")}


def _seniority(graph: Graph, id: str) -> tuple[str, str]:
    """Sorts referentials by age: the earliest live date first, none being the earliest, then by id."""
    live_on = graph.value(id, "live_on")
    return (first_day(live_on).isoformat() if live_on else "", id)


class Supply:
    """What solutions use, and the flows in service that bring it to them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.masters = graph.once(Masters)
        self.asked: Mapping[str, dict[str, list[str]]] = LazyDict(self._asked)
        """The data that a solution uses or receives and should have from a referential, with these referentials."""

    @cached_property
    def flows(self) -> dict[str, list[str]]:
        """The flows in service that reach each solution from outside it."""
        found: dict[str, list[str]] = {}
        senders, takers, solution = self.graph.along("source"), self.graph.along("target"), self.graph.solution
        for flow in living(self.graph, self.graph.of("flow")):
            sources = [*map(solution, senders[flow])]
            for target in dict.fromkeys(map(solution, takers[flow])):
                if target not in sources:
                    found.setdefault(target, []).append(flow)
        return found

    @cached_property
    def used(self) -> dict[str, set[str]]:
        """The data that each solution says it uses, by itself or by its modules in service."""
        found: dict[str, set[str]] = {}
        for id in self.graph.of("application"):
            if self.graph.recorded(id, "uses") and self.graph.in_service(id):
                found.setdefault(self.graph.solution(id), set()).update(self.graph.targets(id, "uses"))
        return found

    def _asked(self, solution: str) -> dict[str, list[str]]:
        if self.graph.value(solution, "type") == "platform":
            return {}
        carried = map(self.graph.along("data").__getitem__, self.flows.get(solution, ()))
        data = self.used.get(solution, set()).union(*carried)
        wanted = {each: found for each in sorted(data) if (found := self.masters.of(each))}
        return {each: found for each, found in wanted.items() if not self.masters.held(each, solution)}

    def bringing(self, solution: str, datum: str, referentials: list[str]) -> list[str]:
        """The flows that bring a datum to a solution, by its name or by a whole of it that the referential masters."""
        wholes = self.graph.wholes(datum, "part_of")
        names = {
            datum,
            *(each for each in wholes if any(each in self.masters.referentials[one] for one in referentials)),
        }
        data = self.graph.along("data")
        return [flow for flow in self.flows.get(solution, ()) if not names.isdisjoint(data[flow])]

    def authorised(self, flows: Sequence[str], referentials: list[str]) -> bool:
        """Whether one of these flows comes from one of these referentials or from a relay of it."""
        graph = self.graph
        allowed = {relay for each in referentials for relay in (each, *graph.targets(each, "relays"))}
        givers = (each for flow in flows for link in ("source", "via") for each in graph.targets(flow, link))
        return any(not allowed.isdisjoint(graph.wholes(each, "part_of")) for each in givers)

    def chain(self, solution: str, datum: str, source: str) -> tuple[str, ...]:
        """The way by which a datum really comes, from the first sender recorded to the solution."""
        way = [solution, source]
        while True:
            feeding = self.bringing(self.graph.solution(way[-1]), datum, self.masters.of(datum))
            senders = [each for flow in feeding for each in self.graph.targets(flow, "source") if each not in way]
            if not senders:
                return tuple(reversed(way))
            way.append(senders[0])


def _supplied(scope: Scope) -> list[str]:
    """The solutions in scope that use or receive data which a referential masters."""
    supply = scope.graph.once(Supply)
    solutions = {scope.graph.solution(each) for each in scope.ids}
    return sorted(each for each in solutions if scope.graph.in_service(each) and supply.asked[each])


@check(asks=_supplied)
def sourced_from_master(scope: Scope) -> Iterator[Outcome]:
    """Flags every solution to which recorded flows bring a referential's data, none from it or a relay of it."""
    graph, supply = scope.graph, scope.graph.once(Supply)
    for solution in scope.ids:
        wrong: dict[str, list[str]] = {}
        silent: list[str] = []
        for datum, referentials in supply.asked[solution].items():
            flows = supply.bringing(solution, datum, referentials)
            if supply.authorised(flows, referentials):
                continue
            if not flows or not all(graph.targets(each, "source") for each in flows):
                silent.append(datum)
            else:
                wrong[datum] = sorted({source for each in flows for source in graph.targets(each, "source")})
        if wrong:
            yield _ignoring(supply, solution, wrong)
        elif silent:
            yield Unknown(solution, "flow")


def _ignoring(supply: Supply, solution: str, wrong: dict[str, list[str]]) -> Violation:
    sources = tuple(sorted({each for found in wrong.values() for each in found}))
    datum, (first, *_) = next(iter(wrong.items()))
    facts: dict[str, Any] = {
        "data": Names(tuple(wrong)),
        "referentials": Names(tuple(sorted({each for data in wrong for each in supply.masters.of(data)}))),
        "chain": Chain(supply.chain(solution, datum, first)),
    }
    return Violation(solution, None, sources, sources, facts)
