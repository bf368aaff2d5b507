"""The audit for programs: the names of `docs/json.md`, versioned."""

from __future__ import annotations

import json
from typing import Any

from ea_repo.answer.audit import Audit
from ea_repo.finding import Finding, Text

VERSION = 1


def as_json(audit: Audit) -> str:
    """The audit as one JSON object; the same bytes for the same workspace and date."""
    principles = {each.rule.id: group.id for group in audit.groups for each in group.results}
    data: dict[str, Any] = {
        "version": VERSION,
        "date": audit.situation.date.isoformat(),
        "workspace": audit.situation.workspace,
        "changes": list(audit.situation.changes),
        "summary": {
            "error": audit.count("error"),
            "warning": audit.count("warning"),
            "info": audit.count("info"),
            "accepted": audit.accepted,
            "known": audit.known,
            "illustrative": audit.illustrative,
            "unknown": audit.unknown,
        },
        "rules": [
            {
                "rule": each.rule.id,
                "principle": principles[each.rule.id],
                "severity": each.severity,
                "checked": each.checked,
                "failing": each.failing,
                "unknown": len(each.unknown),
            }
            for each in audit.results
        ],
        "findings": [finding_as_json(each) for each in audit.findings],
    }
    if audit.since is not None:
        data["since"] = {
            "revision": audit.since.revision,
            "introduced": audit.since.introduced,
            "worsened": audit.since.worsened,
            "fixed": [each.key for each in audit.since.fixed],
            "unchanged": audit.since.unchanged,
            "elements": {
                "added": list(audit.since.elements.added),
                "removed": list(audit.since.elements.removed),
                "changed": list(audit.since.elements.changed),
            },
        }
    return json.dumps(data, ensure_ascii=False, indent=2)


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding, whole."""
    at = finding.at
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "subject": finding.subject,
        "field": finding.field,
        "related": list(finding.related),
        "offenders": list(finding.offenders),
        "message": _both(finding.message),
        "details": [_both(each) for each in finding.details],
        "fix": _both(finding.fix) if finding.fix else None,
        "at": {"file": at.file, "line": at.line, "column": at.column} if at else None,
        "key": finding.key,
        "fingerprint": finding.fingerprint,
        "illustrative": finding.illustrative,
        "accepted": finding.accepted_by is not None,
        "accepted_by": finding.accepted_by,
        "accepted_until": finding.accepted_until,
        "known": finding.known,
    }


def _both(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}
