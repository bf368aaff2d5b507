"""One need, one solution (SDSI, D.1): redundancy as the charter means it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Places, Unknown, Violation
from ea_repo.finding import Cost, Text
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.semantics.application_types import is_external, is_undecided_poc
from ea_repo.semantics.inherited_values import inheritance, inherited_value
from ea_repo.semantics.process_needs import ProcessNeed, ProcessNeeds, need_key
from ea_repo.typography import day as written_day


def _served_by(graph: Graph, elements: Iterable[str], link: str, supports: bool = False) -> Iterator[str]:
    """The processes of which these elements are at the other end."""
    links = {link, "supported_by"} if supports else {link}
    for id in elements:
        for field, known in graph.definition(id).links.items():
            yield from graph.targets(id, field) if known.inverse in links else ()
        for inverse, ends in graph.vocabulary.inverses(graph.kind(id)).items():
            yield from graph.targets(id, inverse) if any(end.field in links for end in ends) else ()


@check(
    facts=(
        "solutions", "elements", "keep", "keep_core", "keep_wide", "keep_any", "others_too", "cost", "outside",
        "external", "placed", "sites", "for_need", "planned", "some_planned",
    ),
    relating=_served_by,
)  # fmt: skip
def one_solution(scope: Scope, link: str, supports: bool = False) -> Iterator[Outcome]:
    """Flags every element that two or more different solutions in service serve, anywhere in the institution.

    With `supports`, those that support a same need of it, in the same words, count against each other too. Left out:
    external tools, proofs of concept until their end or industrialisation, successors during the agreed overlap,
    solutions deployed only outside the date. Where the end or the overlap is not written, the answer is unknown unless
    the others are redundant without them; so it is where several support it without saying what for.
    """
    for id in scope.ids:
        covers, *needs = servings(scope, id, link, supports)
        redundant = [serving for serving in (covers, *needs) if serving.redundant]
        if redundant:
            yield from (serving.violation() for serving in redundant)
        elif doubtful := next((serving.doubtful for serving in (covers, *needs) if serving.doubtful), None):
            element, fact = doubtful
            yield Unknown(id, fact, of=element)
        elif (without_words := _without_words(scope, id) if supports else 0) > 1:
            yield Unknown(id, "supported_by.for", _says_nothing_of_the_need(scope.graph.name(id), without_words))
        elif not needs and not scope.graph.recorded(id, link) and not scope.known.knows(scope.graph, id, link):
            yield Unknown(id, link)


@check(facts=("processes",))
def covers_and_supports(scope: Scope, covers: str, supports: str) -> Iterator[Outcome]:
    """Flags every solution of which one element covers what the same one, or another of its elements, supports."""
    graph = scope.graph
    written: dict[str, tuple[set[str], set[str]]] = {}
    for id in scope.ids:
        covered, supported = written.setdefault(graph.solution(id), (set(), set()))
        covered.update(graph.targets(id, covers))
        supported.update(graph.targets(id, supports))
    for solution, (covered, supported) in sorted(written.items()):
        if both := tuple(sorted(covered & supported)):
            yield Violation(solution, supports, both, both, {"processes": Names(both)})


def servings(scope: Scope, process: str, link: str, supports: bool) -> list[_Serving]:
    """Those that serve a process by a link, then those that support each of its needs that is named, where asked."""
    return [_Serving(scope, process, link), *(_supported(scope, process) if supports else ())]


def _supported(scope: Scope, process: str) -> Iterator[_Serving]:
    """The needs of a process that are named, each with those that support it."""
    for need in ProcessNeeds.of(scope.graph).needs(process):
        if need.words is not None:
            yield _Serving(scope, process, "supported_by", need)


def _without_words(scope: Scope, process: str) -> int:
    """How many different solutions support a process without saying what for."""
    needs = ProcessNeeds.of(scope.graph).needs(process)
    supporters = [id for need in needs if need.words is None for id in need.supporters]
    return len(_Serving(scope, process, "supported_by", among=supporters).solutions)


def _says_nothing_of_the_need(process: str, solutions: int) -> Text:
    return Text(
        f"{solutions} solutions contribuent à {process} sans dire à quoi (supports.for)",
        f"{solutions} solutions support {process} without saying what for (supports.for)",
    )


class _Serving:
    """The elements that serve one process, or one need of it, at the date, and which of them count."""

    def __init__(
        self, scope: Scope, process: str, link: str, need: ProcessNeed | None = None, among: Sequence[str] | None = None
    ) -> None:
        self.scope, self.graph, self.process, self.link, self.need = scope, scope.graph, process, link, need
        self._inherited = partial(inherited_value, scope.graph)
        linked = self.graph.targets(process, link) if among is None else among
        serving = [id for id in (linked if need is None else need.supporters) if self.graph.in_service(id)]
        self._ancestors = {id: tuple(inheritance(self.graph, id)) for id in serving}
        """Of each element in service that serves the process, by whom it is judged."""
        self.doubtful: tuple[str, str] | None = None
        """The element and the fact that is not written of it, and would tell whether some of them count."""
        succeeding = self._succeeding()
        self.counted = [
            id
            for id, ancestors in self._ancestors.items()
            if not is_external(self.graph, id)
            and not self._in_proof(id)
            and (succeeding.isdisjoint(ancestors) or self._is_asked_for(id))
            and not self._deployed_outside_the_date(id)
        ]

    @property
    def redundant(self) -> bool:
        """Whether different solutions count."""
        return len(self.solutions) > 1

    @cached_property
    def solutions(self) -> dict[str, list[str]]:
        """The solutions that count, each with its elements that serve the process."""
        by_solution: dict[str, list[str]] = {}
        for id in self.counted:
            by_solution.setdefault(self.graph.solution(id, product=True), []).append(id)
        return dict(sorted(by_solution.items()))

    def _in_proof(self, id: str) -> bool:
        """Whether an element is a proof of concept that has not ended, as far as is known."""
        if not is_undecided_poc(self.graph, id) or self._is_asked_for(id):
            return False
        end = self._inherited(id, "poc_ends_on")
        if end is None:
            self.doubtful = id, "poc_ends_on"
        return end is None or self.scope.date <= last_day(str(end))

    def _succeeding(self) -> set[str]:
        """The successors of what serves the process too, while both may."""
        succeeding: set[str] = set()
        for predecessor in sorted({ancestor for ancestors in self._ancestors.values() for ancestor in ancestors}):
            for successor in self.graph.targets(predecessor, "successor"):
                until = self._inherited(predecessor, "overlap_until")
                serves = any(successor in ancestors for ancestors in self._ancestors.values())
                if serves and until is None:
                    self.doubtful = predecessor, "overlap_until"
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

    @property
    def field(self) -> str:
        """Where it is written, as the key of a finding says it: one need is told apart from another."""
        return self.link if self.need is None else f"{self.link}.{need_key(self.need.words or '')}"

    def _is_asked_for(self, id: str) -> bool:
        """Whether an element, or what it belongs to, is asked for and counts as in service."""
        return not self.graph.standing.isdisjoint(self._ancestors[id])

    def _planned(self) -> tuple[Text, ...]:
        """From which day those that are asked for and counted are planned, where they say."""
        days = {id: self._inherited(id, "live_on") or self._inherited(id, "planned_on") for id in self.counted}
        return tuple(
            Text(
                f"{self.graph.name(id)} ({written_day(day, 'fr')})", f"{self.graph.name(id)} ({written_day(day, 'en')})"
            )
            for id, day in days.items()
            if day and self._is_asked_for(id) and first_day(str(day)) > self.scope.date
        )

    def violation(self) -> Violation:
        """What to say of a redundancy: how many, whom to keep, what the others cost."""
        solutions = self.solutions
        planned = self._planned()
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
            "for_need": _need_in_words(self.need),
            "planned": planned,
            "some_planned": bool(planned),
        }
        return Violation(self.process, self.field, tuple(solutions), tuple(sorted(self.counted)), facts)


def _need_in_words(need: ProcessNeed | None) -> Text:
    """What follows the name of a process in a sentence about one need of it."""
    return Text("", "") if need is None else Text(f", pour « {need.words} »", f", for “{need.words}”")


def _served(graph: Graph, solution: str) -> set[str]:
    """The processes that a solution covers, by its modules and by its instances too."""
    modules = graph.parts(solution)
    instances = {instance for module in modules for instance in graph.targets(module, "instances")}
    members = modules.union(*(graph.parts(instance) for instance in instances))
    return {process for id in members if graph.in_service(id) for process in graph.targets(id, "covers")}


def _cost(graph: Graph, elements: list[str]) -> Cost:
    written = [cost for id in elements if (cost := graph.value(id, "yearly_cost")) is not None]
    return Cost(sum(written), len(elements) - len(written), len(elements))
