"""The facts that an audit misses, those first that would settle the most questions, with whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ea_repo.answer.audit import Audit

FIRST = 10
"""How many are told to people."""


@dataclass(frozen=True)
class MissingFact:
    """A fact that is not written: of which element, the rules that wait for it, who answers for the element."""

    subject: str
    name: str
    fact: str
    rules: tuple[str, ...]
    errors: int
    """How many of these rules would tell an error."""
    people: Mapping[str, tuple[str, ...]]
    """Whom to ask, by role (`moa`, `moe`, `owner`); a role with nobody is one that the model could fill."""


def missing_facts(audit: Audit) -> tuple[MissingFact, ...]:
    """Every fact that some rule waits for, ranked by how many do, then by how many of these would tell an error."""
    rules: dict[tuple[str, str], list[str]] = {}
    errors: dict[tuple[str, str], int] = {}
    for result in audit.results:
        for unknown in result.unknown:
            fact = unknown.written_by, unknown.fact
            rules.setdefault(fact, []).append(result.rule.id)
            errors[fact] = errors.get(fact, 0) + (result.severity == "error")
    ranked = sorted(rules, key=lambda fact: (-len(rules[fact]), -errors[fact], fact))
    return tuple(_missing(audit, fact, rules[fact], errors[fact]) for fact in ranked)


def _missing(audit: Audit, fact: tuple[str, str], rules: list[str], errors: int) -> MissingFact:
    subject, field = fact
    named = audit.mentions.get(subject)
    return MissingFact(
        subject, named.name if named else subject, field, tuple(rules), errors, named.people if named else {}
    )
