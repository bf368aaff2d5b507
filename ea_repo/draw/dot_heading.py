"""The head of a map as an HTML-like label of Graphviz: title, question, day, legend, what is not shown."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.draw.diagram import Diagram, LegendEntry
from ea_repo.draw.dot_text import as_html
from ea_repo.draw.style import Style
from ea_repo.draw.wrap import text_width, wrap

ARROWS = {"solid": "──▶", "dashed": "- - ▶", "dotted": "···▶", "bold": "━━▶"}
"""How arrows of each stroke look in a legend."""
_INK, _GREY, _ALERT = "#1a1a1a", "#4a4a4a", "#b03a00"
_TEXT = 10.0
"""The size of all that is neither title nor question."""
ENTRY = 46
"""The room that a line of the legend takes beside its words."""


def heading(diagram: Diagram, style: Style) -> str:
    """The label of the whole graph."""
    width = _width(diagram)
    rows = [_row(f"<B>{as_html(line)}</B>", 18) for line in wrap(diagram.title, width, 19, 3)]
    rows += [_row(f"<B>{as_html(line)}</B>", 12, _ALERT) for line in wrap(diagram.warning, width, 13, 3)]
    rows += [_row(f"<I>{as_html(line)}</I>", 12) for line in wrap(diagram.question, width, 12.5, 4)]
    rows += [_row(as_html(line), 10, _GREY) for line in wrap(diagram.situation, width, _TEXT, 3)]
    # A row of the legend is spread over the width of the head, unless what is left of it is a cell of its own.
    legend = legend_rows(diagram.legend, width)
    across = max([_text_width(diagram, width), *(_taken(row) for row in legend)])
    rows += [_table_row(_legend(row, style, across - _taken(row))) for row in legend]
    rows += [_row(as_html(line), 10) for note in diagram.notes for line in wrap(note, width, _TEXT, 30)]
    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">'
    return f"<{table}{''.join(rows)}</TABLE>>"


def _width(diagram: Diagram) -> float:
    """How wide the head may be: as the map, where that is known, within what one reads well."""
    right = max((box.place.right for box in diagram.boxes if box.place), default=0)
    return min(max(right, 520), 1100) if right else 640


def _row(text: str, size: int, colour: str = _INK) -> str:
    return _table_row(f'<FONT POINT-SIZE="{size}" COLOR="{colour}">{text}</FONT>')


def _table_row(content: str) -> str:
    return f'<TR><TD ALIGN="LEFT">{content}</TD></TR>'


def _text_width(diagram: Diagram, width: float) -> float:
    """How wide the texts of the head are."""
    texts = [(diagram.title, 19.0), (diagram.warning, 13.0), (diagram.question, 12.5)]
    texts += [(text, _TEXT) for text in (diagram.situation, *diagram.notes)]
    return max((text_width(line, size) for text, size in texts for line in wrap(text, width, size, 30)), default=0)


def legend_rows(legend: Iterable[LegendEntry], width: float) -> list[list[LegendEntry]]:
    """The legend in rows of a width."""
    rows: list[list[LegendEntry]] = []
    for entry in legend:
        if not rows or _taken([*rows[-1], entry]) > width:
            rows.append([])
        rows[-1].append(entry)
    return rows


def _taken(entries: Iterable[LegendEntry]) -> float:
    """How much of the width these entries take."""
    return sum(text_width(entry_words(entry), _TEXT) + ENTRY for entry in entries)


def entry_words(entry: LegendEntry) -> str:
    """What an entry of a legend says, with how often it is there."""
    return f"{entry.text} ({entry.count})"


def _legend(entries: Iterable[LegendEntry], style: Style, left: float) -> str:
    """A row of the legend, with the width that is left as an empty cell."""
    cells = []
    for entry in entries:
        look = style.look(entry.look)
        if entry.arrow:
            cells.append(f'<TD><FONT COLOR="{look.ink_of_line}">{ARROWS[look.line]}</FONT></TD>')
        else:
            sign = f'<FONT COLOR="{look.ink}">{as_html(look.sign) or " "}</FONT>'
            stroke = f' STYLE="{look.line}"' if look.line in ("dashed", "dotted") else ""
            wide = 2 if look.line == "bold" else 1
            box = f'BGCOLOR="{look.fill}" BORDER="{wide}" COLOR="{look.border}"{stroke} WIDTH="26" HEIGHT="15"'
            cells.append(f"<TD {box}>{sign}</TD>")
        cells.append(f'<TD ALIGN="LEFT">{as_html(entry_words(entry))}</TD>')
    if left > 12:
        cells.append(f'<TD WIDTH="{left:.0f}"></TD>')
    table = '<TABLE ALIGN="LEFT" BORDER="0" CELLBORDER="0" CELLSPACING="3" CELLPADDING="1">'
    return f"{table}<TR>{''.join(cells)}</TR></TABLE>"
