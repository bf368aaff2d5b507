"""From a view and what it is drawn from to a diagram."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.border import border
from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.edges import flows_to_what_is_gone
from ea_repo.draw.effects import Effects, effects_map
from ea_repo.draw.exchanges import exchanges
from ea_repo.draw.grid import grid
from ea_repo.draw.matrix import filled_cells, matrix
from ea_repo.draw.needs import needs
from ea_repo.draw.neighbours import of_focus
from ea_repo.draw.network import network
from ea_repo.draw.quadrants import quadrants
from ea_repo.draw.takers import takers
from ea_repo.draw.tiles import tiles
from ea_repo.draw.timeline import Calendar, timeline
from ea_repo.draw.viewpoint import Viewpoint
from ea_repo.draw.years import years
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.select import Selector

_MOST_IN_TITLE = 4
"""How many of the elements that a map is drawn around its title names."""


def draw(view: View, context: Context, analysed: Calendar | Effects | None = None) -> Diagram:
    """The map of a view; where it has nothing to show, it says what to record.

    A timeline needs its calendar, a map of effects its effects.
    """
    point, appearance = view.point, Appearance(view.point, context)
    question = context.say(point.question.text)
    head = Diagram(
        view.id, _title(appearance), question, context.situation, (), warning=_warning(context), lang=context.lang
    )
    match point.form:
        case "timeline":
            return timeline(head, appearance, analysed) if isinstance(analysed, Calendar) else head
        case "effects":
            diagram = effects_map(head, appearance, analysed) if isinstance(analysed, Effects) else head
        case "needs":
            rows = selected(context.graph, point.rows)
            diagram = needs(head, appearance, rows, selected(context.graph, point.across)) if rows else head
        case "border":
            diagram = _border(head, appearance)
        case "years" | "grid" | "quadrants" | "takers":
            diagram = _sorted_out(head, appearance)
        case "matrix":
            diagram = _matrix(head, appearance)
        case _:
            diagram = _boxes(head, appearance)
    return replace(diagram, notes=(*diagram.notes, context.say(point.empty.text))) if diagram.empty else diagram


def selected(graph: Graph, selectors: Iterable[Selector]) -> list[str]:
    """The elements that any of these selectors chooses, in order, each once."""
    return sorted({id for selector in selectors for id in selector.select(graph)})


def _title(appearance: Appearance) -> str:
    context = appearance.context
    title = context.say(appearance.point.title.text)
    if not context.focus:
        return title
    names = ", ".join(appearance.name(id) for id in context.focus[:_MOST_IN_TITLE])
    return f"{title} · {names}" + ("…" if len(context.focus) > _MOST_IN_TITLE else "")


def _warning(context: Context) -> str:
    """What the map must bear; that it may miss something, where a part of the model could not be read."""
    number = context.unreadable
    if not number:
        return context.marking
    fr, en = "1 partie du modèle n'a pas pu être lue", "1 part of the model could not be read"
    if number > 1:
        fr, en = f"{number} parties du modèle n'ont pas pu être lues", f"{number} parts of the model could not be read"
    doubt = context.say(Text(f"{fr} : cette carte est peut-être incomplète", f"{en}: this map may be incomplete"))
    return f"{context.marking} · {doubt}" if context.marking else doubt


def _border(head: Diagram, appearance: Appearance) -> Diagram:
    """A map of a border, with each partner in the first band that shows it."""
    point, graph = appearance.point, appearance.graph
    outside: list[tuple[str, list[str]]] = []
    taken: set[str] = set()
    for band in point.bands:
        partners = [id for id in selected(graph, band.show) if id not in taken]
        taken.update(partners)
        outside.append((appearance.context.say(band.title.text), partners))
    inside = [id for id in selected(graph, point.show) if id not in taken]
    return border(head, appearance, inside, outside) if taken else head


def _sorted_out(head: Diagram, appearance: Appearance) -> Diagram:
    """A map on which each element stands where what is recorded of it says: in a year, a cell, a quadrant."""
    ids = selected(appearance.graph, appearance.point.show)
    if not ids:
        return head
    match appearance.point.form:
        case "grid":
            return grid(head, appearance, ids)
        case "quadrants":
            return quadrants(head, appearance, ids)
        case "takers":
            marked = [id for id in ids if id in appearance.context.marks]
            return takers(head, appearance, marked) if len(marked) > 1 else head
        case _:
            return years(head, appearance, ids)


def _matrix(head: Diagram, appearance: Appearance) -> Diagram:
    point, graph = appearance.point, appearance.graph
    rows = selected(graph, point.rows)
    if point.across:
        return matrix(head, appearance, rows, selected(graph, point.across)) if rows else head
    filled = filled_cells(appearance, frozenset(rows), frozenset(rows))
    around = frozenset(of_focus(appearance, rows) if appearance.context.focus else rows)
    if point.cells is not None and point.cells.flows is not None:
        gone = flows_to_what_is_gone(appearance, (point.cells.flows,), around)
        head = replace(head, notes=(*head.notes, *gone))
    if appearance.context.focus:
        filled = {ends: flows for ends, flows in filled.items() if not around.isdisjoint(ends)}
    return exchanges(head, appearance, rows, filled) if filled else head


def _boxes(head: Diagram, appearance: Appearance) -> Diagram:
    """A map of boxes, with arrows or as tiles."""
    point, context = appearance.point, appearance.context
    ids = selected(context.graph, point.show)
    if appearance.colour in ("impact", "change", "lineage"):
        # What an analysis says nothing of is no part of its map.
        ids = [id for id in ids if id in context.marks]
    if not ids:
        return head
    head = replace(head, notes=(*head.notes, *_left_out(appearance, ids)))
    appearance.make_scale(ids)
    if point.or_colour:
        appearance.choose_colour(ids)
    diagram = tiles(head, appearance, ids) if point.form == "tiles" else network(head, appearance, ids)
    if appearance.colour == "findings":
        diagram = replace(diagram, notes=(*diagram.notes, *_errors_elsewhere(appearance, ids)))
    if _needs_arrows(point) and not diagram.arrows:
        # Alone on a map, what it is drawn around answers nothing.
        return replace(diagram, boxes=(), groups=(), legend=())
    return diagram


def _left_out(appearance: Appearance, ids: Iterable[str]) -> Iterator[str]:
    """How many elements nothing recorded places on the map, of those that the view is about."""
    about = selected(appearance.graph, appearance.point.out_of)
    if left := len(set(about) - set(ids)):
        fr = f"{left} sur {len(about)} absents de cette carte : rien de renseigné ne les y place"
        yield appearance.context.say(Text(fr, f"{left} of {len(about)} not on this map: nothing recorded places them"))


def _errors_elsewhere(appearance: Appearance, chosen: Collection[str]) -> Iterator[str]:
    """Which elements with errors the view does not choose; an error of a flow is told by the ends of the flow."""
    graph, context, shown = appearance.graph, appearance.context, frozenset(chosen)
    wrong = sorted(id for id, mark in context.marks.items() if mark.value == "error" and id in graph)
    left = [id for id in wrong if id not in shown and (graph.kind(id) != "flow" or not graph.targets(id, "source"))]
    if left:
        names, several = appearance.named(left), "s" if len(left) > 1 else ""
        fr = f"{len(left)} élément{several} avec au moins une erreur, non montré{several} ici : {names}"
        yield context.say(Text(fr, f"{len(left)} element{several} with an error at least, not shown here: {names}"))


def _needs_arrows(point: Viewpoint) -> bool:
    return point.form == "map" and point.focus is not None and point.focus.required
