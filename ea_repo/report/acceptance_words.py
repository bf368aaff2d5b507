"""What is accepted, in words: until when, by whom, why, at which cost."""

from __future__ import annotations

from ea_repo.answer.audit import Audit
from ea_repo.finding import Finding, Lang, Text
from ea_repo.report.decision_words import cost_of
from ea_repo.report.derogation_words import soon_over
from ea_repo.report.prose_days import until_day
from ea_repo.report.words import NOT_RECORDED


def until(audit: Audit, finding: Finding, lang: Lang) -> str:
    """Until when a finding is accepted, and that it is soon over where it is."""
    said = until_day(finding.accepted_until, lang) if finding.accepted_until else NOT_RECORDED[lang]
    soon = soon_over(finding, audit.situation.date, lang)
    return said if soon is None else f"{said} ({soon})"


def by_whom(audit: Audit, finding: Finding, lang: Lang) -> str:
    """Those who accept a finding."""
    derogation = audit.derogations.get(finding.accepted_by or "")
    return ", ".join(derogation.by) if derogation and derogation.by else NOT_RECORDED[lang]


def why(audit: Audit, finding: Finding, lang: Lang) -> str:
    """For which reason a finding is accepted, in the words of its derogation."""
    derogation = audit.derogations.get(finding.accepted_by or "")
    return (derogation.reason if derogation else None) or NOT_RECORDED[lang]


def accepting(audit: Audit, finding: Finding, lang: Lang) -> str:
    """The whole in a sentence."""
    last, who, reason = until(audit, finding, lang), by_whom(audit, finding, lang), why(audit, finding, lang)
    cost = cost_of(finding, lang)
    return Text(
        f"{last}, par {who} : {reason} · coût : {cost} ({finding.accepted_by})",
        f"{last}, by {who}: {reason} · cost: {cost} ({finding.accepted_by})",
    )[lang]
