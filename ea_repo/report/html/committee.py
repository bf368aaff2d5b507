"""The audit as a committee reads it: what to treat first, by principle, what was accepted, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.answer.audit import Audit, Group, days_left
from ea_repo.answer.standing import STATUSES, Status, Verdict, status, verdict
from ea_repo.check.named_elements import NamedElement
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Severity, Text
from ea_repo.report.words import OTHER_RULES, TEXT_OF_THE_MODEL

Share = Literal["failing", "tolerated", "unknown", "passing"]


@dataclass(frozen=True)
class Block:
    """The findings of one rule that stand alike, with what is true of them all."""

    rule: str
    title: Text
    severity: Severity
    group: str
    place: Text
    why: Text | None
    granter: str | None
    findings: tuple[Finding, ...]

    @property
    def weight(self) -> int:
        return sum(max(1, len(finding.offenders)) for finding in self.findings)

    @property
    def fixes(self) -> list[Text]:
        return list(dict.fromkeys(finding.fix for finding in self.findings if finding.fix))


@dataclass(frozen=True)
class Row:
    """What became of one principle, or of one rule: findings by severity, elements by what could be said of them."""

    id: str
    title: Text
    sections: tuple[str, ...]
    counts: Mapping[Severity, int]
    shares: Mapping[Share, int]
    verdicts: Mapping[Verdict, int]


@dataclass(frozen=True)
class Missing:
    """A fact that the model does not say, and the elements of which a rule would need it."""

    fact: str
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Ending:
    """A derogation that ends soon: its last day, in how many days that is, how many findings it accepts."""

    by: str
    until: str
    left: int
    findings: int


def blocks(audit: Audit, wanted: Status) -> list[Block]:
    """The findings that stand so, rule by rule, the worst first: by severity, then by how many offenders."""
    gathered = [*_text_blocks(audit, wanted)]
    for group in audit.groups:
        for result in group.results:
            gathered += _rule_blocks(group, result, wanted)
    return sorted(gathered, key=lambda block: (SEVERITIES.index(block.severity), -block.weight))


def _text_blocks(audit: Audit, wanted: Status) -> Iterator[Block]:
    kept = [finding for finding in audit.text if status(finding) == wanted]
    for rule, findings in _by_rule(kept).items():
        yield _flaw(rule, findings, "text", TEXT_OF_THE_MODEL)


def _rule_blocks(group: Group, result: Result, wanted: Status) -> Iterator[Block]:
    title = title_of(group)
    for rule, findings in _by_rule(finding for finding in result.findings if status(finding) == wanted).items():
        if rule != result.rule.id:
            yield _flaw(rule, findings, group.id or "other", title)
            continue
        section = f" ({result.rule.charter[0]})" if result.rule.charter else ""
        place = Text(title.fr + section, title.en + section) if group.section else title
        granter = group.section.granted_by if group.section else None
        judged = result.rule
        yield Block(
            rule,
            judged.title.text,
            _worst(findings),
            group.id or "other",
            place,
            judged.why.text,
            granter,
            tuple(findings),
        )


def _flaw(rule: str, findings: list[Finding], group: str, place: Text) -> Block:
    title = Text(f"Défaut de ce qui est écrit : {rule}", f"A flaw of what is written: {rule}")
    return Block(rule, title, _worst(findings), group, place, None, None, tuple(findings))


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
    rows = [row("text", TEXT_OF_THE_MODEL, (), audit.text, ())] if audit.text else []
    for group in audit.groups:
        findings = [finding for result in group.results for finding in result.findings]
        rows.append(
            row(
                group.id or "other",
                title_of(group),
                group.section.sections if group.section else (),
                findings,
                group.results,
            )
        )
    return rows


def row(id: str, title: Text, sections: tuple[str, ...], findings: Sequence[Finding], results: Sequence[Result]) -> Row:
    """What became of these findings and results together."""
    counting = [finding.severity for finding in findings if finding.counts]
    counts = {severity: counting.count(severity) for severity in SEVERITIES}
    verdicts: dict[Verdict, int] = {}
    for result in results:
        verdicts[verdict(result)] = verdicts.get(verdict(result), 0) + 1
    return Row(id, title, sections, counts, _shares(results), verdicts)


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


def missing(result: Result) -> list[Missing]:
    """The facts that a rule waits for, the most wanted first."""
    facts: dict[str, list[str]] = {}
    for unknown in result.unknown:
        facts.setdefault(unknown.fact, []).append(unknown.subject)
    gathered = [Missing(fact, tuple(subjects)) for fact, subjects in facts.items()]
    return sorted(gathered, key=lambda fact: (-len(fact.subjects), fact.fact))


def ending(audit: Audit) -> list[Ending]:
    """The derogations that accept findings and end soon, the next to end first."""
    by_derogation: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        if status(finding) == "accepted" and days_left(finding, audit.situation.date) is not None:
            by_derogation.setdefault(finding.accepted_by or "", []).append(finding)
    endings = [
        Ending(by, some[0].accepted_until or "", days_left(some[0], audit.situation.date) or 0, len(some))
        for by, some in by_derogation.items()
    ]
    return sorted(endings, key=lambda end: (end.left, end.by))


def people(ids: Iterable[str], mentions: Mapping[str, NamedElement]) -> dict[str, list[str | None]]:
    """Who answers for these elements, by role; None where the model could say and does not."""
    by_role: dict[str, list[str | None]] = {}
    for id in dict.fromkeys(ids):
        for role, names in (mentions[id].people if id in mentions else {}).items():
            by_role.setdefault(role, []).extend(names or [None])
    return by_role
