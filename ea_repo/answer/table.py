"""Elements one a row, a column for each thing asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.graph import Graph
from ea_repo.select.paths import fields, read


@dataclass(frozen=True)
class Table:
    """Rows of plain values under their columns, each of one element of the graph.

    `silent`: how many others might be among them, for which what was asked is not written. `also_there`: the elements
    that a question about sites leaves out, as it is their whole, or the whole of the site, that says where they are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    ids: tuple[str, ...]
    graph: Graph
    silent: int = 0
    also_there: tuple[str, ...] = ()

    def elements(self) -> Iterator[dict[str, Any]]:
        """Everything written of each row's element."""
        return (element(self.graph, id) for id in self.ids)


def table(
    graph: Graph, ids: Sequence[str], columns: Sequence[str], silent: int = 0, also_there: Sequence[str] = ()
) -> Table:
    """The table of these elements, a column for each path."""
    rows = tuple(tuple(cell(graph, id, column, columns) for column in columns) for id in ids)
    return Table(tuple(columns), rows, tuple(ids), graph, silent, tuple(also_there))


def cell(graph: Graph, id: str, column: str, columns: Sequence[str]) -> Any:
    """What an element says at a path; its name alone where another column is its id."""
    if column != "name":
        return read(graph, id, column)
    return graph.name_alone(id) if "id" in columns else graph.name(id)


def element(graph: Graph, id: str) -> dict[str, Any]:
    """An element as JSON gives it: what every one has, then what is written of it."""
    written = fields(graph, id)
    common = {
        "id": id,
        "kind": graph.kind(id),
        "name": graph.name_alone(id),
        "aliases": written.get("aliases", []),
        "source": written.get("source"),
        "illustrative": written.get("illustrative", False),
        "phase": graph.phase(id),
    }
    return common | {name: value for name, value in written.items() if name not in common}
