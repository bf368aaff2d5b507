"""What a retirement saves each year and costs once, as far as it is written, and from when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ea_repo.graph import Graph
from ea_repo.impact.contract_endings import ContractEnding
from ea_repo.impact.retiring_projects import retiring_projects
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.running_costs import held_by, yearly_cost


@dataclass(frozen=True)
class Savings:
    """Euros a year saved, euros spent once (None: nothing is written), and for how many each is not written.

    `of`: how many elements; the modules of one that is retired too are in it. `running` are the contracts that bind
    beyond the day of the retirement: until `full_from`, the first day after all of them, not all is saved. It is None
    where the end of one is not known. `replacements` are those that take a place, asked or recorded: what they cost a
    year together (`replacing`), and of how many of them it is not written. `within` are elements whose cost is within
    that of a whole that stays, each with that whole: it is added to nothing.
    """

    yearly: float | None
    yearly_missing: int
    once: float | None
    once_missing: int
    of: int
    running: tuple[str, ...] = ()
    full_from: dt.date | None = None
    replacements: tuple[str, ...] = ()
    replacing: float | None = None
    replacing_missing: int = 0
    within: tuple[tuple[str, str], ...] = ()

    @property
    def net(self) -> float | None:
        """What is saved each year once the replacements are paid; None where one of these amounts is not written."""
        if self.yearly is None or self.yearly_missing or self.replacing_missing:
            return None
        return self.yearly - (self.replacing or 0)

    @property
    def payback(self) -> float | None:
        """After how many years of full savings they have paid the cost; None where it cannot be said."""
        yearly = self.net if self.replacements else self.yearly
        if not self.once or yearly is None or yearly <= 0 or self.once_missing:
            return None
        return self.once / yearly


def savings(
    graph: Graph,
    ids: Iterable[str],
    off: dt.date,
    endings: Iterable[ContractEnding],
    replacements: Iterable[str] = (),
) -> Savings:
    """What the retirement of these elements, with their modules, on a day saves each year and costs once."""
    chosen = set(ids)
    elements = _wholes(graph, chosen)
    staying = _wholes(graph, set(replacements) - belongings(graph, chosen))
    within = [(id, whole) for id in elements if (whole := held_by(graph, id)) is not None]
    yearly, replacing = (
        [yearly_cost(graph, id) for id in costing if held_by(graph, id) is None] for costing in (elements, staying)
    )
    projects = sorted({project for id in chosen for project in retiring_projects(graph, id)})
    once: list[Any] = [graph.value(project, "one_off_cost") for project in projects]
    once_missing = sum(cost is None for cost in once) if projects else 1
    running = [ending for ending in endings if _binds(ending, off)]
    return Savings(
        _total(yearly),
        sum(cost is None for cost in yearly),
        _total(once),
        once_missing,
        len(elements),
        tuple(ending.contract for ending in running),
        _after_the_last(running),
        tuple(staying),
        _total(replacing),
        sum(cost is None for cost in replacing),
        tuple(within),
    )


def _wholes(graph: Graph, ids: set[str]) -> list[str]:
    """Those of some elements that go with no other of them: what these cost is in it."""
    inside = {part for id in ids for part in belongings(graph, [id]) - {id}}
    return sorted(ids - inside)


def _binds(ending: ContractEnding, off: dt.date) -> bool:
    """Whether a contract binds on the day of the retirement, as far as one knows."""
    return ending.state != "over" and (ending.binds_until is None or ending.binds_until >= off)


def _after_the_last(running: Iterable[ContractEnding]) -> dt.date | None:
    """The first day after contracts that bind; None where there are none, or where the end of one is not known."""
    ends = [ending.binds_until for ending in running]
    last = None if None in ends else max(filter(None, ends), default=None)
    return last + dt.timedelta(1) if last and last < dt.date.max else None


def _total(costs: Iterable[float | None]) -> float | None:
    """The sum of those that are written; None where none is."""
    written = [float(cost) for cost in costs if cost is not None]
    return sum(written) if written else None
