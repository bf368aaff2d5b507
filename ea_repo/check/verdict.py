"""What a rule answers, without the rule: what a process sends to another, and an audit keeps for the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ea_repo.check.findings_as_json import finding_as_json, finding_from_json, unknown_as_json, unknown_from_json
from ea_repo.check.judge import Tally
from ea_repo.check.violation import Unknown
from ea_repo.finding import Finding, Text

T = TypeVar("T", Finding, Unknown)


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

    def mended(self, was: Verdict, now: Verdict) -> Verdict | None:
        """The verdict where what some elements bring to it is no longer what it was; None where that does not fit.

        `was` and `now`: the verdicts of these elements alone, as things were and as they are.
        """
        findings, unknown = _without(self.findings, was.findings), _without(self.unknown, was.unknown)
        if findings is None or unknown is None or self.tally is None or was.tally is None or now.tally is None:
            return None
        others = {(finding.subject, finding.field) for finding in findings}
        if any((finding.subject, finding.field) in others for finding in now.findings):
            return None
        return in_order(
            Verdict(
                self.checked - was.checked + now.checked,
                (*unknown, *now.unknown),
                (*findings, *now.findings),
                self.reason,
                _mended_tally(self.tally, was.tally, now.tally),
            )
        )


def in_order(verdict: Verdict) -> Verdict:
    """A verdict with its findings and unknowns in the order in which they are told."""
    findings = sorted(
        verdict.findings, key=lambda finding: (finding.illustrative, -len(finding.offenders), finding.subject)
    )
    unknown = sorted(verdict.unknown, key=lambda unknown: unknown.subject)
    return replace(verdict, unknown=tuple(unknown), findings=tuple(findings))


def _without(items: Sequence[T], gone: Sequence[T]) -> list[T] | None:
    """The items without these, in order; None where one of these is not among them."""
    subjects = {item.subject for item in gone}
    left = [item for item in items if item.subject not in subjects or item not in gone]
    return left if len(left) == len(items) - len(gone) else None


def _mended_tally(tally: Tally, was: Tally, now: Tally) -> Tally:
    failing = tally.failing - was.failing + now.failing
    costing: Mapping[str, int] | None = None
    if not failing:
        costing = {}
    elif tally.costing is not None and was.costing is not None and now.costing is not None:
        costing = _mended_counts(tally.costing, was.costing, now.costing)
    return Tally(
        _mended_counts(tally.judged, was.judged, now.judged),
        failing,
        tally.undecided - was.undecided + now.undecided,
        _mended_counts(tally.silent, was.silent, now.silent),
        costing,
    )


def _mended_counts(counts: Mapping[str, int], was: Mapping[str, int], now: Mapping[str, int]) -> Mapping[str, int]:
    mended = Counter(counts)
    mended.subtract(was)
    mended.update(now)
    return +mended


def tally_as_json(tally: Tally) -> list[Any]:
    """A tally as JSON can say it."""
    costing = None if tally.costing is None else {**tally.costing}
    return [{**tally.judged}, tally.failing, tally.undecided, {**tally.silent}, costing]


def _tally_from_json(written: list[Any]) -> Tally:
    judged, failing, undecided, silent, costing = written
    return Tally(judged, failing, undecided, silent, costing)
