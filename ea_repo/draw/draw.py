"""From a viewpoint and a graph to a diagram."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ea_repo.draw.bars import Calendar, bars
from ea_repo.draw.cartography import View
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.matrix import matrix
from ea_repo.draw.network import network
from ea_repo.draw.shown import Context, Shown
from ea_repo.draw.tiles import tiles
from ea_repo.draw.wrap import shown
from ea_repo.graph import Graph
from ea_repo.select import Selector


def draw(view: View, context: Context, calendar: Calendar | None = None) -> Diagram:
    """The map of a viewpoint; where it has nothing to show, it says what to record."""
    point, lang = view.point, context.lang
    title = point.title.text[lang]
    if context.focus:
        title += " · " + ", ".join(shown(context.graph.name(each)) for each in context.focus[:4])
        title += "…" if len(context.focus) > 4 else ""
    base = Diagram(view.id, title, point.question.text[lang], context.situation, (), links=context.links)
    words = Shown(point, context)
    if point.form == "timeline":
        return bars(base, words, calendar) if calendar is not None else base
    if point.form == "matrix":
        rows = selected(context.graph, point.rows)
        across = selected(context.graph, point.across) if point.across else rows
        found = matrix(base, words, rows, across, square=not point.across) if rows else base
    else:
        ids = selected(context.graph, point.show)
        if point.colour in ("impact", "change", "lineage"):
            # What an analysis says nothing of is no part of its map.
            ids = [each for each in ids if each in context.marks]
        form = tiles if point.form == "tiles" else network
        found = form(base, words, ids) if ids else base
    if point.form == "map" and point.focus and point.focus.required and not found.arrows:
        # Alone on a map, what it is drawn around answers nothing.
        found = replace(found, boxes=(), groups=(), legend=())
    if found.empty:
        return replace(found, notes=(*found.notes, point.empty.text[lang]))
    return found


def selected(graph: Graph, selectors: Iterable[dict[str, object]]) -> list[str]:
    """The elements that any of these selectors chooses, in order, each once."""
    return sorted({id for each in selectors for id in Selector.parse(each).select(graph)})
