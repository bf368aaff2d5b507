"""What a loss does, for scripts: the names are those of docs/json.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ea_repo.impact.chain import Hop
from ea_repo.impact.impact import Affected
from ea_repo.report.impact import Answer, crossing
from ea_repo.report.impact_words import message

VERSION = 1


def as_json(answer: Answer) -> str:
    return json.dumps(as_data(answer), ensure_ascii=False, indent=2)


def as_data(answer: Answer) -> dict[str, Any]:
    found = answer.impact
    return {
        "version": VERSION,
        "roots": list(found.roots),
        "date": found.date.isoformat(),
        "changes": list(answer.situation.changes),
        "sites": list(found.sites),
        "complete": dict(answer.complete),
        "elements": [_element(answer, each) for each in found.elements],
        "flows": list(found.flows),
        "told": [
            {
                "actor": each.actor,
                "roles": [{"role": {"fr": role.fr, "en": role.en}, "of": list(ids)} for role, ids in each.roles],
            }
            for each in answer.told
        ],
        "to_confirm": [{"id": each.id, "field": each.field} for each in found.to_confirm],
    }


def _element(answer: Answer, each: Affected) -> dict[str, Any]:
    graph = answer.impact.graph
    crossed = crossing(graph, each)
    data: dict[str, Any] = {
        "id": each.id,
        "kind": graph.kind(each.id),
        "distance": len(each.chain),
        "chain": hops(each.chain),
        "state": each.state,
        "possible": each.possible,
        "message": {"fr": message(graph, each, "fr"), "en": message(graph, each, "en")},
    }
    if crossed:
        data["crosses"] = list(crossed)
    if each.places:
        data["sites"] = {
            id: {"state": place.state, "possible": place.possible, "covered_by": list(place.covered_by)}
            for id, place in answer.impact.shown(each).items()
        }
    return data


def hops(chain: Sequence[Hop]) -> list[dict[str, str]]:
    return [{"from": hop.from_, "to": hop.to, "by": hop.by} for hop in chain]
