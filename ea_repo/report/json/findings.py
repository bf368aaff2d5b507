"""A finding, for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.finding import Finding
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
    }
