"""The maps of a dossier: the part of the land-use plan that a request concerns, before and after, and what changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Map, MapQuestion
from ea_repo.answer.request_dossier import Drawing, RequestDossier
from ea_repo.answer.view_table import ViewTable
from ea_repo.draw.cartography import View
from ea_repo.finding import Text
from ea_repo.graph import Graph, difference
from ea_repo.impact.refusal import Refusal
from ea_repo.metamodel import accepts
from ea_repo.repository import drawing
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.select import Selector

_LAND_USE, _CHANGES, _IMPACT = "land-use-plan", "changes", "impact"


def drawings(
    opened: OpenWorkspace, dossier: RequestDossier, looks: Mapping[str, OpenWorkspace], shown: Iterable[str]
) -> Iterator[Drawing]:
    """The plan as it is, then for each option to be shown: the plan with it, what it changes, what its loss does."""
    keys = list(shown)
    zones = _zones(opened.graph, dossier, [looks[key].demanded for key in keys])
    views = opened.cartography.views
    plan = views.get(_LAND_USE)
    if plan is not None and zones:
        yield Drawing(None, _LAND_USE, _plan(opened, opened.graph, plan, zones))
    for key in keys:
        look = looks[key]
        if plan is not None and zones:
            yield Drawing(key, _LAND_USE, _plan(look, look.demanded, plan, zones))
        if _CHANGES in views:
            changes = _map(drawing.draw(look, MapQuestion(_CHANGES)))
            # What is asked for is drawn as if it were there.
            yield Drawing(key, _CHANGES, replace(changes, content=replace(changes.content, graph=look.demanded)))
        for id in _lost(opened.graph, look.demanded) if _IMPACT in views else ():
            if id in opened.graph:
                yield Drawing(None, _IMPACT, _map(drawing.draw(opened, MapQuestion(_IMPACT, (id,)))))
            yield Drawing(key, _IMPACT, _map(drawing.draw(look, MapQuestion(_IMPACT, (id,)))))


def _map(answer: Answer[Map] | Answer[ViewTable]) -> Answer[Map]:
    if not isinstance(answer.content, Map):
        fr = f"« {answer.content.view.id} » doit être une carte pour ce dossier, et non une table"
        raise Refusal(Text(fr, f"“{answer.content.view.id}” must be a map for this dossier, and no table"))
    return Answer(answer.situation, answer.content)


def _plan(opened: OpenWorkspace, graph: Graph, plan: View, zones: tuple[str, ...]) -> Answer[Map]:
    """The land-use plan, of these zones alone."""
    chosen = Selector.parse({"kind": "application", "in_service": True, "zone": list(zones)})
    view = replace(plan, point=plan.point.model_copy(update={"show": (chosen,), "holes": False}))
    whole = _map(drawing.draw(opened, MapQuestion(_LAND_USE)))
    return replace(whole, content=replace(whole.content, view=view, graph=graph))


def _zones(graph: Graph, dossier: RequestDossier, changed: list[Graph]) -> tuple[str, ...]:
    """The zones of the processes of the request, else of what the options add or change."""
    of_processes = [zone for id in dossier.written.request.processes for zone in graph.targets(id, "zone")]
    touched = [zone for after in changed for id in _touched(graph, after) for zone in after.targets(id, "zone")]
    return tuple(dict.fromkeys(of_processes or touched))


def _touched(before: Graph, after: Graph) -> list[str]:
    elements = difference(before, after)
    return [id for id in (*elements.added, *elements.changed) if accepts("application", after.kind(id))]


def _lost(before: Graph, after: Graph) -> list[str]:
    """The first application that an option adds or changes: the loss of which one asks about."""
    return _touched(before, after)[:1]
