"""The audit of a workspace: what its text gets wrong, what its charter says, and the date of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ea_repo.answer.decided_requests import Decided
from ea_repo.answer.situation import Situation
from ea_repo.check import baseline
from ea_repo.check.acceptance import Derogation
from ea_repo.check.audit_settings import Selection
from ea_repo.check.charter import Charter, Section
from ea_repo.check.named_elements import NamedElement
from ea_repo.check.run import Result
from ea_repo.finding import SEVERITIES, Finding, Severity
from ea_repo.graph import Difference
from ea_repo.metamodel.dates import last_day

WHOLE = Selection()
"""Every rule, of every element."""
FailOn = Literal["error", "warning", "info", "never"]


@dataclass(frozen=True)
class Group:
    """The results of the rules that stand under one principle of the charter."""

    id: str | None
    section: Section | None
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Since:
    """What changed from an earlier state of the workspace: findings by key, elements and links.

    What got worse was there before, with fewer offenders; `same` are those that were there as they are. Of the others
    that were there, `accepted` are those that a derogation accepts now and did not, `reopened` the other way round.
    """

    revision: str
    new: tuple[Finding, ...]
    worse: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    same: tuple[Finding, ...]
    elements: Difference
    accepted: tuple[Finding, ...] = ()
    reopened: tuple[Finding, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether any finding comes, goes, or stands otherwise."""
        return bool(self.new or self.worse or self.fixed or self.accepted or self.reopened)

    @property
    def introduced(self) -> int:
        """How many findings fail now and did not: what got worse is introduced."""
        return len(self.new) + len(self.worse)

    @property
    def worsened(self) -> int:
        return len(self.worse)

    @property
    def unchanged(self) -> int:
        """How many findings were there and are no worse, whether they are accepted or not."""
        return len(self.same) + len(self.accepted) + len(self.reopened)


@dataclass(frozen=True)
class Audit:
    """Everything that an audit found; `text` are the flaws of the workspace's text and settings."""

    situation: Situation
    groups: tuple[Group, ...]
    text: tuple[Finding, ...]
    partial: bool = False
    since: Since | None = None
    mentions: Mapping[str, NamedElement] = field(default_factory=dict)
    """What to call the elements that it names, and who answers for them."""
    selection: Selection = WHOLE
    """The part of the charter and of the model that it is about."""
    derogations: Mapping[str, Derogation] = field(default_factory=dict)
    """The derogations of the workspace by their ids, in the order in which a committee takes them up."""
    accepted_requests: tuple[Decided, ...] = ()
    """The requests that were accepted by derogation, the next to end first; of a part of an audit, none."""
    restricted: bool = False
    """Whether its pages are for restricted circulation."""

    def compared(self, revision: str, before: Audit, elements: Difference, name: baseline.Naming) -> Audit:
        """The audit told against an earlier one: what was there already is known; what got worse is introduced."""
        held = baseline.Held.of(before.findings)
        audit = replace(
            self,
            text=tuple(baseline.marked(self.text, held, name)),
            groups=tuple(
                replace(
                    group,
                    results=tuple(
                        replace(result, findings=tuple(baseline.marked(result.findings, held, name)))
                        for result in group.results
                    ),
                )
                for group in self.groups
            ),
        )
        there = baseline.Held.of(before.findings)
        were_accepted = frozenset(finding.key for finding in before.findings if finding.accepted_by is not None)
        seen = [(finding, there.take(finding) is not None) for finding in audit.findings if not finding.illustrative]
        stayed = [finding for finding, was_there in seen if was_there and not _got_worse(finding)]
        turned = [finding for finding in stayed if (finding.accepted_by is None) == (finding.key in were_accepted)]
        since = Since(
            revision,
            new=tuple(finding for finding, was_there in seen if finding.counts and not was_there),
            worse=tuple(finding for finding, was_there in seen if was_there and _got_worse(finding)),
            fixed=tuple(finding for finding in before.findings if finding.counts and there.take(finding) is not None),
            same=tuple(
                finding for finding in stayed if (finding.accepted_by is None) != (finding.key in were_accepted)
            ),
            elements=elements,
            accepted=tuple(finding for finding in turned if finding.accepted_by is not None),
            reopened=tuple(finding for finding in turned if finding.accepted_by is None),
        )
        return replace(audit, since=since)

    @property
    def results(self) -> Iterator[Result]:
        for group in self.groups:
            yield from group.results

    @property
    def findings(self) -> Iterator[Finding]:
        """Every finding: the text's, then the rules' in the charter's order, real ones before illustrative ones."""
        yield from self.text
        for result in self.results:
            yield from result.findings

    def count(self, severity: Severity) -> int:
        """How many findings of that severity count: illustrative, accepted and known ones do not."""
        return sum(finding.severity == severity and finding.counts for finding in self.findings)

    @property
    def illustrative(self) -> int:
        return sum(finding.illustrative for finding in self.findings)

    @property
    def accepted(self) -> int:
        return sum(finding.accepted_by is not None and not finding.illustrative for finding in self.findings)

    @property
    def known(self) -> int:
        return sum(finding.known and not finding.illustrative for finding in self.findings)

    @property
    def unknown(self) -> int:
        """How many times an element could not be judged for want of a fact."""
        return sum(len(result.unknown) for result in self.results)

    def fails(self, fail_on: FailOn) -> bool:
        """Whether a finding is at or above this severity."""
        if fail_on == "never":
            return False
        return any(self.count(severity) for severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1])


def _got_worse(finding: Finding) -> bool:
    """Whether a finding that was there before counts for more than it did; a rule that still fails does not."""
    return finding.counts and finding.rule != baseline.FAILED


def group(results: Sequence[Result], charter: Charter) -> tuple[Group, ...]:
    """The results under their principles, in the charter's order; those of no principle last."""
    sections: list[tuple[str | None, Section | None]] = [*charter.principles.items(), (None, None)]
    groups = (
        Group(id, section, tuple(result for result in results if charter.principle(result.rule) == id))
        for id, section in sections
    )
    return tuple(group for group in groups if group.results)


SOON = 30
"""In how many days the end of a derogation is announced."""


def days_left(finding: Finding, today: dt.date) -> int | None:
    """In how many days what accepts a finding ends, where that is soon."""
    if finding.accepted_until is None:
        return None
    left = (last_day(finding.accepted_until) - today).days
    return left if left <= SOON else None
