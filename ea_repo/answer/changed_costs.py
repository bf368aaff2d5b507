"""What changes in money between two graphs: what solutions cost a year, what projects cost once, budget lines.

What is not recorded is None, and never an amount: it enters no sum, and sums say how many they miss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.semantics.running_costs import held_by, runs

Field = Literal["yearly_cost", "one_off_cost"]
Nature = Literal["comes", "goes", "changes", "not_in_service"]
"""Counts on the second side only, on the first only, on both; or is in service on neither.

What counts is in service (of a one-off cost: written). A part that leaves the whole whose cost held its own comes, and
one that joins such a whole goes.
"""

_OTHER_WAY_ROUND: dict[Nature, Nature] = {"comes": "goes", "goes": "comes"}


@dataclass(frozen=True)
class CostChange:
    """What an element costs before and after; None where nothing is recorded, or where it is not there.

    `within`: the whole that writes a cost itself, of which this one is a part.
    `moved`: the whole that holds its cost on one side only, where it counts on both: it comes out or goes in.
    """

    element: str
    field: Field
    nature: Nature
    before: float | None
    after: float | None
    within: str | None = None
    moved: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it is part of the sums: on that day, and in no other amount."""
        return self.nature != "not_in_service" and self.within is None


@dataclass(frozen=True)
class BudgetChange:
    """What the budget lines of an element say for a year, a class and a basis; None where there is no such line."""

    element: str
    year: int
    account_class: int
    basis: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class AnnouncedCost:
    """What the option of a request says that it costs, in euros, and from which day; the model holds none of it."""

    request: str
    option: str
    name: str
    once: float | None
    yearly: float | None
    live_on: str | None


@dataclass(frozen=True)
class Sum:
    """Euros, None where none of them is recorded; and how many are not."""

    amount: float | None
    missing: int
    of: int


@dataclass(frozen=True)
class ChangedCosts:
    """The lines, yearly costs first, then one-off costs, then budgets."""

    yearly: tuple[CostChange, ...]
    once: tuple[CostChange, ...]
    budgets: tuple[BudgetChange, ...]

    @property
    def any(self) -> bool:
        return bool(self.yearly or self.once or self.budgets)

    @property
    def more_yearly(self) -> Sum:
        """What is spent each year in addition: by what comes, and by what costs more."""
        return _sum(_more(change) for change in self.yearly if change.counts)

    @property
    def saved_yearly(self) -> Sum:
        """What is no longer spent each year: by what goes, and by what costs less."""
        return _sum(_more(_turned(change)) for change in self.yearly if change.counts)

    @property
    def more_once(self) -> Sum:
        """What is spent once in addition."""
        return _sum(_more(change) for change in self.once if change.counts)

    @property
    def less_once(self) -> Sum:
        """What is no longer spent once."""
        return _sum(_more(_turned(change)) for change in self.once if change.counts)

    @property
    def newly_recorded(self) -> tuple[CostChange, ...]:
        """What costs something that was not recorded before: neither spent in addition nor saved."""
        return tuple(change for change in self._known_to_both if change.before is None)

    @property
    def no_longer_recorded(self) -> tuple[CostChange, ...]:
        return tuple(change for change in self._known_to_both if change.after is None)

    @property
    def _known_to_both(self) -> Iterator[CostChange]:
        return (change for change in (*self.yearly, *self.once) if change.nature == "changes")


@dataclass(frozen=True)
class _Counting:
    """Which elements count on a day, and the whole that holds the cost of one, if any does."""

    field: Field
    counts: Callable[[Graph, str], bool]
    held_by: Callable[[Graph, str], str | None]


def changed_costs(before: Graph, after: Graph) -> ChangedCosts:
    """What changes in money from one graph to another, each on its own day."""
    yearly = _changes(before, after, _Counting("yearly_cost", runs, held_by))
    once = _changes(before, after, _Counting("one_off_cost", _is_written, _held_once_by))
    return ChangedCosts(tuple(yearly), tuple(once), tuple(_budgets(before, after)))


def _changes(before: Graph, after: Graph, counting: _Counting) -> Iterator[CostChange]:
    field = counting.field
    for id in sorted({*_facts(before, field), *_facts(after, field)}):
        old, new = (_amount(graph, id, field) for graph in (before, after))
        was, is_ = (id in graph and counting.counts(graph, id) for graph in (before, after))
        nature: Nature = "changes" if was and is_ else "comes" if is_ else "goes" if was else "not_in_service"
        if nature == "changes" and (moved := _moved(before, after, id, counting)):
            yield moved
            continue
        on_both_sides = id in before and id in after
        # Of what comes for later, that it is not recorded what it costs is worth knowing.
        if old == new and was == is_ and (nature != "not_in_service" or on_both_sides):
            continue
        sides = [graph for graph, there_ in ((before, was), (after, is_)) if there_]
        if old is None and new is None and any(_is_part(graph, id) for graph in sides):
            continue
        whole = min(filter(None, (counting.held_by(graph, id) for graph in sides)), default=None)
        yield CostChange(id, field, nature, old, new, whole)


def _moved(before: Graph, after: Graph, id: str, counting: _Counting) -> CostChange | None:
    """What a part costs that leaves, or joins, the whole that holds its cost.

    Where the whole stays above it and its own cost becomes, or ceases to be, known, nothing moves.
    """
    holders = [counting.held_by(graph, id) for graph in (before, after)]
    holder = holders[0] or holders[1]
    if holder is None or None not in holders:
        return None
    apart = before if holders[0] is None else after
    if holder in apart and counting.counts(apart, holder) and holder in apart.wholes(id, "part_of"):
        return None
    if _amount(apart, id, counting.field) is None and _is_part(apart, id):
        return None
    old, new = (_amount(graph, id, counting.field) for graph in (before, after))
    return CostChange(id, counting.field, "goes" if apart is before else "comes", old, new, moved=holder)


def _facts(graph: Graph, field: str) -> Iterator[str]:
    """The elements of the kinds that may say it, examples apart."""
    return (id for id in _with(graph, field) if id not in graph.illustrative)


def _is_written(graph: Graph, id: str) -> bool:
    return id in graph and id not in graph.illustrative


def _held_once_by(graph: Graph, id: str) -> str | None:
    """The nearest whole that writes what it costs once: it holds that of its parts."""
    above = graph.wholes(id, "part_of")[1:]
    return next((whole for whole in above if _amount(graph, whole, "one_off_cost") is not None), None)


def _with(graph: Graph, field: str) -> Iterator[str]:
    """The elements of the kinds that may say it."""
    return (id for name, kind in graph.vocabulary.kinds.items() if field in kind.fields for id in graph.of(name))


def _amount(graph: Graph, id: str, field: str) -> float | None:
    written = graph.value(id, field) if id in graph and field in graph.definition(id).fields else None
    return None if written is None else float(written)


def _is_part(graph: Graph, id: str) -> bool:
    """Whether its whole is asked what it costs."""
    return len(graph.wholes(id, "part_of")) > 1


def _more(change: CostChange) -> tuple[bool, float | None]:
    """Whether a change is of this sum, and by how much; None where it is and is not recorded."""
    match change.nature:
        case "comes":
            return True, change.after
        case "changes" if change.before is not None and change.after is not None:
            return change.after > change.before, change.after - change.before
    return False, None


def _turned(change: CostChange) -> CostChange:
    """The same change, the other way round."""
    nature = _OTHER_WAY_ROUND.get(change.nature, change.nature)
    return replace(change, nature=nature, before=change.after, after=change.before)


def _sum(parts: Iterable[tuple[bool, float | None]]) -> Sum:
    amounts = [amount for is_part, amount in parts if is_part]
    known = [amount for amount in amounts if amount is not None]
    return Sum(sum(known) if known else None, len(amounts) - len(known), len(amounts))


def _budgets(before: Graph, after: Graph) -> Iterator[BudgetChange]:
    for id in sorted({*_with(before, "budget"), *_with(after, "budget")}):
        old, new = (_lines(graph, id) for graph in (before, after))
        for key in sorted(old.keys() | new.keys()):
            if old.get(key) != new.get(key):
                yield BudgetChange(id, *key, old.get(key), new.get(key))


def _lines(graph: Graph, id: str) -> dict[tuple[int, int, str], float]:
    """The amounts by year, class and basis; several lines of one are added."""
    amounts: dict[tuple[int, int, str], float] = {}
    if id in graph and "budget" in graph.definition(id).fields:
        for line in graph.value(id, "budget") or ():
            key = (line.year, line.account_class, line.basis)
            amounts[key] = amounts.get(key, 0) + line.amount
    return amounts
