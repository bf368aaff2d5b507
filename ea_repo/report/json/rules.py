"""The rules of the charter, for programs."""

from __future__ import annotations

from ea_repo.check.charter import Charter
from ea_repo.report.json.values import dumped


def write(charter: Charter) -> str:
    """Each rule with its principle and its sentences."""
    return dumped(
        [
            {
                "rule": rule.id,
                "principle": charter.principle(rule),
                "charter": list(rule.charter),
                "common": rule.id in charter.laid_over,
                "laid_over": list(charter.laid_over.get(rule.id, ())),
                "severity": rule.severity,
                "title": rule.title.model_dump(),
                "why": rule.why.model_dump(),
                "fix": rule.fix.model_dump(),
            }
            for rule in charter.rules.values()
        ]
    )
