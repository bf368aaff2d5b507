"""A map in words: what somebody reads who does not see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ea_repo.draw.diagram import Box, Diagram, Group


def outline(diagram: Diagram) -> list[str]:
    """Its head, its groups and boxes, its arrows as sentences, its legend and notes; one line each."""
    found = [diagram.title, diagram.question, diagram.situation, ""]
    names = {each.id: " ".join(each.label) or each.tooltip for each in diagram.boxes}
    if diagram.engine == "placed":
        found += _placed(diagram)
    else:
        inside: dict[str | None, list[Box]] = {}
        for box in diagram.boxes:
            inside.setdefault(box.group, []).append(box)
        found += _grouped(None, 0, diagram.groups, inside)
    if diagram.arrows:
        found.append("")
    for each in diagram.arrows:
        told = each.tooltip.splitlines() or [f"{names[each.source]} → {names[each.target]}"]
        found += [f"- {line}" for line in told]
    if diagram.notes:
        found += ["", *diagram.notes]
    return found


def _grouped(
    within: str | None, depth: int, groups: tuple[Group, ...], inside: Mapping[str | None, list[Box]]
) -> Iterator[str]:
    for group in groups:
        if group.parent == within:
            yield f"{'  ' * depth}{' '.join(group.label)}"
            yield from _grouped(group.id, depth + 1, groups, inside)
    for box in inside.get(within, ()):
        yield f"{'  ' * depth}- {_told(box)}"


def _placed(diagram: Diagram) -> Iterator[str]:
    """Frames as they nest, then what they hold; cells and bars as the sentences they stand for."""
    frames = [each for each in diagram.boxes if each.frame]
    for each in diagram.boxes:
        if each.frame:
            depth = sum(_holds(outer, each) for outer in frames)
            yield f"{'  ' * depth}{' '.join(each.label)}"
        elif each.group is not None:
            depth = sum(_holds(outer, each) for outer in frames)
            yield f"{'  ' * depth}- {_told(each)}"
        elif each.id.partition(":")[0] in ("cell", "bar", "row", "mark"):
            yield f"- {_told(each)}"


def _holds(outer: Box, inner: Box) -> bool:
    a, b = outer.place, inner.place
    if a is None or b is None or outer is inner:
        return False
    return a.x <= b.x and a.y <= b.y and a.right >= b.right and a.bottom >= b.bottom


def _told(box: Box) -> str:
    first = box.tooltip.splitlines()[0] if box.tooltip else ""
    return first or " ".join(box.label)
