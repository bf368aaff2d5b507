"""One need, one solution (SDSI, D.1): redundancy as the charter means it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ea_repo.check.outcome import Cost, Names, Outcome, Places, Scope, Unknown, Violation
from ea_repo.check.registry import check
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day


@check()
def one_solution(scope: Scope, link: str) -> Iterator[Outcome]:
    """Flags every element that two or more different solutions in service serve, anywhere in the institution.

    Left out: external tools, proofs of concept until their end or industrialisation, successors during the agreed
    overlap, solutions deployed only outside the date. Where the end or the overlap is not written, the answer is
    unknown unless the others are redundant without them.
    """
    for id in scope.ids:
        covers = _Covers(scope, id, link)
        solutions = covers.solutions()
        if len(solutions) > 1:
            yield covers.violation(solutions)
        elif covers.doubtful:
            yield Unknown(id, covers.doubtful)
        elif not scope.graph.recorded(id, link) and not scope.known.knows(scope.graph, id, link):
            yield Unknown(id, link)


class _Covers:
    """The elements that serve one process at the date, and which of them count."""

    def __init__(self, scope: Scope, process: str, link: str) -> None:
        self.scope, self.graph, self.process, self.link = scope, scope.graph, process, link
        self.living = [each for each in self.graph.targets(process, link) if self.graph.in_service(each)]
        self.doubtful: str | None = None
        succeeding = self._succeeding()
        self.counted = [
            each
            for each in self.living
            if self._said(each, "type") != "external"
            and not self._in_proof(each)
            and not succeeding & set(_chain(self.graph, each))
            and not self._deployed_elsewhere(each)
        ]

    def solutions(self) -> dict[str, list[str]]:
        """The solutions that count, each with its elements that serve the process."""
        found: dict[str, list[str]] = {}
        for each in self.counted:
            found.setdefault(self.graph.solution(each, product=True), []).append(each)
        return dict(sorted(found.items()))

    def _said(self, id: str, field: str) -> Any:
        """What an element says, else its whole, else its product."""
        return next(
            (value for each in _chain(self.graph, id) if (value := self.graph.value(each, field)) is not None), None
        )

    def _in_proof(self, id: str) -> bool:
        if self._said(id, "type") != "poc" or self._said(id, "poc_decision") == "industrialise":
            return False
        end = self._said(id, "poc_ends_on")
        if end is None:
            self.doubtful = "poc_ends_on"
        return end is None or self.scope.date <= last_day(str(end))

    def _succeeding(self) -> set[str]:
        """The successors of what serves the process too, while both may."""
        found: set[str] = set()
        for each in {upper for id in self.living for upper in _chain(self.graph, id)}:
            for successor in self.graph.targets(each, "successor"):
                until = self._said(each, "overlap_until")
                serves = any(successor in _chain(self.graph, id) for id in self.living)
                if serves and until is None:
                    self.doubtful = "overlap_until"
                if serves and (until is None or self.scope.date <= last_day(str(until))):
                    found.add(successor)
        return found

    def _deployed_elsewhere(self, id: str) -> bool:
        deployed = self._said(id, "deployed_at")
        return isinstance(deployed, tuple) and not any(ref.visible(self.graph.date) for ref in deployed)

    def _sites(self, elements: list[str]) -> tuple[str, ...]:
        """Where a solution serves the process, as far as it is recorded."""
        said = (ref for each in elements for ref in self._said(each, "deployed_at") or ())
        return tuple(sorted({ref.to for ref in said if ref.visible(self.graph.date)}))

    def _rank(self, solution: str, elements: list[str]) -> tuple[bool, int]:
        """Core first, then what serves the most other processes."""
        core = any(self._said(each, "type") == "core" for each in elements)
        return core, len(_served(self.graph, solution) - {self.process})

    def _external(self) -> list[str]:
        """The national and regional tools that serve it too: shown, not counted."""
        return [each for each in self.living if self._said(each, "type") == "external"]

    def violation(self, solutions: dict[str, list[str]]) -> Violation:
        """What to say of a redundancy: how many, whom to keep, what the others cost."""
        ranks = {each: self._rank(each, elements) for each, elements in solutions.items()}
        best = max(ranks.values())
        keep = tuple(each for each, rank in ranks.items() if rank == best)
        others = [element for each, elements in solutions.items() if [each] != [*keep] for element in elements]
        sites = {each: self._sites(elements) for each, elements in solutions.items()}
        facts = {
            "solutions": len(solutions),
            "elements": len(self.counted),
            "keep": Names(keep),
            "keep_core": len(keep) == 1 and best[0],
            "keep_wide": len(keep) == 1 and not best[0],
            "keep_any": len(keep) > 1,
            "others_too": best[1],
            "cost": _cost(self.graph, others),
            "outside": bool(external := self._external()),
            "external": Names(tuple(external)),
            "placed": any(sites.values()),
            "sites": Places({each: found for each, found in sites.items() if found}),
        }
        return Violation(self.process, self.link, tuple(solutions), tuple(sorted(self.counted)), facts)


def _chain(graph: Graph, id: str) -> Sequence[str]:
    return graph.wholes(id, "part_of", "instance_of")


def _served(graph: Graph, solution: str) -> set[str]:
    members = {solution, *graph.parts(solution)}
    members |= {
        part
        for each in list(members)
        for instance in graph.targets(each, "instances")
        for part in graph.parts(instance)
    }
    return {process for each in members if graph.in_service(each) for process in graph.targets(each, "covers")}


def _cost(graph: Graph, elements: list[str]) -> Cost:
    written = [cost for each in elements if (cost := graph.value(each, "yearly_cost")) is not None]
    return Cost(sum(written), len(elements) - len(written), len(elements))
