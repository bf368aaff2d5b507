"""The contracts of what is retired: until when they bind, and by which day to give notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.contract_terms import ContractState, contract_term


@dataclass(frozen=True)
class ContractEnding:
    """A contract of what is retired, as it stands on the day looked at.

    `ends_on` is the end that is written; `until` the last day of the term that runs, `notice_by` the last day to give
    notice of that end, `binds_until` the end of which one may still give notice; each is None where it cannot be worked
    out. `shared_with` are those that are not retired.
    """

    contract: str
    ends_on: dt.date | None
    notice: str | None
    notice_by: dt.date | None
    shared_with: tuple[str, ...] = ()
    renewals: str | None = None
    state: ContractState = "running"
    until: dt.date | None = None
    binds_until: dt.date | None = None


def contract_endings(graph: Graph, ids: Iterable[str], day: dt.date) -> tuple[ContractEnding, ...]:
    """The contracts of these elements on a day, in order, with those outside that share them."""
    retired = belongings(graph, ids)
    contracts = {contract for id in retired for contract in graph.targets(id, "contracts")}
    return tuple(_ending(graph, contract, retired, day) for contract in sorted(contracts))


def _ending(graph: Graph, contract: str, retired: Container[str], day: dt.date) -> ContractEnding:
    term = contract_term(graph, contract, day)
    sharing = [id for id in graph.targets(contract, "applications_under") if id not in retired]
    return ContractEnding(
        contract,
        term.ends_on,
        graph.value(contract, "notice"),
        term.notice_by,
        tuple(sorted(sharing)),
        graph.value(contract, "renewals"),
        term.state,
        term.until,
        term.binds_until,
    )
