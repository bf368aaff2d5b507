"""A view of the cartography that is a table: its rows, its groups, its totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.answer.figure import Figure, figure
from ea_repo.answer.table import cell, element
from ea_repo.draw.cartography import View
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.table_columns import Column
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.graph import Graph
from ea_repo.select.evaluation import Knowledge
from ea_repo.select.paths import read


@dataclass(frozen=True)
class Row:
    """An element and its cells: plain values and figures, in the order of the columns."""

    id: str
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class RowGroup:
    """The rows that have a value in common; None where it is not written. An element may be in several groups."""

    value: Any
    rows: tuple[Row, ...]
    totals: tuple[Figure, ...]
    """One a column that is totalled, in their order."""


@dataclass(frozen=True)
class ViewTable:
    """A view that is a table, with the graph that names what its cells point at.

    `groups` is empty where the view asks for none; its totals are those of every row once.
    """

    view: View
    graph: Graph
    rows: tuple[Row, ...]
    groups: tuple[RowGroup, ...]
    totals: tuple[Figure, ...]

    @property
    def point(self) -> Viewpoint:
        return self.view.point

    @property
    def totalled(self) -> tuple[Column, ...]:
        """The columns that have a total, in the order in which the view asks for them."""
        columns = {column.called: column for column in self.point.columns}
        return tuple(columns[name] for name in self.point.totals)

    def elements(self) -> Iterator[dict[str, Any]]:
        """Everything written of each row's element."""
        return (element(self.graph, row.id) for row in self.rows)


def view_table(view: View, graph: Graph, known: Knowledge, ids: Sequence[str]) -> ViewTable:
    """The table of a view on these elements; `known` says which absences are a no."""
    columns = view.point.columns
    paths = [column.leads for column in columns]
    rows = {
        id: Row(
            id,
            tuple(
                figure(graph, known, column, (id,)) if column.computed else cell(graph, id, column.leads, paths)
                for column in columns
            ),
        )
        for id in ids
    }
    by_name = {column.called: column for column in columns}
    totalled = [by_name[name] for name in view.point.totals]

    def totals(of: Sequence[str]) -> tuple[Figure, ...]:
        return tuple(figure(graph, known, column, of) for column in totalled)

    groups = tuple(
        RowGroup(value, tuple(rows[id] for id in members), totals(members))
        for value, members in _grouped(graph, ids, view.point.group)
    )
    return ViewTable(view, graph, tuple(rows.values()), groups, totals(ids))


def _grouped(graph: Graph, ids: Sequence[str], path: str | None) -> list[tuple[Any, list[str]]]:
    """The elements by what stands at a path, in the order of its names; those on which it is not written come last."""
    if path is None:
        return []
    members: dict[Any, list[str]] = {}
    silent: list[str] = []
    for id in ids:
        value = graph.name(id) if path == "name" else read(graph, id, path)
        values = value if isinstance(value, list) else [value]
        said = list(dict.fromkeys(_flat(values)))
        for one in said:
            members.setdefault(one, []).append(id)
        if not said:
            silent.append(id)
    ordered = sorted(members.items(), key=lambda item: dictionary_order(_called(graph, item[0])))
    return [*ordered, *([(None, silent)] if silent else [])]


def _called(graph: Graph, value: Any) -> str:
    return graph.name(value) if isinstance(value, str) and value in graph else str(value)


def _flat(values: Sequence[Any]) -> list[Any]:
    """Single values: a path through links may give lists of lists."""
    flat: list[Any] = []
    for value in values:
        if isinstance(value, list):
            flat += _flat(value)
        elif isinstance(value, dict):
            flat.append(", ".join(f"{name}: {part}" for name, part in value.items()))
        elif value is not None:
            flat.append(value)
    return flat
