"""What each owner has to answer for: the audit of what is theirs, and that of what nobody is recorded for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ea_repo.answer.audit import Audit
from ea_repo.answer.decisions import name_of
from ea_repo.finding import Finding
from ea_repo.semantics.answerable import By


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
    owners = dict.fromkeys(owner for finding in real(audit) for owner in owners_of(finding, audit, by))
    parts = [_part(audit, by, owner) for owner in owners]
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


def _part(audit: Audit, by: By, owner: str | None) -> OwnedPart:
    def theirs(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(
            finding for finding in findings if not finding.illustrative and owner in owners_of(finding, audit, by)
        )

    groups = tuple(
        replace(
            group,
            results=tuple(
                replace(
                    result,
                    findings=theirs(result.findings),
                    unknown=tuple(gap for gap in result.unknown if owner in _answering([gap.written_by], audit, by)),
                )
                for result in group.results
            ),
        )
        for group in audit.groups
    )
    name = "" if owner is None else name_of(owner, audit.mentions)
    return OwnedPart(by, owner, name, replace(audit, groups=groups, text=theirs(audit.text), since=None))
