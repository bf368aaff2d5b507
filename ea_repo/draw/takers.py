"""Who takes the data of a referential, from whom and how: those that have it from a wrong source first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.arrows import Edge, what_passes
from ea_repo.draw.context import NOT_RECORDED
from ea_repo.draw.diagram import Diagram, LegendEntry
from ea_repo.draw.edges import edges_between, loops_not_drawn
from ea_repo.draw.listing import ListGroup, ListRow, listing
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.finding import Text

SCALE = "lineage"
_MASTERS = ("master", "peer", "rival")
_FROM, _ALL = Text("de ", "from "), Text("Maîtres", "Masters")
_NO_FLOW = Text("aucun flux renseigné ne la lui apporte", "no recorded flow brings it")
_USES = Text("Utilisent la donnée, source non renseignée", "Use the datum, source not recorded")


def takers(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """A frame for each way of having the data, the worst first, then who masters it; a row for each application."""
    notes = list(head.notes)
    by_target: dict[str, list[Edge]] = {}
    edges, loops = edges_between(appearance, list(ids), notes)
    notes += loops_not_drawn(appearance, loops, ids)
    for edge in edges:
        by_target.setdefault(edge.target, []).append(edge)
    groups = list(_groups(appearance, ids, by_target))
    reading = Text("à droite : de qui, quoi, comment", "on the right: from whom, what, how")
    legend = (*appearance.legend(), LegendEntry("head", appearance.context.say(reading), len(by_target)))
    boxes = tuple(listing(groups, appearance.context.colon))
    return replace(head, boxes=boxes, legend=legend, notes=tuple(notes), layout="placed")


def _groups(appearance: Appearance, ids: Sequence[str], by_target: dict[str, list[Edge]]) -> Iterator[ListGroup]:
    """Those who take, the worst source first; those who use the data and say of no source; those who master it."""
    say, graph = appearance.context.say, appearance.graph
    ordered = sorted(ids, key=lambda element: (dictionary_order(graph.name(element)), element))
    scale = [value for value, _ in appearance.context.style.order(SCALE)]
    for value in [*reversed([value for value in scale if value not in _MASTERS])]:
        rows = [_row(appearance, id, by_target) for id in ordered if appearance.value(id, SCALE) == value]
        words = appearance.say_value(SCALE, value)
        yield ListGroup(words[:1].upper() + words[1:], tuple(rows))
    users = [_user(appearance, id) for id in _silent_users(appearance, ids)]
    yield ListGroup(say(_USES), tuple(users))
    masters = [_row(appearance, id, by_target) for id in ordered if appearance.value(id, SCALE) in _MASTERS]
    yield ListGroup(say(_ALL), tuple(masters))


def _row(appearance: Appearance, id: str, by_target: dict[str, list[Edge]]) -> ListRow:
    """An application: from whom it has the data, what and how; of a master, what it masters."""
    context, graph = appearance.context, appearance.graph
    edges = by_target.get(id, [])
    right = [
        f"{context.say(_FROM)}{appearance.name(edge.source)}{context.colon}{what_passes(appearance, edge)}"
        for edge in edges
    ]
    if appearance.value(id, SCALE) in _MASTERS:
        parts = sorted(graph.parts(id))
        mastered = dict.fromkeys(datum for part in parts for datum in graph.targets(part, "masters"))
        right.append(", ".join(map(appearance.name, mastered)))
    meaning, look = appearance.meaning(id, SCALE), appearance.look(id)
    lines = tuple(filter(None, right)) or (context.say(_NO_FLOW),)
    return ListRow(id, appearance.name(id), look, appearance.tooltip(id), lines, meaning)


def _silent_users(appearance: Appearance, ids: Sequence[str]) -> list[str]:
    """The applications in service that use the data of the focus, and of which no recorded flow says from whom."""
    graph, known = appearance.graph, frozenset(ids)
    parts = sorted({part for id in appearance.context.focus for part in graph.parts(id)})
    data = dict.fromkeys(datum for part in parts for datum in graph.targets(part, "masters"))
    users = {user for datum in data for user in graph.targets(datum, "used_by")}
    kept = (user for user in users - known if graph.in_service(user) and graph.solution(user) not in known)
    return sorted(kept, key=lambda element: (dictionary_order(graph.name(element)), element))


def _user(appearance: Appearance, id: str) -> ListRow:
    look = appearance.look_of(SCALE, NOT_RECORDED, arrow=False)
    words = appearance.context.say(_NO_FLOW)
    return ListRow(id, appearance.name(id), look, appearance.tooltip(id), (words,), "")
