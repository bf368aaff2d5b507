"""What the budget lines of a workspace add up to: by account class and basis, axis, element and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.metamodel.element import BudgetLine

Key = tuple[int, str]
"""The account class and the basis of a line: amounts of different ones are never added."""


@dataclass(frozen=True)
class BudgetRow:
    """What an element, or all of them together, is given each year, in euros."""

    id: str
    name: str
    kind: str
    amounts: Mapping[int, float]


@dataclass(frozen=True)
class BudgetAxis:
    """The elements of one axis with what each is given, and their total; without an id, those of none or of several."""

    id: str | None
    name: str
    rows: tuple[BudgetRow, ...]
    total: Mapping[int, float]


@dataclass(frozen=True)
class BudgetTable:
    """The lines of one account class (2: investment, 6: running costs) and one basis."""

    account_class: int
    basis: str
    axes: tuple[BudgetAxis, ...]
    total: Mapping[int, float]
    envelopes: tuple[BudgetRow, ...]
    """What is given to objectives as a whole: it holds the lines of what serves them, and is not added to these."""


@dataclass(frozen=True)
class Budgets:
    """All the budgets of a workspace; `silent` projects have no line, by themselves or by their whole."""

    years: tuple[int, ...]
    tables: tuple[BudgetTable, ...]
    projects: int
    silent: int


def budgets(graph: Graph) -> Budgets:
    """The budget lines of every element, totalled.

    The lines of a whole say those of its parts: a part's line of the same year, class and basis is left out.
    """
    having = [name for name, kind in graph.vocabulary.kinds.items() if "budget" in kind.fields and name != "objective"]
    lines = {id: own for name in dict.fromkeys(having) for id in graph.of(name) if (own := _own_lines(graph, id))}
    envelopes = {id: own for id in graph.of("objective") if (own := _lines(graph, id))}
    written = [line for own in (*lines.values(), *envelopes.values()) for line in own]
    keys = sorted({(line.account_class, line.basis) for line in written})
    projects = graph.of("project")
    silent = [id for id in projects if not any(_lines(graph, whole) for whole in graph.wholes(id, "part_of"))]
    return Budgets(
        tuple(sorted({line.year for line in written})),
        tuple(_table(graph, key, lines, envelopes) for key in keys),
        len(projects),
        len(silent),
    )


def _lines(graph: Graph, id: str) -> tuple[BudgetLine, ...]:
    return graph.value(id, "budget") or ()


def _own_lines(graph: Graph, id: str) -> tuple[BudgetLine, ...]:
    """The lines of an element that no whole of it says already."""
    said = {_place(line) for whole in graph.wholes(id, "part_of") if whole != id for line in _lines(graph, whole)}
    return tuple(line for line in _lines(graph, id) if _place(line) not in said)


def _place(line: BudgetLine) -> tuple[int, int, str]:
    return line.year, line.account_class, line.basis


def _table(
    graph: Graph, key: Key, lines: Mapping[str, Iterable[BudgetLine]], envelopes: Mapping[str, Iterable[BudgetLine]]
) -> BudgetTable:
    by_axis: dict[str | None, list[BudgetRow]] = {}
    for id, own in lines.items():
        if row := _row(graph, id, key, own):
            by_axis.setdefault(_axis(graph, id), []).append(row)
    axes = tuple(
        BudgetAxis(axis, graph.name(axis) if axis else "", tuple(rows), _total(rows))
        for axis, rows in sorted(by_axis.items(), key=lambda item: (item[0] is None, item[0] or ""))
    )
    whole = tuple(row for id, own in envelopes.items() if (row := _row(graph, id, key, own)))
    return BudgetTable(*key, axes, _total([row for axis in axes for row in axis.rows]), whole)


def _row(graph: Graph, id: str, key: Key, own: Iterable[BudgetLine]) -> BudgetRow | None:
    amounts: Counter[int] = Counter()
    for line in own:
        if (line.account_class, line.basis) == key:
            amounts[line.year] += line.amount  # type: ignore[assignment]
    return BudgetRow(id, graph.name(id), graph.kind(id), dict(sorted(amounts.items()))) if amounts else None


def _total(rows: Iterable[BudgetRow]) -> dict[int, float]:
    total: dict[int, float] = {}
    for row in rows:
        for year, amount in row.amounts.items():
            total[year] = total.get(year, 0) + amount
    return dict(sorted(total.items()))


def _axis(graph: Graph, id: str) -> str | None:
    """The one axis that an element serves by its objectives, or those of its wholes; None for none or several."""
    if graph.kind(id) != "project":
        return None
    for whole in graph.wholes(id, "part_of"):
        axes = {_axis_of(graph, objective) for objective in graph.targets(whole, "objectives")}
        if axes:
            return axes.pop() if len(axes) == 1 else None
    return None


def _axis_of(graph: Graph, objective: str) -> str:
    """The whole that an objective is part of: below the top, where that is one programme of several levels."""
    wholes = [*graph.wholes(objective, "part_of")]
    top = wholes[-1]
    is_programme = any(graph.targets(part, "parts") for part in graph.targets(top, "parts"))
    return wholes[-2] if is_programme and len(wholes) > 1 else top
