"""The audit for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ea_repo.answer.audit import Audit, Since
from ea_repo.answer.missing_facts import MissingFact, missing_facts
from ea_repo.report.json.findings import finding_data
from ea_repo.report.json.values import in_pieces

VERSION = 1


def write(audit: Audit, *, unknown: bool = False) -> Iterator[str]:
    """The audit as one JSON object; the same bytes for the same workspace and date. With `unknown`, what is missing."""
    principles = {result.rule.id: group.id for group in audit.groups for result in group.results}
    data: dict[str, Any] = {
        "version": VERSION,
        "date": audit.situation.date.isoformat(),
        "workspace": audit.situation.workspace,
        "changes": list(audit.situation.changes),
        "selection": {
            "rules": list(audit.selection.rules),
            "principles": list(audit.selection.principles),
            "scope": audit.selection.words or None,
        },
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
                "rule": result.rule.id,
                "principle": principles[result.rule.id],
                "severity": result.severity,
                "checked": result.checked,
                "failing": result.failing,
                "unknown": len(result.unknown),
            }
            for result in audit.results
        ],
        "findings": map(finding_data, audit.findings),
    }
    if audit.since is not None:
        data["since"] = _since(audit.since)
    if unknown:
        data["unknown"] = map(_missing, missing_facts(audit))
    return in_pieces(data)


def _missing(fact: MissingFact) -> dict[str, Any]:
    people = {role: list(names) for role, names in fact.people.items()}
    return {"subject": fact.subject, "fact": fact.fact, "rules": list(fact.rules), "errors": fact.errors, "ask": people}


def _since(since: Since) -> dict[str, Any]:
    return {
        "revision": since.revision,
        "introduced": since.introduced,
        "worsened": since.worsened,
        "fixed": [finding.key for finding in since.fixed],
        "unchanged": since.unchanged,
        "elements": {
            "added": list(since.elements.added),
            "removed": list(since.elements.removed),
            "changed": list(since.elements.changed),
        },
    }
