"""A map in words: what somebody reads who does not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ea_repo.draw.diagram import Box, Diagram, Group
from ea_repo.draw.plain_text import printable


def text_equivalent(diagram: Diagram) -> list[str]:
    """Its head, its groups and boxes, its arrows as sentences, its notes; one line each."""
    warning = [diagram.warning] if diagram.warning else []
    lines = [diagram.title, *warning, diagram.question, diagram.situation, ""]
    if diagram.layout == "placed":
        lines += _placed(diagram)
    else:
        lines += _grouped(None, 0, diagram.groups, diagram.boxes_by_group())
    if diagram.arrows:
        lines.append("")
    names = {box.id: " ".join(box.label) or box.tooltip for box in diagram.boxes}
    for arrow in diagram.arrows:
        sentences = arrow.tooltip.splitlines() or [f"{names[arrow.source]} → {names[arrow.target]}"]
        lines += [f"- {sentence}" for sentence in sentences]
    if diagram.notes:
        lines += ["", *diagram.notes]
    return [printable(line) for line in lines]


def _grouped(
    parent: str | None, depth: int, groups: tuple[Group, ...], boxes: Mapping[str | None, list[Box]]
) -> Iterator[str]:
    indent = "  " * depth
    for group in groups:
        if group.parent == parent:
            yield indent + " ".join(group.label)
            yield from _grouped(group.id, depth + 1, groups, boxes)
    for box in boxes.get(parent, ()):
        yield f"{indent}- {words_of(box)}"


def _placed(diagram: Diagram) -> Iterator[str]:
    """Frames as they nest, then what they hold; cells and bars as the sentences they stand for."""
    frames = [box for box in diagram.boxes if box.frame]
    for box in diagram.boxes:
        if box.frame or box.group is not None:
            indent = "  " * sum(_holds(frame, box) for frame in frames)
            yield indent + (" ".join(box.label) if box.frame else f"- {words_of(box)}")
        elif box.id.partition(":")[0] in ("cell", "bar", "row", "mark"):
            yield f"- {words_of(box)}"


def _holds(outer: Box, inner: Box) -> bool:
    a, b = outer.place, inner.place
    if a is None or b is None or outer is inner:
        return False
    return a.x <= b.x and a.y <= b.y and a.right >= b.right and a.bottom >= b.bottom


def words_of(box: Box) -> str:
    """The first line of a box's tooltip, or else its label; then what its look says of it."""
    first = box.tooltip.splitlines()[0] if box.tooltip else ""
    words = first or " ".join(box.label)
    return f"{words} · {box.meaning}" if box.meaning else words
