"""What a loss does, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.impact import ImpactStudy
from ea_repo.impact.impact import Affected, Impact
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
            "told": recipients(study.told),
            "to_confirm": [{"id": fact.id, "field": fact.field} for fact in impact.to_confirm],
        }
    )


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
    """A process at each site where somebody touched covers it."""
    return {
        id: {"state": place.state, "possible": place.possible, "covered_by": list(place.covered_by)}
        for id, place in impact.shown(process).items()
    }
