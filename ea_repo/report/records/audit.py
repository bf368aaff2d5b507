"""The audit for a spreadsheet; the columns are those of docs/reports.md."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.standing import status
from ea_repo.check.run import Result
from ea_repo.document import Cell, Records
from ea_repo.finding import Finding, Lang

COLUMNS = (
    "date", "status", "severity", "principle", "rule", "subject", "field", "message", "details", "why", "fix",
    "offenders", "related", "file", "line", "column", "accepted_by", "accepted_until", "key", "fingerprint",
)  # fmt: skip


def records(audit: Audit, lang: Lang) -> Records:
    """One line a finding, in the order of the JSON; names of columns and states do not change with the language."""
    return Records(COLUMNS, _rows(audit, lang))


def _rows(audit: Audit, lang: Lang) -> Iterator[list[Cell]]:
    date = audit.situation.date.isoformat()
    for finding in audit.text:
        yield _row(date, finding, None, None, lang)
    for group in audit.groups:
        for result in group.results:
            for finding in result.findings:
                yield _row(date, finding, group, result, lang)


def _row(date: str, finding: Finding, group: Group | None, result: Result | None, lang: Lang) -> list[Cell]:
    rule = result.rule if result and finding.rule == result.rule.id else None
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
        " ".join(detail[lang] for detail in finding.details),
        rule.why.text[lang] if rule else "",
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
