"""The audit as a table for a spreadsheet: one line a finding; the columns are those of docs/reports.md."""

from __future__ import annotations

from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.standing import status
from ea_repo.check.run import Result
from ea_repo.finding import Finding, Lang
from ea_repo.format.csv import as_csv as rows_as_csv

COLUMNS = (
    "date", "status", "severity", "principle", "rule", "subject", "field", "message", "details", "why", "fix",
    "offenders", "related", "file", "line", "column", "accepted_by", "accepted_until", "key", "fingerprint",
)  # fmt: skip


def as_csv(audit: Audit, lang: Lang) -> str:
    """One line a finding, in the order of the JSON; names of columns and states do not change with the language."""
    date = audit.situation.date.isoformat()
    rows = [_row(date, each, None, None, lang) for each in audit.text]
    rows += [
        _row(date, each, group, result, lang)
        for group in audit.groups
        for result in group.results
        for each in result.findings
    ]
    return rows_as_csv(COLUMNS, rows)


def _row(date: str, finding: Finding, group: Group | None, result: Result | None, lang: Lang) -> list[str]:
    own = result if result and finding.rule == result.rule.id else None
    at = finding.at
    return [
        date,
        status(finding),
        finding.severity,
        (group.id or "") if group else "",
        finding.rule,
        finding.subject,
        finding.field or "",
        finding.message[lang],
        " ".join(each[lang] for each in finding.details),
        own.rule.why.text[lang] if own else "",
        finding.fix[lang] if finding.fix else "",
        ", ".join(finding.offenders),
        ", ".join(finding.related),
        at.file if at else "",
        str(at.line) if at else "",
        str(at.column) if at else "",
        finding.accepted_by or "",
        finding.accepted_until or "",
        finding.key,
        finding.fingerprint,
    ]
