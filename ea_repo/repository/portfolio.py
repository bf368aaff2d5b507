"""The portfolio: every request of the workspace, in the order of its rank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ea_repo.answer.answer import Answer
from ea_repo.answer.portfolio import Listed, Portfolio, Shared
from ea_repo.load.requests import Amounts, WrittenRequest, find_requests
from ea_repo.repository.open_workspace import OpenWorkspace

_LAST = 10**9


def portfolio(opened: OpenWorkspace) -> Answer[Portfolio]:
    """The requests with their states; those that cannot be read are told, and hide no other."""
    found, wrong = find_requests(opened.root, opened.workspace.settings.limits)
    listed = sorted((_listed(opened, written) for written in found), key=_rank)
    shared = tuple(_shared(opened, found))
    return opened.answer(Portfolio(tuple(listed), shared, tuple(error.message for error in wrong)))


def _rank(listed: Listed) -> tuple[int, str]:
    rank = listed.written.request.rank
    return (_LAST if rank is None else rank, listed.written.id)


def _listed(opened: OpenWorkspace, written: WrittenRequest) -> Listed:
    graph = opened.workspace.graph
    decided = [id for id in graph.of("decision") if graph.value(id, "request") == written.id]
    last = max(((str(graph.value(id, "decided_on") or ""), id) for id in decided), default=("", None))[1]
    chosen = graph.value(last, "option") if last else None
    key = chosen or written.request.asked
    option = written.request.options.get(key) if key else None
    return Listed(
        written,
        str(graph.value(last, "verdict") or "decided") if last else "open",
        key,
        _total(option.once) if option else None,
        _total(option.yearly) if option else None,
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
