"""What each owner has to answer for: the audit of what is theirs, and that of what nobody is recorded for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.decisions import name_of
from ea_repo.check.violation import Unknown
from ea_repo.finding import Finding
from ea_repo.semantics.answerable import By

T = TypeVar("T")


@dataclass(frozen=True)
class OwnedPart:
    """The part of an audit that is an owner's: its findings and unknowns are theirs, its denominators the whole's.

    `owner` is None for what nobody is recorded for.
    """

    by: By
    owner: str | None
    name: str
    audit: Audit


@dataclass(frozen=True)
class ByOwner:
    """An audit by those who answer for what it names: the heaviest first, what nobody answers for last."""

    by: By
    audit: Audit
    parts: tuple[OwnedPart, ...]


def by_owner(audit: Audit, by: By) -> ByOwner:
    """The audit, a part an owner; what nobody answers for has a part too. Every finding is in one part at least."""

    def shared(findings: Iterable[Finding]) -> _Shares[Finding]:
        actual = (finding for finding in findings if not finding.illustrative)
        return _shared(actual, lambda finding: owners_of(finding, audit, by))

    text = shared(audit.text)
    groups = [
        _SharedGroup(
            group,
            [shared(result.findings) for result in group.results],
            [_shared(result.unknown, lambda gap: _answering([gap.written_by], audit, by)) for result in group.results],
        )
        for group in audit.groups
    ]

    def part(owner: str | None) -> OwnedPart:
        name = "" if owner is None else name_of(owner, audit.mentions)
        theirs = tuple(group.part(owner) for group in groups)
        return OwnedPart(by, owner, name, replace(audit, groups=theirs, text=tuple(text.get(owner, ())), since=None))

    every = (text, *(findings for group in groups for findings in group.findings))
    parts = [part(owner) for owner in dict.fromkeys(owner for findings in every for owner in findings)]
    parts.sort(key=lambda part: (part.owner is None, min(finding.rank for finding in real(part.audit)), part.name))
    return ByOwner(by, audit, tuple(parts))


def real(audit: Audit) -> Iterator[Finding]:
    """The findings that are no illustration."""
    return (finding for finding in audit.findings if not finding.illustrative)


def owners_of(finding: Finding, audit: Audit, by: By) -> tuple[str | None, ...]:
    """Those who answer for the subject of a finding, then for what makes the violation; None where nobody does."""
    return _answering((finding.subject, *finding.offenders), audit, by)


def _answering(ids: Iterable[str], audit: Audit, by: By) -> tuple[str | None, ...]:
    mentions = audit.mentions
    owners = dict.fromkeys(owner for id in ids if id in mentions for owner in mentions[id].answerable.get(by, ()))
    return tuple(owners) or (None,)


_Shares = dict[str | None, list[T]]
"""By owner, what is theirs, in order."""


def _shared(things: Iterable[T], owners_of_one: Callable[[T], Iterable[str | None]]) -> _Shares[T]:
    """These things, each once looked at, with each of its owners."""
    shares: _Shares[T] = {}
    for thing in things:
        for owner in owners_of_one(thing):
            shares.setdefault(owner, []).append(thing)
    return shares


@dataclass(frozen=True)
class _SharedGroup:
    """The results of a principle, with whose what each found is."""

    group: Group
    findings: Sequence[_Shares[Finding]]
    """Of each result, in order."""
    unknown: Sequence[_Shares[Unknown]]

    def part(self, owner: str | None) -> Group:
        """The same of one owner."""
        each = zip(self.group.results, self.findings, self.unknown, strict=True)
        results = (
            replace(result, findings=tuple(findings.get(owner, ())), unknown=tuple(unknown.get(owner, ())))
            for result, findings, unknown in each
        )
        return replace(self.group, results=tuple(results))
