"""What a committee has to decide: findings of one cause as one decision, the heaviest first, who decides, by when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.standing import Status, status
from ea_repo.check.named_elements import NamedElement
from ea_repo.check.run import Result
from ea_repo.finding import Cost, Finding, Severity, Text, Weight
from ea_repo.metamodel.dates import last_day


@dataclass(frozen=True)
class Decision:
    """One thing to decide: a finding, or all those of a rule that have one cause."""

    result: Result
    group: Group
    findings: tuple[Finding, ...]
    """The heaviest first."""
    mentions: Mapping[str, NamedElement] = field(compare=False, repr=False)
    """The elements that the audit names. Few of many decisions are shown: whom each is up to is looked up then."""
    today: dt.date

    @cached_property
    def deciders(self) -> tuple[str, ...]:
        """The names of those who decide; empty where nobody is recorded."""
        ids = [self._granter] if self._granter is not None else [id for some in self._owners for id in some]
        return tuple(name_of(id, self.mentions) for id in dict.fromkeys(ids))

    @property
    def undecided(self) -> int:
        """For how many of the findings nobody is recorded who decides."""
        return 0 if self._granter is not None else sum(not some for some in self._owners)

    @property
    def _granter(self) -> str | None:
        return self.group.section.granted_by if self.group.section else None

    @cached_property
    def _owners(self) -> Sequence[tuple[str, ...]]:
        return [_owners(finding, self.mentions) for finding in self.findings]

    @property
    def due(self) -> str | None:
        """The earliest day to come that the model records, as it is written."""
        return earliest(self.findings, self.today)

    @cached_property
    def cases(self) -> Mapping[str, int]:
        """By the solution that they are about, by its name, how many of the findings; the most first."""
        cases = Counter(_case(finding, self.mentions) for finding in self.findings)
        return dict(sorted(cases.items(), key=lambda case: (-case[1], case[0])))

    @property
    def rule(self) -> str:
        return self.result.rule.id

    @property
    def severity(self) -> Severity:
        return self.weight.severity

    @cached_property
    def weight(self) -> Weight:
        """That of the heaviest finding: how many others there are adds nothing."""
        first = self.findings[0]
        return first.weight or Weight(first.severity)

    @property
    def cost(self) -> Cost | None:
        """What it costs a year, where the rule tells; of several findings, together."""
        costs = [finding.cost for finding in self.findings if finding.cost is not None]
        if not costs:
            return None
        return Cost(
            sum(cost.total for cost in costs), sum(cost.missing for cost in costs), sum(cost.of for cost in costs)
        )

    @property
    def otherwise(self) -> Text | None:
        """What happens if nothing is done, where the rule says."""
        words = self.result.rule.otherwise
        return words.text if words else None


def decisions(audit: Audit, wanted: Status = "open", among: frozenset[Finding] | None = None) -> list[Decision]:
    """What there is to decide of the findings that stand so, the heaviest first; flaws of the text are not decided.

    With `among`, of these findings only.
    """
    whole = [decision for group in audit.groups for decision in _of_group(audit, group, wanted, among)]
    return sorted(whole, key=lambda decision: (decision.weight.rank, decision.rule, decision.findings[0].subject))


def _of_group(audit: Audit, group: Group, wanted: Status, among: frozenset[Finding] | None) -> Iterator[Decision]:
    if _is_of_the_text(group):
        return
    for result in group.results:
        findings = [
            finding
            for finding in result.findings
            if finding.rule == result.rule.id and status(finding) == wanted and (among is None or finding in among)
        ]
        findings.sort(key=lambda finding: (finding.rank, finding.subject))
        apart = result.rule.decided == "one by one"
        for cause in [[finding] for finding in findings] if apart else [findings] if findings else []:
            yield Decision(result, group, tuple(cause), audit.mentions, audit.situation.date)


def _owners(finding: Finding, mentions: Mapping[str, NamedElement]) -> tuple[str, ...]:
    subject = mentions.get(finding.subject)
    return subject.answerable.get("moa", ()) if subject else ()


def _case(finding: Finding, mentions: Mapping[str, NamedElement]) -> str:
    """What a finding is counted under: the first solution that its subject is about, else its subject."""
    subject = mentions.get(finding.subject)
    if subject is None:
        return finding.subject
    return subject.solutions[0] if subject.solutions else subject.name


def earliest(findings: Sequence[Finding], today: dt.date) -> str | None:
    """The first day to come among those that some findings rest on."""
    coming = [written for finding in findings for written in finding.days if last_day(written) >= today]
    return min(coming, key=last_day, default=None)


def name_of(id: str, mentions: Mapping[str, NamedElement]) -> str:
    """What people call an element."""
    return mentions[id].name if id in mentions else id


def flaws_of_the_text(audit: Audit) -> list[Finding]:
    """What is wrong in what is written, in the model, the rules or the settings, and is no decision of a committee."""
    wrong = [*audit.text]
    for group in audit.groups:
        for result in group.results:
            own = () if _is_of_the_text(group) else (result.rule.id,)
            wrong += [finding for finding in result.findings if finding.rule not in own]
    return [finding for finding in wrong if status(finding) == "open"]


def _is_of_the_text(group: Group) -> bool:
    """Whether a principle is about how the model is written: whoever keeps it mends that, and no committee decides."""
    return group.section is not None and group.section.of_the_text
