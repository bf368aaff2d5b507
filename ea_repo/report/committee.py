"""The audit as a committee reads it: what to treat first, by principle, what was accepted, what is unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.check.audit import Audit, Group
from ea_repo.check.named_elements import NamedElement
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Severity, Text
from ea_repo.metamodel.dates import last_day
from ea_repo.report.status import STATUS, Status, Verdict, status, verdict

Share = Literal["failing", "tolerated", "unknown", "passing"]

SOON = 30
"""In how many days the end of a derogation is announced."""

_TEXT = Text("Texte du modèle", "Text of the model")
_OTHER = Text("Autres règles", "Other rules")


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
        return sum(max(1, len(each.offenders)) for each in self.findings)

    @property
    def fixes(self) -> list[Text]:
        return list(dict.fromkeys(each.fix for each in self.findings if each.fix))


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
    found = [*_text_blocks(audit, wanted)]
    for group in audit.groups:
        for result in group.results:
            found += _rule_blocks(group, result, wanted)
    return sorted(found, key=lambda each: (SEVERITIES.index(each.severity), -each.weight))


def _text_blocks(audit: Audit, wanted: Status) -> Iterator[Block]:
    kept = [each for each in audit.text if status(each) == wanted]
    for rule, found in _by_rule(kept).items():
        yield _flaw(rule, found, "text", _TEXT)


def _rule_blocks(group: Group, result: Result, wanted: Status) -> Iterator[Block]:
    title = title_of(group)
    for rule, found in _by_rule(each for each in result.findings if status(each) == wanted).items():
        if rule != result.rule.id:
            yield _flaw(rule, found, group.id or "other", title)
            continue
        section = f" ({result.rule.charter[0]})"
        place = Text(title.fr + section, title.en + section) if group.section else title
        granter = group.section.granted_by if group.section else None
        own = result.rule
        yield Block(
            rule, own.title.text, _worst(found), group.id or "other", place, own.why.text, granter, tuple(found)
        )


def _flaw(rule: str, found: list[Finding], group: str, place: Text) -> Block:
    title = Text(f"Défaut de ce qui est écrit : {rule}", f"A flaw of what is written: {rule}")
    return Block(rule, title, _worst(found), group, place, None, None, tuple(found))


def _by_rule(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    rules: dict[str, list[Finding]] = {}
    for each in found:
        rules.setdefault(each.rule, []).append(each)
    return rules


def _worst(found: Sequence[Finding]) -> Severity:
    return min((each.severity for each in found), key=SEVERITIES.index)


def title_of(group: Group) -> Text:
    """What the principle of a group is called."""
    return group.section.title.text if group.section else _OTHER


def principles(audit: Audit) -> list[Row]:
    """A row for the text where it has flaws, then one for each principle of which a rule was asked."""
    rows = [row("text", _TEXT, (), audit.text, ())] if audit.text else []
    for group in audit.groups:
        found = [one for each in group.results for one in each.findings]
        rows.append(
            row(
                group.id or "other",
                title_of(group),
                group.section.sections if group.section else (),
                found,
                group.results,
            )
        )
    return rows


def row(id: str, title: Text, sections: tuple[str, ...], found: Sequence[Finding], results: Sequence[Result]) -> Row:
    """What became of these findings and results together."""
    counts = {each: sum(one.severity == each and one.counts for one in found) for each in SEVERITIES}
    verdicts: dict[Verdict, int] = {}
    for each in results:
        verdicts[verdict(each)] = verdicts.get(verdict(each), 0) + 1
    return Row(id, title, sections, counts, _shares(results), verdicts)


def _shares(results: Sequence[Result]) -> dict[Share, int]:
    """The elements to judge, each once a rule; the examples are left out."""
    total: dict[Share, int] = {"failing": 0, "tolerated": 0, "unknown": 0, "passing": 0}
    for result in results:
        standing = {each: _subjects(result, each) for each in STATUS}
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
    return {each.subject for each in result.findings if each.rule == result.rule.id and status(each) == wanted}


def missing(result: Result) -> list[Missing]:
    """The facts that a rule waits for, the most wanted first."""
    facts: dict[str, list[str]] = {}
    for each in result.unknown:
        facts.setdefault(each.fact, []).append(each.subject)
    found = [Missing(fact, tuple(subjects)) for fact, subjects in facts.items()]
    return sorted(found, key=lambda each: (-len(each.subjects), each.fact))


def days_left(finding: Finding, today: dt.date) -> int | None:
    """In how many days what accepts a finding ends, where that is soon."""
    if finding.accepted_until is None:
        return None
    left = (last_day(finding.accepted_until) - today).days
    return left if left <= SOON else None


def ending(audit: Audit) -> list[Ending]:
    """The derogations that accept findings and end soon, the next to end first."""
    found: dict[str, list[Finding]] = {}
    for each in audit.findings:
        if status(each) == "accepted" and days_left(each, audit.situation.date) is not None:
            found.setdefault(each.accepted_by or "", []).append(each)
    endings = [
        Ending(by, each[0].accepted_until or "", days_left(each[0], audit.situation.date) or 0, len(each))
        for by, each in found.items()
    ]
    return sorted(endings, key=lambda each: (each.left, each.by))


def people(ids: Iterable[str], mentions: Mapping[str, NamedElement]) -> dict[str, list[str | None]]:
    """Who answers for these elements, by role; None where the model could say and does not."""
    found: dict[str, list[str | None]] = {}
    for id in dict.fromkeys(ids):
        for role, names in (mentions[id].people if id in mentions else {}).items():
            found.setdefault(role, []).extend(names or [None])
    return found
