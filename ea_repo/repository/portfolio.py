"""The portfolio: every request of the workspace, in the order of its rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ea_repo.answer.answer import Answer
from ea_repo.answer.portfolio import Listed, Portfolio, Shared, Touched, spending, years_of_money
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.load import ChangesUnreadable, Workspace
from ea_repo.load.changes import conflicts
from ea_repo.load.requests import Amounts, RequestUnreadable, WrittenRequest, find_requests
from ea_repo.metamodel import accepts
from ea_repo.repository.open_workspace import OpenWorkspace

_LAST = 10**9
_TOLD = ("application", "flow", "process", "data_object", "api", "node", "contract")
"""The kinds of element that two requests may hinder one another by: to share a site or an owner is nothing to tell."""


def portfolio(opened: OpenWorkspace) -> Answer[Portfolio]:
    """The requests with their states; those that cannot be read are told, and hide no other."""
    found, wrong = find_requests(opened.root, opened.workspace.settings.limits)
    listed = sorted((_listed(opened, written) for written in found), key=_rank)
    unreadable = [error.message for error in wrong]
    touched = tuple(_touched(opened, [one for one in listed if one.granted], unreadable))
    years = years_of_money(listed, opened.workspace.settings.margins)
    shared = tuple(_shared(opened, found))
    return opened.answer(Portfolio(tuple(listed), shared, tuple(unreadable), years, touched))


def _rank(listed: Listed) -> tuple[int, str]:
    rank = listed.written.request.rank
    return (_LAST if rank is None else rank, listed.written.id)


def _listed(opened: OpenWorkspace, written: WrittenRequest) -> Listed:
    graph, request = opened.workspace.graph, written.request
    decided = [id for id in graph.of("decision") if graph.value(id, "request") == written.id]
    last = max(((str(graph.value(id, "decided_on") or ""), id) for id in decided), default=("", None))[1]
    chosen = graph.value(last, "option") if last else None
    key = chosen or request.asked
    option = request.options.get(key) if key else None
    return Listed(
        written,
        str(graph.value(last, "verdict") or "decided") if last else "open",
        key,
        _total(option.once) if option else None,
        _total(option.yearly) if option else None,
        spending(request, option),
        option.budgeted if option else False,
        graph.name(request.project) if request.project and request.project in graph else request.project,
        graph.value(last, "decided_on") if last else None,
    )


def _total(amounts: Amounts | None) -> float | None:
    return None if amounts is None else amounts.total


def _shared(opened: OpenWorkspace, found: list[WrittenRequest]) -> Iterator[Shared]:
    """The processes and data that two requests touch both."""
    graph = opened.workspace.graph
    for one, other in combinations(found, 2):
        mine, theirs = ({*written.request.processes, *written.request.data} for written in (one, other))
        if common := sorted(mine & theirs):
            yield Shared(one.id, other.id, tuple(graph.name(id) if id in graph else id for id in common))


def _touched(opened: OpenWorkspace, accepted: Sequence[Listed], unreadable: list[Text]) -> Iterator[Touched]:
    """What the options of two accepted requests change or reach both; an option with an error is told as unreadable."""
    changed: list[tuple[str, Workspace]] = []
    for listed in accepted if len(accepted) > 1 else ():
        try:
            source = listed.written.changes(opened.root, listed.option) if listed.option else None
            if source is not None:
                changed.append((listed.written.id, opened.changed(source).workspace))
        except RequestUnreadable as error:
            unreadable.append(error.message)
        except ChangesUnreadable as error:
            # An option that is written in the model already has nothing left to remove there.
            if {finding.rule for finding in error.findings} != {"remove-unknown"}:
                unreadable.append(error.message)
    for (first, one), (second, other) in combinations(changed, 2):
        reached = set(_reached(one)) & set(_reached(other))
        names = tuple(sorted(one.graph.name(id) if id in one.graph else id for id in reached))
        if names:
            yield Touched(first, second, names, tuple(conflicts(one, other)))


def _reached(changed: Workspace) -> Iterator[str]:
    """What change files write or remove, and what the elements that they write lead to."""
    graph = changed.graph
    for id, field in changed.put:
        if id not in graph or _is_told(graph, id):
            yield id
        if id in graph and field in graph.definition(id).links:
            yield from (target for target in graph.targets(id, field) if _is_told(graph, target))


def _is_told(graph: Graph, id: str) -> bool:
    return any(accepts(kind, graph.kind(id)) for kind in _TOLD)
