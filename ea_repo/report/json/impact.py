"""What a loss does, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.impact import ImpactStudy
from ea_repo.graph import Graph
from ea_repo.impact.cover import PlaceNeed
from ea_repo.impact.facts_to_confirm import Fact
from ea_repo.impact.impact import Affected, Impact
from ea_repo.impact.unread_relations import UnreadRelation
from ea_repo.impact.whom_to_call import Call, Concern, Use
from ea_repo.report.impact_words import crossing, message
from ea_repo.report.json.values import both, dumped, hops
from ea_repo.semantics.contacts import Contact

VERSION = 1


def write(answer: Answer[ImpactStudy]) -> str:
    """Every element that the loss touches, with its state, its chain and its sentence."""
    study, impact = answer.content, answer.content.impact
    return dumped(
        {
            "version": VERSION,
            "roots": list(impact.roots),
            "date": impact.date.isoformat(),
            "changes": list(answer.situation.changes),
            "sites": list(impact.sites),
            "complete": dict(study.complete),
            "elements": [_element(impact, affected) for affected in impact.elements],
            "flows": list(impact.flows),
            "concerned": list(study.concerned),
            "told": recipients(study.told),
            "to_call": [_call(impact.graph, call) for call in study.calls],
            "treatments": list(map(_concern, study.treatments)),
            "data": list(map(_concern, study.data)),
            "to_confirm": facts(impact.to_confirm),
            "unread_relations": [_unread(impact.graph, relation) for relation in study.unread],
        }
    )


def facts(to_confirm: Iterable[Fact]) -> list[dict[str, Any]]:
    """The facts that would settle what is only possible; of a support, the process that it is about."""
    return [
        {"id": fact.id, "field": fact.field, **({"to": fact.to} if fact.to else {}), "ask": list(fact.ask)}
        for fact in to_confirm
    ]


def _call(graph: Graph, call: Call) -> dict[str, Any]:
    """Who uses what is touched, how to reach them, and how one goes on without it; null where nobody is recorded."""
    reached = {"name": graph.name(call.actor), **ways_to_reach(graph, call.actor)} if call.actor else {}
    return {"actor": call.actor, **reached, "uses": [_use(graph, use) for use in call.uses]}


def ways_to_reach(graph: Graph, actor: str) -> dict[str, Any]:
    """The telephone numbers and e-mail addresses of an actor, and how else one reaches it."""
    phone, email = graph.value(actor, "phone") or (), graph.value(actor, "email") or ()
    return {"phone": list(phone), "email": list(email), "contact": graph.value(actor, "contact")}


def _use(graph: Graph, use: Use) -> dict[str, Any]:
    return {
        "id": use.element,
        "kind": graph.kind(use.element),
        "state": use.state,
        "possible": use.possible,
        "criticality": use.criticality,
        "rto": use.rto,
        "degraded_mode": use.degraded_mode,
    }


def _concern(concern: Concern) -> dict[str, Any]:
    return {"id": concern.id, "of": list(concern.by)}


def _unread(graph: Graph, relation: UnreadRelation) -> dict[str, Any]:
    """A relation that no loss reads, with its type in the words of the source and its ends."""
    source, target = (next(iter(graph.targets(relation.id, end)), None) for end in ("source", "target"))
    type = graph.value(relation.id, "type")
    return {"id": relation.id, "type": type, "source": source, "target": target, "ask": list(relation.ask)}


def recipients(told: Iterable[Contact]) -> list[dict[str, Any]]:
    """Whom to tell, and as what."""
    return [
        {
            "actor": recipient.actor,
            "roles": [{"role": both(role), "of": list(ids)} for role, ids in recipient.roles],
        }
        for recipient in told
    ]


def _element(impact: Impact, affected: Affected) -> dict[str, Any]:
    graph = impact.graph
    data: dict[str, Any] = {
        "id": affected.id,
        "kind": graph.kind(affected.id),
        "distance": len(affected.chain),
        "chain": hops(affected.chain),
        "state": affected.state,
        "possible": affected.possible,
        "message": {"fr": message(graph, affected, "fr"), "en": message(graph, affected, "en")},
    }
    if crossed := crossing(graph, affected):
        data["crosses"] = list(crossed)
    if affected.places:
        data["sites"] = sites(impact, affected)
    return data


def sites(impact: Impact, process: Affected) -> dict[str, dict[str, Any]]:
    """A process at each site where somebody touched covers or supports it, with the needs that are touched there."""
    by_site: dict[str, dict[str, Any]] = {}
    for id, place in impact.shown(process).items():
        by_site[id] = {"state": place.state, "possible": place.possible, "covered_by": list(place.covered_by)}
        if place.needs:
            by_site[id]["needs"] = list(map(_need, place.needs))
    return by_site


def _need(need: PlaceNeed) -> dict[str, Any]:
    return {
        "for": need.words,
        "need": need.need,
        "supported_by": list(need.supporters),
        "state": need.state,
        "possible": need.possible,
    }
