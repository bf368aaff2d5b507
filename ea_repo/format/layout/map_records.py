"""A map as records: a line a box, with its group and its state, then a line an arrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ea_repo.document import Records

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram

_COLUMNS = ("what", "id", "from", "to", "group", "state", "details")


def map_records(diagram: Diagram) -> Records:
    """The boxes that stand for something and the arrows, under names that no language changes."""
    return Records(_COLUMNS, list(_rows(diagram)))


def _rows(diagram: Diagram) -> Iterator[tuple[str, ...]]:
    names = {box.id: " ".join(box.label) for box in diagram.boxes}
    groups = {group.id: " ".join(group.label) for group in diagram.groups}
    for box in diagram.boxes:
        if box.element or box.id.partition(":")[0] in ("cell", "bar", "list"):
            group = groups.get(str(box.group)) or names.get(str(box.group), "")
            details = " · ".join(box.tooltip.splitlines())
            yield "box", box.element or box.id, names[box.id], "", group, box.meaning, details
    for arrow in diagram.arrows:
        details = " · ".join(arrow.tooltip.splitlines())
        yield "arrow", arrow.element or "", names[arrow.source], names[arrow.target], "", " ".join(arrow.label), details
