"""A diagram as Graphviz's DOT."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ea_repo.draw.diagram import Arrow, Box, Diagram, Group, Place
from ea_repo.draw.dot_heading import heading
from ea_repo.draw.dot_text import as_html, attributes, escaped, number, quoted
from ea_repo.draw.style import Look, Style

FONT = "Helvetica,Arial,sans-serif"
_POINTS = 72
"""Of an inch, which Graphviz measures boxes in."""
_SIDE_BY_SIDE = 4
_MOST_IN_TOOLTIP = 3000
_BELOW_BORDER = 3
"""How far the title of a frame stands below its border, in points."""


def as_dot(diagram: Diagram, style: Style, options: Mapping[str, str] | None = None) -> str:
    """The text that Graphviz draws; the same for the same diagram. `options`: further attributes of the graph."""
    groups: dict[str | None, list[Group]] = {}
    for group in diagram.groups:
        groups.setdefault(group.parent, []).append(group)
    body = [
        *_defaults(diagram, style, options or {}),
        *_inside(None, diagram.boxes_by_group(), groups, style, diagram.links),
        *(_arrow(arrow, style, diagram.links) for arrow in diagram.arrows),
        *(_rows_of_unlinked(diagram) if diagram.layout == "layered" else ()),
    ]
    return "\n".join([f"digraph {quoted(diagram.id)} {{", *(f"  {line}" for line in body), "}"]) + "\n"


def _defaults(diagram: Diagram, style: Style, options: Mapping[str, str]) -> Iterator[str]:
    """The attributes of the whole graph, and those of all boxes and arrows."""
    graph = {
        "fontname": FONT,
        "fontsize": "10",
        "charset": "UTF-8",
        "bgcolor": "white",
        "labelloc": "t",
        "labeljust": "l",
        "pad": "0.25",
        "tooltip": diagram.title,
    }
    if diagram.layout == "placed":
        graph |= {"pad": "0.1", "splines": "line", "inputscale": str(_POINTS)}
    else:
        graph |= {
            "rankdir": diagram.direction,
            "newrank": "true",
            "nodesep": "0.18",
            "ranksep": "0.5",
            "splines": "true",
            "compound": "true",
            "concentrate": "false",
        }
    node = {"fontname": FONT, "fontsize": "10", "shape": "box", "margin": "0.09,0.05"}
    edge = {"fontname": FONT, "fontsize": "9", "arrowsize": "0.7", "labelfloat": "false"}
    head = "" if "label" in options else f"label={heading(diagram, style)}, "
    yield f"graph [{head}{attributes({**graph, **options})}]"
    yield f"node [{attributes(node)}]"
    yield f"edge [{attributes(edge)}]"


def _inside(
    parent: str | None,
    boxes: Mapping[str | None, list[Box]],
    groups: Mapping[str | None, list[Group]],
    style: Style,
    links: Mapping[str, str],
) -> Iterator[str]:
    """The groups and the boxes that stand in a group, or in none."""
    for group in groups.get(parent, ()):
        yield f"subgraph {quoted('cluster_' + group.id)} {{"
        yield f"  graph [{attributes(_group(group, style.look('group')))}]"
        yield from (f"  {line}" for line in _inside(group.id, boxes, groups, style, links))
        yield "}"
    for box in boxes.get(parent, ()):
        yield _box(box, style, links)


def _group(group: Group, look: Look) -> dict[str, str]:
    return {
        "label": "\n".join(_written_lines(group.label)),
        "style": "filled,rounded",
        "fillcolor": look.fill,
        "color": look.border,
        "fontcolor": look.ink,
        "fontsize": "11",
        "labeljust": "l",
        "margin": "10",
        "tooltip": " ".join(group.label),
    }


def _box(box: Box, style: Style, links: Mapping[str, str]) -> str:
    look = style.look(box.look)
    values = {
        "style": ",".join(filter(None, ("filled", "" if box.place else "rounded", _STROKES[look.line]))),
        "fillcolor": look.fill,
        "color": look.border,
        "fontcolor": look.ink,
        "tooltip": _shortened(box.tooltip or " ".join(box.label) or box.id),
        "class": f"look-{box.look}" + (" frame" if box.frame else ""),
    }
    if look.line == "bold":
        values["penwidth"] = "2"
    if box.size != 10:
        values["fontsize"] = str(box.size)
    if box.element in links:
        values["URL"] = links[str(box.element)]
    if box.place is not None:
        values |= _placed(box, box.place)
    return f"{quoted(box.id)} [label={_box_label(box, look.sign)}, {attributes(values)}]"


def _placed(box: Box, place: Place) -> dict[str, str]:
    values = {
        # Graphviz measures from the bottom left.
        "pos": f"{number(place.x + place.width / 2)},{number(-place.y - place.height / 2)}!",
        "width": number(place.width / _POINTS, 4),
        "height": number(place.height / _POINTS, 4),
        "fixedsize": "true",
    }
    if box.frame:
        values |= {"labelloc": "t"}
    if box.left or box.frame:
        values["margin"] = "0.05,0.06"
    return values


def _box_label(box: Box, sign: str) -> str:
    """The lines of a box with the sign of its look, each ending as it is aligned (`\\l`: to the left)."""
    lines = () if box.turned else _written_lines(box.label)
    if box.frame and box.place and lines:
        return _frame_label(lines, box.place)
    if sign and lines:
        lines = (*lines, sign) if box.narrow else (*lines[:-1], f"{lines[-1]} {sign}")
    end = "\\l" if box.left else "\\n"
    return f'"{end.join(map(escaped, lines))}{end if box.left and lines else ""}"'


def _shortened(tooltip: str) -> str:
    """A tooltip as long as Graphviz reads one; the map in words and its CSV have it whole."""
    return tooltip if len(tooltip) <= _MOST_IN_TOOLTIP else f"{tooltip[:_MOST_IN_TOOLTIP]}…"


def _frame_label(lines: tuple[str, ...], place: Place) -> str:
    """The title of a frame, a little below its border and right of it: a plain label would touch the border."""
    width = f'WIDTH="{max(place.width - 4, 1):.0f}"'
    rows = "".join(f'<TR><TD ALIGN="LEFT">{as_html(line)}</TD></TR>' for line in lines)
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" {width}>'
    return f'<{table}<TR><TD HEIGHT="{_BELOW_BORDER}"></TD></TR>{rows}</TABLE>>'


def _written_lines(label: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a label that hold a word, each on one line: Graphviz may crash on a first line that is empty."""
    return tuple(" ".join(line.split()) for line in label if line.strip())


def _arrow(arrow: Arrow, style: Style, links: Mapping[str, str]) -> str:
    look = style.look(arrow.look)
    tooltip = _shortened(arrow.tooltip or " ".join(arrow.label))
    # Several colours are drawn as parallel lines, each as wide as the others.
    colours = [style.look(share.look).ink_of_line for share in arrow.shares] or [look.ink_of_line]
    values = {
        "label": "\n".join(_written_lines(arrow.label)),
        "color": ":".join(dict.fromkeys(colours)),
        "fontcolor": look.ink_of_line,
        "style": "solid" if len(set(colours)) > 1 else look.line,
        "minlen": str(arrow.length) if arrow.length > 1 else "",
        "tooltip": tooltip,
        "edgetooltip": tooltip,
        "class": f"look-{arrow.look}",
    }
    if arrow.sideways:
        values |= {"tailport": "e", "headport": "w"}
    if look.line == "bold":
        values["penwidth"] = "2"
    if arrow.element in links:
        values["URL"] = links[str(arrow.element)]
    written = {name: value for name, value in values.items() if value}
    return f"{quoted(arrow.source)} -> {quoted(arrow.target)} [{attributes(written)}]"


def _rows_of_unlinked(diagram: Diagram) -> Iterator[str]:
    """Boxes without arrows stand side by side in rows, not one below the other: invisible edges hold them.

    Those that are lists stay below each other.
    """
    linked = {end for arrow in diagram.arrows for end in (arrow.source, arrow.target)}
    unlinked: dict[str | None, list[str]] = {}
    for box in diagram.boxes:
        if box.id not in linked and not box.left:
            unlinked.setdefault(box.group, []).append(box.id)
    for ids in unlinked.values():
        across = min(_SIDE_BY_SIDE, math.ceil(math.sqrt(len(ids))))
        for row in range(0, len(ids), across):
            for one, two in pairwise(ids[row : row + across]):
                yield f"{quoted(one)} -> {quoted(two)} [style=invis]"


_STROKES = {"solid": "", "dashed": "dashed", "dotted": "dotted", "bold": ""}
