"""The audit for a spreadsheet; the columns are those of docs/reports.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.decisions import name_of
from ea_repo.answer.missing_facts import missing_facts
from ea_repo.answer.owners import owners_of
from ea_repo.answer.standing import status
from ea_repo.check.run import Result
from ea_repo.document import Cell, Records
from ea_repo.finding import Finding, Lang
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.report.decision_words import weighed
from ea_repo.semantics.answerable import By

COLUMNS = (
    "date", "status", "severity", "principle", "rule", "subject", "field", "message", "details", "why", "fix",
    "offenders", "related", "file", "line", "column", "accepted_by", "accepted_until", "key", "fingerprint",
    "title", "owner", "builder", "zone", "sites", "weight", "first_seen", "age", "scope",
)  # fmt: skip


UNKNOWN_COLUMNS = ("rank", "subject", "name", "fact", "rules", "errors", "waiting", "moa", "moe", "owner")


def records(audit: Audit, lang: Lang, *, unknown: bool = False) -> Records:
    """One line a finding, in the order of the JSON; with `unknown`, one line a fact that is missing instead.

    Names of columns and states do not change with the language.
    """
    return Records(UNKNOWN_COLUMNS, _missing(audit)) if unknown else Records(COLUMNS, _rows(audit, lang))


def _missing(audit: Audit) -> Iterator[list[Cell]]:
    for rank, fact in enumerate(missing_facts(audit), start=1):
        people = [", ".join(fact.people.get(role, ())) for role in UNKNOWN_COLUMNS[-3:]]
        rules: list[Cell] = [len(fact.rules), fact.errors, ", ".join(fact.rules)]
        yield [rank, fact.subject, fact.name, fact.fact, *rules, *people]


def _rows(audit: Audit, lang: Lang) -> Iterator[list[Cell]]:
    date = audit.situation.date.isoformat()
    for finding in audit.text:
        yield [*_row(date, finding, None, None, lang), *_weighed(audit, finding, None, lang)]
    for group in audit.groups:
        for result in group.results:
            for finding in result.findings:
                cells = _row(date, finding, group, result, lang)
                yield [*cells, *_weighed(audit, finding, result, lang)]


def _weighed(audit: Audit, finding: Finding, result: Result | None, lang: Lang) -> list[Cell]:
    """What is wrong in a few words, whose it is, what it touches, since when it holds where a day that is past says."""
    rule = result.rule if result and finding.rule == result.rule.id else None
    since = _since(finding, audit.situation.date)
    age = None if since is None else (audit.situation.date - first_day(since)).days
    return [
        rule.title.text[lang] if rule else "",
        *(_answering(audit, finding, by) for by in ("moa", "moe", "zone")),
        finding.weight.sites if finding.weight else 0,
        weighed(finding.weight, lang),
        since or "",
        age,
        audit.selection.words,
    ]


def _answering(audit: Audit, finding: Finding, by: By) -> str:
    """The names of those who answer for a finding."""
    return ", ".join(name_of(id, audit.mentions) for id in owners_of(finding, audit, by) if id is not None)


def _since(finding: Finding, today: dt.date) -> str | None:
    """The last day that is past, of those that a finding rests on: an end of support, of a derogation …"""
    return next((written for written in reversed(finding.days) if last_day(written) < today), None)


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
        at.line if at else None,
        at.column if at else None,
        finding.accepted_by or "",
        finding.accepted_until or "",
        finding.key,
        finding.fingerprint,
    ]
