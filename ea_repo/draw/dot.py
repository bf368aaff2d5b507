"""A diagram as Graphviz's DOT."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from ea_repo.draw.diagram import Arrow, Box, Diagram, Entry, Group
from ea_repo.draw.style import Style
from ea_repo.draw.wrap import lines, wide

FONT = "Helvetica,Arial,sans-serif"
_POINTS = 72


def as_dot(diagram: Diagram, style: Style) -> str:
    """The text that Graphviz draws; the same for the same diagram."""
    out = [f"digraph {_text(diagram.id)} {{"]
    out += [f"  {each}" for each in _head(diagram, style)]
    inside: dict[str | None, list[Box]] = {}
    for box in diagram.boxes:
        inside.setdefault(box.group if diagram.engine == "dot" else None, []).append(box)
    children: dict[str | None, list[Group]] = {}
    for group in diagram.groups:
        children.setdefault(group.parent, []).append(group)
    out += [f"  {each}" for each in _inside(None, inside, children, style, diagram.links)]
    out += [f"  {_arrow(each, style, diagram.links)}" for each in diagram.arrows]
    out += [f"  {each}" for each in _beside(diagram)]
    return "\n".join([*out, "}"]) + "\n"


_SIDE_BY_SIDE = 4


def _beside(diagram: Diagram) -> Iterator[str]:
    """Boxes without arrows stand side by side in rows, not one below the other: invisible edges hold them."""
    if diagram.engine == "placed":
        return
    linked = {end for each in diagram.arrows for end in (each.source, each.target)}
    alone: dict[str | None, list[str]] = {}
    for box in diagram.boxes:
        if box.id not in linked:
            alone.setdefault(box.group, []).append(box.id)
    for ids in alone.values():
        across = min(_SIDE_BY_SIDE, math.ceil(math.sqrt(len(ids))))
        for row in range(0, len(ids), across):
            yield from (f"{_text(one)} -> {_text(two)} [style=invis]" for one, two in pairwise(ids[row : row + across]))


def _head(diagram: Diagram, style: Style) -> Iterator[str]:
    attributes = {
        "fontname": FONT,
        "fontsize": "10",
        "charset": "UTF-8",
        "bgcolor": "white",
        "labelloc": "t",
        "labeljust": "l",
        "pad": "0.25",
        "tooltip": diagram.title,
    }
    if diagram.engine == "placed":
        attributes |= {"splines": "line", "inputscale": "72"}
    else:
        attributes |= {
            "rankdir": diagram.direction,
            "newrank": "true",
            "nodesep": "0.22",
            "ranksep": "0.75",
            "splines": "true",
            "compound": "true",
            "concentrate": "false",
        }
    yield f"graph [label={_heading(diagram, style)}, {_attributes(attributes)}]"
    yield f"node [{_attributes({'fontname': FONT, 'fontsize': '10', 'shape': 'box', 'margin': '0.09,0.05'})}]"
    edge = {"fontname": FONT, "fontsize": "9", "arrowsize": "0.7", "labelfloat": "false"}
    yield f"edge [{_attributes(edge)}]"


def _heading(diagram: Diagram, style: Style) -> str:
    """The head of a map: its title, the question that it answers, its day, its legend, what is not shown."""
    width = _width(diagram)
    rows = [_row(f"<B>{_html(each)}</B>", 18) for each in lines(diagram.title, width, 19, 3)]
    rows += [_row(f"<I>{_html(each)}</I>", 12) for each in lines(diagram.question, width, 12.5, 4)]
    rows += [_row(_html(each), 10, "#4a4a4a") for each in lines(diagram.situation, width, 10, 3)]
    # A row of the legend is spread over the width of the head, unless what is left of it is a cell of its own.
    across = max([_heads(diagram, width), *(_taken(row) for row in _rows(diagram.legend, width))])
    rows += [_row(_legend(row, style, across - _taken(row)), 10) for row in _rows(diagram.legend, width)]
    rows += [_row(_html(each), 10) for note in diagram.notes for each in lines(note, width, 10, 30)]
    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">'
    return f"<{table}{''.join(rows)}</TABLE>>"


def _width(diagram: Diagram) -> float:
    """How wide the head may be: as the map, where that is known, within what one reads well."""
    right = max((each.place.right for each in diagram.boxes if each.place), default=0)
    return min(max(right, 520), 1100) if right else 640


def _row(content: str, size: int, colour: str = "#1a1a1a") -> str:
    font = f'<FONT POINT-SIZE="{size}" COLOR="{colour}">{content}</FONT>'
    return f'<TR><TD ALIGN="LEFT">{content if content.startswith("<TABLE") else font}</TD></TR>'


def _heads(diagram: Diagram, width: float) -> float:
    """How wide the lines of the head are."""
    said = (
        (diagram.title, 19.0),
        (diagram.question, 12.5),
        (diagram.situation, 10.0),
        *((n, 10.0) for n in diagram.notes),
    )
    return max(wide(line, size) for text, size in said for line in (lines(text, width, size, 30) or ("",)))


def _taken(entries: Iterable[Entry]) -> float:
    return sum(wide(_said(each), 10) + 46 for each in entries)


def _rows(legend: Iterable[Entry], width: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = [[]]
    taken = 0.0
    for each in legend:
        room = wide(_said(each), 10) + 46
        if rows[-1] and taken + room > width:
            rows.append([])
            taken = 0.0
        rows[-1].append(each)
        taken += room
    return [each for each in rows if each]


def _said(entry: Entry) -> str:
    return f"{entry.text} ({entry.count})"


def _legend(entries: Iterable[Entry], style: Style, left: float) -> str:
    cells = []
    for each in entries:
        look = style.look(each.look)
        if each.arrow:
            line = {"solid": "──▶", "dashed": "- - ▶", "dotted": "···▶", "bold": "━━▶"}[look.line]
            cells.append(f'<TD><FONT COLOR="{look.ink_of_line}">{line}</FONT></TD>')
        else:
            sign = _html(look.sign) or " "
            mark = f'<FONT COLOR="{look.ink}">{sign}</FONT>'
            cells.append(
                f'<TD BGCOLOR="{look.fill}" BORDER="1" COLOR="{look.border}" WIDTH="22" HEIGHT="14">{mark}</TD>'
            )
        cells.append(f'<TD ALIGN="LEFT">{_html(_said(each))}</TD>')
    if left > 12:
        cells.append(f'<TD WIDTH="{left:.0f}"></TD>')
    table = '<TABLE ALIGN="LEFT" BORDER="0" CELLBORDER="0" CELLSPACING="3" CELLPADDING="1">'
    return f"{table}<TR>{''.join(cells)}</TR></TABLE>"


def _inside(
    within: str | None,
    boxes: Mapping[str | None, list[Box]],
    groups: Mapping[str | None, list[Group]],
    style: Style,
    links: Mapping[str, str],
) -> Iterator[str]:
    for group in groups.get(within, ()):
        yield f"subgraph {_text('cluster_' + group.id)} {{"
        attributes = {
            "label": "\n".join(group.label),
            "style": "filled,rounded",
            "fillcolor": style.look("group").fill,
            "color": style.look("group").border,
            "fontcolor": style.look("group").ink,
            "fontsize": "11",
            "labeljust": "l",
            "margin": "10",
            "tooltip": " ".join(group.label),
        }
        yield f"  graph [{_attributes(attributes)}]"
        yield from (f"  {each}" for each in _inside(group.id, boxes, groups, style, links))
        yield "}"
    for box in boxes.get(within, ()):
        yield _box(box, style, links)


def _box(box: Box, style: Style, links: Mapping[str, str]) -> str:
    look = style.look(box.look)
    said = box.label
    if look.sign and said:
        said = (*said, look.sign) if box.narrow else (*said[:-1], f"{said[-1]} {look.sign}")
    attributes = {
        "style": ",".join(filter(None, ("filled", "" if box.place else "rounded", _STROKES[look.line]))),
        "fillcolor": look.fill,
        "color": look.border,
        "fontcolor": look.ink,
        "tooltip": box.tooltip or " ".join(box.label) or box.id,
        "class": f"look-{box.look}" + (" frame" if box.frame else ""),
    }
    if look.line == "bold":
        attributes["penwidth"] = "2"
    if box.size != 10:
        attributes["fontsize"] = str(box.size)
    if box.element in links:
        attributes["URL"] = links[str(box.element)]
    if box.place is not None:
        place = box.place
        attributes |= {
            # Graphviz measures from the bottom left.
            "pos": f"{_number(place.x + place.width / 2)},{_number(-place.y - place.height / 2)}!",
            "width": _number(place.width / _POINTS, 4),
            "height": _number(place.height / _POINTS, 4),
            "fixedsize": "true",
        }
        if box.frame:
            attributes |= {"labelloc": "t"}
        if box.left or box.frame:
            attributes["margin"] = "0.05,0.03"
    end = "\\l" if box.left else "\\n"
    label = end.join(map(_escaped, said)) + (end if box.left and said else "")
    return f'{_text(box.id)} [label="{label}", {_attributes(attributes)}]'


def _arrow(arrow: Arrow, style: Style, links: Mapping[str, str]) -> str:
    look = style.look(arrow.look)
    attributes = {
        "label": "\n".join(arrow.label),
        "color": look.ink_of_line,
        "fontcolor": look.ink_of_line,
        "style": look.line,
        "tooltip": arrow.tooltip or " ".join(arrow.label),
        "edgetooltip": arrow.tooltip or " ".join(arrow.label),
        "class": f"look-{arrow.look}",
    }
    if look.line == "bold":
        attributes["penwidth"] = "2"
    if arrow.element in links:
        attributes["URL"] = links[str(arrow.element)]
    shown = {name: value for name, value in attributes.items() if value}
    return f"{_text(arrow.source)} -> {_text(arrow.target)} [{_attributes(shown)}]"


_STROKES = {"solid": "", "dashed": "dashed", "dotted": "dotted", "bold": ""}


def _attributes(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={_text(value)}" for name, value in values.items())


def _text(value: str) -> str:
    return f'"{_escaped(value)}"'


def _escaped(value: str) -> str:
    """A text in which nothing means anything to Graphviz: no escape, no entity, no end of text."""
    return value.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", "\\n")


def _html(value: str) -> str:
    return html.escape(value, quote=True)


def _number(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"
