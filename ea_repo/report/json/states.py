"""Several states side by side, for programs."""

from __future__ import annotations

import dataclasses
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import Group
from ea_repo.answer.request_dossier import YEARS
from ea_repo.answer.states import State, States
from ea_repo.finding import SEVERITIES
from ea_repo.report.json.findings import finding_data
from ea_repo.report.json.indicators import value_data
from ea_repo.report.json.values import dumped

VERSION = 1


def write(answer: Answer[States]) -> str:
    """Every state with all its measures; null is what is not known, and all of a state that says no changes."""
    compared = answer.content
    data = {
        "version": VERSION,
        "workspace": answer.situation.workspace,
        "states": [_state(state) for state in compared.states],
        "conflicts": list(map(finding_data, compared.conflicts)),
    }
    return dumped(data)


def _state(state: State) -> dict[str, Any]:
    situation = state.situation
    head = {
        "key": state.key or None,
        "title": state.title or None,
        "date": situation.date.isoformat(),
        "changes": [
            {"file": scenario.name, "status": scenario.status, "decided_by": scenario.decided_by}
            for scenario in state.scenarios
        ],
        "written": state.written,
    }
    return head | (_measures(state) if state.written else dict.fromkeys(_MEASURES)) | _option(state)


_MEASURES = ("findings", "principles", "unknown", "indicators", "processes", "yearly_cost", "budget", "in_service")


def _measures(state: State) -> dict[str, Any]:
    coverage, running = state.coverage, state.running
    return {
        "findings": {severity: state.audit.count(severity) for severity in SEVERITIES},
        "principles": {group.id: _group(group) for group in state.audit.groups if group.id is not None},
        "unknown": state.unknown,
        "indicators": {series.indicator.id: value_data(series.values[0]) for series in state.indicators.series},
        "processes": dataclasses.asdict(coverage),
        "yearly_cost": {"total": running.total, "known": running.known, "of": running.of},
        "budget": {str(account_class): amount for account_class, amount in sorted(state.budget.items())},
        "in_service": {"solutions": state.solutions, "flows": state.flows},
    }


def _group(group: Group) -> dict[str, Any] | None:
    """The findings and unknowns under a principle; null where no rule of it had anything to look at."""
    if not any(result.applicable for result in group.results):
        return None
    findings = [finding for result in group.results for finding in result.findings if finding.counts]
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    return counts | {"unknown": sum(len(result.unknown) for result in group.results)}


def _option(state: State) -> dict[str, Any]:
    option = state.option
    if option is None:
        return {}
    once, yearly = (amounts.total if amounts else None for amounts in (option.once, option.yearly))
    return {"option": {"once": once, "yearly": yearly, "five_years": option.over(YEARS)}}
