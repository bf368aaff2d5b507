"""The audit as a committee reads it: what became of each principle, of each owner, and what stands in the annexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.decisions import Decision, decisions
from ea_repo.answer.owners import OwnedPart, by_owner
from ea_repo.answer.standing import STATUSES, Status, Verdict, status, verdict
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Severity, Text
from ea_repo.report.words import OTHER_RULES, TEXT_OF_THE_MODEL

Share = Literal["failing", "tolerated", "unknown", "passing"]


@dataclass(frozen=True)
class Block:
    """The findings of one rule that stand alike, as the annexes list them, under their principle."""

    rule: str
    title: Text
    severity: Severity
    group: str
    place: Text
    why: Text | None
    fix: Text | None
    granter: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Row:
    """What became of one principle, or of one rule: findings by severity, elements by what could be said of them."""

    id: str
    title: Text
    sections: tuple[str, ...]
    counts: Mapping[Severity, int]
    shares: Mapping[Share, int]
    verdicts: Mapping[Verdict, int]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Owner:
    """What one owner has to decide; `name` is empty for what nobody is recorded for."""

    name: str
    counts: Mapping[Severity, int]
    decisions: tuple[Decision, ...]


def blocks(audit: Audit, wanted: Status) -> list[Block]:
    """The findings that stand so, rule by rule: flaws of the text first, then the rules in the charter's order."""
    kept = [finding for finding in audit.text if status(finding) == wanted]
    gathered = [_flaw(rule, findings, "text", TEXT_OF_THE_MODEL) for rule, findings in _by_rule(kept).items()]
    for group in audit.groups:
        for result in group.results:
            gathered += _rule_blocks(group, result, wanted)
    return gathered


def _rule_blocks(group: Group, result: Result, wanted: Status) -> list[Block]:
    title, name = title_of(group), group.id or "other"
    blocks = []
    for rule, findings in _by_rule(finding for finding in result.findings if status(finding) == wanted).items():
        if rule != result.rule.id:
            blocks.append(_flaw(rule, findings, name, title))
            continue
        granter, judged = group.section.granted_by if group.section else None, result.rule
        blocks.append(
            Block(
                rule, judged.title.text, _worst(findings), name, title, judged.why.text, judged.fix.text, granter,
                tuple(findings),
            )
        )  # fmt: skip
    return blocks


def _flaw(rule: str, findings: list[Finding], group: str, place: Text) -> Block:
    title = Text(f"Défaut de ce qui est écrit : {rule}", f"A flaw of what is written: {rule}")
    return Block(rule, title, _worst(findings), group, place, None, findings[0].fix, None, tuple(findings))


def _by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.rule, []).append(finding)
    return rules


def _worst(findings: Sequence[Finding]) -> Severity:
    return min((finding.severity for finding in findings), key=SEVERITIES.index)


def title_of(group: Group) -> Text:
    """What the principle of a group is called."""
    return group.section.title.text if group.section else OTHER_RULES


def principles(audit: Audit) -> list[Row]:
    """A row for the text where it has flaws, then one for each principle of which a rule was asked."""
    rows = [row("text", TEXT_OF_THE_MODEL, (), audit.text, ())] if any(finding.counts for finding in audit.text) else []
    every = decisions(audit)
    for group in audit.groups:
        findings = [finding for result in group.results for finding in result.findings]
        sections = group.section.sections if group.section else ()
        mine = tuple(decision for decision in every if decision.group is group)
        rows.append(row(group.id or "other", title_of(group), sections, findings, group.results, mine))
    return rows


def row(
    id: str, title: Text, sections: tuple[str, ...], findings: Sequence[Finding], results: Sequence[Result],
    decided: tuple[Decision, ...] = (),
) -> Row:  # fmt: skip
    """What became of these findings and results together."""
    verdicts: dict[Verdict, int] = {}
    for result in results:
        verdicts[verdict(result)] = verdicts.get(verdict(result), 0) + 1
    return Row(id, title, sections, counts_of(findings), _shares(results), verdicts, decided)


def counts_of(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many of these findings count, by severity."""
    counting = [finding.severity for finding in findings if finding.counts]
    return {severity: counting.count(severity) for severity in SEVERITIES}


def _shares(results: Sequence[Result]) -> dict[Share, int]:
    """The elements to judge, each once a rule; the examples are left out."""
    total: dict[Share, int] = {"failing": 0, "tolerated": 0, "unknown": 0, "passing": 0}
    for result in results:
        standing = {wanted: _subjects(result, wanted) for wanted in STATUSES}
        failing = standing["open"]
        tolerated = (standing["accepted"] | standing["known"]) - failing
        examples = standing["illustrative"] - failing - tolerated
        total["failing"] += len(failing)
        total["tolerated"] += len(tolerated)
        total["unknown"] += len(result.unknown)
        rest = result.checked - len(failing) - len(tolerated) - len(examples) - len(result.unknown)
        total["passing"] += max(0, rest)
    return total


def _subjects(result: Result, wanted: Status) -> set[str]:
    return {
        finding.subject for finding in result.findings if finding.rule == result.rule.id and status(finding) == wanted
    }


def owners(audit: Audit) -> list[Owner]:
    """The business owners who have something to decide, the heaviest first, what nobody is recorded for last."""
    asked = (_owner(part) for part in by_owner(audit, "moa").parts)
    return [owner for owner in asked if any(owner.counts.values())]


def _owner(part: OwnedPart) -> Owner:
    return Owner(part.name, counts_of(part.audit.findings), tuple(decisions(part.audit)))
