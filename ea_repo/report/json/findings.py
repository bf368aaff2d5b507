"""A finding, for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.finding import Cost, Finding, Weight
from ea_repo.report.json.values import both, place


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding, whole."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "subject": finding.subject,
        "field": finding.field,
        "related": list(finding.related),
        "offenders": list(finding.offenders),
        "message": both(finding.message),
        "details": list(map(both, finding.details)),
        "fix": both(finding.fix) if finding.fix else None,
        "at": place(finding.at),
        "key": finding.key,
        "fingerprint": finding.fingerprint,
        "illustrative": finding.illustrative,
        "accepted": finding.accepted_by is not None,
        "accepted_by": finding.accepted_by,
        "accepted_until": finding.accepted_until,
        "known": finding.known,
        "weight": weight_data(finding.weight) if finding.weight else None,
        "cost": _cost(finding.cost),
        "days": list(finding.days),
    }


def weight_data(weight: Weight) -> dict[str, Any]:
    """What a finding touches that makes it matter."""
    return {
        "critical_processes": list(weight.processes),
        "critical_application": weight.critical,
        "health_data": weight.health,
        "sites": weight.sites,
        "yearly_cost": weight.money,
    }


def _cost(cost: Cost | None) -> dict[str, Any] | None:
    if cost is None:
        return None
    return {"total": cost.total if cost.known else None, "missing": cost.missing, "of": cost.of}
