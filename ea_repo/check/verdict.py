"""What a rule answers, without the rule: what a process sends to another, and an audit keeps for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ea_repo.check.findings_as_json import finding_as_json, finding_from_json, unknown_as_json, unknown_from_json
from ea_repo.check.judge import Tally
from ea_repo.check.violation import Unknown
from ea_repo.finding import Finding, Text


@dataclass(frozen=True)
class Verdict:
    """How many elements a rule looked at, what it could not judge, what is wrong; why it looked at none, if so."""

    checked: int = 0
    unknown: tuple[Unknown, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: Text | None = None
    tally: Tally | None = None

    def as_json(self) -> list[Any]:
        """The same as JSON can say it; its findings have no places."""
        unknown = [*map(unknown_as_json, self.unknown)]
        reason = None if self.reason is None else [self.reason.fr, self.reason.en]
        tally = self.tally and tally_as_json(self.tally)
        return [self.checked, unknown, [*map(finding_as_json, self.findings)], reason, tally]

    @classmethod
    def from_json(cls, written: list[Any]) -> Verdict:
        """The verdict of which `as_json` wrote this."""
        checked, unknown, findings, reason, tally = written
        return cls(
            checked,
            tuple(map(unknown_from_json, unknown)),
            tuple(map(finding_from_json, findings)),
            None if reason is None else Text(*reason),
            None if tally is None else _tally_from_json(tally),
        )


def tally_as_json(tally: Tally) -> list[Any]:
    """A tally as JSON can say it."""
    costing = None if tally.costing is None else sorted(tally.costing)
    return [{**tally.judged}, tally.failing, tally.undecided, {**tally.silent}, costing]


def _tally_from_json(written: list[Any]) -> Tally:
    judged, failing, undecided, silent, costing = written
    return Tally(judged, failing, undecided, silent, None if costing is None else frozenset(costing))
