"""Where a finding and a rule stand: to treat or apart; failing, holding or undecided."""

from __future__ import annotations

from typing import Literal, get_args

from ea_repo.check.run import Result
from ea_repo.finding import Finding

Status = Literal["open", "accepted", "known", "illustrative"]
"""From what counts to what is a mere example."""
STATUSES: tuple[Status, ...] = get_args(Status)
Verdict = Literal["failing", "tolerated", "undecided", "holding", "idle"]


def status(finding: Finding) -> Status:
    """Where a finding stands."""
    if finding.illustrative:
        return "illustrative"
    if finding.accepted_by:
        return "accepted"
    return "known" if finding.known else "open"


def verdict(result: Result) -> Verdict:
    """Where a rule stands: silence is no compliance, so one that could judge nothing does not hold."""
    standing = {status(finding) for finding in result.findings}
    if "open" in standing:
        return "failing"
    if standing & {"accepted", "known"}:
        return "tolerated"
    if not result.applicable:
        return "idle"
    return "undecided" if len(result.unknown) >= result.checked else "holding"
