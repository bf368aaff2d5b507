"""One need, one solution (SDSI, D.1): redundancy as the charter means it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Places, Unknown, Violation
from ea_repo.finding import Cost
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day
from ea_repo.semantics.application_types import is_external, is_undecided_poc
from ea_repo.semantics.inherited_values import inheritance, inherited_value


@check(
    facts=(
        "solutions", "elements", "keep", "keep_core", "keep_wide", "keep_any", "others_too", "cost", "outside",
        "external", "placed", "sites",
    )
)  # fmt: skip
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
        self._inherited = partial(inherited_value, scope.graph)
        serving = [id for id in self.graph.targets(process, link) if self.graph.in_service(id)]
        self._ancestors = {id: tuple(inheritance(self.graph, id)) for id in serving}
        """Of each element in service that serves the process, by whom it is judged."""
        self.doubtful: str | None = None
        """The fact that is not written, and would tell whether some of them count."""
        succeeding = self._succeeding()
        self.counted = [
            id
            for id, ancestors in self._ancestors.items()
            if not is_external(self.graph, id)
            and not self._in_proof(id)
            and succeeding.isdisjoint(ancestors)
            and not self._deployed_outside_the_date(id)
        ]

    def solutions(self) -> dict[str, list[str]]:
        """The solutions that count, each with its elements that serve the process."""
        by_solution: dict[str, list[str]] = {}
        for id in self.counted:
            by_solution.setdefault(self.graph.solution(id, product=True), []).append(id)
        return dict(sorted(by_solution.items()))

    def _in_proof(self, id: str) -> bool:
        """Whether an element is a proof of concept that has not ended, as far as is known."""
        if not is_undecided_poc(self.graph, id):
            return False
        end = self._inherited(id, "poc_ends_on")
        if end is None:
            self.doubtful = "poc_ends_on"
        return end is None or self.scope.date <= last_day(str(end))

    def _succeeding(self) -> set[str]:
        """The successors of what serves the process too, while both may."""
        succeeding: set[str] = set()
        for predecessor in {ancestor for ancestors in self._ancestors.values() for ancestor in ancestors}:
            for successor in self.graph.targets(predecessor, "successor"):
                until = self._inherited(predecessor, "overlap_until")
                serves = any(successor in ancestors for ancestors in self._ancestors.values())
                if serves and until is None:
                    self.doubtful = "overlap_until"
                if serves and (until is None or self.scope.date <= last_day(str(until))):
                    succeeding.add(successor)
        return succeeding

    def _deployed_outside_the_date(self, id: str) -> bool:
        """Whether deployments are recorded, and all of them are outside the date."""
        deployments = self._inherited(id, "deployed_at")
        return deployments is not None and not any(ref.visible(self.graph.date) for ref in deployments)

    def _sites(self, elements: list[str]) -> tuple[str, ...]:
        """Where a solution serves the process, as far as it is recorded."""
        deployments = (ref for id in elements for ref in self._inherited(id, "deployed_at") or ())
        return tuple(sorted({ref.to for ref in deployments if ref.visible(self.graph.date)}))

    def _rank(self, solution: str, elements: list[str]) -> tuple[bool, int]:
        """Core first, then what serves the most other processes."""
        core = any(self._inherited(id, "type") == "core" for id in elements)
        return core, len(_served(self.graph, solution) - {self.process})

    def violation(self, solutions: dict[str, list[str]]) -> Violation:
        """What to say of a redundancy: how many, whom to keep, what the others cost."""
        ranks = {solution: self._rank(solution, elements) for solution, elements in solutions.items()}
        best = max(ranks.values())
        keep = tuple(solution for solution, rank in ranks.items() if rank == best)
        not_kept = [id for solution, elements in solutions.items() if (solution,) != keep for id in elements]
        sites = {solution: self._sites(elements) for solution, elements in solutions.items()}
        # National and regional tools are shown, not counted.
        external = tuple(id for id in self._ancestors if is_external(self.graph, id))
        facts = {
            "solutions": len(solutions),
            "elements": len(self.counted),
            "keep": Names(keep),
            "keep_core": len(keep) == 1 and best[0],
            "keep_wide": len(keep) == 1 and not best[0],
            "keep_any": len(keep) > 1,
            "others_too": best[1],
            "cost": _cost(self.graph, not_kept),
            "outside": bool(external),
            "external": Names(external),
            "placed": any(sites.values()),
            "sites": Places({solution: places for solution, places in sites.items() if places}),
        }
        return Violation(self.process, self.link, tuple(solutions), tuple(sorted(self.counted)), facts)


def _served(graph: Graph, solution: str) -> set[str]:
    """The processes that a solution covers, by its modules and by its instances too."""
    modules = graph.parts(solution)
    instances = {instance for module in modules for instance in graph.targets(module, "instances")}
    members = modules.union(*(graph.parts(instance) for instance in instances))
    return {process for id in members if graph.in_service(id) for process in graph.targets(id, "covers")}


def _cost(graph: Graph, elements: list[str]) -> Cost:
    written = [cost for id in elements if (cost := graph.value(id, "yearly_cost")) is not None]
    return Cost(sum(written), len(elements) - len(written), len(elements))
