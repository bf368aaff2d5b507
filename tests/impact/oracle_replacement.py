"""A model on a day as a replacement makes it, by the words alone: whose flows are whose then."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.impact.oracle_facts import APPLICATIONS, At, Model
from tests.impact.oracle_lineage import settled, spread


def replaced(model: Model, old: str, new: str, date: dt.date) -> Model:
    """The model on that day, where the flows of one go from, to and through the other.

    A replacement counts from the day it is in service, for the data that it is recorded to hold, master or take over.
    """
    view = At(model, date)
    if not view.in_service(new):
        return model
    data = {
        datum
        for project in view.ids("project")
        if new in At(model, date).to(project, "delivers")
        for datum in view.to(project, "takes_over")
    }
    data = {part for part in view.ids("data_object") if {part, *view.upwards(part, "part_of")} & data}
    if data:
        model = _with(model, new, masters=[*view.to(new, "masters"), *sorted(data)])
    inside = view.below([old], "part_of", "instance_of")
    if not any(view.recorded(id, "covers") for id in whenever_below(model, new) - whenever_below(model, old)):
        # Reading: of what is written to serve nothing nor something, to say that it replaces says what it serves.
        model = _with(model, new, covers=sorted({process for id in inside for process in view.to(id, "covers")}))
    view = At(model, date)
    apis = {id for id in view.ids("api") if inside & {*view.to(id, "provided_by")}}
    whole = model
    for flow in view.ids("flow"):
        ends: dict[str, Any] = {
            end: [new if id in inside else id for id in view.to(flow, end)] for end in ("source", "target", "via")
        }
        # Reading: a flow between two whose place it takes is no flow of its own.
        if not all(inside & {*view.to(flow, end)} for end in ("source", "target")):
            whole = _with(whole, flow, **ends, api=[id for id in view.to(flow, "api") if id not in apis])
    # Reading: holding is looked for with all flows moved, those of the old one lost; origins are settled before.
    held_before, moved = settled(view), At(whole, date)
    cut = whole
    for flow in view.ids("flow"):
        written = view.to(flow, "data")
        if not {*view.to(flow, "source")} & inside or not written or {*view.to(flow, "target")} & inside:
            # Reading: a flow that does not say what it carries is moved as it is.
            continue
        held = [datum for datum in written if moved.solution(new) in _holding(moved, held_before, inside, datum)]
        left = [datum for datum in written if datum not in held]
        if left and held:
            cut = _added(cut, flow, f"{flow} ({new})", data=held)
        if left:
            cut = _with(cut, flow, source=view.to(flow, "source"), data=left)
    return cut


def _holding(moved: At, origins: dict[str, set[tuple[str, str]]], inside: set[str], datum: str) -> set[str]:
    """Who holds a datum without some elements."""
    flows = [flow for flow in moved.exchanges() if not {flow.source, flow.target} & inside]
    flows = [flow for flow in flows if not inside & {*moved.to(flow.flow, "via")}]
    return spread(moved, datum, {solution for solution, id in origins[datum] if id not in inside}, flows)


def whenever_below(model: Model, id: str) -> set[str]:
    """An application with its modules and instances on any day."""
    below = {id}
    for _ in applications(model):
        for other in applications(model):
            links = [link for field in ("part_of", "instance_of") for link in _values(model, other, field)]
            if {link["to"] if isinstance(link, dict) else link for link in links} & below:
                below.add(other)
    return below


def _values(model: Model, id: str, field: str) -> list[Any]:
    fields = next(elements[id] or {} for elements in model.values() if id in elements)
    written = fields.get(field) or []
    return written if isinstance(written, list) else [written]


def _with(model: Model, id: str, **fields: Any) -> Model:
    """The model with other fields of an element; empty links that were not written stay so."""
    kind = next(kind for kind, elements in model.items() if id in elements)
    before = model[kind][id] or {}
    written = {name: value for name, value in fields.items() if value or name in before}
    return {**model, kind: {**model[kind], id: {**before, **written}}}


def _added(model: Model, like: str, id: str, **fields: Any) -> Model:
    kind = next(kind for kind, elements in model.items() if like in elements)
    return {**model, kind: {**model[kind], id: {**model[kind][like], **fields}}}


def applications(model: Model) -> list[str]:
    return [id for kind in APPLICATIONS for id in model.get(kind, {})]
