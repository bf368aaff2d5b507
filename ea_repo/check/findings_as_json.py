"""Findings, unknowns and weights as lists that JSON can say, and back: what is kept of an audit."""

from __future__ import annotations

from typing import Any

from ea_repo.check.violation import Unknown
from ea_repo.finding import Cost, Finding, Text, Weight


def finding_as_json(finding: Finding) -> list[Any]:
    """A finding of a rule as the rule gave it: without its place, its weight, and what accepts it."""
    cost = finding.cost
    return [
        finding.rule,
        finding.severity,
        finding.subject,
        _text_as_json(finding.message),
        finding.field,
        finding.related,
        finding.offenders,
        [_text_as_json(detail) for detail in finding.details],
        _text_as_json(finding.fix),
        finding.illustrative,
        _text_as_json(finding.quote),
        finding.written,
        None if cost is None else [cost.total, cost.missing, cost.of],
        finding.days,
    ]


def finding_from_json(written: list[Any]) -> Finding:
    rule, severity, subject, message, field, related, offenders, details, fix, illustrative, *rest = written
    quote, written_on, cost, days = rest
    return Finding(
        rule, severity, subject, Text(*message), field, None, tuple(related), tuple(offenders),
        tuple(Text(*detail) for detail in details), _text_from_json(fix), illustrative,
        quote=_text_from_json(quote), written=written_on, cost=None if cost is None else Cost(*cost), days=tuple(days),
    )  # fmt: skip


def unknown_as_json(unknown: Unknown) -> list[Any]:
    return [unknown.subject, unknown.fact, _text_as_json(unknown.sentence), unknown.of]


def unknown_from_json(written: list[Any]) -> Unknown:
    subject, fact, sentence, of = written
    return Unknown(subject, fact, _text_from_json(sentence), of)


def weight_as_json(weight: Weight) -> list[Any]:
    return [weight.severity, weight.processes, weight.critical, weight.health, weight.sites, weight.money]


def weight_from_json(written: list[Any]) -> Weight:
    severity, processes, *rest = written
    return Weight(severity, tuple(processes), *rest)


def _text_as_json(text: Text | None) -> list[str] | None:
    return None if text is None else [text.fr, text.en]


def _text_from_json(written: list[str] | None) -> Text | None:
    return None if written is None else Text(*written)
