"""The dossier of a decommissioning, for scripts: the names are those of docs/json.md."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from ea_repo.impact.decommissioning_dossier import RetiredElement
from ea_repo.report.retire import Dossier, Leftovers

VERSION = 1


def dumped(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_data(answer: Dossier) -> dict[str, Any]:
    found = answer.retirement
    return {
        "version": VERSION,
        "roots": list(found.ids),
        "on": found.on.isoformat(),
        "date": answer.situation.date.isoformat(),
        "changes": list(answer.situation.changes),
        "sites": list(found.sites),
        "replacements": dict(found.replacements),
        "verdict": found.verdict,
        "steps": [
            {
                "ids": list(step.group.ids),
                "because": list(step.group.because),
                "date": step.date.isoformat() if step.date else None,
                "verdict": step.verdict,
                "lost": list(step.lost),
                "perhaps_lost": list(step.perhaps),
            }
            for step in found.plan.steps
        ],
        "uncovered": [
            {"process": each.process, "site": each.place, "since": each.since.isoformat()}
            for each in found.plan.uncovered
        ],
        "processes": [
            {
                "id": each.process.id,
                "state": each.process.state,
                "possible": each.process.possible,
                "sites": {id: _plain(place) for id, place in each.impact.shown(each.process).items()},
            }
            for each in found.processes
        ],
        "reroute": [_plain(each) for each in found.reroutes],
        "incoming": list(found.incoming),
        "elements": [_element(each) for each in found.elements],
        "contracts": [_plain(each) for each in found.contract_endings],
        "savings": {**_plain(found.savings), "payback_years": found.savings.payback},
        "missing": [_plain(each) for each in found.missing],
        "told": [
            {"actor": each.actor, "roles": [{"role": _plain(role), "of": list(ids)} for role, ids in each.roles]}
            for each in found.contacts
        ],
        "to_confirm": [_plain(each) for each in found.to_confirm],
    }


def _element(element: RetiredElement) -> dict[str, Any]:
    data: dict[str, Any] = _plain(element)
    for milestone in data["calendar"]:
        milestone["said"] = milestone.pop("written")
    return data


def leftovers(answer: Leftovers) -> dict[str, Any]:
    return {
        "version": VERSION,
        "roots": list(answer.ids),
        "date": answer.situation.date.isoformat(),
        "changes": list(answer.situation.changes),
        "left": [_plain(each) for each in answer.left],
    }


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
