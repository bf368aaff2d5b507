"""A map as records: a line a box, with its group and its state, then a line an arrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ea_repo.document import Records

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram

_COLUMNS = ("what", "id", "from", "to", "group", "state", "details")
_TOLD_ALONE = ("cell", "bar", "list", "row")
"""How the ids of boxes begin that say something and stand for no element."""
_REPEATED = ("column", "name", "total", "title", "heading")
"""How the ids of boxes begin that tell a row again at another side of a table."""


def map_records(diagram: Diagram) -> Records:
    """The boxes that stand for something and the arrows, under names that no language changes."""
    return Records(_COLUMNS, list(_rows(diagram)))


def _rows(diagram: Diagram) -> Iterator[tuple[str, ...]]:
    names = {box.id: " ".join(box.label) for box in diagram.boxes}
    groups = {group.id: " ".join(group.label) for group in diagram.groups}
    for box in diagram.boxes:
        sort = box.id.partition(":")[0]
        if sort not in _REPEATED and (box.element or sort in _TOLD_ALONE):
            source, target = _ends(box.id, names)
            group = groups.get(str(box.group)) or names.get(str(box.group), "")
            details = " · ".join(box.tooltip.splitlines())
            yield "box", box.element or box.id, source or names[box.id], target, group, box.meaning, details
    for arrow in diagram.arrows:
        details = " · ".join(arrow.tooltip.splitlines())
        yield "arrow", arrow.element or "", names[arrow.source], names[arrow.target], "", " ".join(arrow.label), details


def _ends(id: str, names: Mapping[str, str]) -> tuple[str, str]:
    """The row and the column of a cell, where both are rows of the map; nothing of any other box."""
    sort, _, rest = id.partition(":")
    row, _, column = rest.partition(":")
    column = column.partition(":")[0]
    return (row, column) if sort == "cell" and {f"row:{row}", f"row:{column}"} <= names.keys() else ("", "")
